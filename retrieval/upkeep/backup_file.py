"""The file of a backup: a zip archive of three members, written whole or not at all, and checked byte by byte.

`dateline-backup.json` comes first and says what the others are, with their lengths and SHA-256 sums; `settings.toml` is
what the operator had set; `dateline.db` is the database. The vector index is not in it: it is made from the vectors,
which are in the database, in seconds. Everything here blocks; it runs on a worker.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from ..errors import (
    BackupDamaged,
    BackupError,
    BackupForeign,
    BackupTarget,
    BackupTooNew,
    DatelineError,
    StoreFull,
)
from ..store.backup.copy import Contents
from ..store.schema import MIGRATIONS

FORMAT = 1
MANIFEST, DATABASE, SETTINGS = "dateline-backup.json", "dateline.db", "settings.toml"
PARTIAL = ".partial"
"""Ends the names of files that are being written."""
_LEVEL = 1
"""Of compression: the file is half as long as the database; a higher level saves a twentieth more, in three times the
time."""
_PIECE = 2**20
_MOST_MANIFEST = 1_000_000
"""Bytes; ours has less than a thousand."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises over damaged bytes."""
_HEADER = 100
"""Bytes of the header of a database; the beginning of a zip archive with the name of its first member is shorter."""
_USER_VERSION = slice(60, 64)
"""Where in the header of a database SQLite keeps the number of the last migration."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Of one member, unpacked."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `library` names whose it is, through all of its lives."""

    format: int
    made_at: datetime
    version: str
    library: str
    contents: Contents
    files: Mapping[str, Sum]


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup that was written or checked; `bytes` is the length of the file."""

    path: Path
    bytes: int
    manifest: Manifest


_ADAPTER: TypeAdapter[Manifest] = TypeAdapter(Manifest)


class Going:
    """Whether the work on a file is still wanted. Whoever waits for it says so; it stops at the next piece."""

    def __init__(self) -> None:
        self.on = True

    def through(self, stream: IO[bytes]) -> Iterator[bytes]:
        """What is left of a file, in pieces. Raises BackupError when it is not wanted any more."""
        while piece := stream.read(_PIECE):
            if not self.on:
                raise BackupError(str(stream.name), "it was stopped")
            yield piece


def sum_of(file: Path, going: Going) -> Sum:
    """Raises BackupError."""
    with failing(file), file.open("rb") as stream:
        return _summed(going.through(stream))


def sum_of_bytes(data: bytes) -> Sum:
    return Sum(len(data), hashlib.sha256(data).hexdigest())


def _summed(pieces: Iterator[bytes]) -> Sum:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    return Sum(size, digest.hexdigest())


def absolute(file: Path) -> Path:
    """Of the path as somebody typed it. Raises BackupError (no such user)."""
    try:
        return file.expanduser().absolute()
    except RuntimeError as error:
        raise BackupError(str(file), str(error)) from error


def check_target(target: Path, data_dir: Path, needed: int) -> None:
    """Whether a backup can be written there that may need so many bytes on the way. Raises BackupTarget, StoreFull."""
    with failing(target):
        if target.is_dir():
            raise BackupTarget(str(target), "it is a folder; name a file in it")
        if target.exists() or target.is_symlink():
            raise BackupTarget(str(target), "it exists already; name a file that is not there yet")
        if not target.parent.is_dir():
            raise BackupTarget(str(target), f"there is no folder {target.parent}; make it first")
        if target.parent.resolve().is_relative_to(data_dir.resolve()):
            raise BackupTarget(
                str(target),
                f"it would lie in the data folder {data_dir} and be lost with it; name another folder",
            )
        if (free := shutil.disk_usage(target.parent).free) < needed:
            problem = f"{free / 1e6:,.1f} MB are free, and a backup may need {needed / 1e6:,.1f} MB"
            raise StoreFull(str(target), problem)


def pack(partial: Path, manifest: Manifest, settings: bytes, database: Path, going: Going) -> None:
    """Writes the archive under its temporary name, to the disk. Raises BackupError, StoreFull."""
    with failing(partial.parent):
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
                archive.writestr(MANIFEST, _ADAPTER.dump_json(manifest, indent=2))
                archive.writestr(SETTINGS, settings)
                entry = zipfile.ZipInfo(DATABASE, manifest.made_at.timetuple()[:6])
                entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, manifest.files[DATABASE].bytes
                entry.external_attr = 0o600 << 16
                with database.open("rb") as source, archive.open(entry, "w") as target:
                    target.writelines(going.through(source))
            stream.flush()
            os.fsync(stream.fileno())


def publish(partial: Path, target: Path) -> None:
    """Gives a file that is whole its name. Raises BackupTarget where another one took it meanwhile, BackupError."""
    with failing(target):
        try:
            os.link(partial, target)  # unlike a rename, it never takes the place of another file
        except FileExistsError as error:
            raise BackupTarget(str(target), "it exists already; name a file that is not there yet") from error
        except OSError:  # a file system without hard links
            if target.exists():
                raise BackupTarget(str(target), "it exists already; name another file") from None
            partial.rename(target)
        else:
            partial.unlink()
        sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Writes the names in it to the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def verify(file: Path, going: Going | None = None) -> Manifest:
    """Reads every byte and compares it with the sums. Raises BackupForeign, BackupTooNew, BackupDamaged, BackupError."""
    with _opened(file) as (archive, manifest):
        for name, wanted in manifest.files.items():
            if _summed(_pieces(archive, name, going=going)) != wanted:
                raise BackupDamaged(str(file), f"{name} in it is not what was written")
        _check_header(file, next(_pieces(archive, DATABASE), b""), manifest)
        return manifest


def settings_in(file: Path) -> str:
    """The settings of a backup that was verified. Raises as `verify`."""
    with _opened(file) as (archive, _):
        return b"".join(_pieces(archive, SETTINGS)).decode(errors="replace")


def unpack_database(file: Path, target: Path) -> None:
    """Writes the database of a backup to the disk, and looks again whether it is what was saved. Raises as `verify`,
    StoreFull."""
    with _opened(file) as (archive, manifest), failing(target):
        wanted = manifest.files[DATABASE]
        if (free := shutil.disk_usage(target.parent).free) < wanted.bytes:
            problem = f"{free / 1e6:,.1f} MB are free, and the database has {wanted.bytes / 1e6:,.1f} MB"
            raise StoreFull(str(target.parent), problem)
        with os.fdopen(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:

            def written() -> Iterator[bytes]:
                for piece in _pieces(archive, DATABASE):
                    stream.write(piece)
                    yield piece

            if _summed(written()) != wanted:
                raise BackupDamaged(str(file), f"{DATABASE} in it is not what was written")
            stream.flush()
            os.fsync(stream.fileno())


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive with its manifest, which is one that can be read here."""
    with failing(file), file.open("rb") as stream:
        ours = MANIFEST.encode() in stream.read(_HEADER)
        try:
            with zipfile.ZipFile(stream) as archive:
                names = archive.namelist()
                if MANIFEST not in names and not ours:
                    raise BackupForeign(str(file), f"there is no {MANIFEST} in it")
                manifest = _manifest(file, b"".join(_pieces(archive, MANIFEST, _MOST_MANIFEST)))
                if missing := [name for name in manifest.files if name not in names]:
                    raise BackupDamaged(str(file), f"{missing[0]} is missing in it")
                yield archive, manifest
        except DatelineError:
            raise
        except (*_BROKEN, KeyError) as error:
            if not ours:
                raise BackupForeign(str(file), "it is no zip archive that Dateline has written") from error
            early = "not a zip file" in str(error)  # the directory of an archive stands at its end
            problem = "it ends early" if early else f"it cannot be read to its end ({error})"
            raise BackupDamaged(str(file), problem) from error


