"""What people asked in a server and how they liked the answers, for those who manage it.

A group of unanswered questions can be put away, or answered: a form takes the address of a source, the bot takes it in
and offers to ask the question again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from retrieval import (
    Feedback,
    IngestSummary,
    NotFound,
    OutcomeKind,
    Page,
    StoredAnswer,
    Tally,
    Unanswered,
)

from ..asking.admission import rate_limited, requester_in
from ..asking.answering import answer_once, question_from
from ..asking.buttons import Complaint, read_complaint
from ..asking.commands import ResponsePresenter
from ..audit import AuditAction, record
from ..library.adding import address_job, recorded, take_in, web_source
from ..places import channel_key, managed_guild, message_address, own_scope
from ..text.locale import figure, page_range, share, t
from ..text.markup import clip, clip_plain
from ..text.message_markup import plain
from ..ui.components import (
    LABEL_LIMIT,
    NOTE_LIMIT,
    Button,
    Form,
    Interaction,
    Listed,
    Menu,
    PageButton,
    Pager,
    bot_of,
    page_of,
    picked,
    view_of,
)
from ..ui.embeds import ANSWER_COLOUR, REFUSAL_COLOUR, numbered_page
from ..ui.errors import error_boundary, respond
from ..ui.job_messages import JobKind
from ..ui.progress import PrivateProgress, ProgressMessage

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
    """Shows one page of the groups of questions that got no answer, the most asked first."""
    return numbered_page(page, t("unanswered-title", count=page.total), t("unanswered-none"), _cluster)


def dismissal_question(cluster: Unanswered) -> discord.Embed:
    """Asks before a group is put away: which one, and what becomes of it."""
    return discord.Embed(
        title=t("unanswered-dismiss-title"),
        description=f"{_cluster(cluster)}\n\n{t('unanswered-dismiss-what')}",
        colour=REFUSAL_COLOUR,
    )


def feedback_page(page: Page[Feedback], totals: Tally, guild_id: int) -> discord.Embed:
    """Shows how the answers of this server were liked, and one page of the votes against them, the newest first."""
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
    """Shows the newest wording of a group, how often and by whom it was asked, why not answered, and other wordings."""
    newest, *others = cluster.questions
    asked = [
        t("unanswered-asked", count=cluster.count),
        t("unanswered-people", people=cluster.people) if cluster.people else "",
        t("unanswered-newest", when=discord.utils.format_dt(cluster.newest, "R")),
    ]
    why = t(f"unanswered-{cluster.reason.value.replace('_', '-')}")
    lines = [f"**{clip(plain(newest), QUESTION)}**", " · ".join(filter(None, asked)), why]
    if others:
        lines.append(t("unanswered-also", questions=_also(others)))
    return "\n".join([lines[0], *(f"-# {line}" for line in lines[1:])])


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


async def clusters(interaction: Interaction) -> Sequence[Unanswered]:
    """Returns the groups, the most asked first. Raises NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    return await bot_of(interaction).library.unanswered.find(home, limit=MOST_CLUSTERS)


async def cluster_of(interaction: Interaction, answer_id: int) -> Unanswered | None:
    """Returns the group that this outcome is in now, which may have grown; None when it was answered, dismissed or
    forgotten meanwhile. Raises NeedsManageServer."""
    return next((each for each in await clusters(interaction) if answer_id in each.answer_ids), None)


