"""Commands are sent to Discord only when they changed: Discord limits how often, and people see them reload."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

from .errors import for_log

FINGERPRINT_FILE = "commands.sha256"


async def sync_if_changed(tree: app_commands.CommandTree[Any], data_dir: Path, application_id: int) -> bool:
    """True when the commands were sent. A failure is logged: the commands from before keep working.

    The one file is read and written before the gateway connects, when nobody waits for the event loop.
    """
    log = structlog.get_logger("dateline.commands")
    file = data_dir / FINGERPRINT_FILE
    wanted = await fingerprint(tree, application_id)
    if _read(file) == wanted:
        return False
    try:
        await tree.sync()
        file.write_text(wanted, encoding="ascii")
    except (discord.DiscordException, aiohttp.ClientError) as error:
        log.error("not synced", error=for_log(error))
        return False
    except OSError as error:
        log.warning("synced, but not remembered", file=str(file), error=str(error))
    log.info("synced", commands=len(tree.get_commands()))
    return True


async def ids_at_discord(tree: app_commands.CommandTree[Any]) -> dict[str, int]:
    """The ids of the commands that Discord has; none where it cannot be asked: then names are no links."""
    try:
        return ids_of(await tree.fetch_commands())
    except (discord.DiscordException, aiohttp.ClientError) as error:
        structlog.get_logger("dateline.commands").warning("ids not known", error=for_log(error))
        return {}


def ids_of(commands: Iterable[app_commands.AppCommand]) -> dict[str, int]:
    """The id of each slash command by its whole name ("library add"); those of a group have the group's."""
    found: dict[str, int] = {}
    for command in commands:
        inner = [each for each in command.options if isinstance(each, app_commands.AppCommandGroup)]
        if command.type is discord.AppCommandType.chat_input:
            names = [f"{command.name} {each.name}" for each in inner] or [command.name]
            found |= dict.fromkeys(names, command.id)
    return found


async def fingerprint(tree: app_commands.CommandTree[Any], application_id: int) -> str:
    """What Discord would be sent, with all translations, and for which application, as a digest."""
    payload = [
        await command.get_translated_payload(tree, tree.translator)
        if tree.translator
        else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    text = json.dumps([application_id, payload], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
