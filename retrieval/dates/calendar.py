"""The days, weeks, months, seasons and years that words name. Both ends of a period belong to it. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from ..english import MONTHS, NUMBER_WORDS, SEASONS, WEEKDAYS

NUMBERS = {
    word: number for word, number in NUMBER_WORDS.items() if 1 <= number <= 12 or number in (20, 30)
} | {"a": 1, "an": 1, "couple": 2, "few": 5, "several": 5}
"""A vague word counts as many as it may mean: "a few days ago" may be five days ago."""
NAMED = frozenset([*MONTHS, *WEEKDAYS, *SEASONS])
"""Words that say which day, month or season, and are often written with a capital."""
DAY = timedelta(days=1)


class Period(NamedTuple):
    """Days from the first to the last, both included."""

    since: date
    until: date

    @property
    def is_day(self) -> bool:
        return self.since == self.until


def day(of: date) -> Period:
    return Period(of, of)


def week(of: date) -> Period:
    """Monday to Sunday."""
    monday = of - of.weekday() * DAY
    return Period(monday, monday + 6 * DAY)


def weekend(of: date) -> Period:
    """Saturday and Sunday of the week."""
    sunday = week(of).until
    return Period(sunday - DAY, sunday)


def months(first: date, count: int) -> Period:
    """`count` whole months from the month of `first` on."""
    start = first.replace(day=1)
    return Period(start, shifted(start, count) - DAY)


def quarter(of: date) -> Period:
    return months(of.replace(month=of.month - (of.month - 1) % 3, day=1), 3)


def year(number: int, count: int = 1) -> Period:
    """`count` whole years from `number` on."""
    return Period(date(number, 1, 1), date(number + count - 1, 12, 31))


def season(name: str, number: int) -> Period:
    """The season that begins in that year: winter 2023 ends in February 2024."""
    return months(date(number, SEASONS[name], 1), 3)


def shifted(start: date, by_months: int) -> date:
    """The same day so many months later or earlier, or the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + by_months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + (start.day - 1) * DAY, following - DAY)


def day_label(of: date) -> str:
    """ "5 January 2024"."""
    return f"{of.day} {MONTHS[of.month - 1].capitalize()} {of.year}"


def month_label(of: date) -> str:
    """ "January 2024"."""
    return f"{MONTHS[of.month - 1].capitalize()} {of.year}"


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_OF = {"day": 1, "week": 7, "weekend": 7}
DAYS_IN = {**_DAYS_OF, "month": 30, "quarter": 91, "year": 365, "decade": 3652, "century": 36525}
"""Roughly."""


def moved(start: date, unit: str, by: int) -> date:
    """`start` moved by so many units. Raises OverflowError or ValueError past the calendar."""
    if unit in _DAYS_OF:
        return start + by * _DAYS_OF[unit] * DAY
    return shifted(start, by * _MONTHS_OF[unit])


def around(of: date, unit: str) -> Period:
    """The whole calendar unit that a day belongs to."""
    if unit == "decade":
        return year(of.year // 10 * 10, 10)
    if unit == "century":
        return year(of.year // 100 * 100, 100)
    plain = {"day": day, "week": week, "weekend": weekend, "quarter": quarter}
    if unit in plain:
        return plain[unit](of)
    return months(of, 1) if unit == "month" else year(of.year)


def weekday(name: str, today: date, *, ahead: bool) -> date:
    """The last such day up to today, or the next one from today on."""
    since = (today.weekday() - WEEKDAYS.index(name.lower())) % 7
    return today + (-since % 7) * DAY if ahead else today - since * DAY


def read(words: str, today: date, *, ahead: bool = False, language: str = "en") -> Period | None:
    """A calendar expression ("5 January 2024", "May 2024", "January 5", "1985") as the period it names, in any order of
    its parts. Without a year it is the last one up to today, or the next one if `ahead`. About 1 ms; the first call loads
    dateparser (0.2 s)."""
    from dateparser.date import DateDataParser  # loaded by the first question that names a date

    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "PARSERS": ["absolute-time"],
    }
    found = DateDataParser(languages=[language], settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    start, unit = found.date_obj.date(), found.period
    if unit == "month" and ahead and start.month == today.month and not any(c.isdigit() for c in words):
        start = start.replace(year=today.year)
    return around(start, unit) if unit in ("day", "month", "year") else None
