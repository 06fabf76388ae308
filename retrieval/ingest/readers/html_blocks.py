"""The text of a web page's article, its blocks as paragraphs. trafilatura decides what the article is."""

from __future__ import annotations

import logging
import re
from copy import deepcopy

from lxml import etree
from trafilatura import bare_extraction

from .tables import flatten_tables

_BLOCKS = frozenset("p head list item quote table row cell div code body".split())
_BLANKS = re.compile(r"\s+")
_FEWEST_CHARACTERS = 1
"""An extract of one sentence is an article too: a news flash is not more."""


def article_text(tree: etree._Element, url: str | None) -> str:
    """A blank line between headings, paragraphs, list items, quotes and table rows; "" where there is no article.
    `tree` stays as it is. Raises what lxml raises, RecursionError and ValueError for pages that are no pages."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page that holds nothing
    page = deepcopy(tree)
    flatten_tables(page)
    document = bare_extraction(page, url=url, include_comments=False, include_tables=True)
    body = getattr(document, "body", None)
    return "" if body is None else _text(body)


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
    return " | ".join(cell for cell in cells if cell)


def _one_line(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "")
