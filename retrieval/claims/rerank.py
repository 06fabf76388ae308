"""Ranks the candidates for a question of yes or no, or for a claim, once more: by what the verifier says of them.

The reader looks for words that answer. Here any sentence answers that says the thing or denies it, however it puts that,
and this is what the verifier reads for. What it says and the confidence that a candidate has make a new score, and that
a new confidence. The verifier knows English only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..answer.candidates import Candidate
from ..answer.question import may_be_english
from ..models.base import Entailment, Placed, Readable, Verify
from ..text import sentences
from ..types import Span
from ..workers.telemetry import Stage, Telemetry, timing
from ..workers.threads import Worker
from .match import among_neighbours

Parts = tuple[float, float, float]
READ = 6
"""So many candidates are read again: with all twelve the first sentence is right a hundredth more often, in twice the
time."""
ASKS = re.compile(r"\?[\"'”’)\s]*$")
"""A sentence that ends so tells nothing."""
_NEITHER = Entailment(0.01, 0.01)
SCORE = (1.54, 0.4, 0.38)
"""Weights of the logits of a candidate's confidence, and of the chances that its sentence supports and refutes."""
SLOPE, BIAS = 0.48, 0.35
"""What makes a score the logit of the new confidence. All are fitted by `retrieval.training.verifying.fit`; the bias is
lowered by 0.25, as news_chat_2024 and news_chat_2022a were promised too much."""


@dataclass(frozen=True, slots=True)
class Reread:
    """A candidate with its new score and confidence, and the `parts` of which they are made."""

    candidate: Candidate
    parts: Parts


SIDE, SIDE_BIAS = (0.35, 0.17, 0.24), -0.21
"""Weights of the mean of supporting less refuting over the candidates, of the first one's confidence, and of what is
said of it, for the chance that the side is right to which the candidates lean. `retrieval.training.verifying.fit` fits
them."""
LEANS_FROM = 0.6
"""From here on it is shown to which side the articles lean. Of 585 claims and questions (468 of them decidable), fitted
without their articles, 208 have such a side, 152 the right one; no chance is high enough to settle a claim by it."""


@dataclass(frozen=True, slots=True)
class Side:
    """What the candidates seem to say to a statement, how likely that is right, and the sentence that says it most."""

    supports: bool
    chance: float
    told_by: Candidate


def side(found: Sequence[Reread]) -> Side:
    """The side to which the candidates lean, of which there is at least one, the best first."""
    supports, speaks_for = weighed([each.parts for each in found])
    score = sum(weight * part for weight, part in zip(SIDE, speaks_for, strict=True)) + SIDE_BIAS
    return Side(supports, _chance(score), found[0].candidate)


def weighed(found: Sequence[Parts]) -> tuple[bool, Parts]:
    """Whether candidates lean to supporting, the best first, and what speaks for that side, in the order of `SIDE`."""
    mean = sum(supports - refutes for _, supports, refutes in found) / len(found)
    confidence, *said = found[0]
    return mean > 0, (abs(mean), confidence, max(said))


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _logit(chance: float) -> float:
    """The logarithm of the odds, for chances from 0.0001 to 0.9999."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


@dataclass(kw_only=True, frozen=True, slots=True)
class SecondLook:
    """Reads candidates with the verifier. The rules run on the worker `rules`. Its methods raise ModelError."""

    verify: Verify
    rules: Worker
    telemetry: Telemetry | None = None

    async def verified(self, statement: str, candidates: Sequence[Candidate]) -> list[Entailment]:
        """What the verifier says of each of the first candidates: of one that asks, that it says neither."""
        first = candidates[:READ]
        placed = await self.rules.run(lambda: [_placed(each) for each in first])
        with timing(self.telemetry, Stage.READING):
            said = await self.verify(await self.rules.run(_stated, statement), placed)
        return [
            _NEITHER if ASKS.search(each.text) else chances for each, chances in zip(first, said, strict=True)
        ]

    async def reread(self, statement: str, candidates: Sequence[Candidate]) -> list[Reread]:
        """The first candidates, best first."""
        said = await self.verified(statement, candidates)
        found = [_reread(each, chances) for each, chances in zip(candidates, said, strict=False)]
        return sorted(found, key=lambda each: -each.candidate.score)

    async def side(self, statement: str, candidates: Sequence[Candidate]) -> Side | None:
        """To which side the candidates lean; None without any, and in other languages than English."""
        if not candidates or not await self.rules.run(_is_readable, statement, candidates):
            return None
        return side(await self.reread(statement, candidates))

    async def reranked(self, question: str, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """The candidates after `reread`, the others behind them; as they are where question or article is not in
        English."""
        if not candidates or not await self.rules.run(_is_readable, question, candidates):
            return candidates
        first = [each.candidate for each in await self.reread(question, candidates)]
        return [*first, *(_behind(first[-1], each) for each in candidates[READ:])]


def _behind(last: Candidate, candidate: Candidate) -> Candidate:
    """The candidate with a score and a confidence that are not above the last one's."""
    return replace(candidate, score=last.score, confidence=min(last.confidence, candidate.confidence))


def _is_readable(question: str, candidates: Sequence[Candidate]) -> bool:
    return may_be_english(question) and candidates[0].article.language[:2] == "en"


def as_question(statement: str) -> str:
    """What is asked to find the sentences that tell a statement."""
    return f"is it true that {statement.rstrip(' .!')}"


_IS_IT_TRUE = re.compile(r"^\W*(?:is|was)\s+it\s+(?:true|right|correct)\s+that\s+", re.IGNORECASE)


def _stated(question: str) -> str:
    """What is asked of, without "is it true that"."""
    return _IS_IT_TRUE.sub("", question)


def parts(confidence: float, said: Entailment) -> Parts:
    """What a new score is made of, in the order of `SCORE`."""
    return _logit(confidence), _logit(said.supports), _logit(said.refutes)


def _reread(candidate: Candidate, said: Entailment) -> Reread:
    of = parts(candidate.confidence, said)
    score = sum(weight * part for weight, part in zip(SCORE, of, strict=True))
    confidence = _chance(SLOPE * score + BIAS)
    return Reread(replace(candidate, score=score, confidence=confidence), of)


_BESIDE = 1000
"""Characters before and after a sentence in which its neighbours are looked for."""


def _placed(candidate: Candidate) -> Placed:
    """The candidate's first sentence among its neighbours."""
    article, span = candidate.article, candidate.span
    begin = max(0, span.start - _BESIDE)
    text = article.text[begin : span.end + _BESIDE]
    found = sentences(text, article.language)
    at = next(
        (n for n, each in enumerate(found) if begin + each.start <= span.start < begin + each.end), None
    )
    if at is not None:
        return among_neighbours(article, text, found, at)
    around = Readable(text, article.title, article.published_on, article.language)
    return Placed(around, Span(span.start - begin, span.end - begin))
