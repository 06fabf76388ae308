"""Which value a candidate gives for what is asked: a figure with what it counts, a day, a name. The rules are English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ...dates.quotes import notes_of, published_at
from ...english import PREPOSITIONS, STOP_WORDS
from ...types import Span
from ..candidates import Candidate
from ..question import Kind, Question, stem, stems
from ..values import Amount, Moment, Value, bound_start, nearest, with_meanings
from .counting import Counted, asks_for_all, counted, harms, is_left_behind


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


_FIGURES = frozenset(map(stem, "toll rate price average percentage percent total number amount".split()))
"""Without "how many", one of these asks for a number ("taiwan quake death toll?")."""
_LOOSE = _FIGURES | frozenset(
    map(
        stem,
        """people person persons now currently today latest far right still yet already up after total high tall long old
        fast big deep heavy often""".split(),
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
    return _amount(question, candidate) if _asks_for_figure(question) else None


def _asks_for_figure(question: Question) -> bool:
    named = question.kind in (Kind.WHAT, Kind.WHICH, Kind.OTHER) and bool(question.stems & _FIGURES)
    return named or question.kind in (Kind.HOW_MANY, Kind.HOW_MUCH)


def may_move(question: Question) -> bool:
    """True if the answer is a value that later articles may give anew: a figure, a day, who it is."""
    return question.kind in (Kind.WHEN, Kind.WHO) or _asks_for_figure(question)


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
    dates = [
        each
        for each in found
        if isinstance(each, Moment)
        and (each.month or each.year)
        and not is_left_behind(candidate.text, each.span)
    ]
    if len(dates) != 1:
        return None
    moment = dates[0]
    stated = published_at(candidate.article, candidate.span.start)
    if moment.year is None and stated:
        moment = nearest(moment, date.fromisoformat(stated[:10]))
    if moment.year is None:
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
