"""The log of answers: claimed before they are made, so that no message is answered twice; kept for their sources."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter

from ..types import Outcome, StoredAnswer
from .database import Database

_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)


class Answers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, asked_key: str, question: str, scopes: Sequence[str], now: datetime) -> int | None:
        """A new row's id, or None when the key was claimed before."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """INSERT INTO answers(asked_key, question, scopes, asked_at) VALUES (?, ?, ?, ?)
                   ON CONFLICT DO NOTHING""",
                (asked_key, question, json.dumps(list(scopes)), now.isoformat()),
            )
            return cursor.lastrowid if cursor.rowcount else None

    async def finish(self, answer_id: int, outcome: Outcome, posted_key: str | None) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE answers SET outcome = ?, posted_key = coalesce(?, posted_key) WHERE id = ?",
                (_OUTCOME.dump_json(outcome).decode(), posted_key, answer_id),
            )

    async def abandon(self, answer_id: int) -> None:
        """Forget a claim that has no outcome."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM answers WHERE id = ? AND outcome IS NULL", (answer_id,))

    async def get(self, answer_id: int) -> StoredAnswer | None:
        return await self._finished("id = ?", answer_id)

    async def posted(self, posted_key: str) -> StoredAnswer | None:
        return await self._finished("posted_key = ?", posted_key)

    async def _finished(self, condition: str, value: int | str) -> StoredAnswer | None:
        row = await self._database.one(
            f"""SELECT id, asked_key, posted_key, scopes, outcome, asked_at FROM answers
                WHERE outcome IS NOT NULL AND {condition}""",  # noqa: S608
            (value,),
        )
        return _stored(row) if row else None


def _stored(row: sqlite3.Row) -> StoredAnswer:
    return StoredAnswer(
        id=row["id"],
        asked_key=row["asked_key"],
        posted_key=row["posted_key"],
        scopes=tuple(json.loads(row["scopes"])),
        outcome=_OUTCOME.validate_json(row["outcome"]),
        asked_at=datetime.fromisoformat(row["asked_at"]),
    )
