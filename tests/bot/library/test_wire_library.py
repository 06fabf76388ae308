"""The library commands over real sockets; every request is held against Discord's own description of its API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import cast

import discord
import pytest

from bot.client import DatelineBot
from retrieval import FeedState, Library, PollResult, Progress, Settings
from tests.discord_sim import Channel, DiscordSim, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import article, copy, feed, info

PAGE = "https://example.org/news/1"
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


def scope_of(channel: Channel) -> str:
    return f"guild:{channel.guild_id}"


async def test_add_with_progress_at_most_once_a_second(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, boss, _ = place
    library.steps = [Progress("fetching", done, 120) for done in range(0, 121, 4)]
    library.step_seconds = 0.05
    used = await sim.slash(channel, boss, "library add", url=PAGE)
    shown = await used.response()
    await used.wait_until(lambda i: shown.content.startswith("1 added"))
    assert shown.seen_only_by == boss.id
    assert "Fetching" in shown.edits[0].content
    times = [edit.at for edit in shown.edits]
    assert len(times) >= 3
    assert all(after - before >= 0.95 for before, after in pairwise(times))
    assert library.addresses == [((PAGE,), scope_of(channel), f"channel:{channel.id}")]


async def test_it_is_refused_to_others(sim: DiscordSim, place: Place, library: FakeLibrary) -> None:
    channel, _, bob = place
    used = await sim.slash(channel, bob, "library add", url=PAGE)
    answer = await used.response()
    assert used.hidden_by_default
    assert answer.ephemeral
    assert "Manage Server" in answer.content
    assert library.addresses == []
    library.infos = [info(1, title="Harbour")]
    assert await sim.autocomplete(channel, bob, "library show", "article", "har") == []


async def test_a_long_job_ends_with_a_direct_message(
    sim: DiscordSim, place: Place, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel, boss, _ = place
    may_end = asyncio.Event()
    library.steps = [Progress("fetching", 1, 2)]
    library.gate = may_end.wait
    used = await sim.slash(channel, boss, "library add", url=PAGE)
    shown = await used.response()
    sim.advance(16 * 60)
    ended = discord.utils.utcnow() - timedelta(minutes=1)
    monkeypatch.setattr("discord.Interaction.expires_at", property(lambda interaction: ended))
    may_end.set()
    await sim.wait_until(lambda: any(r.path.endswith("/users/@me/channels") for r in sim.requests))
    await sim.wait_until(lambda: sim.requests[-1].method == "POST" and "messages" in sim.requests[-1].path)
    assert "Fetching" in shown.content


async def test_a_job_goes_on_unseen_when_its_message_was_dismissed(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, boss, _ = place
    library.steps = [Progress("fetching", done, 4) for done in range(4)]
    library.step_seconds = 0.3
    sim.faults.add("PATCH", "/webhooks/*/messages/@original", faults.unknown_message(), times=9)
    await sim.slash(channel, boss, "library add", url=PAGE)
    await sim.wait_until(lambda: any(r.method == "PATCH" for r in sim.requests))
    await asyncio.sleep(1.5)
    assert sum(r.method == "PATCH" for r in sim.requests) == 1


async def test_choosing_showing_removing_and_undoing(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, boss, bob = place
    library.infos = [info(7, scope_of(channel), title="Harbour " * 30)]
    library.stored[7] = article(
        7, scope_of(channel), url="https://example.org/a", correction="Correction: 9."
    )
    library.copied[7] = (copy(8, "Reuters", "https://example.org/b"),)
    (choice,) = await sim.autocomplete(channel, boss, "library show", "article", "HARB")
    used = await sim.slash(channel, boss, "library show", article=choice["value"])
    assert "⚠ Correction: 9." in (await used.response()).text
    used = await sim.slash(channel, boss, "library remove", article=choice["value"])
    shown = await used.response()
    assert "Undo brings it back for 30 days." in shown.content
    refused = await sim.click(shown, "Undo", bob)
    assert "Manage Server" in (await refused.response()).content
    await sim.click(shown, "Undo", boss)
    await sim.wait_until(lambda: shown.content.endswith("is back."))
    assert 7 in library.stored


async def test_removing_a_feed(sim: DiscordSim, place: Place, library: FakeLibrary) -> None:
    channel, boss, _ = place
    library.feed_infos = [feed(n, scope_of(channel), title=f"*{n}*" * 60) for n in range(1, 12)]
    used = await sim.slash(channel, boss, "library feeds")
    shown = await used.response()
    await sim.click(shown, "Next ▶", boss)
    await sim.wait_until(lambda: "9–11 of 11" in shown.text)
    await sim.choose(shown, "See a feed, post what is new, remove it …", boss, ["10"])
    await sim.wait_until(lambda: "Its 12 articles stay" in shown.text)
    await sim.click(shown, "Remove feed", boss)
    await sim.wait_until(lambda: "is removed; its articles stay." in shown.content)
    assert 10 not in [each.id for each in library.feed_infos]


async def test_a_failing_feed_is_told_in_its_channel(
    sim: DiscordSim, place: Place, library: FakeLibrary, online: DatelineBot
) -> None:
    channel, *_ = place
    failing = feed(1, scope_of(channel), state=FeedState.FAILING, notify=f"channel:{channel.id}", error="odd")
    elsewhere = feed(2, scope_of(channel), state=FeedState.FAILING, notify="channel:12345", error="odd")
    library.polls = [(PollResult(elsewhere, tell=True), PollResult(failing, tell=True))]
    await online.feed_loop.poll()
    await sim.next_message(channel)
    await sim.barrier()
    posts = [
        r for r in sim.requests if r.method == "POST" and r.path.endswith(f"/channels/{channel.id}/messages")
    ]
    assert len(posts) == 1
