"""What is kept of a person, and how it is deleted."""

from __future__ import annotations

from ..records import Forgotten, Held
from .database import Database
from .moments import moment


class People:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def held(self, person: str) -> Held:
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM answers WHERE asked_by = ?1) AS answers,
               (SELECT count(*) FROM votes WHERE voter = ?1) AS votes,
               (SELECT min(at) FROM (SELECT min(asked_at) AS at FROM answers WHERE asked_by = ?1
                   UNION ALL SELECT min(voted_at) FROM votes WHERE voter = ?1)) AS oldest""",
            (person,),
        )
        assert row is not None  # noqa: S101  # a row of aggregates always is
        return Held(row["answers"], row["votes"], moment(row["oldest"]))

    async def forget(self, person: str) -> Forgotten:
        """Questions, answers and votes go, in one transaction; what they changed stays in the ledger without a name."""
        async with self._database.transaction() as connection:
            sql = "SELECT posted_key FROM answers WHERE asked_by = ?"
            posted = [row[0] for row in await connection.execute_fetchall(sql, (person,))]
            votes = await connection.execute("DELETE FROM votes WHERE voter = ?", (person,))
            await connection.execute("DELETE FROM answers WHERE asked_by = ?", (person,))
            await connection.execute("UPDATE ledger SET by = NULL WHERE by = ?", (person,))
            return Forgotten(len(posted), votes.rowcount, tuple(key for key in posted if key is not None))
