"""The operator's pages, over real sockets, beside a bot that is online in a simulated Discord."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any, cast

import aiohttp
import pytest
import structlog
from pydantic import SecretStr

from bot.asking.limits import AskLimits
from bot.client import DatelineBot
from bot.monitoring import server
from bot.monitoring.server import monitored
from bot.online import run_bot
from bot.text.errors import sentence
from retrieval import ConfigError, Library, Settings, StoreError, Watchdog, load_settings
from tests.discord_sim import Channel, DiscordSim, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN

Get = Callable[[str], Any]


def free_port(host: str = "127.0.0.1") -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def settings(settings: Settings) -> Settings:
    metrics = settings.metrics.model_copy(update={"port": free_port()})
    return settings.model_copy(update={"metrics": metrics})


@pytest.fixture
def bot(library: FakeLibrary, settings: Settings) -> DatelineBot:
    return DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def place(sim: DiscordSim) -> tuple[Channel, User]:
    ann = sim.add_user("ann")
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general"), ann


async def get(settings: Settings, path: str) -> tuple[int, str]:
    address = f"http://127.0.0.1:{settings.metrics.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def test_a_bot_that_is_not_online_is_alive_and_not_ready(bot: DatelineBot, settings: Settings) -> None:
    async with bot, monitored(bot):
        assert await get(settings, "/healthz") == (200, "ok\n")
        status, body = await get(settings, "/readyz")
        assert status == 503
        assert body == '{"gateway": false, "models": false, "database": true}'
        assert (await get(settings, "/"))[0] == 404
        assert 'dateline_ready{part="gateway"} 0.0' in (await get(settings, "/metrics"))[1]


async def test_a_bot_that_answers_is_ready_and_counts_it(
    sim: DiscordSim, start: Start, bot: DatelineBot, place: tuple[Channel, User], settings: Settings
) -> None:
    channel, ann = place
    await start(bot)
    async with monitored(bot):
        await sim.wait_until(lambda: bot.models_ready)
        assert (await get(settings, "/readyz"))[0] == 200
        await sim.say(channel, ann, WHEN, mentions=[sim.bot])
        await sim.next_message(channel)
        await sim.barrier()
        status, text = await get(settings, "/metrics")
    assert status == 200
    lines = text.splitlines()
    assert 'dateline_outcomes_total{outcome="answer",reason=""} 1.0' in lines
    for part in ("waiting for its turn", "answering", "showing"):
        assert f'dateline_question_seconds_count{{part="{part}"}} 1.0' in lines
    assert "dateline_questions_waiting 0.0" in lines
    assert any(line.startswith("dateline_tasks ") and float(line.split()[1]) > 1 for line in lines)
    assert any(line.startswith('dateline_discord_responses_total{status="2xx"}') for line in lines)
    for secret in (sim.token, WHEN, ann.name, str(ann.id), str(channel.id)):
        assert secret not in text


async def test_it_is_not_ready_while_the_database_fails(
    sim: DiscordSim,
    start: Start,
    bot: DatelineBot,
    library: FakeLibrary,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(key: str) -> None:
        raise StoreError("dateline.db", "disk I/O error")

    async def hangs(key: str) -> None:
        await asyncio.sleep(600)

    await start(bot)
    await sim.wait_until(lambda: bot.models_ready)
    async with monitored(bot):
        for broken in (fails, hangs):
            monkeypatch.setattr(server, "DATABASE_SECONDS", 0.1)
            monkeypatch.setattr(library, "answer_to", broken)
            status, body = await get(settings, "/readyz")
            assert (status, '"database": false' in body) == (503, True)
            assert "disk" not in body


async def test_refusals_by_discord_are_counted(
    sim: DiscordSim, start: Start, bot: DatelineBot, place: tuple[Channel, User], settings: Settings
) -> None:
    channel, ann = place
    await start(bot)
    async with monitored(bot):
        sim.faults.add("POST", "/channels/*/messages", faults.rate_limited(0.01))
        sim.faults.add("POST", "/channels/*/typing", faults.server_error(503))
        await sim.say(channel, ann, WHEN, mentions=[sim.bot])
        await sim.next_message(channel)
        _, text = await get(settings, "/metrics")
    assert 'dateline_discord_responses_total{status="429"} 1.0' in text
    assert 'dateline_discord_responses_total{status="5xx"} 1.0' in text


async def test_who_asks_too_often_is_counted(
    sim: DiscordSim, start: Start, bot: DatelineBot, place: tuple[Channel, User], settings: Settings
) -> None:
    channel, ann = place
    bot.limits = AskLimits(lambda: 0.0)  # however slow the machine is
    await start(bot)
    async with monitored(bot):
        for _ in range(6):
            await sim.say(channel, ann, WHEN, mentions=[sim.bot])
        await sim.wait_until(
            lambda: b'dateline_not_admitted_total{reason="person"} 1.0' in bot.metrics.text()
        )


async def test_every_line_of_a_question_has_its_id(
    sim: DiscordSim, start: Start, bot: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await start(bot)
    seen: list[dict[str, Any]] = []

    def keep(_: Any, __: str, event: Any) -> Any:
        seen.append(dict(structlog.contextvars.merge_contextvars(None, "", event)))
        raise structlog.DropEvent

    processors = structlog.get_config()["processors"]
    processors.insert(0, keep)
    try:
        for _ in range(2):
            await sim.say(channel, ann, WHEN, mentions=[sim.bot])
            await sim.next_message(channel)
            await sim.barrier()
    finally:
        processors.remove(keep)
    ids = [each["question"] for each in seen if each["event"] == "answered"]
    assert len(set(ids)) == 2
    assert all(len(each) == 8 for each in ids)


async def test_without_a_port_nothing_listens(bot: DatelineBot, settings: Settings) -> None:
    port = settings.metrics.port
    bot.settings = settings.model_copy(update={"metrics": settings.metrics.model_copy(update={"port": 0})})
    async with bot, monitored(bot):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


async def test_a_port_that_is_taken_is_one_sentence(library: FakeLibrary, settings: Settings) -> None:
    discord_settings = settings.discord.model_copy(update={"token": SecretStr("any")})
    settings = settings.model_copy(update={"discord": discord_settings})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", settings.metrics.port))
        taken.listen()
        with pytest.raises(ConfigError) as raised:
            await run_bot(settings, cast(Library, library), Watchdog())
    said = sentence(raised.value)
    assert str(settings.metrics.port) in said
    assert "in use" in said
    assert "\n" not in said


async def test_an_address_of_another_machine_is_one_sentence(bot: DatelineBot, settings: Settings) -> None:
    metrics = settings.metrics.model_copy(update={"host": "192.0.2.1"})
    bot.settings = settings.model_copy(update={"metrics": metrics})
    async with bot:
        with pytest.raises(ConfigError, match=r"192\.0\.2\.1"):
            async with monitored(bot):
                pytest.fail("it cannot listen there")


@pytest.mark.parametrize("host", ["metrics.example.org", "", "127.0.0.1:80", "localhost", "1.2.3"])
def test_a_host_that_is_no_address_is_told_at_the_start(host: str) -> None:
    with pytest.raises(ConfigError, match=r"metrics\.host: .*is no address") as raised:
        load_settings({"DATELINE_METRICS__HOST": host})
    assert "environment" in sentence(raised.value)


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none(port: str) -> None:
    with pytest.raises(ConfigError, match=r"metrics\.port"):
        load_settings({"DATELINE_METRICS__PORT": port})


async def test_it_listens_on_the_loopback_interface_by_default() -> None:
    assert load_settings({}).metrics.host == "127.0.0.1"
    assert load_settings({}).metrics.port == 0
