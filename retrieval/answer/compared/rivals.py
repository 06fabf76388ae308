"""Which candidates give a value for the same asked thing, and whether it is the same value.

"How many people died in the quake?", 4 April: "Four people died in the quake." 9 April: "The quake killed nine people."
The newest goes first, and the figure of 4 April is an earlier one. Articles less than `MOVED_AFTER` apart disagree
instead. Where it is not plain that two candidates speak of the same thing (another noun, the injured, a part of the
whole, last year's rate) they are not compared: a conflict that is none is worse than one that is not seen. The rules
are English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from ...outcomes import Agreement, GivenValue, publisher_key
from ...types import Citation, Span
from ..candidates import Candidate
from ..question import Question, stems
from ..values import Amount, Bound, Moment, stands_for
from .counting import asks_for_all, harms, narrower, two_things
from .given import Given, Name, given

MOVED_AFTER = timedelta(days=3)
"""Reports of less than so many days apart are of the same time: different figures in them are a disagreement."""
_ONE_EVENT = timedelta(days=180)
"""Dates in articles that are further apart are more likely those of two events ("the next match")."""


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
"""A figure of what is asked goes before one of something else if its confidence is at least this share of that one's."""
NEWER = 0.5
"""A newer value of the same thing goes first if its confidence is at least this share of the best one's. It is as sure as
that one was, because both answer or neither does: on the questions of the news sets of 2022 and 2024 and of
`tests/eval/changing_2024` all that go first so are right."""


def rivals(
    question: Question, candidates: Sequence[Candidate], *, least: float, threshold: float, present: bool
) -> tuple[Sequence[Candidate], Sequence[Rival]]:
    """The candidates, best first, and the values of other articles that have at least the confidence `least`, newest
    first. If the `present` state is asked, a newer value of the same thing goes first, as sure as the best one; if it is
    asked what was said at first, the oldest does."""
    head = given(question, candidates[0])
    if head is None:
        return candidates, ()
    likely = [each for each in candidates[1:] if each.confidence >= least]
    values = list(filter(None, (given(question, each) for each in likely)))
    if not head.fits and not asks_for_all(question.text):
        fitting = _fitting(question, head, values, threshold)
        if fitting is None:
            return candidates, ()
        values, head = [head, *(each for each in values if each is not fitting)], fitting
    others = _one_each(head, _comparable_first(question, head, values))
    at_first = _AT_FIRST.search(question.text) is not None
    if (present or at_first) and (moved := _moved(question, head, others, at_first=at_first)):
        others = [head, *(each for each in others if each is not moved)]
        sure = max(head.candidate.confidence, moved.candidate.confidence)
        candidates = _first(moved.candidate, candidates, sure)
        head = replace(moved, candidate=candidates[0])
    elif head.candidate is not candidates[0]:
        candidates = _first(head.candidate, candidates, head.candidate.confidence)
    found = [Rival(told, each) for each in others if (told := _told(question, head, each))]
    return candidates, sorted(found, key=lambda each: each.given.published, reverse=True)


def _first(first: Candidate, candidates: Sequence[Candidate], confidence: float) -> Sequence[Candidate]:
    return [replace(first, confidence=confidence), *(each for each in candidates if each is not first)]


def _fitting(question: Question, head: Given, values: Sequence[Given], threshold: float) -> Given | None:
    """The likeliest figure of what is asked, where the first one counts something else: the hurt beside the killed."""
    least = max(threshold, NEAR_BEST * head.candidate.confidence)
    return next(
        (
            each
            for each in values
            if each.fits and each.candidate.confidence >= least and _is_of_other_scope(question, each, head)
        ),
        None,
    )


def _comparable_first(question: Question, head: Given, values: Sequence[Given]) -> list[Given]:
    """The values that can be compared, then the figures of something else."""
    alike = [each for each in values if comparable(question, head, each)]
    return alike + [each for each in values if _is_of_other_scope(question, head, each)]


def _told(question: Question, head: Given, other: Given) -> Agreement | None:
    if comparable(question, head, other):
        return _agreement(head, other)
    return Agreement.OTHER_SCOPE if _is_of_other_scope(question, head, other) else None


