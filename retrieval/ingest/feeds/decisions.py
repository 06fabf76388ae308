"""Which of a feed's entries are taken in: what is new, what has changed, what failed and is tried again. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...reports import IngestItem, Result
from ...store.feeds import Seen
from ...text import content_hash
from ..addresses import without_tracking
from . import Entry, Listing

MOST_ATTEMPTS = 3
"""Polls in which an entry that fails is tried; then it is left until the feed announces it changed."""


@dataclass(frozen=True, slots=True)
class EntryDecision:
    """One entry, as it will be remembered. `take` says whether its article has to be fetched."""

    entry: Entry
    seen: Seen
    take: bool
    is_known: bool = False
    """Remembered so already; nothing to write."""
    is_old: bool = False
    """Left alone because the feed is new and others of it are newer."""
    is_empty: bool = False
    """It names nothing that could be taken, and that is not known yet."""


def page_of(entry: Entry) -> str | None:
    """The page that it leads to, the same under every address; with a mark of the entry's own where the page is shared,
    because what became of one of its entries says nothing of the others."""
    page = without_tracking(entry.url) if entry.url else None
    return f"{page}#{content_hash(entry.id)[:16]}" if page and entry.shares_page else page


def stamp(entry: Entry) -> str:
    """Changes when what the feed says of the article does; its ids and addresses do not count."""
    hints = entry.hints
    return content_hash(hints.title, hints.published_at, hints.updated_at, entry.text)


def decide(
    entries: Sequence[Entry], seen: Sequence[Seen], feed_id: int, first: int | None
) -> list[EntryDecision]:
    """A decision for each entry. `seen` is newest first; `first` is how many of a new feed are taken, None for one
    that has been polled before."""
    by_id = {each.entry_id: each for each in reversed(seen) if each.feed_id == feed_id}
    by_page: dict[str, list[Seen]] = {}
    for each in seen:
        if each.url:
            by_page.setdefault(each.url, []).append(each)
    return [
        _decided(
            Seen(feed_id, entry.id, page, stamp(entry)),
            entry,
            by_id.get(entry.id),
            by_page.get(page or "", ()),
            is_old=first is not None and number >= first,
        )
        for number, entry in enumerate(entries)
        for page in [page_of(entry)]
    ]


def not_taken(
    listing: Listing, source: str, found: Sequence[EntryDecision] | None = None, *, is_first: bool = True
) -> Iterator[IngestItem]:
    """What of a listing is not taken in, with the reason. `found` is what its poll decided, None for a listing that is
    not polled. What is not one entry's matter is said when it `is_first`."""
    empty = listing.empty if found is None else [each.entry for each in found if each.is_empty]
    for entry in empty:
        yield IngestItem(entry.id, Result.SKIPPED, title=entry.hints.title or entry.id, warnings=(_EMPTY,))
    older = listing.left_out + sum(each.is_old for each in found or ())
    for number, why in ((older, _OLDER), (listing.repeated, _REPEATED)) if is_first else ():
        if number:
            title = listing.title or source
            yield IngestItem(
                source, Result.SKIPPED, title=title, warnings=(why.format(number),), entries=number
            )


_EMPTY = "it has neither a web address nor a text"
_OLDER = "{} older entries were left out"
_REPEATED = "{} entries announce again what others do"


def _decided(
    now: Seen, entry: Entry, own: Seen | None, same_page: Sequence[Seen], *, is_old: bool
) -> EntryDecision:
    if own is not None and _is_another(own, now):
        own = None
    if not (entry.url or entry.text):  # remembered as a failure, so that it is tried when it says more
        is_known = own is not None and own.stamp == now.stamp
        now = replace(now, error=_EMPTY, attempts=MOST_ATTEMPTS)
        return EntryDecision(entry, now, take=False, is_known=is_known, is_empty=not is_known)
    before = own or _announced_otherwise(now, same_page)
    if before is None:
        return EntryDecision(entry, now, take=not is_old, is_old=is_old)
    kept = replace(before, feed_id=now.feed_id, entry_id=now.entry_id, url=now.url)
    left_alone = before.article_id is None and before.error is None
    if before.was_removed or left_alone:
        return EntryDecision(entry, kept, take=False, is_known=own is not None)
    if before.stamp != now.stamp:
        return EntryDecision(entry, replace(now, article_id=before.article_id), take=True)
    if before.error is not None and before.attempts < MOST_ATTEMPTS:
        return EntryDecision(entry, kept, take=True)
    return EntryDecision(entry, kept, take=False, is_known=own is not None)


def _announced_otherwise(now: Seen, same_page: Sequence[Seen]) -> Seen | None:
    """The same page under another id, or in another feed: there it counts only where it was taken, or taken away."""
    removed = [each for each in same_page if each.was_removed]
    mine = [each for each in same_page if each.feed_id == now.feed_id]
    taken = [each for each in same_page if each.here and each.stamp == now.stamp]
    same = [each for each in mine if each.stamp == now.stamp]
    # what was left alone says nothing of an entry with other words on the same page
    tried = [each for each in mine if each.article_id is not None or each.error is not None]
    return next(iter([*removed, *same, *tried, *taken]), None)


def _is_another(own: Seen, now: Seen) -> bool:
    """The id stood for another page and other words: the feed gives every entry the same one."""
    pages = [(each.url or "").partition("#")[0] for each in (own, now)]
    return pages[0] != pages[1] and own.stamp != now.stamp
