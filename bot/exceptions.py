"""The exceptions that the bot raises on purpose. `text/discord_errors` holds the sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import discord
from discord import app_commands


class NotADay(app_commands.AppCommandError):
    """`value` is no day of the calendar as options take them."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class DaysReversed(app_commands.AppCommandError):
    """`since` is after `until`."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"{since} {until}")
        self.since, self.until = since, until


class OneSource(app_commands.AppCommandError):
    """An address and a file were given, or neither."""


class NotAnAddress(app_commands.AppCommandError):
    """`value` is no web address. To the library it would be a path on the machine that runs the bot."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class Unknown(app_commands.AppCommandError):
    """What was typed is nothing that there is, or not one thing: `names` are the nearest, or the `several` that fit."""

    def __init__(self, value: str, names: Sequence[str] = (), *, several: bool = False) -> None:
        super().__init__(value)
        self.value = value
        self.names = tuple(names)
        self.several = several


class UnknownArticle(Unknown):
    """Of an article."""


class UnknownPublisher(Unknown):
    """Of a publisher."""


class SharedArticle(app_commands.AppCommandError):
    """Every server sees the article called `title`, so that no server may remove it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class CannotWrite(discord.DiscordException):
    """Nothing can be said in this channel. The server was told already, as far as anybody could be."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class NeedsManageServer(app_commands.CheckFailure):
    """The person may not manage this server, or this is no server."""


class NeedsDiscordsOwn(NeedsManageServer):
    """The person manages the bot by a role, and this needs Discord's own permission."""


class ForeignChoice(app_commands.AppCommandError):
    """A choice that nothing of ours offers: another server's channel, or a value that somebody made up."""
