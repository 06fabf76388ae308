"""The exceptions that the bot raises on purpose. `text/discord_errors` has the sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import discord
from discord import app_commands


class NotADay(app_commands.AppCommandError):
    """`value` is not a day that an option takes."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class DaysReversed(app_commands.AppCommandError):
    """`since` is after `until`."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"{since} {until}")
        self.since, self.until = since, until


class OneSource(app_commands.AppCommandError):
    """Both an address and a file were given, or neither."""


class NotAnAddress(app_commands.AppCommandError):
    """`value` is not a web address. The library would read it as a path on the machine that runs the bot."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class Unknown(app_commands.AppCommandError):
    """What was typed names nothing, or several things: `names` are the nearest, or those `several` that fit."""

    def __init__(self, value: str, names: Sequence[str] = (), *, several: bool = False) -> None:
        super().__init__(value)
        self.value = value
        self.names = tuple(names)
        self.several = several


class UnknownArticle(Unknown):
    """What was typed does not name one article."""


class UnknownPublisher(Unknown):
    """What was typed does not name one publisher."""


class SharedArticle(app_commands.AppCommandError):
    """Every server sees the article with this `title`, so that no server may remove it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class CannotWrite(discord.DiscordException):
    """The bot lacks a permission to write in this channel. A manager was told of it already, where that was possible."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class NoTag(CannotWrite):
    """A forum takes no post without a tag, and the bot may use none of its tags."""


class NeedsManageServer(app_commands.CheckFailure):
    """The person may not manage this server, or this is not a server."""


class NeedsDiscordsOwn(NeedsManageServer):
    """The person manages the bot because of a role, but this needs Discord's own permission."""


class ForeignChoice(app_commands.AppCommandError):
    """A choice that the bot did not offer: another server's channel, or a value that somebody made up."""
