"""Sitemaps, with Google's news extension, and indexes of sitemaps."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...dates.stated import moment
from ...types import Hints
from ..listings.base import Entry
from ..listings.encoded import local
from ..listings.plain import one_line
from .base import absolute, entry, shortened

ROOTS = ("urlset", "sitemapindex")


def read(root: etree._Element, url: str | None) -> Iterator[Entry]:
    """The pages of a sitemap, or the sitemaps of an index, in their order."""
    for child in root:
        if local(child) not in ("url", "sitemap"):
            continue
        fields = _fields(child)
        page = absolute(url, fields.get("loc"))
        found = entry(
            id=page or fields.get("loc"),
            url=page,
            hints=_hints(fields),
            text=None,
            categories=_keywords(fields),
        )
        if found:
            yield found


def _fields(element: etree._Element) -> dict[str, str]:
    """Own fields, and those of a news block as "news name"; an image's `loc` is none of them."""
    found = {local(child): _words(child) for child in element if len(child) == 0}
    for news in element:
        if local(news) == "news":
            for field in news.iter():
                if len(field) == 0:
                    found.setdefault(f"news {local(field)}", _words(field))
    return {name: value for name, value in found.items() if value}


def _words(element: etree._Element) -> str:
    return one_line(element.text) or ""


def _hints(fields: dict[str, str]) -> Hints:
    """`lastmod` is the last change; only the news extension states a publication."""
    return Hints(
        title=shortened(fields.get("news title")),
        publisher=shortened(fields.get("news name")),
        published_at=moment(fields.get("news publication_date")),
        updated_at=moment(fields.get("lastmod")),
    )


def _keywords(fields: dict[str, str]) -> list[str]:
    return (fields.get("news keywords") or "").split(",")
