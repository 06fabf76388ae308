"""The buttons under an answer: its sources, votes with their counts, a thread to go on in; under a private answer, a
button that shows it to everyone. A person has one vote, which may be changed; a vote against may have a reason."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

import discord
from discord import ui

from retrieval import Answer, Citation, NotFound, Outcome, Reason, Refusal, StoredAnswer, Tally

from ..places import face_of, message_key, of_everyone, person_key
from ..text.locale import figure, t, using_locale
from ..text.markup import clip_plain
from ..text.message_markup import plain
from ..timeline.buttons import TimelineButton
from ..ui.components import LABEL_LIMIT, Button, Form, Interaction, Way, arrow, bot_of, view_of
from ..ui.embeds import gone_page, outcome_embed, source_page
from ..ui.errors import persist, post, respond
from ..ui.permission_hints import hint_line
from ..ui.permissions import MISSING_PERMISSIONS
from ..ui.progress import Edit
from ..watches.buttons import SetWatchButton
from .admission import answer_seen, not_permitted, requester_in

NO_VOTES = Tally(0, 0)


def answer_view(
    outcome: Outcome,
    answer_id: int,
    channel: object,
    *,
    private: bool = False,
    votes: Tally = NO_VOTES,
    watch: bool = True,
) -> ui.View | None:
    """The buttons of an answer shown in this channel; None where there is none. Without `watch` it cannot be watched,
    because it is an answer from a part of the articles; one as of a day that is over can never."""
    items: list[ui.DynamicItem[Any]] = []
    if isinstance(outcome, Answer):
        items += [SourcesButton(answer_id), *vote_buttons(answer_id, votes)]
        if isinstance(channel, discord.TextChannel) and not private:
            items.append(ContinueButton(answer_id))
        if outcome.has_other_values:
            items.append(TimelineButton(answer_id))
    if private:
        items.append(ShowButton(answer_id))
    asked = not (isinstance(outcome, Refusal) and outcome.reason is Reason.NOT_A_QUESTION)
    if watch and asked and outcome.known_by is None:
        items.append(SetWatchButton(answer_id, outcome.kind))
    return view_of(*items) if items else None


def can_be_watched(message: discord.Message | None) -> bool:
    """Whether the message has the button to watch its answer."""
    rows = message.components if message is not None else []
    ids = (getattr(part, "custom_id", None) or "" for row in rows for part in getattr(row, "children", ()))
    return any(SetWatchButton.pattern.fullmatch(each) for each in ids)


class SourcesButton(Button, template=r"dateline:sources:(\d{1,18})"):
    """Opens the sources of an answer, for the one who presses it."""

    answer_id: int
    label = "button-sources"

    async def pressed(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show_source(interaction, self.answer_id, 0)


class SourcePageButton(Button, template=r"dateline:source:(\d{1,18}):(\d{1,9}):(back|on)"):
    """Turns to another source. The last word tells the two buttons of a page apart; custom_ids must differ."""

    answer_id: int
    index: int
    way: Way
    disabled: bool = False

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return arrow(custom_id, self.way, self.disabled)

    async def pressed(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        await _show_source(interaction, self.answer_id, self.index)


async def _show_source(interaction: Interaction, answer_id: int, index: int) -> None:
    stored = await answer_seen(interaction, answer_id)
    if not isinstance(stored.outcome, Answer):
        raise NotFound("answer", answer_id)
    citations = stored.outcome.sources
    index = min(index, len(citations) - 1)
    view = view_of(
        SourcePageButton(answer_id, max(0, index - 1), "back", disabled=index == 0),
        SourcePageButton(answer_id, index + 1, "on", disabled=index + 1 >= len(citations)),
    )
    await interaction.edit_original_response(
        embed=await _source_embed(interaction, citations, index), view=view if len(citations) > 1 else None
    )


async def _source_embed(
    interaction: Interaction, citations: tuple[Citation, ...], index: int
) -> discord.Embed:
    try:
        context = await bot_of(interaction).library.context(citations[index])
    except NotFound:
        return gone_page(index=index, total=len(citations))
    return source_page(context, index=index, total=len(citations))


MOST_WORDS = 500
"""Characters."""


class VoteReason(StrEnum):
    """Why an answer is bad. The values are stored, and each has a sentence "vote-why-REASON"."""

    WRONG = "wrong"
    NO_ANSWER = "no-answer"
    OUTDATED = "outdated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody said with a vote against an answer. None and empty where nothing was said."""

    reason: VoteReason | None = None
    words: str = ""

    def as_json(self) -> str | None:
        """The text that the library stores as the reason of a vote."""
        if self.reason is None and not self.words:
            return None
        return json.dumps({"why": self.reason, "words": self.words}, ensure_ascii=False)