async def dismiss(interaction: Interaction, cluster: Unanswered) -> None:
    """Puts a group away, and logs it. Raises NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    await bot_of(interaction).library.unanswered.dismiss(cluster.answer_ids, home=home)
    await record(interaction, AuditAction.DISMISSED, question=cluster.questions[0], count=cluster.count)


LONGEST_ADDRESS = 2000


class AddSourceButton(Button, template=r"dateline:source-for:(\d{1,18})"):
    """Asks for the address of what answers a group of questions; `answer_id` is one of its outcomes, `number` its place
    on the page."""

    answer_id: int
    number: int = 0

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return ui.Button(label=t("source-add", number=figure(self.number)), emoji="➕", custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        stored = await _still_open(interaction, self.answer_id)
        address: ui.TextInput[Any] = ui.TextInput(
            custom_id="address", max_length=LONGEST_ADDRESS, placeholder="https://"
        )
        label: ui.Label[ui.Modal] = ui.Label(
            text=t("source-address"),
            description=clip_plain(t("quoted", text=plain(stored.outcome.question)), NOTE_LIMIT),
            component=address,
        )
        title = clip_plain(t("source-form"), LABEL_LIMIT)
        await interaction.response.send_modal(SourceForm(self.answer_id).opened(title, label))


class SourceForm(Form, template=r"dateline:source-form:(\d{1,18})"):
    """Takes in what is at the address, as /library add does, and offers to ask the question again."""

    answer_id: int

    async def submitted(self, interaction: Interaction) -> None:
        await _still_open(interaction, self.answer_id)
        guild_id = managed_guild(interaction)
        source = web_source(self.first("address"))
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, notify = bot_of(interaction).library, channel_key(interaction.channel_id)
        take = recorded(interaction, source, address_job(library, source, own_scope(guild_id), notify))
        progress = PrivateProgress(interaction, JobKind.ADDING)
        message = ProgressMessage(t("adding-title"), progress.put)

        async def job(message: ProgressMessage) -> IngestSummary:
            summary = await take(message)
            if any(item.error is None for item in summary.items):
                progress.ending = {"view": view_of(AskAgainButton(self.answer_id))}
            return summary

        async with error_boundary(message.finish, guild=guild_id, form=self.custom_id):
            await take_in(job, message)


class AskAgainButton(Button, template=r"dateline:ask-again:(\d{1,18})"):
    """Asks an unanswered question once more, for the manager alone; its group is put away when there is an answer now."""

    answer_id: int
    label, style = "source-ask-again", discord.ButtonStyle.primary

    async def pressed(self, interaction: Interaction) -> None:
        stored = await _still_open(interaction, self.answer_id)
        bot, requester = bot_of(interaction), requester_in(interaction)
        if (no := rate_limited(bot, requester)) is not None:
            await respond(interaction, no.line)
            return
        question = await question_from(interaction, plain(stored.outcome.question))
        question = replace(question, private=True, memory=None, opened_by=None)
        outcome = await answer_once(bot, requester, question, ResponsePresenter(interaction, question))
        if (
            outcome is not None
            and outcome.kind is OutcomeKind.ANSWER
            and (cluster := await cluster_of(interaction, self.answer_id)) is not None
        ):
            await dismiss(interaction, cluster)
            await interaction.followup.send(t("source-answered"), ephemeral=True)


async def _still_open(interaction: Interaction, answer_id: int) -> StoredAnswer:
    """Returns the refusal or the doubtful answer, if it was given to all in the server that this person manages. Raises
    NotFound, NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    stored = await bot_of(interaction).library.answers.get(answer_id)
    if stored.home != home or stored.private or stored.outcome.kind is OutcomeKind.ANSWER:
        raise NotFound("answer", answer_id)
    return stored


OPTION_LIMIT = 100
QUESTION_IN_TEXT = 200


async def _unanswered(interaction: Interaction, offset: int) -> Listed[Unanswered]:
    page = page_of(await clusters(interaction), offset, UNANSWERED_PER_PAGE)
    shown = enumerate(page.items, page.offset + 1)
    items: list[Button | Menu] = [AddSourceButton(each.answer_ids[0], number) for number, each in shown]
    if page.items:
        items.append(DismissMenu(page.offset, page.items))
    return Listed(page, unanswered_page(page), items)


async def _feedback(interaction: Interaction, offset: int) -> Listed[Feedback]:
    guild_id = managed_guild(interaction)
    library, home = bot_of(interaction).library, own_scope(guild_id)
    page = await library.votes.feedback(home, offset=offset, limit=FEEDBACK_PER_PAGE, only_down=True)
    totals = await library.votes.totals(home)
    return Listed(page, feedback_page(page, totals, guild_id))


UNANSWERED = Pager(_unanswered, UNANSWERED_PER_PAGE)
"""The groups of questions of this server that got no answer."""
FEEDBACK = Pager(_feedback, FEEDBACK_PER_PAGE)
"""How this server liked its answers, with the votes against them."""


class UnansweredPageButton(
    PageButton, template=r"dateline:unanswered:(\d{1,9}):(back|on|keep)", pager=UNANSWERED
):
    """Shows another page, or the page from which a group was picked to be dismissed."""


class DismissMenu(Menu, template=r"dateline:unanswered:(\d{1,9}):pick"):
    """Picks a group to dismiss, by its newest answer; it is asked about before it goes."""

    offset: int
    clusters: Sequence[Unanswered] = ()
    hint = "unanswered-dismiss"

    def options(self) -> list[discord.SelectOption]:
        return [
            discord.SelectOption(
                label=clip_plain(f"{figure(number)}. {plain(each.questions[0])}", OPTION_LIMIT),
                value=str(each.answer_ids[0]),
            )
            for number, each in enumerate(self.clusters, self.offset + 1)
        ]

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        cluster = await cluster_of(interaction, int(picked(self.item)["id"]))
        if cluster is None:
            await UNANSWERED.show(interaction, self.offset, content=t("unanswered-gone"))
            return
        view = view_of(DismissButton(cluster.answer_ids[0]), UnansweredPageButton(self.offset, "keep"))
        await interaction.edit_original_response(content=None, embed=dismissal_question(cluster), view=view)


class DismissButton(Button, template=r"dateline:unanswered:dismiss:(\d{1,18})"):
    """Puts a group of questions away."""

    answer_id: int
    label, style = "unanswered-dismiss-button", discord.ButtonStyle.danger

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        cluster = await cluster_of(interaction, self.answer_id)
        if cluster is None:
            await UNANSWERED.show(interaction, content=t("unanswered-gone"))
            return
        await dismiss(interaction, cluster)
        question = clip(plain(cluster.questions[0]), QUESTION_IN_TEXT)
        await UNANSWERED.show(interaction, content=t("unanswered-dismissed", question=question))


class FeedbackPageButton(PageButton, template=r"dateline:feedback:(\d{1,9}):(back|on)", pager=FEEDBACK):
    """Shows another page of the votes against answers."""
