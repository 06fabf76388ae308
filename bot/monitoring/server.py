"""Tells over HTTP whether the bot works: `/healthz` (the process), `/readyz` (gateway, models, database), `/metrics`.

It is for the machine's own supervisor and for Prometheus. It is off unless `metrics.port` is set, and listens on the
loopback interface unless `metrics.host` says otherwise: nobody has to log in to read it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from retrieval import ConfigError, StoreError

from ..context import BotContext

DATABASE_SECONDS = 2.0
"""A database that does not answer a small question by then does not work."""
CLOSING_SECONDS = 1.0
"""Whoever still reads then is cut off."""


async def parts_of(bot: BotContext) -> dict[str, bool]:
    """Whether each part that an answer needs works now."""
    connected = bot.is_ready() and bot.ws is not None and bot.ws.open
    return {"gateway": connected, "models": bot.models_ready, "database": await _database(bot)}


async def _database(bot: BotContext) -> bool:
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            await bot.library.answers.asked("")  # one look into an index, off the event loop
    except (StoreError, TimeoutError):
        return False
    return True


@asynccontextmanager
async def monitored(bot: BotContext) -> AsyncIterator[None]:
    """Serves the three pages inside the block, where a port is set. Raises ConfigError where it cannot."""
    host, port = bot.settings.metrics.host, bot.settings.metrics.port
    if not port:
        yield
        return
    runner = web.AppRunner(_application(bot), access_log=None, shutdown_timeout=CLOSING_SECONDS)
    await runner.setup()
    lag = asyncio.create_task(bot.metrics.measure_lag(), name="loop lag")
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else str(error)
            raise ConfigError("metrics", f"nothing can listen on {host}, port {port} ({why})") from error
        structlog.get_logger("dateline.metrics").info("listening", host=host, port=port)
        with bot.metrics.counting_lines():
            yield
    finally:
        lag.cancel()
        await asyncio.wait({lag})
        await runner.cleanup()


def _application(bot: BotContext) -> web.Application:
    metrics = bot.metrics
    metrics.watch(lambda: bot.queue.waiting, lambda: bot.latency)

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        parts = await parts_of(bot)
        metrics.works(parts)
        return web.json_response(parts, status=200 if all(parts.values()) else 503)

    async def figures(_: web.Request) -> web.Response:
        metrics.works(await parts_of(bot))
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes(
        [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", figures)]
    )
    return application
