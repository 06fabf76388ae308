"""Keyword search in large libraries finds what the full search finds, and nothing outside the filters."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval import Filters
from retrieval.search import keyword_search
from retrieval.search.keyword_search import TITLE_WEIGHT, KeywordSearch, plan
from retrieval.search.keywords import match_expression
from retrieval.store.articles import Articles, Hashes, draft_hash
from retrieval.store.changes import ChangeFeed
from retrieval.store.database import Database, open_database
from retrieval.store.passages import Passages, ids_of, with_changes
from retrieval.types import Draft, Span
from tests.strategies import anything

SCOPES = ("shared", "guild:1", "guild:2")
PASSAGES = 400
WORDS = ["the", *(f"word{number}" for number in range(40)), "東京", "大阪", "京都"]
"""By falling frequency; the first is in most passages."""
RARE_FIRST = {"SMALL": 0, "_CHEAP_POSTINGS": 0, "_CANDIDATES": 1, "_ENOUGH": 1}
"""A library of any size counts as large, and as few words as possible must be there."""
ALL_RARE = {"SMALL": 0, "_CANDIDATES": 1_000_000, "_ENOUGH": 1}
MILLIONTHS = 1e-4
"""What the words of more than half of all passages add to a score."""


@contextmanager
def constants(values: dict[str, int]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setattr(keyword_search, name, value)
        yield


async def put(database: Database, scope: str, title: str, texts: list[str], publisher: str) -> int:
    """An article of these passages."""
    text = "\n".join(texts)
    ends = np.cumsum([len(each) + 1 for each in texts]).tolist()
    spans = [Span(end - 1 - len(each), end - 1) for each, end in zip(texts, ends, strict=True)]
    draft = Draft("a.txt", title, title, "", text, publisher=publisher)
    async with database.transaction() as connection:
        model = await ChangeFeed(database).model_id(connection, "model", "model", 4)
        hashes = Hashes(title, draft_hash(draft))
        id = await Articles(database).insert(connection, scope, draft, hashes, datetime.now(UTC))
        await Passages(database).insert(connection, id, spans, np.ones((len(spans), 4), np.float32), model)
    return id


async def fill(path: Path) -> None:
    chosen = random.Random(1)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    async with open_database(path) as database:
        for number in range(PASSAGES // 4):
            texts = [" ".join(chosen.choices(WORDS, weights, k=chosen.randint(5, 40))) for _ in range(4)]
            scope = SCOPES[0 if number % 10 < 7 else 1 if number % 10 < 9 else 2]
            title = f"article{number} {chosen.choice(WORDS)}"
            await put(database, scope, title, texts, f"Paper {number % 3}")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keywords") / "dateline.db"
    asyncio.run(fill(path))
    return path


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with open_database(path) as opened:
        yield opened


async def both(
    database: Database, question: str, filters: Filters, limit: int = 50
) -> tuple[list[tuple[int, float]], dict[int, float]]:
    """What the search finds, and the scores of all that the full search finds."""
    passages = Passages(database)
    inside = len(await passages.allowed(filters))
    found = await KeywordSearch(passages, ChangeFeed(database)).search(question, filters, inside, limit)
    match = match_expression(question)
    return found, dict(await passages.lexical(match, filters, 10_000, TITLE_WEIGHT) if match else [])


questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
filters = st.builds(
    Filters,
    scopes=st.sets(st.sampled_from((*SCOPES, "guild:3")), min_size=1).map(lambda names: tuple(sorted(names))),
    publishers=st.sampled_from([(), ("paper 1",)]),
)


@given(question=questions, filters=filters)
def test_a_small_library_is_searched_in_full(path: Path, question: str, filters: Filters) -> None:
    async def check() -> None:
        async with open_database(path) as database:
            found, full = await both(database, question, filters)
            assert found == list(full.items())[:50]

    asyncio.run(check())


@given(question=questions, filters=filters)
@example(question="the word1 word30 word30", filters=Filters(scopes=SCOPES))
@example(question="東京 大阪 word3", filters=Filters(scopes=("guild:2",)))
def test_in_a_large_one_scores_are_those_of_the_full_search(
    path: Path, question: str, filters: Filters
) -> None:
    async def check() -> None:
        async with open_database(path) as database:
            with constants(RARE_FIRST):
                found, full = await both(database, question, filters)
            assert len(found) == len(dict(found))
            assert all(score == pytest.approx(full[id], abs=MILLIONTHS) for id, score in found)
            assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
            assert bool(found) == bool(full)

    asyncio.run(check())


@given(question=questions, filters=filters)
def test_with_all_words_asked_for_it_is_the_full_search(path: Path, question: str, filters: Filters) -> None:
    async def check() -> None:
        async with open_database(path) as database:
            with constants(ALL_RARE):
                found, full = await both(database, question, filters)
            best = sorted(full.values(), reverse=True)[: len(found)]
            assert [score for _, score in found] == pytest.approx(best, abs=MILLIONTHS)

    asyncio.run(check())


async def test_the_first_ten_are_those_of_the_full_search(database: Database) -> None:
    chosen = random.Random(2)
    shared = 0
    with constants({"SMALL": 0, "_CHEAP_POSTINGS": 0, "_CANDIDATES": 40}):
        for _ in range(100):
            question = " ".join(chosen.sample(WORDS, 6))
            found, full = await both(database, question, Filters(scopes=SCOPES))
            assert len(full) >= 10
            worst = sorted(full.values(), reverse=True)[9] - MILLIONTHS
            shared += sum(full[id] >= worst for id, _ in found[:10])
    assert shared >= 980


@pytest.mark.parametrize("scopes", [("guild:1",), ("guild:2", "shared"), SCOPES])
@pytest.mark.parametrize("values", [RARE_FIRST, ALL_RARE])
async def test_no_passage_of_another_scope(
    database: Database, scopes: tuple[str, ...], values: dict[str, int]
) -> None:
    filters = Filters(scopes=scopes)
    inside = set(ids_of(await Passages(database).allowed(filters)).tolist())
    with constants(values):
        for question in [*WORDS, " ".join(WORDS[1:9]), "s1 s2 s3 scope"]:
            found, _ = await both(database, question, filters, 500)
            assert {id for id, _ in found} <= inside


@given(question=anything)
@example(question='"*^ OR NEAR(')
@example(question="NEAR(a b, 5) AND title:x NOT scope:s1 - {body}:y ^z*")
@example(question="word1 AND scope:s2) OR (word2")
@example(question="\0 the")
@example(question=" ".join(f"w{number} the" for number in range(10_000)))
def test_any_text_is_a_valid_query_of_a_large_library(path: Path, question: str) -> None:
    async def check() -> None:
        async with open_database(path) as database:
            with constants(RARE_FIRST):
                await both(database, question, Filters(scopes=SCOPES))

    asyncio.run(check())


async def test_a_word_that_was_counted_as_absent_is_found_when_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    await fill(path)
    filters = Filters()
    async with open_database(path) as database:
        search = KeywordSearch(Passages(database), ChangeFeed(database))
        with constants(RARE_FIRST):
            before = await search.search("the zebra", filters, PASSAGES, 10)
            await put(database, "shared", "new", ["a zebra in it"], "Paper")
            after = await search.search("the zebra", filters, PASSAGES, 10)
    assert after[0][0] not in {id for id, _ in before}
    assert after[0][0] == PASSAGES + 1


@given(
    frequencies=st.dictionaries(st.sampled_from(WORDS), st.integers(0, 100_000), min_size=1),
    inside=st.integers(0, 100_000),
    repeated=st.booleans(),
)
def test_a_plan_asks_for_the_rarest_words(frequencies: dict[str, int], inside: int, repeated: bool) -> None:
    terms = list(frequencies) * (1 + repeated)
    planned = plan(terms, frequencies, 100_000, inside)
    asked = planned.rare + planned.common
    assert planned.rare
    assert [frequencies[term] for term in asked] == sorted(frequencies[term] for term in asked)
    left_out = Counter(terms) - Counter(asked)
    assert all(frequencies[term] > 50_000 or term in planned.rare for term in left_out)
    assert not Counter(asked) - Counter(terms)


@given(
    ids=st.sets(st.integers(1, 50)),
    changed=st.sets(st.integers(1, 60)),
    data=st.data(),
)
def test_ids_follow_the_changes(ids: set[int], changed: set[int], data: st.DataObject) -> None:
    inside = data.draw(st.sets(st.sampled_from(sorted(changed)))) if changed else set()
    rows = [(id,) for id in sorted(inside)]
    got = with_changes(np.array(sorted(ids), np.int64), sorted(changed, reverse=True), rows)  # type: ignore[arg-type]  # rows of sqlite3 are read by place
    assert got.tolist() == sorted(ids - changed | inside)