def _one_each(head: Given, found: Sequence[Given]) -> list[Given]:
    """Of each other article the first value."""
    seen: dict[int, Given] = {}
    for each in found:
        if each.candidate.article.id != head.candidate.article.id:
            seen.setdefault(each.candidate.article.id, each)
    return list(seen.values())


_AT_FIRST = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|at\s+first|first\s+(?:planned|expected|announced|set|scheduled|estimated))\b",
    re.IGNORECASE,
)
"""A question for what was said first: "when was it originally supposed to open?"."""


def _moved(question: Question, head: Given, others: Sequence[Given], *, at_first: bool) -> Given | None:
    """The newest of the values that have moved since, or, `at_first`, the oldest, if it is likely enough."""
    least = NEWER * head.candidate.confidence
    moved = [
        each
        for each in others
        if each.candidate.confidence >= least
        and (_later(head, each) if at_first else _later(each, head))
        and comparable(question, head, each)
        and compared(head, each) in (Comparison.OTHER, Comparison.WITHIN)
    ]
    ordered = sorted(moved, key=lambda each: each.published)
    return ordered[0 if at_first else -1] if ordered else None


def _later(one: Given, other: Given) -> bool:
    """True if it was plainly published later: on a later day, or at a later time of the same form."""
    if not one.day or not other.day:
        return False
    same_form = len(one.published) == len(other.published) and one.published[19:] == other.published[19:]
    return one.day > other.day or (same_form and one.published > other.published)


def _agreement(head: Given, other: Given) -> Agreement | None:
    """None if nothing can be said: the one may be in the other, or a copy differs from its story."""
    relation = compared(head, other)
    if relation is Comparison.SAME:
        return Agreement.SAME
    if relation is Comparison.UNSURE or origin(head.candidate) == origin(other.candidate):
        return None
    apart = head.day - other.day if head.day and other.day else timedelta()
    one_paper = are_of_one_paper(head, other)
    if abs(apart) >= MOVED_AFTER or (one_paper and apart):
        return Agreement.EARLIER if apart > timedelta() else Agreement.NEWER
    return Agreement.DISAGREE if relation is Comparison.OTHER and not one_paper else None


def are_of_one_paper(one: Given, other: Given) -> bool:
    """True if one publisher printed both: it says something new, and does not disagree with itself."""
    mine, theirs = one.candidate.article.publisher, other.candidate.article.publisher
    return mine is not None and theirs is not None and publisher_key(mine) == publisher_key(theirs)


def words_of(rival: Rival) -> Span:
    """What is marked in the quote of a value: of a figure of something else also the words that say of what."""
    given = rival.given
    if rival.agreement is not Agreement.OTHER_SCOPE or given.counted is None:
        return given.mark
    start, words = given.candidate.span.start, given.counted.words
    return Span(start + words.start, start + words.end)


def numbered(values: Sequence[GivenValue], citations: Sequence[Citation]) -> tuple[GivenValue, ...]:
    """The values with the numbers under which the answer shows their quotes; 0 for those that it does not show."""
    numbers = {(each.quote.article_id, each.quote.span): each.number for each in citations}
    places = [(each.citation.quote.article_id, each.citation.quote.span) for each in values]
    return tuple(
        replace(each, citation=replace(each.citation, number=numbers.get(place, 0)))
        for each, place in zip(values, places, strict=True)
    )


_TELLING = 12
"""A larger figure that is the same is the same thing, whatever it is called ("99 locations", "99 restaurants")."""


def comparable(question: Question, one: Given, other: Given) -> bool:
    """True if both speak of the same thing: the same scope, and no different nouns ("medals", "gold medals")."""
    if one.scope != other.scope or not _count_alike(question, one, other):
        return False
    if _figure(one) == _figure(other) > _TELLING or not one.nouns or not other.nouns:
        return True
    shared = next((noun for noun in reversed(one.nouns) if noun in other.nouns), None)
    if shared is None:
        return False
    kinds = ({*each.nouns[: each.nouns.index(shared)]} - question.stems for each in (one, other))
    return len(set(map(frozenset, kinds))) == 1


