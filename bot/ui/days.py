"""Days as people type them into an option of a slash command."""

from __future__ import annotations

from datetime import date
from typing import Any

import discord
from discord import app_commands

from ..exceptions import NotADay


class Day(app_commands.Transformer):
    """A string option that holds a day, for example 2024-05-31. Raises NotADay."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> date:
        try:
            return date.fromisoformat(value.strip())
        except ValueError as error:
            raise NotADay(value) from error
