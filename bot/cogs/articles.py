"""What the bot answers from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from ..ui.components import show_articles

if TYPE_CHECKING:
    from ..client import DatelineBot


class Articles(commands.Cog):
    """The list, private to the one who asks for it, so that its pages turn for nobody else."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    @app_commands.command(description="List the articles I answer from, newest first")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def articles(self, interaction: discord.Interaction[DatelineBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_articles(interaction, 0)
