"""Lists of addresses: sitemaps with Google's news extension, indexes of sitemaps, and OPML, the lists of feeds that feed
readers export. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...dates.pages import iso_date
from ...text import one_line
from ...types import Hints
from ..encoding import local
from .base import Entry, absolute, entry, shortened


def read_sitemap(root: etree._Element, url: str | None) -> Iterator[Entry]:
    """The pages of a sitemap, or the sitemaps of an index, in their order."""
    for child in root:
        if local(child) not in ("url", "sitemap"):
            continue
        fields = _fields(child)
        page = absolute(url, fields.get("loc"))
        found = entry(
            id=page or fields.get("loc"),
            url=page,
            hints=Hints(  # `lastmod` is the last change; only the news extension states a publication
                title=shortened(fields.get("news title")),
                publisher=shortened(fields.get("news name")),
                published_at=iso_date(fields.get("news publication_date")),
                updated_at=iso_date(fields.get("lastmod")),
            ),
            text=None,
            categories=(fields.get("news keywords") or "").split(","),
        )
        if found:
            yield found


def _fields(element: etree._Element) -> dict[str, str]:
    """Own fields, and those of a news block as "news name"; an image's `loc` is none of them."""
    found = {local(child): one_line(child.text) or "" for child in element if len(child) == 0}
    for news in element:
        if local(news) == "news":
            for field in news.iter():
                if len(field) == 0:
                    found.setdefault(f"news {local(field)}", one_line(field.text) or "")
    return {name: value for name, value in found.items() if value}


def opml_title(root: etree._Element) -> str | None:
    """The list's own title."""
    return next((shortened(each.text) for each in root.iter() if local(each) == "title"), None)


def read_opml(root: etree._Element, url: str | None) -> Iterator[Entry]:
    """Every feed, with the names of the folders it lies in as categories, outermost first."""
    for outline in root.iter():
        if local(outline) != "outline":
            continue
        feed = absolute(url, _attribute(outline, "xmlurl"))
        folders = [each for each in outline.iterancestors() if local(each) == "outline"]
        found = entry(
            id=feed,
            url=feed,
            hints=Hints(title=_name(outline)),
            text=None,
            categories=[name for folder in reversed(folders) if (name := _name(folder))],
        )
        if feed and found:
            yield found


def _name(outline: etree._Element) -> str | None:
    return shortened(_attribute(outline, "title") or _attribute(outline, "text"))


def _attribute(element: etree._Element, name: str) -> str | None:
    """Attributes in any spelling: xmlUrl, xmlurl, XMLURL are all seen."""
    return next((value for key, value in element.items() if key.lower() == name), None)
