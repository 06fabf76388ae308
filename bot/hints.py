"""Tells a server once of each permission that it keeps from the bot, where those who manage it will read it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog

from .errors import sentence
from .language import say
from .means import means_in
from .persistence import persist
from .scopes import own_scope, person_key

if TYPE_CHECKING:
    from .client import DatelineBot

DEED = "hint"
"""What it is called in the server's log, followed by the permission."""
LEDGER_PAGE = 100
WRITING = ("send_messages", "send_messages_in_threads")


class Hints:
    """Remembers in the server's ledger, so that a restart repeats nothing."""

    def __init__(self, bot: DatelineBot) -> None:
        self._bot = bot
        self._told: set[tuple[int, str]] = set()
        self._log = structlog.get_logger("dateline.hints")

    async def missing(self, channel: Any, permission: str, asker: discord.abc.User | None) -> None:
        """Tell that `permission`, as discord.py calls it, is missing in `channel`. Never raises for a place
        that cannot be told; whoever asks there next is tried again."""
        guild = getattr(channel, "guild", None)
        if guild is None or (key := (guild.id, permission)) in self._told:
            return
        self._told.add(key)  # before anything is awaited: two answers at once are one hint
        place, deed = own_scope(guild.id), f"{DEED} {permission}"
        if await self._recorded(place, deed):
            return
        self._log.warning("permission missing", guild=guild.id, channel=channel.id, permission=permission)
        if not await self._tell(channel, permission, asker):
            self._told.discard(key)
            return
        me = person_key(self._bot.user.id) if self._bot.user else None
        await self._bot.library.record(place, deed, f"<#{channel.id}>", by=me)

    async def _recorded(self, place: str, deed: str) -> bool:
        offset = 0
        while True:
            page = await self._bot.library.ledger(place, offset=offset, limit=LEDGER_PAGE)
            if any(entry.name == deed for entry in page.items):
                return True
            offset += LEDGER_PAGE
            if offset >= page.total:
                return False

    async def _tell(self, channel: Any, permission: str, asker: discord.abc.User | None) -> bool:
        """Where Discord itself writes to those who manage a server, else where others read it, else to the asker."""
        text = hint_line(channel, permission)
        for place in (*places_for(channel, permission), *([asker] if asker else [])):
            try:
                await persist(partial(place.send, text))
            except (discord.HTTPException, aiohttp.ClientError) as error:
                self._log.info("could not be told", place=place.id, error=sentence(error))
            else:
                return True
        return False


def places_for(channel: Any, permission: str) -> list[Any]:
    """The channels of a server that the bot may tell something in, best first: the one for notices from Discord, which
    moderators read, the one for system messages, and the one it is about, unless that is closed to it."""
    guild = channel.guild
    own = None if permission in WRITING else channel
    wanted = (guild.public_updates_channel, guild.system_channel, own)
    found = {each.id: each for each in wanted if each is not None and means_in(each).write}
    return list(found.values())


def hint_line(channel: Any, permission: str) -> str:
    """What is missing, what comes of it, and how to allow it."""
    return say(f"hint-{permission.replace('_', '-')}", channel=f"<#{channel.id}>")
