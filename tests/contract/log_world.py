"""The real log of answers and its stand-in, driven alike: what a test says of one must hold for the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from retrieval import Answer, Citation, Outcome, Quote, Reason, Refusal, Settings, Span, open_library
from tests.core_fakes import HashingEmbedder
from tests.fakes import FakeLibrary

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOME, OTHER = "guild:1", "guild:2"


class LogWorld:
    """A library with a clock that stands still until `later`. `library` is the real one or the stand-in."""

    def __init__(self) -> None:
        self.library: Any = None
        self.now = START
        self._asked = 0

    def later(self, **span: float) -> None:
        self.now += timedelta(**(span or {"minutes": 1}))
        if isinstance(self.library, FakeLibrary):
            self.library.now = self.now

    async def asked(
        self,
        question: str = "when?",
        outcome: Outcome | None = None,
        *,
        by: str | None = "user:1",
        home: str | None = HOME,
        place: str | None = "channel:1",
        follows: int | None = None,
        private: bool = False,
    ) -> int:
        """A question that was answered, or with `outcome` something else; its id."""
        self._asked += 1
        claim = await self.library.answers.begin(
            f"asked {self._asked}",
            question=question,
            scopes=("shared",),
            asked_by=by,
            home=home,
            place=place,
            follows=follows,
            private=private,
        )
        await self.library.answers.finish(
            claim, outcome or answer(question), posted_key=f"posted {self._asked}"
        )
        self.later()
        return int(claim)

    async def refused(self, question: str, reason: Reason = Reason.NOTHING_FOUND, **asking: Any) -> int:
        return await self.asked(question, Refusal(question, reason), **asking)


def answer(question: str, text: str = "It is on May 5.") -> Answer:
    quote = Quote(7, 1, Span(0, len(text)), text, (Span(9, 14),))
    return Answer(question, (Citation(1, quote, "Title", "Paper", "2024-03-01"),), 0.75)


@asynccontextmanager
async def log_world(kind: str, data_dir: Path) -> AsyncIterator[LogWorld]:
    """`kind` is "real" or "fake"."""
    world = LogWorld()
    if kind == "fake":
        world.library = FakeLibrary()
        world.library.now = world.now
        yield world
        return
    settings = Settings(data_dir=data_dir)
    async with open_library(settings, embedder=HashingEmbedder(), clock=lambda: world.now) as library:
        world.library = library
        yield world


def questions(stored: Sequence[Any]) -> list[str]:
    return [each.question for each in stored]
