"""What a place in Discord means to the bot: which articles are seen there, what its messages are called in the library,
who may manage the bot, and which locale is spoken.

A place is a server, a channel, a thread or a direct message; it is also a server that did not install the app, where
somebody uses the one that they installed for themselves. Rights are decided on Discord permissions and on roles that a
manager chose, never on the name of a role. No other file makes a scope or a key, or decides the locale.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

import discord

from retrieval import SHARED_SCOPE, StoredAnswer

from .exceptions import NeedsManageServer
from .preferences import Preferences
from .text.locale import ENGLISH, language_of, languages
from .text.phrases import Face


def own_scope(guild_id: int) -> str:
    """The scope of a server's own articles."""
    return f"guild:{guild_id}"


def visible_scopes(guild_id: int | None) -> tuple[str, ...]:
    """Returns what a server sees: its own articles and the shared ones; a direct message sees the shared ones."""
    return (SHARED_SCOPE,) if guild_id is None else (SHARED_SCOPE, own_scope(guild_id))


def server_of(interaction: discord.Interaction[Any]) -> int | None:
    """The server that an interaction belongs to, which installed the app. None in private channels, and where somebody
    uses the app that they installed for themselves in a server that did not."""
    guild_id = interaction.guild_id
    if guild_id is None or interaction.is_guild_integration():
        return guild_id
    if interaction.is_user_integration():
        return None
    return guild_id if interaction.client.get_guild(guild_id) else None  # the bot is a member of it


