"""A page as somebody copies all of it: its text without markup, one line a block."""

from __future__ import annotations

import re

from lxml import etree, html

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section select summary table "
    "tbody td textarea tfoot th thead tr ul".split()
)
_UNSEEN = ("script", "style", "noscript", "svg", "head", "template")
_BLANKS = re.compile(r"\s+")


def stripped(page: str) -> str:
    """The lines of a page; "" where it cannot be parsed."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        pieces.append("\n" if element.tag in _BLOCKS else "")
        pieces.append(_BLANKS.sub(" ", (element.text if event == "start" else element.tail) or ""))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))
