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
"""Sentences of so many passages are compared; the development sets have the answer among the first five for 97 %."""


@dataclass(frozen=True, slots=True)
class Features:
    """Why a sentence could answer, or could not.

    `cosine`: of the sentence with the question; `passage`: of its whole passage. `covered`: share of the question's
    words, rare ones weighing more, that stand in it (fully) or in its passage (partly), or that it echoes otherwise.
    `typed`: it has a span of the asked kind. `conflict`: how much nearer the question comes when a word that is
    missing here is left out of it; "typhoon" over a text on Tomahawks. `tied`: such a span stands close to the most
    telling of the question's words ("stationed": "stationing assets within the first island chain").
    """

    cosine: float
    covered: float
    typed: float
    conflict: float
    passage: float
    tied: float

    @property
    def vector(self) -> npt.NDArray[np.float64]:
        return np.array(
            [self.cosine, self.covered, self.typed, self.conflict, self.passage, self.tied], np.float64
        )


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


WEIGHTS = np.array([1.0, 0.9, 0.05, -1.0, 0.0, 0.1])
"""Of the features in order, for ranking; near the best of a grid on 160 questions of squad2_dev and 80 of clapnq_dev."""
_BESIDE = 0.5
"""What a word counts that stands in the passage or title, but not in the sentence."""
_REACH = 50
"""Characters between a word of the question and the words that answer it, in the same clause."""
_ECHO = 10.0
"""A missing word whose removal costs 0.1 of cosine is fully echoed by the sentence ("concluded", "finalized")."""


async def choose(question: Question, hits: Sequence[Hit], embed: Embed) -> list[Candidate]:
    """Candidates, best first; sentences that read the same count once."""
    found = _sentences(hits[:READ_PASSAGES])
    if not found:
        return []
    texts = [hit.article.text[span.start : span.end] for hit, span in found]
    without = [_without(question.text, word) for word in question.focus]
    vectors = await embed([question.text, *without, *texts])
    cosines = (
        vectors[1 + len(without) :] @ vectors[: 1 + len(without)].T
    )  # (sentences, question and its variants)
    weights = _weights(question, texts)
    candidates = [
        _candidate(question, hit, span, row, weights) for (hit, span), row in zip(found, cosines, strict=True)
    ]
    return _distinct(sorted(candidates, key=lambda each: (-each.score, each.article.id, each.span.start)))


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(_key(candidate.text), candidate)
    return list(first.values())


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _sentences(hits: Sequence[Hit]) -> list[tuple[Hit, Span]]:
    return [
        (hit, Span(hit.passage.start + span.start, hit.passage.start + span.end))
        for hit in hits
        for span in sentences(hit.passage.text, hit.article.language)
    ]


def _without(text: str, word: str) -> str:
    return " ".join(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE).split())


def _weights(question: Question, texts: Sequence[str]) -> list[float]:
    """How telling each focus word is: the fewer of the sentences hold it, the more (inverse document frequency)."""
    held = [stems(text) for text in texts]
    frequencies = [sum(stem(word) in each for each in held) for word in question.focus]
    return [float(np.log1p(len(texts) / (1 + frequency))) for frequency in frequencies]


def _candidate(
    question: Question, hit: Hit, span: Span, cosines: Vectors, weights: Sequence[float]
) -> Candidate:
    """`cosines` are the sentence's with the question, then with the question without each focus word."""
    text = hit.article.text[span.start : span.end]
    here, near = stems(text), stems(f"{hit.article.title} {hit.passage.text}")
    covered, conflict = 0.0, 0.0
    missing: list[str] = []
    for word, gain, weight in zip(question.focus, cosines[1:] - cosines[0], weights, strict=True):
        if stem(word) in here:
            covered += weight
        elif stem(word) in near:
            covered += weight * _BESIDE
        else:
            covered += weight * float(np.clip(-gain * _ECHO, 0.0, _BESIDE))
            conflict = max(conflict, float(gain))
            if gain >= 0.0:
                missing.append(word)
    marks = tuple(Span(span.start + each.start, span.start + each.end) for each in find(question, text))
    share = covered / sum(weights) if weights else 0.0
    telling = question.focus[int(np.argmax(weights))] if weights else ""
    features = Features(
        cosine=float(cosines[0]),
        covered=share,
        typed=_typed(question, marks),
        conflict=conflict,
        passage=hit.cosine or 0.0,
        tied=float(_tied(telling, marks, span, text)),
    )
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


def _tied(telling: str, marks: Sequence[Span], span: Span, text: str) -> bool:
    """True when a mark lies within reach of a form of the word `telling`."""
    places = [
        span.start + match.start()
        for match in re.finditer(r"[^\W_]+", text)
        if stem(match.group()) == stem(telling)
    ]
    return any(mark.start - _REACH <= place <= mark.end + _REACH for place in places for mark in marks)


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
