"""A few questions at once, then a steady pace."""

from __future__ import annotations

import asyncio

import bot.limits
from bot.limits import BURST, SECONDS_EACH, AskLimits


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_one_at_a_time() -> None:
    clock = Clock()
    limits = AskLimits(clock)
    assert [limits.take(1) for _ in range(BURST)] == [0] * BURST
    assert limits.take(1) == SECONDS_EACH
    clock.now += 2
    assert limits.take(1) == SECONDS_EACH - 2
    clock.now += limits.take(1)
    assert limits.take(1) == 0
    assert limits.take(1) > 0
    assert limits.take(2) == 0


def test_an_allowance_never_grows_beyond_the_burst() -> None:
    clock = Clock()
    limits = AskLimits(clock)
    limits.take(1)
    clock.now += 1e6
    assert sum(limits.take(1) == 0 for _ in range(BURST * 2)) == BURST


def test_one_warning_per_wait() -> None:
    clock = Clock()
    limits = AskLimits(clock)
    while limits.take(1) == 0:
        pass
    assert [limits.should_warn(1) for _ in range(3)] == [True, False, False]
    clock.now += SECONDS_EACH
    assert limits.take(1) == 0
    assert limits.should_warn(1)


def test_people_with_a_full_allowance_are_forgotten() -> None:
    clock = Clock()
    limits = AskLimits(clock)
    for person in range(bot.limits.REMEMBERED):
        limits.take(person)
    clock.now += SECONDS_EACH
    limits.take(-1)
    assert len(limits._people) == 1


async def test_one_person_one_question_at_a_time() -> None:
    limits = AskLimits()
    order: list[str] = []

    async def ask(person: int, name: str) -> None:
        async with limits.turn(person):
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(ask(1, "first"), ask(1, "second"), ask(2, "other"))
    assert order.index("second begins") > order.index("first ends")
    assert order.index("other begins") < order.index("first ends")
