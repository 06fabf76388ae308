"""What is counted, what of it makes the whole thing fail, and the one table that is printed."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from .soak import Sizes, Soaked


@dataclass
class Kind:
    """One kind of harm: how often it was done, survived, and how many acknowledged writes it cost."""

    name: str
    tried: int = 0
    survived: int = 0
    lost: int = 0
    problems: list[str] = field(default_factory=list)
    """What was wrong, in words: any of it fails the whole."""

    async def counted(self, harm: Awaitable[int]) -> None:
        """`harm` gives how many acknowledged writes it cost; what it raises is a problem."""
        self.tried += 1
        try:
            lost = await harm
        except Exception as error:  # noqa: BLE001  # whatever it is, it is counted, and the others are tried
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.problems.append(
                f"{self.name}: {type(error).__name__} {error} ({where.filename}:{where.lineno})"
            )
        else:
            self.lost += lost
            self.survived += not lost


@dataclass
class Found:
    """All of it."""

    faults: list[Kind] = field(default_factory=list)
    hostile: list[Kind] = field(default_factory=list)
    isolation: Kind = field(default_factory=lambda: Kind("isolation of servers"))
    growth_mib: float = 0.0
    """Of this process, in the second half of the steps in any order."""
    soak: Soaked | None = None

    @property
    def kinds(self) -> list[Kind]:
        return [*self.faults, self.isolation, *self.hostile]

    def problems(self) -> Iterator[str]:
        for kind in self.kinds:
            yield from kind.problems
            if kind.lost:
                yield f"{kind.name}: {kind.lost} acknowledged writes were lost"
        if self.soak is not None:
            yield from (f"not one answer: {each}" for each in self.soak.wrong)
            yield from (f"leak: {each}" for each in self.soak.leaks)


def show(console: Console, found: Found, minutes: float) -> int:
    """Prints the table and what was wrong; the exit status."""
    table = Table("what was done", "times", "survived", "acknowledged writes lost")
    for kind in found.kinds:
        table.add_row(kind.name, str(kind.tried), str(kind.survived), str(kind.lost))
    tried, survived, lost = (
        sum(getattr(each, name) for each in found.kinds) for name in ("tried", "survived", "lost")
    )
    table.add_row("all", str(tried), str(survived), str(lost), style="bold")
    console.print(table)
    console.print(f"Memory in the second half of the steps in any order: {found.growth_mib:+.0f} MiB.")
    if found.soak is not None:
        _show_soak(console, found.soak)
    problems = list(found.problems())
    for line in problems:
        console.print(f"PROBLEM: {line}", style="red", markup=False)
    verdict = (
        "Nothing was lost, leaked, left unanswered or served damaged." if not problems else "NOT trusted."
    )
    console.print(f"{verdict} {minutes:.0f} minutes.")
    return 1 if problems else 0


def _show_soak(console: Console, soak: Soaked) -> None:
    table = Table(
        "the soak: after so many questions",
        "memory MiB",
        "handles",
        "threads",
        "tasks",
        "log KiB",
        "bytes an answer",
    )
    for before, each in pairwise((None, *soak.sizes)):
        assert each is not None
        table.add_row(
            str(each.questions),
            f"{each.memory_mib:.0f}",
            str(each.handles),
            str(each.threads),
            str(each.tasks),
            str(each.log_kib),
            f"{_bytes_each(before, each):.0f}" if before else "–",
        )
    console.print(table)
    p50, p99, rush = (f"{1000 * each:.0f}" for each in soak.lag)
    console.print(
        f"{soak.asked} questions in {soak.minutes:.0f} minutes: {soak.answered} answered, {soak.refused} refused, "
        f"{len(soak.wrong)} without an answer or with two, {len(soak.leaks)} leaks. {soak.reconnected} reconnects of the "
        f"gateway, {soak.trouble} requests that Discord answered wrongly or late, {soak.attacks} attacks."
    )
    console.print(
        f"Loop lag: p50 under {p50} ms, p99 under {p99} ms; p99 of the rush (64 questions at once beside an ingest and a "
        f"reindex) under {rush} ms. Growth from the first look to the last: {growth(soak.sizes):+.1%} of memory. "
        f"SIGTERM under full load: ended after {soak.shutdown_seconds:.1f} s."
    )


def _bytes_each(before: Sizes, after: Sizes) -> float:
    return 1024 * (after.database_kib - before.database_kib) / max(1, after.stored - before.stored)


def growth(sizes: tuple[Sizes, ...]) -> float:
    """Of memory, as a share; 0 with a single look."""
    return sizes[-1].memory_mib / sizes[0].memory_mib - 1
