"""Menus on messages: ask what somebody asked, check what somebody claims. The answer is for the one who wants to know."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from ..asking.admission import not_admitted, requester_in, slot
from ..asking.answering import question_from
from ..asking.commands import answer_command
from ..asking.queue import QueueClosed
from ..context import BotContext
from ..text.locale import t
from ..text.message_text import question_in, question_typed, talk_in, text_of
from ..ui.errors import persist, respond
from ..ui.job_messages import PlaceInLine
from .embeds import verdict_line, verdict_pages

Used = discord.Interaction[Any]


class Menus(commands.Cog):
    """The two menus on messages. Nothing of this is said in the channel, and nothing of a checked message is kept."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot
        self._menus = (
            app_commands.ContextMenu(name="Ask about this", callback=self.ask_about),
            app_commands.ContextMenu(name="Check this claim", callback=self.check_claim),
        )

    async def cog_load(self) -> None:
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask_about(self, interaction: Used, message: discord.Message) -> None:
        text = await self._text(interaction, message)
        if text is None:
            return
        question = question_in(question_typed(interaction, text))
        if self.bot.user is not None and talk_in(question, self.bot.user, interaction.guild) is not None:
            await respond(interaction, t("menu-no-question"))
            return
        await answer_command(interaction, question, private=True)

    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def check_claim(self, interaction: Used, message: discord.Message) -> None:
        text = await self._text(interaction, message)
        if text is None:
            return
        requester = requester_in(interaction)
        if (no := not_admitted(self.bot, requester)) is not None:
            await respond(interaction, no.line)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        filters = (await question_from(interaction, text)).filters
        written = message.created_at.date()  # what "next month" in it is counted from
        try:
            async with (
                PlaceInLine.in_answer_to(interaction, private=True) as place,
                slot(self.bot, requester, place),
            ):
                verdict = await self.bot.library.check(text, filters=filters, today=written)
        except QueueClosed:
            await respond(interaction, t("restarting"))
            return
        line, pages = verdict_line(verdict), verdict_pages(verdict)
        first = pages[0] if pages else []
        await persist(lambda: interaction.edit_original_response(content=line, embeds=first))
        for embeds in pages[1:]:
            await interaction.followup.send(embeds=embeds, ephemeral=True)

    async def _text(self, interaction: Used, message: discord.Message) -> str | None:
        """Returns the message's words; None where there is nothing to ask or check, and then tells the person why."""
        if self.bot.user is not None and message.author.id == self.bot.user.id:
            await respond(interaction, t("menu-my-own"))
            return None
        if not (text := text_of(message)):
            await respond(interaction, t("menu-no-text"))
            return None
        return text
