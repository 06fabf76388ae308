"""The one reindex that may run: who started it, what it shows, how it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from retrieval import Library, ReindexRunning

from ..text.locale import t
from ..text.phrases import progress_line, reindex_line
from ..ui.progress import ProgressMessage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    id: int | None
    guild_id: int | None
    work: asyncio.Task[Any]
    message: ProgressMessage


class Reindexing:
    """Runs reindexes of the library, one at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._job: _Job | None = None

    @property
    def running(self) -> bool:
        return self._job is not None

    def describe(self, guild_id: int | None) -> str | None:
        """Returns in words what is under way, as this server may read it: without counts that include other servers."""
        if self._job is None:
            return None
        newest = self._job.message.newest
        if self._job.guild_id == guild_id:
            if newest is None:
                return t("reindexing")
            return t("reindexing-progress", progress=progress_line(newest))
        if self._job.guild_id is not None:
            return t("reindexing-elsewhere")
        if newest is None:
            return t("reindexing-stale")
        return t("reindexing-stale-progress", percent=round(newest.fraction * 100))

    def cancel(self, job: int | None, *, guild_id: int | None) -> bool:
        """Cancels that job, if this server started it; returns False when it is not under way."""
        if self._job is None or self._job.guild_id != guild_id or self._job.id != job:
            return False
        return self._job.work.cancel()

    async def run(
        self, *, guild_id: int | None, scopes: tuple[str, ...] | None, message: ProgressMessage
    ) -> None:
        """Reindexes `scopes` (None: all) to the end and reports on `message`. `guild_id` is None for a reindex that the
        bot starts itself.

        Raises ReindexRunning, and whatever `Library.reindex` raises.
        """
        work = self._library.reindexes.run(scopes=scopes, on_progress=message)
        await self.carry_out(guild_id, work, message, reindex_line)

    async def carry_out(
        self,
        guild_id: int | None,
        work: Coroutine[Any, Any, T],
        message: ProgressMessage,
        line: Callable[[T], str],
        ended: Callable[[T | None], Awaitable[None]] | None = None,
        *,
        job: int | None = None,
    ) -> None:
        """Does the work (a reindex, or what belongs to one) if no other is under way, and reports on `message`. `line`
        puts its result into words, and `cancel` knows it by `job`. `ended` is called before the last words, with None
        for work that was cancelled.

        Raises ReindexRunning, and whatever the work raises.
        """
        if self._job is not None:
            work.close()
            raise ReindexRunning
        task = asyncio.create_task(work, name="reindex work")
        self._job = _Job(job, guild_id, task, message)
        try:
            result = await _outcome(task, message)
        finally:
            self._job = None
        if ended is not None:
            await ended(result)
        await message.finish(t("reindexing-cancelled") if result is None else line(result))


async def _outcome(work: asyncio.Task[T], message: ProgressMessage) -> T | None:
    """Returns the result of a job, or None when the button cancelled it. At a shutdown it says so on the message and
    raises CancelledError."""
    try:
        return await work
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or not task.cancelling():
            return None
        await message.stopped(t("reindexing-stopped"))
        raise
