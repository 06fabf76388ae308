"""One SQLite file: a writer connection behind a lock, a reader connection, WAL, numbered migrations."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from ..errors import StoreError, StoreTooNew
from ..text import word_count
from .failures import store_error
from .folder import make_private, touch_private
from .intact import intact
from .schema import MIGRATIONS

Connection = aiosqlite.Connection
"""What a transaction hands out."""

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
        """The first row, or None. Raises StoreError."""
        try:
            async with self._reader.execute(sql, parameters) as cursor:
                return await cursor.fetchone()
        except sqlite3.Error as error:
            raise store_error(self.path, error) from error

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
    async with connection.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0
