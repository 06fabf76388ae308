"""The part of the stand-in library that keeps what it knows of people and servers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace as NS
from typing import Any


class FakePeople:
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Any] = []
        self.kept: dict[str, dict[str, str]] = {}
        self.held: dict[str, Any] = {}
        self.forgotten: list[str] = []
        self.home_list: list[Any] = []
        self.forget_calls: list[tuple[Any, datetime]] = []
        self.left_at: dict[str, datetime] = {}
        self.purges: list[datetime] = []
        self.clock = lambda: datetime.now(UTC)

    async def preferences(self, place: str) -> Mapping[str, str]:
        return self.kept.get(place, {})

    async def record(self, place, deed, facts, *, by=None):
        self.entries.append(NS(place=place, name=deed, after=facts, by=by))

    async def ledger(self, place, *, offset=0, limit=10):
        from retrieval import Page
        found = [e for e in self.entries if e.place == place]
        return Page(tuple(found[offset:offset+limit]), len(found), offset)

    async def stored_of(self, person):
        return self.held.get(person, NS(answers=0, votes=0, oldest=None))

    async def forget_person(self, person):
        self._fail("forget_person")
        self.forgotten.append(person)
        h = self.held.pop(person, NS(answers=0, votes=0))
        return NS(answers=h.answers, votes=h.votes, posted=("x",) * h.answers)

    async def forget_before(self, home, before):
        self._fail(f"forget_before {home}")
        self.forget_calls.append((home, before))
        return 1

    async def homes(self):
        return tuple(self.home_list)

    async def mark_left(self, scope): self.left_at.setdefault(scope, self.clock())
    async def mark_returned(self, scope): self.left_at.pop(scope, None)
    async def left(self): return dict(self.left_at)
    async def purge_left(self, before):
        self.purges.append(before)
        gone = tuple(s for s, at in self.left_at.items() if at < before)
        for s in gone: del self.left_at[s]
        return gone
