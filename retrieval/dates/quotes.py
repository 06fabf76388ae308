"""Explains the relative times in a quote, counted from the day on which its article was published. The rules are English.

Published on Friday 5 January 2024: "yesterday" -> "4 January 2024"; "next month" -> "February 2024"; "two weeks ago" ->
"about 22 December 2023". Nothing is said if two meanings are possible: "next Tuesday" in an article of a Monday, or "the
next day", which is counted from the story's own time. In a live blog, each post has its own time of publication.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ..english import (
    AFTER_WEEKDAY_PATTERN,
    BEFORE_WEEKDAY,
    FULL_MONTH_PATTERN,
    MONTHS,
    SEASONS,
    WEEKDAY_PATTERN,
    WEEKDAYS,
)
from ..text import sentences
from ..types import LIVE_BLOG, Article, DateNote, Span
from . import calendar
from .calendar import DAY, NUMBERS, Period

_TIME = re.compile(r"^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?)?$", re.MULTILINE)


def published_at(article: Article, at: int) -> str | None:
    """The time of publication, as the source states it, of the character `at` of the article's text. None before the
    first post of a live blog."""
    if article.date_origin != LIVE_BLOG:
        return article.published_at
    last = deque(_TIME.finditer(article.text, 0, at), maxlen=1)
    return last[0].group() if last else None


def published_on(article: Article, at: int) -> date | None:
    """The day of `published_at`, in the source's own time zone."""
    stated = published_at(article, at)
    return date.fromisoformat(stated[:10]) if stated else None


_WEEKDAY = rf"(?-i:{WEEKDAY_PATTERN})"
_OWN = r"(?<!\bthe\s)(?<!\bThe\s)"
"""Not "the last week" or "the next month", which are counted from the story's own time."""
_VAGUE = r"(?<!than\s)(?<!nearly\s)(?<!almost\s)(?<!over\s)"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(word for word in NUMBERS if word not in ('couple', 'few', 'several'))})"
_NAMES_BEFORE = re.compile(
    rf"\b(?:{'|'.join(BEFORE_WEEKDAY)}|a|an|first|second|third|fourth|last|ahead\s+of|before"
    rf"|{'|'.join(MONTHS)}|for(?:\s+{_WEEKDAY}\s+and)?)\s+$",
    re.IGNORECASE,
)
_NAMES_AFTER = re.compile(
    rf"(?<!\s)\s++(?:{AFTER_WEEKDAY_PATTERN}|of|is|are)\b|s\b|-"
    rf"|(?:,|(?<!\s))\s++(?:the\s++)?(?:\d|(?:{'|'.join(name[:3].capitalize() for name in MONTHS)}))"
)
"""After a weekday: it is a part of a name, or a date follows."""
_AHEAD = re.compile(
    r"\b(?:will|won[’']t|would|shall|may|might|could|should|must|to\s+be|going\s+to|set\s+to|due|upcoming|coming|pending|awaiting|plans?\s+to"
    r"|expected|scheduled|planned|slated|anticipated|(?:likely|hoped|aims?)\s+to|come)\b(?:\s+(?!on\b)\w+){0,2}|[’']ll\s+\w+"
    rf"|\b(?:until|by)\s+(?=(?:\w+\s+)?{_WEEKDAY})",
    re.IGNORECASE,
)
"""Words for the future, with the verb after them ("will be signed")."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|won|lost|took|met|began|went|came|made|found|left|struck|hit|led|fell|rose|gave"
    r"|became|saw|held|spoke|wrote|shot|fought|got|put|set|cut|sent|brought|broke|flew|ran|sold|bought|paid|since|sued"
    r"|\w{2,}ed)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bto\s+[a-z]+\b[^,;]*$")
"""An infinitive before a weekday is no past action ("urged them to close on Monday")."""
_REPORTED = frozenset(
    "said told announced reported wrote tweeted posted confirmed released published".split()
)
_QUOTATION = re.compile('["“”«»„]')
_REACH = 300
"""Characters around a weekday in which verbs show past or future. Few sentences are longer, and time stays linear."""
_QUOTATION_REACH = 2000
"""Characters before a sentence in which a quotation may have begun."""
_ALL_BUT_A_WEEK = 6 * DAY
"""The weekday of so long ago is that of the day after publication, too: pages are written on under their first date."""
_TODAY_OF_NEWS = re.compile(r"\b(?:said|told|\w{3,}ed|earlier|later)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, the day on which it was published, and whether it quotes somebody."""

    text: str
    published: date
    spoken: bool


