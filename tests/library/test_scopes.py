"""Servers are separate, and filters hold inside both searches."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Answer, Filters, Hit, Library, NotFound, Refusal
from tests.core_fakes import HashingEmbedder, add, dated, open_small, prose, write_stories

SCOPES = ("shared", "guild:1", "guild:2", "guild:12", "GUILD:1", "guild:1 OR guild:2", "s1", "")
SECRET = "The secret treaty about {word} was signed on May {day} by the ministers."

asked = st.one_of(
    st.sampled_from(
        ["when was the secret treaty signed?", "s1", "s2", "scope:s2", "zebra", "scope:(s1) treaty"]
    ),
    st.text(max_size=30),
)


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same story, with another word, in every scope."""
    data_dir = tmp_path_factory.mktemp("scopes")

    async def fill() -> None:
        async with open_small(data_dir) as library:
            for number, scope in enumerate(SCOPES):
                text = SECRET.format(word=f"word{number}", day=number + 1)
                await add(library, "a.txt", f"The Secret\n\n{text} zebra", scope=scope)

    asyncio.run(fill())
    return data_dir


@settings(max_examples=25)
@given(question=asked, seen=st.lists(st.sampled_from(SCOPES), max_size=3, unique=True))
def test_what_is_in_other_scopes_does_not_exist(shared_house: Path, question: str, seen: list[str]) -> None:
    async def look() -> None:
        async with open_small(shared_house) as library:
            await look_around(library, question, tuple(seen))

    asyncio.run(look())


async def look_around(library: Library, question: str, seen: tuple[str, ...]) -> None:
    filters = Filters(scopes=seen)
    hits = await library.search(question, filters=filters, k=50)
    assert {hit.article.scope for hit in hits} <= set(seen)
    outcome = await library.ask(question, filters=filters)
    cited = outcome.citations if isinstance(outcome, Answer) else [outcome.nearest] if outcome.nearest else []
    for citation in cited:
        assert (await library.articles.get(citation.quote.article_id, scopes=SCOPES)).scope in seen
    page = await library.articles.page(scopes=seen, limit=50)
    assert {info.scope for info in page.items} == set(seen)
    assert page.total == len(seen)
    status = await library.status(scopes=seen)
    assert (status.articles, status.passages, status.indexed) == (len(seen), len(seen), len(seen))
    assert (status.last_ingest is None) == (not seen)
    for info in (await library.articles.page(scopes=SCOPES, limit=50)).items:
        if info.scope not in seen:
            with pytest.raises(NotFound):
                await library.articles.get(info.id, scopes=seen)
            with pytest.raises(NotFound):
                await library.articles.remove(info.id, scopes=seen)
            assert await library.search(question, filters=Filters(seen, article_ids=(info.id,))) == ()


async def test_every_scope_finds_its_own(shared_house: Path) -> None:
    async with open_small(shared_house) as library:
        for number, scope in enumerate(SCOPES):
            (hit,) = await library.search("secret treaty", filters=Filters(scopes=(scope,)), k=50)
            assert f"word{number}" in hit.passage.text
            assert hit.cosine is not None
            assert hit.bm25 is not None
            outcome = await library.ask(
                "when was the secret treaty signed?", filters=Filters(scopes=(scope,))
            )
            assert isinstance(outcome, Answer)
            assert f"May {number + 1}" in outcome.answer_text


async def test_a_refusal_shows_nothing_of_another_scope(shared_house: Path) -> None:
    async with open_small(shared_house) as library:
        outcome = await library.ask(
            "how much did the secret treaty cost?", filters=Filters(scopes=("guild:9",))
        )
        assert isinstance(outcome, Refusal)
        assert outcome.nearest is None


