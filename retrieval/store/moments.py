"""Moments as text that compares like time."""

from __future__ import annotations

from datetime import UTC, date, datetime

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""In place of a moment that a row must have and that cannot be read."""


def stamp(moment: datetime) -> str:
    """In UTC and of one length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stored: str | None) -> datetime | None:
    """None also for what a damaged disk left of one: a single row must not fail a whole list."""
    try:
        found = datetime.fromisoformat(stored) if stored else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def dated(stored: str | None) -> str | None:
    """What begins with a day, as it is; None where that day cannot be read."""
    try:
        date.fromisoformat((stored or "")[:10])
    except ValueError:
        return None
    return stored