Meaning = Callable[[re.Match[str], _Said], str | None]
"""From a match to its meaning; None if two meanings are possible."""


def notes_of(article: Article, span: Span) -> tuple[DateNote, ...]:
    """The relative times in a part of an article, with offsets into its text; empty if it has no date. If the article was
    changed on a later day, only those that mean the same on both days."""
    published = published_on(article, span.start)
    if published is None or article.language[:2] != "en":
        return ()
    changed = None if article.date_origin == LIVE_BLOG else article.updated_on
    days = {published, changed or published}
    notes: list[DateNote] = []
    for sentence in sentences(article.text[span.start : span.end], article.language):
        start, end = span.start + sentence.start, span.start + sentence.end
        first, *others = (
            resolve(article.text[start:end], day, spoken=_spoken(article.text, start)) for day in days
        )
        sure = (note for note in first if all(note in other for other in others))
        notes += (replace(note, span=Span(start + note.span.start, start + note.span.end)) for note in sure)
    return tuple(notes)


def resolve(text: str, published: date, *, spoken: bool = False) -> tuple[DateNote, ...]:
    """The relative times in a sentence, in order, with offsets into `text`. In a quotation, which was `spoken` on an
    unknown day, only weeks and longer times. Takes linear time."""
    said = _Said(text, published, spoken or _QUOTATION.search(text) is not None)
    found = [
        DateNote(Span(*match.span()), match.group(), means)
        for pattern, meaning in _FORMS
        for match in pattern.finditer(text)
        if (means := _meaning(meaning, match, said))
    ]
    notes: list[DateNote] = []
    for note in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not notes or note.span.start >= notes[-1].span.end:
            notes.append(note)
    return tuple(notes)


