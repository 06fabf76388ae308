"""Which servers the bot is in. One that removed it counts as left, and its data goes after a grace time (`upkeep`); one
that is only unavailable has not left."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import structlog

from ..guilds import guild_of, own_scope

if TYPE_CHECKING:
    from ..client import DatelineBot


class Membership:
    """Notes in the library what Discord says. Noting the same again changes nothing, least of all since when."""

    def __init__(self, bot: DatelineBot) -> None:
        self._bot = bot
        self._log = structlog.get_logger("dateline.membership")

    async def note_left(self, guild_ids: Collection[int]) -> None:
        """These servers have removed the bot."""
        left = await self._left()
        for guild_id in sorted(set(guild_ids) - left):
            self._log.info("left", guild=guild_id)
            await self._bot.library.mark_left(own_scope(guild_id))

    async def note_returned(self, guild_ids: Collection[int]) -> None:
        """The bot is in these servers."""
        for guild_id in sorted(set(guild_ids) & await self._left()):
            self._log.info("returned", guild=guild_id)
            await self._bot.library.mark_returned(own_scope(guild_id))

    async def note_all(self, guild_ids: Collection[int]) -> None:
        """The bot is in exactly these servers, as Discord lists them when a session begins, unavailable ones included:
        those with data here that are not among them removed it meanwhile. An empty list is believed of nobody: it is
        what a bot has that never was in a server, and then there is no data."""
        if not guild_ids:
            return
        await self.note_returned(guild_ids)
        known = map(guild_of, await self._bot.library.scopes())
        await self.note_left({guild_id for guild_id in known if guild_id} - set(guild_ids))

    async def _left(self) -> set[int]:
        left = (guild_of(departure.scope) for departure in await self._bot.library.left())
        return {guild_id for guild_id in left if guild_id}
