"""Forums, announcements and threads over real sockets; every request is held against Discord's own description."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.client import DatelineBot
from bot.feed_posts import loop
from retrieval.news import PostsPaused
from retrieval.store.news.feed_posts import FeedPostStore
from tests.discord_sim import Channel, DiscordSim, Permission, faults
from tests.discord_sim.conftest import Start
from tests.discord_sim.records import CROSSPOSTED, Kind, Message
from tests.feed_paper import LEAD, Paper

TEXT = f"{LEAD} It was closed for two years after a ship had struck its northern pier in the storm. " * 3


@pytest.fixture
async def paper(tmp_path: Path) -> AsyncIterator[Paper]:
    made = Paper(tmp_path)
    await made.open()
    yield made
    await made.stack.aclose()


async def online(start: Start, paper: Paper) -> DatelineBot:
    bot = DatelineBot(paper.library, paper.settings, guild_ready_timeout=0.1)
    await start(bot)
    return bot


async def follow(sim: DiscordSim, paper: Paper, kind: Kind, **how: Any) -> Channel:
    guild = sim.add_guild("newsroom")
    channel = sim.add_channel(guild, "news", kind=kind)
    paper.scope = f"guild:{guild.id}"
    await paper.follow(place=f"discord:channel:{channel.id}", **how)
    return channel


def threads_of(sim: DiscordSim, channel: Channel) -> list[Channel]:
    return [each for each in sim.core.store.channels.values() if each.parent_id == channel.id]


def posts_in(sim: DiscordSim, channel: Channel) -> list[Message]:
    return [each for each in sim.core.store.in_channel(channel.id, ephemeral=False) if each.embeds]


async def test_a_forum_gets_one_post_a_story_with_its_title(
    sim: DiscordSim, start: Start, paper: Paper
) -> None:
    forum = await follow(sim, paper, Kind.FORUM, thread=True, publish=True)
    bot = await online(start, paper)
    await paper.bring("Bridge to reopen", TEXT)
    await paper.bring("Tonbridge bridge", TEXT, publisher="Kyodo")
    await loop.FeedPostLoop(bot).run()
    await loop.FeedPostLoop(bot).run()
    (thread,) = threads_of(sim, forum)
    assert thread.name == "Bridge to reopen"
    (first,) = posts_in(sim, thread)
    assert LEAD in first.text
    thread.archived = True
    await paper.bring("Bridge to reopen", TEXT.replace("May 5", "June 1"))
    await loop.FeedPostLoop(bot).run()
    assert "June 1" in first.text
    assert len(threads_of(sim, forum)) == 1


async def test_a_forum_post_that_a_killed_process_left_is_found(
    sim: DiscordSim, start: Start, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    async def killed(*_: object, **__: object) -> None:
        raise Killed

    paper.now = discord.utils.utcnow()  # as Discord's clock
    forum = await follow(sim, paper, Kind.FORUM)
    bot = await online(start, paper)
    await paper.bring("Bridge to reopen", TEXT)
    with monkeypatch.context() as patch, suppress(Killed):
        patch.setattr(FeedPostStore, "posted", killed)
        await loop.FeedPostLoop(bot).run()
    assert len(threads_of(sim, forum)) == 1
    await loop.FeedPostLoop(bot).run()
    assert len(threads_of(sim, forum)) == 1
    assert (await paper.library.feed_posts.waiting(3)) == ()


async def test_a_forum_in_which_nobody_can_look_gets_no_second_post(
    sim: DiscordSim, start: Start, paper: Paper
) -> None:
    forum = await follow(sim, paper, Kind.FORUM)
    bot = await online(start, paper)
    sim.overwrite(forum, sim.bot, deny=Permission.READ_MESSAGE_HISTORY)
    await sim.barrier()
    await paper.bring("Bridge to reopen", TEXT)
    sim.faults.add("POST", "/channels/*/threads", faults.lost_reply(503))
    for _ in range(3):
        await loop.FeedPostLoop(bot).run()
    assert len(threads_of(sim, forum)) == 1
    (posting,) = await paper.library.feed_posts.of_scope(paper.scope)
    assert posting.paused is PostsPaused.PLACE


async def test_an_announcement_is_published_and_opens_a_thread(
    sim: DiscordSim, start: Start, paper: Paper
) -> None:
    channel = await follow(sim, paper, Kind.NEWS, thread=True, publish=True)
    bot = await online(start, paper)
    await paper.bring("Bridge to reopen", TEXT)
    sim.faults.add("POST", "/channels/*/messages/*/crosspost", faults.server_error(500), times=9)
    await loop.FeedPostLoop(bot).run()
    (shown,) = posts_in(sim, channel)
    assert not shown.flags & CROSSPOSTED, "Discord did not take it"
    sim.faults.clear()
    await loop.FeedPostLoop(bot).run()
    assert shown.flags & CROSSPOSTED
    assert [each.name for each in threads_of(sim, channel)] == ["Bridge to reopen"]
    assert await paper.library.feed_posts.unfinished() == ()


async def test_without_the_permission_for_threads_the_post_stands_alone(
    sim: DiscordSim, start: Start, paper: Paper
) -> None:
    guild = sim.add_guild("newsroom")
    channel = sim.add_channel(guild, "news", bot_deny=Permission.CREATE_PUBLIC_THREADS)
    paper.scope = f"guild:{guild.id}"
    await paper.follow(place=f"discord:channel:{channel.id}", thread=True)
    bot = await online(start, paper)
    await paper.bring("Bridge to reopen", TEXT)
    await loop.FeedPostLoop(bot).run()
    assert len(posts_in(sim, channel)) == 1
    assert threads_of(sim, channel) == []
    assert await paper.library.feed_posts.unfinished() == ()
