"""Moments as text that compares like time."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """In UTC and of one length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
