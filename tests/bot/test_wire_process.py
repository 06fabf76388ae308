"""`dateline run` as a process of its own: real library, real sockets, real signals."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.discord_sim import DiscordSim

from .samples import WHEN

STARTUP = 90.0
"""Seconds for torch and the model on a busy machine."""
Run = Callable[[str], Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
async def run(sim: DiscordSim, ingested: Path, tmp_path: Path) -> AsyncIterator[Run]:
    """Starts `dateline run` with this token; ends it after the test if the test has not."""
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "HF_HUB_OFFLINE": "1",
        "DATELINE_DATA_DIR": str(tmp_path),
        "DATELINE_DISCORD__API_URL": sim.api_url,
        "DATELINE_DISCORD__GATEWAY_URL": sim.gateway_url,
    }
    async with AsyncExitStack() as stack:

        async def start(token: str) -> asyncio.subprocess.Process:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.cli",
                "run",
                env=environ | {"DISCORD_TOKEN": token},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            stack.push_async_callback(_ended, process)
            return process

        yield start


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def left(process: asyncio.subprocess.Process) -> bytes:
    """Its standard error, once it has ended well."""
    _, errors = await asyncio.wait_for(process.communicate(), STARTUP)
    assert process.returncode == 0, errors.decode()
    assert b"Traceback" not in errors
    assert b"voice" not in errors, "a bot that only writes warns of no voice library"
    return errors


async def test_it_answers_and_leaves_on_sigterm(sim: DiscordSim, run: Run) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    process = await run(sim.token)
    await sim.connected(timeout=STARTUP)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(channel, timeout=STARTUP)).text
    process.send_signal(signal.SIGTERM)
    assert b"oauth2/authorize" in await left(process)


async def test_it_leaves_on_ctrl_c_while_the_model_is_still_loading(sim: DiscordSim, run: Run) -> None:
    process = await run(sim.token)
    await sim.connected(timeout=STARTUP)
    process.send_signal(signal.SIGINT)
    assert b"stopping" in await left(process)


async def test_a_wrong_token_ends_it_with_what_to_do(sim: DiscordSim, run: Run) -> None:
    process = await run("wrong")
    _, errors = await asyncio.wait_for(process.communicate(), STARTUP)
    assert process.returncode not in (0, None)
    assert b"Reset Token" in errors
    assert b"Traceback" not in errors
    assert sim.error_codes == [0]
    sim.referee.take()
