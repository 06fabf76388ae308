"""Where the measuring commands write: tables to standard output, what is done to standard error."""

from __future__ import annotations

import sys

from ..types import Progress


def flushed(text: str) -> None:
    """At once, so that a table is seen as soon as it is known."""
    sys.stdout.write(text)
    sys.stdout.flush()


def stage_line(progress: Progress) -> None:
    """A line for each stage that is done."""
    if progress.total and progress.done == progress.total:
        sys.stderr.write(f"{progress.stage}: {progress.total}\n")
