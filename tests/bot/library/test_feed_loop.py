"""Feeds are polled in the background; a lasting failure is told once, to the server whose feed it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any

import pytest

from bot.client import DatelineBot
from bot.library.feed_loop import failing_line
from retrieval import FeedState, IngestItem, PollResult, Result, ScopeFull, StoreError
from tests.fakes import FakeLibrary

from ..samples import command_link, feed, replies
from ..world import World

Logs = list[MutableMapping[str, Any]]


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


async def test_what_was_missed_while_away_is_spread_once_and_later_where_that_failed(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    await a_minute(world)
    assert library.spread == 1
    library.failures["spread_feeds"] = StoreError("/data/dateline.db", "disk full")
    await world.env.restart_bot(make_bot())
    before = library.polled
    await a_minute(world)
    assert library.polled == before + 1
    del library.failures["spread_feeds"]
    before = library.spread
    await a_minute(world)
    await a_minute(world)
    assert library.spread == before + 1


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
        "I keep trying; nothing of what it brought is lost. "
        f"{command_link(world.env, 'library feeds')} shows its state."
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
    bot.feed_loop.stop()
    await bot.tasks.close(grace=5)
    assert asyncio.get_running_loop().time() - started < 1


async def test_a_full_server_is_told_what_is_full_and_what_to_do(world: World, library: FakeLibrary) -> None:
    full = ScopeFull("https://a.b/1", 200, 200, "quota.server_articles")
    of_feed = feed(1, scope=world.scope, notify=f"channel:{world.channel.id}")
    library.polls = [(PollResult(of_feed, tell=True, full=full),), (PollResult(of_feed, full=full),)]
    await a_minute(world)
    await a_minute(world)
    (told,) = replies(world.channel)
    assert told.content == (
        "What is new in the feed “Feed 1” cannot be taken in. There is no room for another article: this server has "
        "200 of 200. Remove articles that nobody needs, or ask whoever runs me to raise quota.server_articles. "
        "When there is room I go on by myself."
    )
