"""Fixtures: a simulator with a clean bill at the end, and unmodified discord.py clients pointed at it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from .referee import Description, MissingDescriptionError, description_path, load
from .server import DiscordSim

READY_WAIT = 10.0
Start = Callable[[discord.Client], Awaitable["asyncio.Task[None]"]]


@pytest.fixture(scope="session")
def description() -> Description:
    """Discord's OpenAPI file. Without it tests skip; in CI its absence is a failure."""
    try:
        return load(description_path())
    except MissingDescriptionError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
async def sim(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, description: Description
) -> AsyncIterator[DiscordSim]:
    """Options by `@pytest.mark.parametrize("sim", [{...}], indirect=True)`. The test fails at teardown if the
    bot or the simulator broke a rule; a test that provokes this calls `sim.referee.take()`."""
    async with DiscordSim(**getattr(request, "param", {})) as simulator:
        monkeypatch.setattr(Route, "BASE", simulator.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(simulator.gateway_url))
        yield simulator
    assert simulator.violations == []


@pytest.fixture
async def start(sim: DiscordSim) -> AsyncIterator[Start]:
    """Starts a client with the right token and waits until it is ready; closes it after the test."""
    async with AsyncExitStack() as stack:

        async def run(client: discord.Client) -> asyncio.Task[None]:
            stack.push_async_callback(client.close)
            await client.login(sim.token)
            task = asyncio.create_task(client.connect())
            stack.push_async_callback(_closed, client, task)
            await asyncio.wait_for(client.wait_until_ready(), READY_WAIT)
            return task

        yield run


async def _closed(client: discord.Client, task: asyncio.Task[None]) -> None:
    await client.close()
    await asyncio.gather(task, return_exceptions=True)
