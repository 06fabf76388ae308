"""What Discord does to a bot: cuts, limits, errors, lost and late replies; and a watch on the event loop."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter

from tests.discord_sim import DiscordSim, faults
from tests.discord_sim.faults import Fault

TYPING = ("POST", "/channels/*/typing")
POSTS = ("POST", "/channels/*/messages")
EDITS = ("PATCH", "/channels/*/messages/*")
DELETES = ("DELETE", "/channels/*/messages/*")
ANSWERS = ("PATCH", "/webhooks/*/messages/@original")
ANYTHING = ("*", "*")
REST: tuple[tuple[str, tuple[str, str], Fault, float], ...] = (
    ("429", ANYTHING, faults.rate_limited(0.2), 0.02),
    ("429 everywhere", ANYTHING, faults.rate_limited(0.5, everywhere=True), 0.003),
    ("slow", ANYTHING, faults.slow(0.7), 0.02),
    ("503", TYPING, faults.server_error(503), 0.02),
    ("502", POSTS, faults.server_error(502), 0.02),
    ("503", POSTS, faults.server_error(503), 0.02),
    ("reset", POSTS, faults.connection_reset(), 0.01),
    ("lost reply", POSTS, faults.lost_reply(502), 0.02),
    ("lost by reset", POSTS, faults.connection_reset(performed=True), 0.01),
    ("503", ANSWERS, faults.server_error(503), 0.03),
    ("reset", ANSWERS, faults.connection_reset(), 0.02),
    ("503", EDITS, faults.server_error(503), 0.05),
    ("lost reply", EDITS, faults.lost_reply(502), 0.03),
    ("503", DELETES, faults.server_error(503), 0.05),
)
"""Name, requests, what happens to them, how often."""
WATCH_SECONDS = 0.02


class Trouble:
    """Makes it, and counts it."""

    def __init__(self, sim: DiscordSim, seed: int) -> None:
        self._sim = sim
        self._rng = random.Random(seed)
        self._rules = [
            (name, sim.faults.add(*where, fault, times=10**6, chance=chance))
            for name, where, fault, chance in REST
        ]
        self._gateway: Counter[str] = Counter()

    async def make(self, until: float, seconds_between: float) -> None:
        """Gateway trouble now and then; the REST rules work by themselves."""
        while time.monotonic() < until:
            await asyncio.sleep(self._rng.uniform(0.5, 1.5) * seconds_between)
            if not self._sim.core.gateway.live:
                continue
            rewind = self._rng.randint(0, 5)
            kind = self._rng.choice(("cut 1006", "cut 4000", "op 7", "op 9 resumable", "away"))
            self._gateway[kind] += 1
            if kind == "cut 1006":
                self._sim.cut(1006, rewind=rewind)
            elif kind == "cut 4000":
                self._sim.cut(4000, rewind=rewind)
            elif kind == "op 7":
                self._sim.reconnect_op7(rewind=rewind)
            elif kind == "op 9 resumable":
                self._sim.invalid_session(True)
            else:
                async with self._sim.down():
                    await asyncio.sleep(self._rng.uniform(0.5, 2.5))

    def counts(self) -> Counter[str]:
        counted = Counter(self._gateway)
        for name, rule in self._rules:
            counted[name] += rule.hits
        return counted


async def watch(until: float, late: list[float]) -> None:
    """How late a task that sleeps comes back, in seconds."""
    while time.monotonic() < until:
        started = time.monotonic()
        await asyncio.sleep(WATCH_SECONDS)
        late.append(time.monotonic() - started - WATCH_SECONDS)
