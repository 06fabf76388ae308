"""What is kept of a page's source: its words, its markup and what it says of itself; not its programs and drawings. Pure."""

from __future__ import annotations

import re

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
_STATES_FACTS = re.compile(r"application/ld\+json", re.IGNORECASE)


def without_code(html: str) -> str:
    """`html` without scripts (but JSON-LD), styles, drawings and comments. What is opened and never closed stays, for
    the parser to judge. Time grows with the length only."""
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
    return "".join(kept)
