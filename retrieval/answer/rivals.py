"""Which candidates give a value for the same asked thing, and whether it is the same value.

"How many people died in the quake?", 4 April: "Four people died in the quake." 9 April: "The quake killed nine people."
The newest goes first, and the figure of 4 April is an earlier one. Articles less than `_MOVED_AFTER` apart disagree
instead. Where it is not plain that two candidates speak of the same thing (another noun, the injured, a part of the
whole, last year's rate) they are not compared: a conflict that is none is worse than one that is not seen. The rules
are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ..dates.quotes import notes_of, published_at
from ..english import PREPOSITIONS, STOP_WORDS
from ..outcomes import Agreement, GivenValue
from ..types import Citation, Span
from .candidates import Candidate
from .question import Kind, Question, stem, stems
from .values import Amount, Bound, Moment, Value, bound_start, nearest, stands_for, with_meanings

_MOVED_AFTER = timedelta(days=3)
"""Reports of less than so many days apart are of the same time: different figures in them are a disagreement."""
_ONE_EVENT = timedelta(days=180)
"""Dates in articles that are further apart are more likely those of two events ("the next match")."""


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name in lower case, without titles."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """A candidate with the one value that it gives for what is asked."""

    candidate: Candidate
    value: Value | Name
    mark: Span
    """The words of the value, in the article's text."""
    sure: bool
    """False if a word of the question stands nowhere near: it may be about another thing."""
    nouns: tuple[str, ...] = ()
    """The stems of the words that follow a number, in order."""
    scope: frozenset[str] = frozenset()
    """In which time, by which rate: only values with the same scope are compared."""

    @property
    def published(self) -> str:
        """The time of publication as the source states it; empty if it is not known."""
        return published_at(self.candidate.article, self.candidate.span.start) or ""

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.published[:10]) if self.published else None


def origin(candidate: Candidate) -> tuple[str, int]:
    """Copies of an article have one origin."""
    article = candidate.article
    return ("story", article.story) if article.story else ("article", article.id)


@dataclass(frozen=True, slots=True)
class Rival:
    """A value of another article, and what it is to that of the first quote."""

    agreement: Agreement
    given: Given


NEAR_BEST = 0.6
"""A newer value goes first if its confidence is at least this share of the best one's."""


def rivals(
    question: Question, candidates: Sequence[Candidate], *, least: float, threshold: float, present: bool
) -> tuple[Sequence[Candidate], Sequence[Rival]]:
    """The candidates, best first, and the values of other articles that have at least the confidence `least`, newest
    first. If the `present` state is asked, a newer value that is hardly less likely goes first; one whose confidence is
    below the threshold never does."""
    head = given(question, candidates[0])
    if head is None:
        return candidates, ()
    likely = [each for each in candidates[1:] if each.confidence >= least]
    values = filter(None, (given(question, each) for each in likely))
    others = list(_one_each(head, (each for each in values if _comparable(question, head, each))))
    if present and (newer := _newer(question, head, others, threshold)):
        others = [head, *(each for each in others if each is not newer)]
        head = newer
        first = head.candidate
        candidates = [first, *(each for each in candidates if each is not first)]
    found = [
        Rival(agreement, each)
        for each in others
        if _comparable(question, head, each) and (agreement := _agreement(head, each))
    ]
    return candidates, sorted(found, key=lambda each: each.given.published, reverse=True)


def _one_each(head: Given, found: Iterator[Given]) -> Iterator[Given]:
    """Of each other article the value of its best candidate."""
    seen = {head.candidate.article.id}
    for each in found:
        if each.candidate.article.id not in seen:
            seen.add(each.candidate.article.id)
            yield each


def _newer(question: Question, head: Given, others: Sequence[Given], threshold: float) -> Given | None:
    """The newest of the values that have moved since, if it is likely enough."""
    least = max(threshold, NEAR_BEST * head.candidate.confidence)
    newer = [
        each
        for each in others
        if each.candidate.confidence >= least
        and _later(each, head)
        and _comparable(question, head, each)
        and _relation(head, each) in (_Relation.OTHER, _Relation.WITHIN)
    ]
    return max(newer, key=lambda each: each.published, default=None)


def _later(one: Given, other: Given) -> bool:
    """True if it was plainly published later: on a later day, or at a later time of the same form."""
    if not one.day or not other.day:
        return False
    same_form = len(one.published) == len(other.published) and one.published[19:] == other.published[19:]
    return one.day > other.day or (same_form and one.published > other.published)


