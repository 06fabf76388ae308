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
from datetime import date, timedelta
from enum import StrEnum

from ...dates.quotes import notes_of, published_at
from ...english import PREPOSITIONS, STOP_WORDS
from ...outcomes import Agreement, GivenValue
from ...types import Citation, Span
from ..candidates import Candidate
from ..question import Kind, Question, stem, stems
from ..values import Amount, Bound, Moment, Value, bound_start, nearest, stands_for, with_meanings
from .counting import EARLIER_BEFORE, REACH, Counted, asks_for_all, counted, harms, narrower, two_things

MOVED_AFTER = timedelta(days=3)
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
    counted: Counted | None = None
    """What a number counts."""
    fits: bool = True
    """False for a number that counts something else than what is asked: the injured beside the killed, a part of them."""

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
    values = list(filter(None, (given(question, each) for each in likely)))
    if not head.fits and not asks_for_all(question.text):
        fitting = _fitting(question, head, values, threshold)
        if fitting is None:
            return candidates, ()
        values, head = [head, *(each for each in values if each is not fitting)], fitting
    others = _one_each(head, _comparable_first(question, head, values))
    if present and (newer := _newer(question, head, others, threshold)):
        others = [head, *(each for each in others if each is not newer)]
        head = newer
    if (first := head.candidate) is not candidates[0]:
        candidates = [first, *(each for each in candidates if each is not first)]
    found = [Rival(told, each) for each in others if (told := _told(question, head, each))]
    return candidates, sorted(found, key=lambda each: each.given.published, reverse=True)


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


def _newer(question: Question, head: Given, others: Sequence[Given], threshold: float) -> Given | None:
    """The newest of the values that have moved since, if it is likely enough."""
    least = max(threshold, NEAR_BEST * head.candidate.confidence)
    newer = [
        each
        for each in others
        if each.candidate.confidence >= least
        and _later(each, head)
        and comparable(question, head, each)
        and compared(head, each) in (Comparison.OTHER, Comparison.WITHIN)
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
    relation = compared(head, other)
    if relation is Comparison.SAME:
        return Agreement.SAME
    if relation is Comparison.UNSURE or origin(head.candidate) == origin(other.candidate):
        return None
    apart = head.day - other.day if head.day and other.day else timedelta()
    if abs(apart) >= MOVED_AFTER:
        return Agreement.EARLIER if apart > timedelta() else Agreement.NEWER
    return Agreement.DISAGREE if relation is Comparison.OTHER else None


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


_FIGURES = frozenset(map(stem, "toll rate price average percentage percent total number amount".split()))
"""Without "how many", one of these asks for a number ("taiwan quake death toll?")."""
_LOOSE = _FIGURES | frozenset(
    map(
        stem,
        "people person persons now currently today latest far right high tall long old fast big deep heavy often".split(),
    )
)
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


def _lacks_a_word(candidate: Candidate, other: frozenset[str] = frozenset()) -> bool:
    """True if a word of the question stands nowhere near, in no other words either ("died", "killing"). A figure of those
    to whom an `other` thing happened need not say what happened to those who are asked for."""
    said = harms(candidate.text)
    return any(
        stem(word) not in _LOOSE and not harms(word) & said and not (other and harms(word))
        for word in candidate.missing
    )


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


_MOST_AMOUNTS = 4
"""Marked words with more of them are a list."""


def _amount(question: Question, candidate: Candidate) -> Given | None:
    """The number that counts what is asked; where there is none, the one that counts something else."""
    found, mark = _marked(candidate)
    amounts = [each for each in found if isinstance(each, Amount)]
    if len(amounts) > _MOST_AMOUNTS:
        return None
    asked, every = harms(question.text), asks_for_all(question.text)
    read = [(each, what) for each in amounts if (what := counted(candidate.text, each))]
    fit = [each for each in read if not every and each[1].fits(asked)]
    if len(fit) != 1 and (fit or len(read) != 1):
        return None
    amount, what = (fit or read)[0]
    return Given(
        candidate,
        amount,
        _mark(candidate, mark, amount.span),
        not _lacks_a_word(candidate, what.own_harms if not fit else frozenset()),
        what.nouns,
        frozenset([*what.times, amount.measure]),
        what,
        fits=bool(fit),
    )


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
    before = candidate.text[: moment.span.start][-REACH:]
    if EARLIER_BEFORE.search(before):
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
