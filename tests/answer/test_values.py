"""Dates and numbers of a text as values, and how two values compare."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from retrieval.answer.values import Amount, Bound, Moment, Relation, compare, values
from tests.strategies import anything

SAME, DIFFERENT, UNSURE = Relation.SAME, Relation.DIFFERENT, Relation.UNSURE


@given(anything)
def test_values_lie_in_any_text_in_order(text: str) -> None:
    at = 0
    for value in values(text):
        assert at <= value.span.start < value.span.end <= len(text)
        at = value.span.end
        assert compare(value, value) is SAME


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("308 points for $1.7 billion", ["308", "$1.7 billion"]),
        ("on 5 May 2021, by April 1 and in 1999", ["5 May 2021", "April 1", "1999"]),
        ("four of twenty-four men, a dozen", ["four", "twenty-four", "a dozen"]),
        ("the B-52 of the 1990s, COVID-19, the 3rd", []),
        ("nearly 1.2m or 24.5% on Tuesday", ["1.2m", "24.5%", "Tuesday"]),
        ("one of them may march", []),
    ],
)
def test_what_is_a_value(text: str, found: list[str]) -> None:
    assert [text[value.span.start : value.span.end] for value in values(text)] == found


@pytest.mark.parametrize(
    ("claimed", "quoted", "relation"),
    [
        ("1.5 million", "1,500,000", SAME),
        ("1.7 billion", "1,690,000,000", SAME),
        ("four", "4", SAME),
        ("over 300", "308", SAME),
        ("about 300", "308", SAME),
        ("308", "about 300", UNSURE),
        ("300", "over 300", UNSURE),
        ("250", "over 300", DIFFERENT),
        ("5%", "5", UNSURE),
        ("$5", "€6", UNSURE),
        ("307", "308", DIFFERENT),
        ("5 May", "May 5", SAME),
        ("3 May", "May 5", DIFFERENT),
        ("in May", "5 May 2021", SAME),
        ("5 May 2021", "in May 2021", UNSURE),
        ("on Tuesday", "5 May 2021", DIFFERENT),
        ("on Wednesday", "5 May 2021", SAME),
        ("since 2015", "in 2015", UNSURE),
        ("1999", "2001", DIFFERENT),
        ("1999", "308", UNSURE),
    ],
)
def test_relations(claimed: str, quoted: str, relation: Relation) -> None:
    (mine,), (theirs,) = values(claimed), values(quoted)
    assert compare(mine, theirs) is relation


def test_a_date_without_a_year_is_the_nearest_to_the_article_to_agree_and_never_to_disagree() -> None:
    (claimed,), (other,), (quoted,) = values("5 May 2021"), values("5 May 2020"), values("5 May")
    published = date(2021, 5, 6)
    assert compare(claimed, quoted, published) is SAME
    assert compare(other, quoted, published) is UNSURE
    assert compare(claimed, quoted) is UNSURE


def test_bounds() -> None:
    bounds = [value.bound for value in values("over 3, under 4, about 5 and 6 before 1990 and since 1995")]
    assert bounds == [Bound.ABOVE, Bound.BELOW, Bound.ABOUT, Bound.EXACT, Bound.BELOW, Bound.ABOVE]
    assert [type(each) for each in values("30 February 2021 and 3")] == [Moment, Amount]
