"""Polling of feeds: they are subscribed to, asked when it is time, and their new entries are taken in one by one.

The functions that say when a feed is asked next are pure; their times are aware, and chances are in [0, 1).
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import structlog

from ...errors import FetchFailed, GoneFromSource, IngestError, InvalidListing, NotFound, ScopeFull
from ...reports import FeedInfo, IngestItem, PollResult, Result
from ...store.feeds import Polled, Seen, Subscription, Subscriptions
from ...types import SHARED_SCOPE, Raw
from ...workers.telemetry import IngestStage, Timer
from ...workers.threads import Worker
from ..fetch.response import Fetched, Getter, Turns
from ..quota import Quota
from . import FEEDS, Entry, Listing
from .decisions import MOST_ATTEMPTS, EntryDecision, decide, not_taken, page_of

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=7)
"""Of an interval, and of what a server may ask for: nothing keeps a feed away for longer."""
_BACK_OFF_CAP = timedelta(days=1)
_JITTER = 0.1
"""Share by which a pause is longer or shorter, so that feeds that began together drift apart."""
TOLD_AFTER = timedelta(hours=24)
"""A feed that has failed for so long is an admin's matter; anything shorter is weather."""
_STAGGER = timedelta(seconds=10)
_STAGGERED_WITHIN = timedelta(minutes=10)


def interval_of(minutes: int) -> timedelta:
    """The interval as it is kept to."""
    return min(max(timedelta(minutes=minutes), SHORTEST), LONGEST)


def after_success(interval: timedelta, now: datetime, chance: float) -> Polled:
    """A spell of failures is over; the interval counts from now."""
    return Polled(now + _jittered(interval, chance))


def after_failure(
    before: Polled, interval: timedelta, now: datetime, chance: float, retry_after: float | None = None
) -> Polled:
    """Twice the interval, then twice that, to a day. `retry_after` seconds are waited for at least. An admin has to know
    where `told` becomes true."""
    failures = before.failures + 1
    since = min(before.failing_since or now, now)  # a spell that began in the future was never told
    pause = interval
    for _ in range(failures):
        if pause >= _BACK_OFF_CAP:
            break
        pause = min(2 * pause, _BACK_OFF_CAP)
    asked = timedelta(seconds=min(max(retry_after or 0, 0), LONGEST.total_seconds()))
    at = now + max(_jittered(pause, chance), asked)
    return Polled(at, failures, since, before.told or now - since >= TOLD_AFTER)


def after_gone(before: Polled, now: datetime) -> Polled:
    """The server says that the feed is gone for good: told at once, asked never again."""
    return Polled(None, before.failures + 1, min(before.failing_since or now, now), told=True)


def is_possible_time(
    at: datetime | None, last_try: datetime | None, interval: timedelta, failures: int, now: datetime
) -> bool:
    """Whether a next poll lies where the interval, or after failures a server's wish, can have put it: one further
    ahead, or after a last one in the future, comes from a clock that was wrong. `at` None: it cannot be read."""
    longest = max(interval * (1 + _JITTER), LONGEST if failures else SHORTEST)
    return at is not None and at - now <= longest and (last_try is None or last_try - now <= SHORTEST)


def staggered(missed: Sequence[int], now: datetime) -> dict[int, datetime]:
    """When each of the feeds that came due while nobody polled is asked: the first now, the last within minutes."""
    step = min(_STAGGER, _STAGGERED_WITHIN / max(len(missed), 1))
    return {feed: now + number * step for number, feed in enumerate(missed)}


def _jittered(pause: timedelta, chance: float) -> timedelta:
    return pause * (1 + _JITTER * (2 * chance - 1))


_log = structlog.get_logger(__name__)
_AT_ONCE = 4
"""Feeds of different hosts that are polled side by side."""
_GONE = 410


class PollingSettings(Protocol):
    """The part of the configuration that counts here."""

    @property
    def interval_minutes(self) -> int: ...
    @property
    def first_entries(self) -> int: ...


Parse = Callable[[Raw], Awaitable[Listing]]
"""Off the event loop. Raises IngestError."""
Take = Callable[[Entry, str], Awaitable[IngestItem]]
"""Fetches what an entry leads to and takes it into a scope. A failure is an item too: raises no IngestError."""


