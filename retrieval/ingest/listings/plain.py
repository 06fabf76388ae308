"""Fragments of HTML, as feeds carry them, to plain paragraphs. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from ...text import normalise

_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|<!--")
_DOCUMENT = re.compile(
    r"</?(?:html|body)\b[^<>]*>|<!\[CDATA\[|\]\]>|<!(?!--)[^<>]*>"
    r"|[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]",
    re.IGNORECASE,
)
"""What does not belong into a fragment; the parser would stop at the end of a document."""
_DROPPED = frozenset("script style noscript template svg math iframe object head select button form".split())
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
"""Only for markup nested too deeply for the parser, which then gives nothing."""
_PARAGRAPHS = frozenset(
    "p div ul ol dl table blockquote pre article section aside header footer main figure figcaption hr "
    "h1 h2 h3 h4 h5 h6 address details".split()
)
_LINES = frozenset("br li tr dt dd summary option".split())


def paragraphs_of(markup: str) -> str | None:
    """The words of an HTML fragment, a blank line between paragraphs; None where there are none.

    What holds no tag is plain text with its own line breaks.
    """
    if not _TAG.search(markup):
        return normalise(html.unescape(markup)) or None
    fragment = f"<div>{_DOCUMENT.sub('', markup)}"
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(fragment.encode(), parser)
    text = normalise("".join(_pieces(root))) if root is not None else ""
    return text or normalise(html.unescape(_TAG.sub(" ", _SILENT.sub(" ", fragment)))) or None


def line_of(markup: str | None) -> str | None:
    """The same as one line: a title, a name."""
    return one_line(paragraphs_of(markup)) if markup else None


def one_line(text: str | None) -> str | None:
    """Plain text as one line; None where there is none."""
    return " ".join(normalise(text).split()) or None if text else None


def _pieces(root: etree._Element) -> Iterator[str]:
    """Text in document order, without recursion: markup may be nested deeply."""
    dropped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            dropped += name in _DROPPED
            yield _break(name)
            text = element.text
        else:
            dropped -= name in _DROPPED
            yield "" if name == "br" else _break(name)
            text = element.tail
        if text and not dropped:
            yield re.sub(r"\s+", " ", text)


def _break(name: str) -> str:
    return "\n\n" if name in _PARAGRAPHS else "\n" if name in _LINES else " " if name == "td" else ""
