"""What a question's time does to a search, and to the refusal when that time holds no answer. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..dates.calendar import DAY
from ..text import has_words
from ..types import Answer, Citation, Filters, Outcome, Reason, Refusal, Window

GRACE = DAY
"""At both ends of a window: the asker, the article and this machine may be in different time zones."""
_LEADS = re.compile(r"^\W*+(?:(?:and|but|so|or|ok(?:ay)?|then|what about|how about)\W*+)?", re.IGNORECASE)


def is_only_a_time(question: str, window: Window) -> bool:
    """ "last week?", "and in March?": nothing is asked about that time."""
    rest = question[: window.words.start] + question[window.words.end :]
    return not has_words(rest) or _LEADS.fullmatch(rest) is not None


def narrowed(filters: Filters, window: Window | None, today: date) -> Filters:
    """The filters with a relative window in them. Articles without a date pass it, unless the filters keep them out.

    An absolute window filters nothing: "in 1985" is when something happened, not when it was written about. Nor does
    one that lies ahead: what is known about next week was published before it.
    """
    if window is None or not window.relative or (window.since and window.since > today):
        return filters
    since, until = window.since and window.since - GRACE, window.until and window.until + GRACE
    return replace(
        filters,
        since=max(filter(None, (filters.since, since)), default=None),
        until=min(filter(None, (filters.until, until)), default=None),
        undated=filters.undated or not (filters.since or filters.until),
    )


def outside_time(inside: Refusal, anywhere: Outcome, window: Window, narrow: Filters) -> Refusal:
    """The refusal for a question whose time holds no answer. `inside` is what was found in that time, `anywhere` what
    without it; the latter is shown as near where it answers, or where inside there was nothing near at all."""
    nearest = anywhere.citations[0] if isinstance(anywhere, Answer) else anywhere.nearest
    nearer = isinstance(anywhere, Answer) or inside.reason is not Reason.NOT_ANSWERED
    if nearest is not None and nearer and not _within(nearest, narrow):
        unmarked = replace(nearest, number=1, quote=replace(nearest.quote, marks=()))
        return Refusal(
            inside.question,
            Reason.OUTSIDE_TIME,
            unmarked,
            confidence=inside.confidence,
            since=window.since,
            until=window.until,
        )
    if inside.reason is Reason.OUTSIDE_TIME and isinstance(anywhere, Refusal):
        return anywhere
    return inside


def only_undated(filters: Filters) -> Filters:
    """The filters for what states no day: no day is in this window, and what has none passes it."""
    return replace(filters, since=date.max, until=date.min, undated=True)


def nearer_undated(inside: Refusal, undated: Outcome, filters: Filters) -> Refusal:
    """The refusal for a question kept to days that hold no answer. What states no day is shown as near where it answers
    better, or where nothing else is near: it may be from those days."""
    nearest = undated.citations[0] if isinstance(undated, Answer) else undated.nearest
    if nearest is None or (inside.nearest is not None and undated.confidence <= inside.confidence):
        return inside
    return Refusal(
        inside.question,
        Reason.OUTSIDE_TIME,
        replace(nearest, number=1, quote=replace(nearest.quote, marks=())),
        confidence=inside.confidence,
        since=inside.since or filters.since,
        until=inside.until or filters.until,
    )


def _within(citation: Citation, filters: Filters) -> bool:
    if not citation.published_at:
        return True
    day = date.fromisoformat(citation.published_at[:10])
    return (filters.since or day) <= day <= (filters.until or day)
