"""What the measuring programs share, `python -m retrieval.evaluation.ablate` and others: arguments, output, failures."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from ..config import Settings, load_settings
from ..errors import DatelineError
from ..reports import Progress


def arguments(description: str | None, *, limits: str = "questions of each set") -> argparse.ArgumentParser:
    """The arguments that every program takes. `limits` says what `--limit` counts."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="evaluation sets")
    parser.add_argument("--limit", type=_at_least_one, metavar="N", help=limits)
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where the sets' libraries are kept")
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return number


def run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    """Runs a program with the settings of the environment. What is wrong stands in one line on standard error; the
    exit status is 1 then, and 130 after Ctrl-C."""
    try:
        asyncio.run(work(load_settings(os.environ)))
    except DatelineError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def write(text: str) -> None:
    """Writes to standard output at once, so that a table is seen as soon as it is known."""
    sys.stdout.write(text)
    sys.stdout.flush()


def stage_line(progress: Progress) -> None:
    """Writes a line to standard error for each stage that is done."""
    if progress.total and progress.done == progress.total:
        sys.stderr.write(f"{progress.stage}: {progress.total}\n")
