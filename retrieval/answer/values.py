"""Reads the dates and numbers in a text as values, and compares a claimed value with a quoted one.

"1.5 million" is 1,500,000 with a slack of 50,000; "5 May" is a day without a year; "over 300" is 300 with the bound ABOVE.
Claimed "350", quoted "over 300": UNSURE. Claimed "5 May 2021", quoted "6 May": DIFFERENT. The rules are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ..english import (
    MONTH_PATTERN,
    MONTHS,
    NUMBER_WORDS,
    SCALE_PATTERN,
    TENS,
    UNITS,
    WEEKDAY_PATTERN,
    WEEKDAYS,
)
from ..types import DateNote, Span
from .question import stem

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


class Bound(StrEnum):
    """How a value limits the real one: "300", "about 300", "over 300", "under 300"."""

    EXACT = "exact"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date; parts that the text does not say are None. `month` counts from 1, `weekday` from 0 for Monday."""

    span: Span
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Amount:
    """A number. `slack` is half a unit of its last digit if it is rounded ("1.7 million"), else 0. Only numbers with the same
    `measure` ("%", a currency sign or "") are compared. `counted` is the stem of the next word, as in "12 points"."""

    span: Span
    value: float
    slack: float
    measure: str
    counted: str
    bound: Bound = Bound.EXACT


Value = Moment | Amount

_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<year>{_YEAR})-(?P<number>0[1-9]|1[0-2])-(?P<day>{_DAY})\b",
        rf"\b(?P<month>(?i:{MONTH_PATTERN}))\.?\s+(?P<day>{_DAY})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>{_YEAR})\b)?(?![:%]|,\d)",
        rf"\b(?P<day>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>(?i:{MONTH_PATTERN}))\b\.?(?:,?\s+(?P<year>{_YEAR})\b)?",
        rf"\b(?P<month>(?i:{MONTH_PATTERN}))\b\.?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b",
        rf"\b(?P<month>(?:{'|'.join(name.capitalize() for name in MONTHS if name not in ('may', 'march'))}))\b",
        r"(?<=\b[Ii]n )(?P<month>May|March)\b|(?<=\b[Bb]y )(?P<month2>May|March)\b",
        rf"\b(?P<weekday>{WEEKDAY_PATTERN})\b",
        rf"(?<![\d,.$€£¥#-])\b(?P<year>{_YEAR})\b(?![,.]?\d|\s?[%€£°]|s\b|['’]s\b|-[a-z])"
        r"(?!\s+(?:people|men|women|percent|million|billion|thousand|feet|km|miles?|kg|mph|met(?:er|re)s?|points?|votes?|soldiers|troops|dollars|copies|students|members|jobs|homes|tons|tonnes)\b)",
    )
)
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9,
}  # fmt: skip
_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS[:1] + UNITS[2:])}"
    rf"|(?:an?|one)(?=\s+(?:{SCALE_PATTERN}|dozen)\b))"
)
_AMOUNT = re.compile(
    rf"(?P<currency>(?:US|A|C|NZ|HK)?[$€£¥₹]\s?)?(?<![\w.,:/-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>(?i:{_WORD_NUMBER}))\b)(?![\d:/]|,\d|(?:st|nd|rd|th)\b|\.\d)"
    rf"(?P<scale>(?:[\s-](?:{SCALE_PATTERN}|dozen)\b)+|(?:[kmb]|[mb]n)\b|)"
    r"(?!-?[A-Za-z]*\d|s\b)(?P<percent>\s?%|[\s-](?:percent|per\s+cent)\b)?(?P<after>[\s-]+[A-Za-z]+)?"
)
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹"}
_BEFORE = (
    (Bound.ABOVE, r"more\s+than|over|at\s+least|above|exceed(?:s|ed|ing)?|upwards?\s+of|no\s+(?:fewer|less)\s+than"),
    (Bound.BELOW, r"(?:less|fewer)\s+than|under|below|at\s+most|up\s+to|no\s+more\s+than"),
    (Bound.ABOUT, r"about|around|roughly|nearly|almost|approximately|some|an?\s+estimated|close\s+to|circa|ca?\."),
)  # fmt: skip
_BEFORE_DATE = (
    (Bound.BELOW, r"before|until|till|by|prior\s+to|(?:no\s+)?later\s+than|earlier\s+than|up\s+to"),
    (Bound.ABOVE, r"after|since|from|between|starting(?:\s+(?:in|on))?|beginning(?:\s+(?:in|on))?"),
    (Bound.ABOUT, r"about|around|circa|c\.|early|late|mid|the\s+(?:start|end|beginning|middle)\s+of"),
)
_LEAD = 30
"""Characters before a value that may hold its bound."""


