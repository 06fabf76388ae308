"""Forums, announcements and threads over real sockets; every request is held against Discord's own description."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.client import DatelineBot
from bot.feed_posts import loop
from retrieval.news import PostsPaused, PostState
from retrieval.store.news.feed_posts import FeedPostStore
from tests.discord_sim import Channel, DiscordSim, Permission, faults
from tests.discord_sim.conftest import Start
from tests.discord_sim.records import CROSSPOSTED, ForumTag, Kind, Message
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


class Pages:
    """The page of the one feed's posts, and the manager who has it open."""

    def __init__(self, sim: DiscordSim, guild_id: int | None) -> None:
        guild = sim.core.store.guilds[guild_id or 0]
        self.sim, self.boss = sim, sim.add_user("boss")
        sim.join(guild, self.boss)
        sim.give_role(guild, self.boss, sim.add_role(guild, "boss", Permission.MANAGE_GUILD))
        self.desk = sim.add_channel(guild, "desk")
        self.page: Message

    async def open(self) -> None:
        shown = await (await self.sim.slash(self.desk, self.boss, "library feeds")).response()
        picked = await self.sim.choose(shown, "dateline:feeds:0:pick", self.boss, ["1"])
        self.page = await picked.response()
        await self.click("New articles as posts …")

    async def click(self, label: str) -> Message:
        return await (await self.sim.click(self.page, label, self.boss)).response()

    async def choose(self, place: Channel) -> Message:
        return await (
            await self.sim.choose(self.page, "dateline:posts:channel:1", self.boss, [place])
        ).response()


async def test_a_forum_that_wants_a_tag_gets_one_that_the_bot_may_use(
    sim: DiscordSim, start: Start, paper: Paper
) -> None:
    forum = await follow(sim, paper, Kind.FORUM)
    forum.tags, forum.requires_tag = [ForumTag(7, "For *staff*", moderated=True)], True
    pages, bot = Pages(sim, forum.guild_id), await online(start, paper)
    await paper.bring("Bridge to reopen", TEXT)
    await loop.FeedPostLoop(bot).run()
    await pages.open()
    assert "posting is paused" in pages.page.text
    assert "Every post in that forum needs a tag" in pages.page.text
    for refused in (await pages.click("Go on"), await pages.choose(forum)):
        assert "Every post in that forum needs a tag" in refused.text
    sim.overwrite(forum, sim.bot, allow=Permission.MANAGE_THREADS)
    while not may_manage_threads(bot, forum):  # noqa: ASYNC110  # nothing wakes whoever waits for the client
        await asyncio.sleep(0.01)
    await pages.click("Go on")
    assert "Each post there has the tag “For \\*staff\\*”" in pages.page.text
    assert pages.page.component("With threads") is None, "a forum post is a thread"
    await paper.bring("New mayor", "Ann Lee is the mayor of Ashford, the council said on Monday. " * 3)
    await loop.FeedPostLoop(bot).run()
    (thread,) = threads_of(sim, forum)
    assert (thread.name, thread.tag_ids) == ("New mayor", [7])


def may_manage_threads(bot: DatelineBot, forum: Channel) -> bool:
    channel = bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    return channel.permissions_for(channel.guild.me).manage_threads


async def test_a_tag_that_discord_asks_for_pauses_and_loses_nothing(
    sim: DiscordSim, start: Start, paper: Paper
) -> None:
    forum = await follow(sim, paper, Kind.FORUM)
    bot = await online(start, paper)
    forum.requires_tag = True  # and the bot has not heard of it
    await paper.bring("Bridge to reopen", TEXT)
    await loop.FeedPostLoop(bot).run()
    (posting,) = await paper.library.feed_posts.of_scope(paper.scope)
    assert posting.paused is PostsPaused.PLACE
    post = await paper.library.feed_posts.get(1)
    assert post is not None
    assert post.state is PostState.WAITING


async def test_a_thread_is_a_place_until_it_is_locked(sim: DiscordSim, start: Start, paper: Paper) -> None:
    channel = await follow(sim, paper, Kind.NEWS, thread=True, publish=True)
    pages = Pages(sim, channel.guild_id)
    thread = await sim.start_thread(channel, pages.boss, "all the news")
    bot = await online(start, paper)
    await pages.open()
    await pages.choose(thread)
    assert f"posted in <#{thread.id}>" in pages.page.text
    assert "opens a thread" not in pages.page.text
    assert "published" not in pages.page.text
    assert pages.page.component("With threads") is None, "threads have no threads"
    thread.archived = True
    await paper.bring("Bridge to reopen", TEXT)
    await loop.FeedPostLoop(bot).run()
    assert [each.embeds[0]["title"] for each in posts_in(sim, thread)] == ["Bridge to reopen"]
    assert not thread.archived
    thread.archived = thread.locked = True
    assert "I need Manage Threads" in (await pages.click("Test post")).text
    await paper.bring("New mayor", "Ann Lee is the mayor of Ashford, the council said on Monday. " * 3)
    await loop.FeedPostLoop(bot).run()
    (posting,) = await paper.library.feed_posts.of_scope(paper.scope)
    assert posting.paused is PostsPaused.PLACE
    assert len(posts_in(sim, thread)) == 1


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
