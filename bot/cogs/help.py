"""How to use the bot, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from ..people.outside import hears_replies
from ..ui.embeds import help_page

if TYPE_CHECKING:
    from ..client import DatelineBot


class Help(commands.Cog):
    """Works everywhere and needs nothing."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    @app_commands.command(description="How to ask me, and what I show")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction[DatelineBot]) -> None:
        hears = hears_replies(interaction)
        name = self.bot.user.name if self.bot.user else "Dateline"
        page = help_page(name, hears=hears)
        await interaction.response.send_message(embed=page, ephemeral=True)
