"""At the start, puts right the messages that a killed process left: they say what happened, and what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import structlog
from discord import ui

from retrieval import ReindexRun, Unfinished

from ..context import BotContext
from ..text.errors import for_log
from ..text.locale import ENGLISH, languages, t, using_locale
from ..ui.components import view_of
from ..ui.errors import error_boundary, log_only, persist
from ..ui.standing import Kind, Standing
from .reindex import RollbackButton, runs_of

CLOCK_SLACK = timedelta(minutes=1)
"""A reindex is written down before or after its message."""


async def put_right(bot: BotContext) -> None:
    """Edits each such message once. One that cannot be edited now is tried again at the next start."""
    for left in await bot.library.messages.unfinished():
        if not bot.standing.is_mine(left.message):
            async with error_boundary(log_only, task="interrupted", message=left.message):
                await _put_right(bot, left)


async def _put_right(bot: BotContext, left: Unfinished) -> None:
    log = structlog.get_logger("dateline.interrupted").bind(message=left.message)
    standing = Standing.of(left.facts)
    if standing is not None:
        language = standing.language if standing.language in languages() else ENGLISH
        with using_locale(language):
            text, view = await _said(bot, standing, left)
            try:
                await _show(bot, standing, text, view)
            except (
                discord.Forbidden,
                discord.NotFound,
            ) as error:  # the message, or the bot's place there, is gone
                log.info("not put right", error=for_log(error))
            else:
                log.info("put right", kind=standing.kind.value)
    await bot.library.messages.forget(left.message)


async def _said(bot: BotContext, standing: Standing, left: Unfinished) -> tuple[str, ui.View | None]:
    """Returns what happened to the work, and the button that goes on from there."""
    if standing.text is not None:
        return standing.text, None
    if standing.kind is Kind.ROLLBACK and standing.run is not None:
        return t("interrupted-rollback"), view_of(RollbackButton(standing.run))
    if standing.kind is not Kind.REINDEX:
        return t(f"interrupted-{standing.kind.value}"), None
    run = await _run(bot, standing, left)
    if run is None:
        return t("interrupted-reindex-unchanged"), None
    said = t("interrupted-reindex", changed=run.changed, articles=run.articles)
    return said, view_of(RollbackButton(run.id))


async def _run(bot: BotContext, standing: Standing, left: Unfinished) -> ReindexRun | None:
    """Returns what the reindex had written; None if it had written nothing."""
    for run in await runs_of(bot.library, standing.guild):
        if run.finished_at is None and run.started_at >= left.since - CLOCK_SLACK:
            return run if run.changed and not run.rolled_back else None
    return None


async def _show(bot: BotContext, standing: Standing, text: str, view: ui.View | None) -> None:
    if standing.token is None:
        channel = bot.get_partial_messageable(standing.channel)
        message = channel.get_partial_message(standing.message)
        await persist(lambda: message.edit(content=text, view=view))
    elif discord.utils.utcnow().timestamp() < standing.expires:
        hook = discord.Webhook.partial(bot.application_id or 0, standing.token, client=bot)
        await persist(lambda: hook.edit_message(standing.message, content=text, view=None))
    elif standing.person is not None and standing.kind is not Kind.WAITING:
        person: Any = discord.Object(standing.person)
        direct = await persist(lambda: bot.create_dm(person))
        await persist(lambda: direct.send(text, nonce=str(standing.message)))