def _agreement(head: Given, other: Given) -> Agreement | None:
    """None if nothing can be said: the one may be in the other, or a copy differs from its story."""
    relation = _relation(head, other)
    if relation is _Relation.SAME:
        return Agreement.SAME
    if relation is _Relation.UNSURE or origin(head.candidate) == origin(other.candidate):
        return None
    apart = head.day - other.day if head.day and other.day else timedelta()
    if abs(apart) >= _MOVED_AFTER:
        return Agreement.EARLIER if apart > timedelta() else Agreement.NEWER
    return Agreement.DISAGREE if relation is _Relation.OTHER else None


def numbered(values: Sequence[GivenValue], citations: Sequence[Citation]) -> tuple[GivenValue, ...]:
    """The values with the numbers under which the answer shows their quotes; 0 for those that it does not show."""
    numbers = {(each.quote.article_id, each.quote.span): each.number for each in citations}
    places = [(each.citation.quote.article_id, each.citation.quote.span) for each in values]
    return tuple(
        replace(each, citation=replace(each.citation, number=numbers.get(place, 0)))
        for each, place in zip(values, places, strict=True)
    )


_FIGURES = frozenset(map(stem, "toll rate price average percentage percent total number amount".split()))
"""Without "how many", one of these asks for a number ("taiwan quake death toll?")."""
_LOOSE = _FIGURES | frozenset(map(stem, "people person persons now currently today latest far right".split()))
"""Words of a question that a sentence with the figure often does not have."""


def given(question: Question, candidate: Candidate) -> Given | None:
    """The value in the marked words of a candidate. None without exactly one, and where a name of the question stands
    nowhere near it."""
    unfit = (
        candidate.article.language[:2] != "en" or candidate.features.foreign > 0 or candidate.features.asks
    )
    if unfit or len(candidate.marks) != 1:
        return None
    if question.kind is Kind.WHEN:
        return _moment(candidate)
    if question.kind in (Kind.WHO, Kind.WHERE):
        return _name(question, candidate)
    figure = question.kind in (Kind.WHAT, Kind.WHICH, Kind.OTHER) and question.stems & _FIGURES
    return _amount(question, candidate) if figure or question.kind in (Kind.HOW_MANY, Kind.HOW_MUCH) else None


def _lacks_a_word(candidate: Candidate) -> bool:
    """True if a word of the question stands nowhere near, in no other words either ("died", "killing")."""
    harms = _harms(candidate.text)
    return any(stem(word) not in _LOOSE and not _harms(word) & harms for word in candidate.missing)


def _marked(candidate: Candidate) -> tuple[list[Value], Span]:
    """The values in the marked words, and these words; offsets are into the candidate's text."""
    at = candidate.span.start
    mark = Span(candidate.marks[0].start - at, candidate.marks[0].end - at)
    notes = notes_of(candidate.article, candidate.span)
    return [each for each in with_meanings(candidate.text, notes, at) if each.span.overlaps(mark)], mark


_LONGEST_MARK = 40
"""Characters; of longer marked words only the value itself is shown."""


def _mark(candidate: Candidate, mark: Span, value: Span) -> Span:
    """The marked words, or the value alone, with "more than" before it; in the article's text."""
    shown = mark if mark.end - mark.start <= _LONGEST_MARK else value
    shown = Span(min(shown.start, bound_start(candidate.text, value.start)), shown.end)
    return Span(candidate.span.start + shown.start, candidate.span.start + shown.end)


