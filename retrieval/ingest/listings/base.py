"""What a listing is: a feed, a sitemap or a list of feeds, with its entries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...types import Hints


class ListingKind(StrEnum):
    """What the bytes were."""

    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json_feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap_index"
    OPML = "opml"


FEEDS = frozenset({ListingKind.RSS, ListingKind.ATOM, ListingKind.JSON_FEED})
"""What is worth polling. The other kinds: a sitemap lists pages, an index lists sitemaps, an OPML list feeds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a listing names; it has a URL, a text, or both."""

    id: str
    """Stable within its listing: as the source states it, else the URL, else a hash of title and date."""
    url: str | None
    """Absolute, http or https, as stated; tracking parameters included."""
    hints: Hints
    text: str | None
    """The listing's own full text or summary in plain paragraphs; the longest one it gives."""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries newest first, each article once. `truncated` is true where older ones were left out."""

    kind: ListingKind
    title: str | None
    entries: tuple[Entry, ...]
    truncated: bool = False
