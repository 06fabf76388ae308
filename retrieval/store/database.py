"""One SQLite file: a writer connection behind a lock, a reader connection, WAL, numbered migrations.

Around it stands what every table needs: errors of SQLite as errors of ours, a data folder that nobody but its owner may
read, the check that a stored article is still what was stored, and moments as text that compares like time.
"""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
import structlog

from ..errors import StoreBusy, StoreDamaged, StoreError, StoreForbidden, StoreFull, StoreTooNew
from ..text import content_hash, word_count
from .schema import MIGRATIONS

_log = structlog.get_logger(__name__)
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
    if isinstance(error, FileExistsError | NotADirectoryError):
        return StoreForbidden(str(path), f"{error.filename} is no folder")
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


_HASHED = ("text", "title", "url", "byline", "publisher", "published_at", "updated_at", "language", "pages")
"""What `articles.draft_hash` covers, in its order."""
_NO_PAGES = b"[]"

INTACT = f"intact(CAST(a.content_hash AS BLOB), {', '.join(f'CAST(a.{name} AS BLOB)' for name in _HASHED)})"
"""True or false for a row of `articles a`. SQLite calls it on the connection's own thread, row by row."""


def intact(stored: bytes | None, *parts: bytes | None) -> bool:
    """Bytes, because what is damaged may be no text any more."""
    *stated, pages = parts
    made = content_hash(*stated, *(() if pages == _NO_PAGES else (pages,)))
    return made.encode() == stored


Connection = aiosqlite.Connection
"""What a transaction hands out."""


