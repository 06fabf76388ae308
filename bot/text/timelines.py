"""The sentences about how an answer moved, which Discord and the terminal both show. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.news import Timeline, TimelineEntry

from .locale import listed, t
from .markup import clip_plain
from .phrases import MAX_NAMES, NAME


def entry_remarks(entry: TimelineEntry) -> Iterator[str]:
    """Says of a value of a timeline that the sources disagree, and how many others give it."""
    if entry.disagrees:
        yield t("timeline-disagrees")
    if entry.also:
        names = dict.fromkeys(clip_plain(each.publisher or each.title, NAME) for each in entry.also)
        yield t("timeline-same", sources=len(entry.also), names=listed(list(names)[:MAX_NAMES]))


def timeline_footing(timeline: Timeline) -> str:
    """Says how many values there are, and how many independent sources they come from."""
    return t("timeline-footing", values=len(timeline.entries), sources=len(timeline.sources))


def unmoved_line(timeline: Timeline) -> str:
    """Says that there is one value, and how many sources give it."""
    return t("timeline-one-value", sources=max(len(timeline.sources), timeline.answer.origins))
