"""Votes under an answer: one a person, changeable, counted on the buttons; against it, with a reason."""

from __future__ import annotations

import re
from typing import Any, Literal, Self

import discord
from discord import ui

from retrieval import Answer, NotFound, Tally

from ..figures import figure
from ..forms import LABEL_LIMIT, Form, opened
from ..guilds import person_key
from ..sending.edits import Edit
from ..sending.persistence import persist
from ..text.locale import say
from ..text.markup import clip_plain
from ..ui.components import Button, Press, answer_seen, bot_of, owned
from .grounds import MOST_WORDS, Why, grounds_of

Way = Literal["up", "down"]
EMOJI: dict[Way, str] = {"up": "👍", "down": "👎"}
VALUE: dict[Way, Literal[1, -1]] = {"up": 1, "down": -1}
NO_VOTES = Tally(0, 0)
_VOTE = re.compile(r"dateline:vote:(\d{1,18}):(up|down)", re.ASCII)


class VoteButton(Button, template=_VOTE):
    """Counts the vote of the one who presses it, at once; the reason that a vote against may have comes after."""

    def __init__(self, answer_id: int, way: Way, votes: int = 0) -> None:
        custom_id = f"dateline:vote:{answer_id}:{way}"
        super().__init__(ui.Button(emoji=EMOJI[way], label=_count(votes), custom_id=custom_id))
        self.answer_id, self.way = answer_id, way

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), "up" if match[2] == "up" else "down")

    @owned
    async def callback(self, interaction: Press) -> None:
        await _vote(interaction, self.answer_id, VALUE[self.way])
        if self.way == "down":
            await interaction.response.send_modal(_reason_modal(self.answer_id))
            await _recount_by_itself(interaction, self.answer_id)
            return
        await interaction.response.defer()
        await _recount(interaction, self.answer_id)


class ReasonForm(Form, template=r"dateline:reason:(\d{1,18})"):
    """Why an answer is bad; the vote itself counts already."""

    def __init__(self, answer_id: int) -> None:
        super().__init__(f"dateline:reason:{answer_id}")
        self.answer_id = answer_id

    @classmethod
    def from_custom_id(cls, match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def submitted(self, interaction: Press) -> None:
        await interaction.response.defer()
        grounds = grounds_of(self.first("why"), self.first("words"))
        await _vote(interaction, self.answer_id, -1, grounds.kept())
        await interaction.followup.send(say("vote-thanks"), ephemeral=True)
        await _recount(interaction, self.answer_id)


FEEDBACK_BUTTONS = (VoteButton,)
FEEDBACK_FORMS = (ReasonForm,)


def vote_buttons(answer_id: int, tally: Tally = NO_VOTES) -> tuple[VoteButton, VoteButton]:
    """What stands under an answer that has these votes."""
    return VoteButton(answer_id, "up", tally.up), VoteButton(answer_id, "down", tally.down)


async def _vote(interaction: Press, answer_id: int, value: Literal[1, -1], reason: str | None = None) -> None:
    """Raises NotFound for a refusal, and in a place that may not see all that the answer saw."""
    stored = await answer_seen(interaction, answer_id)
    if not isinstance(stored.outcome, Answer):
        raise NotFound("answer", answer_id)
    await bot_of(interaction).library.vote(answer_id, person_key(interaction.user.id), value, reason=reason)


def _reason_modal(answer_id: int) -> ui.Modal:
    options = [discord.SelectOption(label=say(f"vote-why-{why}"), value=why) for why in Why]
    select: ui.Select[Any] = ui.Select(
        custom_id="why", options=options, placeholder=say("vote-why-choose"), required=False
    )
    words: ui.TextInput[Any] = ui.TextInput(
        custom_id="words", style=discord.TextStyle.paragraph, max_length=MOST_WORDS, required=False
    )
    return opened(
        ReasonForm(answer_id),
        clip_plain(say("vote-form"), LABEL_LIMIT),
        ui.Label(text=say("vote-why"), description=say("vote-why-note"), component=select),
        ui.Label(text=say("vote-words"), component=words),
    )


async def _recount(interaction: Press, answer_id: int) -> None:
    """Show the counts on the message that was pressed, whoever may see it."""
    await _show(interaction, answer_id, interaction.edit_original_response)


async def _recount_by_itself(interaction: Press, answer_id: int) -> None:
    """Likewise, where the interaction is spent on a form: the message is edited as any other. A private one cannot be,
    nor one in a server that the bot is not in; they show the new count when the form is sent."""
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return
    if interaction.guild_id is None or bot_of(interaction).get_guild(interaction.guild_id) is not None:
        await _show(interaction, answer_id, message.edit)


async def _show(interaction: Press, answer_id: int, edit: Any) -> None:
    message = interaction.message
    if message is None:
        return
    await bot_of(interaction).edits.put(message.id, _edit(interaction, message, answer_id, edit))


def _edit(interaction: Press, message: discord.Message, answer_id: int, edit: Any) -> Edit:
    async def made() -> None:
        tally = await bot_of(interaction).library.votes(answer_id)
        view = counted_view(message, answer_id, tally)
        await persist(lambda: edit(view=view))

    return made


def counted_view(message: discord.Message, answer_id: int, tally: Tally) -> ui.View:
    """All that stands under the message, with these counts."""
    view = ui.View.from_message(message, timeout=None)
    view.stop()  # its items answer to nothing; discord.py then keeps none of them
    for item in view.children:
        found = _VOTE.fullmatch(getattr(item, "custom_id", None) or "")
        if isinstance(item, ui.Button) and found and int(found[1]) == answer_id:
            item.label = _count(tally.up if found[2] == "up" else tally.down)
    return view


def _count(votes: int) -> str | None:
    return figure(votes) if votes else None
