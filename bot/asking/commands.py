"""Commands as questions: /ask, and the menus that ask on someone's behalf."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import discord

from retrieval import Outcome

from ..context import BotContext
from ..exceptions import DaysReversed
from ..guilds import (
    face_of,
    home_of,
    interaction_key,
    is_outside,
    of_everyone,
    only_to_the_asker,
    scopes_of,
    server_of,
)
from ..text.locale import set_locale
from ..text.message_text import question_typed, talk_in
from ..text.phrases import restarting
from ..ui.embeds import outcome_embed
from ..ui.errors import persist, respond
from ..ui.standing import PlaceInLine
from .admission import asker_in, in_turn, refused
from .answering import Asked, answer_once, asked_in, kind_words
from .buttons import answer_view
from .limits import Asker
from .queue import QueueClosed


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a command keeps to. Raises DaysReversed."""

    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    article_id: int | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise DaysReversed(self.since, self.until)


EVERYTHING = Narrowing()


async def asked_with(interaction: discord.Interaction[BotContext], question: str) -> Asked:
    """The question as one asked from here, by this person."""
    return asked_in(
        interaction.channel,
        await interaction.client.servers.of(server_of(interaction)),
        key=interaction_key(interaction.id),
        question=question,
        scopes=scopes_of(interaction),
        person_id=interaction.user.id,
        home=home_of(interaction),
        direct=interaction.guild_id is None,
    )


async def answer_command(
    interaction: discord.Interaction[BotContext],
    question: str,
    *,
    narrowing: Narrowing = EVERYTHING,
    private: bool = False,
) -> None:
    """Answer in place of “thinking …”, or say when one may ask again."""
    bot, question = interaction.client, question_typed(interaction, question)
    asker = asker_in(interaction)
    if await _told_at_once(interaction, asker, question):
        return
    alone = only_to_the_asker(interaction)
    await interaction.response.defer(ephemeral=private or alone, thinking=True)
    private = private or alone
    if not private and interaction.guild is not None:  # everybody reads it
        set_locale(of_everyone(interaction))
    asked = replace(
        await asked_with(interaction, question),
        since=narrowing.since,
        until=narrowing.until,
        publisher=narrowing.publisher,
        article_id=narrowing.article_id,
        private=private,
    )

    async def post(outcome: Outcome, answer_id: int) -> int:
        embed = outcome_embed(outcome, asked=question, face=face_of(interaction, private=private))
        channel = None if is_outside(interaction) else interaction.channel
        view = answer_view(outcome, answer_id, channel, private=private and not alone)
        note = bot.hints.outside(interaction)
        return await show_answer(interaction, content=note, embed=embed, view=view)

    async with PlaceInLine.in_answer_to(interaction, private=private or is_outside(interaction)) as place:
        try:
            await answer_once(bot.library, asked, post, turn=lambda: in_turn(bot, asker, place))
        except QueueClosed:
            await respond(interaction, restarting())


async def show_answer(interaction: discord.Interaction[BotContext], **what: Any) -> int:
    """Put this in the place of “thinking …”, or of what stands there, as long as the interaction lives; the message's
    id."""
    left = (interaction.expires_at - discord.utils.utcnow()).total_seconds()
    edit = interaction.edit_original_response
    shown = await interaction.client.outages.outlast(lambda: persist(lambda: edit(**what)), longest=left)
    return shown.id


async def _told_at_once(interaction: discord.Interaction[BotContext], asker: Asker, question: str) -> bool:
    """Whether there was nothing to answer, and that was said in private: who may not ask now, and small talk."""
    bot = interaction.client
    if (no := refused(bot, asker)) is not None:
        await respond(interaction, no.line)
        return True
    if bot.user is not None and (talk := talk_in(question, bot.user, interaction.guild)) is not None:
        await interaction.response.send_message(**kind_words(talk, bot.user.name), ephemeral=True)
        return True
    return False
