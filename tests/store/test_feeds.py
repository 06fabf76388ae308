"""Feeds and their entries in the database: separate by scope, gone with their feed, exact in time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from retrieval import Draft, FeedState
from retrieval.store.articles import Articles, Hashes, draft_hash
from retrieval.store.database import Database, open_database
from retrieval.store.feeds import Polled, Seen, Subscriptions

NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://paper.example/rss"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "dateline.db") as database:
        yield database


@pytest.fixture
def store(database: Database) -> Subscriptions:
    return Subscriptions(database)


async def add(
    store: Subscriptions, scope: str = "shared", url: str = URL, notify: str | None = "channel:1"
) -> int:
    return await store.add(scope, url, "The Paper", notify, 30, NOW)


async def article(database: Database, scope: str = "shared", key: str = "a") -> int:
    draft = Draft(name=key, key=key, title=key, original=key, text=key)
    async with database.transaction() as connection:
        return await Articles(database).insert(connection, scope, draft, Hashes(key, draft_hash(draft)), NOW)


async def seen_in(
    store: Subscriptions, feed_id: int, entry_ids: Sequence[str], urls: Sequence[str]
) -> list[Seen]:
    return [Seen.of(row) for row in await store.seen(feed_id, entry_ids, urls)]


async def test_a_new_feed_is_due_at_once(store: Subscriptions) -> None:
    feed_id = await add(store)
    found = await store.get(feed_id)
    assert found is not None
    assert found.info == (await store.due(NOW))[0] == (await store.all(["shared"]))[0]
    assert (found.info.url, found.info.title, found.info.notify) == (URL, "The Paper", "channel:1")
    assert (found.info.state, found.info.next_poll, found.info.last_success) == (FeedState.OK, NOW, None)
    assert await store.due(NOW - HOUR) == []
    assert await store.get(99) is None


async def test_scopes_keep_their_feeds_apart(store: Subscriptions) -> None:
    mine, theirs = await add(store), await add(store, "guild:1")
    assert mine != theirs
    assert [feed.id for feed in await store.all(["guild:1"])] == [theirs]
    assert [feed.id for feed in await store.all(["shared", "guild:1"])] == [mine, theirs]
    assert await store.all([]) == []


async def test_the_same_feed_again_takes_over_whom_to_tell(store: Subscriptions) -> None:
    feed_id = await add(store)
    await store.failed(feed_id, NOW, Polled(None, 4, NOW, True, "gone"))
    assert await add(store, notify="channel:2") == feed_id
    (feed,) = await store.due(NOW)
    assert (feed.notify, feed.next_poll) == ("channel:2", NOW)


async def test_what_a_poll_changes_comes_back_as_it_was(store: Subscriptions) -> None:
    feed_id = await add(store)
    zone = timezone(timedelta(hours=9))
    await store.failed(feed_id, NOW, Polled((NOW + HOUR).astimezone(zone), 2, NOW - HOUR, True, "no answer"))
    found = await store.get(feed_id)
    assert found is not None
    assert (found.info.state, found.info.failures, found.info.error) == (FeedState.FAILING, 2, "no answer")
    assert (found.info.next_poll, found.failing_since, found.told) == (NOW + HOUR, NOW - HOUR, True)
    await store.succeeded(feed_id, NOW + HOUR, Polled(NOW + 2 * HOUR), validators=('"x"', "Fri"), title=None)
    found = await store.get(feed_id)
    assert found is not None
    assert (found.info.state, found.info.error, found.info.title) == (FeedState.OK, None, "The Paper")
    assert (found.info.last_success, found.etag, found.last_modified, found.told) == (
        NOW + HOUR,
        '"x"',
        "Fri",
        False,
    )


async def test_due_feeds_come_longest_waiting_first_and_gone_ones_never(store: Subscriptions) -> None:
    ids = [await add(store, url=f"{URL}/{number}") for number in range(3)]
    await store.postpone({ids[0]: NOW - HOUR, ids[1]: NOW - 2 * HOUR, ids[2]: NOW + HOUR})
    assert [feed.id for feed in await store.due(NOW)] == [ids[1], ids[0]]
    await store.failed(ids[1], NOW, Polled(None, 1, NOW, True, "gone"))
    await store.postpone({ids[1]: NOW})
    assert [feed.id for feed in await store.due(NOW + HOUR)] == [ids[0], ids[2]]
    assert (await store.all(["shared"]))[1].state is FeedState.GONE


async def test_a_feed_moves_unless_another_is_there(store: Subscriptions) -> None:
    one, other = await add(store), await add(store, url=f"{URL}2")
    await store.move(one, f"{URL}3")
    await store.move(one, f"{URL}2")
    assert [feed.url for feed in await store.all(["shared"])] == [f"{URL}3", f"{URL}2"]
    await store.move(other, f"{URL}4")
    assert (await store.all(["shared"]))[1].url == f"{URL}4"


async def test_entries_are_found_by_id_and_by_page_within_the_scope(
    store: Subscriptions, database: Database
) -> None:
    mine, sister, foreign = (
        await add(store),
        await add(store, url=f"{URL}2"),
        await add(store, "guild:1"),
    )
    a = await article(database)
    page = "https://paper.example/a"
    await store.note([Seen(mine, "1", page, "s", a), Seen(mine, "2", None, "s")], NOW)
    await store.note([Seen(sister, "1", page, "t", a), Seen(sister, "2", None, "t")], NOW + HOUR)
    await store.note([Seen(foreign, "1", page, "u", attempts=2, error="odd")], NOW + HOUR)
    assert await seen_in(store, mine, ["1", "2", "3"], [page]) == [
        Seen(sister, "1", page, "t", a, here=True),
        Seen(mine, "1", page, "s", a, here=True),
        Seen(mine, "2", None, "s"),
    ]
    assert await seen_in(store, foreign, [], [page]) == [Seen(foreign, "1", page, "u", None, 2, "odd")]
    assert await seen_in(store, mine, [], []) == []
    assert len(await seen_in(store, mine, [str(number) for number in range(60_000)], [])) == 2


async def test_noting_again_replaces(store: Subscriptions) -> None:
    feed_id = await add(store)
    first = Seen(feed_id, "1", None, "s", None, 1, "odd")
    await store.note([first], NOW)
    await store.note([replace(first, stamp="t", attempts=0, error=None)], NOW)
    assert await seen_in(store, feed_id, ["1"], []) == [Seen(feed_id, "1", None, "t")]


async def test_an_article_that_is_no_more_and_one_that_is_elsewhere(
    store: Subscriptions, database: Database
) -> None:
    feed_id = await add(store)
    kept, deleted, elsewhere = (
        await article(database),
        await article(database, key="b"),
        await article(database, "trash", "c"),
    )
    await store.note([Seen(feed_id, str(id), None, "s", id) for id in (kept, deleted, elsewhere, 99)], NOW)
    async with database.transaction() as connection:
        await Articles(database).delete(connection, deleted)
    found = {seen.entry_id: seen for seen in await seen_in(store, feed_id, ["1", "2", "3", "99"], [])}
    assert [found[str(id)].article_id for id in (kept, deleted, elsewhere, 99)] == [
        kept,
        None,
        elsewhere,
        None,
    ]
    assert [each.entry_id for each in found.values() if each.was_removed] == [str(elsewhere)]
    assert [feed.articles for feed in await store.all(["shared"])] == [1]


async def test_a_removed_feed_takes_its_entries_along_and_leaves_the_articles(
    store: Subscriptions, database: Database
) -> None:
    feed_id, a = await add(store), await article(database)
    await store.note([Seen(feed_id, "1", None, "s", a)], NOW)
    await store.remove(feed_id)
    await store.note([Seen(feed_id, "2", None, "s", a)], NOW)
    assert await seen_in(store, feed_id, ["1", "2"], []) == []
    assert await database.all("SELECT * FROM feed_entries") == []
    assert await Articles(database).get(a) is not None
    assert await add(store) != feed_id, "numbers are not used again"
