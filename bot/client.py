"""The Discord client and its tree of commands: makes every service of the bot, starts and stops it. What the bot does is
in the cogs.
"""

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

from .admin.audit_log import LogPageButton, UndoMenu
from .admin.cog import Admin
from .admin.recovery import recover_messages
from .admin.reindex import CancelReindexButton, ReindexNowButton, RollbackButton
from .admin.reindexing import Reindexing
from .admin.unanswered import (
    AddSourceButton,
    AskAgainButton,
    DismissButton,
    DismissMenu,
    FeedbackPageButton,
    SourceForm,
    UnansweredPageButton,
)
from .asking.buttons import (
    ContinueButton,
    ReasonForm,
    ShowButton,
    SourcePageButton,
    SourcesButton,
    VoteButton,
)
from .asking.cog import Ask, Help
from .asking.limits import AskLimits
from .asking.queue import AskQueue
from .briefings.buttons import BriefingButton, BriefingPageButton
from .briefings.cog import BriefCommands
from .briefings.loop import DigestLoop
from .claims.cog import Menus
from .context import BotContext
from .corrections.loop import CorrectionLoop
from .data_folder import claim
from .feed_posts.buttons import PostDetailsButton
from .feed_posts.loop import FeedPostLoop
from .library.buttons import ArticlesPageButton, RestoreButton
from .library.cog import Articles, LibraryCommands
from .library.feed_loop import FeedLoop
from .library.feeds import (
    FeedMenu,
    FeedsPageButton,
    PostsButton,
    PostsChannelMenu,
    PostsFilterForm,
    PostsRoleMenu,
    RemoveFeedButton,
)
from .monitoring.metrics import Metrics
from .places import person_key
from .privacy.cog import ErrataButton, ForgetMeButton, Privacy, ServerEvents
from .privacy.retention_loop import RetentionLoop
from .servers import Membership, Servers
from .setup.cog import Setup, SetupForm, SetupItem
from .startup import CommandSync, ids_at_discord, ids_of
from .tasks import Tasks
from .text.commands import CommandTexts
from .text.locale import link_commands
from .timeline.buttons import TimelineButton
from .timeline.cog import TimelineCommands
from .ui.acknowledging import HandledInteractions, acknowledge_once
from .ui.components import handle, take_form
from .ui.delivery import Delivery
from .ui.errors import report_error, respond
from .ui.job_messages import JobMessages
from .ui.permission_hints import PermissionHints
from .ui.progress import Edits, ProgressMessage
from .ui.retry import FIRST_PAUSE, Retrier, end_limits, longer
from .watches.buttons import (
    EndServerWatchButton,
    OwnWatchButton,
    ServerWatchesButton,
    ServerWatchesPageButton,
    ServerWatchMenu,
    SetWatchButton,
    StopWatchButton,
    WatchesPageButton,
    WatchMenu,
)
from .watches.cog import WatchCommands
from .watches.loop import WatchLoop


class DatelineTree(app_commands.CommandTree["DatelineBot"]):
    """Begins every command: sets the person's locale and loads the server's preferences, or refuses it while the bot is
    being stopped. Makes the command one of the bot's tasks, and shows its errors."""

    async def interaction_check(self, interaction: discord.Interaction[DatelineBot], /) -> bool:
        known: list[bool] = []

        async def begin(_: discord.Interaction[Any]) -> None:
            known.append(True)

        await handle(interaction, begin)
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
        await report_error(cause, lambda text: respond(interaction, text), command=command)


GRACE_SECONDS = 5.0
"""How long a shutdown waits for work in flight. With the last words of a reindex it stays below the ten seconds
after which container runtimes kill."""

SYNC_SECONDS = 3.0
"""How long a start waits for new commands to be taken; then it goes on, and they follow."""

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,  # without it Discord refuses replies
    create_public_threads=True,
)
COGS = (
    *(
        Ask,
        TimelineCommands,
        BriefCommands,
        Articles,
        WatchCommands,
        LibraryCommands,
        Admin,
        Setup,
        Help,
        Menus,
    ),
    *(Privacy, ServerEvents),
)
BUTTONS = (
    *(SourcesButton, SourcePageButton, VoteButton, ContinueButton, ShowButton, TimelineButton),
    *(ArticlesPageButton, RestoreButton, FeedsPageButton, FeedMenu, RemoveFeedButton),
    *(PostsButton, PostsChannelMenu, PostsRoleMenu, PostDetailsButton),
    *(UnansweredPageButton, DismissMenu, DismissButton, AddSourceButton, AskAgainButton, FeedbackPageButton),
    *(LogPageButton, UndoMenu, ReindexNowButton, CancelReindexButton, RollbackButton),
    *(SetupItem, ErrataButton, ForgetMeButton, BriefingButton, BriefingPageButton),
    *(SetWatchButton, OwnWatchButton, StopWatchButton, WatchesPageButton, WatchMenu),
    *(ServerWatchesButton, ServerWatchesPageButton, ServerWatchMenu, EndServerWatchButton),
)
"""All buttons and menus. One that is missing here works in no message."""
FORMS = (ReasonForm, SourceForm, SetupForm, PostsFilterForm)


