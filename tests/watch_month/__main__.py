"""The command: `python -m tests.watch_month`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import time

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from rich.console import Console
from rich.table import Table
from structlog.testing import capture_logs

from .run import Report, month
from .stories import STORIES, Version, stories


def main() -> int:
    """0 when every change was told exactly once, and nothing else."""
    parser = argparse.ArgumentParser(prog="python -m tests.watch_month", description=__doc__)
    parser.add_argument(
        "--stories", type=int, nargs="+", default=range(STORIES), metavar="N", help="only these, of 0 to 19"
    )
    parser.add_argument("--real", action="store_true", help="read with the packaged models")
    given = parser.parse_args()
    logging.getLogger("discord").setLevel(logging.CRITICAL)
    started = time.process_time()
    console = Console(width=110)

    def said(version: Version) -> None:
        console.print(f"{version.page}: {version.step}", style="dim")

    with capture_logs():
        report = asyncio.run(
            month([stories()[number] for number in given.stories], real=given.real, on_version=said)
        )
    show(console, report)
    console.print(f"{time.process_time() - started:.0f} s of processor time.")
    return 1 if report.problems else 0


def show(console: Console, report: Report) -> None:
    versions = Table("versions", "number")
    for name, count in report.versions.items():
        versions.add_row(name, str(count))
    versions.add_row("all", str(report.versions.total()))
    console.print(versions)
    console.print(f"Changes to tell: {len(report.expected)}; told: {len(report.told)}.")
    console.print(f"Trouble: {', '.join(f'{name} {count}' for name, count in report.trouble.items())}.")
    for line in report.problems:
        console.print(f"PROBLEM: {line}", style="red", markup=False)


if __name__ == "__main__":
    sys.exit(main())
