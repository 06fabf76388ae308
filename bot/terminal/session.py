"""One call of the `dateline` command: its settings, where it writes, and its logs."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import structlog
import typer
from rich.console import Console
from rich.text import Text

from retrieval import (
    FeedState,
    IngestSummary,
    Library,
    OnProgress,
    Progress,
    Settings,
    load_settings,
    open_library,
    traced,
)
from retrieval.upkeep import program_version

from ..text.phrases import counted, ingest_items, reindex_line, result_counts
from ..text.whats_new import news, sections
from .answers import progress_bars
from .lists import damaged_lines, rollback_line, stale_line
from .streams import REMARKS, RESULTS, OutputLost, give_up_output

FAILED = 1
"""The exit status of a command that did not do what was wanted."""
ONE_BY_ONE = ("ingesting", "reindexing")
"""Stages of a job whose steps are kept, each for itself, when the job is ended."""
PIPE_WIDTH = 160
"""Columns of a table that does not go to a terminal."""

AsJson = Annotated[bool, typer.Option("--json", help="Print the same as data.")]
T = TypeVar("T")


class Telemetry(Protocol):
    """Hears how long the stages of a question and of an ingest take; see `open_library`."""

    def timed(self, stage: StrEnum, seconds: float, /) -> None: ...


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """The command's error handler decides what it means that nobody reads any more."""
        raise BrokenPipeError


class Session:
    """What a command works with. Results go to `console`; progress, remarks and failures go to `errors`."""

    def __init__(self, config: Path | None) -> None:
        self._config = config
        self._reached: Progress | None = None
        piped = not sys.stdout.isatty()
        self.console: Console = _Output(
            file=RESULTS, highlight=False, width=PIPE_WIDTH if piped else None, soft_wrap=piped
        )
        self.errors = Console(file=REMARKS, highlight=False, soft_wrap=not sys.stderr.isatty())

    @cached_property
    def settings(self) -> Settings:
        """Raises ConfigError."""
        return load_settings(os.environ, self._config)

    @contextmanager
    def progress(self) -> Iterator[OnProgress]:
        """A bar on the terminal for each stage of a long job."""
        with progress_bars(self.errors) as shown:

            def on_progress(progress: Progress) -> None:
                if progress.stage in ONE_BY_ONE:
                    self._reached = progress
                shown(progress)

            yield on_progress

    def stopped_line(self) -> str:
        """What is said to somebody who ended the command."""
        reached = self._reached
        done = (
            f" {reached.done} of {reached.total} were done; the same command does the rest."
            if reached
            else ""
        )
        return f"Stopped. What was finished is kept.{done}"

    def status_without_output(self, error: BrokenPipeError | OutputLost) -> int:
        """The exit status of a command whose output is taken no more, which is said unless its reader just left."""
        give_up_output()
        if isinstance(error, BrokenPipeError):
            return 0
        self.errors.print(Text(str(error), style="red"))
        return FAILED

    def say(self, line: str) -> None:
        """Prints a line that may hold any text: nothing in it is markup."""
        self.console.print(Text(line))

    def show(
        self,
        value: T,
        as_table: Callable[[Console, T], None],
        as_data: Callable[[T], dict[str, Any]],
        *,
        as_json: bool,
    ) -> None:
        """Prints a result for people, or with `--json` for programs."""
        if not as_json:
            as_table(self.console, value)
            return
        RESULTS.write(json.dumps(as_data(value), ensure_ascii=False, indent=2) + "\n")
        RESULTS.flush()  # a pipe that nobody reads any more breaks here, where it is handled

    @asynccontextmanager
    async def library(
        self,
        *,
        up_to_date: bool = False,
        answers_first: bool = False,
        telemetry: Telemetry | None = None,
    ) -> AsyncIterator[Library]:
        """Opens the library, as `open_library` does. With `up_to_date`, passages that were embedded by another model
        than the configured one are embedded again first: vectors of two models cannot be compared."""
        opening = open_library(self.settings, answers_first=answers_first, telemetry=telemetry)
        async with opening as library:
            if up_to_date and (status := await library.status()).stale_passages:
                passages = counted(status.stale_passages, "passage")
                self.errors.print(
                    f"The model is now {status.model}: {passages} must be embedded again.", style="dim"
                )
                await self.reindex(library, self.errors)
            yield library

    async def reindex(self, library: Library, console: Console, *, full: bool = False) -> None:
        """Reindexes, and prints on `console` what was done and which articles are damaged."""
        with self.progress() as on_progress:
            summary = await library.reindexes.run(full=full, on_progress=on_progress)
        for line in (reindex_line(summary), *damaged_lines(summary)):
            console.print(Text(line))

    async def show_news(self, library: Library) -> None:
        """Says what is plainly damaged; and once, where another version used the data folder last, what is new."""
        if damage := await library.deep_check.glance():
            self.errors.print(
                Text(f"Something is damaged: {damage}. Run “dateline doctor --deep”.", style="red")
            )
        now = program_version()
        before = await library.owner.started(now)
        if before is None or before == now:
            return
        former = f"version {before}" if before else "an earlier version"
        self.errors.print(Text(f"This is Dateline {now}; {former} used this data folder last."))
        for line in news(before, now, sections()):
            self.errors.print(Text(line))

    async def roll_back(self, library: Library) -> None:
        """Takes the newest reindex back that was not taken back yet."""
        standing = [run for run in await library.reindexes.recent() if not run.rolled_back]
        if not standing:
            self.say("There is no reindex to take back.")
            return
        with self.progress() as on_progress:
            summary = await library.reindexes.roll_back(standing[0].id, on_progress=on_progress)
        self.say(rollback_line(standing[0], summary))
        status = await library.status(scopes=None)
        if status.stale_passages:
            self.say(stale_line(status))

    async def poll(self, library: Library) -> bool:
        """Asks the feeds that are due and prints what they brought; true where one of them failed."""
        results = await library.feeds.poll()
        for result in results:
            summary = IngestSummary(result.items, seconds=0.0)
            self.say(f"{result.feed.title or result.feed.url}: {result_counts(summary)}")
            for line in ingest_items(summary):
                self.say(f"  {line}")
        if not results:
            self.say("No feed is due.")
        return any(result.feed.state is not FeedState.OK for result in results)


class _Formatter(logging.Formatter):
    """For what other libraries log."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # the name is logging's
        return traced(ei[1])


def configure_logs(settings: Settings) -> None:
    """Ours go through structlog, those of other libraries only when something is wrong; all to standard error.
    Called once, before anything is opened."""
    level = logging.getLevelNamesMapping()[settings.log.level.upper()]
    handler = logging.StreamHandler(REMARKS)
    handler.setFormatter(_Formatter("%(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING))
    logging.getLogger("discord.client").addFilter(_in_one_line)
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    warnings.filterwarnings("ignore", module="transformers")
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log.format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(lambda info: traced(info[1])),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(REMARKS),
        cache_logger_on_first_use=False,
    )


def _in_one_line(record: logging.LogRecord) -> bool:
    """discord.py writes a traceback whenever it connects again, which is nobody's fault."""
    if "Attempting a reconnect" in str(record.msg) and record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        record.msg, record.args = f"{record.getMessage()}: {type(error).__name__}: {error}", None
        record.exc_info = None
    return True


@contextmanager
def ended_like_interrupted() -> Iterator[None]:
    """SIGTERM, which a supervisor or a shutdown sends, ends a command inside the block as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
