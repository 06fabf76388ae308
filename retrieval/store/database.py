"""One SQLite file: a writer connection behind a lock, a reader connection, WAL, numbered migrations."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from ..errors import StoreBusy, StoreError
from ..text import word_count
from .schema import MIGRATIONS

Connection = aiosqlite.Connection
"""What a transaction hands out."""

_BUSY_SECONDS = 30.0
"""How long a write waits for another process (an ingest in a terminal beside the running bot)."""
_RETRY_SECONDS = 0.02


class Database:
    """An open database. Writes go through `transaction`, reads through `all` and `one`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._lock = asyncio.Lock()

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
                raise self._wrapped(error) from error
            except BaseException:
                await self._writer.rollback()
                raise

    async def all(self, sql: str, parameters: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """Every row. Raises StoreError."""
        try:
            return list(await self._reader.execute_fetchall(sql, parameters))
        except sqlite3.Error as error:
            raise self._wrapped(error) from error

    async def one(self, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Row | None:
        """The first row, or None. Raises StoreError."""
        try:
            async with self._reader.execute(sql, parameters) as cursor:
                return await cursor.fetchone()
        except sqlite3.Error as error:
            raise self._wrapped(error) from error

    def _wrapped(self, error: sqlite3.Error) -> StoreError:
        """Busy where trying again helps: another process writes, or stored the same between plan and write."""
        problem = str(error)
        busy = isinstance(error, sqlite3.IntegrityError) or "locked" in problem or "busy" in problem
        return (StoreBusy if busy else StoreError)(str(self.path), problem)

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

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open or create the file and bring it to the newest shape. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()  # fails here, before aiosqlite has a thread to leave behind
        writer = await _connect(path)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise StoreError(str(path), str(error)) from error
    try:
        await _migrate(path, writer)
        reader = await _connect(path)
    except sqlite3.Error as error:
        await writer.close()
        raise StoreError(str(path), str(error)) from error
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
        await connection.create_function("folded", 1, _folded, deterministic=True)
        await connection.create_function("words_in", 1, _words_in, deterministic=True)
        await _write_ahead(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            await connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        await connection.close()
        raise
    return connection


def _folded(text: str | None) -> str | None:
    """For comparing without regard to case; SQLite's own lower() knows ASCII only."""
    return None if text is None else text.casefold()


def _words_in(text: str) -> int:
    """Counted on the thread of the connection."""
    return word_count(text)


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
            raise StoreError(str(path), f"made by a newer Dateline (schema {version} > {len(MIGRATIONS)})")
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
