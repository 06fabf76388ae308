"""Choose the sentences that answer, from the passages that were found.

Every candidate sentence gets a handful of features, and one fitted weighted sum of them ranks it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from ..telemetry import Stage, Telemetry, timing
from ..text import sentences
from ..types import Article, Hit, Span, Window
from . import features as f
from .calibration import Calibration
from .features import Features
from .lexis import key, places, stem
from .question import Question
from .reading import Read, Readable, SpanScore
from .spans import find

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Awaitable[Vectors]]

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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a hit, with the reader's best span in it; offsets of `span` into the article's text."""

    hit: Hit
    span: Span
    best: SpanScore | None

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def answer(self) -> str:
        """The words of the reader's span."""
        return self.hit.passage.text[self.best.start : self.best.end] if self.best else ""


async def choose(
    question: Question,
    hits: Sequence[Hit],
    embed: Embed,
    read: Read | None,
    days: Days,
    calibration: Calibration,
    telemetry: Telemetry | None = None,
) -> list[Candidate]:
    """Candidates, best first; sentences that read the same count once."""
    spans = await _spans(question, hits, read, telemetry)
    with timing(telemetry, Stage.CHOOSING):
        found = _sentences(hits, spans)
    if not found:
        return []
    texts = [sentence.text for sentence in found]
    without = [_without(question.text, word) for word in question.focus]
    with timing(telemetry, Stage.SENTENCES):
        vectors = await embed([question.text, *without, *texts])
    with timing(telemetry, Stage.CHOOSING):
        asked = 1 + len(without)
        cosines = vectors[asked:] @ vectors[:asked].T  # (sentences, question and its variants)
        candidates = _weighed(question, found, cosines, days, calibration)
        return _distinct(sorted(candidates, key=lambda each: (-each.score, each.article.id, each.span.start)))


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


def _sentences(hits: Sequence[Hit], spans: Sequence[Sequence[SpanScore]]) -> list[_Sentence]:
    return [
        _Sentence(
            hit,
            Span(hit.passage.start + span.start, hit.passage.start + span.end),
            next((each for each in read if span.start <= each.start < span.end), None),
        )
        for hit, read in zip(hits, spans, strict=True)
        for span in sentences(hit.passage.text, hit.article.language)
    ]


def _without(text: str, word: str) -> str:
    return " ".join(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE).split())


def _weighed(
    question: Question, found: Sequence[_Sentence], cosines: Vectors, days: Days, calibration: Calibration
) -> list[Candidate]:
    rarity = f.rarity(question, [sentence.text for sentence in found])
    telling = question.focus[int(np.argmax(rarity))] if rarity else ""
    leads = f.leads([each.best for each in found], [each.answer for each in found])
    agreed = _agreement(found)
    keyword = max((each.hit.bm25 or 0.0 for each in found), default=0.0) or 1.0
    asks_no = f.negates(question.text)
    doubtful = all(each.best is None or each.best.margin < _DOUBTFUL for each in found)
    candidates = []
    for sentence, row, lead, share in zip(found, cosines, leads, agreed, strict=True):
        words = f.compare_words(question, sentence.hit, sentence.text, row[1:] - row[0], rarity)
        forms = find(question, sentence.text)
        features = Features(
            margin=f.tenths(sentence.best.margin) if sentence.best else -1.0,
            lead=lead,
            agreed=share,
            cosine=float(row[0]),
            passage=sentence.hit.cosine or 0.0,
            keyword=(sentence.hit.bm25 or 0.0) / keyword,
            covered=words.covered,
            conflict=words.conflict,
            foreign=words.foreign,
            apart=words.apart,
            negated=float(asks_no and not f.negates(sentence.text)),
            denying=float(not asks_no and f.negates(sentence.text)),
            typed=f.typed(question, forms),
            tied=float(doubtful and f.tied(telling, forms, sentence.text)),
            formless=float(f.formless(question, forms)),
            echo=f.echo(question, sentence.answer),
            stray=float(f.stray(sentence.text)),
            timely=f.timely(sentence.hit.article.published_on, days.since, days.until),
        )
        candidates.append(
            Candidate(
                sentence.hit.article,
                sentence.span,
                _marks(question, sentence, forms, doubtful),
                features,
                words.missing,
                calibration.score(features.vector),
                calibration.confidence(features.vector),
            )
        )
    return candidates


def _agreement(found: Sequence[_Sentence]) -> list[float]:
    """Of the passages read, the share whose best span has the same words as the sentence's."""
    best: dict[int, _Sentence] = {}
    for sentence in found:
        rival = best.get(sentence.hit.passage.id)
        if sentence.best and (not rival or not rival.best or sentence.best.score > rival.best.score):
            best[sentence.hit.passage.id] = sentence
    said = Counter(key(each.answer) for each in best.values())
    return [said[key(each.answer)] / len(best) if each.best else 0.0 for each in found]


def _marks(
    question: Question, sentence: _Sentence, forms: Sequence[Span], doubtful: bool
) -> tuple[Span, ...]:
    """The words that answer: the reader's span; the form that fits best where the reader sees hardly an answer."""
    at = sentence.span.start
    form = _best_form(question, forms, sentence.text)
    if sentence.best is None or (form and doubtful):
        return (Span(at + form.start, at + form.end),) if form else ()
    start = sentence.hit.passage.start
    return (Span(start + sentence.best.start, start + sentence.best.end),)


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