_REACH = 40
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
_PERSONS = re.compile(r"(?<!\s)\s++(?:child|m[ae]n\b|wom[ae]n\b|boy|girl|student|soldier|officer|[A-Z])")
_EARLIER_BEFORE = re.compile(
    r"\b(?:(?:up|down|rose|ris(?:en|ing)|increased?|grew|jumped|climbed|fell|dropped|cut|raised|revised|postponed|delayed|moved|changed)\s+from"
    r"|compared\s+(?:with|to)|previous(?:ly)?|earlier|prior|initial(?:ly)?|original(?:ly)?|former(?:ly)?)\s+"
    r"(?:(?:an?|the|toll|count|figure|estimate|record|of|at|about|around|nearly|some)\s+){0,3}$",
    re.IGNORECASE,
)
"""Before a figure that the article itself calls an earlier one: "up from 12"."""
_RATE = re.compile(
    r"\b(?:an?|per|each|every)[\s-](hour|day|night|week|month|year|season)\b|\b(hour|dai|week|month|year|annual)ly\b|\b(annual)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:past|last|previous|this)\s+(?:[^\W_]+\s+)?(hour|day|night|week|weekend|month|quarter|year|decade|season)s?\b"
    r"|\b(overnight|alone)\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:s(?:eek(?:s|ing)?|ought)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)?\s+for|propos\w{1,9}|could|might|would|offer(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""What is wanted or possible is another figure than what is."""
_HARM = (
    ("killed", re.compile(r"\b(?:kill|dead|die[ds]?\b|dying|death|fatal|toll|perish|lives)", re.IGNORECASE)),
    ("hurt", re.compile(r"\b(?:injur|wound|hurt|hospitali[sz])", re.IGNORECASE)),
    ("missing", re.compile(r"\b(?:missing|unaccounted)", re.IGNORECASE)),
    ("taken", re.compile(r"\b(?:arrest|detain|hostage|captive|kidnap|abduct)", re.IGNORECASE)),
    ("displaced", re.compile(r"\b(?:displac|evacuat|homeless|fled|flee)", re.IGNORECASE)),
    ("ill", re.compile(r"\b(?:sick|ill\b|illness|infect)", re.IGNORECASE)),
)
"""What happened to people: figures of two of these are two things."""


_MOST_AMOUNTS = 4
"""Marked words with more of them are a list."""


def _amount(question: Question, candidate: Candidate) -> Given | None:
    found, mark = _marked(candidate)
    asked = _harms(question.text)
    if len(asked) > 1:
        return None
    amounts = [each for each in found if isinstance(each, Amount)]
    fit = [each for each in amounts[:_MOST_AMOUNTS] if _counts(asked, candidate.text, each.span)]
    if len(fit) != 1 or len(amounts) > _MOST_AMOUNTS:
        return None
    text, amount = candidate.text, fit[0]
    before, after = text[: amount.span.start][-_REACH:], text[amount.span.end :][:_REACH]
    scope = [each.lower() for found in _RATE.findall(before + "|" + after) for each in found if each]
    scope += ["in " + each.lower() for found in _PERIOD.findall(text) for each in found if each]
    scope += ["sought"] if _SOUGHT.search(_clause(text, amount.span)) else []
    return Given(
        candidate,
        amount,
        _mark(candidate, mark, amount.span),
        not _lacks_a_word(candidate),
        tuple(_nouns(after)),
        frozenset([*scope, amount.measure]),
    )


def _counts(asked: frozenset[str], text: str, span: Span) -> bool:
    """True if the number counts those to whom the asked thing happened, the whole of them, and now."""
    before, after = text[: span.start][-_REACH:], text[span.end :][:_REACH]
    if _EARLIER_BEFORE.search(before) or _MORE_BEFORE.search(before) or _MORE_AFTER.match(after):
        return False
    here = _harms(_clause(text, span))
    if (here or _harms(text) if asked else here) != asked:
        return False
    if asked:  # "59 ill, including 10 dead" says how many died
        return not (_PART_BEFORE.search(before) and _PERSONS.match(after))
    return not _PART_BEFORE.search(before) and not _PART_AFTER.match(after)


_BREAK = re.compile(r"[,;:](?=\s)|\s(?:and|while|but)\s|[—–]")


def _clause(text: str, span: Span) -> str:
    """The words around a place up to the next comma or "and"."""
    start = max((each.end() for each in _BREAK.finditer(text, 0, span.start)), default=0)
    end = _BREAK.search(text, span.end)
    return text[start : end.start() if end else len(text)]


def _harms(text: str) -> frozenset[str]:
    """What the text says happened to people."""
    return frozenset(name for name, pattern in _HARM if pattern.search(text))


_NOUNS = 3
_WORD = re.compile(r"(?<![\s-])[\s-]*+([^\W\d_]+)")


def _nouns(after: str) -> Iterator[str]:
    """The stems of up to `_NOUNS` words after a number: " Palestinian children were" -> "palestinian", "children"."""
    at = 0
    for _ in range(_NOUNS):
        match = _WORD.match(after, at)
        if match is None or match[1].lower() in STOP_WORDS or match[1].lower() in PREPOSITIONS:
            return
        at = match.end()
        yield stem(match[1])


def _moment(candidate: Candidate) -> Given | None:
    """The date in the marked words, with the year in which it is nearest to the day of publication."""
    found, mark = _marked(candidate)
    dates = [each for each in found if isinstance(each, Moment) and (each.month or each.year)]
    if len(dates) != 1:
        return None
    moment = dates[0]
    stated = published_at(candidate.article, candidate.span.start)
    if moment.year is None and stated:
        moment = nearest(moment, date.fromisoformat(stated[:10]))
    if moment.year is None:
        return None
    before = candidate.text[: moment.span.start][-_REACH:]
    if _EARLIER_BEFORE.search(before):
        return None
    shown, sure = _mark(candidate, mark, moment.span), not _lacks_a_word(candidate)
    return Given(candidate, moment, shown, sure, scope=frozenset([moment.bound.value]))


_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
_MOST_NAME_WORDS = 5
_TITLES = frozenset(
    """president prime minister premier chancellor secretary senator sen governor gov representative rep congressman
    congresswoman mayor judge justice general gen king queen prince princess pope sir lord lady mr mrs ms dr jr sr coach
    captain ceo chief executive director the""".split()
)


def _name(question: Question, candidate: Candidate) -> Given | None:
    """The name that the marked words are: all of them with a capital, and one name only."""
    mark = candidate.marks[0]
    text = candidate.article.text[mark.start : mark.end]
    named = [word for word in _NAME.findall(text) if word.lower() not in STOP_WORDS | PREPOSITIONS]
    plain = (word.rstrip(".").removesuffix("'s").removesuffix("’s").lower() for word in named)
    words = frozenset(word for word in plain if word not in _TITLES)
    most_commas = 1 if question.kind is Kind.WHERE else 0  # "Bolingbrook, Illinois"
    one = text.count(",") <= most_commas and " and " not in text and all(word[0].isupper() for word in named)
    if not one or not 0 < len(words) <= _MOST_NAME_WORDS:
        return None
    asked = question.stems <= stems(f"{candidate.article.title} {candidate.text}")
    return Given(candidate, Name(words), mark, asked)


_TELLING = 12
"""A larger figure that is the same is the same thing, whatever it is called ("99 locations", "99 restaurants")."""


def _comparable(question: Question, one: Given, other: Given) -> bool:
    """True if both speak of the same thing: the same scope, and no different nouns ("medals", "gold medals")."""
    if one.scope != other.scope:
        return False
    if _figure(one) == _figure(other) > _TELLING or not one.nouns or not other.nouns:
        return True
    shared = next((noun for noun in reversed(one.nouns) if noun in other.nouns), None)
    if shared is None:
        return False
    kinds = ({*each.nouns[: each.nouns.index(shared)]} - question.stems for each in (one, other))
    return len(set(map(frozenset, kinds))) == 1


def _figure(given: Given) -> float:
    return given.value.value if isinstance(given.value, Amount) else 0.0


class _Relation(StrEnum):
    SAME = "same"
    OTHER = "other"
    WITHIN = "within"
    """Another figure, and yet both can be true: "at least 12" and 13. If it is days younger, the figure has moved."""
    UNSURE = "unsure"


def _relation(one: Given, other: Given) -> _Relation:
    relation = _of_values(one, other)
    return relation if relation is _Relation.SAME or (one.sure and other.sure) else _Relation.UNSURE


def _of_values(one: Given, other: Given) -> _Relation:
    if isinstance(one.value, Amount) and isinstance(other.value, Amount):
        return _of_amounts(one.value, other.value)
    if isinstance(one.value, Moment) and isinstance(other.value, Moment):
        apart = one.day - other.day if one.day and other.day else timedelta()
        relation = _of_moments(one.value, other.value)
        return _Relation.UNSURE if relation is _Relation.OTHER and abs(apart) > _ONE_EVENT else relation
    if isinstance(one.value, Name) and isinstance(other.value, Name):
        return _of_names(one, one.value, other, other.value)
    return _Relation.UNSURE


def _of_amounts(one: Amount, other: Amount) -> _Relation:
    (low, high), (least, most) = stands_for(one), stands_for(other)
    if low <= most and least <= high:
        return _Relation.SAME
    smaller, larger = sorted((one, other), key=lambda each: each.value)
    bounded = smaller.bound is Bound.ABOVE or larger.bound is Bound.BELOW
    return _Relation.WITHIN if bounded else _Relation.OTHER


def _of_moments(one: Moment, other: Moment) -> _Relation:
    """Dates with a year and more between them are of two events."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    if all(None in pair or len(set(pair)) == 1 for pair in parts):
        return _Relation.SAME
    return _Relation.OTHER if abs((one.year or 0) - (other.year or 0)) <= 1 else _Relation.UNSURE


def _of_names(one: Given, mine: Name, other: Given, theirs: Name) -> _Relation:
    """Two names with a word in common are one ("Lai", "Lai Ching-te"). An article that has the other name as well may
    tell of both: of a predecessor, or of the country around a city."""
    if mine.words & theirs.words:
        return _Relation.SAME
    earlier, newer = sorted(((one, mine), (other, theirs)), key=lambda each: each[0].published)
    if _tells_of(earlier[0], newer[1]):
        return _Relation.UNSURE
    return _Relation.WITHIN if _tells_of(newer[0], earlier[1]) else _Relation.OTHER


def _tells_of(given: Given, name: Name) -> bool:
    text = given.candidate.article.text.lower()
    return any(word in text for word in name.words)
