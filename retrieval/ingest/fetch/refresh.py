"""Pages that only send their reader on, with a <meta> refresh in place of a redirect. Pure."""

from __future__ import annotations

import html
import re

from ...text import word_count

_MOST_BYTES = 100_000
"""A page that only sends on is small."""
_MOST_WORDS = 40
"""More words are an article, which may send its reader on when it was read."""
_LONGEST_WAIT = 10.0
"""Seconds. A page that waits longer is meant to be read; most that do load themselves again."""
_PAGES = ("text/html", "application/xhtml+xml")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|head)\b.*?(?:</\1\b|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(r"<meta\b([^<>]{1,4000})>", re.IGNORECASE)
_REFRESH = re.compile(r"""http-equiv\s{0,9}=\s{0,9}["']?\s{0,9}refresh\b""", re.IGNORECASE)
_CONTENT = re.compile(
    r"""(?<![\w-])content\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_STATED = re.compile(
    r"""\s{0,9}(\d{1,9}(?:\.\d{0,9})?)\s{0,9}[;,\s]\s{0,9}(?:url\s{0,9}=\s{0,9})?(["']?)(.+)""",
    re.IGNORECASE | re.DOTALL,
)


def refresh_target(data: bytes, media_type: str) -> str | None:
    """Where a page sends its reader at once, as it is written there; None for every page that has something to read."""
    if media_type not in _PAGES or len(data) > _MOST_BYTES or b"refresh" not in data.lower():
        return None
    page = data.decode("utf-8", "replace")
    stated = (_stated(tag[1]) for tag in _META.finditer(_COMMENT.sub("", page)) if _REFRESH.search(tag[1]))
    target = next((each for each in stated if each), None)
    if target is None or word_count(re.sub(r"<[^<>]*>", " ", _HIDDEN.sub(" ", page))) > _MOST_WORDS:
        return None
    return target


def sends_on(content: str) -> str | None:
    """The address in the content of a <meta> refresh, if it is another page's and comes at once."""
    match = _STATED.fullmatch(content)
    if match is None or float(match[1]) > _LONGEST_WAIT:
        return None
    target = match[3].partition(match[2])[0] if match[2] else match[3]
    target = target.strip()
    return target if target and not target.startswith("#") and target.lower() != "url=" else None


def _stated(attributes: str) -> str | None:
    content = _CONTENT.search(attributes)
    return sends_on(html.unescape(next(filter(None, content.groups()), ""))) if content else None
