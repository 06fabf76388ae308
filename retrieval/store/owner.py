"""Whose library this is: an opaque name that a face gives itself, kept among the facts."""

from __future__ import annotations

from .database import Database

_OWNER = "owner"


class Owner:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, name: str, *, hand_over: bool) -> str:
        """Record the name where there is none yet, or anew with `hand_over`; the one that is recorded now."""
        async with self._database.transaction() as connection:
            rows = list(
                await connection.execute_fetchall("SELECT value FROM facts WHERE name = ?", (_OWNER,))
            )
            if rows and not hand_over:
                return str(rows[0][0])
            await connection.execute(
                "INSERT OR REPLACE INTO facts(name, value) VALUES (?, ?)", (_OWNER, name)
            )
        return name
