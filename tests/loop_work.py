"""How much the event loop does at once, in calls instead of seconds: a busy machine counts the same."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.conftest import ROOT

CORE = str(ROOT / "retrieval")


class LoopWork:
    """Counts the calls between two looks of the loop at its sockets: the longest run is what others wait for."""

    def __init__(self) -> None:
        self.most = 0
        """Calls, of Python and of C functions, in the longest run."""
        self.longest: Counter[str] = Counter()
        """What was called in it."""
        self.here: set[str] = set()
        """Functions of the core that ran on the loop's thread, as "text.split"."""
        self.elsewhere: set[str] = set()
        """Those that ran on other threads."""
        self._run: Counter[str] = Counter()
        self._count = 0

    def begin(self) -> None:
        """Forget what was until now: opening a library loads modules."""
        self.most = self._count = 0
        self.longest, self._run = Counter(), Counter()
        self.here.clear()

    def on_loop(self, frame: FrameType, event: str, arg: object) -> None:
        """The profile function of the loop's thread."""
        code = frame.f_code
        if event == "call" and code.co_name == "select" and "selectors" in code.co_filename:
            if self._count > self.most:
                self.most, self.longest = self._count, self._run
            self._count, self._run = 0, Counter()
        elif event == "call":
            self._count += 1
            self._run[_named(code.co_filename, code.co_name)] += 1
            if code.co_filename.startswith(CORE):
                self.here.add(_named(code.co_filename, code.co_name))
        elif event == "c_call":
            self._count += 1
            self._run[str(getattr(arg, "__name__", arg))] += 1

    def on_others(self, frame: FrameType, event: str, arg: object) -> None:
        """The profile function of threads that are started from now on."""
        if event == "call" and frame.f_code.co_filename.startswith(CORE):
            self.elsewhere.add(_named(frame.f_code.co_filename, frame.f_code.co_name))


@contextmanager
def counted_work() -> Iterator[LoopWork]:
    """Open what has threads inside of it."""
    work = LoopWork()
    threading.setprofile(work.on_others)
    sys.setprofile(work.on_loop)
    try:
        yield work
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _named(file: str, function: str) -> str:
    return f"{Path(file).stem}.{function}"
