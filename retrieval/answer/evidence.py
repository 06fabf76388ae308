"""Choose the sentences that answer, from the passages that were found.

Every candidate sentence gets a handful of features, each between about 0 and 1, and one weighted sum of them ranks it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..text import sentences
from ..types import Article, Hit, Span
from .question import Kind, Question
from .spans import REQUIRED, find

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Awaitable[Vectors]]

READ_PASSAGES = 8
"""Sentences of so many passages are compared; on the development sets the answer is among the first five for 97 %."""
_ALIKE = 0.45
"""Cosine from which two single words mean the same here ("concluded", "finalized": 0.63; "typhoon", "tomahawk": 0.25)."""


@dataclass(frozen=True, slots=True)
class Features:
    """Why a sentence could answer. `typed`: it has a span of the asked kind; `covered`: share of the question's words
    found in it (fully) or beside it (partly); `cosine`: with the question; `rank`: of its passage, 1 is best."""

    cosine: float
    covered: float
    typed: float
    rank: float

    @property
    def vector(self) -> npt.NDArray[np.float64]:
        return np.array([self.cosine, self.covered, self.typed, self.rank], np.float64)


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

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


WEIGHTS = np.array([1.0, 0.9, 0.25, 0.15])
"""Of the features in order: cosine, covered, typed, rank."""


async def choose(question: Question, hits: Sequence[Hit], embed: Embed) -> list[Candidate]:
    """Candidates, best first; sentences that read the same count once."""
    found = _sentences(hits[:READ_PASSAGES])
    if not found:
        return []
    texts = [hit.article.text[span.start : span.end] for hit, span, _ in found]
    vectors = await embed([question.text, *texts])
    cosines = vectors[1:] @ vectors[0]
    alike = await _alike(question, hits[:READ_PASSAGES], embed)
    candidates = [
        _candidate(question, hit, span, rank, float(cosine), alike)
        for (hit, span, rank), cosine in zip(found, cosines, strict=True)
    ]
    best = sorted(candidates, key=lambda each: (-each.score, each.article.id, each.span.start))
    seen: set[str] = set()
    return [each for each in best if not (_key(each.text) in seen or seen.add(_key(each.text)))]  # type: ignore[func-returns-value]  # set.add in a filter


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _sentences(hits: Sequence[Hit]) -> list[tuple[Hit, Span, int]]:
    """(hit, sentence, rank of its passage)."""
    return [
        (hit, Span(hit.passage.start + span.start, hit.passage.start + span.end), rank)
        for rank, hit in enumerate(hits, start=1)
        for span in sentences(hit.passage.text, hit.article.language)
    ]


def _candidate(
    question: Question, hit: Hit, span: Span, rank: int, cosine: float, alike: dict[str, frozenset[str]]
) -> Candidate:
    text = hit.article.text[span.start : span.end]
    near = stems(f"{hit.article.title} {hit.passage.text}")
    here = stems(text)
    parts: list[float] = []
    missing: list[str] = []
    for word in question.focus:
        forms = {stem(word)} | alike.get(word, frozenset())
        weight = 1.0 if forms & here else 0.7 if forms & near else 0.0
        parts.append(weight * (1.0 if stem(word) in near else 0.8))
        if not weight:
            missing.append(word)
    marks = tuple(Span(span.start + each.start, span.start + each.end) for each in find(question, text))
    covered = sum(parts) / len(parts) if parts else 0.0
    features = Features(cosine, covered, _typed(question, marks), 1.0 / rank)
    score = float(features.vector @ WEIGHTS)
    return Candidate(
        hit.article, span, _best_mark(question, marks, hit.article.text), features, tuple(missing), score
    )


def _typed(question: Question, marks: Sequence[Span]) -> float:
    """1 for a sentence with a span of the asked kind, 0 without; half where the kind has no form of its own."""
    if question.kind in (Kind.WHAT, Kind.YES_NO, Kind.OTHER):
        return 0.5
    if question.kind not in REQUIRED and not marks:
        return 0.2
    return 1.0 if marks else 0.0


def _best_mark(question: Question, marks: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The longest of the spans nearest to the asked words is the most telling one; the others stay unmarked."""
    if len(marks) < 2:
        return marks
    wanted = {stem(word) for word in question.focus}
    places = [m.start() for m in re.finditer(r"\w+", text) if stem(m.group()) in wanted]

    def distance(mark: Span) -> tuple[int, int]:
        near = min((min(abs(place - mark.start), abs(place - mark.end)) for place in places), default=0)
        return near // 40, mark.start - mark.end

    return (min(marks, key=distance),)


async def _alike(question: Question, hits: Sequence[Hit], embed: Embed) -> dict[str, frozenset[str]]:
    """For each word of the question that no passage holds: the stems of the passages' words that mean the same.

    Names and numbers mean only themselves.
    """
    vocabulary = {
        stem(word): word for hit in hits for word in _words(f"{hit.article.title} {hit.passage.text}")
    }
    absent = [
        word
        for word in question.focus
        if stem(word) not in vocabulary and word not in question.names and not any(map(str.isdigit, word))
    ]
    known = [
        each
        for each in vocabulary.items()
        if len(each[0]) > 2 and not each[1][0].isupper() and not each[1][0].isdigit()
    ]
    if not absent or not known:
        return {}
    vectors = await embed([*absent, *(word for _, word in known)])
    cosines = vectors[: len(absent)] @ vectors[len(absent) :].T
    return {
        word: frozenset(known[at][0] for at in np.flatnonzero(row >= _ALIKE))
        for word, row in zip(absent, cosines, strict=True)
    }


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words(text))


_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")


def stem(word: str) -> str:
    """A word without its commonest English endings: enough to match "stationed" with "stationing"."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
