"""Requests that do no harm when they arrive twice, sent until they get through.

discord.py repeats a request after most 5xx and all 429, but not after a 503 or, on Linux, a connection reset.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord
import structlog

from ..text.errors import for_log

T = TypeVar("T")

PAUSES = (0.5, 2.0, 5.0)
"""Seconds before each further try; together short of what a person waits for an answer."""
UNAVAILABLE = 503


def new_nonce() -> str:
    """For one posting, all its tries included, that nothing else names. Discord takes 25 characters."""
    return secrets.token_urlsafe(12)


async def persist(request: Callable[[], Awaitable[T]]) -> T:
    """What `request` returns. It must be idempotent: an edit, or a message with a nonce."""
    for pause in PAUSES:
        try:
            return await request()
        except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
            if isinstance(error, discord.DiscordServerError) and error.status != UNAVAILABLE:
                raise
            structlog.get_logger("dateline.bot").warning("again", error=for_log(error), seconds=pause)
        await asyncio.sleep(pause)
    return await request()


async def post(place: discord.abc.Messageable, text: str) -> discord.Message:
    """One message, posted once however often it takes to get through."""
    nonce = new_nonce()
    return await persist(lambda: place.send(text, nonce=nonce))
