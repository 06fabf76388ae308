"""The pinned versions, and which of them the program itself needs."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

CONSTRAINTS = ROOT / "config" / "constraints.txt"
LOCK, LOCK_DEV = ROOT / "config" / "lock.txt", ROOT / "config" / "lock-dev.txt"
PROJECT = "dateline-bot"
_PIN = re.compile(r"^([\w.-]+)==([\w.+!-]+)", re.MULTILINE)


def pins(file: Path) -> dict[str, str]:
    """Canonical name -> version of a file of requirements."""
    found = _PIN.findall(file.read_text(encoding="utf-8"))
    return {str(canonicalize_name(name)): version for name, version in found}


def needed_to_run() -> set[str]:
    """What the project needs without its extras, as the installed packages say for this platform."""
    needed: set[str] = set()
    waiting = [PROJECT]
    while waiting:
        for requirement in map(Requirement, requires(waiting.pop()) or ()):
            name = str(canonicalize_name(requirement.name))
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if wanted and name not in needed:
                needed.add(name)
                waiting.append(name)
    return needed
