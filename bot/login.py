"""Where Discord is, and whether the token opens it, without going online."""

from __future__ import annotations

import asyncio

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from retrieval import Settings

from .text.errors import for_log
from .ui.outages import OUTAGES, is_outage, longer

_PATIENCE_SECONDS = 15
_FIRST_PAUSE = 2.0


def point_at(settings: Settings) -> None:
    """Send discord.py to the configured server, proxy or simulator; its own addresses where none is configured."""
    if settings.discord.api_url:
        Route.BASE = settings.discord.api_url
    if settings.discord.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord.gateway_url)


async def log_in(client: discord.Client, token: str) -> None:
    """Log in, again and again while Discord cannot be reached. Raises what discord.py raises for a token that does not
    open it, and for everything else that would not go by itself."""
    pause = _FIRST_PAUSE
    while True:
        try:
            await client.login(token)
        except OUTAGES as error:
            if not is_outage(error):
                raise
            log = structlog.get_logger("dateline.bot")
            log.warning("cannot log in", error=for_log(error), seconds=round(pause, 1))
        else:
            return
        await client.http.close()
        client.http.connector = discord.utils.MISSING  # closed with the session; the next login makes both
        await asyncio.sleep(pause)
        pause = longer(pause)


async def describe_application(settings: Settings) -> str:
    """The application behind the token. Raises what discord.py raises for a bad token or an unreachable server."""
    point_at(settings)
    async with discord.Client(intents=discord.Intents.default()) as client:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await client.login(settings.discord.token.get_secret_value())
            information = await client.application_info()
    servers = information.approximate_guild_count
    return f"{information.name}, in {servers} servers"
