"""Ends a process whose event loop stands still, so that whoever supervises it starts it again; and one that was told to
end, and does not.

Two guards, because no Python thread can run while native code holds the interpreter's lock (an exponential pattern in
`re` does): a thread with a clock, and a timer of the operating system that counts the process's CPU time.
"""

from __future__ import annotations

import asyncio
import faulthandler
import math
import os
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from types import TracebackType

import structlog

STATUS = 70
"""Exit status of a process that this ended (EX_SOFTWARE of sysexits.h). Where no thread could run it is ended by the
signal SIGPROF instead, 155 in a shell."""
WARN_AFTER_S = 5.0
"""A loop that has not run for so long is logged, with its stack. Honest work on it takes milliseconds."""
END_AFTER_S = 60.0
"""After so long it is not coming back: Discord has taken the bot for dead by then."""
STOP_WITHIN_S = 7.0
"""After so long a process that was told to end is ended: container runtimes kill after ten seconds, and the guard looks
once a second."""
_TURNS = 5
"""The guards look so many times in the shorter of both limits."""


class Watchdog:
    """Watches the event loop that it is entered in. A process that was stopped as a whole, or a machine that slept, is
    no standing loop: the thread was late itself then, and no CPU time was spent. It is entered around all that has to
    be closed."""

    def __init__(self, *, warn_after: float = WARN_AFTER_S, end_after: float = END_AFTER_S) -> None:
        self._warn_after = warn_after
        self._end_after = end_after
        self._every = min(warn_after, end_after) / _TURNS
        self._stop = threading.Event()
        self._ends = math.inf
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._turn = 0
        self._beat: asyncio.TimerHandle | None = None
        self._loop_thread = 0
        self._log = structlog.get_logger("dateline.watchdog")

    async def __aenter__(self) -> Watchdog:
        self._loop_thread = threading.get_ident()
        self._take_turn(asyncio.get_running_loop())
        _dump_at_the_end()
        self._thread.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        if self._beat is not None:
            self._beat.cancel()
        self._thread.join()  # it wakes at once and does nothing more
        _arm(0)
        _forget_the_dump()
        if self._ends < math.inf and error is None:
            _leave(0)

    def end_soon(self, seconds: float = STOP_WITHIN_S) -> None:
        """The process ends well when this is left, because to unload models and interpreter takes seconds on a busy
        machine; or after so many seconds, whatever it waits for. What is under way then is left where it is, as after a
        kill, over which nothing is lost that was acknowledged."""
        self._ends = time.monotonic() + seconds

    def _take_turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._turn += 1
        self._beat = loop.call_later(self._every, self._take_turn, loop)

    def _watch(self) -> None:
        """On the thread: count how long the loop has had the same turn."""
        turn, stood, warned = self._turn, 0.0, False
        at, cpu = time.monotonic(), time.process_time()
        while not self._stop.is_set():
            _arm(self._end_after)
            self._stop.wait(self._every)
            passed, spent = time.monotonic() - at, time.process_time() - cpu
            at, cpu = at + passed, cpu + spent
            if at >= self._ends and not self._stop.is_set():
                with suppress(OSError):  # whoever reads the log may be gone
                    self._log.warning("the rest is left where it is: it took too long")
                _leave(0)
            if self._turn != turn:
                if warned:
                    self._log.warning("the event loop runs again", seconds=round(stood + passed, 1))
                turn, stood, warned = self._turn, 0.0, False
                continue
            stood += min(passed, self._every + spent)  # the rest the whole process stood
            if stood >= self._warn_after and not warned:
                warned = True
                self._log.error("the event loop stands still", seconds=round(stood, 1), stack=self._stack())
            if stood >= self._end_after:
                self._end(stood)

    def _stack(self) -> str:
        frame = sys._current_frames().get(self._loop_thread)
        return "".join(traceback.format_stack(frame)) if frame else ""

    def _end(self, stood: float) -> None:
        self._log.critical("the process ends, because its event loop stands still", seconds=round(stood, 1))
        _leave(STATUS)


def _leave(status: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            if stream is not None:
                stream.flush()
    os._exit(status)


def _arm(seconds: float) -> None:
    """The process ends after so many seconds of its CPU time without another call of this; 0 calls it off."""
    if hasattr(signal, "setitimer"):  # Windows has none: only the thread guards there
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _dump_at_the_end() -> None:
    """The stacks of all threads are written before the timer's signal ends the process."""
    if hasattr(faulthandler, "register") and sys.__stderr__ is not None:
        faulthandler.register(signal.SIGPROF, file=sys.__stderr__, all_threads=True, chain=True)


def _forget_the_dump() -> None:
    if hasattr(faulthandler, "unregister"):
        faulthandler.unregister(signal.SIGPROF)
