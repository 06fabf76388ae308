"""Choose the sentences that answer, from the passages that were found.

Every candidate sentence gets a handful of features, and one fitted weighted sum of them ranks it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from ..models.base import Read, Readable, SpanScore
from ..telemetry import Stage, Telemetry, timing
from ..text import has_words
from ..types import Article, Hit, Span, Window
from ..unbroken import whole
from ..workers.threads import Worker
from . import features as f
from .calibration import Calibration
from .features import Features
from .lexis import key, places, stem
from .posts import published_on
from .question import Kind, Question
from .shortlist import Sentence, best_keyword, compared, margin, promising, sentences_of
from .spans import find
from .table_rows import asked_cell, asked_rows

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Awaitable[Vectors]]

_QUALIFIER = re.compile(
    r"(?:within|by|before|after|until|till|since|between|no later|not before|as early)\b", re.IGNORECASE
)
_DOUBTFUL = -3.0
"""Where no span has a margin above it, a date, a place or a number beside the asked words says more than the reader."""


@dataclass(frozen=True, slots=True)
class Days:
    """The asked time, inclusive: the day of the question where it names none."""

    since: date
    until: date


def days(asked: Window | None, today: date) -> Days:
    """The days in which an answer was published if it is timely: those of the asked time, or about today."""
    if asked is None or (asked.since and asked.since > today):
        return Days(today, today)
    return Days(asked.since or date.min, asked.until or today)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, where it stands, and what in it might answer. Offsets are into the article's text."""

    article: Article
    span: Span
    marks: tuple[Span, ...]
    features: Features
    missing: tuple[str, ...]
    """The question's words that stand neither in the sentence nor near it."""
    score: float
    confidence: float
    """Calibrated probability that this sentence answers the question."""

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


async def choose(
    question: Question,
    hits: Sequence[Hit],
    embed: Embed,
    read: Read | None,
    days: Days,
    calibration: Calibration,
    rules: Worker,
    telemetry: Telemetry | None = None,
) -> list[Candidate]:
    """Candidates, best first; sentences that read the same count once. The comparing runs on `rules`."""
    spans = await _spans(question, hits, read, telemetry)
    with timing(telemetry, Stage.CHOOSING):
        found, rarity = await rules.run(_promising, question, hits, spans, read=read is not None)
    if not found:
        return []
    texts = [sentence.text for sentence in found]
    without = [_without(question.text, word) for word in question.focus]
    with timing(telemetry, Stage.SENTENCES):
        vectors = await embed([question.text, *without, *texts])
    with timing(telemetry, Stage.CHOOSING):
        asked = 1 + len(without)
        cosines = vectors[asked:] @ vectors[:asked].T  # (sentences, question and its variants)
        candidates = await rules.run(_weighed, question, found, cosines, rarity, days, calibration)
        return _distinct(sorted(candidates, key=lambda each: (-each.score, each.article.id, each.span.start)))


def _promising(
    question: Question, hits: Sequence[Hit], spans: list[list[SpanScore]], *, read: bool
) -> tuple[Sequence[Sentence], Sequence[float]]:
    """The sentences that are worth a comparison by meaning, and how rare the question's words are among all."""
    found = asked_rows(question, sentences_of(hits, spans))
    rarity = f.rarity(question, [sentence.text for sentence in found])
    return (promising(question, compared(found), rarity) if read else found), rarity


async def _spans(
    question: Question, hits: Sequence[Hit], read: Read | None, telemetry: Telemetry | None
) -> list[list[SpanScore]]:
    if read is None:
        return [[] for _ in hits]
    passages = [
        Readable(hit.passage.text, hit.article.title, hit.article.published_on, hit.article.language)
        for hit in hits
    ]
    with timing(telemetry, Stage.READING):
        return await read(question.text, passages)


def _without(text: str, word: str) -> str:
    return " ".join(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE).split())


@dataclass(frozen=True, slots=True)
class _View:
    """What all sentences of one question are held against."""

    question: Question
    days: Days
    rarity: Sequence[float]
    keyword: float
    telling: str
    """The rarest of the question's words."""
    asks_no: bool
    doubtful: bool
    """The reader sees hardly an answer anywhere."""


