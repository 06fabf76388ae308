"""The events and commands by which people ask: messages that mention the bot, reply to it or are written to it directly
or in a thread of its own, and /ask; and /help, which says so on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from ..context import BotContext
from ..library.options import PublisherOption, VisibleArticleOption
from ..places import hears_replies
from ..ui.days import Day
from ..ui.embeds import help_page
from ..ui.errors import error_boundary, log_only
from .commands import answer_command
from .messages import MessageHandler
from .resuming import Resuming

MAX_QUESTION = 4000
"""As long as the longest message of Discord."""


class Ask(commands.Cog):
    """Listens to messages and takes /ask; `messages` and `commands` do the work."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot
        self.messages = MessageHandler(bot)
        self.resuming = Resuming(bot, self.messages)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        await self.messages.created(message)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        self.bot.begin(self.resuming.resume, name="resume")

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if payload.message.edited_at is not None:  # else Discord adds the preview of a link
            await self.messages.edited(payload.message)

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
            await self.messages.deleted(message_ids, channel_id)

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
            since=since,
            until=until,
            publisher=publisher,
            article_id=article,
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
