"""What those who manage a server can do: rebuild the index, see how things stand. Articles are in `library`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from retrieval import ReindexRunning

from ..boards import PublicBoard
from ..checks import managed_guild
from ..language import say
from ..outermost import outermost
from ..pages import status_page
from ..progress import ProgressMessage
from ..scopes import visible_scopes
from ..views import CancelReindexButton, view_of

if TYPE_CHECKING:
    from ..client import DatelineBot


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.guild_only()
class Admin(commands.GroupCog, group_name="admin", group_description="For those who manage this server"):
    """Discord hides these from others; the check holds even where a server's settings show them to all."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction[DatelineBot], /) -> bool:  # type: ignore[override]  # narrower client
        return managed_guild(interaction) is not None

    @app_commands.command(description="Articles, passages, index, model, last ingest, uptime")
    async def status(self, interaction: discord.Interaction[DatelineBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        status = await self.bot.library.status(scopes=visible_scopes(interaction.guild_id))
        now = self.bot.reindexing.describe(interaction.guild_id)
        embed = status_page(status, uptime=self.bot.uptime, background=now)
        await interaction.edit_original_response(embed=embed)

    @app_commands.command(
        description="Rebuild the index of this server's articles; the old one keeps answering"
    )
    async def reindex(self, interaction: discord.Interaction[DatelineBot]) -> None:
        if self.bot.reindexing.running:
            raise ReindexRunning
        await interaction.response.defer(thinking=True)
        self.bot.tasks.spawn(self._reindex(interaction), name=f"reindex of {interaction.guild_id}")

    async def _reindex(self, interaction: discord.Interaction[DatelineBot]) -> None:
        board = PublicBoard(interaction, lambda: view_of(CancelReindexButton()))
        message = ProgressMessage(say("reindexing-title"), board.put)
        async with outermost(message.finish, guild=interaction.guild_id, command="admin reindex"):
            await self.bot.reindexing.run(
                guild_id=interaction.guild_id, scopes=visible_scopes(interaction.guild_id), message=message
            )
