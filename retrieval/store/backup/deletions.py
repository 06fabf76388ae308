"""What was deleted for good, so that no backup brings it back. Of each deletion a digest of the name and a time are kept:
who or what it was can be recognised in a backup that still has it, and cannot be read here.

A deletion covers what is older than its time. So it may be applied to any state of the library, and more than once: what
the same person asked later, or was added anew, is not touched.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from ..database import Connection, Database, Repository, first, stamp
from ..library_state import read_state, write_state

REMEMBERED = timedelta(days=400)
"""So long a deletion is kept."""
_LIBRARY, _FOLDERS = "library", "backup_folders"


class Deleted(StrEnum):
    """What a deletion names: all of a person, the question of a message, the questions of a home, all of a scope, or an
    article."""

    PERSON = "person"
    QUESTION = "question"
    HOME = "home"
    SCOPE = "scope"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Deletion:
    """`name` is the digest that `digest` makes; `before` is in UTC, as `stamp` writes it."""

    kind: Deleted
    name: str
    before: str


def digest(kind: Deleted, name: str | None) -> str:
    """None is a name too: the home of direct messages."""
    return hashlib.sha256(f"{kind}\n{name or ''}".encode(errors="replace")).hexdigest()


def article_name(scope: str, key: str) -> str:
    """What names an article in every life of the library; its number may be given again after a restore."""
    return f"{scope}\n{key}"


async def note(
    connection: Connection,
    kind: Deleted,
    name: str | None,
    before: datetime,
    newest: Iterable[str | None] = (),
) -> None:
    """To be called in the transaction that deletes. What was noted for a later time stays. `newest` are times that what
    is deleted bears: a clock that was set back must not leave it out."""
    covered = max([stamp(before), *filter(None, newest)])
    await add(connection, [Deletion(kind, digest(kind, name), covered)])


async def add(connection: Connection, deletions: Iterable[Deletion]) -> None:
    """Likewise for deletions that were noted elsewhere."""
    await connection.executemany(
        """INSERT INTO deletions(kind, name, before) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET before = max(before, excluded.before)""",
        [(each.kind.value, each.name, each.before) for each in deletions],
    )


class Deletions(Repository):
    """All that was noted, whose they are, and in which folders backups lie that may still have what was deleted."""

    async def all(self) -> tuple[Deletion, ...]:
        """In a stable order."""
        rows = await self._database.all("SELECT kind, name, before FROM deletions ORDER BY kind, name")
        return tuple(Deletion(Deleted(row[0]), row[1], row[2]) for row in rows)

    async def forget_before(self, before: datetime) -> None:
        """No backup is that old any more."""
        if await self._database.one("SELECT 1 FROM deletions WHERE before < ? LIMIT 1", (stamp(before),)):
            async with self._database.transaction() as connection:
                await connection.execute("DELETE FROM deletions WHERE before < ?", (stamp(before),))

    async def library(self) -> str:
        """What names this library in its backups; made when it is first asked for."""
        if (known := await read_state(self._database, _LIBRARY)) is not None:
            return known
        async with self._database.transaction() as connection:
            row = await first(connection, "SELECT value FROM facts WHERE name = ?", (_LIBRARY,))
            name = str(row[0]) if row else secrets.token_hex(8)
            await write_state(connection, _LIBRARY, name)
        return name

    async def folders(self) -> tuple[Path, ...]:
        """Where backups were written to."""
        return tuple(map(Path, await _folders(self._database)))

    async def add_folder(self, folder: Path) -> None:
        if str(folder) in await _folders(self._database):
            return
        async with self._database.transaction() as connection:
            known = sorted({*await _folders(self._database), str(folder)})
            await write_state(connection, _FOLDERS, json.dumps(known))


async def _folders(database: Database) -> list[str]:
    try:
        return [str(each) for each in json.loads(await read_state(database, _FOLDERS) or "[]")]
    except (ValueError, TypeError):  # damaged: the next backup notes its folder again
        return []
