"""One message that follows a long job, edited at most once a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog

from retrieval import Progress

from ..text.errors import for_log
from ..text.phrases import progress_line

SECONDS_BETWEEN_EDITS = 1.0
BAR_LENGTH = 20

Edit = Callable[[str, bool], Awaitable[object]]
"""Puts this text on the message; the flag says that it is the last one (so the buttons go)."""


class ProgressMessage:
    """Call it with each `Progress`, on the event loop; it shows the newest one when its second has come.

    `finish` has the last word and must be called: until then an edit may be under way.
    """

    def __init__(self, title: str, edit: Edit) -> None:
        self.newest: Progress | None = None
        self._title = title
        self._edit = edit
        self._editing: asyncio.Task[None] | None = None
        self._next_edit = 0.0
        self._lost = False
        self._log = structlog.get_logger("dateline.progress")

    def __call__(self, progress: Progress) -> None:
        self.newest = progress
        if self._editing is None or self._editing.done():
            self._editing = asyncio.create_task(self._show_newest(), name="progress edit")

    async def finish(self, text: str) -> None:
        """The final edit."""
        if self._editing is not None:
            self._editing.cancel()
            await asyncio.wait({self._editing})
            if not self._editing.cancelled() and (error := self._editing.exception()) is not None:
                self._log.error("failed", exc_info=error)
        await self._wait()
        await self._put(text, last=True)

    async def _show_newest(self) -> None:
        shown: Progress | None = None
        while self.newest is not None and self.newest is not shown:
            await self._wait()
            shown = self.newest
            await self._put(f"{self._title}\n{bar(shown)}", last=False)

    async def _wait(self) -> None:
        await asyncio.sleep(max(0.0, self._next_edit - asyncio.get_running_loop().time()))

    async def _put(self, text: str, *, last: bool) -> None:
        if self._lost:
            return
        self._next_edit = asyncio.get_running_loop().time() + SECONDS_BETWEEN_EDITS
        try:
            await self._edit(text, last)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            # The job goes on unseen; where the message or a permission is gone, it does not try again.
            self._lost = isinstance(error, discord.Forbidden | discord.NotFound)
            self._log.warning("not shown", text=text, error=for_log(error))


def bar(progress: Progress) -> str:
    """The progress as a bar and in words."""
    full = round(progress.fraction * BAR_LENGTH)
    return f"{'▰' * full}{'▱' * (BAR_LENGTH - full)}\n{progress_line(progress)}"
