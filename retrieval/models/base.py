"""The protocols of the models: an embedder turns text into vectors, a reader finds answers in passages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..types import Hit, Span


@dataclass(frozen=True, slots=True)
class Readable:
    """A passage with its article's title and day; `language` decides how it is split into sentences."""

    text: str
    title: str | None = None
    published: date | None = None
    language: str = "en"

    @classmethod
    def of(cls, hit: Hit) -> Readable:
        return cls(hit.passage.text, hit.article.title, hit.article.published_on, hit.article.language)


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Characters `start` to `end` of a passage's text as an answer.

    `score` is the sum of the start and end scores; it is comparable between the passages of one question. `null` is the
    score of "no answer" for the question, the mean over its passages; `passage_null` is that of this passage alone.
    """

    start: int
    end: int
    score: float
    null: float
    passage_null: float

    @property
    def margin(self) -> float:
        """By how much it is better than "no answer"; comparable between questions."""
        return self.score - self.null


class PassageReader(Protocol):
    """Finds answer spans. It is called on one worker thread, never on the event loop."""

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        """The best span in every sentence of each passage, best first; [] for a passage without readable text. Loads
        the model on first use. Raises ModelError."""


Read = Callable[[str, Sequence[Readable]], Awaitable[list[list[SpanScore]]]]
"""`PassageReader.read`, off the event loop."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence among its neighbours: `span` has its characters in the text."""

    around: Readable
    span: Span


@dataclass(frozen=True, slots=True)
class Entailment:
    """How likely a sentence supports, and how likely it refutes, a statement; the rest is that it does neither."""

    supports: float
    refutes: float


class StatementVerifier(Protocol):
    """Compares statements with sentences. It is called on one worker thread, never on the event loop."""

    def verify(self, statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        """What each of the sentences says to the statement, or to a question that asks for yes or no. Loads the model on
        first use. Raises ModelError."""


Verify = Callable[[str, Sequence[Placed]], Awaitable[list[Entailment]]]
"""`StatementVerifier.verify`, off the event loop."""


Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Awaitable[Vectors]]
"""`Embedder.encode`, off the event loop."""


class Embedder(Protocol):
    """Turns texts into unit vectors. It is called on one worker thread, never on the event loop."""

    @property
    def name(self) -> str:
        """Its name in the configuration."""

    def fingerprint(self) -> str:
        """A string that changes whenever the vectors would change. It reads the file of weights once and does not load
        the model. Raises ModelError."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension) float32, each row of length 1. Loads the model on first use. Raises ModelError."""
