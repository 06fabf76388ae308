"""Applies the time of a question to its search, and chooses the refusal if that time has no answer.

"What did Berg say last week?" searches articles of last week and of the days around it, and articles without a date.
"What happened in 1985?" filters nothing: articles of any day may tell it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..dates.calendar import DAY
from ..english import WEEKDAY_PATTERN
from ..outcomes import Answer, Outcome, Reason, Refusal
from ..text import has_words
from ..types import Citation, Filters, Window

GRACE = DAY
"""Added at both ends of a window, because user, article and this machine may be in different time zones."""
LONG = 26 * DAY
"""Of a longer time articles tell after it is over."""
_WEEKDAY = re.compile(rf"\W{{0,9}}(?:on\s{{1,9}})?(?:{WEEKDAY_PATTERN})\W{{0,9}}", re.IGNORECASE)
_LEADS = re.compile(r"^\W*+(?:(?:and|but|so|or|ok(?:ay)?|then|what about|how about)\W*+)?", re.IGNORECASE)


def is_only_a_time(question: str, window: Window) -> bool:
    """True for "last week?" or "and in March?": the question has nothing but a time."""
    rest = question[: window.words.start] + question[window.words.end :]
    return not has_words(rest) or _LEADS.fullmatch(rest) is not None


def is_bare_weekday(question: str, window: Window) -> bool:
    """True for "on Monday", which in a conversation is a day of what it is about; false for "last Monday"."""
    return _WEEKDAY.fullmatch(question[window.words.start : window.words.end]) is not None


def narrowed(filters: Filters, window: Window | None, today: date) -> Filters:
    """The filters, limited to a relative window. Articles without a date pass unless the filters have a time already.

    After a month, a quarter or a year is over, it is told how it went. An absolute window does not limit them: "in 1985"
    is when something happened, not when it was published. A window in the future does not either: what is known about
    next week was published before it.
    """
    if window is None or not window.relative or (window.since and window.since > today):
        return filters
    since, until = window.since and window.since - GRACE, window.until and window.until + GRACE
    if window.since and window.until and window.until - window.since > LONG:
        until = None
    return replace(
        filters,
        since=max(filter(None, (filters.since, since)), default=None),
        until=min(filter(None, (filters.until, until)), default=None),
        undated=filters.undated or not (filters.since or filters.until),
    )


def refused(outcome: Outcome) -> Refusal:
    """What a doubtful answer gives way to elsewhere as: the refusal that it would have been. A refusal stays itself."""
    if isinstance(outcome, Refusal):
        return outcome
    nearest = _unmarked(outcome.citations[0])
    return Refusal(outcome.question, Reason.NOT_ANSWERED, nearest, confidence=outcome.confidence)


def outside_time(inside: Refusal, anywhere: Outcome, window: Window, narrow: Filters) -> Refusal:
    """The refusal for a question whose time has no answer. `inside` is the refusal for that time, `anywhere` the outcome
    without a time. The quote of `anywhere` is shown as the nearest one if it answers or if `inside` has nothing near."""
    nearest = anywhere.citations[0] if isinstance(anywhere, Answer) else anywhere.nearest
    nearer = isinstance(anywhere, Answer) or inside.reason is not Reason.NOT_ANSWERED
    if nearest is not None and nearer and not _within(nearest, narrow):
        return _outside(inside, nearest, window.since, window.until)
    if inside.reason is Reason.OUTSIDE_TIME and isinstance(anywhere, Refusal):
        return anywhere
    return inside


def only_undated(filters: Filters) -> Filters:
    """Filters that only articles without a date pass: no day is inside the window."""
    return replace(filters, since=date.max, until=date.min, undated=True)


def nearer_undated(inside: Refusal, undated: Outcome, filters: Filters) -> Refusal:
    """The refusal for a question whose filtered days have no answer. `undated` is the outcome over articles without a
    date, which may be from these days: its quote is shown if its confidence is higher or if `inside` has nothing
    near."""
    nearest = undated.citations[0] if isinstance(undated, Answer) else undated.nearest
    if nearest is None or (inside.nearest is not None and undated.confidence <= inside.confidence):
        return inside
    return _outside(inside, nearest, inside.since or filters.since, inside.until or filters.until)


def _outside(inside: Refusal, nearest: Citation, since: date | None, until: date | None) -> Refusal:
    return Refusal(
        inside.question,
        Reason.OUTSIDE_TIME,
        _unmarked(nearest),
        confidence=inside.confidence,
        since=since,
        until=until,
    )


def _unmarked(citation: Citation) -> Citation:
    return replace(citation, number=1, quote=replace(citation.quote, marks=()))


def _within(citation: Citation, filters: Filters) -> bool:
    if not citation.published_at:
        return True
    day = date.fromisoformat(citation.published_at[:10])
    return (filters.since or day) <= day <= (filters.until or day)
