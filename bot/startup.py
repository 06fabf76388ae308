"""Commands are sent to Discord only when they changed: Discord limits how often, and people see them reload."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

from retrieval import Worker

from .text.errors import for_log
from .ui.outages import is_outage, longer

FINGERPRINT_FILE = "commands.sha256"
FIRST_PAUSE = 5.0
"""Seconds before the commands are sent a second time; each later pause is about twice as long."""
LONGEST_PAUSE = 300.0
AFTER_A_REFUSAL = 3600.0
"""Where Discord is there and refuses: it may be the limit of a day."""


class CommandSync:
    """Sends the commands until Discord has taken them. Meanwhile those from before keep working."""

    def __init__(self, tree: app_commands.CommandTree[Any], data_dir: Path) -> None:
        self.tries = 0
        """How often they were sent in vain since the start; 0 when Discord has them."""
        self.failing_since: datetime | None = None
        self._tree = tree
        self._file = data_dir / FINGERPRINT_FILE
        self._log = structlog.get_logger("dateline.commands")

    async def run(self, application_id: int) -> None:
        """Returns when Discord has them."""
        wanted, pause = await fingerprint(self._tree, application_id), FIRST_PAUSE
        if await _off_the_loop(_read, self._file) == wanted:
            return
        while (error := await self._send()) is not None:
            self.tries += 1
            self.failing_since = self.failing_since or discord.utils.utcnow()
            self._log.error("not synced", error=for_log(error), tries=self.tries, seconds=round(pause, 1))
            await asyncio.sleep(pause)
            pause = longer(pause, LONGEST_PAUSE if is_outage(error) else AFTER_A_REFUSAL)
        self.tries, self.failing_since = 0, None
        self._log.info("synced", commands=len(self._tree.get_commands()))
        try:
            await _off_the_loop(self._file.write_text, wanted, encoding="ascii")
        except OSError as problem:
            self._log.warning("synced, but not remembered", file=str(self._file), error=str(problem))

    async def _send(self) -> Exception | None:
        try:
            await self._tree.sync()
        except (discord.DiscordException, aiohttp.ClientError, TimeoutError, ValueError) as error:
            return error
        return None


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


async def _off_the_loop(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    async with Worker("commands") as worker:
        return await worker.run(function, *args, **kwargs)


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
