"""What became of a question while it is worked on: edited, deleted, or still as it was.

Events of one message may arrive while its answer is being made. They take turns, and only the newest wording of a
question is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Case:
    """A message with work in flight."""

    newest: int = 0
    holders: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class Wording:
    """One state of a message: as it was written, after an edit, or deleted."""

    message_id: int
    number: int
    case: _Case

    @property
    def outdated(self) -> bool:
        """A newer one has arrived: what is said to this one would be wrong."""
        return self.number != self.case.newest


class Wordings:
    """The messages with work in flight."""

    def __init__(self) -> None:
        self._cases: dict[int, _Case] = {}

    def __len__(self) -> int:
        return len(self._cases)

    @asynccontextmanager
    async def newest(self, message_id: int) -> AsyncIterator[Wording]:
        """Hold the message's turn for its newest wording. What came before is finished first, and sees at once that
        it is outdated."""
        case = self._cases.setdefault(message_id, _Case())
        case.newest += 1
        case.holders += 1
        wording = Wording(message_id, case.newest, case)
        try:
            async with case.lock:
                yield wording
        finally:
            case.holders -= 1
            if not case.holders:
                del self._cases[message_id]
