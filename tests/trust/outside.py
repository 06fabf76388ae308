"""What is slow or lies outside of the library: a model, a disk, a name server, feeds that hang. It goes on, and what
nothing is wrong with is not held up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiohttp import web

from retrieval import Draft, FeedState, Result, Settings, open_library
from retrieval.store.database import Database
from tests.core_fakes import Clock, HashingEmbedder, open_small, prose
from tests.ingest.feed_samples import rss
from tests.web.server import Site

from .table import Kind

SLOW = 0.02
"""Seconds more for each call of the model, each transaction: many times what they take."""
AT_ONCE = 16
UNSAFE = (
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/admin",
    "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/",
    "http://[::ffff:127.0.0.1]/", "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "http://224.0.0.1/",
)  # fmt: skip


async def slow_model(folder: Path) -> int:
    """Questions are answered while articles are taken in."""
    embedder = HashingEmbedder()
    embedder.before = lambda texts: time.sleep(SLOW)
    return await _questions_beside_an_ingest(folder, embedder)


async def slow_disk(folder: Path) -> int:
    transaction = Database.transaction

    @asynccontextmanager
    async def slowly(self: Database) -> AsyncIterator[Any]:
        async with transaction(self) as connection:
            await asyncio.sleep(SLOW)
            yield connection

    with patch.object(Database, "transaction", slowly):
        return await _questions_beside_an_ingest(folder, HashingEmbedder())


async def _questions_beside_an_ingest(folder: Path, embedder: HashingEmbedder) -> int:
    async with open_small(folder, embedder) as library:
        drafts = [
            Draft("", f"key {number}", f"Story {number}", prose(number), prose(number)) for number in range(9)
        ]
        first = await library.add(drafts[:1])
        adding = asyncio.create_task(library.add(drafts[1:]))
        hits = await asyncio.gather(*(library.search(f"harbour {number}") for number in range(AT_ONCE)))
        summary = await adding
        assert all(hits), "a question found nothing"
        there = {each.id for each in (await library.articles.page(limit=100)).items}
        return len({item.article_id for item in (*first.items, *summary.items)} - there)


async def feeds_that_hang(folder: Path) -> int:
    """One that never answers, one that drips, one that answers with rubbish, among those that work."""
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(Site())
        fetch = {"allow_private_networks": True, "allowed_ports": [site.port], "timeout_seconds": 2}
        settings, clock = Settings.model_validate({"data_dir": folder, "fetch": fetch}), Clock()
        opening = open_library(settings, embedder=HashingEmbedder(), clock=clock)
        library = await stack.enter_async_context(opening)
        bad = {"/hangs": _hangs, "/drips": _drips, "/rubbish": _rubbish}
        good = ("/good/0", "/good/1", "/good/2")
        for path in (*good, *bad):
            await library.ingest([site.feed(path, rss(_entry(f"Story of {path}")))])
        for path in good:
            site.feed(path, rss(_entry(f"Story of {path}"), _entry(f"News of {path}")))
        for path, handler in bad.items():
            site.handle(path, handler)
        clock.now += timedelta(days=1)
        async with asyncio.timeout(120):
            polled = await library.feeds.poll()
        states = {result.feed.url: result.feed.state for result in polled}
        assert states.keys() == {site.url(path) for path in (*good, *bad)}
        assert {url for url, state in states.items() if state is FeedState.OK} >= {
            site.url(path) for path in good
        }
        titles = {each.title for each in (await library.articles.page(limit=100)).items}
        return len({f"News of {path}" for path in good} - titles)


def _entry(title: str) -> str:
    text = prose(len(title) + sum(map(ord, title)), 8).partition("\n\n")[2]
    return f"<guid isPermaLink='false'>{title}</guid><title>{title}</title><description>{text}</description>"


async def _hangs(request: web.BaseRequest) -> web.StreamResponse:
    await asyncio.sleep(600)
    return web.Response()


async def _drips(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    with suppress(ConnectionError):
        while True:
            await response.write(b"<")
            await asyncio.sleep(0.05)
    return response


async def _rubbish(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=bytes(range(256)) * 100, content_type="application/rss+xml")


async def _refused(folder: Path, url: str) -> int:
    async with open_small(folder) as library:
        (item,) = (await library.ingest([url])).items
        assert item.result is Result.FAILED
        assert item.error is not None
        return (await library.articles.page()).total


async def outside(folder: Path, times: int) -> list[Kind]:
    """So many of each, and every unsafe address once."""
    kinds = []
    for name, harm in (
        ("slow model", slow_model),
        ("slow disk", slow_disk),
        ("feeds that hang", feeds_that_hang),
    ):
        kind = Kind(name)
        for number in range(times):
            await kind.counted(harm(folder / f"{name} {number}"))
        kinds.append(kind)
    dead, unsafe = Kind("name server that knows nothing"), Kind("addresses inside the network")
    for number in range(times):
        await dead.counted(_refused(folder / "dns", f"http://no-such-name-{number}.invalid/"))
    for url in UNSAFE[: max(3, times * 5)]:
        await unsafe.counted(_refused(folder / "unsafe", url))
    return [*kinds, dead, unsafe]