def _count_alike(question: Question, one: Given, other: Given) -> bool:
    """False if one number counts something else than the other."""
    if one.counted is None or other.counted is None:
        return True
    if not (one.fits and other.fits):
        parts = any(each.is_part or each.is_more for each in (one.counted, other.counted))
        return one.fits is other.fits and one.counted.harms == other.counted.harms and not parts
    smaller, larger = sorted((one, other), key=_figure)
    named = question.stems | stems(larger.candidate.text)
    if harms(question.text) or not (smaller.counted and larger.counted):
        return True
    return not narrower(smaller.counted, larger.counted, named)


def _is_of_other_scope(question: Question, one: Given, other: Given) -> bool:
    """True if two numbers plainly count two things of one matter: no conflict, and worth telling apart."""
    if not (one.sure and other.sure) or origin(one.candidate) == origin(other.candidate):
        return False
    smaller, larger = sorted((one, other), key=_figure)
    if not (smaller.counted and larger.counted) or _figure(one) == _figure(other):
        return False
    if _measure(one) != _measure(other):
        return False
    named = question.stems | stems(larger.candidate.text)
    return two_things(question, smaller.counted, larger.counted, named)


def _measure(given: Given) -> str:
    return given.value.measure if isinstance(given.value, Amount) else ""


def _figure(given: Given) -> float:
    return given.value.value if isinstance(given.value, Amount) else 0.0


class Comparison(StrEnum):
    """What two values of the same asked thing are to each other."""

    SAME = "same"
    OTHER = "other"
    WITHIN = "within"
    """Another figure, and yet both can be true: "at least 12" and 13. If it is days younger, the figure has moved."""
    UNSURE = "unsure"


def compared(one: Given, other: Given) -> Comparison:
    relation = _of_values(one, other)
    return relation if relation is Comparison.SAME or (one.sure and other.sure) else Comparison.UNSURE


def _of_values(one: Given, other: Given) -> Comparison:
    if isinstance(one.value, Amount) and isinstance(other.value, Amount):
        return _of_amounts(one.value, other.value)
    if isinstance(one.value, Moment) and isinstance(other.value, Moment):
        apart = one.day - other.day if one.day and other.day else timedelta()
        relation = _of_moments(one.value, other.value)
        if (
            relation is Comparison.UNSURE
            and _are_bare_years(one.value, other.value)
            and abs(apart) < MOVED_AFTER
        ):
            return Comparison.OTHER
        return Comparison.UNSURE if relation is Comparison.OTHER and abs(apart) > _ONE_EVENT else relation
    if isinstance(one.value, Name) and isinstance(other.value, Name):
        return _of_names(one, one.value, other, other.value)
    return Comparison.UNSURE


def _of_amounts(one: Amount, other: Amount) -> Comparison:
    (low, high), (least, most) = stands_for(one), stands_for(other)
    if low <= most and least <= high:
        return Comparison.SAME
    smaller, larger = sorted((one, other), key=lambda each: each.value)
    bounded = smaller.bound is Bound.ABOVE or larger.bound is Bound.BELOW
    return Comparison.WITHIN if bounded else Comparison.OTHER


def _of_moments(one: Moment, other: Moment) -> Comparison:
    """Dates with a year and more between them are of two events."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    if all(None in pair or len(set(pair)) == 1 for pair in parts):
        return Comparison.SAME
    return Comparison.OTHER if abs((one.year or 0) - (other.year or 0)) <= 1 else Comparison.UNSURE


def _are_bare_years(one: Moment, other: Moment) -> bool:
    return not (one.month or other.month or one.day or other.day)


def _of_names(one: Given, mine: Name, other: Given, theirs: Name) -> Comparison:
    """Two names with a word in common are one ("Lai", "Lai Ching-te"). An article that has the other name as well may
    tell of both: of a predecessor, or of the country around a city."""
    if mine.words & theirs.words:
        return Comparison.SAME
    earlier, newer = sorted(((one, mine), (other, theirs)), key=lambda each: each[0].published)
    if _tells_of(earlier[0], newer[1]):
        return Comparison.UNSURE
    return Comparison.WITHIN if _tells_of(newer[0], earlier[1]) else Comparison.OTHER


def _tells_of(given: Given, name: Name) -> bool:
    text = given.candidate.article.text.lower()
    return any(word in text for word in name.words)
