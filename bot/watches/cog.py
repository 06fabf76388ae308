"""The command that lists what one watches, and the word that a watch was paused."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from ..context import BotContext
from ..places import person_key
from ..text.locale import t
from ..ui.errors import error_boundary, log_only
from .buttons import OWN

LISTS = "watches"
"""The command that says by itself which watches are paused."""


class WatchCommands(commands.Cog):
    """The list works everywhere, in private: also for somebody who may not ask here any more."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @app_commands.command(description="What I am to tell you about: see it, pause it, end it")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def watches(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await OWN.show(interaction)

    @commands.Cog.listener()
    async def on_app_command_completion(self, interaction: discord.Interaction[Any], command: Any) -> None:
        """Whoever could not be told of a change hears with their next command that the watch is paused."""
        if getattr(command, "qualified_name", LISTS) == LISTS or not interaction.response.is_done():
            return
        async with error_boundary(log_only, event="paused watches"):
            watches, person = self.bot.library.watches, person_key(interaction.user.id)
            if person not in await watches.unsaid():
                return
            count = sum(each.unsaid for each in await watches.of_person(person))
            await interaction.followup.send(t("watch-noticed", count=count), ephemeral=True)
            await watches.said(person)
