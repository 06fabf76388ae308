"""The only way to another process: one child that may hang, crash or eat its memory without harm to the bot."""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from .child import FRAME
from .threads import Worker

P = ParamSpec("P")
R = TypeVar("R")

COMMAND: Iterable[str] = (sys.executable, "-P", "-W", "ignore", str(Path(__file__).with_name("child.py")))
"""What starts a child."""
ANSWER_BYTES = 256_000_000
"""What one call may return, pickled: an unpacked archive with room to spare."""
_PIECE = 2**18
"""Bytes that go through the pipe in one step of the event loop."""
_GRACE = 5.0
"""Seconds after its limit at which a call ends itself, should the parent be gone that would have ended it."""
_ENVIRONMENT = (
    "PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH PYTHONHOME SYSTEMROOT TEMP TMP TMPDIR LANG LC_ALL".split()
)
"""Nothing else: a child that reads strangers' files has no business with the bot's token."""
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Every further thread of numpy reserves address space, which the memory limit counts."""


_PLAIN = {
    "builtins": {"set", "frozenset", "bytearray", "complex"},
    "datetime": {"date", "datetime", "timedelta", "timezone"},
}
_OURS = ("retrieval.types", "retrieval.reports", "retrieval.errors")


class Ending(StrEnum):
    """Why a call had no end of its own."""

    TIME = "time"
    MEMORY = "memory"
    ANSWER = "answer"
    DIED = "died"


class ChildFailed(Exception):
    """A call took its child down; the next call has a new one. Whoever called says what that means."""

    def __init__(self, ending: Ending, detail: str = "") -> None:
        super().__init__(f"{ending}: {detail}" if detail else str(ending))
        self.ending = ending
        self.detail = detail


class ProcessWorker:
    """One child process, started at the first call; calls run in the order they came, never two at once.

    `seconds` of wall-clock time a call, the start of the child included; `memory_mib` MiB of address space. With a
    `niceness` of up to 19 it gives way to other work on the processor.
    """

    def __init__(
        self, *, seconds: float, memory_mib: int, answer_bytes: int = ANSWER_BYTES, niceness: int = 0
    ) -> None:
        self.seconds = seconds
        self._niceness = niceness
        self.memory_mib = memory_mib
        self._answer_bytes = answer_bytes
        self._turn = asyncio.Lock()
        self._desk = Worker("pickles")
        self._process: Process | None = None
        self._broken = False
        self._closed = False

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `function`, which has to stand in a module, returns in the child. Waiting for a turn costs no time limit.

        Raises what the function raised (RuntimeError in place of a foreign class), or ChildFailed. A cancelled caller
        stops the call.
        """
        async with self._turn:
            if self._closed:
                raise RuntimeError("the worker is closed")
            try:
                request = await self._desk.run(pickle.dumps, (function, args, kwargs))
                succeeded, value = await self._call(request)
            except BaseException:
                self._kill()
                await self._reap()
                raise
        if not succeeded:
            raise value
        result: R = value
        return result

    async def _call(self, request: bytes) -> tuple[bool, Any]:
        try:
            async with asyncio.timeout(self.seconds):
                process = await self._ready()
                answer = await self._exchange(process, request)
        except TimeoutError as error:
            raise ChildFailed(Ending.TIME, f"{self.seconds:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise await self._post_mortem() from error
        try:
            succeeded, value = await self._desk.run(_unpickled, answer)
        except (pickle.UnpicklingError, AttributeError, TypeError, ValueError, EOFError) as error:
            raise ChildFailed(Ending.ANSWER, str(error)) from error
        if not succeeded and isinstance(value, MemoryError):
            raise ChildFailed(Ending.MEMORY, f"{self.memory_mib} MiB")
        return succeeded, value

    async def _exchange(self, process: Process, request: bytes) -> io.BytesIO:
        assert process.stdin is not None  # noqa: S101  # both are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(FRAME.pack(len(request)))
        for at in range(0, len(request), _PIECE):
            process.stdin.write(request[at : at + _PIECE])
            await process.stdin.drain()
        (size,) = FRAME.unpack(await process.stdout.readexactly(FRAME.size))
        if size > self._answer_bytes:
            raise ChildFailed(Ending.ANSWER, f"{size} bytes, the limit is {self._answer_bytes}")
        answer = io.BytesIO()
        while answer.tell() < size:
            piece = await process.stdout.read(min(_PIECE, size - answer.tell()))
            if not piece:
                raise asyncio.IncompleteReadError(b"", size)
            answer.write(piece)
        answer.seek(0)
        return answer

    async def _ready(self) -> Process:
        """The child, a new one if there is none that lives."""
        if self._process is not None and (self._broken or self._process.returncode is not None):
            self._kill()
            await self._reap()
        if self._process is None:
            self._process = process = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _ONE_THREAD,
                start_new_session=True,  # Ctrl-C in the terminal is for the parent alone
                limit=2**20,
            )
            terms = pickle.dumps(
                ([*sys.path], self.memory_mib * 2**20, self.seconds + _GRACE, self._niceness)
            )
            assert process.stdin is not None  # noqa: S101  # a pipe
            process.stdin.writelines([FRAME.pack(len(terms)), terms])
        return self._process

    async def _post_mortem(self) -> ChildFailed:
        status = await self._process.wait() if self._process else None
        if self._closed:
            return ChildFailed(Ending.DIED, "the worker was closed")
        if status == -getattr(signal, "SIGKILL", 9):  # not ours: the system ran out of memory
            return ChildFailed(Ending.MEMORY, "killed by the system")
        return ChildFailed(Ending.DIED, f"exit status {status}")

    def _kill(self) -> None:
        self._broken = True
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _reap(self) -> None:
        """Wait for the killed child, so that neither a zombie nor an open pipe is left."""
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            await self._process.communicate()
            self._process, self._broken = None, False

    async def close(self) -> None:
        """Stop the running call, if any, and the child. A call after that raises RuntimeError."""
        self._closed = True
        self._kill()
        async with self._turn:
            await self._reap()
        async with self._desk:
            pass  # closed at its end

    async def __aenter__(self) -> ProcessWorker:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def run_program(
    command: Sequence[str],
    *,
    on_line: Callable[[str], None],
    environ: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Runs a program of the operator's to its end: its exit status, and its standard output. `on_line` gets each line of
    its standard error as it comes. `environ` None is this process's own. A cancelled caller ends it. Raises OSError."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, env=environ, start_new_session=True, limit=2**20
    )
    assert process.stdout is not None  # noqa: S101  # both are pipes
    assert process.stderr is not None  # noqa: S101
    try:
        async with asyncio.TaskGroup() as group:
            said = group.create_task(process.stdout.read())
            async for line in process.stderr:
                on_line(line.decode(errors="replace").rstrip())
        status = await process.wait()
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, getattr(signal, "SIGKILL", 9))  # what it started ends with it
        await process.wait()
        raise
    return status, said.result().decode(errors="replace")


def _unpickled(answer: io.BytesIO) -> Any:
    return _Answer(answer).load()


class _Answer(pickle.Unpickler):
    """Builds values and exceptions, calls nothing: a child that a hostile file took over gains nothing by its answer."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _PLAIN or module in _OURS or module.startswith("retrieval.ingest."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (
                module not in _PLAIN or name in _PLAIN[module] or issubclass(found, Exception)
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an answer")
