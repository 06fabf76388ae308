"""Takes in whatever a person names: files, folders, archives, addresses, feeds, sitemaps, lists of feeds.

What is asked of an ingest besides its sources.

The article that an address or an entry of a feed leads to.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import DatelineError, EmptyListing, IngestError
from ..reports import FeedInfo, IngestItem, IngestSummary, OnProgress, Progress, Result, unwatched
from ..text import content_hash, normalise, sentences, word_count
from ..types import SHARED_SCOPE, Draft, Raw, Unreadable
from ..workers.threads import Worker
from . import files
from .addresses import is_front, without_tracking
from .archives import is_container
from .article import Fits, Taking
from .feeds import FEEDS, Entry, Listing, ListingKind, looks_like_listing
from .feeds.announced import not_taken
from .feeds.polling import Polling
from .near_duplicates import has_nothing_of, holds, same_title
from .parsing import Parsing
from .quota import Room
from .readers import SUFFIXES, completed
from .web import Page, Web, unsupported


@dataclass(frozen=True, slots=True)
class Order:
    """What all steps of one batch know."""

    scope: str
    on_progress: OnProgress
    since: date | None = None
    """Entries of a sitemap before this day are left out."""
    notify: str | None = None
    """Who is told when a feed fails for long: an opaque string of the face."""


def one_counter(on_progress: OnProgress) -> OnProgress:
    """Hands on what is reported of a batch; what is reported inside one of its things (the passages of an article) only
    where the batch is that thing, and then nothing else. So whoever watches sees one counter."""
    batch: str | None = None
    total, inside = 0, False

    def handed_on(progress: Progress) -> None:
        nonlocal batch, total, inside
        batch = batch or progress.stage
        if progress.stage == batch:
            total = progress.total
            if inside and total <= 1:
                return
        elif total > 1:
            return
        else:
            inside = True
        on_progress(progress)

    return handed_on


_OWN_TEXT = "{problem}; this is the feed's own text"
_NO_PAGE = "the page could not be had ({problem})"
_ONE_PAGE = "several entries of the feed lead to one page"
_NO_ADDRESS = "the feed gives no address for it"
_TEASER = "the feed gives no address for it, and its text is no more than a teaser"
_NOT_THERE = "the page does not hold what the feed announced"
_LEAST_OWN_WORDS = 20
"""A feed's text with fewer words is a teaser, not an article."""
_TITLE_CHARACTERS = 100
"""Of a title that is made from the text, for an entry without one."""


class Linked:
    """Fetches pages and takes them in."""

    def __init__(self, taking: Taking, web: Web, worker: Worker) -> None:
        self._taking = taking
        self._web = web
        self._worker = worker

    async def announced(self, entry: Entry, scope: str) -> IngestItem:
        """What a feed announced, for polling it: a failure is an item too."""
        try:
            return await self.entry(entry, scope, unwatched)
        except DatelineError as error:
            return IngestItem(entry.url or entry.id, Result.FAILED, title=entry.hints.title, error=error)

    async def entry(self, entry: Entry, scope: str, on_progress: OnProgress) -> IngestItem:
        """The linked article in full. The entry's own text, which is said, where there is no page of its own, where the
        page cannot be had or is not what was announced, and the whole article is not here yet. Raises DatelineError."""
        own = await self._worker.run(_own_article, entry)
        if entry.url is None:
            if own is None:
                raise IngestError(entry.hints.title or entry.id, _TEASER)
            return await self._own(own, _NO_ADDRESS, scope, on_progress)
        if own is not None and entry.shares_page and (urlsplit(entry.url).fragment or is_front(entry.url)):
            return await self._own(own, _ONE_PAGE, scope, on_progress)
        fits = partial(_fitting, entry, own is not None)
        try:
            page = await self._web.get(entry.url, scope, entry.hints)
            return await self.page(page, entry.url, scope, on_progress, fits)
        except IngestError as error:
            if own is None or await self._is_here(entry.url, own.key, scope, fits):
                raise
            problem = error.problem if error.problem == _NOT_THERE else _NO_PAGE.format(problem=error.problem)
            return await self._own(own, problem, scope, on_progress)

    async def page(
        self, page: Page, source: str, scope: str, on_progress: OnProgress, fits: Fits | None = None
    ) -> IngestItem:
        """One article. Raises DatelineError, and what `fits` raises."""
        if page.raw is None:
            article_id = page.known.article_id if page.known else None
            if fits is not None and article_id is not None:
                await self._taking.check(article_id, fits)
            return IngestItem(source, Result.UNCHANGED, article_id)
        if not page.raw.name.endswith(SUFFIXES):
            raise unsupported(page)
        item = await self._taking.bytes(page.raw, source, scope, on_progress, fits)
        if item.article_id is not None:
            await self._web.led_to(page, item.article_id, scope)
        return item

    async def _own(self, own: Draft, problem: str, scope: str, on_progress: OnProgress) -> IngestItem:
        said = replace(own, warnings=(_OWN_TEXT.format(problem=problem),))
        return await self._taking.draft(said, own.name, scope, on_progress, exact=False)

    async def _is_here(self, url: str, key: str, scope: str, fits: Fits) -> bool:
        """Whether the announced article was read from its page before."""
        known = await self._web.known(url, scope)
        article_id = known.article_id if known else await self._taking.page_at(key, scope)
        try:
            if article_id is not None:
                await self._taking.check(article_id, fits)
        except IngestError:
            return False
        return article_id is not None


