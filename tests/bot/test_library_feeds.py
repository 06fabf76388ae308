"""The feeds of a server: listed, removed on a second word, polled in the background, told of once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.client import DatelineBot
from bot.polling import failing_line
from retrieval import FeedState, IngestItem, PollResult, Result, StoreError
from tests.fakes import FakeLibrary

from .samples import feed, replies, text_of
from .world import World

Logs = list[MutableMapping[str, Any]]


def page(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


async def test_each_feed_with_its_state(world: World, library: FakeLibrary) -> None:
    library.feed_infos = [
        feed(1, world.scope, title="*News*"),
        feed(
            2,
            world.scope,
            title=None,
            state=FeedState.FAILING,
            last_success=None,
            failures=3,
            error="no *answer*",
            articles=1,
        ),
        feed(3, world.scope, state=FeedState.GONE, next_poll=None, error="status 410"),
        feed(4, "guild:99", title="Theirs"),
        feed(5, "shared", title="Everyone's"),
    ]
    result = await world.use(world.manager(), "library feeds")
    assert result.ephemeral
    assert result.response is not None
    (embed,) = result.response.embeds
    assert embed.title == "3 feeds"
    assert embed.description == (
        "1. [\\*News\\*](https://example.org/1.xml) · 12 articles\n"
        "**ok** · last success <t:1767225600:R> · next poll <t:1767225600:R>\n"
        "2. [https\\://example.org/2.xml](https://example.org/2.xml) · 1 article\n"
        "**failing** · last success never · next poll <t:1767225600:R>\n-# no \\*answer\\*\n"
        "3. [Feed 3](https://example.org/3.xml) · 12 articles\n"
        "**gone** · last success <t:1767225600:R>\n-# status 410"
    )


async def test_without_feeds_it_says_how_to_get_one(world: World) -> None:
    result = await world.use(world.manager(), "library feeds")
    assert "/library add" in page(result)
    assert result.response is not None
    assert result.response.components == []


async def pick(world: World, library: FakeLibrary, count: int = 2) -> tuple[Any, InteractionResult]:
    library.feed_infos = [feed(n, world.scope) for n in range(1, count + 1)]
    boss = world.manager()
    result = await world.use(boss, "library feeds")
    assert result.response is not None
    await boss.select(result.response, ["2"])
    return boss, result


async def test_removing_names_the_feed_and_keeps_its_articles(world: World, library: FakeLibrary) -> None:
    boss, result = await pick(world, library)
    assert result.response is not None
    assert "Remove this feed?" in page(result)
    assert "[Feed 2](https://example.org/2.xml)" in page(result)
    assert "Its 12 articles stay" in page(result)
    assert len(library.feed_infos) == 2
    await boss.click(result.response, label="Remove feed")
    assert result.response.content == "The feed “Feed 2” is removed; its articles stay."
    assert [each.id for each in library.feed_infos] == [1]
    assert "Feed 2" not in page(result)


async def test_keeping_it_goes_back_also_after_a_restart(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    boss, result = await pick(world, library)
    await world.env.restart_bot(make_bot())
    assert result.response is not None
    await boss.click(result.response, label="Keep it")
    assert "2 feeds" in page(result)
    assert len(library.feed_infos) == 2


async def test_a_feed_that_went_meanwhile_is_said_to_be_gone(world: World, library: FakeLibrary) -> None:
    boss, result = await pick(world, library)
    library.feed_infos.pop()
    assert result.response is not None
    pressed = await boss.click(result.response, label="Remove feed")
    assert pressed.followups[0].content == (
        "There is no feed 2 here any more. Look it up in the list of feeds."
    )


async def test_who_lost_the_permission_meanwhile_removes_nothing(
    world: World, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, result = await pick(world, library)
    monkeypatch.setattr("discord.Interaction.permissions", discord.Permissions(manage_messages=True))
    assert result.response is not None
    for button in ("Remove feed", "Keep it"):
        refused = await boss.click(result.response, label=button)
        assert refused.response is not None
        assert "Manage Server" in refused.response.content
    assert len(library.feed_infos) == 2


async def test_pages_of_feeds_turn(world: World, library: FakeLibrary) -> None:
    library.feed_infos = [feed(n, world.scope) for n in range(1, 20)]
    boss = world.manager()
    result = await world.use(boss, "library feeds")
    assert result.response is not None
    await boss.click(result.response, label="Next ▶")
    await boss.click(result.response, label="Next ▶")
    assert "17–19 of 19" in page(result)
    await boss.select(result.response, ["18"])
    del library.feed_infos[3:]
    await boss.click(result.response, label="Keep it")
    assert "1–3 of 3" in page(result)


# Polling


async def a_minute(world: World) -> None:
    await world.env.advance_time(60)
    await world.env.settle()


async def test_every_minute_what_is_due_is_asked(world: World, library: FakeLibrary, logs: Logs) -> None:
    await world.env.settle()
    before = library.polled
    library.polls = [(PollResult(feed(1), (IngestItem("a", Result.ADDED),)),)]
    await a_minute(world)
    await a_minute(world)
    assert library.polled == before + 2
    assert any(entry["event"] == "polled" and entry["added"] == 1 for entry in logs)
    assert replies(world.channel) == []


async def test_a_poll_that_fails_does_not_end_the_polling(
    world: World, library: FakeLibrary, logs: Logs
) -> None:
    before = library.polled
    for error in (RuntimeError("odd"), StoreError("/data/dateline.db", "disk full")):
        library.failures["poll_feeds"] = error
        await a_minute(world)
    del library.failures["poll_feeds"]
    await a_minute(world)
    assert library.polled == before + 3
    assert {"unexpected", "refused"} <= {entry["event"] for entry in logs}


def failing(world: World, **what: Any) -> PollResult:
    facts = {"notify": f"channel:{world.channel.id}", "state": FeedState.FAILING, "error": "no *answer*."}
    return PollResult(feed(1, **({"scope": world.scope} | facts | what)), tell=True)


async def test_a_lasting_failure_is_told_once_where_the_feed_was_added(
    world: World, library: FakeLibrary
) -> None:
    library.polls = [(failing(world),), (PollResult(failing(world).feed),)]
    await a_minute(world)
    await a_minute(world)
    (told,) = replies(world.channel)
    assert told.content == (
        "The feed “Feed 1” has not answered since <t:1767225600:D>: no \\*answer\\*. "
        "I keep trying; nothing of what it brought is lost. /library feeds shows its state."
    )


def test_what_is_told_is_true_of_the_feed() -> None:
    assert "has never answered: it gave no reason." in failing_line(
        feed(1, state=FeedState.FAILING, last_success=None)
    )
    gone = failing_line(feed(1, state=FeedState.GONE, error="status 410", title="x" * 999))
    assert "is gone: status 410. I ask it no more; what it brought stays." in gone
    assert len(gone) < 500


@pytest.mark.parametrize(
    "what",
    [
        {"notify": None},
        {"notify": "somewhere"},
        {"notify": "channel:1"},
        {"scope": "shared"},
        {"scope": "guild:99"},
    ],
)
async def test_nobody_else_is_told(
    world: World, library: FakeLibrary, logs: Logs, what: dict[str, Any]
) -> None:
    before = library.polled
    library.polls = [(failing(world, **what), failing(world))]
    await a_minute(world)
    assert len(replies(world.channel)) == 1, "the feed after it is told all the same"
    assert any(entry["log_level"] == "warning" for entry in logs)
    await a_minute(world)
    assert library.polled == before + 2


async def test_a_channel_that_may_not_be_written_to_is_logged(
    world: World, library: FakeLibrary, logs: Logs
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    before = library.polled
    library.polls = [(failing(world),)]
    await a_minute(world)
    assert any(entry["event"] == "refused" and entry.get("task") == "feeds" for entry in logs)
    await a_minute(world)
    assert library.polled == before + 2


async def test_it_stops_at_once_when_the_bot_closes(world: World, library: FakeLibrary) -> None:
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    await world.env.settle()
    started = asyncio.get_running_loop().time()
    bot.closing = True
    bot.polling.stop()
    await bot.tasks.close(grace=5)
    assert asyncio.get_running_loop().time() - started < 1
