"""The part of the stand-in library that makes briefings, in which nothing is new. The tests of briefings have the real
one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from retrieval import Filters, NotFound
from retrieval.news import Briefing, DigestState, Since, Wanted

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class FakeBriefings:
    """See `FakeLibrary`."""

    def __init__(self) -> None:
        self.states: dict[str, DigestState] = {}
        self.made: list[tuple[Wanted, Since, Filters]] = []

    @property
    def store(self) -> FakeBriefings:
        return self

    async def digests(self) -> dict[str, DigestState]:
        return self.states

    async def since(self, text: str, today: date | None = None) -> Since:
        return Since(date(2025, 12, 29))

    async def make(self, wanted: Wanted, since: Since, filters: Filters) -> Briefing:
        self.made.append((wanted, since, filters))
        return Briefing(wanted.topics, since, NOW)

    async def kept(self, briefing_id: int) -> Any:
        raise NotFound("briefing", briefing_id)

    async def last(self, person: str, home: str | None) -> datetime | None:
        return None

    async def was_briefed(self, person: str, home: str | None, briefing: Briefing) -> None:
        """Nothing is kept."""
