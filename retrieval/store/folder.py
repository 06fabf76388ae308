"""The data folder: nobody but its owner may read what is in it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

import structlog

_log = structlog.get_logger(__name__)

FOLDER, FILE = 0o700, 0o600
_OTHERS = 0o077


def make_private(folder: Path) -> None:
    """Make the folder if it is not there, for its owner alone. One that is there, from an older Dateline or made by
    hand, is closed to others with the files directly in it, where they are ours to change; a folder that everybody
    may write to (`/tmp`) is no data folder and stays as it is. Raises OSError when it cannot be made."""
    folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    if folder.stat().st_mode & stat.S_ISVTX:
        return
    for path in (folder, *_files(folder)):
        _close_to_others(path)


def touch_private(file: Path) -> None:
    """Make the file if it is not there, for its owner alone. What SQLite puts beside a database has its rights.
    Raises OSError when it cannot be written."""
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, FILE))
    _close_to_others(file)


def _files(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [path for path in folder.iterdir() if stat.S_ISREG(path.lstat().st_mode)]
    return []


def _close_to_others(path: Path) -> None:
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode) or found.st_uid != _user() or not found.st_mode & _OTHERS:
            return
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    except OSError as error:  # a file system without rights: what the operator chose
        _log.warning("not_private", path=str(path), error=str(error))


def _user() -> int:
    """Windows keeps rights in lists of its own, which a user's folders inherit: there nothing is changed."""
    return os.geteuid() if hasattr(os, "geteuid") else -1
