"""The sentences of the passages found, what the reader saw in them, and which of them are worth a closer look. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..models.base import SpanScore
from ..text import sentences
from ..types import Hit, Span
from . import features as f
from .lexis import key
from .question import Question

_EMBEDDED = 16
"""Sentences of a question that are embedded where a reader has read them: with 12, quote@1 and quote@3 of seven
development sets are the same as with all (30 to 50), and embedding takes most of the time."""
_PROMISE_MARGIN, _PROMISE_WORDS, _PROMISE_PASSAGE = 2.7, 2.0, 2.4
"""About the fitted weights of these features, in `calibration.json`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with the reader's best span in it; offsets of `span` into the article's text."""

    hit: Hit
    span: Span
    best: SpanScore | None
    lead: float = 0.0
    agreed: float = 0.0

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def answer(self) -> str:
        """The words of the reader's span."""
        return self.hit.passage.text[self.best.start : self.best.end] if self.best else ""


def sentences_of(hits: Sequence[Hit], spans: Sequence[Sequence[SpanScore]]) -> list[Sentence]:
    """The sentences of all passages; `spans` are what the reader found in each passage, best first."""
    return [
        Sentence(
            hit,
            Span(hit.passage.start + span.start, hit.passage.start + span.end),
            next((each for each in read if span.start <= each.start < span.end), None),
        )
        for hit, read in zip(hits, spans, strict=True)
        for span in sentences(hit.passage.text, hit.article.language)
    ]


def compared(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with what the reader's spans are to each other."""
    leads = f.leads([each.best for each in found], [each.answer for each in found])
    return [
        replace(each, lead=lead, agreed=agreed)
        for each, lead, agreed in zip(found, leads, _agreement(found), strict=True)
    ]


def promising(question: Question, found: Sequence[Sentence], rarity: Sequence[float]) -> list[Sentence]:
    """The `_EMBEDDED` sentences that reader, words and passage speak for, in their order; the others are not worth
    an embedding each."""
    keyword = best_keyword(found)

    def promise(sentence: Sentence) -> float:
        return (
            _PROMISE_MARGIN * margin(sentence)
            + _PROMISE_WORDS * f.share_held(question, sentence.text, rarity)
            + _PROMISE_PASSAGE * (sentence.hit.cosine or 0.0)
            + (sentence.hit.bm25 or 0.0) / keyword
        )

    best = sorted(range(len(found)), key=lambda place: -promise(found[place]))[:_EMBEDDED]
    return [found[place] for place in sorted(best)]


def margin(sentence: Sentence) -> float:
    """The reader's best span in it against "no answer", in tenths; -1 where nothing was read."""
    return f.tenths(sentence.best.margin) if sentence.best else -1.0


def best_keyword(found: Sequence[Sentence]) -> float:
    """The highest BM25 of their passages; 1 where keyword search found none of them."""
    return max((each.hit.bm25 or 0.0 for each in found), default=0.0) or 1.0


def _agreement(found: Sequence[Sentence]) -> list[float]:
    """Of the passages read, the share whose best span has the same words as the sentence's."""
    best: dict[int, Sentence] = {}
    for sentence in found:
        rival = best.get(sentence.hit.passage.id)
        if sentence.best and (not rival or not rival.best or sentence.best.score > rival.best.score):
            best[sentence.hit.passage.id] = sentence
    said = Counter(key(each.answer) for each in best.values())
    return [said[key(each.answer)] / len(best) if each.best else 0.0 for each in found]
