"""Where every error of the bot ends: in the log, and as a sentence to the person who met it.

Also sends requests again that do no harm when they arrive twice. discord.py does so after most 5xx and all 429, but not
after a 503 or, on Linux, a connection reset."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

import aiohttp
import discord
import structlog

from ..text.errors import for_log, incident, is_expected, sentence
from ..text.markup import clip

ErrorReply = Callable[[str], Awaitable[object]]

MESSAGE_LIMIT = 2000
ALREADY_ACKNOWLEDGED = 40060
UNKNOWN_INTERACTION = 10062
UNTELLABLE = (ALREADY_ACKNOWLEDGED, UNKNOWN_INTERACTION)
"""Somebody else has answered this interaction, or Discord has stopped waiting: there is nobody to tell."""


@asynccontextmanager
async def error_boundary(reply: ErrorReply, **facts: Any) -> AsyncIterator[None]:
    """Reports whatever is raised inside, and goes on; `facts` go into the log."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the one handler that catches everything
        await report_error(error, reply, **facts)


async def log_only(text: str) -> None:
    """Says nothing, for work that nobody asked for: `report_error` has logged the error already."""


async def report_error(error: Exception, reply: ErrorReply, **facts: Any) -> None:
    """Logs `error`, with its traceback when nobody foresaw it, and says its sentence to the person."""
    log = structlog.get_logger("dateline.bot").bind(**facts)
    if is_expected(error):
        log.warning("refused", error=for_log(error), incident=incident(error))
    else:
        log.error("unexpected", incident=incident(error), exc_info=error)
    if getattr(error, "code", None) in UNTELLABLE:
        return
    try:
        await reply(clip(sentence(error, public=True), MESSAGE_LIMIT, links=True))
    except (discord.DiscordException, aiohttp.ClientError, TimeoutError) as failure:
        log.warning("could not be told", error=for_log(failure))


async def respond(interaction: discord.Interaction[Any], text: str) -> None:
    """Says `text` to the one who used the interaction, in private. Where "thinking …" is on screen, it takes its place:
    Discord lets nothing private follow a public one."""
    response = interaction.response
    if not response.is_done():
        try:
            await response.send_message(text, ephemeral=True)
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
            await interaction.followup.send(text, ephemeral=True)  # a response got through that failed here
    elif response.type is discord.InteractionResponseType.deferred_channel_message:
        shown = await interaction.edit_original_response(content=text)
        await interaction.client.job_messages.settled(shown.id)
    else:
        await interaction.followup.send(text, ephemeral=True)


T = TypeVar("T")

PAUSES = (0.5, 2.0, 5.0)
"""Seconds before each further try; together short of what a person waits for an answer."""
UNAVAILABLE = 503
NONCE_LIFE = timedelta(minutes=1)
"""So long after a first try the same nonce surely names the same message: Discord says "the past few minutes"."""


def new_nonce() -> str:
    """Returns a name for one posting, all its tries included. Discord takes 25 characters."""
    return secrets.token_urlsafe(12)


async def persist(request: Callable[[], Awaitable[T]]) -> T:
    """Returns what `request` returns. The request must be idempotent: an edit, or a message with a nonce."""
    for pause in PAUSES:
        try:
            return await request()
        except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
            if isinstance(error, discord.DiscordServerError) and error.status != UNAVAILABLE:
                raise
            structlog.get_logger("dateline.bot").warning("again", error=for_log(error), seconds=pause)
        await asyncio.sleep(pause)
    return await request()


async def persist_in_posting(request: Callable[[], Awaitable[T]]) -> T:
    """Does the same for a message with a nonce, but ends before Discord may have forgotten the nonce, also where
    discord.py would wait longer. Whoever tries again after that has to look first whether the message is there."""
    try:
        async with asyncio.timeout(NONCE_LIFE.total_seconds()):
            return await persist(request)
    except TimeoutError as error:
        raise aiohttp.ServerTimeoutError(str(error)) from error


async def post(place: discord.abc.Messageable, text: str) -> discord.Message:
    """Sends one message, and posts it once however often that takes to get through."""
    nonce = new_nonce()
    return await persist_in_posting(lambda: place.send(text, nonce=nonce))