class DatelineBot(BotContext):
    """Needs no privileged intent, though it may have that for the content of messages. It keeps no members or messages in
    memory, and its messages ping nobody."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        adopt: bool = False,
        metrics: Metrics | None = None,
        **options: Any,
    ) -> None:
        # longer than 45 lines because every service of the bot is made here
        self.metrics = metrics or Metrics()
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
            http_trace=self.metrics.discord_trace(),
            **options,
        )
        self.library = library
        self.settings = settings
        self.command_ids: dict[str, int] = {}
        self.servers = Servers(library)
        self.tasks = Tasks()
        self.edits = Edits()
        self.handled = HandledInteractions()
        self.command_sync = CommandSync(self.tree, settings.data_dir)
        self.retrier = Retrier()
        self.limits = AskLimits(clock)
        self.queue = AskQueue(clock)
        self.reindexing = Reindexing(library)
        self.feed_loop = FeedLoop(self)
        self.watch_loop = WatchLoop(self)
        self.correction_loop = CorrectionLoop(self)
        self.digest_loop = DigestLoop(self)
        self.feed_post_loop = FeedPostLoop(self)
        self.membership = Membership(library)
        self.retention_loop = RetentionLoop(self)
        self.hints = PermissionHints(library, self.servers, self._own_key)
        self.delivery = Delivery(self.hints)
        self.job_messages = JobMessages(library)
        self.closing = False
        self.models_ready = False
        self.messages_recovered = asyncio.Event()
        self._adopt = adopt
        self._leaving = asyncio.Lock()
        self.clock = clock
        self.started_at = clock()
        self.started = discord.utils.utcnow()
        self._announced = False
        self._log = structlog.get_logger("dateline.bot")

    def _own_key(self) -> str | None:
        return person_key(self.user.id) if self.user else None

    async def setup_hook(self) -> None:
        end_limits(self.http)
        await claim(self.library, self.settings.data_dir, self.application_id or 0, adopt=self._adopt)
        self.add_dynamic_items(*BUTTONS)
        for cog in COGS:
            await self.add_cog(cog(self))
        await self.tree.set_translator(CommandTexts())
        link_commands(
            self.command_ids
        )  # for all that is said from here on: every event's task begins in this one
        application_id = self.application_id or 0
        syncing = self.begin(lambda: self.command_sync.run(application_id), name="commands")
        await asyncio.wait({syncing}, timeout=SYNC_SECONDS)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Tries again where the very first connection fails. discord.py (2.7.1) keeps a connection that it had, but
        here it asks one that it never had where to go on."""
        acknowledge_once()
        pause = FIRST_PAUSE
        while not self.is_closed():
            try:
                await super().connect(reconnect=reconnect)
            except AttributeError:
                if getattr(self, "ws", None) is not None:
                    raise
            else:
                return
            self._log.warning("no gateway", seconds=round(pause, 1))
            await asyncio.sleep(pause)
            pause = longer(pause)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms arrive here, whether discord.py still knows them or not."""
        await take_form(interaction, FORMS)

    async def on_message(self, message: discord.Message, /) -> None:
        """Overridden so that text is never parsed as a command."""

    async def on_ready(self) -> None:
        """Discord sends this event again after long interruptions; the work is done once."""
        if self._announced:
            return
        self._announced = True
        link = invite_link(self.application_id or 0)
        self._log.info("online", user=str(self.user), servers=len(self.guilds), invite=link)
        self.begin(self._recover_messages, name="put right")
        self.begin(self._know_commands, name="command ids")
        self.begin(self._prepare, name="prepare")
        self.feed_loop.start()
        self.watch_loop.start()
        self.correction_loop.start()
        self.digest_loop.start()
        self.feed_post_loop.start()
        self.retention_loop.start()

    async def close(self) -> None:
        """Stops listening, finishes or cancels the work in flight, then disconnects."""
        self.closing = True
        self.feed_loop.stop()
        self.watch_loop.stop()
        self.correction_loop.stop()
        self.digest_loop.stop()
        self.feed_post_loop.stop()
        self.retention_loop.stop()
        self.queue.close()
        async with self._leaving:  # whoever closes second waits for the first
            await self.tasks.close(grace=GRACE_SECONDS)
        await super().close()

    async def _know_commands(self) -> None:
        if not self.command_ids:  # nothing had to be sent, so nothing came back
            self.command_ids.update(await ids_at_discord(self.tree))

    async def _recover_messages(self) -> None:
        try:
            await recover_messages(self)
        finally:
            self.messages_recovered.set()

    async def _prepare(self) -> None:
        """Loads the model before the first question needs it, and makes new vectors where they are another model's;
        keyword search answers meanwhile."""
        await self.library.warm()
        self.models_ready = True
        status = await self.library.status(scopes=None)
        if not status.stale_passages or self.reindexing.running:
            return
        self._log.info("reindexing", stale=status.stale_passages, model=status.model)
        message = ProgressMessage("", self._log_last)
        await self.reindexing.run(guild_id=None, scopes=None, message=message)

    async def _log_last(self, text: str, last: bool) -> None:
        if last:
            self._log.info("reindexed", summary=text)


def invite_link(application_id: int) -> str:
    """The address at which somebody adds the bot to their server, with exactly the permissions that it uses."""
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=scopes)
