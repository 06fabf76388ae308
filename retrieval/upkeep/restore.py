"""Puts a backup into an empty data folder. Until all of it is there, has been checked and has lost again what was deleted
since, the database has another name, so that a kill at any moment leaves a folder without a database, or a whole one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..config import Settings
from ..errors import BackupDamaged, DeletionsUnknown, FolderNotEmpty, StoreDamaged
from ..store.backup.copy import checked
from ..store.backup.deleted_again import delete_again
from ..store.backup.deletions import REMEMBERED, Deletions
from ..store.database import make_private, open_database
from ..workers.threads import Worker
from . import backup_file
from .backup_file import BackupInfo, Manifest
from .deletion_list import MAY_RETURN, DeletionList, is_list, list_path, merged, read_list
from .saved_settings import differences

_RESTORING = ".restoring"
"""Ends the name of a database that is not whole yet."""
_LOCK = "bot.lock"
"""A file that the face may have put into the folder, to keep others out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that is whole. `list_kept_at` is the time up to which later deletions are known, None where no list of
    them was found; `settings` are (name, then, now) of those that are others now."""

    info: BackupInfo
    list_kept_at: datetime | None
    settings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """`deleted_again` counts the questions and articles that had been deleted since the backup."""

    checked: Checked
    deleted_again: int


async def check_backup(file: Path, settings: Settings, lists: Sequence[Path] = ()) -> Checked:
    """Reads every byte of a backup, and writes nothing. `lists` are lists of deletions beside those that lie with the
    backup and in the data folder. Raises BackupForeign, BackupTooNew, BackupDamaged, DeletionsUnknown (one of `lists`
    cannot be used), BackupError."""
    async with Worker("backup") as worker:
        checked, _ = await worker.run(_check, file, settings, lists)
        return checked


async def restore_backup(
    file: Path,
    settings: Settings,
    lists: Sequence[Path] = (),
    *,
    deleted_may_return: bool = False,
    now: datetime | None = None,
) -> Restored:
    """Makes the data folder of `settings` what it was. Nobody may use the folder meanwhile. Raises as `check_backup`,
    FolderNotEmpty, StoreFull; DeletionsUnknown where no list says what was deleted since the backup, unless
    `deleted_may_return`."""
    async with Worker("backup") as worker:
        found, deletion_lists = await worker.run(_check, file, settings, lists)
        if not deleted_may_return:
            _require_list(found, now or datetime.now(UTC))
        restoring = settings.database_path.with_name(f"{settings.database_path.name}{_RESTORING}")
        await worker.run(_make_room, settings.data_dir, restoring)
        try:
            await worker.run(backup_file.unpack_database, found.info.path, restoring)
            await _check_database(restoring, found.info.path)
            # opening it also brings an older one to the present shape
            async with open_database(restoring) as database:
                gone = await delete_again(database, merged(deletion_lists))
                await Deletions(database).add_folder(found.info.path.parent)
            await worker.run(backup_file.publish, restoring, settings.database_path)
        finally:
            await worker.run(_clear, restoring)
        return Restored(found, gone)


async def _check_database(restoring: Path, file: Path) -> None:
    """The sums say that the file is as it was written; this, that what was written is a sound database."""
    try:
        await checked(restoring)
    except StoreDamaged as error:
        raise BackupDamaged(str(file), error.problem) from error


def _check(file: Path, settings: Settings, named: Sequence[Path]) -> tuple[Checked, list[DeletionList]]:
    file = backup_file.absolute(file)
    manifest = backup_file.verify(file)
    with backup_file.failing(file):
        info = BackupInfo(file, file.stat().st_size, manifest)
    lists = _lists(manifest, [file.parent, settings.data_dir], named)
    differing = differences(backup_file.settings_in(file), settings)
    return Checked(info, max((each.kept_at for each in lists), default=None), differing), lists


def _lists(manifest: Manifest, folders: Sequence[Path], named: Sequence[Path]) -> list[DeletionList]:
    """Those of the backup's library: in the folders where they are there, and all that are named."""
    beside = [path for folder in folders if (path := list_path(folder, manifest.library)).exists()]
    found = [read_list(path) for path in (*beside, *(backup_file.absolute(each) for each in named))]
    for path, each in zip((*beside, *named), found, strict=True):
        if each.library != manifest.library:
            raise DeletionsUnknown(str(path), "this list of deletions is of another library")
    return found


def _require_list(found: Checked, now: datetime) -> None:
    """Raises DeletionsUnknown."""
    path, made_at = str(found.info.path), found.info.manifest.made_at
    if found.list_kept_at is None:
        name = list_path(Path(), found.info.manifest.library).name
        raise DeletionsUnknown(
            path, f"the list of what was deleted since ({name}) is not beside it; {MAY_RETURN}"
        )
    if found.list_kept_at < made_at:
        raise DeletionsUnknown(
            path, f"the list of deletions beside it is older than the backup; {MAY_RETURN}"
        )
    if made_at < now - REMEMBERED:
        days = REMEMBERED.days
        raise DeletionsUnknown(
            path,
            f"deletions are remembered for {days} days, and it is older; add --deleted-may-return if that is well",
        )


def _make_room(folder: Path, restoring: Path) -> None:
    """The folder, empty but for what a restore that was killed left. Raises FolderNotEmpty, BackupError, StoreFull."""
    with backup_file.failing(folder):
        make_private(folder)
        _clear(restoring)
        for path in sorted(folder.iterdir()):
            if path.name != _LOCK and not is_list(path.name):
                raise FolderNotEmpty(str(folder), path.name)


def _clear(restoring: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{restoring}{end}").unlink()
