"""How often a person, a channel and a server may ask: a few questions at once, then a steady pace.

Permissions, limits and the order of questions are decided on who asks where: on a `Requester`.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ..preferences import Preferences


@dataclass(frozen=True, slots=True)
class Requester:
    """A person, and where they ask. In a direct message there is no guild; only a thread has a parent."""

    user_id: int
    guild_id: int | None = None
    channel_id: int | None = None
    parent_id: int | None = None
    role_ids: frozenset[int] = frozenset()

    @property
    def root_id(self) -> int | None:
        """The channel whose allowance is spent: all threads of a channel, and all posts of a forum, share one."""
        return self.channel_id if self.parent_id is None else self.parent_id

    @property
    def home(self) -> Hashable:
        """Who takes turns in the queue: the server; somebody who writes directly counts as a server of their own."""
        return ("person", self.user_id) if self.guild_id is None else ("server", self.guild_id)


BURST_SHARE = 0.5
"""Of a minute's questions, so many may come at once: five of ten are a conversation, more is a script or a game."""
REMEMBERED = 10_000
"""Allowances kept in memory; the one that was used longest ago is forgotten, which makes it full again."""
ROUNDING = 1e-6
"""Less than this is missing only because of floating point."""
CROWD_QUIET = 60.0
"""Seconds for which one warning is enough for a whole channel, or for somebody who may not ask at all."""
DAY = 86_400.0
"""Seconds for which somebody who was told where the bot answers is not told again."""


class Limit(Enum):
    """Which limit is used up."""

    PERSON = "person"
    CHANNEL = "channel"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Wait:
    """Whole seconds until the next question may be asked, and which limit says so."""

    seconds: int
    limit: Limit


@dataclass(slots=True)
class _Allowance:
    """A token bucket: how many questions may be asked at once, as counted at the time `at`."""

    questions: float
    at: float

    def refill(self, now: float, per_minute: int) -> None:
        grown = self.questions + (now - self.at) * per_minute / 60
        self.questions, self.at = min(burst(per_minute), grown), now

    def wait(self, per_minute: int) -> int:
        missing = 1 - self.questions
        return 0 if missing <= ROUNDING else max(1, math.ceil(missing * 60 / per_minute - ROUNDING))


def burst(per_minute: int) -> int:
    """How many questions may come at once where so many may come in a minute."""
    return max(1, math.ceil(per_minute * BURST_SHARE))


class AskLimits:
    """Allowances of everyone and everything that asks. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._allowances: OrderedDict[Hashable, _Allowance] = OrderedDict()
        self._warned: OrderedDict[Hashable, float] = OrderedDict()
        """Until when it has been said."""

    def take(self, requester: Requester, preferences: Preferences) -> Wait | None:
        """Spends one question of each limit and returns None; where one is used up, spends nothing and returns the
        longest wait."""
        spent, waits = [], []
        for limit, key, per_minute in _limits(requester, preferences):
            allowance = self._refilled(key, per_minute)
            spent.append(allowance)
            waits.append(Wait(allowance.wait(per_minute), limit))
        longest = max(waits, key=lambda wait: wait.seconds)
        if longest.seconds:
            return longest
        for allowance in spent:
            allowance.questions -= 1
        return None

    def should_warn(self, requester: Requester, wait: Wait) -> bool:
        """True once per wait: a warning for every message would be spam in answer to spam. A channel full of people
        is warned once a minute."""
        if wait.limit is Limit.PERSON:
            return self._once(("person", requester.guild_id, requester.user_id), wait.seconds)
        return self._once(("channel", requester.root_id), max(CROWD_QUIET, wait.seconds))

    def should_refuse_aloud(self, requester: Requester) -> bool:
        """True once a minute for somebody who may not ask here at all."""
        return self._once(("stranger", requester.guild_id, requester.user_id), CROWD_QUIET)

    def should_hint(self, requester: Requester) -> bool:
        """True once a day for each person of a server who addresses the bot where it does not answer, and once a minute
        for the channel."""
        quiet = ("elsewhere", requester.root_id)
        if self._warned.get(quiet, 0.0) > self._clock():
            return False
        told = self._once(("elsewhere", requester.guild_id, requester.user_id), DAY)
        return told and self._once(quiet, CROWD_QUIET)

    def _once(self, key: Hashable, seconds: float) -> bool:
        now = self._clock()
        if self._warned.get(key, now) > now:
            return False
        self._warned[key] = now + seconds
        self._warned.move_to_end(key)
        _forget_oldest(self._warned)
        return True

    def _refilled(self, key: Hashable, per_minute: int) -> _Allowance:
        now = self._clock()
        allowance = self._allowances.setdefault(key, _Allowance(burst(per_minute), now))
        allowance.refill(now, per_minute)
        self._allowances.move_to_end(key)
        _forget_oldest(self._allowances)
        return allowance


def _limits(requester: Requester, preferences: Preferences) -> Iterator[tuple[Limit, Hashable, int]]:
    """Each limit that holds for the requester: which, whose allowance, questions a minute."""
    if requester.guild_id is None or not preferences.unlimited(requester.role_ids):
        yield Limit.PERSON, ("person", requester.guild_id, requester.user_id), preferences.user_per_minute
    if requester.guild_id is None:
        return
    if requester.root_id is not None:
        yield Limit.CHANNEL, ("channel", requester.root_id), preferences.channel_limit(requester.root_id)
    yield Limit.SERVER, ("server", requester.guild_id), preferences.server_per_minute


def _forget_oldest(kept: OrderedDict[Hashable, Any]) -> None:
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
