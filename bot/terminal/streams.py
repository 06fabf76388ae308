"""The two standard streams, which may be closed, full, or a pipe that nobody reads."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO, cast


class OutputLost(Exception):
    """Standard output does not take what is written to it, for another reason than that nobody reads it."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The output cannot be written: {reason}. Make room there, or send it somewhere else."
        )


class _Stream:
    """The stream of `sys` with this name, as it is at the moment."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(sys, self._name), name)

    def write(self, text: str) -> int:
        try:
            getattr(sys, self._name).write(text)
        except OSError as error:
            self._failed(error)
        return len(text)

    def flush(self) -> None:
        try:
            getattr(sys, self._name).flush()
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> None:
        raise NotImplementedError


class _Results(_Stream):
    """Raises BrokenPipeError where nobody reads any more, else OutputLost."""

    def _failed(self, error: OSError) -> None:
        if isinstance(error, BrokenPipeError):
            raise error
        raise OutputLost(error.strerror or str(error)) from error


class _Remarks(_Stream):
    """What it cannot write is lost: a line of the log is no reason to leave a question without an answer."""

    def _failed(self, error: OSError) -> None:
        pass


RESULTS, REMARKS = cast(TextIO, _Results("stdout")), cast(TextIO, _Remarks("stderr"))


def open_what_is_closed() -> None:
    """A stream that was closed by whoever started the process (`2>&-`) takes what is written, and shows it to nobody."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # open to the end


def give_up_output() -> None:
    """Nothing is written any more, so that the interpreter does not complain when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
