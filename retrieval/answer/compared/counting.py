"""What a number in a sentence counts: whom, what became of them, a part or the whole, in which time.

"Four children were among the 13 dead": 13 counts the killed, 4 a part of them. "33 people were injured" counts others. So
two numbers of one event are most often figures of two things, and no conflict. The rules are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...english import MONTHS, PREPOSITIONS, STOP_WORDS, WEEKDAYS
from ...types import Span
from ..question import Question, stem
from ..values import Amount

REACH = 40
"""Characters before and after a number that say what it counts."""
_PART_BEFORE = re.compile(
    r"\b(?:includ(?:ing|es|ed)|among(?:\s+(?:them|whom))?|of\s+(?:them|whom|which|those))\s+"
    r"(?:(?:about|around|at\s+least|some|nearly|as\s+many\s+as)\s+)?$",
    re.IGNORECASE,
)
_MORE_BEFORE = re.compile(r"\b(?:another|additional|further|extra|other)\s+$", re.IGNORECASE)
_PART_AFTER = re.compile(
    r"(?<![\s-])[\s-]++of\s+(?:the|those|them|whom|which|its|his|her|their)\b", re.IGNORECASE
)
_MORE_AFTER = re.compile(
    r"(?<![\s-])[\s-]++(?:[^\W\d_]++\s++)?(?:others?|more|additional|further|extra|new)\b"
    r"|(?<!\s)\s++of\s+the\s+(?:victims|dead|killed|fatalities|deaths)\b",
    re.IGNORECASE,
)
"""A part of a whole, or what comes on top of something."""
_PERSONS = re.compile(
    r"(?<!\s)\s++(?:child|m[ae]n\b|wom[ae]n\b|boy|girl|student|soldier|officer|police|[A-Z])"
)
_PEOPLE = frozenset(map(stem, "people persons person dead victims".split()))
_EARLIER_BEFORE = re.compile(
    r"\b(?:(?:up|down|rose|ris(?:en|ing)|increased?|grew|jumped|climbed|fell|dropped|cut|raised|revised|postponed|delayed|moved|changed)\s+from"
    r"|compared\s+(?:with|to)|previous(?:ly)?|earlier|prior|initial(?:ly)?|original(?:ly)?|former(?:ly)?)\s+"
    r"(?:(?:an?|the|toll|count|figure|estimate|record|of|at|about|around|nearly|some)\s+){0,3}$",
    re.IGNORECASE,
)
"""Before a figure that the article itself calls an earlier one: "up from 12"."""
_FROM = re.compile(r"\bfrom\s+(?:(?:about|around|nearly|over|the|an?)\s+)?$", re.IGNORECASE)
_TO = re.compile(r"(?<!\s)(?:\s++[^\W\d]++){0,3}?\s++to\s++(?=[\w$€£])")
_CHANGES = re.compile(
    r"\b(?:rais|ris|rose|increas|grew|grow|jump|climb|cut|reduc|lower|fell|fall|drop|revis|postpon|delay|mov|push|put\s+off|chang|shorten|extend)\w*",
    re.IGNORECASE,
)
_CHANGES_REACH = 120
"""Characters before a value in which such a word says that it changed."""
_RATE = re.compile(
    r"\b(?:an?|per|each|every)[\s-](?P<per>hour|day|night|week|month|year|season)\b(?!\s+(?:of|ago|after|before|later|earlier)\b)"
    r"|\b(?P<ly>hour|dai|week|month|year|annual)ly\b|\b(?P<annual>annual)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?<!\bfrom )(?<!\bsince )(?<!\buntil )\b(?:past|last|previous|this)\s+(?:[^\W_]+\s+)?"
    r"(?P<length>hour|day|night|week|weekend|month|quarter|year|decade|season|flight|trip|mission|tour|tournament)s?\b(?!['’]s\b)"
    r"|\b(?:his|her|their|its)\s+(?P<life>career|lifetime)\b"
    r"|\b(?P<night>overnight)\b|\b(?P<alone>[^\W_]++\s+alone)\b",
    re.IGNORECASE,
)
_TIMES = frozenset("week weekend month year decade season hour".split()) | frozenset(MONTHS)
"""What may stand before "alone" in "in May alone", beside days, nights and years."""
_SOUGHT = re.compile(
    r"\b(?:s(?:eek(?:s|ing)?|ought)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)?\s+for|propos\w{1,9}|could|might|would|offer(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""What is wanted or possible is another figure than what is."""
