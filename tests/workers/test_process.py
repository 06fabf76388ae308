"""The child process: whatever a call does, the next one is served, and nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import FileTooLarge
from retrieval.workers.process import ChildFailed, Ending, ProcessWorker, run_program
from tests.conftest import ROOT
from tests.workers import child_tasks as tasks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")


@pytest.fixture
async def worker() -> AsyncIterator[ProcessWorker]:
    async with ProcessWorker(seconds=2.0, memory_mib=512, answer_bytes=1_000_000) as opened:
        yield opened


def alive(pid: int) -> bool:
    """False for a zombie too."""
    with suppress(FileNotFoundError):
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    return False


async def test_calls_come_back(worker: ProcessWorker) -> None:
    assert await worker.run(tasks.double, 21) == 42
    assert await worker.run(tasks.double, number=4) == 8
    assert await worker.run(tasks.echo, {"a": [1, None, "é", b"\xff", {2.5}]}) == {
        "a": [1, None, "é", b"\xff", {2.5}]
    }
    assert (await worker.run(tasks.draft, "T")).pages == (0, 5)
    first, second = await worker.run(tasks.who), await worker.run(tasks.who)
    assert first == second
    assert first[1] == os.getpid() != first[0]


@pytest.mark.parametrize(
    ("function", "arguments", "ending"),
    [
        (tasks.sleep, (60.0,), Ending.TIME),
        (tasks.spin, (), Ending.TIME),
        (tasks.allocate, (), Ending.MEMORY),
        (tasks.leave, (0,), Ending.DIED),
        (tasks.leave, (3,), Ending.DIED),
        (tasks.crash, (), Ending.DIED),
        (tasks.fail, ("exit",), Ending.DIED),
        (tasks.large, (1_000_001,), Ending.ANSWER),
        (tasks.sly, (), Ending.ANSWER),
    ],
)
async def test_the_next_call_has_a_new_child(
    worker: ProcessWorker, function: Callable[..., Any], arguments: tuple[Any, ...], ending: Ending
) -> None:
    before, _ = await worker.run(tasks.who)
    started = time.monotonic()
    with pytest.raises(ChildFailed) as caught:
        await worker.run(function, *arguments)
    assert caught.value.ending is ending
    assert time.monotonic() - started < 10
    assert not alive(before)
    after, _ = await worker.run(tasks.who)
    assert after != before


async def test_what_a_function_raises_is_raised_here(worker: ProcessWorker) -> None:
    before, _ = await worker.run(tasks.who)
    with pytest.raises(FileTooLarge) as refused:
        await worker.run(tasks.refuse, "a.txt")
    assert (refused.value.source, refused.value.size, refused.value.limit) == ("a.txt", 7, 3)
    with pytest.raises(KeyError) as raised:
        await worker.run(tasks.fail, "builtin")
    assert "child_tasks.py" in raised.value.__notes__[0]
    with pytest.raises(RuntimeError, match="Odd"):
        await worker.run(tasks.fail, "odd")
    with pytest.raises((AttributeError, RuntimeError)):
        await worker.run(tasks.unpicklable)
    assert (await worker.run(tasks.who))[0] == before


async def test_prints_do_not_disturb(worker: ProcessWorker, capfd: pytest.CaptureFixture[str]) -> None:
    assert await worker.run(tasks.shout, "Stray text.\n" * 10_000) == 0
    assert await worker.run(tasks.double, 1) == 2
    assert capfd.readouterr() == ("", "")


async def test_the_child_knows_no_secret_and_only_what_it_needs(
    worker: ProcessWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    assert "secret" not in (await worker.run(tasks.environment)).values()
    assert not {"faiss", "numpy", "pydantic", "asyncio"} & set(await worker.run(tasks.loaded))


async def test_a_large_request_and_a_large_answer() -> None:
    data = os.urandom(20_000_000)
    async with ProcessWorker(seconds=20.0, memory_mib=1024) as worker:
        assert await worker.run(tasks.echo, data) == data


async def test_calls_take_turns_and_waiting_costs_no_time(worker: ProcessWorker) -> None:
    naps = [worker.run(tasks.sleep, 0.7) for _ in range(4)]  # together more than the limit of one
    assert await asyncio.gather(*naps, worker.run(tasks.double, 2)) == [0.7] * 4 + [4]


async def test_one_bad_call_does_not_hurt_those_that_wait(worker: ProcessWorker) -> None:
    calls = [worker.run(tasks.leave, 1) if n % 3 == 1 else worker.run(tasks.double, n) for n in range(6)]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert [results[n] for n in (0, 2, 3, 5)] == [0, 4, 6, 10]
    assert all(isinstance(results[n], ChildFailed) for n in (1, 4))


@pytest.mark.parametrize("after", [0.0, 0.01, 0.3])
async def test_a_cancelled_call_ends_and_the_next_is_served(worker: ProcessWorker, after: float) -> None:
    running = asyncio.create_task(worker.run(tasks.sleep, 60.0))
    waiting = asyncio.create_task(worker.run(tasks.double, 3))
    dropped = asyncio.create_task(worker.run(tasks.double, 4))
    await asyncio.sleep(after)
    dropped.cancel()
    running.cancel()
    assert await waiting == 6
    for task in (running, dropped):
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_cancelled_twice_while_a_large_answer_is_on_its_way() -> None:
    async with ProcessWorker(seconds=20.0, memory_mib=1024) as worker:
        await worker.run(tasks.double, 1)
        for _ in range(5):
            task = asyncio.create_task(worker.run(tasks.large, 50_000_000))
            await asyncio.sleep(0.05)
            task.cancel()
            await asyncio.sleep(0)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            assert await worker.run(tasks.double, 2) == 4


async def test_a_child_that_was_killed_between_calls_is_replaced(worker: ProcessWorker) -> None:
    pid, _ = await worker.run(tasks.who)
    os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        if not alive(pid):
            break
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)
    assert (await worker.run(tasks.who))[0] != pid


async def test_closing_ends_the_running_call_and_the_child() -> None:
    worker = ProcessWorker(seconds=20.0, memory_mib=512)
    pid, _ = await worker.run(tasks.who)
    calls = [asyncio.create_task(worker.run(tasks.sleep, 60.0)) for _ in range(2)]
    await asyncio.sleep(0.1)
    await worker.close()
    assert not alive(pid)
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(each) for each in results] == [ChildFailed, RuntimeError]
    with pytest.raises(RuntimeError):
        await worker.run(tasks.double, 1)


async def test_a_worker_that_was_never_used_closes() -> None:
    async with ProcessWorker(seconds=1.0, memory_mib=512):
        pass


ORPHAN = """
import asyncio, sys
from retrieval.workers.process import ProcessWorker
from tests.workers import child_tasks as tasks

