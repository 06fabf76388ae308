"""What is done once at a start, and may fail then: it is done later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from retrieval import StoreError

from .text.errors import for_log
from .ui.errors import Say, outermost
from .ui.outages import OUTAGES, is_outage, longer

FIRST_PAUSE = 5.0
LONGEST_PAUSE = 300.0
MOST_TRIES = 20
"""Over an hour; a fault that lasts longer shows elsewhere too."""


async def begin(work: Callable[[], Awaitable[object]], say: Say, **facts: Any) -> None:
    """Do `work`, again while the database is busy or Discord away. Anything else that it raises is reported, and ends
    it; `facts` go into the log."""
    async with outermost(say, **facts):
        await _persist(work, facts)


async def _persist(work: Callable[[], Awaitable[object]], facts: dict[str, Any]) -> None:
    pause = FIRST_PAUSE
    for _ in range(MOST_TRIES - 1):
        try:
            await work()
        except (StoreError, *OUTAGES) as error:
            if not (isinstance(error, StoreError) or is_outage(error)):
                raise
            log = structlog.get_logger("dateline.bot").bind(**facts)
            log.warning("later", error=for_log(error), seconds=round(pause, 1))
        else:
            return
        await asyncio.sleep(pause)
        pause = longer(pause, LONGEST_PAUSE)
    await work()