def values(text: str) -> list[Value]:
    """Every date and number of `text`, in order, without overlaps. Ordinals, decades and "one" are no values."""
    found: list[Value] = []
    taken: list[Span] = []
    every: list[Value] = [*_moments(text), *_amounts(text)]
    for value in every:
        if not any(value.span.overlaps(other) for other in taken):
            found.append(value)
            taken.append(value.span)
    return sorted(found, key=lambda value: value.span)


def _moments(text: str) -> Iterator[Moment]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = parts.get("month") or parts.get("month2")
            month = _month(name) if name else int(parts["number"]) if parts.get("number") else None
            year, day = (int(parts[part]) if parts.get(part) else None for part in ("year", "day"))
            weekday = WEEKDAYS.index(parts["weekday"].lower()) if parts.get("weekday") else None
            bound = _bound(text, match.start(), _BEFORE_DATE)
            end = match.end() - text[match.start() : match.end()].endswith(".")
            yield Moment(Span(match.start(), end), year, month, day, weekday, bound)


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _amounts(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        scale = 1.0
        for word in re.findall(r"[a-z]+", match["scale"].lower()):
            scale *= _SCALES[word]
        value, last = _number(match["digits"], match["words"])
        after = re.sub(r"[\s-]+", "", match["after"] or "").lower()
        currency = (match["currency"] or "").strip()[-1:]
        measure = "%" if match["percent"] else currency or _CURRENCIES.get(after.rstrip("s"), "")
        end = match.end("percent") if match["percent"] else match.end("scale")
        yield Amount(
            Span(match.start(), end),
            value * scale,
            last * scale / 2 if last < 1 or scale >= 1e3 else 0.0,
            measure,
            stem(after) if after else "",
            _bound(text, match.start(), _BEFORE),
        )


def _number(digits: str | None, words: str | None) -> tuple[float, float]:
    """The number, and the value of one unit of its last digit: "1.5" -> (1.5, 0.1)."""
    if digits:
        plain = digits.replace(",", "")
        return float(plain), 10.0 ** -len(plain.partition(".")[2])
    parts = re.split(r"[-\s]", (words or "").lower())
    return float(sum(NUMBER_WORDS.get(part, 1) for part in parts)), 1.0


def _bound(text: str, start: int, leads: Sequence[tuple[Bound, str]]) -> Bound:
    before = text[max(0, start - _LEAD) : start]
    if before.rstrip().endswith("~"):
        return Bound.ABOUT
    for bound, pattern in leads:
        if re.search(rf"(?:\b(?:{pattern})\s+)(?:the\s+|a\s+|its\s+)?$", before, re.IGNORECASE):
            return bound
    return Bound.EXACT


def bound_start(text: str, start: int) -> int:
    """Where the words before a number begin that bound it ("more than"); `start`, its own place, if there are none."""
    before = text[max(0, start - _LEAD) : start]
    leads = (re.search(rf"\b(?:{pattern})\s+$", before, re.IGNORECASE) for _, pattern in _BEFORE)
    return min((start - len(before) + lead.start() for lead in leads if lead), default=start)


def with_meanings(text: str, notes: Sequence[DateNote], start: int) -> list[Value]:
    """The values of `text`, with the dates that its relative times mean ("yesterday" is 4 May 2021). The text begins at
    the offset `start` of the notes."""
    resolved: list[Value] = []
    for note in notes:
        place = Span(note.span.start - start, note.span.end - start)
        about = note.means.startswith(("about", "the week of"))
        for value in values(note.means):
            if isinstance(value, Moment):
                bound = Bound.ABOUT if about or "–" in note.means else Bound.EXACT
                resolved.append(replace(value, span=place, bound=bound))
    taken = [value.span for value in resolved]
    plain = [value for value in values(text) if not any(value.span.overlaps(other) for other in taken)]
    return sorted([*plain, *resolved], key=lambda value: value.span)


_ABOUT = 0.1
"""The share of a number by which "about" may differ."""
_NEAR_DAYS = 183
"""A date without a year is the nearest one to the article's own day: at most half a year away."""


class Relation(StrEnum):
    """What a quoted value says about a claimed one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    """The quoted value is wider, vaguer or of another kind: "over 300" neither supports nor contradicts 350."""


def compare(claimed: Value, quoted: Value, published: date | None = None) -> Relation:
    """`published` is the quote's day: a quoted date without a year, taken as the nearest one to it, can be the SAME as the
    claimed date, but never DIFFERENT."""
    if isinstance(claimed, Moment) and isinstance(quoted, Moment):
        return _compare_moments(claimed, quoted, published)
    if isinstance(claimed, Amount) and isinstance(quoted, Amount) and claimed.measure == quoted.measure:
        return _compare_amounts(claimed, quoted)
    return Relation.UNSURE


def _compare_amounts(claimed: Amount, quoted: Amount) -> Relation:
    if claimed.value == quoted.value and claimed.bound is quoted.bound:
        return Relation.SAME
    (low, high), (least, most) = _range(claimed), _range(quoted)
    if low <= least and most <= high:
        return Relation.SAME
    return Relation.DIFFERENT if most < low or high < least else Relation.UNSURE


def _range(amount: Amount) -> tuple[float, float]:
    value = amount.value
    if amount.bound is Bound.ABOVE:
        return value, float("inf")
    if amount.bound is Bound.BELOW:
        return float("-inf"), value
    slack = amount.slack if amount.bound is Bound.EXACT else max(amount.slack, _ABOUT * abs(value))
    return value - slack, value + slack


_ROUND = 100
"""From here on figures are rounded ("14,000"): they stand for all that are rounded to them."""


def stands_for(amount: Amount) -> tuple[float, float]:
    """The lowest and the highest number that a figure of the news may stand for: "over 18,000" says that it is not yet
    19,000, "at least 12" that 12 are known. `compare` is stricter: it is about what a claim says."""
    value, slack = amount.value, min(amount.slack, _ABOUT * amount.value)
    if value >= _ROUND and value == int(value):
        digits = str(int(value))
        slack = max(slack, min(10 ** (len(digits) - len(digits.rstrip("0"))) / 2, _ABOUT * value))
        slack = 0.0 if slack < 1 else slack
    if amount.bound is Bound.ABOVE:
        return value, value + 2 * slack
    if amount.bound is Bound.BELOW:
        return value - 2 * slack, value
    if amount.bound is Bound.ABOUT:
        slack = max(slack, _ABOUT * value)
    return value - slack, value + slack


def _compare_moments(claimed: Moment, quoted: Moment, published: date | None) -> Relation:
    if claimed.bound is not quoted.bound:
        return Relation.UNSURE
    relation = _compare_parts(claimed, quoted)
    if relation is Relation.UNSURE and published and quoted.year is None and quoted.month:
        filled = _compare_parts(claimed, nearest(quoted, published))
        return Relation.SAME if filled is Relation.SAME else Relation.UNSURE
    return relation


def _compare_parts(claimed: Moment, quoted: Moment) -> Relation:
    pairs = [
        (mine, theirs)
        for mine, theirs in zip(_parts(claimed), _parts(quoted), strict=True)
        if mine is not None
    ]
    if any(theirs is not None and mine != theirs for mine, theirs in pairs):
        return Relation.DIFFERENT
    return Relation.SAME if all(mine == theirs for mine, theirs in pairs) else Relation.UNSURE


def _parts(moment: Moment) -> tuple[int | None, ...]:
    weekday = moment.weekday
    if weekday is None and moment.year and moment.month and moment.day:
        try:
            weekday = date(moment.year, moment.month, moment.day).weekday()
        except ValueError:  # 30 February
            weekday = None
    return moment.year, moment.month, moment.day, weekday


def nearest(moment: Moment, published: date) -> Moment:
    """The date with the year in which it is nearest to `published`."""

    def distance(year: int) -> int:
        first = 12 * (year - published.year) + (moment.month or 1) - published.month
        return abs(30 * first + (moment.day or 15) - published.day)

    year = min((published.year - 1, published.year, published.year + 1), key=distance)
    return replace(moment, year=year) if distance(year) <= _NEAR_DAYS else moment
