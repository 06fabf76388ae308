"""Takes in whatever a person names: files, folders, archives, addresses, feeds, sitemaps, lists of feeds."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from ..errors import DatelineError, EmptyListing, IngestError
from ..text import normalise
from ..threads import Worker
from ..types import Draft, IngestItem, IngestSummary, OnProgress, Progress, Raw, Result
from . import files
from .containers import Unreadable, is_container
from .listings import Entry, Listing, ListingKind, looks_like_listing
from .parsing import Parsing
from .polling import Polling
from .taking import Taken, Taking
from .web import Page, Web, unsupported

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
DEEPEST = 3
"""Lists within lists (a sitemap index, an OPML file of feeds): no honest site nests more."""
_OWN_TEXT = "the page could not be had ({problem}); this is the feed's own text"
_LEAST_OWN_WORDS = 25
"""A feed's text with fewer words is a teaser, not an article."""


@dataclass(frozen=True, slots=True)
class Order:
    """What all steps of one batch know."""

    scope: str
    on_progress: OnProgress
    since: date | None = None
    """Entries of a sitemap before this day are left out."""
    notify: str | None = None
    """Who is told when a feed fails for long: an opaque string of the face."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step brought, and the steps that it led to."""

    taken: tuple[Taken, ...] = ()
    more: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to take in, and what it is called. `run` raises DatelineError."""

    source: str
    run: Callable[[], Awaitable[Done]]


class Ingest:
    """A bad input is an item with its error; the rest of the batch goes on."""

    def __init__(self, *, taking: Taking, web: Web, parsing: Parsing, polling: Polling, worker: Worker, max_bytes: int) -> None:
        self._taking = taking
        self._web = web
        self._parsing = parsing
        self._polling = polling
        self._worker = worker
        self._max_bytes = max_bytes

    async def sources(self, sources: Sequence[str | Path], order: Order) -> IngestSummary:
        """Addresses, files and folders, in order."""
        steps: list[Step] = []
        for source in sources:
            if _ADDRESS.match(str(source)):
                steps.append(Step(str(source), partial(self._address, str(source), order, DEEPEST)))
            else:
                steps += await self._files(Path(source), order)
        return await self._batch(steps, order)

    async def upload(self, name: str, data: bytes, order: Order) -> IngestSummary:
        """One attachment; it is known by its URL or its title, because names of uploads repeat."""
        return await self._batch([Step(name, partial(self._raw, Raw(name, data), name, order, DEEPEST))], order)

    async def drafts(self, drafts: Sequence[Draft], order: Order) -> IngestSummary:
        """Articles that a program holds, in order."""
        steps = [Step(each.name, partial(self._draft, each, order)) for each in drafts]
        return await self._batch(steps, order)

    async def entry(self, entry: Entry, scope: str) -> IngestItem:
        """What a feed announced: the linked article in full, or else the feed's own text, which is said."""
        order = Order(scope, _unwatched)
        try:
            return (await self._announced(entry, order)).taken[0].item
        except DatelineError as error:
            return IngestItem(entry.url or entry.id, Result.FAILED, title=entry.hints.title, error=error)

    async def _batch(self, steps: Sequence[Step], order: Order) -> IngestSummary:
        started = time.monotonic()
        waiting = deque(steps)
        taken: list[Taken] = []
        done = 0
        while waiting:
            order.on_progress(Progress("ingesting", done, done + len(waiting)))
            step = waiting.popleft()
            try:
                result = await step.run()
                taken += result.taken
                waiting.extendleft(reversed(result.more))
            except DatelineError as error:
                taken.append(Taken(IngestItem(step.source, Result.FAILED, error=error)))
            done += 1
        order.on_progress(Progress("ingesting", done, done))
        return IngestSummary(
            tuple(each.item for each in taken),
            sum(each.passages for each in taken),
            time.monotonic() - started,
            sum(each.embedded for each in taken),
        )

    async def _files(self, path: Path, order: Order) -> list[Step]:
        found = await self._worker.run(files.expand, [path])
        return [Step(file.shown, partial(self._file, file, order)) for file in found]

    async def _file(self, file: files.FileInput, order: Order) -> Done:
        if file.error is not None:
            raise file.error
        data = await self._worker.run(files.read_bytes, file.path, self._max_bytes)
        return await self._raw(Raw(file.name, data, file.key), file.shown, order, DEEPEST)

    async def _raw(self, raw: Raw, source: str, order: Order, depth: int) -> Done:
        """Bytes that hold one article, many, or a list of addresses."""
        if is_container(raw):
            members = await self._parsing.members(raw)
            return Done(more=tuple(self._member(each, source, order) for each in members))
        if looks_like_listing(raw):
            listing = await self._parsing.listing(raw)
            return self._listed(listing, source, order, depth)
        return Done((await self._taking.bytes(raw, source, order.scope, order.on_progress),))

    def _member(self, member: Raw | Unreadable, source: str, order: Order) -> Step:
        name = f"{source} › {member.name}"
        if isinstance(member, Unreadable):
            return Step(name, partial(_failing, member.error))
        return Step(name, partial(self._raw, member, name, order, 1))

    async def _address(self, url: str, order: Order, depth: int) -> Done:
        page = await self._web.get(url, order.scope)
        if page.raw is None:
            return Done((Taken(IngestItem(url, Result.UNCHANGED, page.known and page.known.article_id)),))
        if not looks_like_listing(page.raw):
            return await self._page(page, url, order)
        listing = await self._parsing.listing(page.raw)
        if listing.kind is ListingKind.FEED:
            result = await self._polling.subscribe(url, order.scope, order.notify, listing, page.fetched)
            return Done(tuple(map(Taken, result.items)))
        return self._listed(listing, url, order, depth)

    async def _page(self, page: Page, source: str, order: Order) -> Done:
        """One article, or an archive of them, at an address."""
        if page.raw is None:
            raise unsupported(page)
        if is_container(page.raw):
            return await self._raw(page.raw, source, order, 1)
        if not page.raw.name.endswith(files.SUFFIXES):
            raise unsupported(page)
        taken = await self._taking.bytes(page.raw, source, order.scope, order.on_progress)
        if taken.item.article_id is not None:
            await self._web.led_to(page, taken.item.article_id, order.scope)
        return Done((taken,))

    def _listed(self, listing: Listing, source: str, order: Order, depth: int) -> Done:
        """Steps for the entries of a list; those of a sitemap only since the asked day."""
        if depth <= 0:
            raise IngestError(source, "it is a list within lists within lists")
        kept = [entry for entry in listing.entries if _is_wanted(entry, order.since)]
        if not kept:
            raise EmptyListing(source, order.since)
        if listing.kind is ListingKind.FEED or listing.kind is ListingKind.SITEMAP:
            steps = [Step(entry.url or entry.id, partial(self._announced, entry, order)) for entry in kept]
        else:
            steps = [Step(entry.url or "", partial(self._address, entry.url or "", order, depth - 1)) for entry in kept]
        return Done(more=tuple(steps))

    async def _announced(self, entry: Entry, order: Order) -> Done:
        """The article that a list points at. Raises DatelineError."""
        try:
            if entry.url is None:
                raise IngestError(entry.id, "it has no address")
            page = await self._web.get(entry.url, order.scope, entry.hints)
            if page.raw is None:
                item = IngestItem(entry.url, Result.UNCHANGED, page.known and page.known.article_id)
                return Done((Taken(item),))
            return await self._page(page, entry.url, order)
        except IngestError as error:
            own = _own_article(entry, error)
            if own is None or await self._taking.has(own.key, order.scope):
                raise
            return Done((await self._taking.draft(own, own.name, order.scope, order.on_progress),))

    async def _draft(self, draft: Draft, order: Order) -> Done:
        return Done((await self._taking.draft(draft, draft.name, order.scope, order.on_progress),))


def _own_article(entry: Entry, error: IngestError) -> Draft | None:
    """The feed's own text as an article; None where it is no more than a teaser."""
    text = normalise(entry.text or "")
    if len(text.split()) < _LEAST_OWN_WORDS or not entry.hints.title:
        return None
    hints = entry.hints
    url = cleaned(entry.url) if entry.url else None
    return Draft(
        name=entry.url or entry.id,
        key=url or f"entry:{entry.id}",
        title=hints.title or "",
        original=text,
        text=text,
        url=url,
        byline=hints.byline,
        publisher=hints.publisher,
        published_at=hints.published_at,
        date_origin="feed" if hints.published_at else None,
        updated_at=hints.updated_at,
        warnings=(_OWN_TEXT.format(problem=error.problem),),
    )


def _is_wanted(entry: Entry, since: date | None) -> bool:
    """Undated entries are not wanted where a day is asked for."""
    stated = entry.hints.updated_at or entry.hints.published_at
    return since is None or bool(stated and stated[:10] >= since.isoformat())


async def _failing(error: DatelineError) -> Done:
    raise error


def _unwatched(progress: Progress) -> None:
    """Nobody looks on."""
