"""Servers that the bot joins and leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from ..ui.errors import outermost

if TYPE_CHECKING:
    from ..client import DatelineBot


class ServerEvents(commands.Cog):
    """discord.py tells removals (`guild_remove`) from outages (`guild_unavailable`), which need nothing done."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.bot.tasks.adopt()
        async with outermost(_log_only, event="guild removed", guild=guild.id):
            self.bot.servers.forget(guild.id)
            await self.bot.membership.note_left({guild.id})

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.bot.tasks.adopt()
        async with outermost(_log_only, event="guild joined", guild=guild.id):
            await self.bot.membership.note_returned({guild.id})

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """At the start of every session, not only of the first: a removal during a long interruption is seen then."""
        self.bot.begin(self._note_all, name="membership")

    async def _note_all(self) -> None:
        await self.bot.membership.note_all({guild.id for guild in self.bot.guilds})


async def _log_only(text: str) -> None:
    """Nobody asked for this; `report` has logged it already."""