async def first(connection: Connection, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Row | None:
    """The first row of a query inside a transaction, or None."""
    async with connection.execute(sql, parameters) as cursor:
        return await cursor.fetchone()


_BUSY_SECONDS = 30.0
"""How long a write waits for another process (an ingest in a terminal beside the running bot)."""
_RETRY_SECONDS = 0.02
_IDLE_SECONDS = 30.0
"""After so long without a write, the write-ahead log is emptied into the database."""
_LOG_BYTES = 16 * 2**20
"""A write-ahead log that has grown beyond this, by one large ingest, gives the rest back to the disk."""


class Database:
    """An open database. Writes go through `transaction`, reads through `all` and `one`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._lock = asyncio.Lock()
        self._written = asyncio.Event()
        self.deleted = asyncio.Event()
        """Set by whoever has deleted something for good; what keeps the list for backups waits for it."""
        self._idle = asyncio.create_task(self._truncate_when_idle(), name="idle database")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """The writer inside `BEGIN IMMEDIATE`; committed at the end, rolled back on any exception or cancellation."""
        async with self._lock:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                await self._writer.commit()
            except sqlite3.Error as error:
                await self._writer.rollback()
                raise store_error(self.path, error) from error
            except BaseException:
                await self._writer.rollback()
                raise
        self._written.set()

    async def all(self, sql: str, parameters: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """Every row. Raises StoreError."""
        try:
            return list(await self._reader.execute_fetchall(sql, parameters))
        except sqlite3.Error as error:
            raise store_error(self.path, error) from error

    async def one(self, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Row | None:
        """The first row of a query that has one or few, or None. Raises StoreError."""
        rows = await self.all(sql, parameters)  # one way to the thread of the database and back, not three
        return rows[0] if rows else None

    async def problems(self) -> list[str]:
        """What SQLite finds wrong with the file and with the keyword index; empty is healthy."""
        try:
            rows = await self.all("PRAGMA quick_check")
            found = [str(row[0]) for row in rows if row[0] != "ok"]
            async with self.transaction() as connection:
                await connection.execute(
                    "INSERT INTO passage_terms(passage_terms) VALUES ('integrity-check')"
                )
        except StoreError as error:
            return [error.problem]
        return found

    async def _truncate_when_idle(self) -> None:
        while True:
            await self._written.wait()
            while self._written.is_set():
                self._written.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_IDLE_SECONDS):
                        await self._written.wait()
            if not await self._truncate():
                self._written.set()

    async def _truncate(self) -> bool:
        """Empty the write-ahead log into the database; False while somebody still reads from it. Waits for nobody: the
        log is as good a place as the database."""
        async with self._lock:
            try:
                await self._writer.execute("PRAGMA busy_timeout=0")
                ((busy, *_),) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error:
                return False
            finally:
                await self._writer.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000:.0f}")
        return not busy

    async def close(self) -> None:
        self._idle.cancel()
        await asyncio.wait({self._idle})
        await self._reader.close()
        await self._truncate()
        await self._writer.close()


class Repository:
    """The SQL of one subject over an open database. Where a method takes a connection, it is a part of its caller's
    transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def _change(self, sql: str, *values: Any) -> int:
        """Runs one statement in a transaction of its own; how many rows it changed."""
        async with self._database.transaction() as connection:
            return (await connection.execute(sql, values)).rowcount


class TimedRepository(Repository):
    """One that writes down when something happened: by `clock`, which gives times with their zone."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        super().__init__(database)
        self._clock = clock


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open or create the file and bring it to the newest shape. Raises StoreError."""
    try:
        make_private(path.parent)
        touch_private(path)  # fails here, before aiosqlite has a thread to leave behind
        writer = await _connect(path)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise store_error(path, error) from error
    try:
        await _migrate(path, writer)
        reader = await _connect(path)
    except sqlite3.Error as error:
        await writer.close()
        raise store_error(path, error) from error
    except BaseException:
        await writer.close()
        raise
    database = Database(path, writer, reader)
    try:
        yield database
    finally:
        await database.close()


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = _readable
        await connection.create_function("folded", 1, _folded, deterministic=True)
        await connection.create_function("words_in", 1, _words_in, deterministic=True)
        await connection.create_function("intact", -1, intact, deterministic=True)
        await _write_ahead(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", f"journal_size_limit={_LOG_BYTES}"):
            await connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        await connection.close()
        raise
    return connection


_readable = partial(str, encoding="utf-8", errors="replace")
"""Stored text as it is read: one flipped bit must not make every query fail that meets it."""


def _folded(text: bytes | None) -> str | None:
    """For comparing without regard to case; SQLite's own lower() knows ASCII only."""
    return None if text is None else _readable(text).casefold()


def _words_in(text: bytes) -> int:
    """Counted on the thread of the connection."""
    return word_count(_readable(text))


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Switch to WAL. SQLite does not wait for this one lock by itself when several processes start at once."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _BUSY_SECONDS
    while True:
        try:
            await connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or loop.time() > deadline:
                raise
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            return


async def _migrate(path: Path, connection: aiosqlite.Connection) -> None:
    if await _version(connection) == len(MIGRATIONS):
        return
    await connection.execute("BEGIN EXCLUSIVE")  # two processes may start at once: look again under the lock
    try:
        version = await _version(connection)
        if version > len(MIGRATIONS):
            raise StoreTooNew(str(path), f"schema {version}, newer than {len(MIGRATIONS)}")
        for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
            for statement in statements:
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version={number}")
        broken = list(await connection.execute_fetchall("PRAGMA foreign_key_check"))
        if broken:
            raise StoreError(str(path), f"{len(broken)} broken references after migration")
        await connection.commit()
    except BaseException:
        await connection.rollback()
        raise


async def _version(connection: aiosqlite.Connection) -> int:
    row = await first(connection, "PRAGMA user_version")
    return int(row[0]) if row else 0


UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""In place of a moment that a row must have and that cannot be read."""


def stamp(moment: datetime) -> str:
    """In UTC and of one length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stored: str | None) -> datetime | None:
    """None also for what a damaged disk left of one: a single row must not fail a whole list."""
    try:
        found = datetime.fromisoformat(stored) if stored else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def dated(stored: str | None) -> str | None:
    """What begins with a day, as it is; None where that day cannot be read."""
    try:
        date.fromisoformat((stored or "")[:10])
    except ValueError:
        return None
    return stored
