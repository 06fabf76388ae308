"""What keeps a library sound over the years: deleting what is due, looking whether all parts work, saving all of it, and
saying why an answer came out as it did.

The faces import from here what only an operator needs. It is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .backup_file import BackupInfo
    from .replay import AskedWith, Candidate, QuoteState, Replay, Told
    from .restore import Checked, Restored, check_backup, restore_backup
    from .version import program_version

_PLACES = {
    "AskedWith": "replay",
    "BackupInfo": "backup_file",
    "Candidate": "replay",
    "Checked": "restore",
    "QuoteState": "replay",
    "Replay": "replay",
    "Restored": "restore",
    "Told": "replay",
    "check_backup": "restore",
    "program_version": "version",
    "restore_backup": "restore",
}
__all__ = [
    "AskedWith",
    "BackupInfo",
    "Candidate",
    "Checked",
    "QuoteState",
    "Replay",
    "Restored",
    "Told",
    "check_backup",
    "program_version",
    "restore_backup",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
