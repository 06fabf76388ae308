"""Buttons of the pages about questions and votes, for those who manage a server; they outlive the process.

The embeds of what people asked and how they liked the answers, for those who manage a server. Pure.

The groups of refused questions of a server: found again by any answer in them, and put away.

From a question that nobody could answer to a source that does: a form for its address, then the question once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from retrieval import (
    Answer,
    Feedback,
    IngestSummary,
    NotFound,
    Page,
    Refusal,
    StoredAnswer,
    Tally,
    Unanswered,
)

from ..asking.admission import rate_limited, requester_in
from ..asking.answering import answer_once
from ..asking.buttons import Complaint, read_complaint
from ..asking.commands import ResponsePresenter, question_from
from ..audit import AuditAction, record
from ..guilds import channel_key, managed_guild, message_address, own_scope
from ..library.adding import address_job, recorded, take_in, web_source
from ..text.locale import figure, page_range, share, t
from ..text.markup import clip, clip_plain
from ..text.message_markup import plain
from ..ui.components import (
    LABEL_LIMIT,
    NOTE_LIMIT,
    Button,
    Form,
    Press,
    arrow,
    arrows,
    bot_of,
    opened,
    owned,
    page_of,
    page_start,
    picked,
    view_of,
)
from ..ui.embeds import ANSWER_COLOUR, REFUSAL_COLOUR
from ..ui.errors import error_boundary, respond
from ..ui.progress import PrivateProgress, ProgressMessage
from ..ui.standing import Kind

QUESTION = 240
ALSO = 120
ANSWER = 200
WORDS = 300
"""Of each entry; five of the longest kind fit into a description."""
ALSO_SHOWN = 2
UNANSWERED_PER_PAGE = 5
"""As many buttons as stand in one row."""
FEEDBACK_PER_PAGE = 5


def unanswered_page(page: Page[Unanswered]) -> discord.Embed:
    """One page of the groups of questions that got no answer, the most asked first."""
    embed = discord.Embed(title=t("unanswered-title", count=page.total), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = t("unanswered-none")
        return embed
    shown = enumerate(page.items, page.offset + 1)
    embed.description = "\n\n".join(f"**{figure(number)}.** {_cluster(each)}" for number, each in shown)
    return embed.set_footer(text=page_range(page.offset, len(page.items), page.total))


def dismissal_question(cluster: Unanswered) -> discord.Embed:
    """Before a group is put away: which one, and what becomes of it."""
    return discord.Embed(
        title=t("unanswered-dismiss-title"),
        description=f"{_cluster(cluster)}\n\n{t('unanswered-dismiss-what')}",
        colour=REFUSAL_COLOUR,
    )


def feedback_page(page: Page[Feedback], totals: Tally, guild_id: int) -> discord.Embed:
    """How the answers of this server were liked, and one page of the votes against them, the newest first."""
    votes = totals.up + totals.down
    embed = discord.Embed(title=t("feedback-title"), colour=ANSWER_COLOUR)
    if not votes:
        embed.description = t("feedback-none")
        return embed
    up, down, liked = figure(totals.up), figure(totals.down), share(totals.up, votes)
    line = f"**{t('feedback-totals', up=up, down=down, share=liked)}**"
    if not page.items:
        embed.description = f"{line}\n{t('feedback-no-down')}"
        return embed
    embed.description = "\n\n".join([line, *(_vote(each, guild_id) for each in page.items)])
    return embed.set_footer(text=page_range(page.offset, len(page.items), page.total))


def complaint_line(complaint: Complaint) -> str:
    """Why, as it was chosen and written; empty for nothing."""
    chosen = t(f"vote-why-{complaint.reason}") if complaint.reason else ""
    words = t("quoted", text=clip(complaint.words, WORDS)) if complaint.words else ""
    return ": ".join(filter(None, (chosen, words)))


def _cluster(cluster: Unanswered) -> str:
    """The newest wording, how often and by whom, why not, and how else it was asked."""
    newest, *others = cluster.questions
    asked = [
        t("unanswered-asked", count=cluster.count),
        t("unanswered-people", people=cluster.people) if cluster.people else "",
        t("unanswered-newest", when=discord.utils.format_dt(cluster.newest, "R")),
    ]
    lines = [f"**{clip(plain(newest), QUESTION)}**", " · ".join(filter(None, asked)), _why(cluster)]
    if others:
        lines.append(t("unanswered-also", questions=_also(others)))
    return "\n".join([lines[0], *(f"-# {line}" for line in lines[1:])])


def _why(cluster: Unanswered) -> str:
    return t(f"unanswered-{cluster.reason.value.replace('_', '-')}")


def _also(others: Sequence[str]) -> str:
    shown = " · ".join(t("quoted", text=clip(plain(each), ALSO)) for each in others[:ALSO_SHOWN])
    more = len(others) - ALSO_SHOWN
    return f"{shown} {t('unanswered-more', count=more)}" if more > 0 else shown


def _vote(vote: Feedback, guild_id: int) -> str:
    lines = [f"**{clip(plain(vote.question), QUESTION)}**"]
    if vote.answer:
        lines.append(f"> {clip(vote.answer, ANSWER)}")
    lines.append(complaint_line(read_complaint(vote.reason)) or t("feedback-no-reason"))
    when = discord.utils.format_dt(vote.voted_at, "R")
    address = message_address(guild_id, vote.place, vote.posted_key)
    lines.append(f"-# {when} · [{t('feedback-open')}]({address})" if address else f"-# {when}")
    return "\n".join(lines)


MOST_CLUSTERS = 100


async def clusters(interaction: Press) -> Sequence[Unanswered]:
    """The most asked first. Raises NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    return await bot_of(interaction).library.unanswered.find(home, limit=MOST_CLUSTERS)


