"""Web addresses as bytes to read: fetched only when changed, and remembered with the article that they led to."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ..errors import GoneFromSource, UnsupportedFormat
from ..store.feeds import Addresses, KnownAddress
from ..types import Hints, Raw
from ..workers.telemetry import IngestStage, Timer
from .addresses import without_tracking
from .fetch.response import Fetched, Getter
from .formats import SUFFIXES
from .writer import ArticleWriter

_SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_GENERIC = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
"""Types that say less than the address's own suffix or the first bytes."""
_MAGIC = ((b"%PDF-", ".pdf"), (b"<!doctype html", ".html"), (b"<html", ".html"))


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: `raw` to read, or nothing because the article `known` there has not changed."""

    address: str
    known: KnownAddress | None
    fetched: Fetched
    raw: Raw | None


@dataclass(eq=False, repr=False)
class Web:
    """Fetches addresses for one scope at a time and knows which article each led to."""

    getter: Getter
    addresses: Addresses
    writer: ArticleWriter
    timer: Timer = nullcontext

    async def get(self, url: str, scope: str, hints: Hints | None = None) -> Page:
        """Raises FetchFailed, UnsafeAddress, FileTooLarge; GoneFromSource after marking the article that was there."""
        address = without_tracking(url)
        known = await self.addresses.get(scope, address)
        etag, modified = (known.etag, known.last_modified) if known else (None, None)
        try:
            with self.timer(IngestStage.FETCHING):
                fetched = await self.getter.get(url, etag=etag, last_modified=modified)
        except GoneFromSource:
            if known is not None:
                await self.writer.gone(known.article_id)
            raise
        if fetched.status == 304 and known is not None:
            await self.writer.reached(scope, (), known)
            return Page(address, known, fetched, None)
        return Page(address, known, fetched, _raw(fetched, hints))

    async def known(self, url: str, scope: str) -> KnownAddress | None:
        """The article that the address led to when it was last asked."""
        return await self.addresses.get(scope, without_tracking(url))

    async def remember(self, page: Page, article_id: int, scope: str) -> None:
        """Notes the article that the page's addresses lead to."""
        known = KnownAddress(article_id, page.fetched.etag, page.fetched.last_modified)
        await self.writer.reached(scope, tuple({page.address, without_tracking(page.fetched.url)}), known)


def _raw(fetched: Fetched, hints: Hints | None) -> Raw:
    key = without_tracking(fetched.url)
    return Raw(_name(fetched), fetched.data, key, key, fetched.charset, hints)


def _name(fetched: Fetched) -> str:
    """The address's last part with the suffix that names its reader."""
    path = PurePosixPath(unquote(urlsplit(fetched.url).path))
    stem = path.stem or urlsplit(fetched.url).hostname or "page"
    return f"{stem[:80]}{_suffix(fetched, path.suffix.lower())}"


def _suffix(fetched: Fetched, stated: str) -> str:
    head = fetched.data[:512].lstrip().lower()
    magic = next((suffix for start, suffix in _MAGIC if head.startswith(start.lower())), None)
    if fetched.media_type in _GENERIC:
        guess = magic or (stated if stated in SUFFIXES else None)
        return guess or _SUFFIX_OF.get(fetched.media_type, "")
    return _SUFFIX_OF.get(fetched.media_type) or magic or (stated if stated in SUFFIXES else "")


def unsupported(page: Page) -> UnsupportedFormat:
    """For a page that no reader and no listing takes."""
    kind = page.fetched.media_type or "unknown"
    return UnsupportedFormat(f"{page.address} ({kind})", SUFFIXES)
