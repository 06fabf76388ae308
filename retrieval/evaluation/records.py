"""What came of one question, everything that figures and the report are made from."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Answer, Citation, Outcome
from .judge import Standard
from .sets import Question


@dataclass(frozen=True, slots=True)
class JudgedQuote:
    """A quote that was shown: whether it is right, and whether the store holds it byte for byte at its offsets."""

    citation: Citation
    right: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A passage that search found, and whether it holds what a right quote must hold."""

    title: str
    text: str
    published_at: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A question, asked without a threshold: `outcome` is the best there was, however unsure."""

    question: Question
    standard: Standard
    outcome: Outcome
    quotes: tuple[JudgedQuote, ...]
    passages: tuple[JudgedPassage, ...]
    """The first five found, best first."""
    gold_rank: int | None
    """The place of the first gold document among the documents found, from 1; None where none was found."""
    milliseconds: float
    """How long the answer took, search included."""

    @property
    def confidence(self) -> float:
        return self.outcome.confidence

    @property
    def first_right(self) -> bool:
        return any(quote.right for quote in self.quotes[:1])

    @property
    def any_right(self) -> bool:
        return any(quote.right for quote in self.quotes)

    def answered(self, threshold: float) -> bool:
        """Whether it would be answered at this threshold."""
        return isinstance(self.outcome, Answer) and self.confidence >= threshold