async def cluster_of(interaction: Press, answer_id: int) -> Unanswered | None:
    """The group that this refusal is in now, which may have grown; None when it was answered, dismissed or forgotten
    meanwhile. Raises NeedsManageServer."""
    return next((each for each in await clusters(interaction) if answer_id in each.answer_ids), None)


async def dismiss(interaction: Press, cluster: Unanswered) -> None:
    """Put a group away, and log it. Raises NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    await bot_of(interaction).library.unanswered.dismiss(cluster.answer_ids, home=home)
    await record(interaction, AuditAction.DISMISSED, question=cluster.questions[0], count=cluster.count)


LONGEST_ADDRESS = 2000


class AddSourceButton(Button, template=r"dateline:source-for:(\d{1,18})"):
    """Asks for the address of what answers a group of questions; `answer_id` is one of its refusals, `number` its place
    on the page."""

    def __init__(self, answer_id: int, number: int = 0) -> None:
        label = t("source-add", number=figure(number))
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
            text=t("source-address"),
            description=clip_plain(t("quoted", text=plain(stored.outcome.question)), NOTE_LIMIT),
            component=address,
        )
        title = clip_plain(t("source-form"), LABEL_LIMIT)
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
        board = PrivateProgress(interaction, Kind.ADDING)
        message = ProgressMessage(t("adding-title"), board.put)

        async def job(message: ProgressMessage) -> IngestSummary:
            summary = await take(message)
            if any(item.error is None for item in summary.items):
                board.ending = {"view": view_of(AskAgainButton(self.answer_id))}
            return summary

        async with error_boundary(message.finish, guild=guild_id, form=self.custom_id):
            await take_in(job, message)


class AskAgainButton(Button, template=r"dateline:ask-again:(\d{1,18})"):
    """Asks a refused question once more, for the manager alone; its group is put away when there is an answer now."""

    def __init__(self, answer_id: int) -> None:
        blue, custom_id = discord.ButtonStyle.primary, f"dateline:ask-again:{answer_id}"
        super().__init__(ui.Button(label=t("source-ask-again"), style=blue, custom_id=custom_id))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        stored = await _refused(interaction, self.answer_id)
        bot, requester = bot_of(interaction), requester_in(interaction)
        if (no := rate_limited(bot, requester)) is not None:
            await respond(interaction, no.line)
            return
        question = await question_from(interaction, plain(stored.outcome.question))
        question = replace(question, private=True, memory=None, opened_by=None)
        outcome = await answer_once(bot, requester, question, ResponsePresenter(interaction, question))
        if isinstance(outcome, Answer):
            await _put_away(interaction, self.answer_id)


SOURCE_BUTTONS = (AddSourceButton, AskAgainButton)
SOURCE_FORMS = (SourceForm,)


async def _refused(interaction: Press, answer_id: int) -> StoredAnswer:
    """The refusal, where it was given to all in the server that this person manages. Raises NotFound,
    NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    stored = await bot_of(interaction).library.answers.get(answer_id)
    if stored.home != home or stored.private or not isinstance(stored.outcome, Refusal):
        raise NotFound("answer", answer_id)
    return stored


async def _put_away(interaction: Press, answer_id: int) -> None:
    cluster = await cluster_of(interaction, answer_id)
    if cluster is not None:
        await dismiss(interaction, cluster)
        await interaction.followup.send(t("source-answered"), ephemeral=True)


