"""From what a listing names to its entries: addresses, duplicates, order, limit. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from ...text import content_hash, normalise
from ...types import Hints
from ..addresses import without_tracking
from ..moments import instant
from .base import Entry

_LONGEST_URL = 2_000
_LONGEST_ID = 2_000
_LONGEST_LINE = 500
"""Characters of a title or a name."""
_MOST_CATEGORIES = 20


def absolute(base: str | None, stated: object) -> str | None:
    """An http(s) address as a page at `base` means it; None for anything else."""
    if not isinstance(stated, str) or not (text := "".join(normalise(stated).split())):
        return None
    try:
        url = urljoin(base or "", text)
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        return None
    return url if fits and len(url) <= _LONGEST_URL else None


def entry(
    *,
    id: str | None,
    url: str | None,
    hints: Hints,
    text: str | None,
    categories: Iterable[str] = (),
) -> Entry | None:
    """An entry with an identity; None when there is nothing to take in."""
    if url is None and not text:
        return None
    stated = normalise(id or "").strip()
    if not stated or len(stated) > _LONGEST_ID:
        stated = url or f"hash:{content_hash(hints.title, hints.published_at, text)}"
    kept = dict.fromkeys(line for each in categories if (line := shortened(each)))
    return Entry(stated, url, hints, text, tuple(kept)[:_MOST_CATEGORIES])


def shortened(line: str | None) -> str | None:
    """One line of bearable length."""
    return " ".join(normalise(line).split())[:_LONGEST_LINE].strip() or None if line else None


def newest_first(entries: Iterable[Entry], limit: int) -> tuple[tuple[Entry, ...], bool]:
    """Each article once, newest first, and whether older ones were left out.

    An entry without a date stays behind the one that the listing names before it.
    """
    kept = _once(entries)
    before = datetime.max.replace(tzinfo=UTC)
    dated: list[tuple[datetime, Entry]] = []
    for each in kept:
        before = instant(each.hints.published_at or each.hints.updated_at) or before
        dated.append((before, each))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(each for _, each in dated[:limit]), len(dated) > limit


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Without entries whose id or page came before; the first one counts, as feeds name the newest first."""
    found: list[Entry] = []
    seen: set[str] = set()
    for each in entries:
        names = {f"id {each.id}"} | ({f"page {without_tracking(each.url)}"} if each.url else set())
        if names.isdisjoint(seen):
            found.append(each)
        seen |= names
    return found
