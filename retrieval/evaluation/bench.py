"""How long answering takes, stage by stage, with the configured reader and without one, and how much memory it needs."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

from ..config import Settings
from ..library import Library
from ..reports import OnProgress, unwatched
from ..types import Filters
from ..wiring import open_library
from ..workers.telemetry import Recording, Stage, Telemetry, Timed, covered
from .measures import percentile
from .run import answered, open_cached, said_before, watched, without_reader
from .sets import EvaluationSet, Question

_STATUS = Path("/proc/self/status")
_MIB = 1024.0
"""KiB in a MiB."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident MiB; None where the system does not tell."""

    peak: float | None
    """The most since the process began."""
    current: float | None


def memory(status: Path = _STATUS) -> Memory:
    """The memory of this process now. `status` is the file in which Linux states it (proc_pid_status(5)); its kB are
    KiB. Elsewhere getrusage(2) states the peak; on Linux that begins with the memory of the parent process."""
    try:
        lines = status.read_text(encoding="ascii").splitlines()
    except OSError:  # not Linux
        lines = []
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    peak, current = (
        float(fields[key].split()[0]) / _MIB if key in fields else None for key in ("VmHWM", "VmRSS")
    )
    return Memory(_largest() if peak is None else peak, current)


def _largest() -> float | None:
    try:
        import resource  # Unix only
    except ImportError:
        return None
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / _MIB / (1024 if sys.platform == "darwin" else 1)


WARM_UP = 5
"""Questions asked before times are taken: after those, caches and the processor's clock have settled."""


class OpenTimed(Protocol):
    """`open_library`, or what stands in for it in tests."""

    def __call__(
        self, settings: Settings, *, telemetry: Telemetry | None = None
    ) -> AbstractAsyncContextManager[Library]: ...


@dataclass(frozen=True, slots=True)
class Timing:
    """One question, in milliseconds: all of it, its stages, and what no stage covers."""

    whole: float
    stages: Mapping[Stage, float]
    rest: float


@dataclass(frozen=True, slots=True)
class Run:
    """Questions asked one after another with one reader; "" is none."""

    reader: str
    timings: tuple[Timing, ...]

    @property
    def p50(self) -> float:
        return percentile([each.whole for each in self.timings], 50) or 0.0

    @property
    def p95(self) -> float:
        return percentile([each.whole for each in self.timings], 95) or 0.0

    @property
    def mean(self) -> float:
        return sum(each.whole for each in self.timings) / len(self.timings)

    @property
    def rest(self) -> float:
        return sum(each.rest for each in self.timings) / len(self.timings)

    @property
    def stages(self) -> dict[Stage, float]:
        """Mean milliseconds of a question, of the stages that occurred, in order; side by side they overlap."""
        sums = {stage: sum(each.stages.get(stage, 0.0) for each in self.timings) for stage in Stage}
        return {stage: total / len(self.timings) for stage, total in sums.items() if total}


@dataclass(frozen=True, slots=True)
class Bench:
    """All that was measured. `runs`: with the configured reader, then without; only the latter where none is configured.

    Memory: before the models are loaded, after loading, after the questions of the first run.
    """

    name: str
    model: str
    articles: int
    passages: int
    questions: int
    runs: tuple[Run, ...]
    before: Memory
    loaded: Memory
    after: Memory

    @property
    def ratios(self) -> tuple[float, float] | None:
        """How many times as long it takes with the reader: (p50, p95)."""
        if len(self.runs) < 2 or not self.runs[1].p50:
            return None
        read, unread = self.runs
        return read.p50 / unread.p50, read.p95 / unread.p95


async def bench(
    given: EvaluationSet,
    settings: Settings,
    *,
    questions: int,
    cache: Path | None = None,
    opened_by: OpenTimed = open_library,
    on_progress: OnProgress = unwatched,
) -> Bench:
    """Ask so many questions, those of the set again and again, as configured. Raises what `open_cached` raises.

    Loading and embedding the set's articles counts as loading where its library is not there yet.
    """
    before = memory()
    asked = list(islice(cycle(given.questions), questions))
    runs, seen = [], []
    unread = without_reader(settings)
    for each in [settings, unread] if settings.reader.model else [unread]:
        recording = Recording()
        opening = open_cached(
            given,
            each,
            cache=cache,
            opened_by=_as_configured(each, opened_by, recording),
            on_progress=on_progress,
        )
        async with opening as opened:
            await opened.library.warm()
            seen.append(memory())
            runs.append(await _asked(opened.library, asked, each.reader.model, recording, on_progress))
            seen.append(memory())
            status = await opened.library.status()
    return Bench(
        name=given.name,
        model=settings.embedding.model,
        articles=status.articles,
        passages=status.passages,
        questions=questions,
        runs=tuple(runs),
        before=before,
        loaded=seen[0],
        after=seen[1],
    )


def _as_configured(
    settings: Settings, opened_by: OpenTimed, recording: Telemetry
) -> Callable[[Settings], AbstractAsyncContextManager[Library]]:
    """Opens a cached library with the configured threshold and number of quotes, because people wait for those."""
    return lambda kept: opened_by(kept.model_copy(update={"answer": settings.answer}), telemetry=recording)


async def _asked(
    library: Library,
    questions: Sequence[Question],
    reader: str,
    recording: Recording,
    on_progress: OnProgress,
) -> Run:
    for question in questions[:WARM_UP]:
        await answered(library, question, said_before(question), Filters())
    recording.take()
    stage = "asking with the reader" if reader else "asking without a reader"
    timings = []
    for question in watched(questions, stage, on_progress):
        started = time.perf_counter()
        await answered(library, question, said_before(question), Filters())
        timings.append(_timing(time.perf_counter() - started, recording.take()))
    return Run(reader, tuple(timings))


def _timing(seconds: float, work: Sequence[Timed]) -> Timing:
    stages: dict[Stage, float] = defaultdict(float)
    for each in work:
        if isinstance(each.stage, Stage):
            stages[each.stage] += 1000 * (each.end - each.start)
    return Timing(1000 * seconds, dict(stages), 1000 * (seconds - covered(work)))
