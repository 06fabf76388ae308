"""Runs the bot from its start to a signal: it is online as long as nobody stops it, also while Discord is not."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import discord
import structlog

from retrieval import Library, Settings, Watchdog

from .client import DatelineBot
from .monitoring.metrics import Metrics
from .monitoring.server import monitored
from .startup import log_in, point_at


@contextmanager
def set_by_signals(stop: asyncio.Event, watchdog: Watchdog) -> Iterator[None]:
    """The first SIGINT or SIGTERM sets `stop`, and the process ends soon; a second one ends it at once."""
    loop = asyncio.get_running_loop()

    def release() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)

    def first() -> None:
        stop.set()
        watchdog.end_soon()
        release()
        structlog.get_logger("dateline.bot").info("stopping")  # last: whoever reads the log may be gone

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: asyncio.run turns Ctrl+C into a cancellation instead
            loop.add_signal_handler(number, first)
    try:
        yield
    finally:
        release()


async def go_online(bot: DatelineBot, settings: Settings) -> None:
    """Stays online, also where Discord cannot be reached at first."""
    await log_in(bot, settings.discord.token.get_secret_value())
    await bot.connect()


async def run_bot(
    settings: Settings,
    library: Library,
    watchdog: Watchdog,
    *,
    adopt: bool = False,
    metrics: Metrics | None = None,
) -> None:
    """Stays online until SIGINT or SIGTERM, then finishes or cancels the work in flight and returns. `watchdog` hears of
    the signal, because closing the library may take long too. `adopt` hands the data folder over to the application
    that the token belongs to.

    Raises ForeignFolder, ConfigError where the operator's pages cannot be served, and what discord.py raises when it
    cannot log in or loses the connection for good.
    """
    point_at(settings)
    # a bot that only writes needs no voice library
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    stop = asyncio.Event()
    async with DatelineBot(library, settings, adopt=adopt, metrics=metrics) as bot, monitored(bot):
        online = asyncio.create_task(go_online(bot, settings), name="online")
        stopped = asyncio.create_task(stop.wait(), name="stop signal")
        try:
            with set_by_signals(stop, watchdog):
                await asyncio.wait({online, stopped}, return_when=asyncio.FIRST_COMPLETED)
                await bot.close()
        finally:
            stopped.cancel()
            online.cancel()
            await asyncio.wait({online, stopped})
    if not (stop.is_set() or online.cancelled()) and (error := online.exception()) is not None:
        raise error
