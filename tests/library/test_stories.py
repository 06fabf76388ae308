"""Copies of one article: all are kept and found, an answer counts them once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from retrieval import Answer, Filters, Library
from tests.core_fakes import HashingEmbedder, add, dated, open_small, prose

FACT = "The harbour bridge was opened by the mayor on 4 May 2021 in Lisbon."
BODY = "\n\n".join([FACT, *prose(5, 16).split("\n\n")[1:]])
QUESTION = "when was the harbour bridge opened?"


async def three_copies(library: Library) -> list[int]:
    ids = []
    for day, publisher, body in (
        ("2021-05-05", "The Wire", BODY),
        ("2021-05-06", "Daily Post", f"{BODY}\n\nAdditional reporting by the staff of the Post."),
        ("2021-05-07", "Evening Sun", "\n\n".join(BODY.split("\n\n")[:-1])),
    ):
        text = dated("Harbour bridge opened", body, publisher, day)
        ids.append(await add(library, f"{publisher}.md", text))
    return ids


async def test_an_answer_counts_a_story_once_and_names_the_copies(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 0.0}) as library:
        await three_copies(library)
        await add(library, "other.md", dated("Another matter", prose(9), "The Wire", "2021-05-05"))
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        first = outcome.citations[0]
        assert first.quote.text == FACT
        assert [citation.quote.text == FACT for citation in outcome.citations].count(True) == 1
        assert len(first.copies) == 2
        assert first.publisher not in [copy.publisher for copy in first.copies]
        stories = await library.articles.stories()
        assert [[article.publisher for article in story] for story in stories] == [
            ["The Wire", "Daily Post", "Evening Sun"]
        ]


async def test_counts_of_articles_and_origins(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 0.0, "max_quotes": 1}) as library:
        await three_copies(library)
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        assert (outcome.articles, outcome.origins) == (3, 1)


async def test_each_copy_is_found_by_its_publisher_and_time_travel_hides_later_ones(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 0.0, "max_quotes": 1}) as library:
        await three_copies(library)
        by_publisher = await library.ask(QUESTION, filters=Filters(publishers=("evening sun",)))
        assert isinstance(by_publisher, Answer)
        assert by_publisher.citations[0].publisher == "Evening Sun"
        earlier = await library.ask(QUESTION, filters=Filters(until=date(2021, 5, 6)))
        assert isinstance(earlier, Answer)
        told = {earlier.citations[0].publisher, *(copy.publisher for copy in earlier.citations[0].copies)}
        assert told == {"The Wire", "Daily Post"}


async def test_stories_stay_within_their_scope(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 0.0, "max_quotes": 1}) as library:
        await add(library, "a.md", dated("Harbour bridge opened", BODY, "The Wire"), scope="guild:1")
        await add(library, "b.md", dated("Harbour bridge opened", BODY, "Daily Post"), scope="guild:2")
        outcome = await library.ask(QUESTION, filters=Filters(scopes=("guild:1",)))
        assert isinstance(outcome, Answer)
        assert outcome.citations[0].copies == ()


async def test_a_revised_article_leaves_its_story_and_the_others_stay_together(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        folder = tmp_path / "in"
        folder.mkdir()
        for name in "abc":
            (folder / f"{name}.md").write_text(dated("Harbour bridge", BODY, f"Paper {name}"))
        await library.ingest([folder])
        (folder / "a.md").write_text(dated("Harbour bridge", prose(77, 16), "Paper a"))
        await library.ingest([folder])
        assert [[each.publisher for each in story] for story in await library.articles.stories()] == [
            ["Paper b", "Paper c"]
        ]
        (folder / "a.md").write_text(dated("Harbour bridge", BODY, "Paper a"))
        await library.ingest([folder])
        assert len((await library.articles.stories())[0]) == 3


async def test_articles_of_an_older_database_find_their_stories_on_reindex(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        await three_copies(library)
    import sqlite3

    connection = sqlite3.connect(tmp_path / "dateline.db")
    connection.execute("UPDATE articles SET signature = NULL, story = NULL")
    connection.execute("DELETE FROM story_bands")
    connection.commit()
    connection.close()
    calls = embedder.calls
    async with open_small(tmp_path, embedder) as library:
        assert await library.articles.stories() == ()
        await library.reindexes.run()
        assert len((await library.articles.stories())[0]) == 3
    assert embedder.calls == calls
