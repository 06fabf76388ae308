"""The rows of the table in `errors` for what discord.py and its connection raise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten
from typing import Any

import aiohttp
import discord
from discord import app_commands

from ..exceptions import (
    CannotWrite,
    DaysReversed,
    ForeignChoice,
    NeedsDiscordsOwn,
    NotADay,
    NoTag,
    NotAnAddress,
    OneSource,
    SharedArticle,
    UnknownArticle,
    UnknownPublisher,
)
from .locale import Row, all_of, day_in_words, listed, saying, t

DEVELOPER_PORTAL = "https://discord.com/developers/applications"

PERMISSIONS_BY_CODE = {
    50001: ("view_channel",),
    50083: ("manage_threads",),
    160005: ("manage_threads",),
    50013: ("send_messages", "embed_links", "read_message_history"),
    160002: ("read_message_history",),
}
NAMED_PERMISSIONS = frozenset(
    {
        "view_channel",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
        "manage_guild",
        "manage_threads",
    }
)
"""Those whose names the languages have; others are called as Discord's interface for programs calls them."""
CLOSE_CODES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
LONGEST_VALUE = 100
LONGEST_NAME = 60


def permission_name(permission: str) -> str:
    """Returns what Discord's apps call a permission: "Manage Server" for manage_guild."""
    if permission in NAMED_PERMISSIONS:
        return t(f"permission-{permission}")
    return permission.replace("_", " ").replace("guild", "server").title()


def _forbidden(error: discord.Forbidden) -> str:
    if error.code == 50007:
        return t("discord-direct-messages-closed")
    return _needs(PERMISSIONS_BY_CODE.get(error.code, PERMISSIONS_BY_CODE[50013]))


def _not_found(error: discord.NotFound) -> str:
    return t("discord-stopped-waiting" if error.code in (10015, 10062) else "discord-place-gone")


def _refused(error: discord.HTTPException) -> str:
    if error.code in PERMISSIONS_BY_CODE:
        return _needs(PERMISSIONS_BY_CODE[error.code])
    return t("discord-refused", status=str(error.status), code=str(error.code))


def _needs(permissions: Sequence[str]) -> str:
    return t("discord-needs", permissions=all_of(map(permission_name, permissions)))


def _closed(error: discord.ConnectionClosed) -> str:
    if error.code in CLOSE_CODES:
        return t(f"discord-closed-{error.code}", portal=DEVELOPER_PORTAL)
    return t("discord-closed", code=str(error.code))


def _with_value(key: str, limit: int = LONGEST_VALUE) -> Row:
    """A row for what someone typed into an option."""
    return lambda error: t(key, value=shorten(str(error.value), limit))


def _unknown(kind: str) -> Row:
    """A row for what names nothing, or several things."""

    def row(error: Any) -> str:
        which = f"{kind}-{'several' if error.several else 'near' if error.names else 'none'}"
        names = listed(t("quoted", text=shorten(name, LONGEST_NAME)) for name in error.names)
        return t(f"option-{which}", value=shorten(error.value, LONGEST_VALUE), names=names)

    return row


def _lacking(key: str) -> Row:
    return lambda error: t(key, permissions=listed(map(permission_name, error.missing_permissions)))


def _soon(key: str) -> Row:
    return lambda error: t(key, seconds=round(error.retry_after))


def _at_portal(key: str) -> Row:
    return lambda error: t(key, portal=DEVELOPER_PORTAL)


DISCORD: dict[type[BaseException], Callable[[Any], str]] = {
    discord.DiscordException: saying("discord-exception", "problem"),
    discord.ClientException: saying("discord-client", "problem"),
    discord.HTTPException: _refused,
    discord.Forbidden: _forbidden,
    discord.NotFound: _not_found,
    discord.DiscordServerError: saying("discord-server", "status"),
    discord.RateLimited: _soon("discord-rate-limited"),
    discord.GatewayNotFound: saying("discord-gateway-not-found"),
    discord.LoginFailure: _at_portal("discord-login-failure"),
    discord.PrivilegedIntentsRequired: _at_portal("discord-closed-4014"),
    discord.ConnectionClosed: _closed,
    discord.InteractionResponded: saying("discord-responded"),
    discord.MissingApplicationID: _at_portal("discord-no-application"),
    discord.InvalidData: saying("discord-invalid-data"),
    app_commands.AppCommandError: saying("use-failed", "problem"),
    app_commands.TransformerError: _with_value("option-not-taken"),
    CannotWrite: lambda e: _needs([e.permission]),
    NoTag: saying("discord-needs-tag"),
    NotADay: _with_value("option-not-a-day", 60),
    ForeignChoice: saying("setup-foreign"),
    OneSource: saying("option-one-source"),
    NotAnAddress: _with_value("option-not-an-address"),
    UnknownArticle: _unknown("article"),
    UnknownPublisher: _unknown("publisher"),
    SharedArticle: lambda e: t("option-shared-article", title=shorten(e.title, LONGEST_VALUE)),
    DaysReversed: lambda e: t(
        "option-days-reversed", since=day_in_words(e.since), until=day_in_words(e.until)
    ),
    app_commands.TranslationError: saying("use-not-translated"),
    app_commands.CheckFailure: saying("use-needs-manager"),
    NeedsDiscordsOwn: saying("use-needs-discords-own"),
    app_commands.NoPrivateMessage: saying("use-servers-only"),
    app_commands.MissingPermissions: _lacking("use-needs"),
    app_commands.BotMissingPermissions: _lacking("use-bot-needs"),
    app_commands.CommandOnCooldown: _soon("use-cooldown"),
    app_commands.CommandNotFound: saying("use-not-known"),
    app_commands.CommandSignatureMismatch: saying("use-changed"),
    app_commands.CommandSyncFailure: saying("use-sync-refused"),
    aiohttp.ClientError: saying("discord-unreachable"),
}
