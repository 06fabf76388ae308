"""Which language to speak: the only place that decides it."""

from __future__ import annotations

from typing import Any

import discord

from .asking.addressing import place_of
from .preferences import Preferences
from .text.locale import ENGLISH, language_of, languages


def of_interaction(interaction: discord.Interaction[Any]) -> str:
    """The language of the person's own Discord."""
    return language_of(str(interaction.locale))


def of_guild(guild: discord.Guild | None) -> str:
    """The language of a server, for what everybody there reads; English where there is none: Discord does not say which
    language someone who writes directly has."""
    return language_of(str(guild.preferred_locale)) if guild else ENGLISH


def of_place(guild: discord.Guild | None, channel: object, preferences: Preferences) -> str:
    """The language of what everybody reads in a channel: as the server chose it, else as Discord says."""
    chosen = preferences.language_in(*place_of(channel))
    return chosen if chosen in languages() else of_guild(guild)


def of_everyone(interaction: discord.Interaction[Any]) -> str:
    """The language for what a press or command shows to all in its channel; outside of a server, the person's."""
    if interaction.guild is None:
        return of_interaction(interaction)
    preferences = interaction.client.servers.known(interaction.guild_id)
    return of_place(interaction.guild, interaction.channel, preferences)
