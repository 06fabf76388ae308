"""Which version of an article stood on a day, and the scores of its passages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from retrieval.search.former import Stood, stood_on
from retrieval.search.keyword_search import TITLE_WEIGHT, KeywordSearch
from retrieval.store.changes import ChangeFeed
from retrieval.store.database import open_database
from retrieval.store.news.versions import VersionDates, counts_from, keyword_scores
from retrieval.store.passages import Passages
from retrieval.types import Filters, Former

from .test_keyword_search import put


def version(
    number: int, fetched: str, published: str | None = "2024-03-01", updated: str | None = None
) -> VersionDates:
    return VersionDates(number, published, updated, datetime.fromisoformat(fetched).replace(tzinfo=UTC))


MARCH = (
    version(1, "2024-03-04"),
    version(2, "2024-03-06T08:00"),
    version(3, "2024-03-06T08:00"),  # read again
    version(4, "2024-03-12", updated="2024-03-09T10:00:00+09:00"),
    version(5, "2024-03-20", updated="2024-03-09T10:00:00+09:00"),
)


def test_a_version_counts_from_what_it_states_else_from_when_it_was_taken_in() -> None:
    days = ["2024-03-01", "2024-03-06", "2024-03-06", "2024-03-09T10:00:00+09:00", "2024-03-20"]
    assert counts_from(MARCH) == days
    assert counts_from([version(1, "2024-03-04", None), version(2, "2024-03-04", None)]) == ["", ""]
    assert counts_from([]) == []


@pytest.mark.parametrize(
    ("day", "number", "changed"),
    [(1, 1, 6), (5, 1, 6), (6, 3, 9), (8, 3, 9), (9, 4, 20), (19, 4, 20)],
)
def test_the_last_version_of_the_day_stood_at_its_end(day: int, number: int, changed: int) -> None:
    then = date(2024, 3, day)
    assert stood_on(MARCH, then) == Stood(number, "2024-03-01", Former(then, date(2024, 3, changed)))


def test_before_it_was_published_none_stood_and_without_a_day_the_first_always_did() -> None:
    assert stood_on(MARCH, date(2024, 2, 29)) is None
    undated = [version(1, "2024-03-04", None), version(2, "2024-03-06", None)]
    assert stood_on(undated, date(1999, 1, 1)) == Stood(1, "", Former(date(1999, 1, 1), date(2024, 3, 6)))


async def test_the_scores_are_those_of_the_keyword_index(tmp_path: Path) -> None:
    texts = [
        "The bridges of the old harbour",
        "東京の橋は閉鎖された",
        "Roses grew beside the shed all summer",
    ]
    async with open_database(tmp_path / "dateline.db") as database:
        await put(database, "shared", "A harbour", texts, "Paper")
        await put(
            database, "shared", "Other", ["Nothing of it", "A bridge elsewhere, and a long way off"], "Paper"
        )
        search = KeywordSearch(Passages(database), ChangeFeed(database))
        found = dict(await search.search("harbour bridge 東京 shed", Filters(), 5, 10))
        weights = await search.weights("harbour bridge 東京 shed")
    whole = [*(("A harbour", text) for text in texts), ("Other", "Nothing of it")]
    whole.append(("Other", "A bridge elsewhere, and a long way off"))
    scores = keyword_scores(dict(enumerate(whole, start=1)), weights, TITLE_WEIGHT)
    assert list(scores) == ['"harbour"', '"bridge"', '"東 京"', '"shed"']
    for id, score in found.items():  # the index also counts the word that says whose passage it is
        assert sum(of_term.get(id, 0.0) for of_term in scores.values()) == pytest.approx(score, rel=0.1)
    assert {id for of_term in scores.values() for id in of_term} == set(found)
