"""What speaks for a sentence as an answer, and what against it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date

import numpy as np
import numpy.typing as npt

from ..types import Hit, Span
from .lexis import key, places, stem, stems
from .question import Kind, Question
from .reading import SpanScore
from .spans import REQUIRED, find


@dataclass(frozen=True, slots=True)
class Features:
    """Each between about -1 and 1; more is better except for `conflict`, `foreign`, `formless`, `echo` and `stray`.

    margin: the reader's best span in the sentence against "no answer", tenths; -1 where nothing was read.
    lead: the same against the best span that says something else.
    agreed: share of the read passages that have the same words as their best span.
    cosine, passage: similarity of the sentence, and of its whole passage, with the question.
    keyword: BM25 of the passage against the best passage's.
    covered: share of the question's words, rare ones weighing more, that stand in the sentence (fully), in its
    passage or title (partly), or that it echoes otherwise.
    conflict: how much nearer the question comes when a word that is missing here is left out of it; "typhoon" over
    a text on Tomahawks.
    foreign: a name or number of the question stands neither in the sentence nor near it.
    typed: the sentence has a span of the asked form. tied: that span stands close to the most telling of the
    question's words. formless: a form is required ("how many") and neither pattern nor reader found one.
    echo: share of the reader's span that only repeats the question.
    stray: the sentence is a question itself, or too short to say anything.
    timely: published in the asked time, or how near to it; halves in a week.
    """

    margin: float
    lead: float
    agreed: float
    cosine: float
    passage: float
    keyword: float
    covered: float
    conflict: float
    foreign: float
    typed: float
    tied: float
    formless: float
    echo: float
    stray: float
    timely: float

    @property
    def vector(self) -> npt.NDArray[np.float64]:
        return np.array(astuple(self), np.float64)


NAMES = tuple(field.name for field in fields(Features))

_BESIDE = 0.5
"""What a word counts that stands in the passage or title, but not in the sentence."""
_REACH = 50
"""Characters between a word of the question and the words that answer it, in the same clause."""
_ECHO = 10.0
"""A missing word whose removal costs 0.1 of cosine is fully echoed by the sentence ("concluded", "finalized")."""
_UNDATED = 0.2
"""An undated article counts like one four weeks old: neither news nor history."""
_WEEK = 7.0
_SHORT = 4
"""Words; shorter ones are headings, captions, bylines."""
_MARGIN = 2.0
"""Features.margin stays within +-this; beyond it, more says nothing more."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the words of a question stand in a sentence and around it."""

    covered: float
    conflict: float
    missing: tuple[str, ...]
    """Words that stand neither in the sentence nor near it."""


def compare_words(
    question: Question, hit: Hit, text: str, gains: npt.NDArray[np.float32], weights: Sequence[float]
) -> Words:
    """`gains`: by how much the sentence comes nearer to the question without each focus word; `weights`: how
    telling each focus word is."""
    here, near = stems(text), stems(f"{hit.article.title} {hit.passage.text}")
    covered, conflict = 0.0, 0.0
    missing: list[str] = []
    for word, gain, weight in zip(question.focus, gains, weights, strict=True):
        if stem(word) in here:
            covered += weight
        elif stem(word) in near:
            covered += weight * _BESIDE
        else:
            covered += weight * float(np.clip(-gain * _ECHO, 0.0, _BESIDE))
            conflict = max(conflict, float(gain))
            if gain >= 0.0:
                missing.append(word)
    total = sum(weights)
    return Words(covered / total if total else 0.0, conflict, tuple(missing))


def rarity(question: Question, texts: Sequence[str]) -> list[float]:
    """How telling each focus word is: the fewer of the texts hold it, the more (inverse document frequency)."""
    held = [stems(text) for text in texts]
    frequencies = [sum(stem(word) in each for each in held) for word in question.focus]
    return [float(np.log1p(len(texts) / (1 + frequency))) for frequency in frequencies]


def typed(question: Question, forms: Sequence[Span]) -> float:
    """1 for a sentence with a span of the asked form, 0 without; half where the kind has no form of its own."""
    if question.kind in (Kind.WHAT, Kind.YES_NO, Kind.OTHER):
        return 0.5
    if question.kind not in REQUIRED and not forms:
        return 0.2
    return 1.0 if forms else 0.0


def tied(telling: str, forms: Sequence[Span], text: str) -> bool:
    """True when a form lies within reach of a form of the word `telling`."""
    found = places(text, frozenset([stem(telling)])) if telling else []
    return any(form.start - _REACH <= place <= form.end + _REACH for place in found for form in forms)


def formless(question: Question, forms: Sequence[Span], answer: str) -> bool:
    """True when the kind of question needs a form that neither the sentence nor the reader's `answer` has."""
    return (
        question.kind in REQUIRED
        and not forms
        and not find(question, answer)
        and not re.search(r"\d", answer)
    )


def echo(question: Question, answer: str) -> float:
    """Share of the words of `answer` that only repeat the question; 0 without words."""
    said = [stem(word) for word in re.findall(r"[^\W_]{3,}", answer)]
    asked = {stem(word) for word in question.focus}
    return sum(word in asked for word in said) / len(said) if said else 0.0


def stray(text: str) -> bool:
    """True for a heading, a byline, or a sentence that asks."""
    return len(text.split()) < _SHORT or text.rstrip("\"'”’) ").endswith("?")


def timely(published: date | None, since: date, until: date) -> float:
    """1 inside the asked days, 0.5 a week away from them, falling further; `_UNDATED` without a date."""
    if published is None:
        return _UNDATED
    gap = max((since - published).days, (published - until).days, 0)
    return 1 / (1 + gap / _WEEK)


def margins(spans: Sequence[SpanScore | None], texts: Sequence[str]) -> list[tuple[float, float]]:
    """(margin, lead) of the best span of each sentence; `texts` are the spans' own words."""
    best: dict[str, float] = {}
    for span, text in zip(spans, texts, strict=True):
        if span is not None:
            best[key(text)] = max(best.get(key(text), span.margin), span.margin)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    return [
        (-1.0, 0.0) if span is None else (_clip(span.margin), _lead(span, key(text), ranked))
        for span, text in zip(spans, texts, strict=True)
    ]


def _lead(span: SpanScore, text: str, ranked: Sequence[tuple[str, float]]) -> float:
    rival = next((margin for other, margin in ranked[:2] if other != text), None)
    return _clip(span.margin - rival) if rival is not None else 0.5


def _clip(margin: float) -> float:
    return float(np.clip(margin / 10, -_MARGIN, _MARGIN))
