"""Tells a server once of each permission that it keeps from the bot, where those who manage it will read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiohttp
import discord
import structlog

from retrieval import Library

from ..audit import HINT
from ..places import of_place, only_to_the_asker, own_scope
from ..servers import Servers
from ..text.errors import for_log
from ..text.locale import t, using_locale
from ..ui.errors import log_only
from .errors import error_boundary, post
from .permissions import channel_permissions

LOG_PAGE = 100
MOST_NOTED = 10_000
"""People in servers that keep answers private, before they may read why once more."""
WRITING = ("send_messages", "send_messages_in_threads")


class PermissionHints:
    """Tells servers, and remembers it in their audit logs, so that a restart repeats nothing. `me` gives the key of the
    bot itself, once it is logged in."""

    def __init__(self, library: Library, servers: Servers, me: Callable[[], str | None]) -> None:
        self._library, self._servers, self._me = library, servers, me
        self._told: set[tuple[int, str]] = set()
        self._noted: set[tuple[int, int]] = set()
        self._log = structlog.get_logger("dateline.hints")

    async def missing(self, channel: Any, permission: str, asker: discord.abc.User | None) -> None:
        """Tells that `permission`, as discord.py calls it, is missing in `channel`. Whatever goes wrong here is logged
        and spoils no answer; where nobody could be told, it tries again when somebody asks there next."""
        guild = getattr(channel, "guild", None)
        if guild is None or (guild.id, permission) in self._told:
            return
        self._told.add((guild.id, permission))  # before anything is awaited: two answers at once are one hint
        heard = False
        async with error_boundary(log_only, task="hint", guild=guild.id):
            place, name = own_scope(guild.id), f"{HINT} {permission}"
            if not (heard := await self._recorded(place, name)):
                self._log.warning(
                    "permission missing", guild=guild.id, channel=channel.id, permission=permission
                )
                if heard := await self._tell(channel, permission, asker):
                    await self._library.audit_log.record(place, name, f"<#{channel.id}>", by=self._me())
        if not heard:
            self._told.discard((guild.id, permission))

    def outside(self, interaction: discord.Interaction[Any]) -> str | None:
        """Returns a small line above an answer that is private because that server wants it so; once for each person
        there."""
        key = (interaction.guild_id or 0, interaction.user.id)
        if key in self._noted or not only_to_the_asker(interaction):
            return None
        if len(self._noted) >= MOST_NOTED:
            self._noted.clear()
        self._noted.add(key)
        return f"-# {t('outside-private')}"

    async def _recorded(self, place: str, name: str) -> bool:
        offset = 0
        while True:
            page = await self._library.audit_log.page(place, offset=offset, limit=LOG_PAGE)
            if any(entry.name == name for entry in page.items):
                return True
            offset += LOG_PAGE
            if offset >= page.total:
                return False

    async def _tell(self, channel: Any, permission: str, asker: discord.abc.User | None) -> bool:
        """Posts it where Discord itself writes to those who manage a server, else where others read it, else to the
        asker."""
        preferences = await self._servers.of(channel.guild.id)
        with using_locale(of_place(channel.guild, channel, preferences)):
            text = hint_line(channel, permission)
        for place in (*places_for(channel, permission), *([asker] if asker else [])):
            try:
                await post(place, text)
            except (discord.HTTPException, aiohttp.ClientError) as error:
                self._log.info("could not be told", place=place.id, error=for_log(error))
            else:
                return True
        return False


def places_for(channel: Any, permission: str) -> list[Any]:
    """Returns the channels of a server in which the bot may tell something, best first: the one for notices from
    Discord, which moderators read, the one for system messages, and the one it is about, unless that is closed to it."""
    guild = channel.guild
    own = None if permission in WRITING else channel
    wanted = (guild.public_updates_channel, guild.system_channel, own)
    found = {each.id: each for each in wanted if each is not None and channel_permissions(each).write}
    return list(found.values())


def hint_line(channel: Any, permission: str) -> str:
    """Says what is missing, what comes of it, and how to allow it."""
    return t(f"hint-{permission.replace('_', '-')}", channel=f"<#{channel.id}>")