def _pieces(
    archive: zipfile.ZipFile, name: str, most: int | None = None, going: Going | None = None
) -> Iterator[bytes]:
    """What is stored of a member, unpacked; at most what its entry says, or `most`."""
    left = archive.getinfo(name).file_size if most is None else most
    with archive.open(name) as stream:
        while left > 0 and (piece := stream.read(min(_PIECE, left))):
            if going is not None and not going.on:
                raise BackupError(str(archive.filename), "it was stopped")
            left -= len(piece)
            yield piece


def _manifest(file: Path, data: bytes) -> Manifest:
    """Raises BackupForeign, BackupTooNew."""
    try:
        stated = json.loads(data)
        number = stated.get("format")
        if isinstance(number, int) and number > FORMAT:
            version = str(stated.get("version"))[:40]
            raise BackupTooNew(str(file), f"version {version}, format {number}; this one reads {FORMAT}")
        manifest = _ADAPTER.validate_json(data)
    except (ValidationError, ValueError, AttributeError, RecursionError) as error:
        raise BackupForeign(str(file), f"its {MANIFEST} is not one that Dateline writes") from error
    if set(manifest.files) != {DATABASE, SETTINGS} or manifest.made_at.tzinfo is None:
        raise BackupForeign(str(file), f"its {MANIFEST} is not one that Dateline writes")
    if manifest.contents.schema > len(MIGRATIONS):
        newer = f"version {manifest.version[:40]}, schema {manifest.contents.schema}"
        raise BackupTooNew(str(file), f"{newer}; this one knows schema {len(MIGRATIONS)}")
    return manifest


def _check_header(file: Path, beginning: bytes, manifest: Manifest) -> None:
    """The sums only say that nothing was changed since: somebody may have packed anything."""
    version = int.from_bytes(beginning[:_HEADER][_USER_VERSION], "big")
    if not beginning.startswith(b"SQLite format 3\0") or version != manifest.contents.schema:
        raise BackupForeign(str(file), f"{DATABASE} in it is not a database that Dateline has made")


@contextmanager
def failing(path: Path) -> Iterator[None]:
    """What the system refuses becomes an error that names the path. Raises StoreFull, BackupError."""
    try:
        yield
    except OSError as error:
        problem = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(str(path), problem) from error
        raise BackupError(str(path), problem) from error
