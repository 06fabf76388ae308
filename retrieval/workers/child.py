"""What the other end of `process.ProcessWorker` runs: calls from its standard input, answers to its standard output.

Run as a script, so that the package's `__init__`, which imports every engine, costs the child nothing.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import IO, Any

FRAME = struct.Struct(">Q")
"""The number of bytes that follow; before every message in both directions."""
_OUT_OF_MEMORY = pickle.dumps((False, MemoryError()))


def main() -> None:
    """Serve calls until standard input ends, which it does when the parent is gone."""
    requests, answers = _own_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:], memory, seconds, niceness = pickle.loads(_receive(requests))  # noqa: S301  # the parent's own words
    _without_package_init()
    _limit(memory)
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    while request := _receive(requests):
        _alarm(seconds)
        try:
            answer = _answer(request)
        except MemoryError:
            answer = _OUT_OF_MEMORY
        _alarm(0)
        answers.write(FRAME.pack(len(answer)) + answer)
        answers.flush()


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two ends of the protocol. What a library prints, or reads, meets the null device instead."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    return requests, answers


def _without_package_init() -> None:
    package = ModuleType("retrieval")
    package.__path__ = [str(Path(__file__).parent.parent)]
    sys.modules["retrieval"] = package


def _limit(memory: int) -> None:
    """At most so many bytes of address space, and no core dump; a platform without such limits goes without."""
    if find_spec("resource") is None:
        return
    import resource

    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (OSError, ValueError):
            continue


def _alarm(seconds: float) -> None:
    """The end of a call that outlives its parent, which else keeps the time."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _receive(stream: IO[bytes]) -> bytes:
    head = stream.read(FRAME.size)
    return stream.read(FRAME.unpack(head)[0]) if len(head) == FRAME.size else b""


def _answer(request: bytes) -> bytes:
    """(True, what the function returned) or (False, what it raised)."""
    try:
        function, arguments, named = pickle.loads(request)  # noqa: S301  # the parent's own words
        return pickle.dumps((True, function(*arguments, **named)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the parent decides
        return pickle.dumps((False, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The exception itself where the parent knows its class for sure; else one that says the same."""
    from retrieval.errors import told, traced  # found only once `sys.path` is the parent's

    trace = traced(error)
    if type(error).__module__ == "builtins" or type(error).__module__.startswith("retrieval."):
        try:
            portable: Any = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        except Exception:  # noqa: BLE001  # an exception with parts that cannot be pickled
            portable = None
        if isinstance(portable, type(error)):
            portable.add_note(trace)
            return portable
    said = RuntimeError(told(error))
    said.add_note(trace)
    return said


if __name__ == "__main__":
    main()
