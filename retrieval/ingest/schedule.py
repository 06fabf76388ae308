"""When a feed is asked next. Pure; times are aware, chances are in [0, 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=7)
"""Of an interval, and of what a server may ask for: nothing keeps a feed away for longer."""
_BACK_OFF_CAP = timedelta(days=1)
_JITTER = 0.1
"""Share by which a pause is longer or shorter, so that feeds that began together drift apart."""
TOLD_AFTER = timedelta(hours=24)
"""A feed that has failed for so long is an admin's matter; anything shorter is weather."""
_STAGGER = timedelta(seconds=10)
_STAGGERED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Course:
    """How it goes with a feed: its present spell of failures, if there is one."""

    failures: int = 0
    """In a row."""
    failing_since: datetime | None = None
    """The first failure of the spell."""
    told: bool = False
    """An admin knows of the spell."""


@dataclass(frozen=True, slots=True)
class Next:
    """What follows from one more poll. `at` None: never again; `tell`: an admin has to know, now."""

    course: Course
    at: datetime | None
    tell: bool = False


def interval_of(minutes: int) -> timedelta:
    """The interval as it is kept to."""
    return min(max(timedelta(minutes=minutes), SHORTEST), LONGEST)


def after_success(interval: timedelta, now: datetime, chance: float) -> Next:
    """The spell is over; the interval counts from now."""
    return Next(Course(), now + _jittered(interval, chance))


def after_failure(
    course: Course, interval: timedelta, now: datetime, chance: float, retry_after: float | None = None
) -> Next:
    """Twice the interval, then twice that, to a day. `retry_after` seconds are waited for at least."""
    failures = course.failures + 1
    since = min(course.failing_since or now, now)  # a spell that began in the future was never told
    pause = interval
    for _ in range(failures):
        if pause >= _BACK_OFF_CAP:
            break
        pause = min(2 * pause, _BACK_OFF_CAP)
    asked = timedelta(seconds=min(max(retry_after or 0, 0), LONGEST.total_seconds()))
    tell = not course.told and now - since >= TOLD_AFTER
    at = now + max(_jittered(pause, chance), asked)
    return Next(Course(failures, since, course.told or tell), at, tell)


def after_farewell(course: Course, now: datetime) -> Next:
    """The server says that the feed is gone for good: told at once, asked never again."""
    return Next(
        Course(course.failures + 1, min(course.failing_since or now, now), True), None, not course.told
    )


def can_be(
    at: datetime | None, last_try: datetime | None, interval: timedelta, failures: int, now: datetime
) -> bool:
    """Whether a next poll lies where the interval, or after failures a server's wish, can have put it: one further
    ahead, or after a last one in the future, comes from a clock that was wrong. `at` None: it cannot be read."""
    longest = max(interval * (1 + _JITTER), LONGEST if failures else SHORTEST)
    return at is not None and at - now <= longest and (last_try is None or last_try - now <= SHORTEST)


def staggered(missed: Sequence[int], now: datetime) -> dict[int, datetime]:
    """When each of the feeds that came due while nobody polled is asked: the first now, the last within minutes."""
    step = min(_STAGGER, _STAGGERED_WITHIN / max(len(missed), 1))
    return {feed: now + number * step for number, feed in enumerate(missed)}


def _jittered(pause: timedelta, chance: float) -> timedelta:
    return pause * (1 + _JITTER * (2 * chance - 1))
