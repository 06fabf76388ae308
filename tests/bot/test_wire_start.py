"""Starts while Discord is away or refuses: the bot keeps trying, and what needs nothing of that works meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import AsyncExitStack
from typing import Any, cast

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.client import DatelineBot
from bot.online import go_online
from bot.startup import FINGERPRINT_FILE
from retrieval import Library, Settings, StoreBusy
from tests.discord_sim import Channel, DiscordSim, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from .samples import WHEN, until

Make = Callable[[], DatelineBot]
Logs = list[MutableMapping[str, Any]]
Place = tuple[Channel, User]
Go = Callable[[DatelineBot], "asyncio.Task[None]"]
COMMANDS = "/applications/*/commands"
NOWHERE = "http://127.0.0.1:1/api/v10"
NO_SUCH_NAME = "http://discord.invalid/api/v10"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses of tests."""
    monkeypatch.setattr("bot.startup.LOGIN_PAUSE", 0.05)
    for where in ("client", "startup"):
        monkeypatch.setattr(f"bot.{where}.FIRST_PAUSE", 0.05)


@pytest.fixture
def settings(settings: Settings, sim: DiscordSim) -> Settings:
    discord_settings = settings.discord.model_copy(update={"token": SecretStr(sim.token)})
    return settings.model_copy(update={"discord": discord_settings})


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    boss = sim.add_user("boss")
    guild = sim.add_guild("newsroom", members=[boss])
    sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[boss])
    return sim.add_channel(guild, "general"), boss


@pytest.fixture
async def go(settings: Settings) -> AsyncIterator[Go]:
    """Starts a bot as `dateline run` does, and ends it after the test."""
    async with AsyncExitStack() as stack:

        def run(bot: DatelineBot) -> asyncio.Task[None]:
            task = asyncio.create_task(go_online(bot, settings))
            stack.push_async_callback(_ended, bot, task)
            return task

        yield run


async def _ended(bot: DatelineBot, task: asyncio.Task[None]) -> None:
    await bot.close()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def events(logs: Logs) -> list[str]:
    return [str(entry["event"]) for entry in logs]


async def answers(sim: DiscordSim, place: Place) -> bool:
    channel, ann = place
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    return (await sim.next_message(channel)).reply_to == asked.id


@pytest.mark.parametrize("where", [NOWHERE, NO_SUCH_NAME])
async def test_it_goes_online_when_discord_can_be_reached(
    sim: DiscordSim,
    place: Place,
    make_bot: Make,
    go: Go,
    logs: Logs,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    monkeypatch.setattr(Route, "BASE", where)
    running = go(make_bot())
    await until(lambda: events(logs).count("cannot log in") >= 2)
    assert not running.done()
    monkeypatch.setattr(Route, "BASE", sim.api_url)
    await sim.connected()
    assert await answers(sim, place)


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me"])
@pytest.mark.parametrize(
    "fault",
    [faults.server_error(503), faults.connection_reset(), faults.rate_limited(1, cloudflare=True)],
    ids=["503", "reset", "banned for a while"],
)
async def test_it_goes_online_when_discord_is_well_again(
    sim: DiscordSim, place: Place, make_bot: Make, go: Go, path: str, fault: faults.Fault
) -> None:
    outage = sim.faults.add("GET", path, fault, times=3)
    go(make_bot())
    await sim.connected()
    assert outage.hits == 3
    assert await answers(sim, place)


async def test_it_goes_online_when_the_gateway_is_there(
    sim: DiscordSim, place: Place, make_bot: Make, go: Go, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL("ws://127.0.0.1:1/"))
    running = go(make_bot())
    await until(lambda: "no gateway" in events(logs), seconds=20)
    assert not running.done()
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sim.gateway_url))
    await sim.connected(timeout=20)
    assert await answers(sim, place)


async def test_what_would_not_go_by_itself_ends_it_at_once(
    sim: DiscordSim, make_bot: Make, go: Go, settings: Settings, library: FakeLibrary
) -> None:
    wanting = settings.model_copy(
        update={"discord": settings.discord.model_copy(update={"message_content": True})}
    )
    bot = DatelineBot(cast(Library, library), wanting)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await asyncio.wait_for(go(bot), 10)
    sim.core.store.token = "another"
    with pytest.raises(discord.LoginFailure):
        await asyncio.wait_for(go(make_bot()), 10)


async def test_commands_are_sent_until_discord_takes_them_and_it_answers_meanwhile(
    sim: DiscordSim,
    start: Start,
    place: Place,
    make_bot: Make,
    settings: Settings,
) -> None:
    channel, boss = place
    before = make_bot()
    await start(before)
    file = settings.data_dir / FINGERPRINT_FILE
    await until(file.exists)
    await before.close()
    file.write_text("of other commands", encoding="ascii")
    refusal = sim.faults.add("PUT", COMMANDS, faults.server_error(503), times=10_000)
    bot = make_bot()
    await start(bot)
    assert await answers(sim, place)
    await until(lambda: refusal.hits >= 3)
    shown = await (await sim.slash(channel, boss, "admin status")).response()
    assert "Discord has not taken the newest commands yet" in shown.text
    sim.faults.clear()
    await until(lambda: bot.command_sync.failing_since is None)
    await until(lambda: len(file.read_text()) == 64)
    shown = await (await sim.slash(channel, boss, "admin status")).response()
    assert "newest commands" not in shown.text


async def test_a_start_is_not_held_up_by_commands_that_are_not_taken(
    sim: DiscordSim, start: Start, place: Place, make_bot: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five 500s in a row, as discord.py tries them, take half a minute."""
    monkeypatch.setattr("bot.client.SYNC_SECONDS", 0.2)
    refusal = sim.faults.add("PUT", COMMANDS, faults.server_error(500), times=5)
    bot = make_bot()
    await start(bot)
    assert await answers(sim, place)
    assert refusal.hits < 5
    await until(lambda: sim.core.store.commands, seconds=60)
    assert refusal.hits == 5


async def test_what_a_start_could_not_do_is_done_later(
    sim: DiscordSim, start: Start, place: Place, make_bot: Make, library: FakeLibrary, logs: Logs
) -> None:
    """A busy database: who is still a member, whether vectors are stale, what was left unanswered."""
    library.failures |= {
        name: StoreBusy("dateline.db", "locked")
        for name in ("scopes", "left", "status", "unfinished_answers")
    }
    library.stale = 3
    library.departures[f"guild:{place[0].guild_id}"] = library.now
    await library.answers.begin("discord:interaction:1", question=WHEN, scopes=(), place="discord:channel:1")
    await start(make_bot())
    await until(
        lambda: (
            {entry.get("task") for entry in logs if entry["event"] == "later"}
            >= {"membership", "prepare", "resume"}
        )
    )
    library.failures.clear()
    await until(lambda: not library.departures and not library.claims and library.reindexed)


async def test_a_bot_that_keeps_trying_leaves_at_once(
    sim: DiscordSim, start: Start, place: Place, make_bot: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.startup.FIRST_PAUSE", 60.0)
    sim.faults.add("PUT", COMMANDS, faults.server_error(503), times=10_000)
    bot = make_bot()
    await start(bot)
    async with asyncio.timeout(2):
        await bot.close()
