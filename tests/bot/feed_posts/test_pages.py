"""How those who manage a server have the new articles of a feed posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.client import DatelineBot
from retrieval.news import FeedPosting, PostedStory, PostsPaused, Presence
from tests.fakes import FakeLibrary

from ..samples import feed, replies, text_of
from ..world import World

STORY = PostedStory(
    *("Bridge to reopen", "The bridge will reopen on May 5.", "Bay News", "2024-04-01"),
    *("https://bay.example/1", "https://img.example/1.jpg", None, Presence.THERE),
)


class FeedPages:
    """The pages of one feed, and who presses."""

    def __init__(self, world: World, who: MemberActor, opened: InteractionResult) -> None:
        self.world, self.who, self.opened = world, who, opened

    @property
    def text(self) -> str:
        assert self.opened.response is not None
        shown = self.opened.response
        return f"{shown.content}\n{text_of(shown.embeds[0])}"

    @property
    def labels(self) -> list[str]:
        assert self.opened.response is not None
        stored = self.world.env.backend.get_message(self.world.channel.id, self.opened.response.message.id)
        parts = [part for row in stored.components for part in row["components"]]
        return [part["label"] for part in parts if part["type"] == 2]

    async def click(self, label: str) -> InteractionResult:
        assert self.opened.response is not None
        return await self.who.click(self.opened.response, label=label)

    async def choose(self, what: str, *values: Any) -> InteractionResult:
        assert self.opened.response is not None
        return await self.who.select(self.opened.response, values, custom_id=f"dateline:posts:{what}:1")


@pytest.fixture
async def pages(world: World, library: FakeLibrary) -> FeedPages:
    library.feed_infos = [feed(1, world.scope, title="Bay *News*"), feed(2, "guild:99")]
    boss = world.manager()
    opened = await world.use(boss, "library feeds")
    found = FeedPages(world, boss, opened)
    assert opened.response is not None
    await boss.select(opened.response, ["1"])
    assert found.labels == ["New articles as posts …", "Remove feed", "All feeds"]
    await found.click("New articles as posts …")
    return found


def said(result: InteractionResult) -> str:
    return "\n".join(each.content for each in result.followups)


async def test_nothing_is_posted_before_a_channel_is_chosen(pages: FeedPages, library: FakeLibrary) -> None:
    assert "Nothing of this feed is posted yet." in pages.text
    assert pages.labels == ["All feeds"]
    await pages.choose("channel", pages.world.channel)
    place = f"discord:channel:{pages.world.channel.id}"
    assert library.feed_posts.kept == {1: FeedPosting(1, place)}
    assert f"📰 new articles are posted in <#{pages.world.channel.id}>" in pages.text
    assert "I mention nobody." in pages.text
    assert "Everything new is posted." in pages.text
    assert "Publish them" not in pages.labels, "nobody follows a text channel"
    await pages.click("All feeds")
    assert f"new articles are posted in <#{pages.world.channel.id}>" in pages.text


async def test_everything_can_be_set_also_after_a_restart(
    pages: FeedPages, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    news, role = pages.world.guild.create_news_channel("news"), pages.world.guild.create_role("Readers")
    await pages.choose("channel", news)
    await pages.world.env.restart_bot(make_bot())
    for label in ("With threads", "Publish them"):
        await pages.click(label)
    await pages.choose("role", role)
    shown = await pages.click("Words and publishers …")
    filters = {"must": "sea wall, Bridge,\nbridge", "must_not": "sport、天気", "publishers": ""}
    await pages.who.submit_modal(shown, filters)
    place, words = f"discord:channel:{news.id}", (("sea wall", "bridge"), ("sport", "天気"), ())
    assert library.feed_posts.kept[1] == FeedPosting(1, place, True, True, str(role.id), *words)
    for line in ("Each post opens a thread", "published to the servers", f"I mention <@&{role.id}>", "天気"):
        assert line in pages.text
    await pages.click("Without threads")
    await pages.choose("role")
    assert not library.feed_posts.kept[1].thread
    assert library.feed_posts.kept[1].role is None
    await pages.click("Pause")
    assert library.feed_posts.kept[1].paused is PostsPaused.OWN
    await pages.click("Go on")
    await pages.click("Post no more")
    assert library.feed_posts.kept == {}
    entries = (await library.audit_log.page(pages.world.scope)).items
    names = [each.name for each in reversed(entries)]
    assert names == [*["posts-set"] * 7, "posts-paused", "posts-set", "posts-end"]
    log = await pages.world.use(pages.who, "admin log")
    assert log.response is not None
    assert "Stopped posting new articles of the feed “Bay \\*News\\*”" in text_of(log.response.embeds[0])


async def test_a_test_shows_the_newest_article_and_mentions_nobody(
    pages: FeedPages, library: FakeLibrary
) -> None:
    role = pages.world.guild.create_role("Readers", mentionable=True)
    await pages.choose("channel", pages.world.channel)
    await pages.choose("role", role)
    await pages.click("Test post")
    assert "has brought no article yet" in pages.text
    library.feed_posts.stories[1] = STORY
    await pages.click("Test post")
    (shown,) = replies(pages.world.channel)
    assert shown.content.startswith("🧪 A test")
    assert shown.role_mentions == []
    (embed,) = shown.embeds
    assert (embed.title, embed.url, embed.image.url) == (STORY.title, STORY.url, STORY.picture)
    assert embed.description == "> The bridge will reopen on May 5.\n-# Bay News · 1 April 2024"
    assert shown.jump_url in pages.text


async def test_a_channel_that_is_closed_to_the_bot_is_refused(pages: FeedPages, library: FakeLibrary) -> None:
    me = pages.world.env.bot.user
    assert me is not None
    closed = pages.world.guild.create_text_channel(
        "closed", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    refused = await pages.choose("channel", closed)
    assert "Send Messages" in said(refused)
    assert library.feed_posts.kept == {}


async def test_everybody_cannot_be_mentioned(pages: FeedPages, library: FakeLibrary) -> None:
    await pages.choose("channel", pages.world.channel)
    await pages.choose("role", pages.world.guild.default_role)
    assert "A post cannot mention everybody." in pages.text
    assert library.feed_posts.kept[1].role is None


async def test_a_filter_has_its_measure(pages: FeedPages, library: FakeLibrary) -> None:
    await pages.choose("channel", pages.world.channel)
    for words in (", ".join(map(str, range(41))), "w" * 81):
        shown = await pages.click("Words and publishers …")
        await pages.who.submit_modal(shown, {"must": words, "must_not": "", "publishers": ""})
        assert "at most 40 words or names, none longer than 80" in pages.text
        assert library.feed_posts.kept[1].must == ()


async def test_the_feed_of_another_server_is_out_of_reach(pages: FeedPages, library: FakeLibrary) -> None:
    library.feed_posts.kept[2] = FeedPosting(2, "discord:channel:9")
    library.feed_infos = [feed(1, "guild:99"), feed(2, "guild:99")]
    refused = await pages.choose("channel", pages.world.channel)
    assert "There is no feed 1 here" in said(refused)
    assert list(library.feed_posts.kept) == [2]
