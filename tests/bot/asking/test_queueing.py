"""At most so many questions at once; who waits is told, may leave, and loses nothing."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.asking.limits import Requester
from bot.asking.queue import AT_ONCE, MOMENT, AskQueue, Place, QueueClosed


class Crowd:
    """Questions that are answered when the test says so."""

    def __init__(self, queue: AskQueue) -> None:
        self.queue = queue
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.most = 0
        self.gate = asyncio.Event()
        self._now = 0

    async def ask(self, name: str, requester: Requester) -> None:
        async with self.queue.slot(requester):
            self.begun.append(name)
            self._now += 1
            self.most = max(self.most, self._now)
            try:
                await self.gate.wait()
                await asyncio.sleep(0)
            finally:
                self._now -= 1
            self.ended.append(name)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_so_many_are_worked_on_at_once_and_the_others_in_turns() -> None:
    crowd = Crowd(AskQueue())
    names = [f"A{n}" for n in range(6)] + ["B0"]
    work = [
        asyncio.create_task(crowd.ask(name, Requester(n, 1 if name[0] == "A" else 2)))
        for n, name in enumerate(names)
    ]
    await settle()
    assert crowd.begun == ["A0", "A1"]
    assert crowd.queue.waiting == 5
    crowd.gate.set()
    await asyncio.gather(*work)
    assert crowd.most == AT_ONCE
    assert crowd.begun.index("B0") <= 3
    assert crowd.queue.waiting == 0


async def test_who_writes_directly_takes_turns_with_servers() -> None:
    crowd = Crowd(AskQueue(at_once=1))
    requesters = {f"A{n}": Requester(n, 1) for n in range(5)} | {"direct": Requester(9)}
    work = [asyncio.create_task(crowd.ask(name, requester)) for name, requester in requesters.items()]
    crowd.gate.set()
    await asyncio.gather(*work)
    assert crowd.begun.index("direct") <= 2


async def test_a_slot_given_back_is_the_next_persons_but_not_yet_the_same_persons() -> None:
    """While Discord is slow to take an answer, its asker's next question waits and nobody else's does."""
    queue, begun, shown = AskQueue(at_once=1), list[str](), asyncio.Event()

    async def ask(name: str, person: int) -> None:
        async with queue.slot(Requester(person, 1)) as give_back:
            begun.append(name)
            give_back()
            give_back()  # a second time changes nothing
            await shown.wait()

    work = [asyncio.create_task(ask(*each)) for each in (("A0", 0), ("A1", 0), ("B0", 1), ("C0", 2))]
    await settle()
    assert begun == ["A0", "B0", "C0"]
    assert queue.waiting == 1
    shown.set()
    await asyncio.gather(*work)
    assert begun[-1] == "A1"
    crowd = Crowd(queue)
    more = [asyncio.create_task(crowd.ask(f"D{n}", Requester(n, 1))) for n in range(3)]
    await settle()
    assert crowd.begun == ["D0"]  # still one slot, not two
    crowd.gate.set()
    await asyncio.gather(*more)


async def test_one_question_of_a_person_at_a_time_wherever_it_is_asked() -> None:
    crowd = Crowd(AskQueue())
    work = [asyncio.create_task(crowd.ask(f"in {guild}", Requester(1, guild))) for guild in (1, 2)]
    await settle()
    assert crowd.begun == ["in 1"]
    crowd.gate.set()
    await asyncio.gather(*work)
    assert crowd.most == 1


@pytest.mark.parametrize("seed", range(15))
async def test_cancelled_at_random_nothing_is_lost_and_no_turn_leaks(seed: int) -> None:
    chance, crowd = random.Random(seed), Crowd(AskQueue())
    crowd.gate.set()
    work: list[asyncio.Task[None]] = []
    for n in range(60):
        requester = Requester(chance.randrange(8), chance.choice([None, 1, 2, 3]))
        work.append(asyncio.create_task(crowd.ask(str(n), requester)))
        if chance.random() < 0.5:
            await asyncio.sleep(0)
        if chance.random() < 0.4:
            chance.choice(work).cancel()
    results = await asyncio.gather(*work, return_exceptions=True)
    finished = {str(n) for n, result in enumerate(results) if result is None}
    assert finished == set(crowd.ended)
    assert {type(result) for result in results} <= {type(None), asyncio.CancelledError}
    assert crowd.most <= AT_ONCE
    assert crowd.queue.waiting == 0
    crowd.begun.clear()
    await asyncio.wait_for(asyncio.gather(*(crowd.ask("after", Requester(n)) for n in range(3))), 1)
    assert crowd.begun == ["after"] * 3


async def test_a_long_wait_is_told_and_told_again_when_it_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.asking.queue.LOOK_EVERY", 0.001)
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0.0)
    monkeypatch.setattr("bot.asking.queue.FIRST_GUESS", 1.0)
    queue, told = AskQueue(lambda: 0.0, at_once=1), list[Place]()
    free = asyncio.Semaphore(0)

    async def hold(person: int) -> None:
        async with queue.slot(Requester(person, 1)):
            await free.acquire()

    async def on_wait(place: Place) -> None:
        told.append(place)

    async def last() -> None:
        async with queue.slot(Requester(99, 1), on_wait):
            told.append(Place(0, 0))

    before = [asyncio.create_task(hold(person)) for person in range(8)]
    await settle()
    waiting = asyncio.create_task(last())
    for _ in before:
        await asyncio.sleep(0.01)
        free.release()
    await asyncio.gather(*before, waiting)
    assert [place.position for place in told] == [8, 4, 2, 1, 0]
    assert told[0].seconds == 8


async def test_a_short_wait_is_not_told() -> None:
    queue, told = AskQueue(), list[Place]()

    async def on_wait(place: Place) -> None:
        told.append(place)

    async def ask(person: int) -> None:
        async with queue.slot(Requester(person), on_wait):
            await asyncio.sleep(0)

    await asyncio.gather(*(ask(person) for person in range(6)))
    assert told == []


async def test_estimates_follow_the_answers_of_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0.0)
    now = [0.0]
    queue = AskQueue(lambda: now[0], at_once=1)
    for _ in range(30):
        async with queue.slot(Requester(1)):
            now[0] += 4.0
    async with queue.slot(Requester(1)):
        told = list[Place]()

        async def on_wait(place: Place) -> None:
            told.append(place)

        async def ask(person: int) -> None:
            async with queue.slot(Requester(person), on_wait):
                pass

        work = [asyncio.create_task(ask(person)) for person in (2, 3)]
        await settle()
    await asyncio.gather(*work)
    assert told == [Place(2, 8)]


async def test_closing_sends_the_waiting_away_and_lets_the_others_finish() -> None:
    crowd = Crowd(AskQueue())
    work = [asyncio.create_task(crowd.ask(str(n), Requester(n))) for n in range(5)]
    await settle()
    crowd.queue.close()
    await settle()
    crowd.gate.set()
    results = await asyncio.gather(*work, return_exceptions=True)
    assert crowd.ended == ["0", "1"]
    assert [type(result) for result in results[2:]] == [QueueClosed] * 3
    assert crowd.queue.waiting == 0
    with pytest.raises(QueueClosed):
        async with crowd.queue.slot(Requester(1)):
            pass


async def test_what_cannot_be_told_frees_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0.0)
    queue = AskQueue(at_once=1)

    async def on_wait(place: Place) -> None:
        raise OSError

    async with queue.slot(Requester(0)):
        held = [asyncio.create_task(_pass(queue, Requester(n))) for n in range(1, 8)]
        await settle()
        with pytest.raises(OSError):  # noqa: PT011  # as raised
            async with queue.slot(Requester(99), on_wait):
                pass
        assert queue.waiting == 7
    await asyncio.gather(*held)


async def _pass(queue: AskQueue, requester: Requester) -> None:
    async with queue.slot(requester):
        pass


async def test_who_waits_only_for_questions_of_their_own_is_told_no_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.asking.queue.LOOK_EVERY", 0.001)
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0.0)
    monkeypatch.setattr("bot.asking.queue.LONG_WAIT", 0.0)
    queue, told, free = AskQueue(at_once=1), list[tuple[int, int]](), asyncio.Event()

    async def ask(person: int) -> None:
        async def on_wait(place: Place) -> None:
            told.append((person, place.position))

        async with queue.slot(Requester(person, 1), on_wait):
            await free.wait()

    work = [asyncio.create_task(ask(1)) for _ in range(4)]
    await asyncio.sleep(0.02)
    assert told == [], "nobody else is there"
    work.append(asyncio.create_task(ask(2)))
    await asyncio.sleep(0.02)
    assert (2, 2) in told or (2, 1) in told
    free.set()
    await asyncio.gather(*work)


async def test_nobody_is_told_before_a_moment_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.asking.queue.LOOK_EVERY", 0.001)
    now, told = [0.0], list[Place]()
    queue, free = AskQueue(lambda: now[0], at_once=1), asyncio.Event()

    async def on_wait(place: Place) -> None:
        told.append(place)

    async def ask(person: int) -> None:
        async with queue.slot(Requester(person, 1), on_wait if person == 99 else None):
            await free.wait()

    work = [asyncio.create_task(ask(person)) for person in (*range(20), 99)]
    await asyncio.sleep(0.02)
    assert told == [], "twenty are before it, and it has just come"
    now[0] = MOMENT
    await asyncio.sleep(0.02)
    assert [place.position for place in told] == [20]
    free.set()
    await asyncio.gather(*work)
