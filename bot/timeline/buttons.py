"""Shows a timeline in answer to an interaction: to `/timeline`, and to the button under an answer."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval import Filters, Turn
from retrieval.news import Timeline

from ..asking.admission import answer_seen, not_admitted, requester_in, slot
from ..asking.answering import TURNS, question_from
from ..asking.queue import QueueClosed
from ..places import face_of, is_outside, may_see
from ..text.locale import t
from ..ui.components import Button, Interaction, bot_of
from ..ui.embeds import outcome_embed
from ..ui.errors import persist, respond
from ..ui.job_messages import PlaceInLine
from .embeds import timeline_embed
from .picture import picture_of


class TimelineButton(Button, template=r"dateline:timeline:(\d{1,18})"):
    """Shows how an answer moved, for the one who presses it. It costs a question, as it asks once more."""

    answer_id: int
    label = "button-timeline"

    async def pressed(self, interaction: Interaction) -> None:
        if (no := not_admitted(bot_of(interaction), requester_in(interaction))) is not None:
            await respond(interaction, no.line)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        stored = await answer_seen(interaction, self.answer_id)
        before = (
            await bot_of(interaction).library.answers.conversation(stored.follows, limit=TURNS)
            if stored.follows is not None
            else ()
        )
        said = tuple(each.turn for each in before if may_see(interaction, each))
        filters = (await question_from(interaction, stored.question)).filters
        await show_timeline(interaction, stored.question, filters, said, private=True)


async def show_timeline(
    interaction: Interaction,
    question: str,
    filters: Filters,
    conversation: Sequence[Turn] = (),
    *,
    private: bool,
) -> None:
    """Shows the timeline in place of “thinking …”, when its turn comes; nothing of it is kept. A refusal is shown as that
    of a question."""
    bot, requester = bot_of(interaction), requester_in(interaction)
    try:
        async with (
            PlaceInLine.in_answer_to(interaction, private=private or is_outside(interaction)) as place,
            slot(bot, requester, place),
        ):
            found = await bot.library.timeline(question, filters=filters, conversation=conversation)
    except QueueClosed:
        await respond(interaction, t("restarting"))
        return
    if not isinstance(found, Timeline):
        embed = outcome_embed(found, asked=question, face=face_of(interaction, private=private))
        await persist(lambda: interaction.edit_original_response(content=None, embed=embed))
        return
    picture = await picture_of(found)
    embed = timeline_embed(found, asked=question, drawn=picture is not None)

    async def show() -> None:  # a file is read as it is sent, so that each try has its own
        files = [picture.file()] if picture else []
        await interaction.edit_original_response(content=None, embed=embed, attachments=files)

    await persist(show)
