"""What the tests of `ProcessWorker` have done in the child: functions of a module, some of them up to no good."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from typing import Any

from retrieval.errors import FileTooLarge
from retrieval.types import Draft


def double(number: int) -> int:
    return 2 * number


def echo(value: Any) -> Any:
    return value


def who() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def environment() -> dict[str, str]:
    return dict(os.environ)


def loaded() -> list[str]:
    return sorted(sys.modules)


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def spin() -> None:
    while True:
        pass


def allocate() -> None:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def leave(status: int) -> None:
    os._exit(status)


def crash() -> None:
    ctypes.string_at(0)


def shout(text: str) -> int:
    """Through Python, past it, and from a process of its own; then waits for an answer that must not come."""
    sys.stdout.write(text)
    sys.stdout.flush()
    os.write(1, text.encode())
    os.write(2, text.encode())
    subprocess.run([sys.executable, "-c", f"print({text!r})"], check=True)
    return len(sys.stdin.read())


def refuse(name: str) -> None:
    raise FileTooLarge(name, 7, 3)


def fail(kind: str) -> None:
    if kind == "builtin":
        raise KeyError("missing")
    if kind == "odd":
        raise Odd("odd")
    raise SystemExit(3)


class Odd(Exception):
    """A class that the parent need not know."""


def unpicklable() -> Any:
    return lambda: None


class Sly:
    """Unpickled, it would call a function in the parent."""

    def __reduce__(self) -> Any:
        return os.getpid, ()


def sly() -> Sly:
    return Sly()


def large(size: int) -> bytes:
    return b"x" * size


def draft(title: str) -> Draft:
    return Draft(name="a.txt", key="k", title=title, original="o", text="t", pages=(0, 5))


def instead(function: Any, *_: Any) -> Any:
    """Runs in place of a reader, whatever it was to read."""
    return function()


def quote(text: str) -> None:
    """A library whose message repeats what it was given."""
    raise UnicodeError(f"cannot handle {text}")
