"""Which of the core's modules a call enters: those of which a function runs until the call is over, on any thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType

from tests.conftest import ROOT

CORE = f"{ROOT / 'retrieval'}/"


class Tracer:
    """Follows every thread that starts while it is installed, so it has to be installed before a library is opened."""

    def __init__(self) -> None:
        self._entered: set[CodeType] | None = None

    @contextmanager
    def installed(self) -> Iterator[None]:
        threading.setprofile(self._note)
        sys.setprofile(self._note)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    @contextmanager
    def entered(self, modules: set[str]) -> Iterator[None]:
        """Adds names like "retrieval/text.py" to `modules` for what runs inside the block."""
        found = set[CodeType]()
        self._entered = found
        try:
            yield
        finally:
            self._entered = None
            modules |= {code.co_filename.removeprefix(f"{ROOT}/") for code in found}

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        entered, code = self._entered, frame.f_code
        if event != "call" or entered is None or not code.co_filename.startswith(CORE) or code in entered:
            return
        if not _runs_on_import(frame):
            entered.add(code)


def _runs_on_import(frame: FrameType | None) -> bool:
    """True for the code of a module or a class, and for what such code calls."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_code.co_filename.startswith(CORE):
            return True
        frame = frame.f_back
    return False
