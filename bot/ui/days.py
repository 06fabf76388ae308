"""Days as people type them into an option of a slash command."""

from __future__ import annotations

from datetime import date
from typing import Any

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


class Day(app_commands.Transformer):
    """A string option that holds a day, for example 2024-05-31. Raises NotADay."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> date:
        try:
            return date.fromisoformat(value.strip())
        except ValueError as error:
            raise NotADay(value) from error
