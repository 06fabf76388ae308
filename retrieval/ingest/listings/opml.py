"""OPML: lists of feeds, as readers export them; folders may be nested."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...types import Hints
from ..feeds.base import absolute, entry, shortened
from .base import Entry
from .encoded import local


def title(root: etree._Element) -> str | None:
    """The list's own title."""
    return next((shortened(each.text) for each in root.iter() if local(each) == "title"), None)


def read(root: etree._Element, url: str | None) -> Iterator[Entry]:
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
