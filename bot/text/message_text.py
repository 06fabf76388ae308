"""The question in what somebody wrote: without what Discord and courtesy put around it. Pure.

Every way of asking comes through here: messages, /ask and its options, the menus on messages, and what is shown of
questions asked before."""

from __future__ import annotations

import re
from typing import Any

import discord

from .markup import clip_plain
from .message_markup import Names, plain, roles_in
from .small_talk import Talk, small_talk, without_courtesy

OWN_NAME = "Dateline"


def question_of(message: discord.Message, me: discord.abc.User) -> str:
    """Returns the question in a message; the mention of the bot is never a part of it."""
    return without_courtesy(plain(message.content, names_in(message, me)), own_names(me, message.guild))


def question_typed(interaction: discord.Interaction[Any], text: str) -> str:
    """Returns the question in what was typed into an option of a command."""
    guild, me = interaction.guild, interaction.client.user
    names = _resolved(interaction) | _roles(text, guild)
    return without_courtesy(plain(text, names), own_names(me, guild))


def talk_in(text: str, me: discord.abc.User, guild: discord.Guild | None) -> Talk | None:
    """Tells what kind of small talk a question from here is, Talk.HELLO where nothing is left of it; None for a
    question."""
    return small_talk(text, own_names(me, guild))


def names_in(message: discord.Message, me: discord.abc.User | None = None) -> Names:
    """Returns the names of those whom the message mentions, but for the bot."""
    people = {f"@{each.id}": each.display_name for each in message.mentions if me is None or each.id != me.id}
    return people | _roles(message.content, message.guild)


def own_names(me: discord.abc.User, guild: discord.Guild | None) -> tuple[str, ...]:
    """Returns the names by which people may call the bot there."""
    here = guild.me.display_name if guild is not None and guild.me is not None else me.display_name
    return (OWN_NAME, me.name, here)


def _roles(text: str, guild: discord.Guild | None) -> dict[str, str]:
    found = ((id, guild.get_role(id)) for id in roles_in(text)) if guild else ()
    return {f"@&{id}": role.name for id, role in found if role is not None}


def _resolved(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """Returns the people whom Discord names with the options."""
    data: Any = interaction.data or {}
    users = data.get("resolved", {}).get("users", {})
    return {f"@{id}": user.get("global_name") or user.get("username", "") for id, user in users.items()}


QUESTION_LIMIT = 400
"""Longer than any question people ask in one sentence; of a text without a question, what it begins with."""

_ASKS = re.compile(r"(?<![?？؟])[?？؟]++(?=[\s!\"”’»』」)\]]|$)|[？؟]")
"""A question mark that ends a sentence, not one inside a web address."""
_ENDS = re.compile(r"(?:(?<=\w\w\w)\.|[!?؟])[\"”’»)\]]*\s+|[。！？]|\n+")
"""Where a sentence ends. A full stop after one or two letters is as likely an abbreviation."""


def text_of(message: discord.Message) -> str:
    """Returns the words of a message without mentions, emoji and markup; of a forwarded one, those of the original.
    Empty where there are none."""
    content = message.content
    if not content.strip() and message.message_snapshots:
        content = message.message_snapshots[0].content
    return plain(content, names_in(message))


def question_in(text: str) -> str:
    """Returns the first question of `text`, alone; the beginning of a text that asks nothing."""
    asks = _ASKS.search(text)
    if asks is None:
        return clip_plain(text, QUESTION_LIMIT)
    before = text[: asks.start()]
    begins = max((end.end() for end in _ENDS.finditer(before)), default=0)
    question = before[begins:].strip(' "“„«(『「') + asks[0]
    return clip_plain(question, QUESTION_LIMIT)
