"""Feeds: RSS and Atom in any version, by feedparser, and JSON Feed 1.0 and 1.1. What feedparser derives (dates in UTC,
guessed links) is taken from the source instead. Pure.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from ...dates.pages import iso_date
from ...errors import InvalidListing
from ...text import normalise, one_line
from ...types import Hints
from ..encoding import xml_of
from .base import Entry, ListingKind, absolute, entry, line_of, paragraphs_of, shortened

_HTML = ("text/html", "application/xhtml+xml")
_MAIL = re.compile(r"(?:[<(]|(?<![^\s<>()@]))[^\s<>()@]++@[^\s<>()@]+[>)]?")
_STATED_DATE = re.compile(r"<(?:\w+:)?date[\s>]", re.IGNORECASE)


def read(name: str, text: str, url: str | None) -> tuple[ListingKind, str | None, Iterator[Entry]]:
    """Kind, title and entries in the feed's order. Raises InvalidListing."""
    source = xml_of(text)
    try:
        # as a stream: feedparser opens a plain string as an address, bytes as a file's name
        feed = feedparser.parse(
            io.BytesIO(source),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # broken markup runs feedparser's loose parser into any error
        raise InvalidListing(name, f"its XML is broken ({type(error).__name__})") from error
    if not feed.version and not feed.entries:
        raise InvalidListing(name, "it is neither RSS nor Atom")
    kind = ListingKind.ATOM if feed.version.startswith("atom") else ListingKind.RSS
    about = _Feed(kind, url, feed.feed, bool(_STATED_DATE.search(text)))
    found = (about.entry(each) for each in feed.entries)
    return kind, shortened(_line(feed.feed, "title")), (each for each in found if each)


class _Feed:
    """What its entries are read with."""

    def __init__(self, kind: ListingKind, url: str | None, about: Any, has_dates: bool) -> None:
        self._kind = kind
        self._url = url
        self._about = about
        self._has_dates = has_dates

    def entry(self, item: Any) -> Entry | None:
        publisher = shortened(_line(item.get("source") or {}, "title") or _line(item, "publisher"))
        published_at, updated_at = self._dates(item)
        hints = Hints(
            title=_without_publisher(shortened(_line(item, "title")), publisher),
            byline=shortened(self._byline(item)),
            publisher=publisher,
            published_at=published_at,
            updated_at=updated_at,
            language=self._language(item),
        )
        tags = [tag.get("label") or tag.get("term") or "" for tag in item.get("tags", ())]
        id = item.get("id")
        return entry(
            id=id if isinstance(id, str) else None,
            url=self._address(item),
            hints=hints,
            text=_text(item),
            categories=tags,
        )

    def _address(self, item: Any) -> str | None:
        """The article's own address behind a redirecting service, its page, its link of any kind, its permanent id."""
        links = [link for link in item.get("links", ()) if link.get("rel", "alternate") == "alternate"]
        pages = [link for link in links if link.get("type", _HTML[0]) in _HTML]
        stated = [item.get("feedburner_origlink"), *(link.get("href") for link in (*pages, *links))]
        id = item.get("id")
        is_link = self._kind is ListingKind.RSS and item.get("guidislink", True)
        if is_link and isinstance(id, str) and id.startswith(("http://", "https://")):
            stated.append(id)
        return next((url for each in stated if (url := absolute(self._url, each))), None)

    def _dates(self, item: Any) -> tuple[str | None, str | None]:
        """Published and updated. The Dublin Core date, which feedparser takes for the update, is RSS's publication."""
        published = _moment(item, "published") or _moment(item, "created")
        updated = _moment(item, "updated")
        if self._kind is ListingKind.RSS and published is None and self._has_dates:
            return updated, None
        if self._kind is ListingKind.RSS and published and self._has_dates:
            updated = None
        return published, updated if updated != published else None

    def _language(self, item: Any) -> str | None:
        """Of the entry's own text, else of the feed."""
        own = next((each.get("language") for each in item.get("content", ())), None)
        return shortened(own or _line(self._about, "language"))

    def _byline(self, item: Any) -> str | None:
        """The entry's authors; in Atom those of the feed where the entry has none, as its specification says."""
        authors = item.get("authors") or (self._kind is ListingKind.ATOM and self._about.get("authors")) or ()
        stated = [author.get("name") for author in authors]
        if self._kind is ListingKind.RSS and len(stated) == 1:
            stated = [
                item.get("author")
            ]  # feedparser cuts a mail address with a long top-level domain in two
        names = dict.fromkeys(_person(each) for each in stated)
        return ", ".join(name for name in names if name) or None


def _moment(item: Any, field: str) -> str | None:
    """As stated. feedparser's own reading is in UTC, fills missing days in, and takes a Korean May for a November."""
    stated = dict.get(item, field)  # its `get` answers for the one date with the other
    return iso_date(stated) if isinstance(stated, str) else None


def _person(name: object) -> str | None:
    """ "ann@example.org (Ann Lee)" -> "Ann Lee"; nothing for a bare mail address."""
    line = _MAIL.sub("", line_of(name) or "").strip() if isinstance(name, str) else ""
    return line.removeprefix("(").removesuffix(")").strip() or None if line.startswith("(") else line or None


def _without_publisher(title: str | None, publisher: str | None) -> str | None:
    """Aggregators append it: "Headline - The Paper"."""
    return title.removesuffix(f" - {publisher}").strip() or title if title and publisher else title


def _line(item: Any, field: str) -> str | None:
    value, detail = item.get(field), item.get(f"{field}_detail") or {}
    if not isinstance(value, str):
        return None
    return line_of(value) if detail.get("type") in _HTML else one_line(value)


def _text(item: Any) -> str | None:
    """The longest of the texts that the entry carries."""
    given = [*item.get("content", ()), item.get("summary_detail") or {}]
    texts = [
        paragraphs_of(each.get("value") or "") if each.get("type") in _HTML else _plain(each)
        for each in given
    ]
    return max((text for text in texts if text), key=len, default=None)


def _plain(content: Any) -> str | None:
    is_text = str(content.get("type", "")).startswith("text/")
    return paragraphs_of(content.get("value") or "") if is_text else None


VERSION = "jsonfeed.org/version/"


def read_json_feed(name: str, text: str, url: str | None) -> tuple[str | None, Iterator[Entry]]:
    """Title and entries in the feed's order. Raises InvalidListing."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:  # also for numbers of more digits than Python reads
        raise InvalidListing(name, "its JSON is broken") from error
    if not isinstance(feed, dict) or VERSION not in str(feed.get("version")):
        raise InvalidListing(name, "it is JSON, but not a JSON Feed")
    items = feed.get("items")
    found = (_entry(item, feed, url) for item in (items if isinstance(items, list) else ()))
    return shortened(_string(feed, "title")), (each for each in found if each)


def _entry(item: Any, feed: dict[str, Any], url: str | None) -> Entry | None:
    if not isinstance(item, dict):
        return None
    published_at, updated_at = (iso_date(_string(item, f"date_{word}")) for word in ("published", "modified"))
    plain = _string(item, "content_text") or _string(item, "summary")
    markup = _string(item, "content_html")
    id = _string(item, "id")
    links = [_string(item, "url"), _string(item, "external_url")]
    if id and id.startswith(("http://", "https://")):
        links.append(id)
    tags = item.get("tags")
    return entry(
        id=id,
        url=next((found for each in links if (found := absolute(url, each))), None),
        hints=Hints(
            title=shortened(_string(item, "title")),
            byline=shortened(_names(item) or _names(feed)),
            published_at=published_at,
            updated_at=updated_at if updated_at != published_at else None,
            language=shortened(_string(item, "language") or _string(feed, "language")),
        ),
        text=(paragraphs_of(markup) if markup else None) or normalise(plain or "") or None,
        categories=[tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else (),
    )


def _names(thing: dict[str, Any]) -> str | None:
    """Version 1.1 has a list of authors, 1.0 has one."""
    authors = thing.get("authors")
    given = authors if isinstance(authors, list) else [thing.get("author")]
    names = [_string(author, "name") for author in given if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _string(thing: dict[str, Any], key: str) -> str | None:
    """A value as text; ids are sometimes numbers."""
    value = thing.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
