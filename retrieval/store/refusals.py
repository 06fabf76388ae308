"""Questions that were refused, for those who can add what would answer them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..types import Reason
from .database import Database
from .moments import UNKNOWN, moment, stamp


@dataclass(frozen=True, slots=True)
class Refused:
    """One refused question."""

    answer_id: int
    question: str
    asked_by: str | None
    asked_at: datetime
    reason: Reason


class Refusals:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(self, home: str, since: datetime | None, limit: int) -> list[Refused]:
        """Newest first, without private ones, those that were dismissed, and what was no question."""
        rows = await self._database.all(
            """SELECT id, question, asked_by, asked_at, refused FROM answers
               WHERE home = ? AND refused IS NOT NULL AND refused != ? AND NOT private AND NOT dismissed
               AND asked_at >= ? ORDER BY id DESC LIMIT ?""",
            (home, Reason.NOT_A_QUESTION.value, stamp(since) if since else "", limit),
        )
        return [
            Refused(
                row["id"],
                row["question"],
                row["asked_by"],
                moment(row["asked_at"]) or UNKNOWN,
                Reason(row["refused"]),
            )
            for row in rows
        ]

    async def answered(self, home: str, since: datetime, limit: int) -> list[tuple[int, str]]:
        """(answer id, question) of what was asked in the home since then and got an answer, newest first."""
        rows = await self._database.all(
            """SELECT id, question FROM answers WHERE home = ? AND outcome IS NOT NULL AND refused IS NULL
               AND asked_at >= ? ORDER BY id DESC LIMIT ?""",
            (home, stamp(since), limit),
        )
        return [(row[0], row[1]) for row in rows]

    async def dismiss(self, answer_ids: Sequence[int], home: str) -> int:
        """They need nothing any more; how many there were."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """UPDATE answers SET dismissed = 1 WHERE home = ? AND refused IS NOT NULL
                   AND NOT dismissed AND id IN (SELECT value FROM json_each(?))""",
                (home, json.dumps(list(answer_ids))),
            )
            return cursor.rowcount
