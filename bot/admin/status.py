"""A library's articles by publication day and by publisher, shaped for a picture. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from retrieval import Shelf

MOST_COLUMNS = 36
"""So many bars side by side stay apart on a phone."""
MOST_PUBLISHERS = 6
MIDDLE_FROM = 8
"""Columns; from then on there is room for a third date below them."""
CORE = 0.9
"""The newest articles for which a finer span is worth leaving out the oldest ones, which are then counted in words."""


class Unit(Enum):
    """What one column stands for: finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


Days = Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Articles per day, week, month …, without gaps, from `first` to `last`; `older` ones came before."""

    unit: Unit
    starts: tuple[date, ...]
    counts: tuple[int, ...]
    older: int

    @property
    def first(self) -> date:
        return self.starts[0]

    @property
    def last(self) -> date:
        return self.starts[-1]


@dataclass(frozen=True, slots=True)
class Column:
    count: int
    label: str
    """Below it; empty for most."""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, with its words. Digits only: the font of the picture knows few scripts, so that names stand
    beside it, under the numbers of the rows."""

    columns: tuple[Column, ...]
    top: int
    """What the highest line of the columns stands for."""
    rows: tuple[int, ...]
    figure: Callable[[int], str]
    """A number as the reader writes it."""


def chart_of(shelf: Shelf, figure: Callable[[int], str]) -> Chart | None:
    """None where there is nothing to draw."""
    columns = columns_of(shelf.by_day)
    rows = tuple(count for _, count in shelf.by_publisher[:MOST_PUBLISHERS])
    if columns is None and not rows:
        return None
    shown = _labelled(columns) if columns else ()
    return Chart(shown, round_up(max((each.count for each in shown), default=1)), rows, figure)


def columns_of(by_day: Days) -> Columns | None:
    """The finest unit of which so many columns as there is room for, up to the newest article, hold nine tenths. None
    without days."""
    if not by_day:
        return None
    total, newest = sum(count for _, count in by_day), max(day for day, _ in by_day)
    for unit in Unit:
        first = _number(newest, unit) - MOST_COLUMNS + 1
        older = sum(count for day, count in by_day if _number(day, unit) < first)
        if total - older >= CORE * total:
            return _counted([each for each in by_day if _number(each[0], unit) >= first], unit, older)
    return _counted(by_day, Unit.CENTURY, older=0)


def round_up(number: int) -> int:
    """The next number that reads well on an axis and halves evenly: 2, 4, 6, 8, 10, 12, 16, 20 …"""
    if number <= 10:
        return max(2, number + number % 2)
    size: int = 10 ** (len(str(number)) - 2)
    return next(step * size for step in _STEPS if number <= step * size)


def _counted(days: Days, unit: Unit, older: int) -> Columns:
    counts: Counter[int] = Counter()
    for day, count in days:
        counts[_number(day, unit)] += count
    numbers = range(min(counts), max(counts) + 1)
    starts = tuple(_start(number, unit) for number in numbers)
    return Columns(unit, starts, tuple(counts[number] for number in numbers), older)


def _number(day: date, unit: Unit) -> int:
    """The units are counted from the first day of the calendar, which was a Monday."""
    if unit is Unit.MONTH:
        return day.year * 12 + day.month - 1
    if unit in _YEARS:
        return day.year // _YEARS[unit]
    return (day.toordinal() - 1) // _DAYS[unit]


def _start(number: int, unit: Unit) -> date:
    """The first day of the unit with that number."""
    if unit is Unit.MONTH:
        return date(number // 12, number % 12 + 1, 1)
    if unit in _YEARS:
        return date(max(1, number * _YEARS[unit]), 1, 1)
    return date.fromordinal(number * _DAYS[unit] + 1)


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_STEPS = (10, 12, 16, 20, 30, 40, 50, 60, 80, 100)
_LABEL = {Unit.DAY: len("2024-05-31"), Unit.WEEK: len("2024-05-27"), Unit.MONTH: len("2024-05")}
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}


def _labelled(columns: Columns) -> tuple[Column, ...]:
    """The first column, the last and, between far ones, the middle one say when they are."""
    last = len(columns.starts) - 1
    named = {0, last} | ({last // 2} if last >= MIDDLE_FROM else set())
    digits = _LABEL.get(columns.unit, len("2024"))
    return tuple(
        Column(count, start.isoformat()[:digits] if at in named else "")
        for at, (start, count) in enumerate(zip(columns.starts, columns.counts, strict=True))
    )
