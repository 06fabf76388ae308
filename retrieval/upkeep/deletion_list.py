"""The list of what was deleted, beside the backups: a file that says whose it is and when it was last kept, then one
deletion a line. It is written from the database, which has the truth, whenever that has changed and once a day.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import structlog

from ..errors import BackupError, DeletionsUnknown, StoreError
from ..store.backup.deletions import Deleted, Deletion, Deletions
from ..store.database import Database, stamp
from ..workers.threads import Worker
from .backup_file import PARTIAL, failing, sync_folder

_log = structlog.get_logger(__name__)
_FORMAT = 1
_NAME = "deletions-{}.jsonl"
MAY_RETURN = "name the list with --deletions, or add --deleted-may-return if it is lost"
"""What to do where there is no list that can be believed."""
_CLOSING_SECONDS = 5.0
"""A list that cannot be written any faster when the library closes is written at the next start."""


@dataclass(frozen=True, slots=True)
class DeletionList:
    """A list as it was read; it knows all that was deleted before `kept_at`."""

    library: str
    kept_at: datetime
    deletions: tuple[Deletion, ...]


def list_path(folder: Path, library: str) -> Path:
    """Libraries that save into one folder have a list each."""
    return folder / _NAME.format(library)


def is_list(name: str) -> bool:
    """Whether a file is named as a list is."""
    start, end = _NAME.split("{}")
    return name.startswith(start) and name.endswith(end)


def write_list(folder: Path, found: DeletionList) -> None:
    """Takes the place of the list before, whole or not at all. Blocks. Raises StoreFull, BackupError."""
    path = list_path(folder, found.library)
    head = {
        "dateline": "deletions",
        "format": _FORMAT,
        "library": found.library,
        "kept_at": found.kept_at.astimezone(UTC).isoformat(),
        "entries": len(found.deletions),
    }
    rows = [{"kind": each.kind.value, "name": each.name, "before": each.before} for each in found.deletions]
    with failing(path):
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PARTIAL, dir=folder)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.writelines(json.dumps(row) + "\n" for row in (head, *rows))
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        sync_folder(folder)


def read_list(path: Path) -> DeletionList:
    """Blocks. Raises DeletionsUnknown for a file that is no whole list, BackupError."""
    with failing(path):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    try:
        head, *rows = map(json.loads, lines)
        if (head["dateline"], head["format"], head["entries"]) != ("deletions", _FORMAT, len(rows)):
            raise ValueError
        deletions = tuple(
            Deletion(Deleted(row["kind"]), str(row["name"]), stamp(_moment(row["before"]))) for row in rows
        )
        return DeletionList(str(head["library"]), _moment(head["kept_at"]), deletions)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DeletionsUnknown(
            str(path), f"this list of deletions is damaged; move it away, and {MAY_RETURN}"
        ) from error


def _moment(text: str) -> datetime:
    """Raises ValueError, TypeError for what is no time with its zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


class DeletionLists:
    """Keeps the lists of an open library in step with its database, without keeping anybody waiting who deletes."""

    def __init__(
        self,
        database: Database,
        deletions: Deletions,
        data_dir: Path,
        worker: Worker,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._deletions = deletions
        self._data_dir = data_dir
        self._worker = worker
        self._clock = clock
        self._failed: set[Path] = set()
        """Folders of which the log says already that they cannot be written to."""
        self._following: asyncio.Task[None] | None = None

    async def __aenter__(self) -> DeletionLists:
        self._following = asyncio.create_task(self._follow(), name="deletion lists")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait({self._following})
        if self._database.deleted.is_set():
            with suppress(TimeoutError, StoreError):
                async with asyncio.timeout(_CLOSING_SECONDS):
                    await self.keep()

    async def keep(self, *folders: Path) -> None:
        """Writes the list into every folder with backups and into the data folder. Raises StoreError where it cannot be
        written into one of `folders`; elsewhere that is one warning, and it is tried again the next time."""
        self._database.deleted.clear()
        library = await self._deletions.library()
        places = dict.fromkeys((*folders, *await self._deletions.folders(), self._data_dir))
        for folder in places:
            try:
                await self._write(folder, library)
            except BackupError as error:
                if folder in folders:
                    raise
                await self._warn(folder, error)
            else:
                self._failed.discard(folder)

    async def _write(self, folder: Path, library: str) -> None:
        """Again where another process deleted something meanwhile, which may have written its newer list before ours."""
        before: Sequence[Deletion] | None = None
        while (now := await self._deletions.all()) != before:
            found = DeletionList(library, self._clock(), now)
            await self._worker.run(write_list, folder, found)
            before = now

    async def _warn(self, folder: Path, error: BackupError) -> None:
        if folder not in self._failed:
            self._failed.add(folder)
            _log.warning("deletions_not_kept", folder=str(folder), error=error.problem)

    async def _follow(self) -> None:
        while True:
            await self._database.deleted.wait()
            try:
                await self.keep()
            except StoreError as error:
                _log.warning("deletions_not_kept", error=str(error))
            except asyncio.CancelledError:
                self._database.deleted.set()  # half-done: it is done while the library closes
                raise


def merged(lists: Iterable[DeletionList]) -> tuple[Deletion, ...]:
    """Every deletion of all lists, with its latest time."""
    latest: dict[tuple[Deleted, str], Deletion] = {}
    for each in (deletion for found in lists for deletion in found.deletions):
        known = latest.get((each.kind, each.name))
        if known is None or known.before < each.before:
            latest[each.kind, each.name] = each
    return tuple(latest.values())
