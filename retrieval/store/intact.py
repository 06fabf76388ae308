"""Whether a stored article is still what was stored: its content hash, made again from the bytes in the database."""

from __future__ import annotations

from ..text import content_hash

_HASHED = ("text", "title", "url", "byline", "publisher", "published_at", "updated_at", "language", "pages")
"""What `articles.draft_hash` covers, in its order."""
_NO_PAGES = b"[]"

INTACT = f"intact(CAST(a.content_hash AS BLOB), {', '.join(f'CAST(a.{name} AS BLOB)' for name in _HASHED)})"
"""True or false for a row of `articles a`. SQLite calls it on the connection's own thread, row by row."""


def intact(stored: bytes | None, *parts: bytes | None) -> bool:
    """Bytes, because what is damaged may be no text any more."""
    *stated, pages = parts
    made = content_hash(*stated, *(() if pages == _NO_PAGES else (pages,)))
    return made.encode() == stored
