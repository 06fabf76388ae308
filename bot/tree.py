"""The tree of commands: each is work in flight of the bot, and its errors end where all errors end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from .startup import ids_of
from .text.locale import speak
from .text.phrases import restarting
from .tongue import of_interaction
from .ui.errors import outermost, report, tell

if TYPE_CHECKING:
    from .client import DatelineBot


class DatelineTree(app_commands.CommandTree["DatelineBot"]):
    """Begins every command: in the person's language, with the server's preferences loaded, or refused."""

    async def interaction_check(self, interaction: discord.Interaction[DatelineBot], /) -> bool:
        speak(of_interaction(interaction))
        if not interaction.client.repeated.take_up(interaction.id):
            return False
        known: list[bool] = []
        async with outermost(lambda text: tell(interaction, text)):
            if interaction.client.closing:
                if (
                    interaction.type is not discord.InteractionType.autocomplete
                ):  # which takes choices and no words
                    await tell(interaction, restarting())
                return False
            interaction.client.tasks.adopt()
            await interaction.client.servers.of(interaction.guild_id)
            known.append(True)
        return bool(known)

    async def sync(self, *, guild: discord.abc.Snowflake | None = None) -> list[app_commands.AppCommand]:
        commands = await super().sync(guild=guild)
        self.client.command_ids.update(ids_of(commands))
        return commands

    async def on_error(
        self, interaction: discord.Interaction[DatelineBot], error: app_commands.AppCommandError, /
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        command = interaction.command.qualified_name if interaction.command else None
        await report(cause, lambda text: tell(interaction, text), command=command)
