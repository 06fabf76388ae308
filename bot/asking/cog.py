"""Questions: by mention, by reply, in a direct message, in a thread of the bot's own, or with /ask.

How to use the bot, on one screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from ..context import BotContext
from ..guilds import hears_replies, of_guild, of_place
from ..library.options import PublisherOption, VisibleArticleOption
from ..text.locale import set_locale
from ..ui.days import Day
from ..ui.embeds import help_page
from ..ui.errors import error_boundary, log_only
from .addressing import addressed
from .commands import Narrowing, answer_command
from .messages import Hearing, Reply
from .resuming import Resuming

MAX_QUESTION = 4000
"""As long as the longest message of Discord."""


class Ask(commands.Cog):
    """Listens to messages and takes /ask; the work is done in `hearing` and `asking`."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot
        self.hearing = Hearing(bot)
        self.resuming = Resuming(bot, self.hearing)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if self._deaf_to(message):
            return
        self.bot.tasks.adopt()
        set_locale(of_guild(message.guild))
        reply = Reply(self.bot, message)
        async with error_boundary(self.hearing.apology(message, reply), message=message.id):
            preferences = await self.bot.servers.of(message.guild.id if message.guild else None)
            set_locale(of_place(message.guild, message.channel, preferences))
            meant = addressed(message, self.hearing.me, preferences)
            if meant is not None:
                await self.hearing.written(message, meant, preferences, reply)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        self.bot.begin(self.resuming.resume, name="resume")

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        message = payload.message
        if self._deaf_to(message) or message.edited_at is None:  # Discord adds the preview of a link
            return
        self.bot.tasks.adopt()
        set_locale(of_guild(message.guild))
        reply = Reply(self.bot, message)
        async with error_boundary(self.hearing.apology(message, reply), message=message.id):
            preferences = await self.bot.servers.of(message.guild.id if message.guild else None)
            set_locale(of_place(message.guild, message.channel, preferences))
            await self.hearing.edited(message, preferences, reply)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await self._deleted([payload.message_id], payload.channel_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        await self._deleted(payload.message_ids, payload.channel_id)

    async def _deleted(self, message_ids: Iterable[int], channel_id: int) -> None:
        if self.bot.closing:
            return
        self.bot.tasks.adopt()
        async with error_boundary(log_only, channel=channel_id):
            await self.hearing.deleted(message_ids, channel_id)

    def _deaf_to(self, message: discord.Message) -> bool:
        return message.author.bot or self.bot.closing or self.bot.user is None

    @app_commands.command(description="Ask the articles a question; the answer is a quote with its source")
    @app_commands.describe(
        question="For example: when is the contract expected?",
        since="Only articles published on this day or later, like 2024-05-31",
        until="Answer as of this day, from what was published by then, like 2024-05-31",
        publisher="Only articles of this publisher",
        article="Only this article: type words of its title and choose it",
        private="Answer so that only you see it",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        self,
        interaction: discord.Interaction[BotContext],
        question: app_commands.Range[str, 1, MAX_QUESTION],
        since: Transform[date, Day] | None = None,
        until: Transform[date, Day] | None = None,
        publisher: Transform[str, PublisherOption] | None = None,
        article: Transform[int, VisibleArticleOption] | None = None,
        private: bool = False,
    ) -> None:
        await answer_command(
            interaction,
            question,
            narrowing=Narrowing(since, until, publisher, article),
            private=private,
        )


class Help(commands.Cog):
    """Works everywhere and needs nothing."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @app_commands.command(description="How to ask me, and what I show")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction[BotContext]) -> None:
        hears = hears_replies(interaction)
        name = self.bot.user.name if self.bot.user else "Dateline"
        page = help_page(name, hears=hears)
        await interaction.response.send_message(embed=page, ephemeral=True)
