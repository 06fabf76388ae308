"""How a server wants its bot: one private panel, for those who manage the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from ..checks import managed_guild
from ..setup.cog import SetupForm, open_setup

if TYPE_CHECKING:
    from ..client import DatelineBot


class Setup(commands.Cog):
    """Discord hides the command from others; the check holds even where a server's settings show it to all."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction[DatelineBot], /) -> bool:  # type: ignore[override]  # narrower client
        return managed_guild(interaction) is not None

    @app_commands.command(description="Where I listen, who may ask, limits, language and more, on one panel")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    async def setup(self, interaction: discord.Interaction[DatelineBot]) -> None:
        await open_setup(interaction)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[DatelineBot]) -> None:
        """Forms arrive here, whether discord.py still knows them or not."""
        if (sent := SetupForm.of(interaction)) is not None:
            await sent.submit(interaction)
