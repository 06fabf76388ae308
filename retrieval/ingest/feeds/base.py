"""From what a listing names to its entries: addresses, duplicates, order, limit. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from ...dates.stated import instant
from ...text import content_hash, normalise
from ...types import Hints
from ..addresses import is_front, without_tracking
from ..listings.base import Entry

_LONGEST_URL = 2_000
_LONGEST_ID = 2_000
_LONGEST_OWN_ID = 1_500
"""Characters of an id that several entries have, before what tells them apart."""
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
    """An entry with an identity; None when it says nothing at all."""
    stated = normalise(id or "").strip()
    if not stated and url is None and not text and not hints.title:
        return None
    if not stated or len(stated) > _LONGEST_ID:
        stated = url or f"hash:{content_hash(hints.title, hints.published_at, text)}"
    kept = dict.fromkeys(line for each in categories if (line := shortened(each)))
    return Entry(stated, url, hints, text, tuple(kept)[:_MOST_CATEGORIES])


def shortened(line: str | None) -> str | None:
    """One line of bearable length."""
    return " ".join(normalise(line).split())[:_LONGEST_LINE].strip() or None if line else None


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """An entry without a date stays behind the one that the listing names before it."""
    before = datetime.max.replace(tzinfo=UTC)
    dated: list[tuple[datetime, Entry]] = []
    for each in entries:
        before = instant(each.hints.published_at or each.hints.updated_at) or before
        dated.append((before, each))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [each for _, each in dated]


def once(entries: Sequence[Entry]) -> list[Entry]:
    """Each article once, under an id of its own; the first one counts, as feeds name the newest first.

    What announces the same page with the same words is the same article, whatever its id. Neither an id nor a page alone
    tells: there are feeds that give all entries one id, or link all of them to one page.
    """
    found: dict[tuple[str | None, ...], Entry] = {}
    for each in entries:
        page = without_tracking(each.url) if each.url else None
        place = (page, urlsplit(each.url).fragment if each.url else None) if page else (None, each.id)
        found.setdefault((*place, _folded(each.hints.title), each.text), each)
    pages = Counter(page for page, *_ in found)
    ids = Counter(each.id for each in found.values())
    titled = Counter((each.id, known[:3]) for known, each in found.items())
    return [
        replace(
            each,
            # without the text where it can be, so that an edited entry keeps its id
            id=_own_id(each.id, known if titled[each.id, known[:3]] > 1 else known[:3])
            if ids[each.id] > 1
            else each.id,
            shares_page=each.url is not None and (pages[known[0]] > 1 or is_front(each.url)),
        )
        for known, each in found.items()
    ]


def _own_id(id: str, known: tuple[str | None, ...]) -> str:
    """For one of several entries that have this id."""
    return f"{id[:_LONGEST_OWN_ID]} {content_hash(*known)[:16]}"


def _folded(title: str | None) -> str | None:
    return title.casefold() if title else None
