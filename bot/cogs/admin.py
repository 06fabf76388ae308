"""What those who manage a server can do: add articles, rebuild the index, see how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from retrieval import FileTooLarge, ReindexRunning

from ..checks import managed_guild
from ..markup import clip, size
from ..outermost import MESSAGE_LIMIT, outermost
from ..pages import status_page
from ..persistence import persist
from ..progress import ProgressMessage
from ..scopes import own_scope, visible_scopes
from ..views import CancelReindexButton, view_of
from ..wording import ingest_items, ingest_line

if TYPE_CHECKING:
    from ..client import DatelineBot

LINE_LIMIT = 400
"""Of one file's result; several still fit into a message."""


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

    @app_commands.command(description="Add an article to this server: a .txt or .md file")
    @app_commands.describe(file="The article; a .md file may begin with title, url, publisher and date")
    async def ingest(self, interaction: discord.Interaction[DatelineBot], file: discord.Attachment) -> None:
        limit = self.bot.settings.discord.max_attachment_bytes
        if file.size > limit:
            raise FileTooLarge(file.filename, file.size, limit)
        await interaction.response.defer(ephemeral=True, thinking=True)
        data = await file.read()
        scope = own_scope(managed_guild(interaction))
        summary = await self.bot.library.ingest_upload(file.filename, data, scope=scope)
        lines = [ingest_line(summary), *ingest_items(summary)]
        await interaction.edit_original_response(content=_within_message(lines))

    @app_commands.command(
        description="Rebuild the index of this server's articles; the old one keeps answering"
    )
    async def reindex(self, interaction: discord.Interaction[DatelineBot]) -> None:
        if self.bot.reindexing.running:
            raise ReindexRunning
        await interaction.response.defer(thinking=True)
        self.bot.tasks.spawn(self._reindex(interaction), name=f"reindex of {interaction.guild_id}")

    async def _reindex(self, interaction: discord.Interaction[DatelineBot]) -> None:
        message = ProgressMessage("Reindexing …", _Board(interaction).put)
        async with outermost(message.finish, guild=interaction.guild_id, command="admin reindex"):
            await self.bot.reindexing.run(
                guild_id=interaction.guild_id, scopes=visible_scopes(interaction.guild_id), message=message
            )


class _Board:
    """The public answer to /admin reindex. An interaction ends after 15 minutes; from then on the answer is edited
    as the ordinary message that it also is."""

    def __init__(self, interaction: discord.Interaction[DatelineBot]) -> None:
        self._interaction = interaction
        self._message: discord.PartialMessage | None = None

    async def put(self, text: str, last: bool) -> None:
        view = None if last else view_of(CancelReindexButton())
        if self._message is not None and self._interaction.is_expired():
            message = self._message
            await persist(lambda: message.edit(content=text, view=view))
            return
        edit = self._interaction.edit_original_response
        shown = await persist(lambda: edit(content=text, view=view))
        channel = self._interaction.client.get_partial_messageable(shown.channel.id)
        self._message = channel.get_partial_message(shown.id)


def _within_message(lines: list[str]) -> str:
    """As many lines as one message holds."""
    out: list[str] = []
    for line in lines:
        shown = clip(line, LINE_LIMIT)
        if sum(size(each) + 1 for each in out) + size(shown) > MESSAGE_LIMIT:
            break
        out.append(shown)
    return "\n".join(out)
