"""A server of feeds, a library that takes articles, and time that tests move: polling without network or models."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrieval import Draft, FeedInfo, PollResult
from retrieval.config import FeedSettings
from retrieval.ingest.feeds import Entry, Listing, read_listing
from retrieval.ingest.feeds.polling import FeedPoller
from retrieval.ingest.fetch.response import Fetched
from retrieval.ingest.quota import Quota, QuotaLimits
from retrieval.reports import IngestItem, Result
from retrieval.store.articles import Articles, Hashes, draft_hash
from retrieval.store.database import Database, open_database
from retrieval.store.feeds import Subscriptions
from retrieval.store.scopes import UsageStore
from retrieval.types import Raw
from retrieval.workers.threads import Worker
from tests.ingest.feed_samples import rss

URL = "https://paper.example/rss"
START = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def item(number: int, title: str = "", *, guid: str = "", link: str = "") -> str:
    """One entry, by default with its own page, newer the higher its number."""
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return (
        f"<guid isPermaLink='false'>{guid or f'g{number}'}</guid><title>{title or f'Story {number}'}</title>"
        f"<link>{link or f'https://paper.example/{number}'}</link><pubDate>{at:%d %b %Y %H:%M:%S} GMT</pubDate>"
    )


@dataclass
class Server:
    """What each address answers: a feed's text, or an exception. Keeps what it was asked."""

    pages: dict[str, str | Exception] = field(default_factory=dict)
    etag: str | None = None
    moved_to: str | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    before: Callable[[str], Awaitable[None]] | None = None

    async def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        self.asked.append((url, etag))
        if self.before:
            await self.before(url)
        page = self.pages[url]
        if isinstance(page, Exception):
            raise page
        status, data = (304, b"") if etag and etag == self.etag else (200, page.encode())
        return Fetched(url, self.moved_to, status, "text/html", None, data, self.etag, None)


@dataclass
class World:
    """An open database with everything that polls over it."""

    database: Database
    worker: Worker
    server: Server = field(default_factory=Server)
    now: datetime = START
    taken: list[str] = field(default_factory=list)
    """Titles, in the order in which they were taken in."""
    failing: dict[str, Exception] = field(default_factory=dict)
    """Titles that cannot be taken in."""
    before: Callable[[Entry], Awaitable[None]] | None = None
    settings: FeedSettings = field(default_factory=FeedSettings)
    limits: QuotaLimits = field(default_factory=QuotaLimits)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One article at a time is written, as in the library."""
    polling: FeedPoller = field(init=False)

    def __post_init__(self) -> None:
        self.polling = FeedPoller(
            store=Subscriptions(self.database),
            getter=self.server,
            parse=self._parse,
            take=self._take,
            clock=lambda: self.now,
            chance=random.Random(7),
            worker=self.worker,
            quota=Quota(self.limits, UsageStore(self.database)),
            settings=self.settings,
            refresh=self._refreshed,
        )

    async def _refreshed(self) -> None:
        """There is no index here."""

    async def _parse(self, raw: Raw) -> Listing:
        return await self.worker.run(read_listing, raw)

    async def _take(self, entry: Entry, scope: str) -> IngestItem:
        title = entry.hints.title or ""
        self.taken.append(title)
        if self.before:
            await self.before(entry)
        error, source = self.failing.get(title), entry.url or entry.id
        if isinstance(error, ZeroDivisionError):
            raise error  # a bug
        if error:
            return IngestItem(source, Result.FAILED, error=error)
        return IngestItem(source, Result.ADDED, await self._article(scope, source), title)

    async def _article(self, scope: str, key: str) -> int:
        articles = Articles(self.database)
        async with self.lock:
            if known := await articles.by_key(scope, key):
                return known.article_id
            async with self.database.transaction() as connection:
                draft = Draft(name=key, key=key, title=key, original=key, text=key)
                return await articles.insert(
                    connection, scope, draft, Hashes(key, draft_hash(draft)), self.now
                )

    async def subscribe(self, *items: str, url: str = URL, scope: str = "shared") -> PollResult:
        """As the library does it: the feed was fetched to see what it is."""
        self.server.pages[url] = rss(*items)
        fetched = await self.server.get(url)
        return await self.polling.subscribe(
            url, scope, "channel:1", await self._parse(Raw(url, fetched.data, url=url)), fetched
        )

    async def later(self, **pause: float) -> tuple[PollResult, ...]:
        """Poll what is due after a pause."""
        self.now += timedelta(**pause)
        return await self.polling.poll()

    async def feed(self) -> FeedInfo:
        (feed,) = await self.polling.all(scopes=["shared"])
        return feed

    def took(self) -> list[str]:
        """What was taken in since this was last asked."""
        taken, self.taken = self.taken, []
        return taken


@asynccontextmanager
async def opened(
    folder: Path, settings: FeedSettings | None = None, limits: QuotaLimits | None = None
) -> AsyncIterator[World]:
    async with open_database(folder / "dateline.db") as database, Worker("parser") as worker:
        yield World(database, worker, settings=settings or FeedSettings(), limits=limits or QuotaLimits())
