"""/timeline: how the answer to a question moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from ..asking.admission import not_admitted, requester_in
from ..asking.answering import question_from
from ..context import BotContext
from ..exceptions import DaysReversed
from ..library.options import PublisherOption
from ..places import of_everyone, only_to_the_asker
from ..text.locale import set_locale
from ..text.message_text import question_typed
from ..ui.days import Day
from ..ui.errors import respond
from .buttons import show_timeline

MAX_QUESTION = 4000
"""As long as the longest message of Discord."""


class TimelineCommands(commands.Cog):
    """Limits, permissions and scopes are those of a question. Nothing of it is kept."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @app_commands.command(
        description="How the answer to a question moved: each value with its day, publisher, quote"
    )
    @app_commands.describe(
        question="For example: how many people died in the quake?",
        since="Only articles published on this day or later, like 2024-05-31",
        until="Answer as of this day, from what was published by then, like 2024-05-31",
        publisher="Only articles of this publisher",
        private="Answer so that only you see it",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def timeline(
        self,
        interaction: discord.Interaction[BotContext],
        question: app_commands.Range[str, 1, MAX_QUESTION],
        since: Transform[date, Day] | None = None,
        until: Transform[date, Day] | None = None,
        publisher: Transform[str, PublisherOption] | None = None,
        private: bool = False,
    ) -> None:
        if since and until and since > until:
            raise DaysReversed(since, until)
        if (no := not_admitted(self.bot, requester_in(interaction))) is not None:
            await respond(interaction, no.line)
            return
        private = private or only_to_the_asker(interaction)
        await interaction.response.defer(ephemeral=private, thinking=True)
        if not private and interaction.guild is not None:  # everybody reads it
            set_locale(of_everyone(interaction))
        text = question_typed(interaction, question)
        asked = replace(await question_from(interaction, text), since=since, until=until, publisher=publisher)
        await show_timeline(interaction, text, asked.filters, private=private)
