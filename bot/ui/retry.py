"""Sends again what Discord does not take for now: for a bounded time, and only so many requests at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from json import JSONDecodeError
from typing import TypeVar

import aiohttp
import discord
import structlog

from ..text.errors import for_log

T = TypeVar("T")

LONGEST = 15 * 60.0
"""Seconds for which anything is kept: as long as people still look at their question, and as an interaction lives."""
FIRST_PAUSE = 5.0
"""Seconds before the first further try; each later one waits twice as long, up to `LONGEST_PAUSE`."""
LONGEST_PAUSE = 60.0
MOST_KEPT = 200
"""So many requests are kept at once; the next one fails as it would without all this."""
TRANSIENT_ERRORS = (
    aiohttp.ClientConnectionError,
    aiohttp.ClientPayloadError,
    aiohttp.WSServerHandshakeError,
    discord.HTTPException,
    TimeoutError,
    JSONDecodeError,  # a reply that was cut off
)
TOO_MANY_REQUESTS, SERVER_ERRORS = 429, 500
"""Of the answers that Discord gives, these say that the same request may succeed later."""


LONGEST_LIMIT = 60.0
"""Seconds after which Discord is asked again whether its limit over all requests is over."""


class LimitOver(asyncio.Event):
    """Set while no limit of Discord's over all requests lasts. discord.py (2.7.1) clears it when a request meets that
    limit, and sets it when this request has waited: never, where it is cancelled before, and then no request is sent any
    more. Here it is set at the latest when the request's task ends, or after `LONGEST_LIMIT`."""

    def clear(self) -> None:
        super().clear()
        asyncio.get_running_loop().call_later(LONGEST_LIMIT, self.set)
        if (task := asyncio.current_task()) is not None:
            task.add_done_callback(lambda _: self.set())


def end_limits(http: discord.http.HTTPClient) -> None:
    """Sees to it, for a client that has logged in, that a limit over all requests ends."""
    http._global_over = LimitOver()
    http._global_over.set()


class Superseded(Exception):
    """Says that the request need not be sent any more."""


class Retrier:
    """Sends requests that do no harm when they arrive twice, also through an outage of Discord or of the network."""

    def __init__(self) -> None:
        self._kept = 0
        self._log = structlog.get_logger("dateline.outages")

    async def retry(
        self,
        request: Callable[[], Awaitable[T]],
        *,
        longest: float | None = None,
        superseded: asyncio.Event | None = None,
    ) -> T:
        """Returns what `request` returns, tried again for at most `longest` seconds. Raises what it raised last;
        Superseded when that is set between two tries."""
        try:
            return await request()
        except TRANSIENT_ERRORS as error:
            if not is_transient(error):
                raise
            return await self._keep(request, error, LONGEST if longest is None else longest, superseded)

    async def _keep(
        self,
        request: Callable[[], Awaitable[T]],
        error: Exception,
        longest: float,
        superseded: asyncio.Event | None,
    ) -> T:
        if self._kept >= MOST_KEPT:
            self._log.error("too much is kept", most=MOST_KEPT)
            raise error
        self._kept += 1
        try:
            return await self._try_again(request, error, longest, superseded or asyncio.Event())
        finally:
            self._kept -= 1

    async def _try_again(
        self, request: Callable[[], Awaitable[T]], error: Exception, longest: float, superseded: asyncio.Event
    ) -> T:
        loop = asyncio.get_running_loop()
        ends, pause = loop.time() + longest, FIRST_PAUSE
        while loop.time() < ends:
            self._log.warning("kept", error=for_log(error), seconds=round(pause, 1))
            await _wait(superseded, pause)
            if superseded.is_set():
                raise Superseded
            try:
                return await request()
            except TRANSIENT_ERRORS as failure:
                if not is_transient(failure):
                    raise
                error = failure
            pause = longer(pause)
        raise error


def is_transient(error: BaseException) -> bool:
    """Tells whether the same request may succeed later, because Discord, or the way to it, is out of order."""
    if isinstance(error, discord.HTTPException | aiohttp.WSServerHandshakeError):
        return error.status == TOO_MANY_REQUESTS or error.status >= SERVER_ERRORS
    return isinstance(error, TRANSIENT_ERRORS)


def longer(pause: float, most: float = LONGEST_PAUSE) -> float:
    """Returns the pause after this one: about twice as long, never quite regular, so that not all bots return at once."""
    return min(most, pause * 2) * random.uniform(0.75, 1.0)  # noqa: S311  # no secret


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
