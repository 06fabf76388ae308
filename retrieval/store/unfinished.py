"""Messages of a face that say that something is under way. Whoever ends the work takes them out; those that are left when
a process starts are of one that was killed."""

from __future__ import annotations

from datetime import datetime

from ..records import Unfinished
from .database import Database
from .moments import stamp


class UnfinishedMessages:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, message: str, facts: str, now: datetime) -> None:
        """The same message again has other facts, and is as old as before."""
        async with self._database.transaction() as connection:
            await connection.execute(
                """INSERT INTO unfinished(message, facts, since) VALUES (?, ?, ?)
                   ON CONFLICT (message) DO UPDATE SET facts = excluded.facts""",
                (message, facts, stamp(now)),
            )

    async def forget(self, message: str) -> None:
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM unfinished WHERE message = ?", (message,))

    async def all(self) -> tuple[Unfinished, ...]:
        """Oldest first."""
        rows = await self._database.all(
            "SELECT message, facts, since FROM unfinished ORDER BY since, message"
        )
        return tuple(
            Unfinished(row["message"], row["facts"], datetime.fromisoformat(row["since"])) for row in rows
        )
