"""What answering asks of a reader: spans of passages that may answer a question.

What the core asks of an embedding model.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Readable:
    """A passage with what stands over it; `language` splits it into sentences."""

    text: str
    title: str | None = None
    published: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Characters `start` to `end` of a passage's text as an answer.

    `score` is the sum of the start and end scores, comparable between the passages of one
    question. `null` is the score of "no answer", one for the question: the mean over its
    passages. `passage_null` is that of this passage alone.
    """

    start: int
    end: int
    score: float
    null: float
    passage_null: float

    @property
    def margin(self) -> float:
        """How much better than no answer; comparable between questions."""
        return self.score - self.null


class PassageReader(Protocol):
    """Finds answer spans. Called on one worker thread, never on the event loop."""

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        """The best span in every sentence of each passage, best first; [] where nothing can be read.
        Loads the model on first use. Raises ModelError."""


Read = Callable[[str, Sequence[Readable]], Awaitable[list[list[SpanScore]]]]
"""`PassageReader.read`, off the event loop."""


Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Text to unit vectors. Called on one worker thread, never on the event loop."""

    @property
    def name(self) -> str:
        """What the configuration calls it."""

    def fingerprint(self) -> str:
        """Changes whenever the vectors would. Costs one read of the weights' file, no loading. Raises ModelError."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension) float32, each row of length 1. Loads the model on first use. Raises ModelError."""
