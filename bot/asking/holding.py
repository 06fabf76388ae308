"""How long a question keeps its turn: until its answer is shown, unless Discord is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

Turn = Callable[[], AbstractAsyncContextManager[object]]
"""Waits until the question may be worked on; inside, it may. Raises QueueClosed."""
HOLD_SECONDS = 10.0
"""An answer that waits longer for Discord lets others have its turn."""


class Showing:
    """An answer on its way to Discord."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None

    @property
    def begun(self) -> bool:
        return self.task is not None

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        self.task = asyncio.create_task(work, name="answer")


@asynccontextmanager
async def held(turn: Turn) -> AsyncIterator[Showing]:
    """A turn that lasts until the answer is shown and logged, because the next question may go on from it; but while
    Discord takes nothing, for `HOLD_SECONDS` only. Leaves when the answer is shown, or never will be."""
    showing = Showing()
    try:
        async with turn():
            yield showing
            if showing.task is not None:
                await asyncio.wait({showing.task}, timeout=HOLD_SECONDS)
        if showing.task is not None:
            await showing.task
    finally:
        if showing.task is not None and not showing.task.done():
            showing.task.cancel()
            await asyncio.wait({showing.task})
