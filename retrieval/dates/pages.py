"""Days in three numbers ("03/04/2024"): which of them is the month. Said only where the page settles it. Pure.

Dates as pages state them, in ISO 8601; None where less than a day is said or no day can be meant. Pure: `today`, which
rules out the future, is an argument and never becomes a date itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from urllib.parse import urlsplit

from .stated import is_unset, says_unset, stated_day, valid_day
from .stated import moment as stated_moment

_NUMBERS = re.compile(
    r"(?<![\d/.:-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d/-]|\.\d)"
)
_TAG = re.compile(
    r"\s{0,20}([A-Za-z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2}))?(?:[-_.@].{0,200})?\s{0,20}"
)
_MONTH_FIRST = frozenset("US PH PR GU VI FM PW MH".split())
_DAY_FIRST = frozenset(
    "GB UK IE AU NZ IN ZA NG KE GH UG TZ ZW ZM MT SG HK MY PK BD LK JM TT BB CY DE AT CH FR BE NL LU IT ES PT BR AR MX "
    "CL CO PE UY EC VE BO PY DK NO FI PL CZ SK SI HR RO BG GR RU UA TR IL EG MA SA AE ID VN TH".split()
)
"""Others (Canada, South Africa's neighbours, Sweden) write either, or the year first."""
_DAY_FIRST_WHEREVER = frozenset(
    "de fr es it pt nl da no nb nn fi pl cs sk sl hr ro bg el ru uk tr ar he id vi th ca gl".split()
)
_ONE_COUNTRY = {"gov": "US", "mil": "US", "us": "US"}


class DayOrder(Enum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Numeric:
    """How the numbers of one page are read. `near` are the beginnings of ISO days that the page states otherwise: the
    month in its address, the day of its change."""

    order: DayOrder | None = None
    dots: bool = True
    """Whether a full stop between the numbers tells that the day comes first, as everywhere but in English."""
    near: tuple[str, ...] = ()

    def day(self, stated: str) -> str | None:
        """The ISO day of a text that is three numbers and perhaps a time; None where it could be two days."""
        match = _NUMBERS.match(stated)
        return (
            self._iso(match) if match and re.fullmatch(r"(?:[ ,T].{0,20})?", stated[match.end() :]) else None
        )

    def spelled_out(self, text: str) -> str:
        """`text` with its days as ISO days, and without those that could be two."""
        return _NUMBERS.sub(lambda match: self._iso(match) or "", text)

    def _iso(self, match: re.Match[str]) -> str | None:
        one, two = int(match["one"]), int(match["two"])
        if len(match["year"]) == 2 and not (self.order or (self.dots and match["mark"] == ".")):
            return None  # it may be the day
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        readings = {
            DayOrder.DAY_FIRST: valid_day(f"{year}-{two:02d}-{one:02d}"),
            DayOrder.MONTH_FIRST: valid_day(f"{year}-{one:02d}-{two:02d}"),
        }
        possible = {day for day in readings.values() if day}
        if len(possible) < 2:
            return next(iter(possible), None)
        if self.dots and match["mark"] == ".":
            return readings[DayOrder.DAY_FIRST]
        stated = {day for day in possible if any(day.startswith(each) for each in self.near)}
        if len(stated) == 1:
            return stated.pop()
        return readings[self.order] if self.order else None


def order_shown(text: str) -> DayOrder | None:
    """By the page's other days in numbers, of which one cannot be the month; None where they contradict each other."""
    found = set()
    for match in _NUMBERS.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if match["mark"] != "." and max(one, two) <= 31 and (one > 12) != (two > 12):
            found.add(DayOrder.DAY_FIRST if one > 12 else DayOrder.MONTH_FIRST)
    return found.pop() if len(found) == 1 else None


def order_meant(language: str, tags: Iterable[str | None], address: str | None) -> DayOrder | None:
    """By the language and the regions that the page names ("en-GB", "en_US"), and the country of its address. None
    where they contradict each other, or name none and the language is written in both ways."""
    matches = [match for tag in tags if tag and (match := _TAG.fullmatch(tag))]
    regions = [match[2].upper() for match in matches if match[2]]
    host = _host(address).rsplit(".", 1)[-1].lower()
    if host in _ONE_COUNTRY or (host.upper() in _DAY_FIRST and host != "co"):
        regions.append(_ONE_COUNTRY.get(host, host.upper()))
    orders = {_of_region(region) for region in regions}
    if language in _DAY_FIRST_WHEREVER:
        orders.add(DayOrder.DAY_FIRST)
    elif language != "en":
        return None
    return orders.pop() if len(orders) == 1 else None


def _of_region(region: str) -> DayOrder | None:
    if region in _MONTH_FIRST:
        return DayOrder.MONTH_FIRST
    return DayOrder.DAY_FIRST if region in _DAY_FIRST else None


def _host(address: str | None) -> str:
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


_OLDEST = date(1700, 1, 1)
"""Newspapers' archives go back so far; an earlier day is a broken field."""
_AHEAD_OF_A_PAGE = timedelta(days=1)
"""It is tomorrow already somewhere on earth."""


def page_moment(stated: object, today: date, numeric: Numeric) -> str | None:
    """An instant, with its zone if one is stated, or a day; a day in numbers as `numeric` reads it."""
    text = " ".join(str(stated).split())[:80] if isinstance(stated, str | int) else ""
    if not text or says_unset(text):
        return None
    found = stated_moment(text) or numeric.day(text) or stated_day(text)
    return found if found and is_possible(found, today) else None


def is_possible(iso: str, today: date) -> bool:
    """True for a day on which something can have been published."""
    return not is_unset(iso) and _OLDEST <= date.fromisoformat(iso[:10]) <= today + _AHEAD_OF_A_PAGE


def same_instant(one: str, other: str) -> bool:
    """True where both say the same; times without a zone are compared as they stand."""
    if len(one) == 10 or len(other) == 10:
        return one[:10] == other[:10]
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first == second
