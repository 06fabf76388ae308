"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...dates.stated import moment
from ...errors import InvalidListing
from ...text import normalise
from ...types import Hints
from ..feeds.base import absolute, entry, shortened
from .base import Entry
from .plain import paragraphs_of

VERSION = "jsonfeed.org/version/"


def read(name: str, text: str, url: str | None) -> tuple[str | None, Iterator[Entry]]:
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
    published_at, updated_at = (moment(_string(item, f"date_{word}")) for word in ("published", "modified"))
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
