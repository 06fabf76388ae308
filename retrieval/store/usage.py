"""What a scope holds: how many articles, and how many bytes of text they are with all their versions."""

from __future__ import annotations

from dataclasses import dataclass

from .database import Connection, Database

_OF_SCOPE = """SELECT count(*), coalesce(sum(a.size), 0) FROM articles a
    WHERE a.scope_id = (SELECT id FROM scopes WHERE name = ?)"""


def size_of(original: str, text: str) -> str:
    """SQL for the bytes of a version, of what it was read from and of its text."""
    return f"(length(CAST({original} AS BLOB)) + length(CAST({text} AS BLOB)))"


@dataclass(frozen=True, slots=True)
class Usage:
    """`bytes` are those of every version."""

    articles: int
    bytes: int


class UsageStore:
    """Reads anywhere; inside a transaction with its connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, scope: str) -> Usage:
        rows = await self._database.all(_OF_SCOPE, (scope,))
        return Usage(*rows[0])

    async def within(self, connection: Connection, scope: str) -> Usage:
        """As `of`, inside a transaction."""
        rows = await connection.execute_fetchall(_OF_SCOPE, (scope,))
        return next(Usage(*row) for row in rows)

    async def size(self, connection: Connection, article_id: int) -> int:
        """Bytes of an article with all its versions; 0 when there is no such article."""
        rows = await connection.execute_fetchall("SELECT size FROM articles WHERE id = ?", (article_id,))
        return next((int(row[0]) for row in rows), 0)

    async def removed(self, connection: Connection, trash: str) -> list[tuple[int, int]]:
        """(id, bytes) of what lies in a trash, removed last first."""
        rows = await connection.execute_fetchall(
            """SELECT a.id, a.size FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name = ?
               ORDER BY a.removed_at DESC, a.id DESC""",
            (trash,),
        )
        return [(row[0], row[1]) for row in rows]
