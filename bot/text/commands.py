"""Names and descriptions of commands, options and menus in every language, from the same files as all that is said.

A command's key is "command-" and its qualified name ("command-library-add"): its value is the name, and its attributes
are `description` and, for each option, `option-NAME` and `about-NAME`. A context menu has "menu-" and its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import (
    TranslationContextLocation as Place,
)
from discord.app_commands import (
    TranslationContextTypes,
    locale_str,
)

from .locale import ENGLISH, found, language_of

Named = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


class CommandTexts(app_commands.Translator):
    """Translates commands for discord.py. It returns None for English, which the commands themselves speak, and where a
    language lacks the key: Discord then shows the English text."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        language, key = language_of(locale.value), text_key(context.location, context.data)
        return None if language == ENGLISH or key is None else found(language, key)


def text_key(place: Place, data: Any) -> str | None:
    """Returns the key of the text at that place; None for a place without one."""
    if place in (Place.command_name, Place.group_name):
        return command_key(data)
    if place in (Place.command_description, Place.group_description):
        return f"{command_key(data)}.description"
    if place is Place.parameter_name:
        return f"{command_key(data.command)}.option-{data.name}"
    if place is Place.parameter_description:
        return f"{command_key(data.command)}.about-{data.name}"
    if place is Place.choice_name:
        return f"choice-{_slug(str(data.value))}"
    return None


def command_key(command: Named) -> str:
    kind = "menu" if isinstance(command, app_commands.ContextMenu) else "command"
    return f"{kind}-{_slug(command.qualified_name)}"


def texts_of(command: Named) -> Iterator[tuple[str, str]]:
    """Returns every key that the command itself needs (a group: not those of its commands), with its English text."""
    key = command_key(command)
    yield key, command.name
    if isinstance(command, app_commands.ContextMenu):
        return
    yield f"{key}.description", str(command.description)
    if isinstance(command, app_commands.Command):
        for option in command.parameters:
            yield f"{key}.option-{option.name}", option.display_name
            yield f"{key}.about-{option.name}", option.description
            yield from ((f"choice-{_slug(str(each.value))}", each.name) for each in option.choices)


def _slug(name: str) -> str:
    """Returns the name with only what may stand in a key of Fluent."""
    return re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")
