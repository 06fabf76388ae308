"""The admin commands over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import cast

import pytest

from bot.client import DatelineBot
from retrieval import Library, Progress, Settings
from tests.discord_sim import Channel, DiscordSim, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

ORIGINAL = "/webhooks/*/messages/@original"
Place = tuple[Channel, User, User]


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    """A channel, someone who manages its server, someone who does not."""
    boss, bob = sim.add_user("boss"), sim.add_user("bob")
    guild = sim.add_guild("newsroom", members=[boss, bob])
    sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[boss])
    return sim.add_channel(guild, "general"), boss, bob


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Callable[[], DatelineBot]:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture(autouse=True)
async def online(start: Start, make_bot: Callable[[], DatelineBot], place: Place) -> DatelineBot:
    bot = make_bot()
    await start(bot)
    return bot


async def test_reindex_with_progress_at_most_once_a_second(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, boss, _ = place
    library.steps = [Progress("embedding", done, 120) for done in range(0, 121, 4)]
    library.step_seconds = 0.05
    used = await sim.slash(channel, boss, "admin reindex")
    shown = await used.response()
    await used.wait_until(lambda i: shown.content.startswith("Reindexed"))
    assert shown.components == []
    assert "Embedding" in shown.edits[0].content
    times = [edit.at for edit in shown.edits]
    assert len(times) >= 3
    assert all(after - before >= 0.95 for before, after in pairwise(times))


async def test_reindex_is_refused_to_others(sim: DiscordSim, place: Place, library: FakeLibrary) -> None:
    channel, _, bob = place
    used = await sim.slash(channel, bob, "admin reindex")
    answer = await used.response()
    assert used.hidden_by_default
    assert answer.ephemeral
    assert "Manage Server" in answer.content
    assert library.reindexed == []


async def test_reindex_is_cancelled_by_its_button(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, boss, bob = place
    library.steps = [Progress("embedding", 1, 2)]
    library.gate = asyncio.Event().wait
    used = await sim.slash(channel, boss, "admin reindex")
    shown = await used.response()
    refused = await sim.click(shown, "Cancel", bob)
    assert "Manage Server" in (await refused.response()).content
    await sim.click(shown, "Cancel", boss)
    await used.wait_until(lambda i: "cancelled" in shown.content)
    assert shown.components == []


async def test_a_long_reindex_goes_on_reporting_when_its_interaction_has_ended(
    sim: DiscordSim, place: Place, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel, boss, _ = place
    may_end = asyncio.Event()
    library.steps = [Progress("embedding", 1, 2)]
    library.gate = may_end.wait
    used = await sim.slash(channel, boss, "admin reindex")
    shown = await used.response()
    sim.advance(16 * 60)
    monkeypatch.setattr("discord.Interaction.is_expired", lambda interaction: True)
    may_end.set()
    await used.wait_until(lambda i: shown.content.startswith("Reindexed"))
    assert [r.path for r in sim.requests if r.method == "PATCH"][-1].endswith(f"/messages/{shown.id}")


async def test_a_reindex_goes_on_unseen_when_its_message_was_deleted(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, boss, _ = place
    library.steps = [Progress("embedding", done, 4) for done in range(4)]
    library.step_seconds = 0.4
    sim.faults.add("PATCH", ORIGINAL, faults.unknown_message(), times=9)
    await sim.slash(channel, boss, "admin reindex")
    await sim.wait_until(lambda: any(r.method == "PATCH" for r in sim.requests))
    await asyncio.sleep(2)
    assert sum(r.method == "PATCH" for r in sim.requests) == 1
    assert not library._reindexing


async def test_ingest_and_status(sim: DiscordSim, place: Place, library: FakeLibrary) -> None:
    channel, boss, _ = place
    used = await sim.slash(channel, boss, "library add", file=("harbour.md", b"The harbour opens on 9 May."))
    assert "1 added" in (await used.response()).content
    assert library.uploads == [("harbour.md", b"The harbour opens on 9 May.", f"guild:{channel.guild_id}")]
    status = await sim.slash(channel, boss, "admin status")
    assert "all-MiniLM-L6-v2" in (await status.response()).text


async def test_articles_and_help(sim: DiscordSim, place: Place) -> None:
    channel, _, bob = place
    listed = await sim.slash(channel, bob, "articles")
    assert "nothing here yet" in (await listed.response()).text
    helped = await sim.slash(channel, bob, "help")
    assert "verbatim quote" in (await helped.response()).text
