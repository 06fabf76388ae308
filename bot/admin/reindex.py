"""Starting a reindex, showing beforehand what it would change, and taking it back: for those who manage a server."""

from __future__ import annotations

from functools import partial
from typing import Literal

import discord
from discord import ui

from retrieval import (
    Library,
    NotFound,
    ReindexItem,
    ReindexKind,
    ReindexPlan,
    ReindexRun,
    ReindexRunning,
    ReindexSummary,
)

from ..audit import AuditAction, record
from ..places import managed_guild, of_everyone, visible_scopes
from ..text.locale import figure, set_locale, t
from ..text.markup import clip, link, size
from ..text.phrases import reindex_line
from ..ui.components import Button, Interaction, bot_of, view_of
from ..ui.embeds import ANSWER_COLOUR, DESCRIPTION_LIMIT, change_line
from ..ui.errors import error_boundary
from ..ui.job_messages import JobKind
from ..ui.progress import PrivateProgress, ProgressMessage, PublicProgress

TITLE = 120
PUBLISHER = 60
SENTENCE = 180
SENTENCES = 3
"""Of one article."""
MORE_ROOM = 80
CHANGING = (ReindexKind.REREAD, ReindexKind.RESPLIT)
STATED = ("title", "publisher", "byline", "url", "published_at", "updated_at", "language", "correction")
"""Fields of an article that have a name of their own here; others are one word together."""


def plan_line(plan: ReindexPlan) -> str:
    """Returns the totals of a dry run in one sentence, which also says that nothing was written."""
    return t(
        "plan-line",
        articles=plan.articles,
        reread=plan.count(ReindexKind.REREAD),
        resplit=plan.count(ReindexKind.RESPLIT),
        embed=plan.to_embed,
    )


def plan_page(plan: ReindexPlan) -> discord.Embed:
    """Shows the articles whose text or passages would change, with some of their sentences, as many as fit."""
    embed = discord.Embed(title=t("plan-title"), colour=ANSWER_COLOUR)
    items = [item for item in plan.items if item.kind in CHANGING]
    shown: list[str] = []
    room = DESCRIPTION_LIMIT - MORE_ROOM
    for item in items:
        text = _item(item)
        room -= size(text) + len("\n\n")
        if room < 0:
            break
        shown.append(text)
    if more := len(items) - len(shown):
        shown.append(t("plan-more", articles=more))
    embed.description = "\n\n".join(shown) or t("plan-nothing")
    return embed


def rollback_line(summary: ReindexSummary) -> str:
    """Returns in words how many articles are as before, and how many were left alone."""
    line = t("rollback-line", articles=summary.changed)
    return f"{line} {t('rollback-left', articles=summary.left_alone)}" if summary.left_alone else line


def _item(item: ReindexItem) -> str:
    what = t("plan-reread" if item.kind is ReindexKind.REREAD else "plan-resplit")
    facts = (
        f"**{link(item.title, None, text_limit=TITLE, url_limit=0)}**",
        clip(item.publisher or "", PUBLISHER),
        what,
    )
    lines = [" · ".join(filter(None, facts))]
    if item.fields:
        names = dict.fromkeys(t(f"plan-field-{name if name in STATED else 'other'}") for name in item.fields)
        lines.append(f"-# {t('plan-fields', fields=', '.join(names))}")
    lines += [change_line(change, SENTENCE) for change in item.changes[:SENTENCES]]
    if more := item.more_changes + max(0, len(item.changes) - SENTENCES):
        lines.append(f"-# {t('plan-more-sentences', sentences=figure(more))}")
    return "\n".join(lines)


RUNS = 50
"""So many reindexes are looked through for one; the library keeps the newest of each set of scopes."""
QUESTION_BELOW = "\n\n"
"""Stands between what a reindex did and the question whether to take it back."""


class ReindexNowButton(Button, template=r"dateline:reindex:now"):
    """Does what a dry run has shown."""

    label, style = "reindex-now", discord.ButtonStyle.primary

    async def pressed(self, interaction: Interaction) -> None:
        await start_reindex(interaction)


