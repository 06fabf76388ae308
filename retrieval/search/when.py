"""The time a question asks about: "last week", "in March 2024", "before the election of 2022-05-21". Pure; English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import calendar
from ..dates.calendar import DAY, Period
from ..dates.questions import FORMS, Form
from ..text import beginning
from ..types import Span, Window

_NEAR = 200
"""Characters before and after a time that are looked at for what it belongs to."""

_TIMES = tuple((form, re.compile(rf"(?<!\w){form.pattern}", re.IGNORECASE)) for form in FORMS)
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
"""What may stand before a time: a preposition, then a part of it."""
_KINDS = ("since", "after", "before", "until", "range", "within", "join", "dash")
_ONWARDS = re.compile(r"^\s++onwards?\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|won[’']t|shall|going\s+to|upcoming|next|coming|later|scheduled|planned|due|expected)\b|[’']ll\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\b(?:than|compared\s+(?:to|with)|versus|vs\.?)\s+$", re.IGNORECASE)
"""Before a time that another is held against: "higher than a year ago" does not ask about a year ago."""
_EVENT = re.compile(
    r"\b(?:(?P<before>before|prior\s+to|until|till)|(?P<after>after|since))\s+(?:the|his|her|its|their|a|an)\s+"
    r"(?:[\w'’-]+\s+){1,4}$",
    re.IGNORECASE,
)
"""Before "of 2022" or "in 2022": what is dated is the event, and the question asks about the time around it."""
_NO_DAY_AFTER = frozenset(
    """black good super ash palm easter fat cyber bloody giving big sheffield business holy maundy shrove whit blue
    ruby freaky casual every each most any""".split()
)
"""Before a weekday: a feast, a name, or any such day."""
_NO_DAY_BEFORE = re.compile(
    r"^(?:\s++(?:the\s+13th|Night|Morning|Afternoon|Evening|Times|Live|Addams)\b|s\b|-)"
)
_NEWS = re.compile(
    r"\b(?:did|was|were|happen\w*|announced|said|reported|news|new|latest|will)\b", re.IGNORECASE
)
"""Beside "today": that day is meant, not the present age ("which country today is ...")."""
_STILL = re.compile(r"\b(?:is|are|it|them|still|still\s+\w+)\s+$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!]\s")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A time in the question: `words` alone, the `lead` before them, and what stands around both."""

    form: Form
    lead: re.Match[str]
    words: str
    span: Span
    """Of lead and words."""
    before: str
    after: str
    whole: bool
    """True where the question begins with it, or is in capitals: its own capitals say nothing."""

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
    """A mention, the period of its words alone, and the days that its preposition makes of it."""

    mention: _Mention
    period: Period
    since: date | None
    until: date | None
    span: Span


def asked_window(question: str, today: date, language: str = "en") -> Window | None:
    """The time that the question names, or None. With several, the first relative one: it says which news are meant;
    else the first. "Now", "recently" and "currently" are none. Without a year, a day or month is the last one, or the
    next one where the question looks ahead. Languages but English: None. About 1 ms a date; the first one loads
    dateparser (0.2 s)."""
    if language[:2] != "en":
        return None
    question = beginning(question)
    found = _joined(question, _all(question, today))
    best = next((each for each in found if each.mention.form.relative), found[0] if found else None)
    return Window(best.since, best.until, best.span, best.mention.form.relative) if best else None


def _all(question: str, today: date) -> list[_Understood]:
    """Every time in the question, in order, without overlaps: the one that begins first wins, then the longest. What is
    shaped like a date and is none ("30 February 2023") is not read as a part of itself."""
    matches = [(match, form) for form, pattern in _TIMES for match in pattern.finditer(question)]
    found: list[_Understood] = []
    taken = 0
    for match, form in sorted(matches, key=lambda each: (each[0].start(), -each[0].end())):
        mention = _mention(question, match, form) if match.start() >= taken else None
        if mention is None or not _is_asked(mention):
            continue
        taken = match.end()
        if one := _understood(mention, today):
            found.append(one)
    return found


def _mention(question: str, match: re.Match[str], form: Form) -> _Mention | None:
    """None where the form needs a preposition and has none."""
    lead = _LEAD.search(question, max(0, match.start() - _NEAR), match.start())
    if lead is None or not (form.bare or any(lead[kind] for kind in _KINDS)):
        return None
    start = match.start() - len(lead.group().lstrip())
    before = question[max(0, start - _NEAR) : start]
    whole = start == 0 or question.isupper()
    after = question[match.end() : match.end() + _NEAR]
    return _Mention(form, lead, match.group(), Span(start, match.end()), before, after, whole)


def _is_asked(mention: _Mention) -> bool:
    """False for names ("Black Friday", "USA Today"), for "today" that is no day, and for a time of comparison."""
    words, before = mention.words, mention.before
    if _COMPARING.search(before):
        return False
    if not mention.form.relative:
        return True
    if mention.kind is None and words[0].isupper():
        previous = re.findall(r"[\w’']+", before)
        if previous and previous[-1].lower() in _NO_DAY_AFTER:
            return False
    if re.split(r"['’]", words.split()[-1].lower())[0] in calendar.WEEKDAYS:
        return not _NO_DAY_BEFORE.match(mention.after)
    if words.lower() == "today" and (not _NEWS.search(mention.sentence) or _STILL.search(before)):
        return False
    if words.endswith("ago") and mention.kind == "range":
        return False
    return mention.whole or words.split()[-1][0].islower() or words.split()[-1].lower() in calendar.NAMED


def _understood(mention: _Mention, today: date) -> _Understood | None:
    try:
        ahead = _AHEAD.search(mention.sentence) is not None
        period = mention.form.meaning(" ".join(mention.words.lower().split()), today, ahead)
        if period is None:
            return None
        since, until = _ends(mention, period)
    except (OverflowError, ValueError):  # before or after what a calendar holds
        return None
    return _Understood(mention, period, since, until, mention.span)


def _ends(mention: _Mention, period: Period) -> tuple[date | None, date | None]:
    """Which days the preposition makes of a period: "before May" is all until the last of April."""
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
    """Two ends of one window made one ("between March and May 2024"); what only joins, and joins nothing, left out."""
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
    """From the first of one to the last of the other; a first end without a year is the last such day before."""
    since, until = one.period.since, other.period.until
    if not one.mention.form.relative and not re.search(r"\d{4}", one.mention.words):
        since = calendar.shifted(since, 12 * (until.year - since.year))
        if since > until:
            since = calendar.shifted(since, -12)
    if since > until:
        return None
    return _Understood(one.mention, one.period, since, until, Span(one.span.start, other.span.end))
