"""From what a person names to articles: files, folders, archives, addresses, feeds, sitemaps, lists of feeds.

`Ingest` works through a job item by item: an item gives an article, or further items (the members of an archive, the
entries of a feed). `PageIngest` fetches the page that an address or an entry of a feed leads to, and takes it in.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import DatelineError, EmptyListing, IngestError
from ..reports import FeedInfo, IngestItem, IngestSummary, OnProgress, Progress, Result, unwatched
from ..text import content_hash, normalise, sentences, word_count
from ..types import SHARED_SCOPE, Draft, Raw, Unreadable
from ..workers.telemetry import IngestStage, Timer
from ..workers.threads import Worker
from . import files
from .addresses import is_front, without_tracking
from .archives import is_container
from .article import TOGETHER, TOGETHER_BYTES, ArticleIngest, Fits, Given
from .exported import ExportIngest, Line
from .feeds import FEEDS, Entry, Listing, ListingKind, looks_like_listing
from .feeds.decisions import not_taken
from .feeds.polling import FeedPoller
from .formats import SUFFIXES, completed
from .near_duplicates import is_unrelated, matches_announcement, same_title
from .parsing import Parsing
from .quota import DiskSpace
from .web import Page, Web, unsupported


@dataclass(frozen=True, slots=True)
class IngestJob:
    """What is asked of an ingest besides its sources; every item of it knows it."""

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


@dataclass(eq=False, repr=False)
class PageIngest:
    """Fetches the page behind an address or an entry of a feed, and takes its article in."""

    articles: ArticleIngest
    web: Web
    worker: Worker

    async def announced(self, entry: Entry, scope: str) -> IngestItem:
        """Takes in an entry of a polled feed. A failure is an item too."""
        try:
            return await self.entry(entry, scope, unwatched)
        except DatelineError as error:
            return IngestItem(entry.url or entry.id, Result.FAILED, title=entry.hints.title, error=error)

    async def entry(self, entry: Entry, scope: str, on_progress: OnProgress) -> IngestItem:
        """Takes in the linked article in full. The entry's own text counts, with a warning, where there is no page of its
        own, and where the page cannot be had or is not what was announced and the whole article is not here yet. Raises
        DatelineError."""
        own = await self.worker.run(_own_article, entry)
        if entry.url is None:
            if own is None:
                raise IngestError(entry.hints.title or entry.id, _TEASER)
            return await self._own(own, _NO_ADDRESS, scope, on_progress)
        if own is not None and entry.shares_page and (urlsplit(entry.url).fragment or is_front(entry.url)):
            return await self._own(own, _ONE_PAGE, scope, on_progress)
        fits = partial(_check_fits, entry, own is not None)
        try:
            page = await self.web.get(entry.url, scope, entry.hints)
            return await self.page(page, entry.url, scope, on_progress, fits)
        except IngestError as error:
            if own is None or await self._is_here(entry.url, own.key, scope, fits):
                raise
            problem = error.problem if error.problem == _NOT_THERE else _NO_PAGE.format(problem=error.problem)
            return await self._own(own, problem, scope, on_progress)

    async def page(
        self, page: Page, source: str, scope: str, on_progress: OnProgress, fits: Fits | None = None
    ) -> IngestItem:
        """Takes in the article of a page that was fetched. Raises DatelineError, and what `fits` raises."""
        if page.raw is None:
            article_id = page.known.article_id if page.known else None
            if fits is not None and article_id is not None:
                await self.articles.check_stored(article_id, fits)
            return IngestItem(source, Result.UNCHANGED, article_id)
        if not page.raw.name.endswith(SUFFIXES):
            raise unsupported(page)
        item = await self.articles.ingest_bytes(page.raw, source, scope, on_progress, fits)
        if item.article_id is not None:
            await self.web.remember(page, item.article_id, scope)
        return item

    async def _own(self, own: Draft, problem: str, scope: str, on_progress: OnProgress) -> IngestItem:
        said = replace(own, warnings=(_OWN_TEXT.format(problem=problem),))
        return await self.articles.ingest_draft(said, own.name, scope, on_progress, exact=False)

    async def _is_here(self, url: str, key: str, scope: str, fits: Fits) -> bool:
        """Whether the announced article was read from its page before."""
        known = await self.web.known(url, scope)
        article_id = known.article_id if known else await self.articles.page_at(key, scope)
        try:
            if article_id is not None:
                await self.articles.check_stored(article_id, fits)
        except IngestError:
            return False
        return article_id is not None


def _check_fits(entry: Entry, has_own: bool, title: str, text: str) -> None:
    """Raises IngestError where the article, by its title and text, is not what the entry announced. An entry without a
    text of its own is not judged by what a publisher may have said in other words."""
    announced = entry.hints.title, entry.text
    found = (title, text)
    there = matches_announcement(found, *announced) if has_own else not is_unrelated(found, *announced)
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
class WorkResult:
    """What an item of work gave, and the items that it led to."""

    items: tuple[IngestItem, ...] = ()
    more: Iterable[WorkItem] = ()
    """Made one by one: an archive may hold many."""
    count: int = 0
    """How many there are in `more`."""
    feeds: tuple[FeedInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to take in, and what it is called. `run` raises DatelineError; an article that it gives only as bytes is
    taken in together with those that come after it."""

    source: str
    run: Callable[[], Awaitable[WorkResult | IngestItem | Given]]


