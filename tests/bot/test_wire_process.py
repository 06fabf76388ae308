"""`dateline run` as a process of its own: real library, real sockets, real signals."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import aiohttp
import pytest

from bot.client import GRACE_SECONDS
from bot.monitoring.server import CLOSING_SECONDS
from bot.places import message_key
from retrieval import Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from retrieval.workers.watchdog import STOP_WITHIN_S
from tests.discord_sim import DiscordSim, Message, faults

from .conftest import SEED
from .samples import WHEN

STARTUP = 90.0
"""Seconds for torch and the model on a busy machine."""
LONG = 600.0
"""Seconds; longer than any of these tests."""


class Run(Protocol):
    def __call__(self, token: str, *arguments: str) -> Awaitable[asyncio.subprocess.Process]: ...


@pytest.fixture
async def run(sim: DiscordSim, ingested: Path, tmp_path: Path) -> AsyncIterator[Run]:
    """Starts `dateline run`, or what is given, with this token; ends it after the test if the test has not."""
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

        async def start(token: str, *arguments: str) -> asyncio.subprocess.Process:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.cli",
                *(arguments or ("run",)),
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


async def test_it_leaves_under_full_load_while_discord_hangs(sim: DiscordSim, run: Run) -> None:
    """Container runtimes kill after ten seconds: what it waits for of its own accord takes less."""
    assert GRACE_SECONDS + CLOSING_SECONDS < STOP_WITHIN_S < 9
    people = [sim.add_user(f"user{number}") for number in range(12)]
    channel = sim.add_channel(sim.add_guild("newsroom", members=people), "general")
    process = await run(sim.token)
    await sim.connected(timeout=STARTUP)
    await sim.say(channel, people[0], WHEN, mentions=[sim.bot])
    await sim.next_message(channel, timeout=STARTUP)
    hanging = sim.faults.add("POST", "/channels/*/messages", faults.slow(LONG), times=100)
    for each in people:
        await sim.say(channel, each, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: hanging.hits, STARTUP)
    process.send_signal(signal.SIGTERM)
    await left(process)


async def test_an_operator_sees_the_stages_of_a_question(sim: DiscordSim, run: Run, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "metrics.toml").write_text(f"[metrics]\nport = {port}\n")
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    process = await run(sim.token, "--config", str(tmp_path / "metrics.toml"), "run")
    await sim.connected(timeout=STARTUP)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.next_message(channel, timeout=STARTUP)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        async with session.get("/metrics") as answer:
            figures = await answer.text()
        async with session.get("/healthz") as answer:
            assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    await left(process)
    for stage in ("question embedding", "keyword search", "reading", "verifying"):
        assert f'dateline_stage_seconds_count{{stage="{stage}"}}' in figures
    assert "dateline_loop_lag_seconds_count" in figures
    assert sim.token not in figures


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


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/channels/*/typing", faults.slow(LONG)),
        ("/channels/*/messages", faults.slow(LONG)),
        ("/channels/*/messages", faults.late_reply(LONG)),
    ],
    ids=["before it is worked on", "before posting", "after posting, before it is noted"],
)
async def test_killed_over_a_question_it_answers_it_once_when_it_is_back(
    sim: DiscordSim, run: Run, tmp_path: Path, embedder: SentenceEmbedder, path: str, fault: faults.Fault
) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    first = await run(sim.token)
    await sim.connected(timeout=STARTUP)
    reached = sim.faults.add("POST", path, fault)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(
        lambda: reached.hits and (not fault.lag or sim.messages(channel, from_bot=True)), STARTUP
    )
    first.kill()
    await first.communicate()
    second = await run(sim.token)
    await sim.connected(identifies=2, timeout=STARTUP)

    def shown() -> bool:
        """Also where the first process had posted it: the second one completes it."""
        replies = sim.messages(channel, from_bot=True)
        return any(answered(each) and (each.edits or not fault.lag) for each in replies)

    await sim.wait_until(shown, STARTUP)
    await sim.barrier()
    second.send_signal(signal.SIGTERM)
    await left(second)
    (answer,) = sim.messages(channel, from_bot=True)
    assert (answer.reply_to, answered(answer)) == (asked.id, True)
    async with open_library(Settings(data_dir=tmp_path), embedder=embedder) as library:
        stored = await library.answers.asked(message_key(asked.id))
        assert stored is not None
        assert stored.posted_key == message_key(answer.id)
        assert await library.answers.unfinished() == ()


def answered(message: Message) -> bool:
    return "April 1" in message.text


async def test_it_starts_while_discord_is_out_of_order(sim: DiscordSim, run: Run) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    sim.faults.add("GET", "/users/@me", faults.server_error(503), times=2)
    sim.faults.add("PUT", "/applications/*/commands", faults.server_error(503), times=1)
    process = await run(sim.token)
    await sim.connected(timeout=STARTUP)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert answered(await sim.next_message(channel, timeout=STARTUP))
    await sim.wait_until(lambda: sim.core.store.commands, STARTUP)
    process.send_signal(signal.SIGTERM)
    errors = await left(process)
    assert errors.count(b"cannot log in") == 2
    assert b"not synced" in errors


async def test_a_second_one_on_the_same_folder_ends_at_once_and_a_killed_one_leaves_it_free(
    sim: DiscordSim, run: Run
) -> None:
    first = await run(sim.token)
    await sim.connected(timeout=STARTUP)
    second = await run(sim.token)
    _, errors = await asyncio.wait_for(second.communicate(), STARTUP)
    assert second.returncode == 1
    assert errors.decode().count("\n") == 1, errors.decode()
    assert b"Another" in errors
    ingested = await run(sim.token, "ingest", str(SEED))
    assert b"unchanged" in (await asyncio.wait_for(ingested.communicate(), STARTUP))[0]
    assert ingested.returncode == 0
    first.kill()
    await first.wait()
    third = await run(sim.token)
    await sim.connected(identifies=2, timeout=STARTUP)
    third.send_signal(signal.SIGTERM)
    await left(third)


async def test_another_applications_token_ends_it_with_both_ids(
    sim: DiscordSim, run: Run, tmp_path: Path
) -> None:
    async with open_library(Settings(data_dir=tmp_path)) as library:
        await library.owner.claim("discord:application:111")
    process = await run(sim.token)
    _, errors = await asyncio.wait_for(process.communicate(), STARTUP)
    assert process.returncode == 1
    assert all(part in errors.decode() for part in ("111", str(sim.bot.id), "--adopt"))
    assert b"Traceback" not in errors
    adopting = await run(sim.token, "run", "--adopt")
    await sim.connected(timeout=STARTUP)
    adopting.send_signal(signal.SIGTERM)
    await left(adopting)