class RollbackButton(Button, template=r"dateline:rollback:(\d{1,18}):(ask|now|keep)"):
    """Takes a reindex of this server back, after it was asked about."""

    run_id: int
    step: Literal["ask", "now", "keep"] = "ask"

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        style = discord.ButtonStyle.danger if self.step == "now" else discord.ButtonStyle.secondary
        label = t("button-keep" if self.step == "keep" else f"rollback-{self.step}")
        return ui.Button(label=label, style=style, custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        run = await _run(interaction, self.run_id)
        done = (interaction.message.content if interaction.message else "").split(QUESTION_BELOW)[0]
        if run.rolled_back:
            await interaction.response.edit_message(
                content=f"{done}{QUESTION_BELOW}{t('rollback-done-already')}", view=None
            )
        elif self.step == "ask":
            question = t("rollback-question", articles=run.changed)
            view = view_of(RollbackButton(run.id, "now"), RollbackButton(run.id, "keep"))
            await interaction.response.edit_message(content=f"{done}{QUESTION_BELOW}{question}", view=view)
        elif self.step == "keep":
            await interaction.response.edit_message(content=done, view=view_of(RollbackButton(run.id)))
        else:
            guild_id = _free(interaction)
            await interaction.response.defer()
            rollback = _roll_back(interaction, guild_id, run)  # reports on the message of the reindex
            bot_of(interaction).tasks.spawn(rollback, name=f"rollback of {guild_id}")


class CancelReindexButton(Button, template=r"dateline:reindex:cancel(?::(\d{1,20}))?"):
    """Stops the reindex on whose message it stands, for those who manage the server. A button of an earlier message, or
    of an ended process, stops no other reindex."""

    job: int = 0
    label, style = "button-cancel", discord.ButtonStyle.danger

    async def pressed(self, interaction: Interaction) -> None:
        if bot_of(interaction).reindexing.cancel(self.job, guild_id=managed_guild(interaction)):
            await interaction.response.defer()  # the job says on its message that it was cancelled
            return
        await interaction.response.edit_message(view=None)
        await interaction.followup.send(t("reindexing-over"), ephemeral=True)


async def start_reindex(interaction: Interaction) -> None:
    """Answers the interaction with a reindex: its progress, a way to cancel it, and afterwards a way to take it back.
    Raises NeedsManageServer, ReindexRunning."""
    guild_id = _free(interaction)
    set_locale(of_everyone(interaction))
    await interaction.response.defer(thinking=True)
    bot_of(interaction).tasks.spawn(_reindex(interaction, guild_id), name=f"reindex of {guild_id}")


async def start_dry_run(interaction: Interaction) -> None:
    """Answers the interaction, for this person alone, with what a reindex would do. Raises as `start_reindex`."""
    guild_id = _free(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot_of(interaction).tasks.spawn(_dry_run(interaction, guild_id), name=f"dry run of {guild_id}")


def _free(interaction: Interaction) -> int:
    """Returns the server, if a reindex can be started in it now. Raises NeedsManageServer, ReindexRunning."""
    guild_id = managed_guild(interaction)
    if bot_of(interaction).reindexing.running:
        raise ReindexRunning
    return guild_id


async def _reindex(interaction: Interaction, guild_id: int) -> None:
    bot = bot_of(interaction)
    progress = PublicProgress(interaction, JobKind.REINDEX, partial(_cancel, interaction.id))
    message = ProgressMessage(t("reindexing-title"), progress.put)

    async def ended(summary: ReindexSummary | None) -> None:
        if summary is None:
            await record(interaction, AuditAction.REINDEX_CANCELLED)
        else:
            await record(
                interaction, AuditAction.REINDEXED, articles=summary.articles, changed=summary.changed
            )
        new = [run for run in await runs_of(bot.library, guild_id) if run.id not in before and run.changed]
        if new:
            progress.ending = {"view": view_of(RollbackButton(new[0].id))}

    async with error_boundary(message.finish, guild=guild_id, command="admin reindex"):
        before = {run.id for run in await runs_of(bot.library, guild_id)}
        work = bot.library.reindexes.run(scopes=visible_scopes(guild_id), on_progress=message)
        carry_out = bot.reindexing.carry_out
        await carry_out(guild_id, work, message, reindex_line, ended, job=interaction.id)


async def _dry_run(interaction: Interaction, guild_id: int) -> None:
    bot = bot_of(interaction)
    progress = PrivateProgress(interaction, JobKind.DRY_RUN, partial(_cancel, interaction.id))
    message = ProgressMessage(t("plan-working"), progress.put)

    async def ended(plan: ReindexPlan | None) -> None:
        if plan is not None:
            progress.ending = {"embed": plan_page(plan), "view": view_of(ReindexNowButton())}

    async with error_boundary(message.finish, guild=guild_id, command="admin reindex", dry_run=True):
        work = bot.library.reindexes.plan(scopes=visible_scopes(guild_id), on_progress=message)
        await bot.reindexing.carry_out(guild_id, work, message, plan_line, ended, job=interaction.id)


async def _roll_back(interaction: Interaction, guild_id: int, run: ReindexRun) -> None:
    bot = bot_of(interaction)
    progress = PublicProgress(interaction, JobKind.ROLLBACK, run=run.id)
    message = ProgressMessage(t("rollback-working"), progress.put)

    async def ended(summary: ReindexSummary | None) -> None:
        if summary is not None:
            await record(interaction, AuditAction.ROLLED_BACK, articles=summary.changed)

    async with error_boundary(message.finish, guild=guild_id, run=run.id):
        work = bot.library.reindexes.roll_back(run.id, scopes=visible_scopes(guild_id), on_progress=message)
        await bot.reindexing.carry_out(guild_id, work, message, rollback_line, ended)


def _cancel(job: int) -> ui.View:
    return view_of(CancelReindexButton(job))


async def runs_of(library: Library, guild_id: int | None) -> list[ReindexRun]:
    """Returns the reindexes that this server started, newest first: those over exactly what it sees."""
    scopes = visible_scopes(guild_id)
    runs = await library.reindexes.recent(scopes=scopes, limit=RUNS)
    return [run for run in runs if run.scopes is not None and set(run.scopes) == set(scopes)]


async def _run(interaction: Interaction, run_id: int) -> ReindexRun:
    """Returns that reindex of this server. Raises NotFound, NeedsManageServer."""
    for run in await runs_of(bot_of(interaction).library, managed_guild(interaction)):
        if run.id == run_id:
            return run
    raise NotFound("reindex", run_id)
