"""The audit log (table `ledger`): what was changed where, by whom. Rows are only added; the newest row of a preference is
its value."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ..errors import CannotUndo, NotFound
from ..reports import AuditEntry, Page
from ..text import storable
from .database import UNKNOWN, Connection, TimedRepository, first, moment, stamp

_COLUMNS = "id, place, name, is_preference, before, after, by, at, undoes"


class AuditLog(TimedRepository):
    """What was changed in a place, by whom, and how it is undone. Values of preferences are JSON text."""

    async def preferences(self, place: str) -> dict[str, str]:
        """What people chose in a place: name -> JSON text."""
        rows = await self._database.all(
            """SELECT name, after FROM ledger WHERE id IN
               (SELECT max(id) FROM ledger WHERE place = ? AND is_preference GROUP BY name)
               AND after IS NOT NULL""",
            (place,),
        )
        return {row["name"]: row["after"] for row in rows}

    async def set_preference(
        self, place: str, name: str, value: str | None, *, by: str | None
    ) -> AuditEntry | None:
        """Sets a value, or with None takes it back. The same value again adds no row. Returns the row that set it, None
        where there never was one."""
        value = _storable(value)
        async with self._database.transaction() as connection:
            newest = await _newest(connection, place, name)
            if (newest.after if newest else None) == value:
                return newest
            return await _add(
                connection, place, name, True, newest.after if newest else None, value, by, self._clock()
            )

    async def record(self, place: str, deed: str, facts: str | None, *, by: str | None) -> AuditEntry:
        """Notes something that was done and cannot be undone from the log."""
        async with self._database.transaction() as connection:
            return await _add(connection, place, deed, False, None, _storable(facts), by, self._clock())

    async def page(self, place: str, *, offset: int = 0, limit: int = 10) -> Page[AuditEntry]:
        """Newest first."""
        count = await self._database.one("SELECT count(*) FROM ledger WHERE place = ?", (place,))
        rows = await self._database.all(
            f"SELECT {_COLUMNS} FROM ledger WHERE place = ? ORDER BY id DESC LIMIT ? OFFSET ?",  # noqa: S608
            (place, limit, offset),
        )
        undoing = await self._database.all(
            "SELECT id, undoes FROM ledger WHERE place = ? AND undoes IS NOT NULL ORDER BY id DESC", (place,)
        )
        undone = undone_of([(row["id"], row["undoes"]) for row in undoing])
        entries = (replace(entry, undone=entry.id in undone) for entry in map(_entry, rows))
        return Page(tuple(entries), count[0] if count else 0, offset)

    async def change(self, entry_id: int, *, place: str) -> AuditEntry:
        """A change of a preference in that place; `undone` is not looked up. Raises NotFound."""
        row = await self._database.one(
            f"SELECT {_COLUMNS} FROM ledger WHERE id = ? AND place = ? AND is_preference",  # noqa: S608
            (entry_id, place),
        )
        if row is None:
            raise NotFound("change", entry_id)
        return _entry(row)

    async def undo(self, entry_id: int, *, place: str, by: str | None) -> AuditEntry:
        """Puts a preference back to what it was before that row, as a new row; an undo can be undone, too. Newest first,
        everything can be. Raises NotFound, CannotUndo."""
        async with self._database.transaction() as connection:
            entry = await _one(connection, "id = ? AND place = ? AND is_preference", entry_id, place)
            if entry is None:
                raise NotFound("change", entry_id)
            rows = await connection.execute_fetchall(
                """SELECT id, undoes FROM ledger WHERE place = ? AND name = ? AND is_preference AND id > ?
                   ORDER BY id DESC""",
                (place, entry.name, entry_id),
            )
            later = [(row["id"], row["undoes"]) for row in rows]
            undone = undone_of(later)
            if entry_id in undone or not _cancel_out(later, undone, entry_id):
                raise CannotUndo(entry.name, undone=entry_id in undone)
            return await _add(
                *(connection, place, entry.name, True, entry.after, entry.before, by, self._clock()),
                undoes=entry.id,
            )


def _storable(text: str | None) -> str | None:
    """Half a character (a lone surrogate) cannot be stored."""
    return None if text is None else storable(text)


def undone_of(rows: Sequence[tuple[int, int | None]]) -> set[int]:
    """Which entries are undone: those that an entry undoes which is not undone itself. (id, undoes), newest first."""
    undone: set[int] = set()
    for entry_id, undoes in rows:
        if undoes is not None and entry_id not in undone:
            undone.add(undoes)
    return undone


def _cancel_out(later: Sequence[tuple[int, int | None]], undone: set[int], entry_id: int) -> bool:
    """Whether all that came after an entry was undone again, so that its value is the present one."""
    return all(id in undone or (undoes is not None and undoes > entry_id) for id, undoes in later)


async def _newest(connection: Connection, place: str, name: str) -> AuditEntry | None:
    return await _one(
        connection, "place = ? AND name = ? AND is_preference ORDER BY id DESC LIMIT 1", place, name
    )


async def _one(connection: Connection, condition: str, *values: int | str) -> AuditEntry | None:
    row = await first(connection, f"SELECT {_COLUMNS} FROM ledger WHERE {condition}", values)  # noqa: S608
    return _entry(row) if row else None


async def _add(
    connection: Connection,
    place: str,
    name: str,
    is_preference: bool,
    before: str | None,
    after: str | None,
    by: str | None,
    now: datetime,
    undoes: int | None = None,
) -> AuditEntry:
    cursor = await connection.execute(
        """INSERT INTO ledger(place, name, is_preference, before, after, by, at, undoes)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (place, name, is_preference, before, after, by, stamp(now), undoes),
    )
    return AuditEntry(cursor.lastrowid or 0, place, name, before, after, by, now, is_preference, undoes)


def _entry(row: sqlite3.Row) -> AuditEntry:
    read = {"at": moment(row["at"]) or UNKNOWN, "is_preference": bool(row["is_preference"])}
    return AuditEntry(**{**dict(row), **read})
