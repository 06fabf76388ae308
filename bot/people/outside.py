"""Where somebody uses the app that they installed for themselves in a server that did not install it."""

from __future__ import annotations

from typing import Any

import discord

from ..guilds import server_of
from ..text.phrases import Face


def is_outside(interaction: discord.Interaction[Any]) -> bool:
    """A use in a server that did not install the app: shared articles only, and no message of the bot's own."""
    return interaction.guild_id is not None and server_of(interaction) is None


def hears_replies(interaction: discord.Interaction[Any]) -> bool:
    """Whether a reply to what is shown here reaches the bot: it is in this server and sees the channel, or it is the
    other side of this direct message."""
    if interaction.guild_id is None:
        return not interaction.context.private_channel
    return not is_outside(interaction) and interaction.app_permissions.view_channel


def face_of(interaction: discord.Interaction[Any], *, private: bool) -> Face:
    """What one can do with an answer here."""
    if is_outside(interaction) or interaction.context.private_channel:
        return Face.OUTSIDE
    if not hears_replies(interaction):
        return Face.UNHEARD
    if interaction.guild_id is None:
        return Face.OUTSIDE if private else Face.DIRECT
    return Face.PRIVATE if private else Face.DISCORD


def only_to_the_asker(interaction: discord.Interaction[Any]) -> bool:
    """Discord shows an answer here to nobody else: this person may not use external apps in this channel."""
    return is_outside(interaction) and not interaction.permissions.use_external_apps
