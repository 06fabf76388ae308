"""Finds the time that a question asks about, and the days that it means. The rules are English.

Asked on 10 January 2024: "last week" -> 1 to 7 January 2024; "since March 2023" -> from 1 March 2023 on;
"before the election of 2022-05-21" -> until 20 May 2022; "between May and July 2023" -> 1 May to 31 July 2023.

A number or a month's name counts only in a form that nothing but a time has: "in 2022", not "2022 votes".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from ..english import AFTER_WEEKDAY_PATTERN, BEFORE_WEEKDAY, MONTH_PATTERN, MONTHS, SEASONS, WEEKDAYS
from ..text import beginning
from ..types import Span, Window
from . import calendar
from .calendar import DAY, NUMBERS, Period
from .tense import looks_ahead

_MONTH = rf"(?i:{MONTH_PATTERN})\b\.?"
_FULL_MONTH = rf"(?:{'|'.join(MONTHS)})"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_SEASON = rf"(?:{'|'.join(SEASONS)})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAYS = rf"(?:{_DAY}\s*(?:and|to|[-–—])\s*{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY}\s*(?:to|[-–—])\s*{_DAY}(?!\w))"
_YEAR = r"(?:1[1-9]|20)\d\d"
_NOT_COUNTED = (
    r"(?![\w,.]*\d)(?!\s?[%€$£°])"
    r"(?!\s+(?!(?:was|is|has|does|his|its|this|as|plus|across|towards|besides|minus|versus|less|onwards)\b)(?-i:[a-z]+s)\b)"
    r"(?!\s+(?:people|men|women|percent|million|billion|thousand|hundred|feet|km|kg|mph|meters?|metres?)\b)"
)
"""Must not follow a year, because it would be a quantity ("in 2024 votes", "in 2000 km", "in 2024,5")."""
_LONG_UNIT = r"(?:week|weekend|month|quarter|year|decade|century)"
_UNIT = rf"(?:day|{_LONG_UNIT})"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)}|(?:a\s+)?couple\s+of|a\s+few|a\s+couple)"
_NOT_OF = r"(?!\s+(?:of|in\s+which|before|after)\b)"
"""Must not follow a relative time: "the last week of the war" is another week."""
_WHICH = r"(?:this\s+past|this\s+coming|this|last|(?<!the\s)next|coming|current)"
_PART_OF_DAY = r"(?:\s+(?-i:morning|afternoon|evening|night)\b)?"


Meaning = Callable[[str, date, bool], Period | None]
"""From the words in lower case, single-spaced; the day of asking; and whether the question looks ahead.
Raises OverflowError or ValueError where no calendar reaches."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A form in which English names a time. With `bare`, it is a time without a preposition, too."""

    pattern: str
    meaning: Meaning
    relative: bool = False
    bare: bool = True


def _calendar(words: str, today: date, ahead: bool) -> Period | None:
    if re.fullmatch(_YEAR, words):
        return calendar.year(int(words))
    return calendar.read(re.sub(rf"^{_WEEKDAY},?\s|\bof\b|\bthe\b|,", " ", words), today, ahead=ahead)


def _days(words: str, today: date, ahead: bool) -> Period | None:
    """ "5 to 9 January 2024", "January 5–9"."""
    first, last, *years = re.findall(r"\d+", words)
    month = re.findall(_MONTH, words)[0]
    since, until = (
        calendar.read(f"{day} {month} {''.join(years)}", today, ahead=ahead) for day in (first, last)
    )
    return Period(since.since, until.until) if since and until and since.since <= until.until else None


def _years(words: str, today: date, ahead: bool) -> Period | None:
    """ "2019–2021", "2023-24"; "2023-05" is a month."""
    first, last = re.findall(r"\d+", words)
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    if int(first) < end and (len(last) == 4 or int(last) > 12 or end == int(first) + 1):
        return calendar.year(int(first), end - int(first) + 1)
    return calendar.months(date(int(first), int(last), 1), 1) if 1 <= int(last) <= 12 else None


def _decade(words: str, today: date, ahead: bool) -> Period:
    """ "the 1990s"; "the 1800s" are a century."""
    first = int(re.findall(r"\d+", words)[0])
    return calendar.year(first, 100 if first % 100 == 0 and first < 2000 else 10)


