"""The sentences about how an answer moved, which Discord and the terminal both show. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.news import Timeline, TimelineEntry

from .locale import listed, t
from .markup import clip_plain
from .phrases import MAX_NAMES, NAME, date_label


def since_label(entry: TimelineEntry) -> str:
    """Returns the day from which the value was given, as far as it is known; or "undated"."""
    return date_label(entry.since.isoformat() if entry.since else None)


def entry_remarks(entry: TimelineEntry) -> Iterator[str]:
    """Says of a value of a timeline that its article had another one before, that sources disagree, and who gives it
    too."""
    if entry.changed_on:
        yield t("timeline-changed", day=date_label(entry.citation.published_at))
    if entry.disagrees:
        yield t("timeline-disagrees")
    if entry.also:
        names = dict.fromkeys(clip_plain(each.publisher or each.title, NAME) for each in entry.also)
        yield t("timeline-same", sources=len(entry.also), names=listed(list(names)[:MAX_NAMES]))


def timeline_footing(timeline: Timeline) -> str:
    """Says how many values there are, and how many independent sources they come from."""
    return t("timeline-footing", values=len(timeline.entries), sources=timeline.origins)


def unmoved_line(timeline: Timeline) -> str:
    """Says that there is one value, and how many sources give it, where that could be compared."""
    return t("timeline-one-value", sources=timeline.origins or 1)