def _fitting(entry: Entry, has_own: bool, title: str, text: str) -> None:
    """Raises IngestError where the article, by its title and text, is not what the entry announced. An entry without a
    text of its own is not judged by what a publisher may have said in other words."""
    announced = entry.hints.title, entry.text
    found = (title, text)
    there = holds(found, *announced) if has_own else not has_nothing_of(found, *announced)
    if entry.shares_page and entry.hints.title and not same_title(entry.hints.title, title):
        there = False
    if not there:
        raise IngestError(entry.url or entry.id, _NOT_THERE)


def _own_article(entry: Entry) -> Draft | None:
    """The feed's own text as an article; None where it is no more than a teaser."""
    text, hints = normalise(entry.text or ""), entry.hints
    if word_count(text) < _LEAST_OWN_WORDS:
        return None
    url, key = without_tracking(entry.url) if entry.url else None, f"entry:{entry.id}"
    if entry.url and entry.shares_page:
        part = urlsplit(entry.url).fragment
        key = f"{url}#{part or content_hash(entry.id)[:16]}"
        url = f"{url}#{part}" if part else url
    elif url:
        key = url
    draft = Draft(entry.url or entry.id, key, hints.title or _first_words(text), original=text, text=text)
    return completed(draft, hints, url)


def _first_words(text: str) -> str:
    """A title for a text without one: its first sentence, or as much of it as a title may have."""
    first = sentences(text)[0]
    sentence = text[first.start : first.end].rstrip(".。")
    if len(sentence) <= _TITLE_CHARACTERS:
        return sentence
    cut = sentence[:_TITLE_CHARACTERS]
    return f"{cut.rsplit(' ', 1)[0]}…"


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
        refresh: Callable[[], Awaitable[object]],
    ) -> None:
        """`refresh` brings the index up to date; it runs at the end of every batch."""
        self._refresh = refresh
        self._taking = taking
        self._web = web
        self._linked = linked
        self._parsing = parsing
        self._polling = polling
        self._worker = worker
        self._max_bytes = max_bytes
        self._room = room

    async def sources(
        self,
        sources: Sequence[str | Path],
        *,
        scope: str = SHARED_SCOPE,
        since: date | None = None,
        notify: str | None = None,
        on_progress: OnProgress = unwatched,
    ) -> IngestSummary:
        """See `Library.ingest`. Raises StoreFull, before anything is done, where the files do not fit on the disk."""
        order = Order(scope, one_counter(on_progress), since, notify)
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
        return await self._batch(list({step.source: step for step in steps}.values()), order)

    async def upload(
        self,
        name: str,
        data: bytes,
        *,
        scope: str,
        notify: str | None = None,
        on_progress: OnProgress = unwatched,
    ) -> IngestSummary:
        """See `Library.ingest_upload`. The article is known by its URL or its title, because names of uploads repeat."""
        order = Order(scope, one_counter(on_progress), notify=notify)
        return await self._batch(
            [Step(name, partial(self._raw, Raw(name, data), name, order, DEEPEST))], order
        )

    async def drafts(
        self, drafts: Sequence[Draft], *, scope: str = SHARED_SCOPE, on_progress: OnProgress = unwatched
    ) -> IngestSummary:
        """See `Library.add`."""
        order = Order(scope, one_counter(on_progress))
        return await self._batch(
            [Step(each.name, partial(self._draft, each, order)) for each in drafts], order
        )

    async def _batch(self, steps: Sequence[Step], order: Order) -> IngestSummary:
        summary = await _batch(steps, order)
        await self._refresh()
        return summary

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
