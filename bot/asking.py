"""Commands as questions: /ask, and the menus that ask on someone's behalf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import discord

from retrieval import Outcome

from .addressing import place_of
from .answer_views import answer_view
from .answering import Asked, answer_once
from .hearing import DIRECT_MEMORY, THREAD_MEMORY
from .outermost import tell
from .persistence import persist
from .render import outcome_embed
from .scopes import interaction_key, own_scope, person_key, place_key, visible_scopes
from .wording import again_in

if TYPE_CHECKING:
    from .client import DatelineBot


async def asked_with(interaction: discord.Interaction[DatelineBot], question: str) -> Asked:
    """The question as one asked from here, by this person."""
    channel, parent = place_of(interaction.channel)
    guild_id, thread = interaction.guild_id, isinstance(interaction.channel, discord.Thread)
    preferences = await interaction.client.servers.of(guild_id)
    return Asked(
        key=interaction_key(interaction.id),
        question=question,
        scopes=visible_scopes(guild_id),
        asked_by=person_key(interaction.user.id),
        place=place_key(channel),
        home=own_scope(guild_id) if guild_id else None,
        memory=THREAD_MEMORY if thread else None if guild_id else DIRECT_MEMORY,
        opened_by=channel if thread else None,
        trusted=preferences.trusted(channel, parent),
    )


async def answer_command(
    interaction: discord.Interaction[DatelineBot],
    question: str,
    *,
    since: date | None = None,
    until: date | None = None,
    publisher: str | None = None,
    article_id: int | None = None,
    private: bool = False,
) -> None:
    """Answer in place of “thinking …”, or say when one may ask again."""
    bot = interaction.client
    if wait := bot.limits.take(interaction.user.id):
        await tell(interaction, again_in(wait))
        return
    await interaction.response.defer(ephemeral=private, thinking=True)
    asked = replace(
        await asked_with(interaction, question),
        since=since,
        until=until,
        publisher=publisher,
        article_id=article_id,
        private=private,
    )

    async def post(outcome: Outcome, answer_id: int) -> int:
        embed = outcome_embed(outcome, asked=question)
        view = answer_view(outcome, answer_id, interaction.channel, private=private)
        shown = await persist(lambda: interaction.edit_original_response(embed=embed, view=view))
        return shown.id

    async with bot.limits.turn(interaction.user.id):
        await answer_once(bot.library, asked, post)
