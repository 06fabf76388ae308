"""The one reindex that may run: who started it, what it shows, how it is stopped."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from retrieval import Library, ReindexRunning, ReindexSummary

from .language import say
from .progress import ProgressMessage
from .wording import progress_line, reindex_line

SECONDS_FOR_LAST_WORDS = 3.0
"""How long a shutdown waits for the message that says so."""


@dataclass(frozen=True, slots=True)
class _Job:
    guild_id: int | None
    work: asyncio.Task[ReindexSummary]
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
        """What is under way, in words that this server may read: no counts that include other servers."""
        if self._job is None:
            return None
        newest = self._job.message.newest
        if self._job.guild_id == guild_id:
            if newest is None:
                return say("reindexing")
            return say("reindexing-progress", progress=progress_line(newest))
        if self._job.guild_id is not None:
            return say("reindexing-elsewhere")
        if newest is None:
            return say("reindexing-stale")
        return say("reindexing-stale-progress", percent=round(newest.fraction * 100))

    def cancel(self, *, guild_id: int | None) -> bool:
        """Cancel the reindex that this server started; False when there is none."""
        if self._job is None or self._job.guild_id != guild_id:
            return False
        return self._job.work.cancel()

    async def run(
        self, *, guild_id: int | None, scopes: tuple[str, ...] | None, message: ProgressMessage
    ) -> None:
        """Reindex `scopes` (None: all) to the end and report on `message`. `guild_id` is None for the bot's own.

        Raises ReindexRunning, and whatever `Library.reindex` raises."""
        if self._job is not None:
            raise ReindexRunning
        work = asyncio.create_task(
            self._library.reindex(scopes=scopes, on_progress=message), name="reindex work"
        )
        self._job = _Job(guild_id, work, message)
        try:
            text = await _outcome(work, message)
        finally:
            self._job = None
        await message.finish(text)


async def _outcome(work: asyncio.Task[ReindexSummary], message: ProgressMessage) -> str:
    """The last words of a job that ended by itself or by the button; a shutdown says its own and goes on."""
    try:
        return reindex_line(await work)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or not task.cancelling():
            return say("reindexing-cancelled")
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_FOR_LAST_WORDS):
                await message.finish(say("reindexing-stopped"))
        raise
