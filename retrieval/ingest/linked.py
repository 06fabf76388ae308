"""The article that an address or an entry of a feed leads to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from ..errors import DatelineError, IngestError
from ..text import content_hash, normalise, sentences, word_count
from ..types import Draft, IngestItem, OnProgress, Progress, Result
from ..workers.threads import Worker
from .addresses import is_front, without_tracking
from .article import Fits, Taking
from .feeds import Entry
from .likeness import has_nothing_of, holds, same_title
from .readers import SUFFIXES, completed
from .web import Page, Web, unsupported

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
            return await self.entry(entry, scope, _unwatched)
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


def _unwatched(progress: Progress) -> None:
    """Nobody looks on."""
