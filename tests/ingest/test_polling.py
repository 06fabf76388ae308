"""Polling: each article once, each host in its turn."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from retrieval import FeedState, NotFound, ScopeFull
from retrieval.config import FeedSettings
from retrieval.errors import FetchFailed, IngestError, InvalidListing
from retrieval.ingest.feeds import read_listing
from retrieval.ingest.quota import QuotaLimits
from retrieval.reports import Result
from retrieval.store.articles import Articles
from retrieval.types import Raw
from tests.ingest import feed_samples
from tests.ingest.feed_samples import rss
from tests.ingest.feed_world import START, URL, item, opened

NO_ANSWER = FetchFailed(URL, "the server cannot be reached")


async def test_a_feed_s_news_come_in_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        result = await world.subscribe(item(1), item(2))
        assert [each.result for each in result.items] == [Result.ADDED] * 2
        assert world.took() == ["Story 2", "Story 1"]
        assert (result.feed.title, result.feed.articles, result.feed.state) == ("The Paper", 2, FeedState.OK)
        assert await world.later(minutes=20) == (), "it is not due yet"
        (result,) = await world.later(minutes=20)
        assert (result.items, world.took()) == ((), [])
        world.server.pages[URL] = rss(item(3), item(2), item(1))
        (result,) = await world.later(minutes=40)
        assert (world.took(), result.feed.articles) == (["Story 3"], 3)
        assert result.feed.last_success == world.now


async def test_an_article_announced_thirty_times_is_one_article(tmp_path: Path) -> None:
    """Under new ids, with other tracking parameters, in another feed of the server."""
    async with opened(tmp_path) as world:
        await world.subscribe(item(1, guid="n0"))
        for number in range(1, 30):
            link = f"https://paper.example/1?utm_source=s{number}"
            world.server.pages[URL] = rss(item(1, guid=f"n{number}", link=link))
            await world.later(minutes=40)
        await world.subscribe(item(1), url="https://paper.example/world/rss")
        assert world.took() == ["Story 1"]
        assert [feed.articles for feed in await world.polling.all(scopes=["shared"])] == [1, 1]
        await world.subscribe(item(1), scope="guild:1")
        assert world.took() == ["Story 1"], "another scope has its own"


async def test_a_changed_entry_is_taken_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1), item(2))
        world.server.pages[URL] = rss(item(1, "Story 1, corrected"), item(2))
        await world.later(minutes=40)
        await world.later(minutes=40)
        assert world.took()[2:] == ["Story 1, corrected"]


async def test_of_a_new_feed_the_newest_are_taken_and_the_others_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path, FeedSettings(first_entries=3)) as world:
        items = [item(number) for number in range(10)]
        await world.subscribe(*items)
        assert world.took() == ["Story 9", "Story 8", "Story 7"]
        world.server.pages[URL] = rss(*items, item(4, guid="new id"), item(10))
        await world.later(minutes=40)
        assert world.took() == ["Story 10"]


async def test_what_a_person_removed_stays_removed(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        (added,) = (await world.subscribe(item(1))).items
        async with world.database.transaction() as connection:
            await Articles(world.database).delete(connection, added.article_id or 0)
        world.took()
        world.server.pages[URL] = rss(item(1, "Story 1, corrected"))
        await world.later(minutes=40)
        assert world.took() == []


async def test_an_entry_that_fails_is_tried_in_three_polls(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        world.server.etag = '"1"'
        world.failing["Story 2"] = IngestError("x", "no text")
        world.failing["Story 3"] = ZeroDivisionError()
        result = await world.subscribe(item(1), item(2), item(3))
        assert [each.result for each in result.items] == [Result.FAILED, Result.FAILED, Result.ADDED]
        assert result.feed.state is FeedState.OK, "the feed itself works"
        for _ in range(5):
            await world.later(minutes=40)
        assert world.took() == [*["Story 3", "Story 2", "Story 1"], *["Story 3", "Story 2"] * 2]
        assert [etag for _, etag in world.server.asked] == [None, None, None, '"1"', '"1"', '"1"']
        world.failing.clear()
        world.server.etag = '"2"'
        world.server.pages[URL] = rss(item(1), item(2, "Story 2, again"), item(3))
        await world.later(minutes=40)
        assert world.took() == ["Story 2, again"]


async def test_a_feed_is_asked_with_its_validators_and_304_is_a_success(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        world.server.etag = '"1"'
        await world.subscribe(item(1))
        (result,) = await world.later(minutes=40)
        assert world.server.asked[-1] == (URL, '"1"')
        assert (result.items, result.feed.last_success, result.feed.title) == ((), world.now, "The Paper")


async def test_a_permanent_redirect_is_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        world.server.moved_to = "https://new.example/rss"
        (result,) = await world.later(minutes=40)
        assert result.feed.url == "https://new.example/rss"
        world.server.pages["https://new.example/rss"] = rss(item(2))
        await world.later(minutes=40)
        assert world.server.asked[-1][0] == "https://new.example/rss"
        assert world.took()[-1] == "Story 2"


async def test_a_list_of_pages_is_not_subscribed_to(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        world.server.pages[URL] = feed_samples.SITEMAP
        fetched = await world.server.get(URL)
        listing = read_listing(Raw(URL, fetched.data, url=URL))
        with pytest.raises(InvalidListing):
            await world.polling.subscribe(URL, "shared", None, listing, fetched)
        assert await world.polling.all(scopes=["shared"]) == ()


async def test_feeds_of_one_host_come_one_after_another_others_side_by_side(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        for host in range(8):
            for path in range(3):
                await world.subscribe(url=f"https://host{host}.example/{path}")
        running: list[str] = []
        most = 0

        async def look(url: str) -> None:
            nonlocal most
            host = url.split("/")[2]
            assert host not in running
            running.append(host)
            most = max(most, len(running))
            await asyncio.sleep(0.002)
            running.remove(host)

        world.server.before = look
        assert len(await world.later(minutes=40)) == 24
        assert most == 4


async def test_missed_feeds_are_spread(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        for number in range(5):
            await world.subscribe(url=f"https://paper.example/{number}")
        world.now = START + timedelta(days=3)
        await world.polling.spread()
        assert len(await world.polling.due()) == 1
        assert len(await world.later(seconds=0)) == 1
        assert len(await world.later(seconds=10)) == 1
        assert len(await world.later(minutes=1)) == 3


async def test_unsubscribing_and_asking_one_feed_now(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        feed = (await world.subscribe(item(1))).feed
        assert (await world.polling.poll_now(feed.id)).feed.id == feed.id
        with pytest.raises(NotFound):
            await world.polling.remove(feed.id, scopes=["guild:1"])
        assert (await world.polling.remove(feed.id, scopes=["shared"])).url == URL
        assert await world.polling.all(scopes=["shared"]) == ()
        with pytest.raises(NotFound):
            await world.polling.poll_now(feed.id)
        with pytest.raises(NotFound):
            await world.polling.remove(feed.id, scopes=["shared"])


def no_room(source: str) -> ScopeFull:
    return ScopeFull(source, 3, 3, "quota.server_articles")


async def test_a_full_server_is_told_once_and_gets_what_it_missed_when_there_is_room(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        world.server.etag = '"1"'
        await world.subscribe(item(1))
        world.took()
        listing = rss(*(item(number) for number in range(1, 9)))
        world.failing |= {f"Story {number}": no_room("x") for number in range(2, 9)}
        world.server.pages[URL], world.server.etag = listing, '"2"'
        (first,) = await world.later(minutes=40)
        assert (first.tell, type(first.full), first.feed.state) == (True, ScopeFull, FeedState.OK)
        assert world.took() == ["Story 8"], "the others are not even fetched"
        for _ in range(4):
            (again,) = await world.later(minutes=40)
            assert (again.tell, again.feed.error) == (False, "no room: 3 of 3 (quota.server_articles)")
        assert len(world.took()) == 4, "one look a poll, whether there is room"
        world.failing.clear()
        (then,) = await world.later(minutes=40)
        assert (then.full, then.tell, then.feed.error) == (None, False, None)
        assert world.took() == [f"Story {number}" for number in range(8, 1, -1)]
        assert world.server.asked[-1] == (URL, None), "it was asked for the whole feed"
        world.failing["Story 9"] = no_room("x")
        world.server.pages[URL], world.server.etag = rss(item(9)), '"3"'
        (later,) = await world.later(minutes=40)
        assert later.tell, "it is full for a second time"


async def test_of_two_feeds_of_a_full_server_one_tells(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        other = "https://other.example/rss"
        await world.subscribe(item(1))
        await world.subscribe(item(2, link="https://other.example/2"), url=other)
        world.failing |= {f"Story {number}": no_room("x") for number in (3, 4)}
        world.server.pages[URL] = rss(item(3))
        world.server.pages[other] = rss(item(4, link="https://other.example/4"))
        results = await world.later(minutes=40)
        assert [result.full is not None for result in results] == [True, True]
        assert sorted(result.tell for result in results) == [False, True]


async def test_a_server_that_is_full_by_number_still_gets_new_versions(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.subscribe(item(1))
        world.took()
        world.failing["Story 2"] = no_room("x")
        world.server.pages[URL] = rss(item(1, "Story 1, changed"), item(2))
        await world.later(minutes=40)
        assert sorted(world.took()) == ["Story 1, changed", "Story 2"]


async def test_a_server_follows_so_many_feeds(tmp_path: Path) -> None:
    async with opened(tmp_path, limits=QuotaLimits(server_feeds=2)) as world:
        for number in range(2):
            await world.subscribe(item(number), url=f"https://{number}.example/rss", scope="guild:1")
        with pytest.raises(ScopeFull) as caught:
            await world.subscribe(item(9), url="https://9.example/rss", scope="guild:1")
        assert (caught.value.used, caught.value.limit, caught.value.setting) == (2, 2, "quota.server_feeds")
        assert len(await world.polling.all(scopes=["guild:1"])) == 2
        await world.subscribe(item(1), url="https://1.example/rss", scope="guild:1")
        for number in range(4):
            await world.subscribe(item(number), url=f"https://{number}.example/rss")
        assert len(await world.polling.all(scopes=["shared"])) == 4