async def test_the_same_article_may_be_in_two_scopes(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        one = await add(library, "a.txt", prose(1), scope="guild:1")
        two = await add(library, "a.txt", prose(1), scope="guild:2")
        assert one != two
        await library.articles.remove(one, scopes=("guild:1",))
        assert len(await library.search(prose(1), filters=Filters(scopes=("guild:2",)), k=50)) >= 1


async def test_reindex_keeps_to_its_scopes(tmp_path: Path) -> None:
    async with open_small(tmp_path, HashingEmbedder("old")) as library:
        for scope in ("guild:1", "guild:2"):
            await add(library, "a.txt", prose(1), scope=scope)
    async with open_small(tmp_path, HashingEmbedder("new")) as library:
        summary = await library.reindexes.run(scopes=("guild:1",))
        assert summary.articles == 1
        assert (await library.status(scopes=("guild:1",))).stale_passages == 0
        assert (await library.status(scopes=("guild:2",))).stale_passages > 0


# Filters


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some two hundred passages about the same words, and one article that differs by its date and publisher."""
    data_dir = tmp_path_factory.mktemp("crowd")
    folder = tmp_path_factory.mktemp("crowd-in") / "in"
    write_stories(folder, 60, sentences=20)

    async def fill() -> None:
        async with open_small(data_dir, passages={"words": 50}) as library:
            await library.ingest([folder])
            for seed, day, publisher in (
                (97, "2024-03-01", "The Paper"),
                (98, "2024-03-02T23:59:00-05:00", "Other"),
                (99, None, "the PAPER"),
            ):
                body = f"Glacier harbour of {publisher} {day}. " + prose(seed).split("\n\n")[1]
                await add(library, "one.md", dated(f"Needle {publisher} {day}", body, publisher, day))
            assert (await library.status()).passages > 200

    asyncio.run(fill())
    return data_dir


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(since=date(2024, 3, 1), until=date(2024, 3, 1)), {"Needle The Paper 2024-03-01"}),
        (Filters(since=date(2024, 3, 2)), {"Needle Other 2024-03-02T23:59:00-05:00"}),
        (Filters(until=date(2024, 3, 1)), {"Needle The Paper 2024-03-01"}),
        (Filters(since=date(2024, 3, 3)), set()),
        (Filters(until=date(2024, 2, 29)), set()),
        (Filters(until=date(2000, 1, 1), undated=True, publishers=("the paper",)), {"Needle the PAPER None"}),
        (
            Filters(since=date(2024, 3, 1), until=date(2024, 3, 1), undated=True, publishers=("the paper",)),
            {"Needle The Paper 2024-03-01", "Needle the PAPER None"},
        ),
        (Filters(undated=True, publishers=("Other",)), {"Needle Other 2024-03-02T23:59:00-05:00"}),
        (Filters(publishers=("the paper",)), {"Needle The Paper 2024-03-01", "Needle the PAPER None"}),
        (Filters(publishers=("paper",)), set()),
        (Filters(publishers=("The Paper",), since=date(2000, 1, 1)), {"Needle The Paper 2024-03-01"}),
        (Filters(article_ids=(61, 3)), {"Needle The Paper 2024-03-01", "Story 2"}),
        (Filters(article_ids=()), set()),
        (Filters(scopes=()), set()),
    ],
)
async def test_filters_hold_inside_both_searches(crowd: Path, filters: Filters, titles: set[str]) -> None:
    """The words are in every passage: only a filter inside the search finds the few that it lets through."""
    async with open_small(crowd, passages={"words": 50}, search={"candidates": 5}) as library:
        hits = await library.search("the number of the harbour glacier", filters=filters, k=10)
        found = {
            " ".join(hit.article.title.split()[:2]) if "Story" in hit.article.title else hit.article.title
            for hit in hits
        }
        assert found == titles
        assert all(hit.cosine is not None for hit in hits if "Needle" in hit.article.title)
        assert all(hit.bm25 is not None for hit in hits if "Needle" in hit.article.title)


async def test_the_undated_pass_a_window_where_they_may(crowd: Path) -> None:
    """Both searches, one by one, against a scan of all passages."""
    window = Filters(since=date(2024, 3, 2), until=date(2024, 3, 2))
    async with open_small(crowd, passages={"words": 50}, search={"candidates": 1000}) as library:
        question = "the number of the harbour glacier"
        everything = await library.search(question, k=1000)
        strict = await library.search(question, filters=window, k=1000)
        soft = await library.search(question, filters=replace(window, undated=True), k=1000)

    def found(hits: tuple[Hit, ...], *, by: str) -> set[int]:
        return {hit.passage.id for hit in hits if getattr(hit, by) is not None}

    undated = {hit.passage.id for hit in everything if hit.article.published_at is None}
    assert len(undated) > 200
    for by in ("bm25", "cosine"):
        assert found(soft, by=by) == found(strict, by=by) | (found(everything, by=by) & undated)
        assert found(strict, by=by)


async def test_scores_are_those_of_the_stored_vectors(crowd: Path) -> None:
    from tests.consistency import stored_passages

    embedder = HashingEmbedder()
    async with open_small(crowd, embedder, passages={"words": 50}, search={"candidates": 1000}) as library:
        hits = await library.search("glacier harbour treaty", k=1000)
    (query,) = embedder.encode(["glacier harbour treaty"])
    exact = {each.id: float(each.vector @ query) for each in stored_passages(crowd)}
    found = {hit.passage.id: hit.cosine for hit in hits if hit.cosine is not None}
    assert found.keys() == exact.keys()
    assert all(abs(cosine - exact[id]) < 2e-3 for id, cosine in found.items())
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.passage.text == hit.article.text[hit.passage.start : hit.passage.end] for hit in hits)
