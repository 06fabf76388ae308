"""Keeps the data folder to one application of Discord, and to one running bot of it. Another application would believe
that it had left all servers that it is not in, and delete their articles after a while; two running bots would answer
everything twice.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from retrieval import Library, StoreError

LOCK = "bot.lock"
APPLICATION = "discord:application:"


class FolderInUse(Exception):
    """Another running bot uses this data folder."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class ForeignFolder(Exception):
    """The data folder belongs to another application: `owner` is its id, `mine` that of the token's application."""

    def __init__(self, folder: str, owner: str, mine: str) -> None:
        super().__init__(folder, owner, mine)
        self.folder = folder
        self.owner = owner
        self.mine = mine


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Locks the folder against other running bots; commands in a terminal may use it meanwhile. The operating system
    frees the lock when the process ends, however it ends. Raises FolderInUse, StoreError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(str(folder), str(error)) from error
    try:
        if not _locked(descriptor):
            raise FolderInUse(str(folder))
        yield
    finally:
        os.close(descriptor)


async def claim(library: Library, folder: Path, application_id: int, *, adopt: bool = False) -> None:
    """Stores whose folder this is when an application logs in for the first time, or with `adopt`. Raises
    ForeignFolder."""
    mine = f"{APPLICATION}{application_id}"
    owner = await library.owner.claim(mine, hand_over=adopt)
    if owner != mine:
        raise ForeignFolder(str(folder), owner.removeprefix(APPLICATION), str(application_id))


def _locked(descriptor: int) -> bool:
    """Locks the file; False where another process has. A file system without locks is logged and counts as locked."""
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        structlog.get_logger("dateline.bot").warning("folder not locked", error=str(error))
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
