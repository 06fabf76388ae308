"""Questions: by mention, by reply, in a direct message, or with /ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from retrieval import Answer, Outcome

from ..addressing import Addressed, addressed
from ..answering import Asked, answer_once
from ..article_option import PublisherOption, VisibleArticleOption
from ..days import Day
from ..language import speak
from ..outermost import outermost, tell
from ..pages import help_page
from ..persistence import persist
from ..render import outcome_embed
from ..scopes import interaction_key, message_key
from ..tongue import of_guild
from ..views import SourcesButton, view_of
from ..wording import again_in

if TYPE_CHECKING:
    from ..client import DatelineBot

MAX_QUESTION = 4000
"""As long as the longest message of Discord."""


class Ask(commands.Cog):
    """Every way to ask ends in `answer_once`."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        me = self.bot.user
        meant = addressed(message, me.id) if me else None
        if meant is None or self.bot.closing:
            return
        self.bot.tasks.adopt()
        speak(of_guild(message.guild))
        async with outermost(lambda text: _send(message, content=text), message=message.id):
            await self._reply(message, meant)

    async def _reply(self, message: discord.Message, meant: Addressed) -> None:
        person = message.author.id
        if wait := self.bot.limits.take(person):
            if self.bot.limits.should_warn(person):
                await _send(message, content=again_in(wait))
            return
        if not meant.question:
            await _send(message, embed=help_page(self.bot.user.name if self.bot.user else "Dateline"))
            return
        guild_id = message.guild.id if message.guild else None
        asked = Asked(message_key(message.id), meant.question, guild_id, meant.replied_to)

        async def post(outcome: Outcome, answer_id: int) -> int:
            return await _send(message, embed=outcome_embed(outcome), **_buttons(outcome, answer_id))

        async with self.bot.limits.turn(person), message.channel.typing():
            await answer_once(self.bot.library, asked, post)

    @app_commands.command(description="Ask the articles a question; the answer is a quote with its source")
    @app_commands.describe(
        question="For example: when is the contract expected?",
        since="Only articles published on this day or later, like 2024-05-31",
        until="Answer as of this day, from what was published by then, like 2024-05-31",
        publisher="Only articles of this publisher",
        article="Only this article: type words of its title and choose it",
    )
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def ask(
        self,
        interaction: discord.Interaction[DatelineBot],
        question: app_commands.Range[str, 1, MAX_QUESTION],
        since: Transform[date, Day] | None = None,
        until: Transform[date, Day] | None = None,
        publisher: Transform[str, PublisherOption] | None = None,
        article: Transform[int, VisibleArticleOption] | None = None,
    ) -> None:
        if wait := self.bot.limits.take(interaction.user.id):
            await tell(interaction, again_in(wait))
            return
        await interaction.response.defer(thinking=True)
        key = interaction_key(interaction.id)
        asked = Asked(key, question, interaction.guild_id, None, since, until, publisher, article)

        async def post(outcome: Outcome, answer_id: int) -> int:
            embed = outcome_embed(outcome, asked=question)
            buttons = _buttons(outcome, answer_id)
            shown = await persist(lambda: interaction.edit_original_response(embed=embed, **buttons))
            return shown.id

        async with self.bot.limits.turn(interaction.user.id):
            await answer_once(self.bot.library, asked, post)


def _buttons(outcome: Outcome, answer_id: int) -> dict[str, Any]:
    return {"view": view_of(SourcesButton(answer_id))} if isinstance(outcome, Answer) else {}


async def _send(message: discord.Message, **what: Any) -> int:
    """Reply to `message`, also when it was deleted meanwhile. The nonce makes Discord post a repeated request once."""
    reference = message.to_reference(fail_if_not_exists=False)
    send = message.channel.send
    sent = await persist(lambda: send(reference=reference, nonce=str(message.id), **what))
    return sent.id
