"""The day from which on somebody wants to know what is new."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.dates.since import read_since

TODAY = date(2026, 3, 11)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        (" Monday ", date(2026, 3, 9)),
        ("since monday", date(2026, 3, 9)),
        ("last monday", date(2026, 3, 9)),
        ("wed", TODAY),
        ("today", TODAY),
        ("yesterday", date(2026, 3, 10)),
        ("3 days", date(2026, 3, 8)),
        ("the last 3 days", date(2026, 3, 8)),
        ("48 hours", date(2026, 3, 9)),
        ("a week", date(2026, 3, 4)),
        ("2 weeks ago", date(2026, 2, 25)),
        ("march", date(2026, 3, 1)),
        ("1 March", date(2026, 3, 1)),
        ("montag", date(2026, 3, 9)),
        ("seit gestern", date(2026, 3, 10)),
        ("3 tage", date(2026, 3, 8)),
        ("1. märz", date(2026, 3, 1)),
        ("desde el lunes", date(2026, 3, 9)),
        ("hace 3 días", date(2026, 3, 8)),
        ("月曜日", date(2026, 3, 9)),
        ("月曜", date(2026, 3, 9)),
        ("昨日から", date(2026, 3, 10)),
        ("3日前", date(2026, 3, 8)),
        ("3月1日", date(2026, 3, 1)),
    ],
)
def test_a_day_or_a_length_of_time(text: str, day: date) -> None:
    assert read_since(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "banana",
        "tomorrow",
        "2026-03-12",
        "2026-02-30",
        "1/3/2026",
        "999 months 4",
        "x" * 500,
        "the war",
    ],
)
def test_anything_else_names_no_day_in_the_past(text: str) -> None:
    assert read_since(text, TODAY) is None