def _spoken(text: str, at: int) -> bool:
    """True if `at` is inside a quotation that began in an earlier sentence of the paragraph."""
    before = text[max(text.rfind("\n", 0, at), at - _QUOTATION_REACH, 0) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _meaning(meaning: Meaning, match: re.Match[str], said: _Said) -> str | None:
    try:
        return meaning(match, said)
    except (OverflowError, ValueError):  # before or after what a calendar holds
        return None


def _near_day(match: re.Match[str], said: _Said) -> str | None:
    """ "yesterday", "this morning"."""
    words = " ".join(match.group().lower().split())
    if said.spoken or (words == "today" and not _TODAY_OF_NEWS.search(said.text[: match.start()][-40:])):
        return None
    if words == "last night":
        return f"the night of {calendar.day_label(said.published - DAY)}"
    by = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    return calendar.day_label(said.published + by.get(words, 0) * DAY)


def _unit(match: re.Match[str], said: _Said) -> str | None:
    which, unit = match.group().lower().split()
    by = {"last": -1, "next": 1}.get(which, 0)
    if unit == "year":
        return str(said.published.year + by)
    if unit == "month":
        return calendar.month_label(calendar.moved(said.published.replace(day=1), "month", by))
    if said.published.weekday() == 6:  # a week that begins on Sunday, or one that ends on it
        return None
    week = calendar.week(said.published + 7 * by * DAY)
    if unit == "week":
        return f"the week of {calendar.day_label(week.since)}"
    if by > 0 or (by == 0 and said.published.weekday() < 2):  # the one after next; the one just past
        return None
    return _weekend(week)


def _weekend(week: Period) -> str:
    saturday, sunday = calendar.weekend(week.since)
    first = str(saturday.day) if saturday.month == sunday.month else calendar.day_label(saturday)
    return f"{first}–{calendar.day_label(sunday)}"


def _ago(match: re.Match[str], said: _Said) -> str:
    """Days are exact; weeks, months and years ago become "about" a day, month or year."""
    count, unit = match["count"].lower(), match["unit"].lower()
    number = int(count) if count.isdigit() else NUMBERS[count]
    then = calendar.moved(said.published, unit, -number)
    if unit == "day":
        return calendar.day_label(then)
    if unit == "week":
        return f"about {calendar.day_label(then)}"
    return f"about {calendar.month_label(then) if number * calendar.DAYS_IN[unit] < 800 else then.year}"


def _named(match: re.Match[str], said: _Said) -> str | None:
    """ "last December", "next spring": only if the nearest one is in another year. "This summer" is that of this year."""
    which, name = match.group().lower().split()
    month = SEASONS[name] if name in SEASONS else MONTHS.index(name) + 1
    length = 3 if name in SEASONS else 1
    if name == "winter":
        return None
    year = said.published.year
    if which == "last":
        year -= 1
        if calendar.months(date(said.published.year, month, 1), length).until < said.published:
            return None  # there has been one this year: which of them is meant?
    if which == "next":
        year += 1
        if date(said.published.year, month, 1) > said.published:
            return None
    return f"{match.group().split()[-1]} {year}"


def _weekday(match: re.Match[str], said: _Said) -> str | None:
    name, which = match["day"], (match["which"] or "").lower()
    if _NAMES_BEFORE.search(said.text[: match.start()][-20:]) or _NAMES_AFTER.match(said.text, match.end()):
        return None
    if said.spoken or not which:
        return _by_tense(match, said)
    week = calendar.week(said.published)
    if which == "this":
        return calendar.day_label(week.since + WEEKDAYS.index(name.lower()) * DAY)
    if which == "last":
        day = calendar.weekday(name, said.published - DAY, ahead=False)
        return calendar.day_label(day) if day < week.since and said.published - day >= 3 * DAY else None
    day = calendar.weekday(name, said.published + DAY, ahead=True)
    return calendar.day_label(day) if day > week.until and day - said.published >= 4 * DAY else None


_AFTER_DOING = re.compile(r"\bafter\s{1,3}(?:(?:being|having)\s{1,3})?\w{2,20}(?:ing|ed)\b[^.;,|]{0,60}$")
""" "She will be mayor after winning the vote on Tuesday"."""


def _by_tense(match: re.Match[str], said: _Said) -> str | None:
    """ "on Tuesday" is the last one if the verb is in the past, the next one if it is in the future."""
    first = max(0, match.start() - _REACH)
    name, before = match["day"], _AHEAD.sub(" | ", said.text[first : match.start()])
    verb = re.search(r"(?<!\w)(\w++)\s+$", before)
    day = calendar.weekday(name, said.published, ahead=False)
    last = None if said.published - day == _ALL_BUT_A_WEEK else calendar.day_label(day)
    if (verb and verb[1].lower() in _REPORTED) or _AFTER_DOING.search(before):
        return last
    if said.spoken or match["which"]:
        return None
    around, ahead = _AHEAD.subn(" | ", said.text[first : match.end() + _REACH])
    past = _PAST.search(around)
    if past and not ahead and not _INFINITIVE.search(before):
        return last
    if ahead and not past and said.published.weekday() != WEEKDAYS.index(name.lower()):
        return calendar.day_label(calendar.weekday(name, said.published, ahead=True))
    return None


_FORMS = tuple(
    (re.compile(rf"(?<!\w){pattern}", re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"the\s+day\s+before\s+yesterday\b|the\s+day\s+after\s+tomorrow\b", _near_day),
        (r"(?-i:yesterday|(?<!of\s)tomorrow(?!['’]s)|tonight|today(?!['’]s)|last\s+night)\b", _near_day),
        (r"(?-i:this\s+(?:morning|afternoon|evening))\b", _near_day),
        (rf"{_OWN}(?:last|this|next)\s+(?-i:week|weekend|month|year)\b(?!\s+of\b)", _unit),
        (rf"{_VAGUE}(?P<count>{_COUNT})\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b", _ago),
        (
            rf"{_OWN}(?:last|this|next)\s+(?-i:{FULL_MONTH_PATTERN})\b(?!\s+\d)",
            _named,
        ),
        (rf"{_OWN}(?:last|this|next)\s+(?-i:{'|'.join(SEASONS)})\b", _named),
        (rf"(?:{_OWN}(?P<which>last|this|next)\s+)?(?:on\s+)?(?P<day>{_WEEKDAY})\b", _weekday),
    )
)
