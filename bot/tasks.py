"""Owns all work in flight: names, keeps, logs, awaits and cancels it. `Loop` does work again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from discord.ext import tasks

from .ui.errors import error_boundary, log_only


class Tasks:
    """Owns everything that runs for the bot. After `close` nothing of it runs."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._patient: set[asyncio.Task[Any]] = set()
        self._log = structlog.get_logger("dateline.tasks")

    def spawn(
        self, work: Coroutine[Any, Any, None], *, name: str, patient: bool = False
    ) -> asyncio.Task[None]:
        """Runs `work` in the background and logs what it raises. `patient` work may try something for a long time, and
        loses nothing when it is cancelled."""
        task = asyncio.create_task(work, name=name)
        self._keep(task)
        if patient:
            self._patient.add(task)
            task.add_done_callback(self._patient.discard)
        return task

    def adopt(self) -> None:
        """Owns the current task, which discord.py started, until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._keep(task)

    async def close(self, *, grace: float) -> None:
        """Gives the work `grace` seconds to finish, then cancels what is left and waits for it."""
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


Work = Callable[[], Awaitable[None]]
SECONDS_AFTER_START = 120.0
"""The first questions after a start come before what is done again and again."""


async def settle() -> None:
    """What is not urgent waits for, once after a start."""
    await asyncio.sleep(SECONDS_AFTER_START)


class Loop:
    """Does `work` every so many seconds; what it raises is logged. `before` is done once before it, and tried again
    before the next time where it fails."""

    def __init__(self, owner: Tasks, name: str, *, seconds: float, before: Work, work: Work) -> None:
        self._owner = owner
        self._name = name
        self._work = work
        self._before = before
        self._loop = tasks.loop(seconds=seconds, name=name)(self._due)
        self._loop.before_loop(self._begin)
        self._begun = self._busy = False

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """Stops at once between two times; work under way has the grace of `Tasks.close`."""
        if self._busy:
            self._loop.stop()
        else:
            self._loop.cancel()

    async def _begin(self) -> None:
        async with error_boundary(log_only, task=self._name):
            await self._before()
            self._begun = True

    async def _due(self) -> None:
        self._owner.adopt()
        self._busy = True
        if not self._begun:
            await self._begin()
        async with error_boundary(log_only, task=self._name):
            await self._work()
        self._busy = False
