"""What the bot does once at its start, again and again until Discord or the database lets it: it logs in, and sends its
commands where they have changed.

Commands are not sent at every start, because Discord limits how often, and people see them reload.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import discord
import structlog
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from retrieval import Settings, StoreError, Worker

from .text.errors import for_log
from .ui.errors import ErrorReply, error_boundary
from .ui.retry import TRANSIENT_ERRORS, is_transient, longer

FINGERPRINT_FILE = "commands.sha256"
"""In the data folder: what was sent last."""
LOGIN_PAUSE = 2.0
"""Seconds before the second login; each later pause is about twice as long."""
FIRST_PAUSE = 5.0
"""Seconds before the commands are sent, or other work is done, a second time; likewise."""
LONGEST_PAUSE = 300.0
AFTER_A_REFUSAL = 3600.0
"""Seconds before commands are sent again that Discord refused: a limit of the day may be used up."""
MOST_TRIES = 20
"""Over an hour; a fault that lasts longer shows elsewhere too."""
PATIENCE = 15
"""Seconds in which an application must be described."""


def point_at(settings: Settings) -> None:
    """Makes discord.py use the configured server, proxy or simulator instead of Discord, where there is one."""
    if settings.discord.api_url:
        Route.BASE = settings.discord.api_url
    if settings.discord.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord.gateway_url)


async def log_in(client: discord.Client, token: str) -> None:
    """Logs in, again and again while Discord cannot be reached. Raises what discord.py raises for a wrong token, and for
    everything else that would fail again."""
    pause = LOGIN_PAUSE
    while True:
        try:
            await client.login(token)
        except TRANSIENT_ERRORS as error:
            if not is_transient(error):
                raise
            log = structlog.get_logger("dateline.bot")
            log.warning("cannot log in", error=for_log(error), seconds=round(pause, 1))
        else:
            return
        await client.http.close()
        client.http.connector = discord.utils.MISSING  # closed with the session; the next login makes both
        await asyncio.sleep(pause)
        pause = longer(pause)


async def describe_application(settings: Settings) -> str:
    """Name and servers of the application that the token belongs to, without going online. Raises what discord.py raises
    for a wrong token or an unreachable server."""
    point_at(settings)
    async with discord.Client(intents=discord.Intents.default()) as client:
        async with asyncio.timeout(PATIENCE):
            await client.login(settings.discord.token.get_secret_value())
            information = await client.application_info()
    servers = information.approximate_guild_count
    return f"{information.name}, in {servers} servers"


class CommandSync:
    """Sends the commands until Discord has accepted them. Until then those from before keep working."""

    def __init__(self, tree: app_commands.CommandTree[Any], data_dir: Path) -> None:
        self.tries = 0
        """How often sending them has failed since the start; 0 when Discord has them."""
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
            pause = longer(pause, LONGEST_PAUSE if is_transient(error) else AFTER_A_REFUSAL)
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
    """The ids of the commands that Discord has. None where it cannot be asked; then names of commands are not links."""
    try:
        return ids_of(await tree.fetch_commands())
    except (discord.DiscordException, aiohttp.ClientError) as error:
        structlog.get_logger("dateline.commands").warning("ids not known", error=for_log(error))
        return {}


def ids_of(commands: Iterable[app_commands.AppCommand]) -> dict[str, int]:
    """Returns the id of each slash command by its whole name ("library add"); those of a group have the group's id."""
    found: dict[str, int] = {}
    for command in commands:
        inner = [each for each in command.options if isinstance(each, app_commands.AppCommandGroup)]
        if command.type is discord.AppCommandType.chat_input:
            names = [f"{command.name} {each.name}" for each in inner] or [command.name]
            found |= dict.fromkeys(names, command.id)
    return found


async def fingerprint(tree: app_commands.CommandTree[Any], application_id: int) -> str:
    """A digest of what Discord would be sent, with all translations, and of the application's id."""
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


async def begin(work: Callable[[], Awaitable[object]], reply: ErrorReply, **facts: Any) -> None:
    """Does `work`, again while the database is busy or Discord cannot be reached. Any other error is reported, and ends
    it; `facts` go into the log."""
    log, pause = structlog.get_logger("dateline.bot").bind(**facts), FIRST_PAUSE
    async with error_boundary(reply, **facts):
        for tries in count(1):
            try:
                await work()
            except (StoreError, *TRANSIENT_ERRORS) as error:
                if tries == MOST_TRIES or not (isinstance(error, StoreError) or is_transient(error)):
                    raise
                log.warning("later", error=for_log(error), seconds=round(pause, 1))
            else:
                return
            await asyncio.sleep(pause)
            pause = longer(pause, LONGEST_PAUSE)
