"""The article that an address or an entry of a feed leads to."""

from __future__ import annotations

from dataclasses import replace

from ..errors import DatelineError, IngestError
from ..text import normalise
from ..threads import Worker
from ..types import Draft, IngestItem, OnProgress, Progress, Result
from .addresses import without_tracking
from .listings import Entry
from .readers import SUFFIXES, completed
from .taking import Taking
from .web import Page, Web, unsupported

_OWN_TEXT = "the page could not be had ({problem}); this is the feed's own text"
_LEAST_OWN_WORDS = 25
"""A feed's text with fewer words is a teaser, not an article."""


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
        """The linked article in full; where it cannot be had and is not here yet, the entry's own text, which is said.
        Raises DatelineError."""
        try:
            if entry.url is None:
                raise IngestError(entry.hints.title or entry.id, "the feed gives no address for it")
            page = await self._web.get(entry.url, scope, entry.hints)
            return await self.page(page, entry.url, scope, on_progress)
        except IngestError as error:
            own = await self._worker.run(_own_article, entry, error)
            if own is None or await self._taking.has(own, scope):
                raise
            return await self._taking.draft(own, own.name, scope, on_progress)

    async def page(self, page: Page, source: str, scope: str, on_progress: OnProgress) -> IngestItem:
        """One article. Raises DatelineError."""
        if page.raw is None:
            return IngestItem(source, Result.UNCHANGED, page.known.article_id if page.known else None)
        if not page.raw.name.endswith(SUFFIXES):
            raise unsupported(page)
        item = await self._taking.bytes(page.raw, source, scope, on_progress)
        if item.article_id is not None:
            await self._web.led_to(page, item.article_id, scope)
        return item


def _own_article(entry: Entry, error: IngestError) -> Draft | None:
    """The feed's own text as an article; None where it is no more than a teaser."""
    text, hints = normalise(entry.text or ""), entry.hints
    if len(text.split()) < _LEAST_OWN_WORDS or not hints.title:
        return None
    url = without_tracking(entry.url) if entry.url else None
    draft = Draft(entry.url or entry.id, url or f"entry:{entry.id}", hints.title, original=text, text=text)
    return replace(completed(draft, hints, url), warnings=(_OWN_TEXT.format(problem=error.problem),))


def _unwatched(progress: Progress) -> None:
    """Nobody looks on."""
