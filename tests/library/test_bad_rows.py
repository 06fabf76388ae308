"""A bit that flipped in one stored row: that article is set aside and named, and everything else goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from retrieval import Answer, Filters, Library, NotFound
from tests.core_fakes import add, open_small, prose

TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."
QUESTION = "when was the treaty signed?"
BAD_UTF8, FLIPPED = "CAST(x'54686520747265617479ff207369676e6564' AS TEXT)", "replace(text, 'May 5', 'May 7')"
NOT_A_TEXT = "CAST(x'c3' AS TEXT)"


def damage(data_dir: Path, *changes: str, table: str = "articles") -> None:
    """Past all of Dateline's own code, the article's keywords and vectors left as they are."""
    with closing(sqlite3.connect(data_dir / "dateline.db")) as connection:
        for change in changes:
            connection.execute(f"UPDATE {table} SET {change} WHERE id = 1")  # noqa: S608
        connection.commit()


async def fill(data_dir: Path) -> None:
    async with open_small(data_dir) as library:
        assert await add(library, "a.txt", TREATY) == 1
        await add(library, "b.txt", f"Another {TREATY}\n\nMore of it stands here.")
        await add(library, "c.txt", prose(3))


async def goes_on(library: Library) -> None:
    """Whatever reads many articles reads the others."""
    outcome = await library.ask(QUESTION)
    assert isinstance(outcome, Answer)
    assert {each.quote.article_id for each in outcome.citations} == {2}
    assert {hit.article.id for hit in await library.search("treaty signed harbour", k=50)} >= {2, 3}
    assert 1 not in {hit.article.id for hit in await library.search(QUESTION, k=50)}
    assert {each.id for each in (await library.articles.page()).items} == {1, 2, 3}, (
        "it can be seen, to be removed"
    )
    assert {each.id for each in await library.articles.titles("treaty")} >= {2}
    await library.articles.publishers("a")
    await library.articles.stories()
    await library.articles.statistics()
    await library.status(scopes=None)
    await library.check("The treaty was signed on May 5 in Tokyo.")
    await library.search(QUESTION, filters=Filters(publishers=("Reuters",)))


@pytest.mark.parametrize(
    "change",
    [
        f"text = {BAD_UTF8}", f"text = {FLIPPED}", f"title = {NOT_A_TEXT}", f"publisher = {NOT_A_TEXT}",
        "title = 'The Treatz'", "url = 'https://example.org/x'", "published_at = '2O24-05-05'",
        "updated_at = 'no day'", "pages = '[0, '", "pages = '{}'", f"content_hash = {NOT_A_TEXT}", "language = 'xx'",
    ],
)  # fmt: skip
async def test_a_damaged_article_is_set_aside_and_named(tmp_path: Path, change: str) -> None:
    await fill(tmp_path)
    damage(tmp_path, change)
    with capture_logs() as logs:
        async with open_small(tmp_path) as library:
            await goes_on(library)
            contents = next(each for each in await library.diagnose() if each.part == "contents")
            assert not contents.ok
            assert "article 1 " in contents.detail
            for full in (False, True):
                summary = await library.reindexes.run(full=full)
                assert (summary.articles, [each.id for each in summary.damaged]) == (2, [1])
            assert [item.article_id for item in (await library.reindexes.plan(full=True)).items] == [2, 3]
            await goes_on(library)
            assert await library.articles.history(1)
            await add(library, "d.txt", f"Yet another {TREATY}")
            await library.articles.remove(1)
            await library.articles.restore(1)
            await library.articles.remove(1)
            (contents,) = [each for each in await library.diagnose() if each.part == "database"]
            assert contents.ok
    assert [each["article"] for each in logs if each["event"] == "damaged_article"] == [1], "named once"


@pytest.mark.parametrize(
    "change", ["fetched_at = 'x'", f"fetched_at = {NOT_A_TEXT}", "hints = '{'", "hints = '[1]'", "gone_at = 'x'",
               f"correction = {NOT_A_TEXT}", "signature = x'00'", f"original = {BAD_UTF8}"]
)  # fmt: skip
async def test_damage_beside_the_text_stops_nothing(tmp_path: Path, change: str) -> None:
    await fill(tmp_path)
    damage(tmp_path, change)
    async with open_small(tmp_path) as library:
        assert isinstance(await library.ask(QUESTION), Answer)
        assert (await library.articles.page()).total == 3
        await library.reindexes.plan()
        await library.reindexes.run(full=True)
        await add(library, "d.txt", f"Yet another {TREATY}")
        assert await library.articles.history(1)


@pytest.mark.parametrize("vector", ["x'00'", "zeroblob(128)", "NULL", "'text'"])
async def test_a_damaged_vector_is_made_again(tmp_path: Path, vector: str) -> None:
    await fill(tmp_path)
    infinite = "x'" + "007c" * 64 + "'"
    damage(tmp_path, f"vector = {infinite if 'zero' in vector else vector}", table="passages")
    (tmp_path / "index.faiss").unlink()
    async with open_small(tmp_path) as library:
        assert isinstance(await library.ask(QUESTION), Answer)
        index = next(each for each in await library.diagnose() if each.part == "index")
        assert not index.ok
        await library.reindexes.run()
        assert all(each.ok for each in await library.diagnose())


async def test_a_quote_is_not_verified_by_a_text_that_changed_with_it(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TREATY)
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        (citation,) = outcome.citations
        assert (await library.context(citation)).verified
        damage(tmp_path, "text = replace(text, 'Tokyo', 'Tokio')")
        assert not (await library.context(citation)).verified
        assert not isinstance(await library.ask(QUESTION), Answer)
        await library.articles.remove(1)
        with pytest.raises(NotFound):
            await library.context(citation)


@pytest.mark.parametrize("outcome", ["'{'", NOT_A_TEXT, "replace(outcome, 'quote', 'quota')", "'[]'"])
async def test_a_damaged_answer_is_as_if_it_were_gone(tmp_path: Path, outcome: str) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TREATY)
        answer = await library.ask(QUESTION)
        for number in (1, 2):
            claim = await library.answers.begin(
                f"m{number}", question=QUESTION, scopes=("shared",), home="h", place="p"
            )
            assert claim == number
            await library.answers.finish(claim, answer)
            await library.votes.cast(claim, "somebody", 1)
        with capture_logs() as logs:
            damage(tmp_path, f"outcome = {outcome}", table="answers")
            assert await library.answers.asked("m1") is None
            assert await library.answers.asked("m2") is not None
            with pytest.raises(NotFound):
                await library.answers.get(1)
            assert [each.answer_id for each in (await library.votes.feedback("h")).items] == [2]
    assert "Tokyo" not in str(logs), "no word of the article in the log"


async def test_a_feed_whose_times_cannot_be_read_is_asked_now(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        subscriptions = library.feeds.store
        for url in ("https://example.org/1", "https://example.org/2"):
            await subscriptions.add("shared", url, None, None, 30, library._clock())
        damage(tmp_path, "next_poll = 'x', last_success = 'x', failing_since = 'x'", table="feeds")
        assert {feed.id for feed in await library.feeds.due()} == {1, 2}
        assert len(await library.feeds.all()) == 2
