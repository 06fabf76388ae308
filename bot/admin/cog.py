"""What those who manage a server see and do besides its articles, which are in `library`."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from ..context import BotContext
from ..places import managed_guild, own_scope, visible_scopes
from ..ui.components import ForManagers
from ..ui.embeds import status_page
from ..ui.errors import persist
from .audit_log import AUDIT_LOG
from .reindex import start_dry_run, start_reindex
from .status import add_picture, add_usage, commands_line, picture_of
from .unanswered import FEEDBACK, UNANSWERED


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.guild_only()
class Admin(
    ForManagers, commands.GroupCog, group_name="admin", group_description="For those who manage this server"
):
    """Questions without an answer, votes, the audit log, reindexing, and the state of the library."""

    @app_commands.command(description="Articles, passages, index, model, last ingest, uptime")
    async def status(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        scopes, own = visible_scopes(interaction.guild_id), own_scope(managed_guild(interaction))
        library = self.bot.library
        status, statistics = await library.status(scopes=scopes), await library.articles.statistics(scopes)
        (usage,) = await library.scopes.usage([own])
        now = self.bot.reindexing.describe(interaction.guild_id)
        commands = commands_line(self.bot.command_sync)
        embed = status_page(status, uptime=self.bot.uptime, background=now, commands=commands)
        add_usage(embed, usage, self.bot.settings)
        add_picture(embed, statistics)
        picture = await picture_of(statistics)

        async def show() -> None:  # a file is read as it is sent, so that each try has its own
            files = [picture.file()] if picture else []
            await interaction.edit_original_response(embed=embed, attachments=files)

        await persist(show)

    @app_commands.command(
        description="Rebuild the index of this server's articles; the old one keeps answering"
    )
    @app_commands.describe(dry_run="Only show what would change; nothing is written")
    async def reindex(self, interaction: discord.Interaction[BotContext], dry_run: bool = False) -> None:
        await (start_dry_run if dry_run else start_reindex)(interaction)

    @app_commands.command(description="Questions without an answer, and sources for them")
    async def unanswered(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await UNANSWERED.show(interaction)

    @app_commands.command(description="How the answers were liked, and why not")
    async def feedback(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await FEEDBACK.show(interaction)

    @app_commands.command(description="What was changed here, by whom, with Undo")
    async def log(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await AUDIT_LOG.show(interaction)
