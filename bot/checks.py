"""Who may do what, decided on Discord permissions and never on the name of a role."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands


class NeedsManageServer(app_commands.CheckFailure):
    """The person may not manage this server, or this is no server."""


def managed_guild(interaction: discord.Interaction[Any]) -> int:
    """The server that this person manages, in Discord's own eyes. Raises NeedsManageServer."""
    permissions = interaction.permissions
    if interaction.guild_id is None or not (permissions.manage_guild or permissions.administrator):
        raise NeedsManageServer
    return interaction.guild_id
