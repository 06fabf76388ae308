"""How often one person may ask: a few questions at once, then a steady pace."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

BURST = 5
"""Enough for a conversation; what is more is a script or a game."""
SECONDS_EACH = 6.0
REMEMBERED = 10_000
"""People kept in memory before those with a full allowance are forgotten."""


@dataclass(slots=True)
class _Allowance:
    questions: float
    at: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    warned: bool = False


class AskLimits:
    """A token bucket per person, and one question of a person at a time. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._people: dict[int, _Allowance] = {}

    def take(self, user_id: int) -> float:
        """Spend one question: 0 when it may be asked, else the seconds until one may."""
        person = self._refilled(user_id)
        if person.questions >= 1:
            person.questions -= 1
            person.warned = False
            return 0.0
        return math.ceil((1 - person.questions) * SECONDS_EACH)

    def should_warn(self, user_id: int) -> bool:
        """True once per wait: a warning for every message would be spam in answer to spam."""
        person = self._refilled(user_id)
        first, person.warned = not person.warned, True
        return first

    @asynccontextmanager
    async def turn(self, user_id: int) -> AsyncIterator[None]:
        """Hold this person's turn: their next question starts when this one is answered."""
        async with self._refilled(user_id).turn:
            yield

    def _refilled(self, user_id: int) -> _Allowance:
        now = self._clock()
        if len(self._people) >= REMEMBERED:
            self._forget(now)
        person = self._people.setdefault(user_id, _Allowance(BURST, now))
        person.questions = min(BURST, person.questions + (now - person.at) / SECONDS_EACH)
        person.at = now
        return person

    def _forget(self, now: float) -> None:
        full = [
            user_id
            for user_id, person in self._people.items()
            if person.questions + (now - person.at) / SECONDS_EACH >= BURST and not person.turn.locked()
        ]
        for user_id in full:
            del self._people[user_id]
