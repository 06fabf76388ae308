"""A library's articles by publication day and by publisher, shaped for a picture. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
    """The finest unit in which everything fits; or, where nine tenths fit in a finer one, those. None without days."""
    if not by_day:
        return None
    days = sorted(by_day)
    total, kept, core = sum(count for _, count in days), 0, len(days)
    while kept < CORE * total:
        core -= 1
        kept += days[core][1]
    everything, newest = _finest(days), _finest(days[core:])
    if list(Unit).index(newest) < list(Unit).index(everything):
        return _counted(days[core:], newest, older=sum(count for _, count in days[:core]))
    return _counted(days, everything, older=0)


def round_up(number: int) -> int:
    """The next number that reads well on an axis and halves evenly: 2, 4, 6, 8, 10, 12, 16, 20 …"""
    if number <= 10:
        return max(2, number + number % 2)
    size: int = 10 ** (len(str(number)) - 2)
    return next(step * size for step in _STEPS if number <= step * size)


def _finest(days: Days) -> Unit:
    first, last = days[0][0], days[-1][0]
    return next(
        (unit for unit in Unit if len(_starts(first, last, unit, MOST_COLUMNS + 1)) <= MOST_COLUMNS),
        Unit.CENTURY,
    )


def _counted(days: Days, unit: Unit, *, older: int) -> Columns:
    counts: Counter[date] = Counter()
    for day, count in days:
        counts[_start(day, unit)] += count
    starts = _starts(days[0][0], days[-1][0], unit)
    return Columns(unit, tuple(starts), tuple(counts[start] for start in starts), older)


def _starts(first: date, last: date, unit: Unit, most: int | None = None) -> list[date]:
    """The beginning of each unit from that of `first` to that of `last`, no more than `most`."""
    found = [_start(first, unit)]
    while found[-1] < _start(last, unit) and (most is None or len(found) < most):
        found.append(_next(found[-1], unit))
    return found


def _start(day: date, unit: Unit) -> date:
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if unit is Unit.MONTH:
        return day.replace(day=1)
    years = _YEARS[unit]
    return date(max(1, day.year // years * years), 1, 1)


def _next(start: date, unit: Unit) -> date:
    if unit in (Unit.DAY, Unit.WEEK):
        return start + timedelta(days=1 if unit is Unit.DAY else 7)
    if unit is Unit.MONTH:
        return _start(start + timedelta(days=31), unit)
    years = _YEARS[unit]
    return date(start.year // years * years + years, 1, 1)


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
