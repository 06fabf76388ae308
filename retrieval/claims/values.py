"""Dates and numbers in a text, as what they are worth. Pure; English.

"1.5 million" is 1,500,000, "5 May" is May 5, "over 300" is anything from 300 on.

How a quoted date or number stands to a claimed one: the same, another, or neither for sure. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ..answer.question import stem
from ..dates.names import ANY_MONTH, MONTHS, WEEKDAYS
from ..types import DateNote, Span

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


class Bound(StrEnum):
    """What a value is a bound of."""

    EXACT = "exact"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is said: None is unsaid. `month` counts from 1, `weekday` from 0 for Monday."""

    span: Span
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Amount:
    """A number. `slack` is half a unit of its last digit where it is rounded ("1.7 million"); `measure` is "%", a currency
    sign or "" and keeps apart what cannot be compared; `counted` is the stem of the word after it, as "point"."""

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
        rf"\b(?P<month>(?i:{ANY_MONTH}))\.?\s+(?P<day>{_DAY})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>{_YEAR})\b)?(?![:%]|,\d)",
        rf"\b(?P<day>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>(?i:{ANY_MONTH}))\b\.?(?:,?\s+(?P<year>{_YEAR})\b)?",
        rf"\b(?P<month>(?i:{ANY_MONTH}))\b\.?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b",
        rf"\b(?P<month>(?:{'|'.join(name.capitalize() for name in MONTHS if name not in ('may', 'march'))}))\b",
        r"(?<=\b[Ii]n )(?P<month>May|March)\b|(?<=\b[Bb]y )(?P<month2>May|March)\b",
        rf"\b(?P<weekday>{'|'.join(name.capitalize() for name in WEEKDAYS)})\b",
        rf"(?<![\d,.$€£¥#-])\b(?P<year>{_YEAR})\b(?![,.]?\d|\s?[%€£°]|s\b|['’]s\b|-[a-z])"
        r"(?!\s+(?:people|men|women|percent|million|billion|thousand|feet|km|miles?|kg|mph|met(?:er|re)s?|points?|votes?|soldiers|troops|dollars|copies|students|members|jobs|homes|tons|tonnes)\b)",
    )
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9,
}  # fmt: skip
_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[:1] + _UNITS[2:])}"
    r"|(?:an?|one)(?=\s+(?:hundred|thousand|million|billion|trillion|dozen)\b))"
)
_AMOUNT = re.compile(
    rf"(?P<currency>(?:US|A|C|NZ|HK)?[$€£¥₹]\s?)?(?<![\w.,:/-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>(?i:{_WORD_NUMBER}))\b)(?![\d:/]|,\d|(?:st|nd|rd|th)\b|\.\d)"
    r"(?P<scale>(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen)\b)+|(?:[kmb]|[mb]n)\b|)"
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
"""Characters before a value in which its bound stands."""


def values(text: str) -> list[Value]:
    """Every date and number of `text` in order, without overlaps. Ordinals, decades and "one" are words, not values."""
    found: list[Value] = []
    taken: list[Span] = []
    every: list[Value] = [*_moments(text), *_amounts(text)]
    for value in every:
        if all(value.span.end <= other.start or other.end <= value.span.start for other in taken):
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
    """The number, and what a one in its last digit is worth."""
    if digits:
        plain = digits.replace(",", "")
        return float(plain), 10.0 ** -len(plain.partition(".")[2])
    parts = re.split(r"[-\s]", (words or "").lower())
    return float(sum(_WORDS.get(part, 1) for part in parts)), 1.0


def _bound(text: str, start: int, leads: Sequence[tuple[Bound, str]]) -> Bound:
    before = text[max(0, start - _LEAD) : start]
    if before.rstrip().endswith("~"):
        return Bound.ABOUT
    for bound, pattern in leads:
        if re.search(rf"(?:\b(?:{pattern})\s+)(?:the\s+|a\s+|its\s+)?$", before, re.IGNORECASE):
            return bound
    return Bound.EXACT


def with_meanings(text: str, notes: Sequence[DateNote], start: int) -> list[Value]:
    """The values of `text`, and those that its relative times mean ("yesterday" is 4 May 2021) in their places. Offsets of
    `notes` count from `start` characters before the text."""
    resolved: list[Value] = []
    for note in notes:
        place = Span(note.span.start - start, note.span.end - start)
        about = note.means.startswith(("about", "the week of"))
        for value in values(note.means):
            if isinstance(value, Moment):
                bound = Bound.ABOUT if about or "–" in note.means else Bound.EXACT
                resolved.append(replace(value, span=place, bound=bound))
    taken = [value.span for value in resolved]
    plain = [
        value
        for value in values(text)
        if all(value.span.end <= other.start or other.end <= value.span.start for other in taken)
    ]
    return sorted([*plain, *resolved], key=lambda value: value.span)


_ABOUT = 0.1
"""How far "about" reaches, as a share."""
_NEAR_DAYS = 183
"""A date without a year is the one nearest to the article's own day: half a year off at most."""


class Relation(StrEnum):
    """What a quoted value says to a claimed one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    """Wider, vaguer or of another kind: "over 300" neither bears out 350 nor denies it."""


def compare(claimed: Value, quoted: Value, published: date | None = None) -> Relation:
    """`published` is the quote's day: a date without a year is taken as the nearest one to it, to agree with and never to
    disagree with."""
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


def _compare_moments(claimed: Moment, quoted: Moment, published: date | None) -> Relation:
    if claimed.bound is not quoted.bound:
        return Relation.UNSURE
    relation = _compare_parts(claimed, quoted)
    if relation is Relation.UNSURE and published and quoted.year is None and quoted.month:
        filled = _compare_parts(claimed, _nearest(quoted, published))
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


def _nearest(moment: Moment, published: date) -> Moment:
    """The date with the year that brings it nearest to `published`."""

    def distance(year: int) -> int:
        first = 12 * (year - published.year) + (moment.month or 1) - published.month
        return abs(30 * first + (moment.day or 15) - published.day)

    year = min((published.year - 1, published.year, published.year + 1), key=distance)
    return replace(moment, year=year) if distance(year) <= _NEAR_DAYS else moment
