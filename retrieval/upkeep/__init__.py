"""What keeps a library sound over the years: deleting what is due, looking whether all parts work, and saving all of it.

A face imports from here what needs no open library. It is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .backup_file import BackupInfo
    from .restore import Checked, Restored, check_backup, restore_backup

__all__ = ["BackupInfo", "Checked", "Restored", "check_backup", "restore_backup"]

_PLACES = {"BackupInfo": "backup_file"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f".{_PLACES.get(name, 'restore')}", __name__), name)
