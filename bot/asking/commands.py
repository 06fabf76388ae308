"""What the bot does with /ask, and with the menus and buttons that ask a question for the person who uses them: they
enter `answering` as messages do, with a presenter of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import discord

from retrieval import Outcome

from ..context import BotContext
from ..exceptions import DaysReversed
from ..places import (
    face_of,
    is_outside,
    of_everyone,
    only_to_the_asker,
)
from ..text.locale import set_locale
from ..text.message_text import question_typed, talk_in
from ..ui.embeds import outcome_embed
from ..ui.errors import persist, respond
from ..ui.job_messages import PlaceInLine
from .admission import ShowPlace, requester_in
from .answering import DiscordQuestion, Presenter, answer, question_from
from .buttons import answer_view

Interaction = discord.Interaction[BotContext]


class ResponsePresenter(Presenter):
    """Shows an outcome in place of “thinking …”, as long as the interaction lives."""

    def __init__(self, interaction: Interaction, question: DiscordQuestion) -> None:
        self._interaction = interaction
        self._question = question

    @asynccontextmanager
    async def working(self) -> AsyncIterator[ShowPlace | None]:
        interaction, private = self._interaction, self._question.private
        await interaction.response.defer(ephemeral=private, thinking=True)
        if not private and interaction.guild is not None:  # everybody reads it
            set_locale(of_everyone(interaction))
        private = private or is_outside(interaction)
        async with PlaceInLine.in_answer_to(interaction, private=private) as place:
            yield place

    async def show(self, outcome: Outcome, answer_id: int) -> int:
        interaction, private = self._interaction, self._question.private
        face = face_of(interaction, private=private)
        embed = outcome_embed(outcome, asked=self._question.text, face=face)
        channel = None if is_outside(interaction) else interaction.channel
        may_be_shown = private and not only_to_the_asker(interaction)
        watch = not self._question.narrowed
        view = answer_view(outcome, answer_id, channel, private=may_be_shown, watch=watch)
        note, edit = interaction.client.hints.outside(interaction), interaction.edit_original_response
        left = (interaction.expires_at - discord.utils.utcnow()).total_seconds()
        shown = await interaction.client.retrier.retry(
            lambda: persist(lambda: edit(content=note, embed=embed, view=view)), longest=left
        )
        return shown.id

    async def say(
        self, content: str | None = None, *, embed: discord.Embed | None = None, aloud: bool = True
    ) -> None:
        """Says it to the person alone, who used a command and waits: whether or not it would be said `aloud`."""
        if embed is not None:
            await self._interaction.response.send_message(embed=embed, ephemeral=True)
        elif content is not None:
            await respond(self._interaction, content)

    async def nothing_shown(self) -> None:
        """Leaves “thinking …” alone: it is another delivery of this command that has answered."""


async def answer_command(
    interaction: Interaction,
    text: str,
    *,
    since: date | None = None,
    until: date | None = None,
    publisher: str | None = None,
    article_id: int | None = None,
    private: bool = False,
) -> None:
    """Answers in place of “thinking …”, or says in private why not. Raises DaysReversed."""
    if since and until and since > until:
        raise DaysReversed(since, until)
    bot, text = interaction.client, question_typed(interaction, text)
    question = replace(
        await question_from(interaction, text),
        since=since,
        until=until,
        publisher=publisher,
        article_id=article_id,
        private=private or only_to_the_asker(interaction),
    )
    await answer(
        bot,
        requester_in(interaction),
        question,
        ResponsePresenter(interaction, question),
        talk=talk_in(text, bot.user, interaction.guild) if bot.user else None,
    )
