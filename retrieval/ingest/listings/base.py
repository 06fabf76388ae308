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
    """One thing a listing names; it has a URL, a text, or both, unless it stands in `Listing.empty`."""

    id: str
    """Stable within its listing: as the source states it, else the URL, else a hash of title and date."""
    url: str | None
    """Absolute, http or https, as stated; tracking parameters included."""
    hints: Hints
    text: str | None
    """The listing's own full text or summary in plain paragraphs; the longest one it gives."""
    categories: tuple[str, ...] = ()
    shares_page: bool = False
    """Others of its listing lead to the same page, or it is the site's front page: the page is no article of its own."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries newest first, each article once."""

    kind: ListingKind
    title: str | None
    entries: tuple[Entry, ...]
    left_out: int = 0
    """How many older ones were more than the limit."""
    repeated: int = 0
    """How many only announced again what another entry of the listing announces."""
    empty: tuple[Entry, ...] = ()
    """What names neither a page nor a text."""

    @property
    def truncated(self) -> bool:
        return self.left_out > 0
