"""Time that tests can move, and a signal that wakes waiters after every change (no polling anywhere)."""

# ruff: noqa: ASYNC109 - a test says how long it is willing to wait
from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """Wall time plus an offset. `advance` ages interactions without anyone having to wait."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Unix seconds."""
        return time.time() + self._offset

    def advance(self, seconds: float) -> None:
        self._offset += seconds


def timestamp(seconds: float) -> str:
    """Unix seconds as the ISO 8601 text Discord uses."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


class Signal:
    """`notify` after every change of state; `until` re-reads the state whenever that happens."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, probe: Callable[[], T | None], timeout: float, what: Callable[[], str]) -> T:
        """The first value of `probe` that is not None. Raises TimeoutError saying `what` was awaited."""
        try:
            async with asyncio.timeout(timeout):
                while (found := probe()) is None:
                    waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiters.add(waiter)
                    await waiter
        except TimeoutError:
            raise TimeoutError(f"not seen within {timeout} s: {what()}") from None
        return found