def scopes_of(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """What the person who uses a command, button or menu may see there."""
    return visible_scopes(server_of(interaction))


def home_of(interaction: discord.Interaction[Any]) -> str | None:
    """Returns the scope whose retention and statistics a question counts for; None for a direct message or a use
    elsewhere."""
    guild_id = server_of(interaction)
    return None if guild_id is None else own_scope(guild_id)


def may_see(interaction: discord.Interaction[Any], stored: StoredAnswer) -> bool:
    """Whether the person may see the answer where they use the interaction: all articles that it was made from are
    seen from there, it was given there or in the channel of this thread, and it is not somebody else's private one.
    This is checked because a custom_id can be forged."""
    if stored.private and stored.asked_by != person_key(interaction.user.id):
        return False
    if not set(stored.scopes) <= set(scopes_of(interaction)):
        return False
    if stored.place is None:  # of a Dateline that did not keep it
        return stored.home in (None, home_of(interaction))
    here = (interaction.channel_id, getattr(interaction.channel, "parent_id", None))
    return stored.place in {place_key(channel) for channel in here if channel is not None}


def message_key(message_id: int) -> str:
    """The key of a message, whoever wrote it."""
    return f"discord:message:{message_id}"


def message_of(key: str | None) -> int | None:
    """Returns the message that `message_key` names."""
    return _id_in(key, "discord:message")


def interaction_key(interaction_id: int) -> str:
    """The key of one use of a command."""
    return f"discord:interaction:{interaction_id}"


def person_key(user_id: int) -> str:
    """The key of a person who asks, votes or changes something."""
    return f"discord:user:{user_id}"


def person_of(key: str | None) -> int | None:
    """Returns the person that `person_key` names."""
    return _id_in(key, "discord:user")


def place_key(channel_id: int) -> str:
    """The key of the place of a conversation: a channel, a thread or a direct message."""
    return f"discord:channel:{channel_id}"


def place_of_key(key: str | None) -> int | None:
    """Returns the channel that `place_key` names."""
    return _id_in(key, "discord:channel")


def message_address(guild_id: int | None, place: str | None, posted: str | None) -> str | None:
    """Returns the address at which Discord shows the message `posted` in the place `place`, of no server for a direct
    message; None where either is not known."""
    channel, message = place_of_key(place), message_of(posted)
    return (
        f"https://discord.com/channels/{guild_id or '@me'}/{channel}/{message}"
        if channel and message
        else None
    )


def guild_of(scope: str) -> int | None:
    """Returns the server whose own scope this is."""
    return _id_in(scope, "guild")


def channel_key(channel_id: int | None) -> str | None:
    """The key of the channel in which a server is told that a feed fails: what a feed stores as its `notify`."""
    return None if channel_id is None else f"channel:{channel_id}"


def channel_of(key: str | None) -> int | None:
    """Returns the channel that `channel_key` names."""
    return _id_in(key, "channel")


def _id_in(key: str | None, prefix: str) -> int | None:
    """Returns the id in a key such as "discord:user:5"; None for any other text."""
    found = re.fullmatch(rf"{prefix}:(\d{{1,20}})", key or "", re.ASCII)
    return int(found[1]) if found else None


def place_of(channel: object) -> tuple[int, int | None]:
    """Returns a channel's id, and for a thread that of the channel it hangs on."""
    return getattr(channel, "id", 0), getattr(channel, "parent_id", None)


class Right(IntEnum):
    """What somebody may do in a server; what comes later includes what comes before."""

    MANAGE = 1
    """Manage the bot: by Discord's permission, or by a role that such a person chose."""
    DISCORD = 2
    """Say who else manages the bot: by Discord's own permission only."""


def managed_guild(interaction: discord.Interaction[Any]) -> int:
    """Returns the server that this person manages: by Discord's permission, or by a role that such a person chose in
    /setup. Raises NeedsManageServer, PreferencesUnknown."""
    guild_id = interaction.guild_id
    if guild_id is None:
        raise NeedsManageServer
    if by_discord(interaction):
        return guild_id
    if not interaction.client.servers.known(guild_id).may_manage(roles_of(interaction.user)):
        raise NeedsManageServer
    return guild_id


def right_of(interaction: discord.Interaction[Any]) -> Right:
    """Returns what this person may do in the server that they manage. Raises NeedsManageServer."""
    managed_guild(interaction)
    return Right.DISCORD if by_discord(interaction) else Right.MANAGE


def by_discord(interaction: discord.Interaction[Any]) -> bool:
    """Tells whether this person manages the server by Discord's own permission; they alone say who else does."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def roles_of(person: object) -> frozenset[int]:
    """Returns the ids of a member's roles; nobody has any outside of a server."""
    return frozenset(role.id for role in getattr(person, "roles", ()))


def is_outside(interaction: discord.Interaction[Any]) -> bool:
    """Whether the server did not install the app. There only shared articles are seen, and the bot posts nothing by
    itself."""
    return interaction.guild_id is not None and server_of(interaction) is None


def hears_replies(interaction: discord.Interaction[Any]) -> bool:
    """Tells whether a reply to what is shown here reaches the bot: it is in this server and sees the channel, or it is
    the other side of this direct message."""
    if interaction.guild_id is None:
        return not interaction.context.private_channel
    return not is_outside(interaction) and interaction.app_permissions.view_channel


def face_of(interaction: discord.Interaction[Any], *, private: bool) -> Face:
    """Which words an answer here needs: they say how to go on from it."""
    if is_outside(interaction) or interaction.context.private_channel:
        return Face.OUTSIDE
    if not hears_replies(interaction):
        return Face.UNHEARD
    if interaction.guild_id is None:
        return Face.OUTSIDE if private else Face.DIRECT
    return Face.PRIVATE if private else Face.DISCORD


def only_to_the_asker(interaction: discord.Interaction[Any]) -> bool:
    """Whether Discord shows an answer to nobody but this person, who may not use external apps in this channel."""
    return is_outside(interaction) and not interaction.permissions.use_external_apps


def of_interaction(interaction: discord.Interaction[Any]) -> str:
    """The locale of the person's own Discord."""
    return language_of(str(interaction.locale))


def of_guild(guild: discord.Guild | None) -> str:
    """The locale of a server, for what everybody there reads. English in a direct message, because Discord does not say
    which locale the person has."""
    return language_of(str(guild.preferred_locale)) if guild else ENGLISH


def of_place(guild: discord.Guild | None, channel: object, preferences: Preferences) -> str:
    """The locale of what everybody reads in a channel: as the server chose it, else as Discord says."""
    chosen = preferences.language_in(*place_of(channel))
    return chosen if chosen in languages() else of_guild(guild)


def of_everyone(interaction: discord.Interaction[Any]) -> str:
    """The locale of what a button or command shows to all in its channel; outside of a server, the person's."""
    if interaction.guild is None:
        return of_interaction(interaction)
    preferences = interaction.client.servers.known(interaction.guild_id)
    return of_place(interaction.guild, interaction.channel, preferences)
