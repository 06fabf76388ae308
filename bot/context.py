"""The services of the bot that a feature may use. Features import this file, and `client` fills it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from discord.ext import commands

from retrieval import Library, Settings

from .admin.reindexing import Reindexing
from .asking.limits import AskLimits
from .asking.queue import AskQueue
from .monitoring.metrics import Metrics
from .servers import Membership, Servers
from .startup import CommandSync, begin
from .tasks import Tasks
from .ui.acknowledging import HandledInteractions
from .ui.delivery import Delivery
from .ui.errors import log_only
from .ui.job_messages import JobMessages
from .ui.permission_hints import PermissionHints
from .ui.progress import Edits
from .ui.retry import Retrier


class BotContext(commands.Bot):
    """`client.DatelineBot` sets all of it before the first event arrives."""

    library: Library
    settings: Settings
    servers: Servers
    membership: Membership
    tasks: Tasks
    limits: AskLimits
    queue: AskQueue
    hints: PermissionHints
    delivery: Delivery
    edits: Edits
    job_messages: JobMessages
    retrier: Retrier
    handled: HandledInteractions
    reindexing: Reindexing
    command_sync: CommandSync
    metrics: Metrics
    models_ready: bool
    """Whether the models are loaded, so that the next question does not wait for them."""
    clock: Callable[[], float]
    """Seconds of a clock that only goes forward."""
    started_at: float
    """By `clock`."""
    started: datetime
    closing: bool
    messages_recovered: asyncio.Event
    """Set when the messages that a process before left unfinished say what happened. A question of that process may then
    be answered in such a message."""

    @property
    def uptime(self) -> float:
        """Seconds since the bot was made."""
        return self.clock() - self.started_at

    def begin(self, work: Callable[[], Awaitable[object]], *, name: str) -> asyncio.Task[None]:
        """Does in the background what belongs to a start, and does it again later where it fails (`startup.begin`)."""
        return self.tasks.spawn(begin(work, log_only, task=name), name=name, patient=True)
