"""Scopes whose people have left: since when, and what is deleted with them."""

from __future__ import annotations

from datetime import datetime

from ..records import Departure
from .database import Database
from .moments import UNKNOWN, moment, stamp
from .scopes import trash_of


class Departures:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def left(self, scope: str, now: datetime) -> None:
        """Counted from the first time on."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO departures(scope, since) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (scope, stamp(now)),
            )

    async def returned(self, scope: str) -> None:
        if await self._database.one("SELECT 1 FROM departures WHERE scope = ?", (scope,)) is None:
            return
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM departures WHERE scope = ?", (scope,))

    async def all(self) -> tuple[Departure, ...]:
        """Longest gone first."""
        rows = await self._database.all("SELECT scope, since FROM departures ORDER BY since, scope")
        return tuple(Departure(row["scope"], moment(row["since"]) or UNKNOWN) for row in rows)

    async def since(self, scope: str) -> datetime | None:
        row = await self._database.one("SELECT since FROM departures WHERE scope = ?", (scope,))
        return moment(row["since"]) if row else None

    async def articles(self, scope: str) -> list[int]:
        """Every article of the scope, what lies in its trash included."""
        rows = await self._database.all(
            "SELECT a.id FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name IN (?, ?)",
            (scope, trash_of(scope)),
        )
        return [row[0] for row in rows]

    async def forget_records(self, scope: str) -> None:
        """Everything but the articles. Feeds go with it, so that no more articles come."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM feeds WHERE scope_id = (SELECT id FROM scopes WHERE name = ?)", (scope,)
            )
            await connection.execute("DELETE FROM answers WHERE home = ?", (scope,))
            await connection.execute("DELETE FROM ledger WHERE place = ?", (scope,))
            await connection.execute(
                "DELETE FROM reindex_runs WHERE EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = ?)",
                (scope,),
            )

    async def settled(self, scope: str) -> bool:
        """Strike it off the list, if no article came meanwhile."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """DELETE FROM departures WHERE scope = ?1 AND NOT EXISTS (
                       SELECT 1 FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name IN (?1, ?2))""",
                (scope, trash_of(scope)),
            )
            return cursor.rowcount > 0

    async def known(self) -> tuple[str, ...]:
        """Every scope there is anything of."""
        rows = await self._database.all(
            """SELECT name FROM scopes WHERE id IN (SELECT scope_id FROM articles UNION SELECT scope_id FROM feeds)
               UNION SELECT home FROM answers WHERE home IS NOT NULL UNION SELECT place FROM ledger"""
        )
        return tuple(row[0] for row in rows)
