"""The rows of the table in `errors` for what discord.py and its connection raise."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten
from typing import Any

import aiohttp
import discord
from discord import app_commands

from .adding import NotAnAddress, OneSource
from .article_option import UnknownArticle, UnknownPublisher
from .days import NotADay
from .delivery import CannotWrite

DEVELOPER_PORTAL = "https://discord.com/developers/applications"

PERMISSIONS_BY_CODE = {
    50001: "View Channel",
    50013: "Send Messages, Embed Links and Read Message History",
    160002: "Read Message History",
}
CLOSE_CODES = {
    4004: f"Discord does not accept the token. Copy a fresh one from {DEVELOPER_PORTAL} into DISCORD_TOKEN.",
    4010: "Discord does not accept the shard. Restart Dateline; it uses one.",
    4011: "The bot is in too many servers for one connection, and Dateline cannot use several yet.",
    4012: "Discord no longer speaks this version of its protocol. Update with “pip install -U discord.py”.",
    4013: "Discord does not know an intent that was asked for. Update with “pip install -U discord.py”.",
    4014: f"Discord refused an intent. Allow it under {DEVELOPER_PORTAL} → Bot → Privileged Gateway Intents.",
}


def _forbidden(error: discord.Forbidden) -> str:
    if error.code == 50007:
        return "I cannot write to you directly. Allow direct messages, or ask me in a channel."
    return _needs(PERMISSIONS_BY_CODE.get(error.code, PERMISSIONS_BY_CODE[50013]))


def _not_found(error: discord.NotFound) -> str:
    if error.code in (10015, 10062):
        return "Discord stopped waiting before I was ready. Please try again."
    return "The message or channel I was answering in is gone. Please ask again."


def _refused(error: discord.HTTPException) -> str:
    if error.code in PERMISSIONS_BY_CODE:
        return _needs(PERMISSIONS_BY_CODE[error.code])
    return (
        f"Discord refused my message (error {error.status}, code {error.code}). Please try again in a moment."
    )


def _needs(permissions: str) -> str:
    return (
        f"I need {permissions} here. Someone who manages this server can allow it in the channel's settings."
    )


def _closed(error: discord.ConnectionClosed) -> str:
    known = CLOSE_CODES.get(error.code)
    return (
        known
        or f"Discord closed the connection (code {error.code}). Check the network and start Dateline again."
    )


def _names(permissions: list[str]) -> str:
    return ", ".join(name.replace("_", " ").replace("guild", "server").title() for name in permissions)


DISCORD: dict[type[BaseException], Callable[[Any], str]] = {
    discord.DiscordException: lambda e: f"Discord's library reported “{e}”. Please try again in a moment.",
    discord.ClientException: lambda e: f"The Discord client could not go on: {e}. Start Dateline again.",
    discord.HTTPException: _refused,
    discord.Forbidden: _forbidden,
    discord.NotFound: _not_found,
    discord.DiscordServerError: lambda e: (
        f"Discord has trouble of its own (error {e.status}). Please try again in a few minutes."
    ),
    discord.RateLimited: lambda e: (
        f"Discord asks me to slow down. Please try again in {e.retry_after:.0f} s."
    ),
    discord.GatewayNotFound: lambda e: (
        "Discord's gateway cannot be found. Check the network, and discord.api_url if you have set it."
    ),
    discord.LoginFailure: lambda e: (
        f"Discord does not accept the token. Copy a fresh one from {DEVELOPER_PORTAL} → Bot → Reset Token "
        "into DISCORD_TOKEN, and start Dateline again."
    ),
    discord.PrivilegedIntentsRequired: lambda e: CLOSE_CODES[4014],
    discord.ConnectionClosed: _closed,
    discord.InteractionResponded: lambda e: (
        "I have answered that already. If you see nothing, please try again."
    ),
    discord.MissingApplicationID: lambda e: (
        f"Discord did not say which application this is. Check the token at {DEVELOPER_PORTAL}."
    ),
    discord.InvalidData: lambda e: "Discord sent something I could not read. Please try again.",
    app_commands.AppCommandError: lambda e: f"That command did not work: {e}. Please try again.",
    app_commands.TransformerError: lambda e: (
        f"“{e.value}” is not what this option takes. Choose a value that Discord offers, and try again."
    ),
    CannotWrite: lambda e: _needs(_names([e.permission])),
    NotADay: lambda e: f"“{shorten(e.value, 60)}” is no day I can read; write it like 2024-05-31.",
    OneSource: lambda e: "Give me either an address (url) or a file, one of the two.",
    NotAnAddress: lambda e: (
        f"“{shorten(e.value, 100)}” is no web address. Copy the whole of it, from https:// on."
    ),
    UnknownArticle: lambda e: (
        f"“{shorten(e.value, 100)}” is not exactly one article. Choose one that Discord offers while you type."
    ),
    UnknownPublisher: lambda e: (
        f"“{shorten(e.value, 100)}” is not exactly one publisher. Choose one that Discord offers while you type."
    ),
    app_commands.TranslationError: lambda e: "A text of mine could not be translated. Please try again.",
    app_commands.CheckFailure: lambda e: (
        "This needs the Manage Server permission. Ask someone who manages this server."
    ),
    app_commands.NoPrivateMessage: lambda e: (
        "This works in servers only. Use it in a channel of the server it is about."
    ),
    app_commands.MissingPermissions: lambda e: (
        f"This needs {_names(e.missing_permissions)}. Ask someone who manages this server."
    ),
    app_commands.BotMissingPermissions: lambda e: (
        f"I need {_names(e.missing_permissions)} for that. Someone who manages this server can allow it."
    ),
    app_commands.CommandOnCooldown: lambda e: f"One moment, please: again in {e.retry_after:.0f} s.",
    app_commands.CommandNotFound: lambda e: (
        "Discord still shows a command that I no longer have. Reload Discord (Ctrl+R) and choose it again."
    ),
    app_commands.CommandSignatureMismatch: lambda e: (
        "Discord still shows an older form of this command. Reload Discord (Ctrl+R) and choose it again."
    ),
    app_commands.CommandSyncFailure: lambda e: (
        "Discord refused my list of commands, so the old ones stay. The log says which command and why."
    ),
    aiohttp.ClientError: lambda e: (
        "Discord cannot be reached. Check the network and discord.api_url; I keep trying while I am running."
    ),
}
