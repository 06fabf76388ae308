"""The end of the process, asked for from outside."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import structlog


@contextmanager
def set_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """The first signal sets `stop`; a second one ends the process as it would any other."""
    loop = asyncio.get_running_loop()

    def release() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)

    def first() -> None:
        structlog.get_logger("dateline.bot").info("stopping")
        stop.set()
        release()

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: asyncio.run turns Ctrl+C into a cancellation instead
            loop.add_signal_handler(number, first)
    try:
        yield
    finally:
        release()
