"""How much memory this process has in RAM."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_STATUS = Path("/proc/self/status")
_KEYS = ("VmHWM", "VmRSS")
_MIB = 1024.0
"""KiB in one."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident MiB; None where the system does not tell."""

    peak: float | None
    """The most since the process began."""
    current: float | None


def memory(status: Path = _STATUS) -> Memory:
    """Now. `status` is where Linux tells it, a file of a few lines."""
    try:
        stated = _stated(status.read_text(encoding="ascii"))
    except OSError:  # not Linux
        stated = Memory(None, None)
    return Memory(_largest() if stated.peak is None else stated.peak, stated.current)


def _stated(status: str) -> Memory:
    """From the lines of /proc/PID/status (proc_pid_status(5)), whose kB are KiB."""
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    peak, current = (float(fields[key].split()[0]) / _MIB if key in fields else None for key in _KEYS)
    return Memory(peak, current)


def _largest() -> float | None:
    """getrusage(2); second choice, because on Linux it begins with what the parent process had."""
    try:
        import resource  # Unix only
    except ImportError:
        return None
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / _MIB / (1024 if sys.platform == "darwin" else 1)
