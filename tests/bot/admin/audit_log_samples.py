"""Entries of the log."""

from __future__ import annotations

from retrieval import AuditEntry

from ..samples import MOMENT


def entry(number: int, name: str, before: str | None, after: str | None, **what: object) -> AuditEntry:
    facts: dict[str, object] = {"by": "discord:user:5", "is_preference": True} | what
    return AuditEntry(number, "guild:1", name, before, after, at=MOMENT, **facts)  # type: ignore[arg-type]
