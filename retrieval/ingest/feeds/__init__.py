"""Bytes to a listing: RSS, Atom, JSON Feed, sitemaps and their indexes, OPML. Pure: no network, no files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from ...errors import InvalidListing
from ...types import Raw
from ..encoding import text_of, tree_of
from . import lists, rss
from .base import FEEDS, Entry, Listing, ListingKind, absolute, newest_first, once

__all__ = [
    "FEEDS",
    "Entry",
    "Listing",
    "ListingKind",
    "announced_feed",
    "looks_like_listing",
    "read_listing",
]

MAX_ENTRIES = 1000
_HEAD_BYTES = 16_384
"""The first element of a feed stands within."""
_PAGE_BYTES = 200_000
_ROOT = re.compile(
    r"<(?:!doctype\s+html|(?:[a-z][\w.-]*:)?(?P<name>rss|rdf|feed|urlset|sitemapindex|opml|html|head|body)(?=[\s/>]))",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FEEDS = ("rss", "rdf", "feed")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def read_listing(raw: Raw, limit: int = MAX_ENTRIES) -> Listing:
    """At most `limit` entries, the newest. Gzip is unpacked. Raises InvalidListing, FileTooLarge."""
    text = text_of(raw)
    root = _root(text)
    if root == "json":
        title, entries = rss.read_json_feed(raw.name, text, raw.url)
        return _listing(ListingKind.JSON_FEED, title, entries, limit)
    if root in _FEEDS:
        kind, title, entries = rss.read(raw.name, text, raw.url)
        return _listing(kind, title, entries, limit)
    if root is None:
        raise InvalidListing(raw.name, "it is no feed, sitemap or OPML list")
    tree = tree_of(raw.name, text)
    if root == "opml":
        return _listing(ListingKind.OPML, lists.opml_title(tree), lists.read_opml(tree, raw.url), limit)
    kind = ListingKind.SITEMAP if root == "urlset" else ListingKind.SITEMAP_INDEX
    return _listing(kind, None, lists.read_sitemap(tree, raw.url), limit)


def looks_like_listing(raw: Raw) -> bool:
    """Whether `read_listing` is worth trying, from the first bytes alone: servers send feeds as any media type. A web
    page is never one, whatever it is called."""
    try:
        text = text_of(raw, _HEAD_BYTES)
    except InvalidListing:
        return False
    root = _root(text)
    return rss.VERSION in text.replace("\\/", "/") if root == "json" else root is not None


def announced_feed(page: str, url: str | None) -> str | None:
    """The first feed that a web page names in its head; feeds of comments do not count."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page[:_PAGE_BYTES].encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None
    for link in root.iter("link") if root is not None else ():
        is_feed = (link.get("type") or "").split(";")[0].strip().lower() in _FEED_TYPES
        is_alternate = "alternate" in (link.get("rel") or "").lower().split()
        named = f"{link.get('title')} {link.get('href')}".lower()
        if is_feed and is_alternate and "comment" not in named:
            base = next((absolute(url, each.get("href")) for each in root.iter("base")), None)
            return absolute(base or url, link.get("href"))
    return None


def _root(text: str) -> str | None:
    """The element that says what a listing is ("json" for an object); None for anything else."""
    head = text[:_HEAD_BYTES].lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return "json"
    match = _ROOT.search(_COMMENT.sub("", head)) if head.startswith("<") else None
    name = (match["name"] or "html").lower() if match else "html"
    return None if name in ("html", "head", "body") else name


def _listing(kind: ListingKind, title: str | None, entries: Iterable[Entry], limit: int) -> Listing:
    given = list(entries)
    named = [each for each in given if each.url or each.text]
    kept = once(named)
    newest = newest_first(kept)
    empty = tuple(each for each in given if not (each.url or each.text))[:limit]
    return Listing(
        kind,
        title,
        tuple(newest[:limit]),
        left_out=max(0, len(newest) - limit),
        repeated=len(named) - len(kept),
        empty=empty,
    )
