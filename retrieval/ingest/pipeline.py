"""Takes in whatever a person names: files, folders, archives, addresses, feeds, sitemaps, lists of feeds."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ..errors import DatelineError, EmptyListing, IngestError
from ..types import Draft, FeedInfo, IngestItem, IngestSummary, Progress, Raw, Result, Unreadable
from ..workers.threads import Worker
from . import files
from .archives import is_container
from .article import Taking
from .feeds import FEEDS, Entry, Listing, ListingKind, looks_like_listing
from .feeds.announced import not_taken
from .feeds.polling import Polling
from .linked import Linked
from .order import Order
from .parsing import Parsing
from .room import Room
from .web import Page, Web

_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
DEEPEST = 3
"""Lists within lists (a sitemap index, an OPML file of feeds): no honest site nests more."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step brought, and the steps that it led to."""

    items: tuple[IngestItem, ...] = ()
    more: Iterable[Step] = ()
    """Made one by one: an archive may hold many."""
    steps: int = 0
    """How many there are in `more`."""
    feeds: tuple[FeedInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to take in, and what it is called. `run` raises DatelineError."""

    source: str
    run: Callable[[], Awaitable[Done]]


class Ingest:
    """A bad input is an item with its error; the rest of the batch goes on."""

    def __init__(
        self,
        *,
        taking: Taking,
        web: Web,
        linked: Linked,
        parsing: Parsing,
        polling: Polling,
        worker: Worker,
        max_bytes: int,
        room: Room,
    ) -> None:
        self._taking = taking
        self._web = web
        self._linked = linked
        self._parsing = parsing
        self._polling = polling
        self._worker = worker
        self._max_bytes = max_bytes
        self._room = room

    async def sources(self, sources: Sequence[str | Path], order: Order) -> IngestSummary:
        """Addresses, files and folders, in order. Raises StoreFull, before anything is done, where the files do not
        fit on the disk."""
        steps: list[Step] = []
        size = 0
        for source in sources:
            if _ADDRESS.match(str(source)):
                steps.append(Step(str(source), partial(self._address, str(source), order, DEEPEST)))
            else:
                found = await self._worker.run(files.expand, [Path(source)])
                steps += [Step(file.shown, partial(self._file, file, order)) for file in found]
                size += await self._worker.run(files.total_size, found)
        if size:
            await self._worker.run(self._room.check, size)
        return await _batch(list({step.source: step for step in steps}.values()), order)

    async def upload(self, name: str, data: bytes, order: Order) -> IngestSummary:
        """One attachment; it is known by its URL or its title, because names of uploads repeat."""
        return await _batch([Step(name, partial(self._raw, Raw(name, data), name, order, DEEPEST))], order)

    async def drafts(self, drafts: Sequence[Draft], order: Order) -> IngestSummary:
        """Articles that a program holds, in order."""
        return await _batch([Step(each.name, partial(self._draft, each, order)) for each in drafts], order)

    async def _file(self, file: files.FileInput, order: Order) -> Done:
        if file.error is not None:
            raise file.error
        data = await self._worker.run(files.read_bytes, file.path, self._max_bytes)
        return await self._raw(Raw(file.name, data, file.key), file.shown, order, DEEPEST)

    async def _raw(self, raw: Raw, source: str, order: Order, depth: int) -> Done:
        """Bytes that hold one article, many, or a list of addresses."""
        if is_container(raw.name):
            members = await self._parsing.members(raw)
            return Done(more=(self._member(each, order, depth - 1) for each in members), steps=len(members))
        if looks_like_listing(raw):
            return self._listed(await self._parsing.listing(raw), source, order, depth)
        return Done((await self._taking.bytes(raw, source, order.scope, order.on_progress),))

    def _member(self, member: Raw | Unreadable, order: Order, depth: int) -> Step:
        if isinstance(member, Unreadable):
            return Step(member.name, partial(_failing, member.error))
        return Step(member.name, partial(self._raw, member, member.name, order, depth))

    async def _address(self, url: str, order: Order, depth: int) -> Done:
        page = await self._web.get(url, order.scope)
        if page.raw is not None and is_container(page.raw.name):
            return await self._raw(page.raw, url, order, depth)
        if page.raw is None or not looks_like_listing(page.raw):
            return Done((await self._linked.page(page, url, order.scope, order.on_progress),))
        listing = await self._parsing.listing(page.raw)
        if listing.kind in FEEDS:
            return await self._feed(url, page, listing, order)
        return self._listed(listing, url, order, depth)

    async def _feed(self, url: str, page: Page, listing: Listing, order: Order) -> Done:
        """Subscribe to it, and take its newest articles."""
        result = await self._polling.subscribe(url, order.scope, order.notify, listing, page.fetched)
        return Done(result.items, feeds=(result.feed,))

    def _listed(self, listing: Listing, source: str, order: Order, depth: int) -> Done:
        """Steps for the entries of a list; those of a sitemap only since the asked day."""
        if depth <= 0:
            raise IngestError(source, "it is a list within lists within lists")
        since = order.since if listing.kind in (ListingKind.SITEMAP, ListingKind.SITEMAP_INDEX) else None
        kept = [entry for entry in listing.entries if _is_wanted(entry, since)]
        if not kept:
            raise EmptyListing(source, since)
        if listing.kind in FEEDS or listing.kind is ListingKind.SITEMAP:
            entries = (Step(entry.url or entry.id, partial(self._entry, entry, order)) for entry in kept)
            return Done(tuple(not_taken(listing, source)), more=entries, steps=len(kept))
        urls = [entry.url for entry in kept if entry.url]
        pages = (Step(url, partial(self._address, url, order, depth - 1)) for url in urls)
        return Done(more=pages, steps=len(urls))

    async def _entry(self, entry: Entry, order: Order) -> Done:
        return Done((await self._linked.entry(entry, order.scope, order.on_progress),))

    async def _draft(self, draft: Draft, order: Order) -> Done:
        return Done((await self._taking.draft(draft, draft.name, order.scope, order.on_progress),))


async def _batch(steps: Sequence[Step], order: Order) -> IngestSummary:
    """Step after step; what a step leads to comes next."""
    started = time.monotonic()
    waiting = [iter(steps)]
    items: list[IngestItem] = []
    feeds: list[FeedInfo] = []
    done, known = 0, len(steps)
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            continue
        order.on_progress(Progress("ingesting", done, known))
        try:
            result = await step.run()
            items += result.items
            feeds += result.feeds
            waiting.append(iter(result.more))
            known += result.steps
        except DatelineError as error:
            items.append(IngestItem(step.source, Result.FAILED, error=error))
        done += 1
        await asyncio.sleep(0)  # a step that waits for nothing must not keep others waiting
    order.on_progress(Progress("ingesting", done, done))
    return IngestSummary(tuple(items), time.monotonic() - started, tuple(feeds))


def _is_wanted(entry: Entry, since: date | None) -> bool:
    """Undated entries are not wanted where a day is asked for."""
    stated = entry.hints.updated_at or entry.hints.published_at
    return since is None or bool(stated and stated[:10] >= since.isoformat())


async def _failing(error: Exception) -> Done:
    raise error