async def main():
    worker = ProcessWorker(seconds=float(sys.argv[1]), memory_mib=512)
    print(*await worker.run(tasks.who), flush=True)
    await worker.run(tasks.sleep, 60.0) if len(sys.argv) > 2 else await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize(("arguments", "within"), [(["9"], 3.0), (["0.8", "busy"], 9.0)])
def test_the_child_ends_with_its_parent(arguments: list[str], within: float) -> None:
    """At once when it is idle; a running call ends itself soon after its limit."""
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline().split()[0])
        assert alive(pid)
        time.sleep(0.2)
        parent.kill()
    until = time.monotonic() + within
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(pid)


def test_ctrl_c_leaves_no_traceback_of_the_child(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, "9", "busy"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        pid = int(parent.stdout.readline().split()[0])
        time.sleep(0.2)
        os.killpg(parent.pid, signal.SIGINT)
        errors = parent.stderr.read()
    assert errors.count("Traceback") <= 1 + errors.count("CancelledError")
    assert "child.py" not in errors
    assert not alive(pid)


async def test_a_program_is_run_to_its_end() -> None:
    heard: list[str] = []
    code = "import os, sys; print('out', os.environ.get('WORD')); sys.stderr.write('a\\nb\\n'); sys.exit(3)"
    command = [sys.executable, "-c", code]
    assert await run_program(command, on_line=heard.append, environ={"WORD": "x"}) == (3, "out x\n")
    assert heard == ["a", "b"]


async def test_a_cancelled_program_ends_with_what_it_started(tmp_path: Path) -> None:
    child = f"open({str(tmp_path / 'there')!r}, 'w').close(); import time; time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    running = asyncio.create_task(run_program([sys.executable, "-c", code], on_line=print))
    while not (tmp_path / "there").exists():  # noqa: ASYNC110  # the file is the only sign that it gives
        await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
