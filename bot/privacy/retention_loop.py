"""Once a day: deletes questions older than a server keeps them, and the data of servers that removed the bot; then makes
a backup, where the operator has named a folder for them.

The first time is shortly after a start, so that what was due while the bot was away is made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from ..context import BotContext
from ..places import guild_of
from ..tasks import Loop, settle
from ..ui.errors import error_boundary, log_only

SECONDS_BETWEEN = 86_400.0
GRACE = timedelta(days=14)
"""How long the data of a server stays that removed the bot: time to notice a mistake, and longer than any outage."""


class RetentionLoop:
    """One loop for all servers. `now` gives the time, with its zone."""

    def __init__(self, bot: BotContext, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._bot = bot
        self._now = now
        self._log = structlog.get_logger("dateline.upkeep")
        self._loop = Loop(bot.tasks, "upkeep", seconds=SECONDS_BETWEEN, before=settle, work=self.run)
        self.start, self.stop = self._loop.start, self._loop.stop

    async def run(self) -> None:
        """Deletes all that is due. What fails for one server is logged and does not stop the others."""
        for home in await self._bot.library.answers.homes():
            async with error_boundary(log_only, task="upkeep", home=home):
                await self._forget_old(home)
        async with error_boundary(log_only, task="upkeep"):
            await self._purge_left()
        async with error_boundary(log_only, task="backup"):
            await self._back_up()

    async def _forget_old(self, home: str | None) -> None:
        """Deletes old questions of one place. `home` is a server's own scope, or None for direct messages."""
        preferences = await self._bot.servers.of(guild_of(home) if home else None)
        days = preferences.retention_days
        if not days:
            return
        gone = await self._bot.library.retention.forget_before(home, self._now() - timedelta(days=days))
        if gone:
            self._log.info("forgotten", home=home, answers=gone, days=days)

    async def _purge_left(self) -> None:
        """Deletes what servers left behind: never of a server that the bot is in, whatever was noted of it, and nothing
        while Discord names no server."""
        here = {guild.id for guild in self._bot.guilds}
        if not here:
            return
        await self._bot.membership.note_returned(here)
        for scope in await self._bot.library.retention.purge_left(self._now() - GRACE):
            self._log.info("purged", scope=scope)
            if (guild_id := guild_of(scope)) is not None:
                self._bot.servers.forget(guild_id)

    async def _back_up(self) -> None:
        """Last, so that it does not hold what was due to go."""
        if (made := await self._bot.library.backups.make_due()) is not None:
            self._log.info("backup", file=str(made.path), bytes=made.bytes)
