"""How long the parts of answering take, told to a sink with one method."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import StrEnum
from typing import NamedTuple, Protocol


class Stage(StrEnum):
    """The parts of answering that are timed, in order; KEYWORDS runs beside EMBEDDING and VECTORS."""

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


class Telemetry(Protocol):
    """Where timings go."""

    def timed(self, stage: Stage, seconds: float) -> None:
        """Called on the event loop at the end of each piece of work, also of one that failed. Waits for nothing."""


def timing(telemetry: Telemetry | None, stage: Stage) -> AbstractContextManager[None]:
    """Tells how long the block takes, waiting included; without a sink not even the clock is read."""
    return nullcontext() if telemetry is None else _timing(telemetry, stage)


@contextmanager
def _timing(telemetry: Telemetry, stage: Stage) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        telemetry.timed(stage, time.perf_counter() - started)


class Timed(NamedTuple):
    """One piece of work, in seconds of one clock."""

    stage: Stage
    start: float
    end: float


class Recording:
    """A sink that keeps what it is told. `clock` must run as fast as `time.perf_counter`."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._kept: list[Timed] = []

    def timed(self, stage: Stage, seconds: float) -> None:
        end = self._clock()
        self._kept.append(Timed(stage, end - seconds, end))

    def take(self) -> list[Timed]:
        """Everything since the last time."""
        kept, self._kept = self._kept, []
        return kept


def covered(work: Sequence[Timed]) -> float:
    """Seconds in which some of it was going on: pieces that overlap count once."""
    total, reached = 0.0, float("-inf")
    for each in sorted(work, key=lambda each: each.start):
        total += max(0.0, each.end - max(each.start, reached))
        reached = max(reached, each.end)
    return total
