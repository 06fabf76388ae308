"""The Discord client: holds an open library, its own work in flight, and nothing of what the cogs do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from retrieval import Library, Settings

from .admin.reindexing import Reindexing
from .asking.limits import AskLimits
from .asking.queueing import AskQueue
from .asking.views import ANSWER_BUTTONS
from .asking.votes import FEEDBACK_BUTTONS
from .cogs.admin import ADMIN_BUTTONS, Admin
from .cogs.articles import Articles
from .cogs.ask import Ask
from .cogs.forms import Forms
from .cogs.help import Help
from .cogs.library import LibraryCommands
from .cogs.menus import Menus
from .cogs.privacy import Privacy
from .cogs.servers import ServerEvents
from .cogs.setup import Setup
from .command_sync import ids_at_discord, ids_of, sync_if_changed
from .command_texts import CommandTexts
from .language import link_commands, speak
from .library.views import LIBRARY_BUTTONS
from .login import point_at
from .people.membership import Membership
from .people.privacy_views import PRIVACY_BUTTONS
from .people.upkeep import Upkeep
from .polling import Polling
from .sending.delivery import Delivery
from .sending.edits import Edits
from .sending.hints import Hints
from .sending.outermost import outermost, report, tell
from .sending.progress import ProgressMessage
from .servers import Servers
from .setup.views import SETUP_ITEMS
from .signals import set_by_signals
from .tasks import Tasks
from .tongue import of_interaction
from .views import BUTTONS
from .wording import restarting

GRACE_SECONDS = 5.0
"""How long a shutdown waits for work in flight. With the last words of a reindex it stays below the ten seconds
after which container runtimes kill."""

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,  # without it Discord refuses replies
    create_public_threads=True,
)
COGS = (Ask, Articles, LibraryCommands, Admin, Setup, Help, Menus, Privacy, ServerEvents, Forms)


class DatelineTree(app_commands.CommandTree["DatelineBot"]):
    """Commands are work in flight of the bot, and their errors end where all errors end."""

    async def interaction_check(self, interaction: discord.Interaction[DatelineBot], /) -> bool:
        speak(of_interaction(interaction))
        if interaction.client.closing:
            if (
                interaction.type is not discord.InteractionType.autocomplete
            ):  # which takes choices and no words
                await tell(interaction, restarting())
            return False
        interaction.client.tasks.adopt()
        known: list[bool] = []
        async with outermost(lambda text: tell(interaction, text)):
            await interaction.client.servers.of(interaction.guild_id)
            known.append(True)
        return bool(known)

    async def sync(self, *, guild: discord.abc.Snowflake | None = None) -> list[app_commands.AppCommand]:
        commands = await super().sync(guild=guild)
        self.client.command_ids.update(ids_of(commands))
        return commands

    async def on_error(
        self, interaction: discord.Interaction[DatelineBot], error: app_commands.AppCommandError, /
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        command = interaction.command.qualified_name if interaction.command else None
        await report(cause, lambda text: tell(interaction, text), command=command)


class DatelineBot(commands.Bot):
    """Needs no privileged intent, though it may have one; keeps no members or messages in memory, pings nobody."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        **options: Any,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: messages are questions, not commands
            help_command=None,
            tree_cls=DatelineTree,
            intents=discord.Intents(
                guilds=True, messages=True, message_content=settings.discord.message_content
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        self.library = library
        self.settings = settings
        self.command_ids: dict[str, int] = {}
        self.servers = Servers(library)
        self.tasks = Tasks()
        self.edits = Edits()
        self.limits = AskLimits(clock)
        self.queue = AskQueue(clock)
        self.reindexing = Reindexing(library)
        self.polling = Polling(self)
        self.membership = Membership(self)
        self.upkeep = Upkeep(self)
        self.hints = Hints(self)
        self.delivery = Delivery(self.hints)
        self.closing = False
        self._leaving = asyncio.Lock()
        self._clock = clock
        self._started_at = clock()
        self._announced = False
        self._log = structlog.get_logger("dateline.bot")

    @property
    def uptime(self) -> float:
        """Seconds since the bot was made."""
        return self._clock() - self._started_at

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*BUTTONS, *ANSWER_BUTTONS, *LIBRARY_BUTTONS, *PRIVACY_BUTTONS, *SETUP_ITEMS)
        self.add_dynamic_items(*FEEDBACK_BUTTONS, *ADMIN_BUTTONS)
        for cog in COGS:
            await self.add_cog(cog(self))
        await self.tree.set_translator(CommandTexts())
        link_commands(
            self.command_ids
        )  # for all that is said from here on: every event's task begins in this one
        await sync_if_changed(self.tree, self.settings.data_dir, self.application_id or 0)

    async def on_message(self, message: discord.Message, /) -> None:
        """Overridden: text is never parsed as a command."""

    async def on_ready(self) -> None:
        """Discord sends this again after long interruptions; what follows happens once."""
        if self._announced:
            return
        self._announced = True
        link = invite_link(self.application_id or 0)
        if not self.command_ids:  # nothing had to be sent, so nothing came back
            self.command_ids.update(await ids_at_discord(self.tree))
        self._log.info("online", user=str(self.user), servers=len(self.guilds), invite=link)
        self.tasks.spawn(self._prepare(), name="prepare")
        self.polling.start()
        self.upkeep.start()

    async def close(self) -> None:
        """Stop listening, finish or cancel the work in flight, then leave."""
        self.closing = True
        self.polling.stop()
        self.upkeep.stop()
        self.queue.close()
        async with self._leaving:  # whoever closes second waits for the first
            await self.tasks.close(grace=GRACE_SECONDS)
        await super().close()

    async def _prepare(self) -> None:
        """Load the model before the first question needs it, and make new vectors where they are another model's;
        keyword search answers meanwhile."""
        async with outermost(self.log_only, task="prepare"):
            await self.library.warm()
            status = await self.library.status(scopes=None)
            if not status.stale_passages or self.reindexing.running:
                return
            self._log.info("reindexing", stale=status.stale_passages, model=status.model)
            message = ProgressMessage("", self._log_last)
            await self.reindexing.run(guild_id=None, scopes=None, message=message)

    async def _log_last(self, text: str, last: bool) -> None:
        if last:
            self._log.info("reindexed", summary=text)

    async def log_only(self, text: str) -> None:
        """For work that nobody asked for: `report` has logged it already."""


def invite_link(application_id: int) -> str:
    """Where an owner of a server adds the bot to it, with exactly the permissions that it uses."""
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=scopes)


async def run_bot(settings: Settings, library: Library) -> None:
    """Stay online until SIGINT or SIGTERM, then finish or cancel the work in flight and return.

    Raises what discord.py raises when it cannot log in or loses the connection for good.
    """
    point_at(settings)
    # a bot that only writes needs no voice library
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    stop = asyncio.Event()
    async with DatelineBot(library, settings) as bot:
        online = asyncio.create_task(bot.start(settings.discord.token.get_secret_value()), name="online")
        stopped = asyncio.create_task(stop.wait(), name="stop signal")
        try:
            with set_by_signals(stop):
                await asyncio.wait({online, stopped}, return_when=asyncio.FIRST_COMPLETED)
                await bot.close()
        finally:
            stopped.cancel()
            online.cancel()
            await asyncio.wait({online, stopped})
    if not (stop.is_set() or online.cancelled()) and (error := online.exception()) is not None:
        raise error
