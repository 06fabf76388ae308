"""What SQLite or the system says, as the error of ours whose remedy fits the cause."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from ..errors import StoreBusy, StoreDamaged, StoreError, StoreForbidden, StoreFull

_FULL_BELOW = 1_000_000
"""Bytes: with fewer free, a write that the system does not explain further has met the end of the disk."""
_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_CANTOPEN: StoreForbidden,
    sqlite3.SQLITE_READONLY: StoreForbidden,
    sqlite3.SQLITE_PERM: StoreForbidden,
    sqlite3.SQLITE_AUTH: StoreForbidden,
}
_VAGUE = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def store_error(path: Path, error: Exception) -> StoreError:
    """`error` is one of sqlite3, an OSError, or the ValueError of a path that cannot be."""
    return _kind(path, error)(str(path), str(error))


def _kind(path: Path, error: Exception) -> type[StoreError]:
    if isinstance(error, sqlite3.IntegrityError):
        return StoreBusy  # another process stored the same between plan and write: trying again helps
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without what SQLite adds
        if code in _VAGUE and _is_full(path):
            return StoreFull
        return _BY_CODE.get(code, StoreError)
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return StoreFull if full else StoreForbidden


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _FULL_BELOW
    except OSError:
        return False
