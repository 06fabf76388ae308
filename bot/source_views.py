"""From a question that nobody could answer to a source that does: a form for its address, then the question once more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from retrieval import Answer, IngestSummary, NotFound, Outcome, Refusal, StoredAnswer

from .admin.refusals import cluster_of, dismiss
from .asking.admission import asker_in, held_back, in_turn
from .asking.answering import answer_once
from .asking.commands import asked_with, show_answer
from .asking.queue import QueueClosed
from .asking.views import answer_view
from .checks import managed_guild
from .figures import figure
from .forms import LABEL_LIMIT, NOTE_LIMIT, Form, opened
from .guilds import channel_key, own_scope
from .library.adding import address_job, recorded, take_in, web_source
from .people.outside import face_of
from .render import outcome_embed
from .sending.progress import ProgressMessage
from .text.locale import say
from .text.markup import clip_plain
from .text.message_markup import plain
from .text.phrases import restarting
from .ui.components import Button, Press, bot_of, owned, view_of
from .ui.errors import outermost, tell
from .ui.progress import PrivateBoard
from .ui.standing import Kind, PlaceInLine

LONGEST_ADDRESS = 2000


class AddSourceButton(Button, template=r"dateline:source-for:(\d{1,18})"):
    """Asks for the address of what answers a group of questions; `answer_id` is one of its refusals, `number` its place
    on the page."""

    def __init__(self, answer_id: int, number: int = 0) -> None:
        label = say("source-add", number=figure(number))
        super().__init__(ui.Button(label=label, emoji="➕", custom_id=f"dateline:source-for:{answer_id}"))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        stored = await _refused(interaction, self.answer_id)
        address: ui.TextInput[Any] = ui.TextInput(
            custom_id="address", max_length=LONGEST_ADDRESS, placeholder="https://"
        )
        label: ui.Label[ui.Modal] = ui.Label(
            text=say("source-address"),
            description=clip_plain(say("quoted", text=plain(stored.outcome.question)), NOTE_LIMIT),
            component=address,
        )
        title = clip_plain(say("source-form"), LABEL_LIMIT)
        await interaction.response.send_modal(opened(SourceForm(self.answer_id), title, label))


class SourceForm(Form, template=r"dateline:source-form:(\d{1,18})"):
    """Takes in what is at the address, as /library add does, and offers to ask the question again."""

    def __init__(self, answer_id: int) -> None:
        super().__init__(f"dateline:source-form:{answer_id}")
        self.answer_id = answer_id

    @classmethod
    def from_custom_id(cls, match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def submitted(self, interaction: Press) -> None:
        await _refused(interaction, self.answer_id)
        guild_id = managed_guild(interaction)
        source = web_source(self.first("address"))
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, notify = bot_of(interaction).library, channel_key(interaction.channel_id)
        take = recorded(interaction, source, address_job(library, source, own_scope(guild_id), notify))
        board = PrivateBoard(interaction, Kind.ADDING)
        message = ProgressMessage(say("adding-title"), board.put)

        async def job(message: ProgressMessage) -> IngestSummary:
            summary = await take(message)
            if any(item.error is None for item in summary.items):
                board.ending = {"view": view_of(AskAgainButton(self.answer_id))}
            return summary

        async with outermost(message.finish, guild=guild_id, form=self.custom_id):
            await take_in(job, message)


class AskAgainButton(Button, template=r"dateline:ask-again:(\d{1,18})"):
    """Asks a refused question once more, for the manager alone; its group is put away when there is an answer now."""

    def __init__(self, answer_id: int) -> None:
        blue, custom_id = discord.ButtonStyle.primary, f"dateline:ask-again:{answer_id}"
        super().__init__(ui.Button(label=say("source-ask-again"), style=blue, custom_id=custom_id))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        stored = await _refused(interaction, self.answer_id)
        bot, asker = bot_of(interaction), asker_in(interaction)
        if (no := held_back(bot, asker)) is not None:
            await tell(interaction, no.line)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = replace(
            await asked_with(interaction, plain(stored.outcome.question)),
            private=True,
            memory=None,
            opened_by=None,
        )
        found: list[Outcome] = []

        async def post(outcome: Outcome, answer_id: int) -> int:
            found.append(outcome)
            embed = outcome_embed(outcome, asked=asked.question, face=face_of(interaction, private=True))
            view = answer_view(outcome, answer_id, interaction.channel, private=True)
            return await show_answer(interaction, content=None, embed=embed, view=view)

        async with PlaceInLine.in_answer_to(interaction, private=True) as place:
            try:
                await answer_once(bot.library, asked, post, turn=lambda: in_turn(bot, asker, place))
            except QueueClosed:
                await tell(interaction, restarting())
        if any(isinstance(outcome, Answer) for outcome in found):
            await _put_away(interaction, self.answer_id)


SOURCE_BUTTONS = (AddSourceButton, AskAgainButton)
SOURCE_FORMS = (SourceForm,)


async def _refused(interaction: Press, answer_id: int) -> StoredAnswer:
    """The refusal, where it was given to all in the server that this person manages. Raises NotFound,
    NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    stored = await bot_of(interaction).library.stored_answer(answer_id)
    if stored.home != home or stored.private or not isinstance(stored.outcome, Refusal):
        raise NotFound("answer", answer_id)
    return stored


async def _put_away(interaction: Press, answer_id: int) -> None:
    cluster = await cluster_of(interaction, answer_id)
    if cluster is not None:
        await dismiss(interaction, cluster)
        await interaction.followup.send(say("source-answered"), ephemeral=True)