_SOUGHT_REACH = 60
"""Characters before and after a number in which such a word is about it."""
_DIGIT = re.compile(r"\d")
_HARM = (
    (
        "killed",
        re.compile(r"\b(?:kill|dead|die[ds]?\b|dying|death|fatal|toll|perish|lives)\w*", re.IGNORECASE),
    ),
    ("hurt", re.compile(r"\b(?:injur|wound|hurt|hospitali[sz])\w*", re.IGNORECASE)),
    ("missing", re.compile(r"\b(?:missing|unaccounted)", re.IGNORECASE)),
    ("taken", re.compile(r"\b(?:arrest|detain|hostage|captive|kidnap|abduct)\w*", re.IGNORECASE)),
    ("displaced", re.compile(r"\b(?:displac|evacuat|homeless|fled|flee)\w*", re.IGNORECASE)),
    ("ill", re.compile(r"\b(?:sick|ill\b|illness|infect)\w*", re.IGNORECASE)),
    ("rescued", re.compile(r"\brescued\b", re.IGNORECASE)),
)
"""What happened to people: figures of two of these are two things."""
ALL_HARMS = re.compile(r"\b(?:casualt|victim)", re.IGNORECASE)
"""A question that asks for all of them at once."""


def harms(text: str) -> frozenset[str]:
    """What the text says happened to people."""
    return frozenset(name for name, pattern in _HARM if pattern.search(text))


def asks_for_all(question: str) -> bool:
    """True if the killed answer a question as the hurt do: "how many casualties?", "how many were killed or wounded?"."""
    return len(harms(question)) > 1 or bool(ALL_HARMS.search(question))


LONGEST = 60
"""Characters of the words that say what a number counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one number counts, in its own sentence."""

    harms: frozenset[str]
    """What happened to those whom it counts; where its clause does not say it, all that the sentence says."""
    own_harms: frozenset[str]
    """What its own clause says of it."""
    nouns: tuple[str, ...]
    """The stems of the words that follow the number, in order."""
    times: frozenset[str]
    """By which rate, in which time; "sought" for what is only wanted or possible."""
    is_more: bool
    """It comes on top of another number, or is a share of the victims."""
    is_part: bool
    """A part of a whole: "including 10", "10 of the"."""
    is_part_of_people: bool
    """Likewise, but of people: "including four children"."""
    within: frozenset[str]
    """The words of the place that it is limited to: "4,100 employees in Germany", "in the capital of"."""
    targets: frozenset[str]
    """Those to whom it is limited: "22 attacks on hospitals", "cost farmers 230 million"."""
    words: Span
    """The number with the words that say what it counts: "33 people injured"."""
    named: Span
    """The number with the words that follow it alone: "33 people"."""

    @property
    def is_of_some(self) -> bool:
        """True for "four children" and "three officers", false for "13 people" and for a bare "13"."""
        named = [noun for noun in self.nouns if not harms(noun)]
        return bool(named) and _PEOPLE.isdisjoint(named)

    def fits(self, asked: frozenset[str]) -> bool:
        """True if it counts those to whom the `asked` thing happened, and the whole of them."""
        if self.is_more or (self.harms if asked else self.own_harms) != asked:
            return False
        # "59 ill, including 10 dead" says how many died
        return not self.is_part_of_people if asked else not self.is_part


