"""Polling when things go wrong: a feed dies, moves away, turns into something else; the bot is stopped."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from retrieval import FeedState, PollResult
from retrieval.errors import FetchFailed, GoneFromSource
from retrieval.ingest.feeds import Entry
from tests.ingest import feed_samples
from tests.ingest.feed_samples import rss
from tests.ingest.feed_world import URL, item, opened

NO_ANSWER = FetchFailed(URL, "the server cannot be reached")


async def test_a_feed_that_dies_for_a_week_comes_back_and_an_admin_is_told_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        for number in (2, 3):
            alive, world.server.pages[URL] = rss(item(number)), NO_ANSWER
            asked, results = len(world.server.asked), list[PollResult]()
            for _ in range(7 * 24):
                results += await world.later(hours=1)
            told = [result.feed for result in results if result.tell]
            assert len(told) == 1
            assert (told[0].notify, told[0].error) == ("channel:1", "the server cannot be reached")
            assert told[0].last_success is not None
            assert world.now - told[0].last_success > timedelta(days=1)
            assert len(world.server.asked) - asked < 20, "it is asked less often"
            assert (await world.feed()).state is FeedState.FAILING
            world.server.pages[URL] = alive
            (result,) = await world.later(days=1.2)
            assert (result.feed.state, result.feed.error, result.tell) == (FeedState.OK, None, False)
            assert world.took()[-1] == f"Story {number}"


async def test_a_short_failure_is_told_nobody(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        for _ in range(10):
            alive, world.server.pages[URL] = world.server.pages[URL], NO_ANSWER
            assert [result.tell for result in await world.later(hours=1)] == [False]
            world.server.pages[URL] = alive
            assert [result.tell for result in await world.later(hours=23)] == [False]


async def test_retry_after_is_waited_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        world.server.pages[URL] = FetchFailed(URL, "the server asks for fewer requests", 6 * 3600)
        await world.later(minutes=40)
        assert (await world.feed()).next_poll == world.now + timedelta(hours=6)


async def test_a_feed_that_is_gone_for_good_is_asked_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        world.server.pages[URL] = GoneFromSource(URL, 404)
        assert [result.feed.state for result in await world.later(minutes=40)] == [FeedState.FAILING]
        world.server.pages[URL] = GoneFromSource(URL, 410)
        (result,) = await world.later(hours=2)
        assert (result.feed.state, result.tell, result.feed.articles) == (FeedState.GONE, True, 1)
        assert await world.later(days=30) == ()
        again = await world.subscribe(item(2))
        assert (again.feed.id, again.feed.state) == (result.feed.id, FeedState.OK)


@pytest.mark.parametrize("page", ["<html><body>Sign in</body></html>", feed_samples.SITEMAP, "", "{}"])
async def test_what_is_no_feed_any_more_is_a_failure(tmp_path: Path, page: str) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        world.server.pages[URL] = page
        (result,) = await world.later(minutes=40)
        assert (result.feed.state, result.feed.failures) == (FeedState.FAILING, 1)
        assert result.feed.error


async def test_one_bad_feed_does_not_stop_the_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        urls = [f"https://host{number}.example/rss" for number in range(4)]
        for url in urls:
            await world.subscribe(url=url)
        world.server.pages.update(dict.fromkeys(urls, rss(item(1))))
        world.server.pages[urls[0]] = NO_ANSWER
        world.server.pages[urls[1]] = ZeroDivisionError()
        results = await world.later(minutes=40)
        states = {result.feed.url: result.feed.state.value for result in results}
        assert [states[url] for url in urls] == ["failing", "failing", "ok", "ok"]


async def test_a_poll_that_is_cancelled_goes_on_where_it_was(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe()
        world.server.etag = '"1"'
        world.server.pages[URL] = rss(*(item(number) for number in range(5)))
        reached, never = asyncio.Event(), asyncio.Event()

        async def stop_at_the_third(entry: Entry) -> None:
            if entry.hints.title == "Story 2":
                reached.set()
                await never.wait()

        world.before = stop_at_the_third
        task = asyncio.create_task(world.later(minutes=40))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert world.took() == ["Story 4", "Story 3", "Story 2"]
        world.before = None
        await world.later(seconds=1)
        assert world.took() == ["Story 2", "Story 1", "Story 0"]


async def test_a_feed_removed_during_its_poll(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        feed = (await world.subscribe(item(1))).feed
        world.server.pages[URL] = rss(item(2), item(3))

        async def remove(entry: Entry) -> None:
            if entry.hints.title == "Story 3":
                await world.polling.remove(feed.id, scopes=["shared"])

        world.before = remove
        (result,) = await world.later(minutes=40)
        assert len(result.items) == 2
        assert await world.polling.all(scopes=["shared"]) == ()
        assert await world.database.all("SELECT * FROM feed_entries") == []