def _century(words: str, today: date, ahead: bool) -> Period | None:
    number = int(re.findall(r"\d+", words)[0])
    return calendar.year(number * 100 - 99, 100) if 1 <= number <= 30 else None


_ORDINALS = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th last"), start=1)
    for word in words.split()
}


def _part_of_year(words: str, today: date, ahead: bool) -> Period | None:
    """ "the first quarter of 2024", "Q1 2024", "the second half of 2023"."""
    number = int(re.findall(_YEAR, words)[0])
    ordinal = next((n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", words)), 0)
    if "half" in words:
        return calendar.months(date(number, 1 if ordinal == 1 else 7, 1), 6) if ordinal in (1, 2, 4) else None
    ordinal = ordinal or int(re.findall(r"q([1-4])", words)[0])
    return calendar.months(date(number, 3 * ordinal - 2, 1), 3)


def _season_of_year(words: str, today: date, ahead: bool) -> Period:
    name = next(name for name in SEASONS if name in words)
    return calendar.season(name, int(re.findall(_YEAR, words)[0]))


def _around_today(words: str, today: date, ahead: bool) -> Period:
    if "night" in words and words.startswith("last"):
        return Period(today - DAY, today)
    by = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    named = max((phrase for phrase in by if phrase in words), key=len, default=None)
    return calendar.day(today + by[named] * DAY if named else today)


def _unit(words: str, today: date, ahead: bool) -> Period:
    """ "last week", "this year". "This week" begins seven days ago: on a Friday it means the news of the days before,
    and on a Monday hardly of that Monday alone."""
    *which, unit = words.split()
    if unit == "week" and which[-1] in ("this", "current", "past"):
        until = calendar.week(today).until if ahead else today
        return Period(min(calendar.week(today).since, today - 7 * DAY), until)
    if unit == "weekend" and which[-1] in ("this", "the"):
        return calendar.weekend(today if ahead or today.weekday() >= 5 else today - 7 * DAY)
    by = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which[-1], 0)
    return calendar.around(calendar.moved(calendar.around(today, unit).since, unit, by), unit)


def _rolling(words: str, today: date, ahead: bool) -> Period:
    """ "the past two months": from then to now; "the next three weeks": from now to then."""
    unit, number = _singular(words.split()[-1]), _number(words)
    if unit == "hour":
        unit, number = "day", -(-number // 24)
    if "next" in words or "coming" in words:
        return Period(today, calendar.moved(today, unit, number))
    return Period(calendar.moved(today, unit, -number), today)


def _number(words: str) -> int:
    """The last number said: "a few" is "few"."""
    said = [int(word) if word.isdigit() else NUMBERS.get(word, 0) for word in words.split()]
    return next((number for number in reversed(said) if number), 1)


def _singular(unit: str) -> str:
    return unit.replace("centuries", "century").removesuffix("s")


def _ago(words: str, today: date, ahead: bool) -> Period:
    """ "3 days ago": that day; "two years ago": that year. Of something vague ("a few days ago"), all of it."""
    unit = _singular(words.split()[-2])
    then = calendar.moved(today, unit, -_number(words))
    if "few" in words or "several" in words or "couple" in words:
        return Period(calendar.around(then, unit).since, calendar.moved(today, unit, -1))
    return calendar.around(then, unit)


def _from_now(words: str, today: date, ahead: bool) -> Period:
    words = re.sub(r"^in | from now|['’]? time", "", words)
    unit = _singular(words.split()[-1])
    return calendar.around(calendar.moved(today, unit, _number(words)), unit)


def _weekday(words: str, today: date, ahead: bool) -> Period:
    name = next(name for name in WEEKDAYS if name in words)
    if re.match(r"last|this\s+past", words):
        return calendar.day(calendar.weekday(name, today - DAY, ahead=False))
    if re.match(r"next|this\s+coming", words):
        return calendar.day(calendar.weekday(name, today + DAY, ahead=True))
    return calendar.day(calendar.weekday(name, today, ahead=ahead))


def _named(words: str, today: date, ahead: bool) -> Period:
    """ "last March", "this summer", "next winter": the nearest that is over, of this year, or yet to begin."""
    which, *_, name = words.split()

    def of(year: int) -> Period:
        if name in SEASONS:
            return calendar.season(name, year)
        return calendar.months(date(year, MONTHS.index(name) + 1, 1), 1)

    if which == "last":
        return next(each for each in map(of, count(today.year, -1)) if each.until < today)
    if which == "next":
        return next(each for each in map(of, count(today.year)) if each.since > today)
    return of(today.year)


TIME_EXPRESSIONS: tuple[TimeExpression, ...] = (
    # The order decides where two forms begin at one place.
    TimeExpression(rf"{_YEAR}-[01]\d-[0-3]\d(?![\w-])", _calendar),
    TimeExpression(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}\b,?\s+{_YEAR}{_NOT_COUNTED}\b", _calendar),
    TimeExpression(rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _calendar),
    TimeExpression(rf"(?-i:(?=[A-Z])){_MONTH}(?:,|\s+of)?\s+{_YEAR}\b{_NOT_COUNTED}", _calendar),
    TimeExpression(rf"{_MONTH}(?:,|\s+of)?\s+{_YEAR}\b{_NOT_COUNTED}", _calendar, bare=False),
    TimeExpression(rf"(?:{_WEEKDAY},?\s+){_MONTH}\s+{_DAY}\b", _calendar),
    TimeExpression(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?![\w%]|\s+{_MONTH})", _calendar, bare=False),
    TimeExpression(
        rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_FULL_MONTH}\b", _calendar, bare=False
    ),
    TimeExpression(rf"{_DAYS}(?:,?\s+{_YEAR}\b)", _days),
    TimeExpression(rf"{_DAYS}", _days, bare=False),
    TimeExpression(rf"{_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d\d)(?![\w-])", _years, bare=False),
    TimeExpression(r"(?:the\s+)?(?:1[1-9]|20)\d0['’]?s\b", _decade),
    TimeExpression(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+century\b", _century),
    TimeExpression(
        rf"(?:the\s+)?(?:(?:{'|'.join(_ORDINALS)})\s+(?:quarter|half)\s+(?:of\s+)?|q[1-4]\s+(?:of\s+)?){_YEAR}\b",
        _part_of_year,
    ),
    TimeExpression(rf"(?:the\s+)?{_SEASON}\s+(?:of\s+)?{_YEAR}\b", _season_of_year),
    TimeExpression(rf"{_YEAR}\b{_NOT_COUNTED}", _calendar, bare=False),
    TimeExpression(
        r"(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|yesterday|tomorrow|tonight|last\s+night"
        r"|this\s+(?:morning|afternoon|evening)|today",
        _around_today,
        relative=True,
    ),
    TimeExpression(
        rf"(?:(?:the|this)\s+(?:past|coming)|the\s+(?:last|next)|past|last|next)\s+{_NUMBER}\s+"
        rf"(?:hour|{_UNIT}|centurie)s\b{_NOT_OF}|the\s+(?:past|last)\s+{_LONG_UNIT}\b{_NOT_OF}",
        _rolling,
        relative=True,
    ),
    TimeExpression(rf"{_WHICH}\s+{_LONG_UNIT}\b{_NOT_OF}|(?<=over\s)the\s+weekend\b", _unit, relative=True),
    TimeExpression(rf"{_NUMBER}\s+(?:{_UNIT}|centurie)s?\s+ago\b", _ago, relative=True),
    TimeExpression(
        rf"{_NUMBER}\s+(?:{_UNIT}|centurie)s?\s+from\s+now\b|in\s+{_NUMBER}\s+{_UNIT}s?['’]?\s+time\b",
        _from_now,
        relative=True,
    ),
    TimeExpression(rf"(?:this|last|next)\s+(?:{_FULL_MONTH}|{_SEASON})\b(?!\s+\d)", _named, relative=True),
    TimeExpression(rf"(?:{_WHICH}\s+)(?-i:(?=[A-Z])){_WEEKDAY}\b{_PART_OF_DAY}", _weekday, relative=True),
    TimeExpression(rf"(?-i:(?=[A-Z])){_WEEKDAY}(?:['’]s)?\b{_PART_OF_DAY}", _weekday, relative=True),
    TimeExpression(rf"(?-i:(?=[A-Z])){_FULL_MONTH}\b", _calendar, bare=False),
)


_NEAR = 200
"""Characters before and after a time that rules look at."""

_TIMES = tuple(
    (expression, re.compile(rf"(?<!\w){expression.pattern}", re.IGNORECASE))
    for expression in TIME_EXPRESSIONS
)
_LEAD = re.compile(
    r"(?:(?<!\w)(?:(?P<since>(?:ever\s+)?since|starting(?:\s+(?:in|on|from))?)"
    r"|(?P<after>after|later\s+than)"
    r"|(?P<before>before|earlier\s+than|prior\s+to|ahead\s+of)"
    r"|(?P<until>until|till|up\s+to|by|no\s+later\s+than|as\s+of|through)"
    r"|(?P<range>between|from)|(?P<within>in|on|of|for|over|around|within|during|throughout)"
    r"|(?P<join>and|to))\s+|\s?(?P<dash>[-–—])\s?)?"
    r"(?:(?:the\s+)?(?:(?P<start>start|beginning)|(?P<end>end|close)|middle)\s+of\s+(?:the\s+)?"
    r"|(?:the\s+)?(?<!\w)(?:early|late|mid|earlier|later|sometime|so\s+far)(?:\s+(?:in|on)\s+|\s+|-))?$",
    re.IGNORECASE,
)
"""What may stand before a time: a preposition, then a part of the time ("since early")."""
_KINDS = ("since", "after", "before", "until", "range", "within", "join", "dash")
_ONWARDS = re.compile(r"^\s++onwards?\b", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:than|compared\s+(?:to|with)|versus|vs\.?)\s+$", re.IGNORECASE)
"""Stands before a time of comparison: "higher than a year ago" does not ask about a year ago."""
_EVENT = re.compile(
    r"\b(?:(?P<before>before|prior\s+to|until|till)|(?P<after>after|since))\s+(?:the|his|her|its|their|a|an)\s+"
    r"(?:[\w'’-]+\s+){1,4}$",
    re.IGNORECASE,
)
"""Stands before "of 2022" or "in 2022": that is the time of an event, and the question asks about the time before or
after it."""
_NO_DAY_BEFORE = re.compile(rf"^(?:\s++(?:{AFTER_WEEKDAY_PATTERN})\b|s\b|-)")
_NEWS = re.compile(
    r"\b(?:did|was|were|happen\w*|announced|said|reported|news|new|latest|will)\b", re.IGNORECASE
)
"""With such a word, "today" means the day, not the present ("which country today is ...")."""
_STILL = re.compile(r"\b(?:is|are|it|them|still|still\s+\w+)\s+$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!]\s")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A time in the question: its `words`, the `lead` before them, and the text around both."""

    expression: TimeExpression
    lead: re.Match[str]
    words: str
    span: Span
    """The place of lead and words."""
    before: str
    after: str
    whole: bool
    """True if the question begins with it or is in capitals; then its capitals do not show a name."""

    @property
    def kind(self) -> str | None:
        """The kind of its preposition."""
        return next((kind for kind in _KINDS if self.lead[kind]), None)

    @property
    def sentence(self) -> str:
        before, after = _SENTENCE_END.split(self.before)[-1], _SENTENCE_END.split(self.after)[0]
        return f"{before} {self.words} {after}"


@dataclass(frozen=True, slots=True)
class _Understood:
    """A mention with the period of its words, and the days that it means together with its preposition."""

    mention: _Mention
    period: Period
    since: date | None
    until: date | None
    span: Span


def time_window(question: str, today: date, language: str = "en") -> Window | None:
    """The time that the question names, or None. If there are several, it is the first relative one, which says which
    news are meant, or else the first. "Now", "recently" and "currently" are no times. Without a year, a day or month
    is the last one, or the next one if the question looks ahead. None for languages other than English. About 1 ms a
    date; the first one loads dateparser (0.2 s)."""
    if language[:2] != "en":
        return None
    question = beginning(question)
    found = _joined(question, _all_times(question, today))
    best = next((each for each in found if each.mention.expression.relative), found[0] if found else None)
    return Window(best.since, best.until, best.span, best.mention.expression.relative) if best else None


def _all_times(question: str, today: date) -> list[_Understood]:
    """Every time in the question, in order, without overlaps: the one that begins first counts, then the longest. A date
    that does not exist ("30 February 2023") is left out as a whole."""
    matches = [(match, expression) for expression, pattern in _TIMES for match in pattern.finditer(question)]
    found: list[_Understood] = []
    taken = 0
    for match, expression in sorted(matches, key=lambda each: (each[0].start(), -each[0].end())):
        mention = _mention(question, match, expression) if match.start() >= taken else None
        if mention is None or not _is_asked(mention):
            continue
        taken = match.end()
        if one := _understood(mention, today):
            found.append(one)
    return found


def _mention(question: str, match: re.Match[str], expression: TimeExpression) -> _Mention | None:
    """The match as a mention; None if its form needs a preposition and has none."""
    lead = _LEAD.search(question, max(0, match.start() - _NEAR), match.start())
    if lead is None or not (expression.bare or any(lead[kind] for kind in _KINDS)):
        return None
    start = match.start() - len(lead.group().lstrip())
    before = question[max(0, start - _NEAR) : start]
    whole = start == 0 or question.isupper()
    after = question[match.end() : match.end() + _NEAR]
    return _Mention(expression, lead, match.group(), Span(start, match.end()), before, after, whole)


def _is_asked(mention: _Mention) -> bool:
    """False for names ("Black Friday", "USA Today"), for "today" that is no day, and for a time of comparison."""
    words, before = mention.words, mention.before
    if _COMPARING.search(before):
        return False
    if not mention.expression.relative:
        return True
    if mention.kind is None and words[0].isupper():
        previous = re.findall(r"[\w’']+", before)
        if previous and previous[-1].lower() in BEFORE_WEEKDAY:
            return False
    if re.split(r"['’]", words.split()[-1].lower())[0] in WEEKDAYS:
        return not _NO_DAY_BEFORE.match(mention.after)
    if words.lower() == "today" and (not _NEWS.search(mention.sentence) or _STILL.search(before)):
        return False
    if words.endswith("ago") and mention.kind == "range":
        return False
    return mention.whole or words.split()[-1][0].islower() or words.split()[-1].lower() in calendar.NAMED


def _understood(mention: _Mention, today: date) -> _Understood | None:
    try:
        ahead = looks_ahead(mention.sentence, mention.words, on_it=mention.kind in (None, "within"))
        period = mention.expression.meaning(" ".join(mention.words.lower().split()), today, ahead)
        if period is None:
            return None
        since, until = _ends(mention, period)
    except (OverflowError, ValueError):  # before or after what a calendar holds
        return None
    return _Understood(mention, period, since, until, mention.span)


def _ends(mention: _Mention, period: Period) -> tuple[date | None, date | None]:
    """The days that a preposition and a period mean: "before May" is every day until the last of April."""
    since, until = period
    start, end = mention.lead["start"], mention.lead["end"]
    if mention.kind == "since" or _ONWARDS.match(mention.after):
        return (until if end else since), None
    if mention.kind == "after":
        return (since if start else until + DAY), None
    if mention.kind == "before":
        return None, until if end else since - DAY
    if mention.kind == "until":
        return None, since if start else until
    if mention.kind == "within" and (event := _EVENT.search(mention.before)):
        if event["after"]:
            return since, None
        return None, until - DAY if period.is_day else until
    return since, until


def _joined(question: str, found: Sequence[_Understood]) -> list[_Understood]:
    """The times, with the two ends of a window joined ("between March and May 2024"), and without a second end alone."""
    out: list[_Understood] = []
    for each in found:
        if out and _is_other_end(question, out[-1], each) and (window := _between(out[-1], each)):
            out[-1] = window
        elif each.mention.kind not in ("join", "dash"):
            out.append(each)
    return out


def _is_other_end(question: str, one: _Understood, other: _Understood) -> bool:
    if question[one.span.end : other.span.start].strip():
        return False
    kinds = ("join", "dash", "until") if one.mention.kind == "range" else ("dash",)
    return other.mention.kind in kinds


def _between(one: _Understood, other: _Understood) -> _Understood | None:
    """From the first day of one to the last day of the other. A first end without a year is the last such day before."""
    since, until = one.period.since, other.period.until
    if not one.mention.expression.relative and not re.search(r"\d{4}", one.mention.words):
        since = calendar.shifted(since, 12 * (until.year - since.year))
        if since > until:
            since = calendar.shifted(since, -12)
    if since > until:
        return None
    return _Understood(one.mention, one.period, since, until, Span(one.span.start, other.span.end))
