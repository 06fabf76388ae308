"""Work that is done again and again as long as the bot is online."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from discord.ext import tasks

from .ui.errors import outermost

if TYPE_CHECKING:
    from .client import DatelineBot

Work = Callable[[], Awaitable[None]]


class Loop:
    """`before` runs once, before the first time; where it fails, before the next. What `work` raises is logged, and the
    next time comes all the same."""

    def __init__(self, bot: DatelineBot, name: str, *, seconds: float, before: Work, work: Work) -> None:
        self._bot = bot
        self._name = name
        self._work = work
        self._before = before
        self._loop = tasks.loop(seconds=seconds, name=name)(self._due)
        self._loop.before_loop(self._begin)
        self._begun = self._busy = False

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """At once between two times; work under way has the grace of `Tasks`."""
        if self._busy:
            self._loop.stop()
        else:
            self._loop.cancel()

    async def _begin(self) -> None:
        async with outermost(self._bot.log_only, task=self._name):
            await self._before()
            self._begun = True

    async def _due(self) -> None:
        self._bot.tasks.adopt()
        self._busy = True
        if not self._begun:
            await self._begin()
        async with outermost(self._bot.log_only, task=self._name):
            await self._work()
        self._busy = False