@dataclass(kw_only=True, eq=False, repr=False)
class FeedPoller:
    """Polls the feeds of one library. Feeds of one host come one after another."""

    store: Subscriptions
    getter: Getter
    parse: Parse
    take: Take
    clock: Callable[[], datetime]
    chance: random.Random
    worker: Worker
    quota: Quota
    settings: PollingSettings
    refresh: Callable[[], Awaitable[object]]
    """Brings the index up to date after polls that took something in."""
    timer: Timer = nullcontext
    _turns: Turns = field(default_factory=lambda: Turns(_AT_ONCE), init=False)

    async def all(self, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> tuple[FeedInfo, ...]:
        """The feeds whose articles go into these scopes."""
        return tuple(await self.store.all(scopes))

    async def subscribe(
        self, url: str, scope: str, notify: str | None, listing: Listing, fetched: Fetched
    ) -> PollResult:
        """Poll a feed from now on, and take the newest entries of what was fetched already. For a feed that is there
        already this is one more poll, after which `notify` counts. Raises InvalidListing, ScopeFull."""
        if listing.kind not in FEEDS:
            raise InvalidListing(url, "it lists pages or feeds, and is no feed itself")
        address = fetched.moved_to or url
        followed = await self.store.addresses(scope)
        if address not in followed:
            self.quota.check_feeds(url, scope, len(followed))
        feed_id = await self.store.add(
            scope, address, listing.title, notify, self.settings.interval_minutes, self.clock()
        )
        async with self._turns.of(_host(address)):
            return await self._taken_in(await self._subscription(feed_id), listing, fetched)

    async def remove(self, feed_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> FeedInfo:
        """Forget the feed; its articles stay. Returns what it was. Raises NotFound, also for another scope's feed."""
        feed = await self.store.get(feed_id)
        if feed is None or feed.info.scope not in scopes:
            raise NotFound("feed", feed_id)
        await self.store.remove(feed_id)
        return feed.info

    async def due(self) -> list[FeedInfo]:
        """The feeds whose time has come, the longest waiting first. Those whose time cannot be right are due as well,
        one by one."""
        now = self.clock()
        lost = [
            each.feed_id
            for each in await self.store.deadlines()
            if not is_possible_time(
                each.next_poll, each.last_try, interval_of(each.interval_minutes), each.failures, now
            )
        ]
        if lost:
            _log.warning("next_poll_reset", feeds=lost, reason="it lay further ahead than anything explains")
            await self.store.postpone(staggered(lost, now))
        return await self.store.due(now)

    async def spread(self) -> None:
        """At the start of a bot that was away: the feeds that were missed come one by one over the next minutes."""
        now = self.clock()
        missed = [feed.id for feed in await self.due()]
        await self.store.postpone(staggered(missed, now))

    async def poll(self) -> tuple[PollResult, ...]:
        """Polls every feed whose time has come, each in its turn; what they brought, and whom to tell of a lasting
        failure. A feed that fails is a result too. Raises StoreError."""
        feeds = await self.due()
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._poll_if_due(feed), name=f"poll {feed.id}") for feed in feeds]
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed
        results = tuple(result for task in tasks if (result := task.result()))
        if any(result.items for result in results):
            with self.timer(IngestStage.INDEXING):
                await self.refresh()
        return results

    async def poll_now(self, feed_id: int) -> PollResult:
        """Asks one feed now. Raises NotFound."""
        async with self._turns.of(_host((await self._subscription(feed_id)).info.url)):
            return await self._polled(await self._subscription(feed_id))

    async def _poll_if_due(self, feed: FeedInfo) -> PollResult | None:
        """None when somebody polled or removed it while it waited for its turn."""
        async with self._turns.of(_host(feed.url)):
            now = await self.store.get(feed.id)
            if now is None or now.info.next_poll is None or now.info.next_poll > self.clock():
                return None
            return await self._polled(now)

    async def _polled(self, feed: Subscription) -> PollResult:
        url = feed.info.url
        try:
            with self.timer(IngestStage.FETCHING):
                fetched = await self.getter.get(url, etag=feed.etag, last_modified=feed.last_modified)
            listing = await self._listing(url, fetched)
        except IngestError as error:
            return await self._failed(feed, error)
        except Exception as error:  # noqa: BLE001  # a fault that one feed brings to light must not stop the others
            _log.warning("poll_failed", feed=feed.info.id, exc_info=error)
            return await self._failed(
                feed, IngestError(url, f"asking for it failed ({type(error).__name__})")
            )
        if fetched.moved_to and fetched.moved_to != url:
            await self.store.move(feed.info.id, fetched.moved_to)
        return await self._taken_in(feed, listing, fetched)

    async def _listing(self, url: str, fetched: Fetched) -> Listing | None:
        """None when nothing has changed. Raises IngestError."""
        if fetched.status == 304:
            return None
        listing = await self.parse(Raw(url, fetched.data, url=fetched.url, charset=fetched.charset))
        if listing.kind not in FEEDS:
            raise InvalidListing(url, "it is no feed any more")
        return listing

    async def _taken_in(self, feed: Subscription, listing: Listing | None, fetched: Fetched) -> PollResult:
        """Entry by entry, each remembered as soon as it is in; the poll counts as a success after the last one."""
        found = await self._decisions(feed, (*listing.entries, *listing.empty)) if listing else []
        is_first = feed.info.last_success is None
        items = list(not_taken(listing, feed.info.url, found, is_first=is_first)) if listing else []
        await self.store.note(
            [each.seen for each in found if not each.take and not each.is_known], self.clock()
        )
        unfinished = False
        full: ScopeFull | None = None
        for each in found:
            if each.take and not (full and full.keeps_out(new=each.seen.article_id is None)):
                item = await self._item(each.entry, feed.info)
                if not isinstance(item.error, ScopeFull):
                    unfinished |= await self._remember(each, item)
                elif full is None:  # the entry stays news until there is room
                    full = item.error
                else:
                    continue
                items.append(item)
        after = after_success(self._interval(feed), self.clock(), self.chance.random())
        tell = full is not None and await self.store.met_full(feed.info.id)
        unfinished |= full is not None
        await self.store.succeeded(
            feed.info.id,
            self.clock(),
            after if full is None else replace(after, told=True, error=full.problem),
            # without validators the server sends the feed whole, and what failed is tried again
            validators=(None, None) if unfinished else (fetched.etag, fetched.last_modified),
            title=listing.title if listing else None,
        )
        return await self._result(feed, tuple(items), tell=tell, full=full)

    async def _item(self, entry: Entry, feed: FeedInfo) -> IngestItem:
        try:
            return await self.take(entry, feed.scope)
        except Exception as error:  # noqa: BLE001  # a fault that one entry brings to light must not keep the others out
            _log.warning("entry_failed", feed=feed.id, entry=entry.id, exc_info=error)
            return IngestItem(entry.url or entry.id, Result.FAILED, title=entry.hints.title, error=error)

    async def _decisions(self, feed: Subscription, entries: Sequence[Entry]) -> list[EntryDecision]:
        pages = await self.worker.run(_pages, entries)
        seen = await self.store.seen(feed.info.id, [entry.id for entry in entries], pages)
        first = self.settings.first_entries if feed.info.last_success is None else None
        return await self.worker.run(_decided, entries, seen, feed.info.id, first)

    async def _remember(self, each: EntryDecision, item: IngestItem) -> bool:
        """True when the entry has to be tried again."""
        failed = item.result is Result.FAILED
        attempts = each.seen.attempts + 1 if failed else 0
        error = (str(item.error) or "failed") if failed else None
        article_id = item.article_id or each.seen.article_id
        seen = replace(each.seen, article_id=article_id, attempts=attempts, error=error)
        await self.store.note([seen], self.clock())
        return failed and attempts < MOST_ATTEMPTS

    async def _failed(self, feed: Subscription, error: IngestError) -> PollResult:
        now, before = self.clock(), Polled(None, feed.info.failures, feed.failing_since, feed.told)
        if isinstance(error, GoneFromSource) and error.status == _GONE:
            after = after_gone(before, now)
        else:
            retry_after = error.retry_after if isinstance(error, FetchFailed) else None
            after = after_failure(before, self._interval(feed), now, self.chance.random(), retry_after)
        await self.store.failed(feed.info.id, now, replace(after, error=error.problem))
        return await self._result(feed, (), tell=after.told and not before.told)

    def _interval(self, feed: Subscription) -> timedelta:
        return interval_of(feed.info.interval_minutes)

    async def _result(
        self,
        feed: Subscription,
        items: tuple[IngestItem, ...],
        *,
        tell: bool = False,
        full: ScopeFull | None = None,
    ) -> PollResult:
        """With the feed as it is now; as it was, if it was removed during the poll."""
        now = await self.store.get(feed.info.id)
        return PollResult(now.info if now else feed.info, items, tell and now is not None, full)

    async def _subscription(self, feed_id: int) -> Subscription:
        feed = await self.store.get(feed_id)
        if feed is None:
            raise NotFound("feed", feed_id)
        return feed


def _pages(entries: Sequence[Entry]) -> list[str]:
    return [page for entry in entries if (page := page_of(entry))]


def _decided(
    entries: Sequence[Entry], seen: Sequence[sqlite3.Row], feed_id: int, first: int | None
) -> list[EntryDecision]:
    return decide(entries, [Seen.of(row) for row in seen], feed_id, first)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