def is_left_behind(text: str, value: Span) -> bool:
    """True for a value that the text itself calls an earlier one: "up from 12", "put off from 4 May to 21 May"."""
    before = text[max(0, value.start - _CHANGES_REACH) : value.start]
    if _EARLIER_BEFORE.search(before[-REACH:]):
        return True
    return bool(_FROM.search(before) and _TO.match(text, value.end) and _CHANGES.search(before))


def counted(text: str, amount: Amount) -> Counted | None:
    """None for a figure that the sentence itself calls an earlier one."""
    span = amount.span
    before, after = text[: span.start][-REACH:], text[span.end :][:REACH]
    if is_left_behind(text, span):
        return None
    clause = clause_around(text, span)
    own = harms(text[clause.start : clause.end])
    nouns = list(_nouns(after))
    times = list(_times(text, amount, clause, before, after))
    names_part = bool(_PART_BEFORE.search(before))
    where = _WITHIN.match(after, nouns[-1][1] if nouns else 0)
    region = _REGION.search(text, clause.start, clause.end)
    places = [found["place"].lower() for found in (where, region) if found]
    target = _TARGET_AFTER.match(after, nouns[-1][1] if nouns else 0) or _TARGET_BEFORE.search(before)
    ends = [Span(span.start, span.end + end) for _, end in nouns]
    ends += [Span(span.start, span.end + where.end())] if where else []
    return Counted(
        own or harms(text),
        own,
        tuple(noun for noun, _ in nouns),
        frozenset(name for name, _ in times),
        bool(_MORE_BEFORE.search(before) or _MORE_AFTER.match(after)),
        names_part or bool(_PART_AFTER.match(after)),
        names_part and bool(_PERSONS.match(after)),
        frozenset(stem(word) for place in places for word in place.split()),
        frozenset([stem(target["whom"])] if target else ()),
        _around(span, [*ends, *_said_of(text, clause), *(at for _, at in times if at)]),
        _around(span, ends),
    )


def _around(span: Span, others: list[Span]) -> Span:
    """The place with as many of the others as `LONGEST` allows, the first ones first."""
    for other in others:
        wider = Span(min(span.start, other.start), max(span.end, other.end))
        if wider.end - wider.start <= LONGEST:
            span = wider
    return span


def _said_of(text: str, clause: Span) -> Iterator[Span]:
    """Where the clause says what happened to people."""
    for _, pattern in _HARM:
        if found := pattern.search(text, clause.start, clause.end):
            yield Span(found.start(), found.end())


_BREAK = re.compile(r"[,;:](?=\s)|\s(?:and|while|but)\s|[—–]")


def clause_around(text: str, span: Span) -> Span:
    """The place of the words around another place, up to the next comma or "and"."""
    start = max((each.end() for each in _BREAK.finditer(text, 0, span.start)), default=0)
    end = _BREAK.search(text, span.end)
    return Span(start, end.start() if end else len(text))


def _times(
    text: str, amount: Amount, clause: Span, before: str, after: str
) -> Iterator[tuple[str, Span | None]]:
    """The rates near the number and the periods of the sentence, with the places of the rates."""
    start, end = amount.span.start - len(before), amount.span.end + len(after)
    for found in _RATE.finditer(text, start, end):
        if found.end() <= amount.span.start or found.start() >= amount.span.end:
            yield next(filter(None, found.groups())).lower(), Span(found.start(), found.end())
    for found in _PERIOD.finditer(text):
        if _is_of_another_number(text, Span(found.start(), found.end()), clause):
            continue
        words = next(filter(None, found.groups())).lower()
        if not found["alone"] or _is_time(words.split()[0]):
            yield f"in {words}", None
    near = (
        max(clause.start, amount.span.start - _SOUGHT_REACH),
        min(clause.end, amount.span.end + _SOUGHT_REACH),
    )
    if _SOUGHT.search(text, *near):
        yield "sought", None


