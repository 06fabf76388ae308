"""What became of a question while it is worked on: edited, deleted, or still as it was.

Events of one message may arrive while its answer is being made. They take turns, and only the newest wording of a
question is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Standing:
    """What an outdated wording leaves in the channel for the next one to take over: the message that is shown, if it
    knows of one; `unsure` where a request to post it went unanswered."""

    shown: Any = None
    unsure: bool = False


NOTHING = Standing()


@dataclass(slots=True)
class _Case:
    """A message with work in flight."""

    newest: int = 0
    holders: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    superseded: asyncio.Event = field(default_factory=asyncio.Event)
    """That of the newest wording."""
    left: Standing | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One state of a message: as it was written, after an edit, or deleted."""

    message_id: int
    number: int
    case: _Case
    superseded: asyncio.Event
    """Set when a newer one has arrived."""

    @property
    def outdated(self) -> bool:
        """A newer one has arrived: what is said to this one would be wrong."""
        return self.number != self.case.newest

    @property
    def begun_before(self) -> bool:
        """The wording before was being answered when this one arrived."""
        return self.case.left is not None

    def leave(self, standing: Standing) -> None:
        """Hand over what stands in the channel."""
        self.case.left = standing

    def take_over(self) -> Standing:
        """What the wording before has left there, once."""
        left, self.case.left = self.case.left, None
        return left or NOTHING


class Wordings:
    """The messages with work in flight."""

    def __init__(self) -> None:
        self._cases: dict[int, _Case] = {}

    def __len__(self) -> int:
        return len(self._cases)

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._cases

    @asynccontextmanager
    async def newest(self, message_id: int) -> AsyncIterator[Wording]:
        """Hold the message's turn for its newest wording. What came before is finished first, and sees at once that
        it is outdated."""
        case = self._cases.setdefault(message_id, _Case())
        case.newest += 1
        case.holders += 1
        case.superseded.set()
        case.superseded = asyncio.Event()
        wording = Wording(message_id, case.newest, case, case.superseded)
        try:
            async with case.lock:
                yield wording
        finally:
            case.holders -= 1
            if not case.holders:
                del self._cases[message_id]
