"""The one door off the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.workers.threads import LoopThread, MicroBatcher, Threads, Worker


async def test_calls_run_in_order_on_one_named_thread() -> None:
    seen: list[tuple[int, str]] = []

    def note(number: int) -> int:
        seen.append((number, threading.current_thread().name))
        return number

    async with Worker("model") as worker:
        assert await asyncio.gather(*(worker.run(note, number) for number in range(20))) == list(range(20))
    assert [number for number, _ in seen] == list(range(20))
    assert {name for _, name in seen} == {"model_0"}
    assert threading.current_thread().name not in {name for _, name in seen}


async def test_the_loop_goes_on_while_a_worker_works() -> None:
    release = threading.Event()
    async with Worker("slow") as worker:
        task = asyncio.create_task(worker.run(release.wait, 30))
        await asyncio.sleep(0)
        assert not task.done()  # we are here: nothing waited
        release.set()
        assert await task


async def test_work_in_the_background_lets_others_go_first() -> None:
    order: list[str] = []
    async with Worker("model") as worker:
        question = asyncio.create_task(worker.run(order.append, "question"))
        behind = asyncio.create_task(worker.run_in_background(order.append, "background"))
        await question
        await worker.run(order.append, "its next call")
        await behind
        await worker.run_in_background(order.append, "alone")
    assert order == ["question", "its next call", "background", "alone"]


async def test_work_in_the_background_goes_on_where_others_never_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("retrieval.workers.threads.PATIENCE_SECONDS", 0.1)
    release = threading.Event()
    async with Worker("model") as worker:
        running = asyncio.create_task(worker.run(release.wait, 30))
        await asyncio.sleep(0)
        behind = asyncio.create_task(worker.run_in_background(len, "abc"))
        await asyncio.sleep(0.2)
        release.set()
        assert await behind == 3
        assert await running


async def test_a_cancelled_caller_leaves_the_worker_usable() -> None:
    release = threading.Event()
    started = threading.Event()

    def block() -> None:
        started.set()
        release.wait(30)

    async with Worker("model") as worker:
        task = asyncio.create_task(worker.run(block))
        await asyncio.to_thread(started.wait, 30)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        release.set()
        assert await worker.run(len, "abc") == 3


class Crowd:
    """A function that notes its batches, and can be held."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.started = threading.Event()
        self.release = threading.Event()

    def __call__(self, items: Sequence[int]) -> list[int]:
        self.batches.append(list(items))
        self.started.set()
        self.release.wait(30)
        if 13 in items:
            raise ValueError("thirteen")
        return [item * 2 for item in items]


async def test_a_waiting_crowd_is_one_call() -> None:
    crowd = Crowd()
    async with Worker("model") as worker:
        batcher = MicroBatcher(worker, crowd, limit=8)
        first = asyncio.create_task(batcher.run(0))
        await asyncio.to_thread(crowd.started.wait, 30)
        others = [asyncio.create_task(batcher.run(number)) for number in range(1, 13)]
        await asyncio.sleep(0)
        crowd.release.set()
        assert await asyncio.gather(first, *others) == [number * 2 for number in range(13)]
    assert crowd.batches == [[0], list(range(1, 9)), list(range(9, 13))]


async def test_one_who_leaves_does_not_harm_the_others() -> None:
    crowd = Crowd()
    async with Worker("model") as worker:
        batcher = MicroBatcher(worker, crowd)
        tasks = [asyncio.create_task(batcher.run(number)) for number in range(3)]
        await asyncio.to_thread(crowd.started.wait, 30)
        tasks[1].cancel()
        crowd.release.set()
        found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [found[0], found[2]] == [0, 4]
    assert isinstance(found[1], asyncio.CancelledError)


async def test_a_failed_batch_fails_its_callers_and_the_next_works() -> None:
    crowd = Crowd()
    crowd.release.set()
    async with Worker("model") as worker:
        batcher = MicroBatcher(worker, crowd)
        with pytest.raises(ValueError, match="thirteen"):
            await batcher.run(13)
        assert await batcher.run(5) == 10


async def test_closing_the_worker_leaves_nobody_waiting() -> None:
    crowd = Crowd()
    async with Worker("model") as worker:
        batcher = MicroBatcher(worker, crowd, limit=1)
        tasks = [asyncio.create_task(batcher.run(number)) for number in range(3)]
        await asyncio.to_thread(crowd.started.wait, 30)
        crowd.release.set()
    done, pending = await asyncio.wait(tasks, timeout=10)
    for task in pending:
        task.cancel()
    assert not pending
    assert {
        task.cancelled() or task.exception() is not None or task.result() in (0, 2, 4) for task in done
    } == {True}


def test_a_loop_for_callers_that_are_not_asynchronous() -> None:
    async def place(number: int) -> tuple[int, str]:
        await asyncio.sleep(0)
        return number, threading.current_thread().name

    async def failing() -> None:
        raise ValueError("no")

    loop = LoopThread()
    with ThreadPoolExecutor(4) as callers:
        found = list(callers.map(lambda number: loop.run(place(number)), range(20)))
    assert [number for number, _ in found] == list(range(20))
    assert len({name for _, name in found}) == 1
    with pytest.raises(ValueError, match="no"):
        loop.run(failing())
    loop.close()


@pytest.mark.parametrize("count", [1, 2])
def test_parts_of_a_call_are_all_done_when_it_returns(count: int) -> None:
    done: list[int] = []
    threads = Threads(count, "parts")
    threads.each(done.append, range(50))
    assert sorted(done) == list(range(50))
    with pytest.raises(ZeroDivisionError):
        threads.each(lambda part: 1 // part, [1, 0, 2])


def test_two_parts_are_worked_on_at_the_same_time() -> None:
    both = threading.Barrier(2)
    Threads(2, "parts").each(lambda part: both.wait(30), range(2))
