"""Whether a sentence gives another value than what was known before: "killed 44 people" where it was nine.

The sentence is made into the question to which its value is the answer ("how many people the landslide killed?"), and
what older articles answer is compared with it as the values of an answer are. The rules are English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..answer.candidates import Candidate
from ..answer.compared.counting import clause_around, counted, is_left_behind
from ..answer.compared.given import Given, given
from ..answer.compared.rivals import MOVED_AFTER, Comparison, comparable, compared, origin
from ..answer.question import Question, parse, stem
from ..answer.values import Amount, Moment, bound_start, values
from ..english import PREPOSITIONS
from ..store.news.versions import StoredVersion
from ..types import Article, Span
from .likeness import NOTHING_SAID
from .versions import dated

_LEADING = PREPOSITIONS | {"only", "now", "already", "some"}
"""Words before a value that a question does not need."""
_LOOKED_AT = 4
"""Values of a sentence that are tried: who has more in one writes a table."""
_SHORTEST = 3
"""Words of a question; with fewer nobody knows what the value is of ("it rose to 12")."""
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*\w")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*\w")
_READ = 2000
"""Characters of an article in which the names of its title are looked for."""
_MOST_NAMES = 3
_NO_MOVE = timedelta(days=540)
"""Values that are further apart in time are last year's figures."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence with one value, and the question that asks for it."""

    text: str
    now: Given
    question: Question


@dataclass(frozen=True, slots=True)
class Move:
    """The value of today and the one before. `disagrees`: they are of the same days and of different origins, so that
    neither replaces the other."""

    now: Given
    before: Given
    disagrees: bool


def asked_for(article: Article, span: Span) -> Asked | None:
    """The first value of the sentence that can be compared: a number that counts something, a rate or a price, a date
    that is ahead."""
    text = article.text[span.start : span.end]
    for value in sorted(values(text)[:_LOOKED_AT], key=_is_bare):
        if is_left_behind(text, value.span):
            continue
        question = _question(text, value, article.published_on) if article.language[:2] == "en" else None
        question = question and _with_names(question, article)
        if question is None or len(question.focus) < _SHORTEST:
            continue
        now = given(question, sentence(article, span, _words_of(text, value)))
        if now is not None and now.fits and now.sure:
            return Asked(question.text, now, question)
    return None


def _is_bare(value: Amount | Moment) -> bool:
    """Prices and rates move more often than "the four ferries" or a date."""
    return not (isinstance(value, Amount) and value.measure)


def moved(
    asked: Asked, older: Sequence[Candidate], versions: Sequence[StoredVersion], threshold: float
) -> Move | None:
    """What the value was before: in an earlier version of the article, else in the newest of the `older` sentences which
    surely answer the question. None where that is the same value, or nothing can be compared."""
    history = dated(asked.question, asked.now, versions)
    if len(history) > 1:
        return Move(asked.now, history[-2].given, disagrees=False)
    found = [
        each
        for candidate in older
        if candidate.confidence >= threshold
        and (each := given(asked.question, candidate)) is not None
        and each.fits
        and origin(candidate) != origin(asked.now.candidate)
        and _is_before(each, asked.now)
        and comparable(asked.question, asked.now, each)
    ]
    newest = max(found, key=lambda each: each.published, default=None)
    if newest is None or compared(asked.now, newest) not in (Comparison.OTHER, Comparison.WITHIN):
        return None
    return Move(asked.now, newest, disagrees=_is_near(asked.now, newest))


def sentence(article: Article, span: Span, mark: Span) -> Candidate:
    """A sentence of which no more is known than where it stands; `mark` has offsets into it."""
    marks = (Span(span.start + mark.start, span.start + mark.end),)
    return Candidate(article, span, marks, NOTHING_SAID, (), 0.0, 1.0)


def _words_of(text: str, value: Amount | Moment) -> Span:
    """The value with the words that follow it and say what it counts, where no other value is among them."""
    what = counted(text, value) if isinstance(value, Amount) else None
    if what is None or any(
        each.span != value.span and each.span.overlaps(what.named) for each in values(text)
    ):
        return value.span
    return what.named


def _question(text: str, value: Amount | Moment, published: date | None) -> Question | None:
    clause = clause_around(text, value.span)
    start = bound_start(text, value.span.start)  # "more than 11,000"
    before, after = text[clause.start : start].split(), text[value.span.end : clause.end].split()
    while before and before[-1].lower() in _LEADING:
        before.pop()
    if isinstance(value, Moment):
        return parse(f"When {' '.join([*before, *after])}?") if _is_ahead(value, published) else None
    what = counted(text, value)
    if what is None or what.is_more or what.is_part or not (value.measure or what.nouns or what.own_harms):
        return None
    words = [*before, *after] if value.measure else [*after, *before]
    return parse(f"How {'much' if value.measure else 'many'} {' '.join(words).rstrip('.')}?")


def _with_names(question: Question, article: Article) -> Question:
    """The question with the names of the title, where it has none of them: "sixteen people are now known to have died"
    does not say where. A name has its capital inside sentences, too."""
    inside = set(_INSIDE.findall(article.text[:_READ]))
    names = [word for word in _CAPITAL.findall(article.title) if word in inside][:_MOST_NAMES]
    if not names or not question.stems.isdisjoint(map(stem, names)):
        return question
    return parse(f"{question.text.rstrip('?')} ({' '.join(names)})?")


def _is_ahead(moment: Moment, published: date | None) -> bool:
    """A date that has passed does not move any more, and two of them are mostly those of two events."""
    if published is None or moment.month is None:
        return False
    year = moment.year or published.year + (moment.month < published.month)
    return (year, moment.month, moment.day or 31) > (published.year, published.month, published.day)


def _is_before(one: Given, other: Given) -> bool:
    apart = other.day - one.day if one.day and other.day else None
    return apart is not None and timedelta() <= apart <= _NO_MOVE


def _is_near(one: Given, other: Given) -> bool:
    return one.day is not None and other.day is not None and abs(one.day - other.day) < MOVED_AFTER
