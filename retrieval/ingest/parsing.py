"""Reading of strangers' files in a child process, so that no file can hang or kill the bot."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import structlog

from ..errors import DamagedFile, DatelineError, TooDemanding, traced
from ..types import Draft, Hints, Raw, Unreadable
from ..workers.process import ChildFailed, Ending, ProcessWorker
from ..workers.telemetry import IngestStage, Timer
from . import archives, formats
from .archives import ArchiveLimits
from .feeds import Listing, read_listing

P = ParamSpec("P")
R = TypeVar("R")
_log = structlog.get_logger(__name__)


@dataclass(eq=False, repr=False)
class Parsing:
    """What `formats`, `archives` and `feeds` do, one file at a time. The worker is closed by whoever opened it."""

    worker: ProcessWorker
    limits: ArchiveLimits
    max_pages: int
    max_entries: int
    max_characters: int | None = None
    timer: Timer = nullcontext

    async def read(self, raw: Raw) -> Draft:
        """As `formats.read`. Raises IngestError, TooDemanding among them."""
        return await self._run(raw.name, formats.read, raw, self.max_pages, self.max_characters)

    async def reread(self, name: str, key: str | None, original: str, hints: Hints | None) -> Draft:
        """As `formats.reread`. Raises IngestError, TooDemanding among them."""
        return await self._run(name, formats.reread, name, key, original, hints)

    async def members(self, raw: Raw) -> list[Raw | Unreadable]:
        """As `archives.members`. Raises IngestError, TooDemanding among them."""
        return await self._run(raw.name, archives.members, raw, self.limits)

    async def listing(self, raw: Raw) -> Listing:
        """As `feeds.read_listing`. Raises IngestError, TooDemanding among them."""
        return await self._run(raw.name, read_listing, raw, self.max_entries)

    async def _run(self, name: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with self.timer(IngestStage.READING):
                return await self.worker.run(function, *args, **kwargs)
        except DatelineError:
            raise
        except ChildFailed as error:
            _log.warning("parsing_stopped", file=name, ending=error.ending.value, detail=error.detail)
            raise TooDemanding(name, self._why(error.ending)) from error
        except Exception as error:  # no fault that one file finds in a parser may stop a batch
            _log.warning(
                "parsing_failed", file=name, trace="".join(getattr(error, "__notes__", [traced(error)]))
            )
            raise DamagedFile(name, f"reading it failed ({type(error).__name__})") from error

    def _why(self, ending: Ending) -> str:
        return {
            Ending.TIME: f"it took more than {self.worker.seconds:g} s",
            Ending.MEMORY: f"it took more memory than it may ({self.worker.memory_mib} MiB)",
            Ending.ANSWER: "it holds more text than one file may",
            Ending.DIED: "it crashed the program that reads it",
        }[ending]