def _is_of_another_number(text: str, period: Span, clause: Span) -> bool:
    """True if the period stands in a clause of its own, which has a number: "1.6 million were without power, the company
    said, and 825,000 had it back in the last 24 hours"."""
    own = clause_around(text, period)
    return not own.overlaps(clause) and bool(_DIGIT.search(text, own.start, period.start))


def _is_time(word: str) -> bool:
    return word in _TIMES or word.endswith(("day", "night")) or (len(word) == 4 and word.isdecimal())


_MOST_NOUNS = 3
_NO_KIND = frozenset("impacted affected confirmed reported known total individual different".split())
"""Words before a noun that do not make it another thing: "34 impacted states" are states."""
_WORD = re.compile(r"(?<![\s-])[\s-]*+([^\W\d_]+)")


def _nouns(after: str) -> Iterator[tuple[str, int]]:
    """The stems of up to `_MOST_NOUNS` words after a number, and where each ends: " Palestinian children were" ->
    "palestinian", "children"."""
    at = 0
    for _ in range(_MOST_NOUNS):
        match = _WORD.match(after, at)
        if match is None or match[1].lower() in STOP_WORDS or match[1].lower() in PREPOSITIONS:
            return
        at = match.end()
        if match[1].lower() not in _NO_KIND:
            yield stem(match[1]), at


_WITHIN = re.compile(r"(?<!\s)\s++(?:in|at|across)\s(?:the\s)?(?P<place>[A-Z][\w'’-]*+)(?!\s+\d)")
_REGION = re.compile(
    r"\bin\s+the\s+(?P<place>capital|north|south|east|west|cent(?:re|er)|suburbs|outskirts|countryside)\s+of\b",
    re.IGNORECASE,
)
_TARGET_AFTER = re.compile(r"(?<!\s)\s++(?:on|against|among)\s(?:the\s)?(?P<whom>[a-z][a-z’'-]*+(?<=s))")
_TARGET_BEFORE = re.compile(
    r"\b(?:costs?|pa(?:ys?|id)|g(?:ives?|ave)|owe[sd]?)\s(?:the\s)?(?P<whom>[a-z][a-z’'-]*+(?<=s))\s$"
)
"""Whom a number is about: a plural."""


def narrower(one: Counted, other: Counted, named: frozenset[str]) -> bool:
    """True if a number is limited to a place, or to somebody, that is not among the stems of what is `named`; the other
    number must then be limited to nobody."""
    elsewhere = not one.within <= named and not any(map(_TIME_WORD.fullmatch, one.within))
    return elsewhere or (not one.targets <= named and not other.targets)


_TIME_WORD = re.compile("|".join(rf"{stem(word)}\w*" for word in (*MONTHS, *WEEKDAYS)))


def two_things(question: Question, smaller: Counted, larger: Counted, named: frozenset[str]) -> bool:
    """True if two numbers plainly count two things of one matter. `named` are the stems of the question's words and of
    the sentence with the larger number."""
    every = asks_for_all(question.text)
    asked = every or bool(harms(question.text))
    one, other = (each.harms if asked else each.own_harms for each in (smaller, larger))
    if one != other:
        return asked and bool(one and other) and one.isdisjoint(other)
    if smaller.times != larger.times:
        alike = not set(smaller.nouns).isdisjoint(larger.nouns) or (smaller.times and larger.times)
        return "sought" not in smaller.times ^ larger.times and bool(alike)
    if larger.is_part or larger.is_more:
        return False
    if smaller.is_part or smaller.is_more:
        return True
    if asked:
        return smaller.is_of_some and not larger.is_of_some
    return _has_more_before_its_noun(question, smaller, larger) or narrower(smaller, larger, named)


def _has_more_before_its_noun(question: Question, smaller: Counted, larger: Counted) -> bool:
    """True for "gold medals" beside "medals"."""
    shared = next((noun for noun in reversed(smaller.nouns) if noun in larger.nouns), None)
    if shared is None:
        return False
    more, fewer = ({*each.nouns[: each.nouns.index(shared)]} - question.stems for each in (smaller, larger))
    return bool(more) and not fewer
