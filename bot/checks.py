"""Who may do what, decided on Discord permissions and on roles that a manager chose, never on the name of a role."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import discord
from discord import app_commands


class Right(IntEnum):
    """What somebody may do in a server; what comes later includes what comes before."""

    MANAGE = 1
    """Manage the bot: by Discord's permission, or by a role that such a person chose."""
    DISCORD = 2
    """Say who else manages the bot: by Discord's own permission only."""


class NeedsManageServer(app_commands.CheckFailure):
    """The person may not manage this server, or this is no server."""


class NeedsDiscordsOwn(NeedsManageServer):
    """The person manages the bot by a role, and this needs Discord's own permission."""


class ForeignChoice(app_commands.AppCommandError):
    """A choice that nothing of ours offers: another server's channel, or a value that somebody made up."""


def managed_guild(interaction: discord.Interaction[Any]) -> int:
    """The server that this person manages: by Discord's permission, or by a role that such a person chose in /setup.
    Raises NeedsManageServer, PreferencesUnknown."""
    guild_id = interaction.guild_id
    if guild_id is None:
        raise NeedsManageServer
    if by_discord(interaction):
        return guild_id
    if not interaction.client.servers.known(guild_id).may_manage(roles_of(interaction.user)):
        raise NeedsManageServer
    return guild_id


def right_of(interaction: discord.Interaction[Any]) -> Right:
    """What this person may do in the server that they manage. Raises NeedsManageServer."""
    managed_guild(interaction)
    return Right.DISCORD if by_discord(interaction) else Right.MANAGE


def by_discord(interaction: discord.Interaction[Any]) -> bool:
    """Whether this person manages the server by Discord's own permission; they alone say who else does."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def roles_of(person: object) -> frozenset[int]:
    """The ids of a member's roles; nobody has any outside of a server."""
    return frozenset(role.id for role in getattr(person, "roles", ()))
