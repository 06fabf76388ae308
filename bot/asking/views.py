"""What stands under an answer: its sources, votes, a thread to go on in; under a private one, the way to show it."""

from __future__ import annotations

import re
from typing import Any, Literal, Self

import discord
from discord import ui

from retrieval import Answer, NotFound, Outcome, StoredAnswer, Tally

from ..guilds import message_key, person_key
from ..people.outside import face_of
from ..render import outcome_embed
from ..sending.persistence import post
from ..text.locale import say, speaking
from ..text.markup import clip_plain
from ..text.message_markup import plain
from ..tongue import of_everyone
from ..ui.components import Button, Press, SourcesButton, answer_seen, bot_of, owned, view_of
from ..ui.errors import tell
from ..ui.hints import hint_line
from ..ui.permissions import MISSING_PERMISSIONS
from .admission import asker_in, barred
from .buttons import NO_VOTES, vote_buttons

THREAD_NAME = 100
"""Discord's limit."""
MINUTES_OPEN: Literal[1440] = 1440
"""A thread that nobody writes in is put away after a day."""
THREADS = "create_public_threads"
HAS_THREAD = 160004
"""A message carries one thread at most."""


class ContinueButton(Button, template=r"dateline:continue:(\d{1,18})"):
    """Opens a thread on the answer: what is asked in it continues from here."""

    def __init__(self, answer_id: int) -> None:
        label, custom_id = say("button-continue"), f"dateline:continue:{answer_id}"
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        if (no := barred(bot_of(interaction), asker_in(interaction))) is not None:
            await tell(interaction, no.line)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        stored = await answer_seen(interaction, self.answer_id)
        if (
            interaction.message is None or stored.private
        ):  # the thread would be named by what nobody else is to read
            raise NotFound("answer", self.answer_id)
        try:
            thread_id = await _thread_on(interaction, interaction.message, stored.outcome.question)
        except discord.Forbidden as error:
            if error.code != MISSING_PERMISSIONS:
                raise
            await bot_of(interaction).hints.missing(interaction.channel, THREADS, None)
            await interaction.edit_original_response(content=hint_line(interaction.channel, THREADS))
            return
        await interaction.edit_original_response(content=say("continue-here", thread=f"<#{thread_id}>"))


async def _thread_on(interaction: Press, message: discord.Message, question: str) -> int:
    """The thread on the message, made if there is none. It has the message's id."""
    name = clip_plain(plain(question), THREAD_NAME) or "…"
    try:
        thread = await message.create_thread(name=name, auto_archive_duration=MINUTES_OPEN)
    except discord.HTTPException as error:
        if error.code != HAS_THREAD:
            raise
        return message.id
    hears_all = bot_of(interaction).intents.message_content
    with speaking(of_everyone(interaction)):
        opening = say("thread-opening-all" if hears_all else "thread-opening-mention")
    await post(thread, opening)
    return thread.id


class ShowButton(Button, template=r"dateline:show:(\d{1,18})"):
    """Shows a private answer to everyone in the channel, once; only its asker has the button."""

    def __init__(self, answer_id: int) -> None:
        label, custom_id = say("button-show"), f"dateline:show:{answer_id}"
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        if (no := barred(bot_of(interaction), asker_in(interaction))) is not None:
            await tell(interaction, no.line)
            return
        await interaction.response.defer()
        stored = await answer_seen(interaction, self.answer_id)
        if stored.asked_by != person_key(interaction.user.id):
            raise NotFound("answer", self.answer_id)
        with bot_of(interaction).edits.alone(("show", self.answer_id)) as alone:
            if alone and stored.private:
                await _show_to_everyone(interaction, stored)


async def _show_to_everyone(interaction: Press, stored: StoredAnswer) -> None:
    """It counts as public when it is: what fails before may be tried again with the same button."""
    library, outcome = bot_of(interaction).library, stored.outcome
    votes = await library.votes(stored.id)
    with speaking(of_everyone(interaction)):
        embed = outcome_embed(outcome, asked=outcome.question, face=face_of(interaction, private=False))
        view = answer_view(outcome, stored.id, interaction.channel, votes=votes)
    shown = await interaction.followup.send(embed=embed, view=view or discord.utils.MISSING, wait=True)
    await library.publish_answer(stored.id)
    await library.finish_answer(stored.id, outcome, posted_key=message_key(shown.id))
    await interaction.edit_original_response(view=answer_view(outcome, stored.id, None, votes=votes))


def answer_view(
    outcome: Outcome, answer_id: int, channel: object, *, private: bool = False, votes: Tally = NO_VOTES
) -> ui.View | None:
    """The buttons of an answer shown in this channel; None for a refusal that everybody sees."""
    items: list[ui.DynamicItem[Any]] = []
    if isinstance(outcome, Answer):
        items += [SourcesButton(answer_id), *vote_buttons(answer_id, votes)]
        if isinstance(channel, discord.TextChannel) and not private:
            items.append(ContinueButton(answer_id))
    if private:
        items.append(ShowButton(answer_id))
    return view_of(*items) if items else None


ANSWER_BUTTONS = (ContinueButton, ShowButton)
