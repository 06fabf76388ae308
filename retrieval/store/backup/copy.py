"""A copy of the database file, made while others read and write it, and what SQLite finds in such a copy."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from ...errors import BackupError, StoreBusy, StoreDamaged, StoreError, StoreFull
from ..database import first, store_error, touch_private

_BUSY_SECONDS = 30.0
_MOST_NAMED = 3
"""Faults of a copy that are named; one is enough to refuse it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds. `schema` is the number of its last migration, `models` the names of those that made its
    vectors."""

    schema: int
    articles: int
    passages: int
    answers: int
    feeds: int
    models: tuple[str, ...]


async def copy_to(source: Path, target: Path) -> None:
    """Writes the database as it is at one moment into `target`, which must not exist or be empty. Nobody waits for it
    meanwhile. What was deleted is not in the copy: SQLite copies rows and not pages, in which deleted text may lie.
    Raises StoreDamaged (of the source), StoreFull, StoreBusy, BackupError."""
    try:
        touch_private(target)
        connection = await aiosqlite.connect(source, isolation_level=None, timeout=_BUSY_SECONDS)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise _failed(source, target, error) from error
    try:
        await connection.execute("VACUUM INTO ?", (str(target),))
    except (ValueError, sqlite3.Error) as error:
        raise _failed(source, target, error) from error
    except asyncio.CancelledError:
        await connection.interrupt()  # its thread is still copying; `close` waits for it
        raise
    finally:
        await connection.close()


def _failed(source: Path, target: Path, error: Exception) -> StoreError:
    found = store_error(target, error)
    if isinstance(found, StoreDamaged):
        return StoreDamaged(str(source), found.problem)
    kind = type(found) if isinstance(found, StoreFull | StoreBusy) else BackupError
    return kind(str(target.parent), getattr(error, "strerror", None) or found.problem)


async def checked(path: Path) -> Contents:
    """Reads the whole file: its pages, references and keyword index. Raises StoreDamaged, StoreError."""
    try:
        connection = await aiosqlite.connect(path, isolation_level=None)
    except (ValueError, sqlite3.Error) as error:
        raise store_error(path, error) from error
    try:
        found = [str(row[0]) for row in await connection.execute_fetchall("PRAGMA integrity_check")]
        broken = await connection.execute_fetchall("PRAGMA foreign_key_check")
        found += [f"a row of {row[0]} leads nowhere" for row in broken]
        if wrong := [each for each in found if each != "ok"]:
            raise StoreDamaged(str(path), "; ".join(wrong[:_MOST_NAMED]))
        await connection.execute("INSERT INTO passage_terms(passage_terms) VALUES ('integrity-check')")
        return await _contents(connection)
    except sqlite3.Error as error:
        raise store_error(path, error) from error
    except asyncio.CancelledError:
        await connection.interrupt()
        raise
    finally:
        await connection.close()


async def _contents(connection: aiosqlite.Connection) -> Contents:
    models = await connection.execute_fetchall(
        "SELECT name FROM models WHERE id IN (SELECT model_id FROM passages) ORDER BY name"
    )
    return Contents(
        schema=await _number(connection, "PRAGMA user_version"),
        articles=await _number(connection, "SELECT count(*) FROM articles"),
        passages=await _number(connection, "SELECT count(*) FROM passages"),
        answers=await _number(connection, "SELECT count(*) FROM answers"),
        feeds=await _number(connection, "SELECT count(*) FROM feeds"),
        models=tuple(str(each[0]) for each in models),
    )


async def _number(connection: aiosqlite.Connection, sql: str) -> int:
    row = await first(connection, sql)
    return int(row[0]) if row else 0