def complaint_of(reason: str, words: str) -> Complaint:
    """What was filled in. A reason that is none of ours counts as not given."""
    return Complaint(VoteReason(reason) if reason in list(VoteReason) else None, words[:MOST_WORDS])


def read_complaint(stored: str | None) -> Complaint:
    """What the library stored. A text that is not of our form is shown as the person's words."""
    try:
        found = json.loads(stored or "{}")
        return complaint_of(str(found.get("why") or ""), str(found.get("words") or ""))
    except (ValueError, AttributeError):
        return Complaint(words=(stored or "")[:MOST_WORDS])


Direction = Literal["up", "down"]
EMOJI: dict[Direction, str] = {"up": "👍", "down": "👎"}
VALUE: dict[Direction, Literal[1, -1]] = {"up": 1, "down": -1}


class VoteButton(Button, template=r"dateline:vote:(\d{1,18}):(up|down)"):
    """Counts the vote of the one who presses it, at once; the reason that a vote against may have comes after."""

    answer_id: int
    way: Direction
    votes: int = 0

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return ui.Button(emoji=EMOJI[self.way], label=_count(self.votes), custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        await _vote(interaction, self.answer_id, VALUE[self.way])
        if self.way == "down":
            await interaction.response.send_modal(_reason_modal(self.answer_id))
            await _recount_by_itself(interaction, self.answer_id)
            return
        await interaction.response.defer()
        await _recount(interaction, self.answer_id)


class ReasonForm(Form, template=r"dateline:reason:(\d{1,18})"):
    """Why an answer is bad; the vote itself counts already."""

    answer_id: int

    async def submitted(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        complaint = complaint_of(self.first("why"), self.first("words"))
        await _vote(interaction, self.answer_id, -1, complaint.as_json())
        await interaction.followup.send(t("vote-thanks"), ephemeral=True)
        await _recount(interaction, self.answer_id)


def vote_buttons(answer_id: int, tally: Tally = NO_VOTES) -> tuple[VoteButton, VoteButton]:
    """What stands under an answer that has these votes."""
    return VoteButton(answer_id, "up", tally.up), VoteButton(answer_id, "down", tally.down)


async def _vote(
    interaction: Interaction, answer_id: int, value: Literal[1, -1], reason: str | None = None
) -> None:
    """Raises NotFound for a refusal, and in a place that may not see all that the answer saw."""
    stored = await answer_seen(interaction, answer_id)
    if not isinstance(stored.outcome, Answer):
        raise NotFound("answer", answer_id)
    await bot_of(interaction).library.votes.cast(
        answer_id, person_key(interaction.user.id), value, reason=reason
    )


def _reason_modal(answer_id: int) -> ui.Modal:
    options = [discord.SelectOption(label=t(f"vote-why-{why}"), value=why) for why in VoteReason]
    select: ui.Select[Any] = ui.Select(
        custom_id="why", options=options, placeholder=t("vote-why-choose"), required=False
    )
    words: ui.TextInput[Any] = ui.TextInput(
        custom_id="words", style=discord.TextStyle.paragraph, max_length=MOST_WORDS, required=False
    )
    return ReasonForm(answer_id).opened(
        clip_plain(t("vote-form"), LABEL_LIMIT),
        ui.Label(text=t("vote-why"), description=t("vote-why-note"), component=select),
        ui.Label(text=t("vote-words"), component=words),
    )


async def _recount(interaction: Interaction, answer_id: int) -> None:
    """Show the counts on the message that was pressed, whoever may see it."""
    await _show(interaction, answer_id, interaction.edit_original_response)


async def _recount_by_itself(interaction: Interaction, answer_id: int) -> None:
    """Likewise, where the interaction is spent on a form: the message is edited as any other. A private one cannot be,
    nor one in a server that the bot is not in; they show the new count when the form is sent."""
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return
    if interaction.guild_id is None or bot_of(interaction).get_guild(interaction.guild_id) is not None:
        await _show(interaction, answer_id, message.edit)


async def _show(interaction: Interaction, answer_id: int, edit: Any) -> None:
    message = interaction.message
    if message is None:
        return
    await bot_of(interaction).edits.put(message.id, _edit(interaction, message, answer_id, edit))


def _edit(interaction: Interaction, message: discord.Message, answer_id: int, edit: Any) -> Edit:
    async def made() -> None:
        tally = await bot_of(interaction).library.votes.of(answer_id)
        view = counted_view(message, answer_id, tally)
        await persist(lambda: edit(view=view))

    return made


def counted_view(message: discord.Message, answer_id: int, tally: Tally) -> ui.View:
    """All that stands under the message, with these counts."""
    view = ui.View.from_message(message, timeout=None)
    view.stop()  # its items answer to nothing; discord.py then keeps none of them
    for item in view.children:
        found = VoteButton.pattern.fullmatch(getattr(item, "custom_id", None) or "")
        if isinstance(item, ui.Button) and found and int(found[1]) == answer_id:
            item.label = _count(tally.up if found[2] == "up" else tally.down)
    return view


def _count(votes: int) -> str | None:
    return figure(votes) if votes else None


THREAD_NAME = 100
"""Discord's limit."""
MINUTES_OPEN: Literal[1440] = 1440
"""A thread that nobody writes in is put away after a day."""
THREADS = "create_public_threads"
HAS_THREAD = 160004
"""A message carries one thread at most."""


class ContinueButton(Button, template=r"dateline:continue:(\d{1,18})"):
    """Opens a thread on the answer: what is asked in it continues from here."""

    answer_id: int
    label = "button-continue"

    async def pressed(self, interaction: Interaction) -> None:
        if (no := not_permitted(bot_of(interaction), requester_in(interaction))) is not None:
            await respond(interaction, no.line)
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
        await interaction.edit_original_response(content=t("continue-here", thread=f"<#{thread_id}>"))


async def _thread_on(interaction: Interaction, message: discord.Message, question: str) -> int:
    """The thread on the message, made if there is none. It has the message's id."""
    name = clip_plain(plain(question), THREAD_NAME) or "…"
    try:
        thread = await message.create_thread(name=name, auto_archive_duration=MINUTES_OPEN)
    except discord.HTTPException as error:
        if error.code != HAS_THREAD:
            raise
        return message.id
    hears_all = bot_of(interaction).intents.message_content
    with using_locale(of_everyone(interaction)):
        opening = t("thread-opening-all" if hears_all else "thread-opening-mention")
    await post(thread, opening)
    return thread.id


class ShowButton(Button, template=r"dateline:show:(\d{1,18})"):
    """Shows a private answer to everyone in the channel, once; only its asker has the button."""

    answer_id: int
    label = "button-show"

    async def pressed(self, interaction: Interaction) -> None:
        if (no := not_permitted(bot_of(interaction), requester_in(interaction))) is not None:
            await respond(interaction, no.line)
            return
        await interaction.response.defer()
        stored = await answer_seen(interaction, self.answer_id)
        if stored.asked_by != person_key(interaction.user.id):
            raise NotFound("answer", self.answer_id)
        with bot_of(interaction).edits.alone(("show", self.answer_id)) as alone:
            if alone and stored.private:
                await _show_to_everyone(interaction, stored)


async def _show_to_everyone(interaction: Interaction, stored: StoredAnswer) -> None:
    """It counts as public when it is: what fails before may be tried again with the same button."""
    library, outcome = bot_of(interaction).library, stored.outcome
    votes, watch = await library.votes.of(stored.id), can_be_watched(interaction.message)
    with using_locale(of_everyone(interaction)):
        embed = outcome_embed(outcome, asked=outcome.question, face=face_of(interaction, private=False))
        view = answer_view(outcome, stored.id, interaction.channel, votes=votes, watch=watch)
    shown = await interaction.followup.send(embed=embed, view=view or discord.utils.MISSING, wait=True)
    await library.answers.publish(stored.id)
    await library.answers.finish(stored.id, outcome, posted_key=message_key(shown.id))
    await interaction.edit_original_response(
        view=answer_view(outcome, stored.id, None, votes=votes, watch=watch)
    )
