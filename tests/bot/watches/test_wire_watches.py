"""A change told over real sockets: the message, its button after a restart, and doors that close meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.watches.loop import WatchLoop
from retrieval import Library, Settings
from retrieval.news import NewsKind, Paused
from tests.discord_sim import Channel, DiscordSim, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.discord_sim.errors import ApiError
from tests.fakes import FakeLibrary

from ..samples import WHEN
from .use import CHANGES, MAY

POSTS = ("POST", "/channels/*/messages")
Make = Callable[[], DatelineBot]


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setattr("bot.ui.retry.FIRST_PAUSE", 0.05)
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def ann(sim: DiscordSim) -> User:
    return sim.add_user("ann")


@pytest.fixture
def channel(sim: DiscordSim, ann: User) -> Channel:
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")


@pytest.fixture
async def bot(start: Start, make_bot: Make, channel: Channel) -> DatelineBot:
    online = make_bot()
    await start(online)
    return online


async def watch(sim: DiscordSim, channel: Channel, ann: User, *, private: bool = False) -> None:
    shown = await (await sim.slash(channel, ann, "ask", question=WHEN, private=private)).response()
    await (await sim.click(shown, CHANGES, ann)).response()


async def tell(bot: DatelineBot, library: FakeLibrary) -> None:
    """The answer has changed."""
    library.watches.found(1, NewsKind.CHANGED, MAY)
    await WatchLoop(bot, lambda: library.watches.now).run()


async def test_a_change_is_told_and_ended_by_the_next_process(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    bot: DatelineBot,
    channel: Channel,
    ann: User,
    library: FakeLibrary,
) -> None:
    await watch(sim, channel, ann)
    await tell(bot, library)
    told = sim.messages(channel, from_bot=True)[-1]
    assert told.content == "🔔 The answer has changed.\n**April 1** → **May 3**"
    assert (told.mentions, told.embeds[0]["title"]) == ([], "May 3")
    await bot.close()
    await start(make_bot())
    ended = await (await sim.click(told, "Stop telling me", ann)).response()
    assert "I tell you no more" in ended.text
    assert ended.seen_only_by == ann.id
    assert library.watches.kept == {}


async def test_a_lost_reply_and_a_cut_tell_it_once(
    sim: DiscordSim, bot: DatelineBot, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await watch(sim, channel, ann)
    lost = sim.faults.add(*POSTS, faults.lost_reply(502))
    sim.cut(1006, rewind=1)
    await tell(bot, library)
    await sim.connected()
    await WatchLoop(bot, lambda: library.watches.now).run()
    assert lost.hits == 1
    assert sum("🔔" in each.content for each in sim.messages(channel, from_bot=True)) == 1
    assert library.watches.kept[1].told == 1


async def test_what_may_have_been_told_where_nobody_can_look_is_not_told_again_by_itself(
    sim: DiscordSim,
    bot: DatelineBot,
    channel: Channel,
    ann: User,
    library: FakeLibrary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.ui.errors.PAUSES", ())
    monkeypatch.setattr("bot.ui.delivery.NONCE_LIFE", timedelta(0))
    await watch(sim, channel, ann)
    sim.overwrite(channel, sim.bot, deny=Permission.READ_MESSAGE_HISTORY)
    await sim.barrier()
    sim.faults.add(*POSTS, faults.lost_reply(503))
    await tell(bot, library)
    sim.advance(600)
    await WatchLoop(bot, lambda: library.watches.now).run()
    assert sum("🔔" in each.content for each in sim.messages(channel, from_bot=True)) == 1
    assert (library.watches.kept[1].paused, library.watches.kept[1].telling) == (Paused.PLACE, None)
    assert library.watches.kept[1].news is not None


async def test_a_channel_that_it_may_not_write_in_pauses_the_watch_and_keeps_its_news(
    sim: DiscordSim, bot: DatelineBot, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await watch(sim, channel, ann)
    sim.overwrite(channel, sim.bot, deny=Permission.SEND_MESSAGES)
    await sim.barrier()
    await tell(bot, library)
    assert library.watches.kept[1].paused is Paused.PLACE
    assert library.watches.kept[1].news is not None
    assert not any("🔔" in each.content for each in sim.messages(channel, from_bot=True))


async def test_a_closed_direct_message_pauses_it_and_is_said_with_the_next_command(
    sim: DiscordSim, bot: DatelineBot, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await watch(sim, channel, ann, private=True)
    sim.faults.add(*POSTS, faults.refused(ApiError(403, 50007, "Cannot send messages to this user")), times=9)
    await tell(bot, library)
    assert library.watches.kept[1].paused is Paused.CLOSED
    sim.faults.clear()
    helped = await sim.slash(channel, ann, "help")
    await helped.response()
    assert "paused a watch of yours" in (await helped.followup()).text
    assert sim.messages(sim.dm(ann), from_bot=True) == []
