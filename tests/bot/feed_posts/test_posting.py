"""New articles in a channel, with the real library: each story once, over restarts and lost channels."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.env import Env

from bot.client import DatelineBot
from bot.feed_posts import loop, sending
from retrieval import Library
from retrieval.news import PostsPaused
from retrieval.store.news.feed_posts import FeedPostStore
from tests.feed_paper import LEAD, Paper

from ..samples import replies, text_of
from ..world import World

pytestmark = [pytest.mark.simcord(settle_timeout=60), pytest.mark.timeout(600)]

TEXT = f"{LEAD} It was closed for two years after a ship had struck its northern pier in the storm. " * 3
OTHER = "The council of Ashford chose Ann Lee as its mayor on Monday, the town hall said. " * 3
PAGE = """<html lang="en"><head><title>Sea wall dearer</title><meta property="og:site_name" content="Port Post">
<meta property="og:image" content="https://img.example.org/wall.jpg"><link rel="canonical" href="https://port.example/wall">
<meta property="article:published_time" content="2024-04-01T08:00:00Z"></head><body><article><h1>Sea wall dearer</h1>
<p>The sea wall in Dover will cost 52 million dollars, the port said on Monday.</p><p>It was to cost 40 million when the
plan was made two years ago, and nobody at the port wanted to say why.</p></article></body></html>"""


@pytest.fixture
async def paper(tmp_path: Path) -> AsyncIterator[Paper]:
    made = Paper(tmp_path)
    await made.open()
    yield made
    await made.stack.aclose()


@pytest.fixture
async def simcord_bot(paper: Paper) -> DatelineBot:
    await paper.library.warm()  # so that the start is quick
    return DatelineBot(paper.library, paper.settings)


@pytest.fixture
async def town(simcord_env: Env, paper: Paper) -> World:
    guild = simcord_env.create_guild()
    world = World(simcord_env, guild, guild.create_text_channel("general"))
    paper.scope = world.scope
    return world


def place(channel: Any) -> str:
    return f"discord:channel:{channel.id}"


def bot_of(town: World) -> DatelineBot:
    assert isinstance(town.env.bot, DatelineBot)
    return town.env.bot


async def run(town: World) -> None:
    await loop.FeedPostLoop(bot_of(town)).run()


async def test_a_post_has_title_lead_publisher_date_link_and_picture(town: World, paper: Paper) -> None:
    await paper.follow(place=place(town.channel))
    await paper.bring("wall.html", PAGE)
    await run(town)
    await run(town)
    (shown,) = replies(town.channel)
    (embed,) = shown.embeds
    assert embed.title == "Sea wall dearer"
    assert embed.url == "https://port.example/wall"
    assert embed.description == (
        "> The sea wall in Dover will cost 52 million dollars, the port said on Monday.\n"
        "-# Port Post · 1 April 2024"
    )
    assert embed.image.url == "https://img.example.org/wall.jpg"
    assert not shown.content
    details = await town.member("ann").click(shown, label="Dates and versions")
    assert details.ephemeral
    assert details.response is not None
    assert "Port Post" in text_of(details.response.embeds[0])


async def test_only_the_chosen_role_is_mentioned(town: World, paper: Paper) -> None:
    role = town.guild.create_role("Readers", mentionable=True)
    await paper.follow(place=place(town.channel), role=str(role.id))
    await paper.bring(
        "Readers, @everyone and <@5>", f"@everyone, <@&{role.id}> and <@5>: the bridge is open again. {TEXT}"
    )
    await run(town)
    (shown,) = replies(town.channel)
    assert shown.content == f"<@&{role.id}>"
    assert [each.id for each in shown.role_mentions] == [role.id]
    assert not shown.mention_everyone
    assert shown.mentions == []


async def test_a_post_is_edited_and_nothing_is_posted_again(town: World, paper: Paper) -> None:
    await paper.follow(place=place(town.channel))
    article_id = await paper.bring("Bridge to reopen", TEXT)
    await run(town)
    await paper.bring(
        "Bridge to reopen", f"{TEXT.replace('May 5', 'June 1')}\n\nCorrection: the day was wrong."
    )
    await run(town)
    (shown,) = replies(town.channel)
    assert "June 1" in text_of(shown.embeds[0])
    assert "changed on" in text_of(shown.embeds[0])
    await paper.library.articles.remove(article_id, scopes=(town.scope,))
    await run(town)
    (shown,) = replies(town.channel)
    assert shown.embeds[0].title == "Bridge to reopen"
    assert "This article was withdrawn." in text_of(shown.embeds[0])
    assert "bridge in Tonbridge" not in text_of(shown.embeds[0])
    await paper.library.articles.restore(article_id, scope=town.scope)
    await run(town)
    (shown,) = replies(town.channel)
    assert "June 1" in text_of(shown.embeds[0])


async def test_a_thread_is_opened_for_questions(town: World, paper: Paper) -> None:
    await paper.follow(place=place(town.channel), thread=True)
    await paper.bring("Bridge to reopen", TEXT)
    await run(town)
    await run(town)
    channel = bot_of(town).get_channel(town.channel.id)
    assert isinstance(channel, discord.TextChannel)
    assert [thread.name for thread in channel.threads] == ["Bridge to reopen"]
    assert await paper.library.feed_posts.unfinished() == ()


async def test_a_lost_channel_pauses_and_says_so(town: World, paper: Paper, logs: list[Any]) -> None:
    feed = await paper.follow(place=place(town.channel))
    await paper.bring("Bridge to reopen", TEXT)
    path = f"/channels/{town.channel.id}/messages"
    town.env.inject_error("POST", path, status=403, code=50001, times=None)
    await run(town)
    posting = await paper.library.feed_posts.of_feed(feed)
    assert posting is not None
    assert posting.paused is PostsPaused.PLACE
    boss = town.manager()
    listed, log = await town.use(boss, "library feeds"), await town.use(boss, "admin log")
    assert listed.response is not None
    assert log.response is not None
    assert "posting is paused: I cannot write in" in text_of(listed.response.embeds[0])
    assert "because I cannot write in “general” any more" in text_of(log.response.embeds[0])


async def test_a_message_that_discord_does_not_take_stays_out(
    town: World, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    await paper.follow(place=place(town.channel))
    await paper.bring("Bridge to reopen", TEXT)
    await paper.bring("New mayor", OTHER)
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=400, code=50035, times=1)
    await run(town)
    assert [each.embeds[0].title for each in replies(town.channel)] == ["New mayor"]
    await run(town)
    assert len(replies(town.channel)) == 1


async def test_while_discord_is_away_it_waits_and_is_posted_once(town: World, paper: Paper) -> None:
    await paper.follow(place=place(town.channel))
    await paper.bring("Bridge to reopen", TEXT)
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=500, code=0, times=None)
    await run(town)
    town.env.backend.faults.clear()
    await run(town)
    await run(town)
    assert len(replies(town.channel)) == 1


class Killed(BaseException):
    """The process is gone: nothing of ours catches it."""


STEPS: tuple[tuple[Any, str], ...] = (
    (FeedPostStore, "decide"),
    (FeedPostStore, "begin"),
    (loop, "send"),
    (FeedPostStore, "posted"),
    (FeedPostStore, "revised"),
)


def dying(patch: pytest.MonkeyPatch, number: int) -> None:
    """The process dies before or after one of the steps, once."""
    owner, name = STEPS[number // 2]
    real: Callable[..., Awaitable[Any]] = getattr(owner, name)
    alive = True

    async def step(*given: Any, **named: Any) -> Any:
        nonlocal alive
        if alive and number % 2 == 0:
            alive = False
            raise Killed
        found = await real(*given, **named)
        if alive:
            alive = False
            raise Killed
        return found

    patch.setattr(owner, name, step)


async def test_each_story_is_posted_once_wherever_the_process_dies(
    town: World, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    await paper.follow(place=place(town.channel))
    for number in range(2 * len(STEPS)):
        await paper.bring(
            f"Story {number}", f"Number {number} of the lighthouses was painted {number + 2} times over."
        )
        await paper.bring("Story 0", f"Number 0 of the lighthouses was painted {number + 20} times over.")
        with monkeypatch.context() as patch, suppress(Killed):
            dying(patch, number)
            await run(town)
        library: Library = await paper.open()
        await town.env.restart_bot(DatelineBot(library, paper.settings))
        await run(town)
        await run(town)
        titles = [each.embeds[0].title for each in replies(town.channel)]
        assert titles == [f"Story {each}" for each in range(number + 1)], STEPS[number // 2]
        assert f"{number + 20} times" in text_of(replies(town.channel)[0].embeds[0])


def test_what_can_be_posted_in() -> None:
    assert discord.ChannelType.voice not in sending.POSTABLE
