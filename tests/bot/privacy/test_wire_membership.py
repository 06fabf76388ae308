"""Leaving is told from outages, over real sockets: what Discord says of servers, and what is noted of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.places import own_scope
from retrieval import Library, Settings
from tests.discord_sim import DiscordSim, Guild
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import info

Make = Callable[[], DatelineBot]


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def guilds(sim: DiscordSim, library: FakeLibrary) -> list[Guild]:
    """Two servers with data."""
    made = [sim.add_guild(name) for name in ("newsroom", "archive")]
    library.infos = [info(1), *(info(guild.id, own_scope(guild.id)) for guild in made)]
    return made


@pytest.fixture
async def online(start: Start, make_bot: Make, guilds: list[Guild]) -> DatelineBot:
    bot = make_bot()
    await start(bot)
    return bot


async def settled(sim: DiscordSim, bot: DatelineBot) -> None:
    """All events so far are read, and what they started has ended: the stand-in library waits for nothing."""
    await sim.barrier()
    await asyncio.sleep(0.05)


async def begin_anew(bot: DatelineBot, *happens: Callable[[], object]) -> None:
    """The gateway forgets the session; `happens` while the bot is away."""
    ready = asyncio.create_task(bot.wait_for("ready", timeout=10))
    await asyncio.sleep(0)
    for each in happens:
        each()
    await ready


def left(library: FakeLibrary) -> set[str]:
    return set(library.departures)


async def test_a_server_that_removes_the_bot_has_left(
    sim: DiscordSim, online: DatelineBot, guilds: list[Guild], library: FakeLibrary
) -> None:
    sim.remove_bot(guilds[0])
    await settled(sim, online)
    assert left(library) == {own_scope(guilds[0].id)}


async def test_an_unavailable_server_has_not(
    sim: DiscordSim, online: DatelineBot, guilds: list[Guild], library: FakeLibrary
) -> None:
    sim.guild_outage(guilds[0])
    await settled(sim, online)
    assert left(library) == set()
    sim.guild_outage(guilds[0], over=True)
    await settled(sim, online)
    assert left(library) == set()


async def test_a_new_session_during_an_outage_lists_the_server_as_unavailable_and_it_has_not_left(
    sim: DiscordSim, online: DatelineBot, guilds: list[Guild], library: FakeLibrary
) -> None:
    sim.guild_outage(guilds[0])
    await begin_anew(online, lambda: sim.cut(4000, resume=False))
    await settled(sim, online)
    listed = online.get_guild(guilds[0].id)
    assert listed is not None
    assert listed.unavailable
    assert left(library) == set()
    sim.guild_outage(guilds[0], over=True)
    await settled(sim, online)
    assert not online.get_guild(guilds[0].id).unavailable  # type: ignore[union-attr]  # it was there before
    assert left(library) == set()


async def test_an_outage_that_begins_while_the_bot_reconnects_is_no_removal(
    sim: DiscordSim, online: DatelineBot, guilds: list[Guild], library: FakeLibrary
) -> None:
    sim.cut(1006)
    sim.guild_outage(guilds[0])
    await sim.resumed()
    await settled(sim, online)
    assert left(library) == set()
    sim.cut(1006)
    sim.remove_bot(guilds[0])
    await sim.resumed(2)
    await settled(sim, online)
    assert left(library) == {own_scope(guilds[0].id)}, "a removal in its place is one"


async def test_a_start_during_an_outage_marks_nothing(
    sim: DiscordSim, start: Start, make_bot: Make, guilds: list[Guild], library: FakeLibrary
) -> None:
    for guild in guilds:
        sim.guild_outage(guild)
    bot = make_bot()
    await start(bot)
    await settled(sim, bot)
    assert {guild.unavailable for guild in bot.guilds} == {True}
    assert left(library) == set()


async def test_a_removal_while_the_bot_was_offline_is_seen_at_the_next_start(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    online: DatelineBot,
    guilds: list[Guild],
    library: FakeLibrary,
) -> None:
    await online.close()
    sim.remove_bot(guilds[1])
    again = make_bot()
    await start(again)
    await settled(sim, again)
    assert left(library) == {own_scope(guilds[1].id)}
    since = library.departures[own_scope(guilds[1].id)]
    await again.close()
    third = make_bot()
    await start(third)
    await settled(sim, third)
    assert library.departures == {own_scope(guilds[1].id): since}, "since when it left is not forgotten"


async def test_a_removal_during_a_long_interruption_is_seen_when_the_session_begins_anew(
    sim: DiscordSim, online: DatelineBot, guilds: list[Guild], library: FakeLibrary
) -> None:
    await begin_anew(online, lambda: sim.cut(4000, resume=False), lambda: sim.remove_bot(guilds[1]))
    await settled(sim, online)
    assert left(library) == {own_scope(guilds[1].id)}


async def test_a_session_without_any_server_marks_none(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary
) -> None:
    library.infos = [info(1), info(2, "guild:1"), info(3, "guild:2")]
    bot = make_bot()
    await start(bot)
    await settled(sim, bot)
    assert left(library) == set()


async def test_a_server_that_comes_back_has_returned(
    sim: DiscordSim, online: DatelineBot, guilds: list[Guild], library: FakeLibrary
) -> None:
    library.departures = {own_scope(guild.id): library.now for guild in guilds}
    online.dispatch("guild_join", online.get_guild(guilds[0].id))
    await settled(sim, online)
    assert left(library) == {own_scope(guilds[1].id)}
    await begin_anew(online, lambda: sim.cut(4000, resume=False))
    await settled(sim, online)
    assert left(library) == set()
