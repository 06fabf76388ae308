"""Where somebody uses the app that they installed for themselves in a server that did not install it."""

from __future__ import annotations

from typing import Any

import discord

from ..scopes import server_of


def is_outside(interaction: discord.Interaction[Any]) -> bool:
    """A use in a server that did not install the app: shared articles only, and no message of the bot's own."""
    return interaction.guild_id is not None and server_of(interaction) is None


def only_to_the_asker(interaction: discord.Interaction[Any]) -> bool:
    """Discord shows an answer here to nobody else: this person may not use external apps in this channel."""
    return is_outside(interaction) and not interaction.permissions.use_external_apps