@dataclass(kw_only=True, eq=False, repr=False)
class Ingest:
    """Runs jobs. A bad input becomes an item with its error, and the rest of the job goes on."""

    articles: ArticleIngest
    web: Web
    pages: PageIngest
    parsing: Parsing
    polling: FeedPoller
    exports: ExportIngest
    worker: Worker
    max_bytes: int
    disk: DiskSpace
    refresh: Callable[[], Awaitable[object]]
    """Brings the index up to date; it runs at the end of every job."""
    timer: Timer = nullcontext

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
        job = IngestJob(scope, one_counter(on_progress), since, notify)
        work: list[WorkItem] = []
        size = 0
        for source in sources:
            if _ADDRESS.match(str(source)):
                work.append(WorkItem(str(source), partial(self._address, str(source), job, DEEPEST)))
            else:
                found = await self.worker.run(files.expand, [Path(source)])
                work += [WorkItem(file.shown, partial(self._file, file, job)) for file in found]
                size += await self.worker.run(files.total_size, found)
        if size:
            await self.worker.run(self.disk.check, size)
        return await self._done(list({item.source: item for item in work}.values()), job)

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
        job = IngestJob(scope, one_counter(on_progress), notify=notify)
        raw = partial(self._raw, Raw(name, data), name, job, DEEPEST)
        return await self._done([WorkItem(name, raw)], job)

    async def drafts(
        self, drafts: Sequence[Draft], *, scope: str = SHARED_SCOPE, on_progress: OnProgress = unwatched
    ) -> IngestSummary:
        """See `Library.add`."""
        job = IngestJob(scope, one_counter(on_progress))
        ingest = self.articles.ingest_draft
        work = [
            WorkItem(each.name, partial(ingest, each, each.name, scope, job.on_progress)) for each in drafts
        ]
        return await self._done(work, job)

    async def _done(self, work: Sequence[WorkItem], job: IngestJob) -> IngestSummary:
        summary = await _Progressing(self.articles, job).through(work)
        with self.timer(IngestStage.INDEXING):
            await self.refresh()
        return summary

    async def _file(self, file: files.FileInput, job: IngestJob) -> WorkResult | Given:
        if file.error is not None:
            raise file.error
        if file.exported:
            return await self._exported(file.path, job)
        data = await self.worker.run(files.read_bytes, file.path, self.max_bytes)
        return await self._raw(Raw(file.name, data, file.key), file.shown, job, DEEPEST)

    async def _exported(self, path: Path, job: IngestJob) -> WorkResult:
        """The lines of an export, which say themselves into which scopes they go."""
        lines = await self.exports.lines(path)

        async def taken(line: Line) -> WorkResult:
            item = await self.exports.take_in(path, line, job.on_progress)
            return WorkResult((item,) if item else ())

        more = (WorkItem(f"{path.name} line {line.number}", partial(taken, line)) for line in lines)
        return WorkResult(more=more, count=len(lines))

    async def _raw(self, raw: Raw, source: str, job: IngestJob, depth: int) -> WorkResult | Given:
        """Bytes that hold one article, many, or a list of addresses."""
        if is_container(raw.name):
            members = await self.parsing.members(raw)
            return WorkResult(
                more=(self._member(each, job, depth - 1) for each in members), count=len(members)
            )
        if looks_like_listing(raw):
            return self._listed(await self.parsing.listing(raw), source, job, depth)
        return Given(raw, source)

    def _member(self, member: Raw | Unreadable, job: IngestJob, depth: int) -> WorkItem:
        if isinstance(member, Unreadable):
            return WorkItem(member.name, partial(_failing, member.error))
        return WorkItem(member.name, partial(self._raw, member, member.name, job, depth))

    async def _address(self, url: str, job: IngestJob, depth: int) -> WorkResult | IngestItem | Given:
        """The page's article, what its archive or list names, or a subscription to a feed with its newest articles."""
        page = await self.web.get(url, job.scope)
        if page.raw is not None and is_container(page.raw.name):
            return await self._raw(page.raw, url, job, depth)
        if page.raw is None or not looks_like_listing(page.raw):
            return await self.pages.page(page, url, job.scope, job.on_progress)
        listing = await self.parsing.listing(page.raw)
        if listing.kind in FEEDS:
            result = await self.polling.subscribe(url, job.scope, job.notify, listing, page.fetched)
            return WorkResult(result.items, feeds=(result.feed,))
        return self._listed(listing, url, job, depth)

    def _listed(self, listing: Listing, source: str, job: IngestJob, depth: int) -> WorkResult:
        """Items for the entries of a list; those of a sitemap only since the asked day."""
        if depth <= 0:
            raise IngestError(source, "it is a list within lists within lists")
        since = job.since if listing.kind in (ListingKind.SITEMAP, ListingKind.SITEMAP_INDEX) else None
        kept = [entry for entry in listing.entries if _is_wanted(entry, since)]
        if not kept:
            raise EmptyListing(source, since)
        if listing.kind in FEEDS or listing.kind is ListingKind.SITEMAP:
            entries = (
                WorkItem(entry.url or entry.id, partial(self.pages.entry, entry, job.scope, job.on_progress))
                for entry in kept
            )
            return WorkResult(tuple(not_taken(listing, source)), more=entries, count=len(kept))
        urls = [entry.url for entry in kept if entry.url]
        pages = (WorkItem(url, partial(self._address, url, job, depth - 1)) for url in urls)
        return WorkResult(more=pages, count=len(urls))


