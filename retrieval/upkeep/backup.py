"""Backups of an open library, at any time, also while it is written to: on request, and once every so many days."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from ..config import Settings
from ..store.backup.copy import checked, copy_to
from ..store.backup.deletions import REMEMBERED, Deletions
from ..store.backup.rows import Rows
from ..store.database import Database
from ..store.library_state import ClockCheck
from ..workers.threads import Worker
from . import backup_file
from .backup_file import DATABASE, FORMAT, PARTIAL, SETTINGS, BackupInfo, Manifest
from .deletion_list import DeletionLists
from .export import Exported, export
from .saved_settings import as_toml
from .version import program_version

_log = structlog.get_logger(__name__)
_COPIES = 2
"""Times the database that a backup needs at most for a while: its copy, and the archive."""
_TIME = "%Y%m%dT%H%M%SZ"
_GRACE = timedelta(hours=1)
"""A daily job is not always at the same minute; without this a backup would be skipped every other day."""
_LEFT_BEHIND = timedelta(days=1)
"""A partial file that is older was left by a process that was killed."""


@dataclass(kw_only=True, eq=False, repr=False)
class Backups:
    """`make` may run at the same time as everything else; what it copies is the library at one moment."""

    settings: Settings
    database: Database
    deletions: Deletions
    lists: DeletionLists
    clock_check: ClockCheck
    worker: Worker
    clock: Callable[[], datetime]

    async def make(self, file: Path) -> BackupInfo:
        """Writes a backup to `file`, which must not exist, reads it again, and keeps the list of deletions beside it.
        Raises BackupTarget, StoreFull, BackupError, StoreDamaged (of the library itself)."""
        target = await self.worker.run(backup_file.absolute, file)
        size = await self.worker.run(_size, self.database.path)
        await self.worker.run(
            backup_file.check_target, target, self.settings.data_dir.absolute(), _COPIES * size
        )
        made_at = self.clock()
        mark = secrets.token_hex(4)
        copy, partial = (target.with_name(f".{target.name}.{mark}.{part}{PARTIAL}") for part in ("db", "zip"))
        library = await self.deletions.library()  # before the copy is made, so that it stands in it too
        going = backup_file.Going()
        try:
            await copy_to(self.database.path, copy)
            manifest = await self._pack(copy, partial, library, made_at, going)
            await self.lists.keep(target.parent)
            await self.deletions.add_folder(target.parent)
            await self.worker.run(backup_file.publish, partial, target)
        finally:
            going.on = False  # a cancelled caller waits no longer, and the worker need not go on
            await self.worker.run(_remove, copy, partial)
        return BackupInfo(target, await self.worker.run(_length, target), manifest)

    async def export(self, file: Path) -> Exported:
        """Writes articles, feeds and settings of servers as JSON Lines. Raises BackupTarget, StoreFull, BackupError."""
        target = await self.worker.run(backup_file.absolute, file)
        await self.worker.run(backup_file.check_target, target, self.settings.data_dir.absolute(), 0)
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.export{PARTIAL}")
        try:
            found = await export(Rows(self.database), partial, self.worker, program_version(), self.clock())
            await self.worker.run(backup_file.publish, partial, target)
        finally:
            await self.worker.run(_remove, partial)
        return replace(found, path=target)

    async def _pack(
        self, copy: Path, partial: Path, library: str, made_at: datetime, going: backup_file.Going
    ) -> Manifest:
        """The archive under its temporary name, verified."""
        contents = await checked(copy)
        saved = as_toml(self.settings).encode()
        files = {
            SETTINGS: backup_file.sum_of_bytes(saved),
            DATABASE: await self.worker.run(backup_file.sum_of, copy, going),
        }
        manifest = Manifest(FORMAT, made_at.astimezone(UTC), program_version(), library, contents, files)
        await self.worker.run(backup_file.pack, partial, manifest, saved, copy, going)
        return await self.worker.run(backup_file.verify, partial, going)

    async def make_due(self) -> BackupInfo | None:
        """The daily job: keeps the lists of deletions, and where backups are made by themselves and the last one is old
        enough, makes one and deletes those that are too many. Raises as `make`."""
        if await self.clock_check.is_trusted():
            await self.deletions.forget_before(self.clock() - REMEMBERED)
        await self.lists.keep()
        folder = self.settings.backup_folder
        if folder is None:
            return None
        now, library = self.clock(), await self.deletions.library()
        await self.worker.run(_prepare, folder, now)
        made = await self.worker.run(_made, folder, library)
        last = max((when for when in made if when <= now), default=None)
        if last is not None and now - last < timedelta(days=self.settings.backup.every) - _GRACE:
            return None
        info = await self.make(folder / f"{_prefix(library)}{now.astimezone(UTC):{_TIME}}.zip")
        if await self.clock_check.is_trusted():
            await self._thin_out(folder, library, now)
        return info

    async def _thin_out(self, folder: Path, library: str, now: datetime) -> None:
        """Only after a new one is whole. What bears a time that is still to come is of a clock that was wrong: it counts
        as the oldest."""
        made = await self.worker.run(_made, folder, library)
        newest_first = sorted(made, key=lambda when: (when <= now, when), reverse=True)
        too_many = [made[when] for when in newest_first[self.settings.backup.keep :]]
        await self.worker.run(_remove, *too_many)
        for path in too_many:
            _log.info("backup_deleted", file=str(path))


def _prefix(library: str) -> str:
    """Libraries that save into one folder do not count or delete each other's backups."""
    return f"dateline-{library[:8]}-"


def _made(folder: Path, library: str) -> dict[datetime, Path]:
    """The backups that this library made by itself, by the time in their names. Blocks."""
    found = {}
    for path in folder.glob(f"{_prefix(library)}*.zip"):
        with suppress(ValueError):
            when = datetime.strptime(path.stem.removeprefix(_prefix(library)), _TIME).replace(tzinfo=UTC)
            found[when] = path
    return found


def _prepare(folder: Path, now: datetime) -> None:
    """Makes the folder, for its owner alone, and takes away what killed processes left in it. Blocks."""
    with backup_file.failing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in folder.glob(f".*{PARTIAL}"):
            with suppress(OSError):
                if now.timestamp() - path.stat().st_mtime > _LEFT_BEHIND.total_seconds():
                    path.unlink()


def _size(database: Path) -> int:
    """Bytes of the database with what is not yet written into it. Blocks."""
    with backup_file.failing(database):
        log = database.with_name(f"{database.name}-wal")
        return database.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _length(file: Path) -> int:
    with backup_file.failing(file):
        return file.stat().st_size


def _remove(*paths: Path) -> None:
    """What SQLite may have put beside a copy too. Blocks."""
    for path in paths:
        for end in ("", "-journal"):
            with suppress(OSError):
                Path(f"{path}{end}").unlink()
