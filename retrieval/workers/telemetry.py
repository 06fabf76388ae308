"""Measures how long the stages of answering and of taking articles in last, and reports it to a sink with one method."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import StrEnum
from typing import NamedTuple, Protocol


class Stage(StrEnum):
    """The stages of answering that are timed, in order; KEYWORDS runs at the same time as EMBEDDING and VECTORS."""

    WINDOW = "time window"
    EMBEDDING = "question embedding"
    KEYWORDS = "keyword search"
    VECTORS = "vector search"
    FETCHING = "fetching passages"
    RERANKING = "reranking"
    READING = "reading"
    SENTENCES = "sentence embedding"
    CHOOSING = "choosing, composing"
    VERIFYING = "verifying"


class IngestStage(StrEnum):
    """The stages of taking articles in that are timed, in order. A stage may hold several articles at once."""

    FETCHING = "fetching"
    """Of a page, a file behind an address, or a feed."""
    READING = "reading a file"
    PLANNING = "planning"
    EMBEDDING = "embedding passages"
    WRITING = "writing"
    INDEXING = "indexing"


class Telemetry(Protocol):
    """A sink for timings."""

    def timed(self, stage: Stage | IngestStage, seconds: float, /) -> None:
        """Called on the event loop at the end of each piece of work, also if it failed. It must not block."""


Timer = Callable[[IngestStage], AbstractContextManager[object]]
"""Surrounds a stage of an ingest. `nullcontext` is the one that does nothing."""


def timing(telemetry: Telemetry | None, stage: Stage | IngestStage) -> AbstractContextManager[None]:
    """Reports how long the block takes, waiting included; without a sink it does nothing."""
    return nullcontext() if telemetry is None else _timing(telemetry, stage)


@contextmanager
def _timing(telemetry: Telemetry, stage: Stage | IngestStage) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        telemetry.timed(stage, time.perf_counter() - started)


class Timed(NamedTuple):
    """A piece of work, with start and end in seconds of the same clock."""

    stage: Stage | IngestStage
    start: float
    end: float


class Recording:
    """A sink that collects timings. `clock` gives seconds, as `time.perf_counter` does."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._kept: list[Timed] = []

    def timed(self, stage: Stage | IngestStage, seconds: float) -> None:
        end = self._clock()
        self._kept.append(Timed(stage, end - seconds, end))

    def take(self) -> list[Timed]:
        """The timings since the last call."""
        kept, self._kept = self._kept, []
        return kept


def covered(work: Sequence[Timed]) -> float:
    """Seconds in which at least one piece of work was running: overlaps count once."""
    total, reached = 0.0, float("-inf")
    for each in sorted(work, key=lambda each: each.start):
        total += max(0.0, each.end - max(each.start, reached))
        reached = max(reached, each.end)
    return total
