"""Where Discord is, and whether the token opens it, without going online."""

from __future__ import annotations

import asyncio

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from retrieval import Settings

_PATIENCE_SECONDS = 15


def point_at(settings: Settings) -> None:
    """Send discord.py to the configured server, proxy or simulator; its own addresses where none is configured."""
    if settings.discord.api_url:
        Route.BASE = settings.discord.api_url
    if settings.discord.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord.gateway_url)


async def describe_application(settings: Settings) -> str:
    """The application behind the token. Raises what discord.py raises for a bad token or an unreachable server."""
    point_at(settings)
    async with discord.Client(intents=discord.Intents.default()) as client:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await client.login(settings.discord.token.get_secret_value())
            information = await client.application_info()
    servers = information.approximate_guild_count
    return f"{information.name}, in {servers} servers"
