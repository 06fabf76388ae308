"""What is stored of the one who asks, and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from ..guilds import person_key, server_of
from ..people.privacy_pages import confirm_line, privacy_page
from ..people.privacy_views import ForgetMeButton
from ..sending.persistence import persist
from ..text.locale import say
from ..ui.components import view_of
from ..ui.errors import tell
from .retention import GRACE

if TYPE_CHECKING:
    from ..client import DatelineBot


class Privacy(commands.Cog):
    """For everybody, everywhere, in private: also for somebody who may not ask here any more."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    @app_commands.command(description="What I store of you, and for how long")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction[DatelineBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        held = await self.bot.library.stored_of(person_key(interaction.user.id))
        guild_id = server_of(interaction)
        days = (await self.bot.servers.of(guild_id)).retention_days
        server = interaction.guild.name if interaction.guild and guild_id else None
        page = privacy_page(held, days=days, server=server, grace=GRACE.days)
        await persist(lambda: interaction.edit_original_response(embed=page))

    @app_commands.command(name="forget-me", description="Delete your questions, votes and conversations")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def forget_me(self, interaction: discord.Interaction[DatelineBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        person = interaction.user.id
        held = await self.bot.library.stored_of(person_key(person))
        if not (held.answers or held.votes):
            await tell(interaction, say("forget-nothing"))
            return
        line, view = confirm_line(held), view_of(ForgetMeButton(person))
        await persist(lambda: interaction.edit_original_response(content=line, view=view))