class _Progressing:
    """A job at work: item after item; what an item leads to comes next. Small articles are taken in a few at a time, and
    count as done when they are stored."""

    def __init__(self, articles: ArticleIngest, job: IngestJob) -> None:
        self._articles = articles
        self._job = job
        self._items: list[IngestItem] = []
        self._feeds: list[FeedInfo] = []
        self._waiting: list[Given] = []
        self._done = 0
        self._reported: Progress | None = None

    async def through(self, work: Sequence[WorkItem]) -> IngestSummary:
        started = time.monotonic()
        iterators = [iter(work)]
        known = len(work)
        while iterators:
            item = next(iterators[-1], None)
            if item is None:
                iterators.pop()
                continue
            self._report(known)
            try:
                result = await item.run()
            except DatelineError as error:
                await self._finish(WorkResult((IngestItem(item.source, Result.FAILED, error=error),)))
            else:
                if isinstance(result, Given):
                    await self._join(result)
                else:
                    result = WorkResult((result,)) if isinstance(result, IngestItem) else result
                    await self._finish(result)
                    iterators.append(iter(result.more))
                    known += result.count
            await asyncio.sleep(0)  # an item that waits for nothing must not keep others waiting
        await self._take_in()
        self._report(self._done)
        return IngestSummary(tuple(self._items), time.monotonic() - started, tuple(self._feeds))

    def _report(self, known: int) -> None:
        progress = Progress("ingesting", self._done, known)
        if progress != self._reported:
            self._reported = progress
            self._job.on_progress(progress)

    async def _join(self, given: Given) -> None:
        self._waiting.append(given)
        size = sum(len(each.raw.data) for each in self._waiting)
        if len(self._waiting) >= TOGETHER or size >= TOGETHER_BYTES:
            await self._take_in()

    async def _finish(self, result: WorkResult) -> None:
        """After those that wait, so that all is reported in the order of the work."""
        await self._take_in()
        self._items += result.items
        self._feeds += result.feeds
        self._done += 1

    async def _take_in(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._items += await self._articles.ingest_group(waiting, self._job.scope, self._job.on_progress)
            self._done += len(waiting)


def _is_wanted(entry: Entry, since: date | None) -> bool:
    """Undated entries are not wanted where a day is asked for."""
    stated = entry.hints.updated_at or entry.hints.published_at
    return since is None or bool(stated and stated[:10] >= since.isoformat())


async def _failing(error: Exception) -> WorkResult:
    raise error