Menu = ui.DynamicItem[ui.Select[ui.View]]
OPTION_LIMIT = 100
QUESTION_IN_TEXT = 200


class UnansweredPageButton(Button, template=r"dateline:unanswered:(\d{1,9}):(back|on|keep)"):
    """Shows another page, or the page from which a group was picked to be dismissed."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        custom_id = f"dateline:unanswered:{offset}:{way}"
        keep: ui.Button[ui.View] = ui.Button(label=t("button-keep"), custom_id=custom_id)
        super().__init__(keep if way == "keep" else arrow(custom_id, way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_unanswered(interaction, self.offset)


class DismissMenu(Menu, template=r"dateline:unanswered:(\d{1,9}):pick"):
    """Picks a group to dismiss, by its newest answer; it is asked about before it goes."""

    def __init__(self, page: Page[Unanswered]) -> None:
        options = [
            discord.SelectOption(
                label=clip_plain(f"{figure(number)}. {plain(each.questions[0])}", OPTION_LIMIT),
                value=str(each.answer_ids[0]),
            )
            for number, each in enumerate(page.items, page.offset + 1)
        ]
        custom_id = f"dateline:unanswered:{page.offset}:pick"
        super().__init__(ui.Select(placeholder=t("unanswered-dismiss"), custom_id=custom_id, options=options))
        self.offset = page.offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(Page((), 0, int(match[1])))

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        cluster = await cluster_of(interaction, int(picked(self.item)["id"]))
        if cluster is None:
            await show_unanswered(interaction, self.offset, content=t("unanswered-gone"))
            return
        view = view_of(DismissButton(cluster.answer_ids[0]), UnansweredPageButton(self.offset, "keep"))
        await interaction.edit_original_response(content=None, embed=dismissal_question(cluster), view=view)


class DismissButton(Button, template=r"dateline:unanswered:dismiss:(\d{1,18})"):
    """Puts a group of questions away."""

    def __init__(self, answer_id: int) -> None:
        red, custom_id = discord.ButtonStyle.danger, f"dateline:unanswered:dismiss:{answer_id}"
        super().__init__(ui.Button(label=t("unanswered-dismiss-button"), style=red, custom_id=custom_id))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        cluster = await cluster_of(interaction, self.answer_id)
        if cluster is None:
            await show_unanswered(interaction, 0, content=t("unanswered-gone"))
            return
        await dismiss(interaction, cluster)
        question = clip(plain(cluster.questions[0]), QUESTION_IN_TEXT)
        await show_unanswered(interaction, 0, content=t("unanswered-dismissed", question=question))


class FeedbackPageButton(Button, template=r"dateline:feedback:(\d{1,9}):(back|on)"):
    """Shows another page of the votes against answers."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        super().__init__(arrow(f"dateline:feedback:{offset}:{way}", way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_feedback(interaction, self.offset)


QUESTION_BUTTONS = (UnansweredPageButton, DismissMenu, DismissButton, FeedbackPageButton)


async def show_unanswered(interaction: Press, offset: int, *, content: str | None = None) -> None:
    """Show this server's unanswered questions from `offset` on, or the last page where there are fewer now."""
    page = page_of(await clusters(interaction), offset, UNANSWERED_PER_PAGE)
    items: list[ui.DynamicItem[Any]] = [
        AddSourceButton(each.answer_ids[0], number) for number, each in enumerate(page.items, page.offset + 1)
    ]
    if page.items:
        items.append(DismissMenu(page))
    items += arrows(page, UNANSWERED_PER_PAGE, UnansweredPageButton)
    await interaction.edit_original_response(
        content=content, embed=unanswered_page(page), view=view_of(*items) if items else None
    )


async def show_feedback(interaction: Press, offset: int) -> None:
    """Show how this server liked its answers, with the votes against them from `offset` on."""
    guild_id = managed_guild(interaction)
    library, home = bot_of(interaction).library, own_scope(guild_id)
    page = await library.votes.feedback(home, offset=offset, limit=FEEDBACK_PER_PAGE, only_down=True)
    if page.total and not page.items:
        offset = page_start(offset, page.total, FEEDBACK_PER_PAGE)
        page = await library.votes.feedback(home, offset=offset, limit=FEEDBACK_PER_PAGE, only_down=True)
    items = arrows(page, FEEDBACK_PER_PAGE, FeedbackPageButton)
    totals = await library.votes.totals(home)
    await interaction.edit_original_response(
        embed=feedback_page(page, totals, guild_id), view=view_of(*items) if items else None
    )