def _weighed(
    question: Question,
    found: Sequence[Sentence],
    cosines: Vectors,
    rarity: Sequence[float],
    days: Days,
    calibration: Calibration,
) -> list[Candidate]:
    view = _View(
        question,
        days,
        rarity,
        keyword=best_keyword(found),
        telling=question.focus[int(np.argmax(rarity))] if rarity else "",
        asks_no=f.negates(question.text),
        doubtful=all(each.best is None or each.best.margin < _DOUBTFUL for each in found),
    )
    return [
        _candidate(view, sentence, row, calibration) for sentence, row in zip(found, cosines, strict=True)
    ]


def _candidate(view: _View, sentence: Sentence, cosines: Vectors, calibration: Calibration) -> Candidate:
    """`cosines` are the sentence's with the question, then with the question without each focus word."""
    question = view.question
    words = f.compare_words(question, sentence.hit, sentence.text, cosines[1:] - cosines[0], view.rarity)
    forms = find(question, sentence.text)
    says_no = f.negates(sentence.text)
    features = Features(
        margin=margin(sentence),
        lead=sentence.lead,
        agreed=sentence.agreed,
        cosine=float(cosines[0]),
        passage=sentence.hit.cosine or 0.0,
        keyword=(sentence.hit.bm25 or 0.0) / view.keyword,
        covered=words.covered,
        conflict=words.conflict,
        foreign=words.foreign,
        apart=words.apart,
        negated=float(view.asks_no and not says_no),
        denying=float(says_no and not view.asks_no),
        typed=f.typed(question, forms),
        tied=float(view.doubtful and f.tied(view.telling, forms, sentence.text)),
        formless=float(f.formless(question, forms)),
        echo=f.echo(question, sentence.answer),
        stray=float(f.stray(sentence.text)),
        timely=f.timely(
            published_on(sentence.hit.article, sentence.span.start), view.days.since, view.days.until
        ),
    )
    return Candidate(
        sentence.hit.article,
        sentence.span,
        _marks(question, sentence, forms, view.doubtful),
        features,
        words.missing,
        calibration.score(features.vector),
        calibration.confidence(features.vector),
    )


def _marks(question: Question, sentence: Sentence, forms: Sequence[Span], doubtful: bool) -> tuple[Span, ...]:
    """The words that answer, never a part of a date, an amount or an abbreviation."""
    found = _answering(question, sentence, forms, doubtful)
    if found is None:
        return ()
    at = sentence.span.start
    complete = whole(sentence.text, asked_cell(question, sentence.text, found))
    if not has_words(sentence.text[complete.start : complete.end]):
        return ()
    return (Span(at + complete.start, at + complete.end),)


def _answering(question: Question, sentence: Sentence, forms: Sequence[Span], doubtful: bool) -> Span | None:
    """The reader's span; the form that fits best where the reader sees hardly an answer. Offsets in the sentence."""
    form = _best_form(question, forms, sentence.text)
    if sentence.best is None or (form and doubtful):
        return form
    start = sentence.hit.passage.start - sentence.span.start
    best = Span(start + sentence.best.start, start + sentence.best.end)
    return next((each for each in forms if _qualifies(question, each, best, sentence.text)), best)


def _qualifies(question: Question, form: Span, best: Span, text: str) -> bool:
    """True for a time around the reader's span that says something else than the span alone: "before 1990"."""
    around = form.start <= best.start and best.end <= form.end
    return question.kind is Kind.WHEN and around and bool(_QUALIFIER.match(text, form.start))


def _best_form(question: Question, forms: Sequence[Span], text: str) -> Span | None:
    """The longest of the spans nearest to the asked words is the most telling one."""
    found = places(text, frozenset(stem(word) for word in question.focus))

    def distance(form: Span) -> tuple[int, int]:
        near = min((min(abs(place - form.start), abs(place - form.end)) for place in found), default=0)
        return near // 40, form.start - form.end

    return min(forms, key=distance, default=None)


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(key(candidate.text), candidate)
    return list(first.values())
