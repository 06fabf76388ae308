"""Any text becomes a valid keyword query that finds its words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import example, given

from retrieval import Filters
from retrieval.search.keywords import MAX_TERMS, content_words, match_expression
from retrieval.store.articles import Articles
from retrieval.store.database import Database, open_database
from retrieval.store.passages import Passages
from tests.core_fakes import add, open_small
from tests.strategies import anything

ARTICLES = {
    "Missiles": "Japan will sign the contract. Officials named the OR operator and NEAR misses.",
    "東京": "第一列島線に配備される。\n\n東京と大阪の話です。",
    "Ĉapelo": "La ĉapelo estas ruĝa. Der Schüler läuft.",
}


@pytest.fixture(scope="module")
def database_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three small articles."""
    data_dir = tmp_path_factory.mktemp("lexical")

    async def fill() -> None:
        async with open_small(data_dir) as library:
            for title, text in ARTICLES.items():
                await add(library, f"{title}.txt", f"{title}\n\n{text}")

    asyncio.run(fill())
    return data_dir / "dateline.db"


async def titles(database: Database, question: str) -> set[str]:
    match = match_expression(question)
    if match is None:
        return set()
    found = await Passages(database).lexical(match, Filters(), 50, 0.5)
    articles = Articles(database)
    places = await Passages(database).places([id for id, _ in found])
    ids = list({place.article_id for place in places.values()})
    return {article.title for article in (await articles.many(ids)).values()}


@given(question=anything)
@example(question='"*^ OR NEAR(')
@example(question="NEAR(a b, 5) AND title:x NOT scope:s1 - {body}:y ^z*")
@example(question="² ª ① ﷺ")
@example(question="\0")
@example(question="a\0b")
@example(question='"""')
@example(question=" ".join(f"w{number}" for number in range(10_000)))
def test_any_text_is_a_valid_query(database_path: Path, question: str) -> None:
    async def search() -> None:
        async with open_database(database_path) as database:
            await titles(database, question)

    asyncio.run(search())


@pytest.fixture
async def database(database_path: Path) -> AsyncIterator[Database]:
    async with open_database(database_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("signed contracts", {"Missiles"}),
        ("OR", {"Missiles"}),
        ("NEAR", {"Missiles"}),
        ("NOT contract", {"Missiles"}),
        ("scope:s1", set()),
        ("s1", set()),
        ('con"tract', set()),
        ("contr*", set()),
        ("大阪", {"東京"}),
        ("列島", {"東京"}),
        ("京大", set()),
        ("CAPELO", {"Ĉapelo"}),
        ("schuler", {"Ĉapelo"}),
        ("title", set()),
        ("²", set()),
    ],
)
async def test_words_are_words(database: Database, question: str, expected: set[str]) -> None:
    assert await titles(database, question) == expected


@given(anything)
def test_a_query_is_bounded_and_quoted(text: str) -> None:
    match = match_expression(text)
    if match is None:
        assert not content_words(text)
        return
    terms = match.split(" OR ")
    assert len(terms) <= MAX_TERMS
    for term in terms:
        assert term.startswith('"')
        assert term.endswith('"')
        assert '"' not in term[1:-1]


def test_stop_words_count_only_when_there_is_nothing_else() -> None:
    assert content_words("When is THE treaty, the treaty?") == ["treaty"]
    assert content_words("who are you") == ["who", "are", "you"]
