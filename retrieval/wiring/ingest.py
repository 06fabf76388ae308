"""Wires everything that brings articles in: fetching, reading, planning, writing, polling, reading again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial

from ..config import Settings
from ..index.sync import IndexSync
from ..ingest.archives import ArchiveLimits as Unpacking
from ..ingest.article import ArticleIngest
from ..ingest.exported import ExportIngest
from ..ingest.feeds.polling import FeedPoller
from ..ingest.fetch.fetch import Fetcher
from ..ingest.fetch.guard import FetchRules
from ..ingest.fetch.response import Getter
from ..ingest.parsing import Parsing
from ..ingest.passages import PassageEmbedder
from ..ingest.pipeline import Ingest, PageIngest
from ..ingest.quota import DiskSpace, Quota, QuotaLimits
from ..ingest.reindex import Reindex
from ..ingest.rollback import Rollback
from ..ingest.web import Web
from ..ingest.writer import ArticleWriter
from ..store.articles import Articles
from ..store.audit_log import AuditLog
from ..store.backup.rows import Rows
from ..store.changes import ChangeFeed
from ..store.database import Database
from ..store.feeds import Addresses, Subscriptions
from ..store.news.feed_posts import FeedPostStore
from ..store.news.versions import Versions
from ..store.passages import Passages
from ..store.reindexes import Reindexes
from ..store.scopes import UsageStore
from ..store.stories import Stories
from ..workers.process import ProcessWorker
from ..workers.telemetry import Telemetry, Timer, timing
from ..workers.threads import Worker

NICENESS = 15
"""Of the process that reads files, where answers go first. At 5 the answers took twice as long while files were read."""
_STORED = {field.name for field in fields(QuotaLimits)}


@dataclass(frozen=True, slots=True)
class Stores:
    """The repositories over one open database."""

    database: Database
    articles: Articles
    passages: Passages
    change_feed: ChangeFeed
    stories: Stories
    versions: Versions
    addresses: Addresses
    subscriptions: Subscriptions
    reindexes: Reindexes

    @classmethod
    def over(cls, database: Database) -> Stores:
        return cls(
            database,
            Articles(database),
            Passages(database),
            ChangeFeed(database),
            Stories(database),
            Versions(database),
            Addresses(database),
            Subscriptions(database),
            Reindexes(database),
        )


@dataclass(frozen=True, slots=True)
class Intake:
    """What the library hands its orders for articles to."""

    writer: ArticleWriter
    ingest: Ingest
    polling: FeedPoller
    reindex: Reindex


@asynccontextmanager
async def open_intake(
    settings: Settings,
    stores: Stores,
    embedder: PassageEmbedder,
    index: IndexSync,
    parser: Worker,
    clock: Callable[[], datetime],
    *,
    answers_first: bool,
    telemetry: Telemetry | None = None,
) -> AsyncIterator[Intake]:
    """Opens the connections to the web and to the process that reads documents, both when they are first needed."""
    given = settings.ingest
    quota = Quota(QuotaLimits(**settings.quota.model_dump(include=_STORED)), UsageStore(stores.database))
    child = ProcessWorker(
        seconds=given.parse_seconds,
        memory_mib=given.parse_memory_mib,
        niceness=NICENESS if answers_first else 0,
    )
    timer: Timer = nullcontext if telemetry is None else partial(timing, telemetry)
    parsing = _parsing(settings, child, timer)
    lock = asyncio.Lock()  # ingest and reindex write articles, one at a time between them
    writer = ArticleWriter(
        database=stores.database,
        articles=stores.articles,
        passages=stores.passages,
        stories=stores.stories,
        addresses=stores.addresses,
        change_feed=stores.change_feed,
        embedder=embedder,
        quota=quota,
        worker=parser,
        clock=clock,
    )
    reindex = _reindex(settings, stores, writer, embedder, index, parsing, parser, lock, clock)
    async with Fetcher(FetchRules(**settings.fetch.model_dump())) as fetcher, child:
        articles = _article_ingest(settings, stores, writer, embedder, parsing, parser, quota, lock, timer)
        ingest, polling = _ingest(
            settings, stores, writer, articles, parsing, parser, fetcher, quota, index, clock, timer
        )
        yield Intake(writer, ingest, polling, reindex)


def _parsing(settings: Settings, child: ProcessWorker, timer: Timer) -> Parsing:
    return Parsing(
        child,
        _unpacking(settings),
        settings.ingest.max_pages,
        settings.feeds.max_entries,
        settings.quota.article_characters,
        timer,
    )


def _unpacking(settings: Settings) -> Unpacking:
    quota = settings.quota
    return Unpacking(
        settings.ingest.max_file_bytes,
        quota.unpacked_bytes,
        quota.unpacked_files,
        quota.unpacked_lines,
        quota.unpacked_depth,
    )


def _reindex(
    settings: Settings,
    stores: Stores,
    writer: ArticleWriter,
    embedder: PassageEmbedder,
    index: IndexSync,
    parsing: Parsing,
    parser: Worker,
    lock: asyncio.Lock,
    clock: Callable[[], datetime],
) -> Reindex:
    rollback = Rollback(
        database=stores.database,
        reindexes=stores.reindexes,
        writer=writer,
        index=index,
        lock=lock,
        clock=clock,
    )
    return Reindex(
        database=stores.database,
        articles=stores.articles,
        passages=stores.passages,
        change_feed=stores.change_feed,
        reindexes=stores.reindexes,
        rollback=rollback,
        writer=writer,
        embedder=embedder,
        index=index,
        parsing=parsing,
        parser=parser,
        words=settings.passages.words,
        lock=lock,
        clock=clock,
    )


def _article_ingest(
    settings: Settings,
    stores: Stores,
    writer: ArticleWriter,
    embedder: PassageEmbedder,
    parsing: Parsing,
    parser: Worker,
    quota: Quota,
    lock: asyncio.Lock,
    timer: Timer,
) -> ArticleIngest:
    return ArticleIngest(
        articles=stores.articles,
        change_feed=stores.change_feed,
        writer=writer,
        embedder=embedder,
        parsing=parsing,
        worker=parser,
        words=settings.passages.words,
        max_bytes=settings.ingest.max_file_bytes,
        quota=quota,
        disk=DiskSpace(settings.data_dir),
        lock=lock,
        timer=timer,
    )


def _ingest(
    settings: Settings,
    stores: Stores,
    writer: ArticleWriter,
    articles: ArticleIngest,
    parsing: Parsing,
    parser: Worker,
    getter: Getter,
    quota: Quota,
    index: IndexSync,
    clock: Callable[[], datetime],
    timer: Timer,
) -> tuple[Ingest, FeedPoller]:
    web = Web(getter, stores.addresses, writer, timer)
    pages = PageIngest(articles, web, parser)
    polling = FeedPoller(
        store=stores.subscriptions,
        getter=getter,
        parse=parsing.listing,
        take=pages.announced,
        worker=parser,
        quota=quota,
        clock=clock,
        chance=random.Random(),  # noqa: S311  # spreads requests in time, keeps no secret
        settings=settings.feeds,
        refresh=index.refresh,
        timer=timer,
    )
    ingest = Ingest(
        articles=articles,
        web=web,
        pages=pages,
        parsing=parsing,
        polling=polling,
        exports=_exports(stores, articles, parser, clock),
        worker=parser,
        max_bytes=settings.ingest.max_file_bytes,
        disk=DiskSpace(settings.data_dir),
        refresh=index.refresh,
        timer=timer,
    )
    return ingest, polling


def _exports(
    stores: Stores, articles: ArticleIngest, parser: Worker, clock: Callable[[], datetime]
) -> ExportIngest:
    return ExportIngest(
        ingest=articles,
        rows=Rows(stores.database),
        subscriptions=stores.subscriptions,
        feed_posts=FeedPostStore(stores.database, clock),
        audit_log=AuditLog(stores.database, clock),
        worker=parser,
        clock=clock,
    )
