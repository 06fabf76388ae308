"""The owner of all work in flight: names, keeps, logs, waits for and cancels it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog


class Tasks:
    """Everything that runs for the bot. After `close` nothing of it does."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._patient: set[asyncio.Task[Any]] = set()
        self._log = structlog.get_logger("dateline.tasks")

    def spawn(
        self, work: Coroutine[Any, Any, None], *, name: str, patient: bool = False
    ) -> asyncio.Task[None]:
        """Run `work` in the background. What it raises is logged. `patient` work may try something for long, and loses
        nothing when it is cancelled."""
        task = asyncio.create_task(work, name=name)
        self._keep(task)
        if patient:
            self._patient.add(task)
            task.add_done_callback(self._patient.discard)
        return task

    def adopt(self) -> None:
        """Own the current task, which discord.py started, until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._keep(task)

    async def close(self, *, grace: float) -> None:
        """Give the work `grace` seconds to finish, then cancel what is left and wait for it."""
        mine = self._tasks - {asyncio.current_task()}
        for task in self._patient:
            task.cancel()
        if mine:
            _, late = await asyncio.wait(mine, timeout=grace)
            for task in late:
                self._log.warning("cancelled", task=task.get_name())
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._log.error("failed", task=task.get_name(), exc_info=error)
