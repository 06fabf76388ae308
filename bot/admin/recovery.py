"""At the start, puts right the messages that a killed process left: they say what happened, and what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import structlog
from discord import ui

from retrieval import ReindexRun, UnfinishedMessage

from ..context import BotContext
from ..text.errors import for_log
from ..text.locale import ENGLISH, languages, t, using_locale
from ..ui.components import view_of
from ..ui.errors import error_boundary, log_only, persist, persist_in_posting
from ..ui.job_messages import JobKind, JobMessage
from .reindex import RollbackButton, runs_of

CLOCK_SLACK = timedelta(minutes=1)
"""A reindex is written down before or after its message."""


async def recover_messages(bot: BotContext) -> None:
    """Edits each such message once. One that cannot be edited now is tried again at the next start."""
    for left in await bot.library.messages.unfinished():
        if not bot.job_messages.is_mine(left.message):
            async with error_boundary(log_only, task="interrupted", message=left.message):
                await _recover_message(bot, left)


async def _recover_message(bot: BotContext, left: UnfinishedMessage) -> None:
    log = structlog.get_logger("dateline.interrupted").bind(message=left.message)
    job_message = JobMessage.of(left.facts)
    if job_message is not None:
        language = job_message.language if job_message.language in languages() else ENGLISH
        with using_locale(language):
            text, view = await _said(bot, job_message, left)
            try:
                await _show(bot, job_message, text, view)
            except (
                discord.Forbidden,
                discord.NotFound,
            ) as error:  # the message, or the bot's place there, is gone
                log.info("not put right", error=for_log(error))
            else:
                log.info("put right", kind=job_message.kind.value)
    await bot.library.messages.forget(left.message)


async def _said(
    bot: BotContext, job_message: JobMessage, left: UnfinishedMessage
) -> tuple[str, ui.View | None]:
    """Returns what happened to the work, and the button that goes on from there."""
    if job_message.text is not None:
        return job_message.text, None
    if job_message.kind is JobKind.ROLLBACK and job_message.run is not None:
        return t("interrupted-rollback"), view_of(RollbackButton(job_message.run))
    if job_message.kind is not JobKind.REINDEX:
        return t(f"interrupted-{job_message.kind.value}"), None
    run = await _run(bot, job_message, left)
    if run is None:
        return t("interrupted-reindex-unchanged"), None
    said = t("interrupted-reindex", changed=run.changed, articles=run.articles)
    return said, view_of(RollbackButton(run.id))


async def _run(bot: BotContext, job_message: JobMessage, left: UnfinishedMessage) -> ReindexRun | None:
    """Returns what the reindex had written; None if it had written nothing."""
    for run in await runs_of(bot.library, job_message.guild):
        if run.finished_at is None and run.started_at >= left.since - CLOCK_SLACK:
            return run if run.changed and not run.rolled_back else None
    return None


async def _show(bot: BotContext, job_message: JobMessage, text: str, view: ui.View | None) -> None:
    if job_message.token is None:
        channel = bot.get_partial_messageable(job_message.channel)
        message = channel.get_partial_message(job_message.message)
        await persist(lambda: message.edit(content=text, view=view))
    elif discord.utils.utcnow().timestamp() < job_message.expires:
        hook = discord.Webhook.partial(bot.application_id or 0, job_message.token, client=bot)
        await persist(lambda: hook.edit_message(job_message.message, content=text, view=None))
    elif job_message.person is not None and job_message.kind is not JobKind.WAITING:
        person: Any = discord.Object(job_message.person)
        direct = await persist(lambda: bot.create_dm(person))
        await persist_in_posting(lambda: direct.send(text, nonce=str(job_message.message)))
