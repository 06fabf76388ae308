"""What is kept of a page's source: its words, its markup and what it says of itself; no programs, no drawings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_OPENING = re.compile(r"<(?:(script|style|svg)\b([^<>]{0,4000})>|(!--))", re.IGNORECASE)
_CLOSING = {
    name: re.compile(closing, re.IGNORECASE)
    for name, closing in (
        ("script", r"</script\b[^<>]{0,100}>"),
        ("style", r"</style\b[^<>]{0,100}>"),
        ("svg", r"</svg\b[^<>]{0,100}>"),
        ("!--", r"-->"),
    )
}
_INLINE_DATA = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=%]+")
_SAVED_FROM = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,20}url:\s{1,20})(https?://[^\s<>\"']{1,2000})",
    re.IGNORECASE,
)
"""The comment that browsers (and the SingleFile extension) write into a page they save."""
_LOOKED_AT = 5_000
SAVED_FROM = "saved-from"
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST_TAG = 10_000
"""Characters without the attributes' values. The parser's time grows with the square of the number of attributes."""
_STATES_FACTS = re.compile(r"application/ld\+json", re.IGNORECASE)


def without_code(html: str) -> str:
    """`html` without scripts (but JSON-LD), styles, drawings, pictures within it and comments. The address in a browser's
    comment becomes a <link>. What is opened and never closed stays, for the parser to judge. Time grows with the length
    only."""
    saved = _SAVED_FROM.search(html[:_LOOKED_AT])
    note = f'<link rel="{SAVED_FROM}" href="{escape(saved[1])}">' if saved else ""
    return note + _without_code(html)


def _without_code(html: str) -> str:
    kept: list[str] = []
    at = 0
    never_closed: set[str] = set()
    while opening := _OPENING.search(html, at):
        name = (opening[1] or opening[3]).lower()
        attributes = opening[2] or ""
        end = opening.end()
        if name not in never_closed and not attributes.endswith("/"):
            closing = _CLOSING[name].search(html, end)
            if closing is None:
                never_closed.add(name)
            else:
                end = closing.end()
        whole = name == "script" and _STATES_FACTS.search(attributes) is not None
        drops = not whole and (end > opening.end() or attributes.endswith("/"))
        kept.append(html[at : opening.start()] if drops else html[at:end])
        at = end
    kept.append(html[at:])
    return _INLINE_DATA.sub("data:,", "".join(kept))


def has_giant_tag(html: str) -> bool:
    """True where one tag has more attributes than any page needs, so that it must not be parsed."""
    return any(len(_QUOTED.sub("", tag[0])) > _LONGEST_TAG for tag in _LONG_TAG.finditer(html))


_INLINE = "font span b i u s em strong big small center tt code mark ins a".split()
_BOXES = "div section blockquote ul ol li dl dd dt table tbody tr td th main figure details".split()
_FLATTENING = tuple(
    (re.compile(rf"</?(?:{'|'.join(names)})\b[^<>]{{0,4000}}>", re.IGNORECASE), instead)
    for names, instead in ((_INLINE, ""), (_BOXES, "<p>"))
)


def flatter(html: str) -> Iterator[str]:
    """The source with less nesting each time, for pages whose tags lie in each other by hundreds or are never closed:
    first without the tags inside of sentences, then with paragraphs in place of boxes."""
    for pattern, instead in _FLATTENING:
        html = pattern.sub(instead, html)
        yield html
