"""The text of a web page's article, its blocks as paragraphs. trafilatura decides what the article is."""

from __future__ import annotations

import logging
import re
from configparser import ConfigParser
from copy import deepcopy
from functools import cache

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from ...text import CELL, UNSPACED
from .tables import flatten_tables

_BLOCKS = frozenset("p head list item quote table row cell div code body".split())
_BLANKS = re.compile(r"\s+")
_SHORT = 250
"""Characters below which trafilatura takes the whole page instead of its own extract, menus included."""
_SHORT_UNSPACED = 25
"""The same where one character is a word or half of one."""
_MENUS = "ul ol nav div header footer aside section table p".split()
_UNREAD = (
    "//del | //s | //strike | //*[@hidden and not(@hidden='until-found')]"
    "[not(self::html or self::body or self::main or self::article or .//h1 or .//article)]"
)
_MOST_LINKED = 0.7
"""Share of the characters: above it a box with several links is a menu."""


def article_text(tree: etree._Element, url: str | None) -> str:
    """A blank line between headings, paragraphs, list items, quotes and table rows; "" where there is no article.
    `tree` stays as it is. Raises what lxml raises, RecursionError and ValueError for pages that are no pages."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page that holds nothing
    page = _prepared(tree)
    found = _extracted(page, url, _shortest(page))
    if len(found) < _SHORT:
        page = _prepared(tree)  # trafilatura takes apart what it is given
        _without_menus(page)
        return _extracted(page, url, _SHORT_UNSPACED) or found
    return found


def _prepared(tree: etree._Element) -> etree._Element:
    page = deepcopy(tree)
    _without_unread(page)
    flatten_tables(page)
    return page


def _without_unread(tree: etree._Element) -> None:
    """Take out what a reader does not see or is told not to read: hidden boxes and struck-out words. What holds the whole
    article may be hidden until a script has run."""
    for each in tree.xpath(_UNREAD):
        if (parent := each.getparent()) is not None:
            parent.replace(each, _blank(each.tail or ""))


def _without_menus(tree: etree._Element) -> None:
    """Take out every box that holds hardly anything but links: round a short article the rest of the page is the larger
    part, and its words cannot be known in every language."""
    for box in list(tree.iter(*_MENUS)):
        parent = box.getparent()
        links = [_length(link) for link in box.iter("a")]
        if parent is not None and len(links) > 1 and sum(links) > _MOST_LINKED * _length(box):
            parent.replace(box, _blank(box.tail or ""))


def _blank(tail: str) -> etree._Element:
    blank = etree.Element("span")
    blank.tail = tail
    return blank


def _length(element: etree._Element) -> int:
    return len("".join("".join(element.itertext()).split()))


def _extracted(page: etree._Element, url: str | None, shortest: int) -> str:
    document = bare_extraction(
        page, url=url, include_comments=False, include_tables=True, config=_config(shortest)
    )
    body = getattr(document, "body", None)
    return "" if body is None else _text(body)


def _shortest(page: etree._Element) -> int:
    text = "".join(page.itertext())
    unspaced = sum(map(len, UNSPACED.findall(text)))
    return _SHORT_UNSPACED if unspaced > len(text) / 4 else _SHORT


@cache
def _config(shortest: int) -> ConfigParser:
    """trafilatura's own settings, but what it calls too short to be an article."""
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(shortest))
    return config


def _text(body: etree._Element) -> str:
    pieces: list[str] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag == "row" and _is_flat(element):
            pieces.append(f"\n\n{_row(element)}\n\n{_one_line(element.tail)}")
            walk.skip_subtree()
            continue
        if event == "end" and element.tag == "row" and _is_flat(element):
            continue
        if event == "start":
            pieces.append("\n\n" if _is_block(element) else "\n" if element.tag == "lb" else "")
            pieces.append(_one_line(element.text))
        else:
            pieces.append("\n\n" if _is_block(element) else "")
            pieces.append(_one_line(element.tail))
    return "".join(pieces)


def _is_block(element: etree._Element) -> bool:
    """Code inside of a sentence is a part of it."""
    parent = element.getparent()
    inline = (
        element.tag == "code" and parent is not None and parent.tag in ("p", "item", "head", "cell", "quote")
    )
    return element.tag in _BLOCKS and not inline


def _is_flat(row: etree._Element) -> bool:
    return not any(each.tag in _BLOCKS or each.tag == "lb" for cell in row for each in cell)


def _row(row: etree._Element) -> str:
    cells = (_one_line("".join(cell.itertext())).strip() for cell in row)
    return CELL.join(cell for cell in cells if cell)


def _one_line(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "")
