"""The command: `python -m tests.soak`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from rich.console import Console
from rich.table import Table
from structlog.testing import capture_logs

from .run import Options, Report, soak
from .verdict import spread


def main() -> int:
    """0 when everybody got one answer."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--guilds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--attacker", action=argparse.BooleanOptionalAction, default=False, help="one user more means harm"
    )
    given = parser.parse_args()
    logging.getLogger("discord").setLevel(logging.CRITICAL)
    with capture_logs() as logged:
        options = Options(
            given.minutes * 60,
            given.users,
            given.guilds,
            given.seed,
            attackers=ATTACKERS if given.attacker else 0,
        )
        report = asyncio.run(soak(options, logged))
    show(Console(width=120), report)
    return 1 if report.problems or report.unexpected else 0


def show(console: Console, report: Report) -> None:
    kinds = Table("questions", "asked", "answered", "refused", "withdrawn", "not delivered", *_TIMES)
    for kind in report.kinds:
        counts = (kind.asked, kind.answered, kind.refused, kind.withdrawn, kind.undelivered)
        kinds.add_row(kind.kind, *map(str, counts), *spread(kind.seconds))
    everybody = [seconds for kind in report.kinds for seconds in kind.seconds]
    kinds.add_row("all (attackers not counted)", *_totals(report), *spread(everybody))
    console.print(kinds)
    times = Table("milliseconds", *_TIMES)
    times.add_row("event-loop lag", *spread(report.lags))
    times.add_row("choices while typing", *spread(report.offers))
    console.print(times)
    if report.attacks.tried:
        attacks = Table("attacks", "tried", "something was said")
        for name, tried in sorted(report.attacks.tried.items()):
            attacks.add_row(name, str(tried), str(report.attacks.answered[name]))
        console.print(attacks)
    trouble = ", ".join(f"{name} {count}" for name, count in sorted(report.trouble.items()))
    console.print(f"Trouble: {trouble}; {report.resumes} RESUMEs, {report.identifies} IDENTIFY.")
    console.print(
        f"{report.pages} source pages, {report.edits} edits, {report.waited} told their place in the line. "
        f"Memory: {_memory(report)}."
    )
    for line in (*report.problems, *report.unexpected):
        console.print(f"PROBLEM: {line}", style="red", markup=False)
    console.print("Everybody got one answer." if not report.problems else f"{len(report.problems)} problems.")


def _totals(report: Report) -> tuple[str, ...]:
    counts = [
        (kind.asked, kind.answered, kind.refused, kind.withdrawn, kind.undelivered) for kind in report.kinds
    ]
    return tuple(str(sum(column)) for column in zip(*counts, strict=True)) or ("0",) * 5


def _memory(report: Report) -> str:
    start, end, most = report.memory_mib
    return f"{start} MiB at the start, {end} at the end, {most} at most"


ATTACKERS = 1
_TIMES = ("p50 ms", "p95", "p99", "max")

if __name__ == "__main__":
    sys.exit(main())
