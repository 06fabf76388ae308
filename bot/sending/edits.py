"""Edits of messages that many people may cause at once: each message at most once a second, the newest state wins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager

import aiohttp
import discord
import structlog

from retrieval import NotFound

from ..text.errors import for_log

SECONDS_BETWEEN = 1.0
Edit = Callable[[], Awaitable[object]]
"""Puts on the message what is true when it is called, so that leaving one out loses nothing."""


class Edits:
    """Of the edits of a message that wait, only the last is made. Nobody is told of one that fails: what it would have
    shown is kept elsewhere."""

    def __init__(self) -> None:
        self._waiting: dict[int, Edit] = {}
        self._busy: set[int] = set()
        self._at_work: set[Hashable] = set()
        self._log = structlog.get_logger("dateline.edits")

    async def put(self, message_id: int, edit: Edit) -> None:
        """Make the edit now, or leave it to whoever is editing this message already."""
        self._waiting[message_id] = edit
        if message_id in self._busy:
            return
        self._busy.add(message_id)
        try:
            while (newest := self._waiting.pop(message_id, None)) is not None:
                await self._make(message_id, newest)
                await asyncio.sleep(SECONDS_BETWEEN)
        finally:
            self._busy.discard(message_id)
            self._waiting.pop(message_id, None)

    @contextmanager
    def alone(self, what: Hashable) -> Iterator[bool]:
        """True inside, where nobody else is at the same thing; False where somebody is."""
        first = what not in self._at_work
        self._at_work.add(what)
        try:
            yield first
        finally:
            if first:
                self._at_work.discard(what)

    async def _make(self, message_id: int, edit: Edit) -> None:
        try:
            await edit()
        except (discord.HTTPException, aiohttp.ClientError, NotFound) as error:
            self._log.info("not shown", message=message_id, error=for_log(error))
