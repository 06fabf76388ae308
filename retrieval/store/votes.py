"""Votes on answers: one a person, changeable."""

from __future__ import annotations

from datetime import datetime

from ..records import Feedback, Tally
from ..types import Answer, Page
from .answers import outcome_of
from .database import Database
from .moments import UNKNOWN, moment, stamp

_TALLY = "SELECT coalesce(sum(value = 1), 0) AS up, coalesce(sum(value = -1), 0) AS down FROM votes"


class Votes:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, answer_id: int, voter: str, value: int, reason: str | None, now: datetime) -> bool:
        """Count the vote, in place of one before; a reason given before stays with the same value. False when there is
        no such answer."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """INSERT INTO votes(answer_id, voter, value, reason, voted_at)
                   SELECT id, ?2, ?3, ?4, ?5 FROM answers WHERE id = ?1 AND outcome IS NOT NULL
                   ON CONFLICT DO UPDATE SET
                       reason = coalesce(excluded.reason, iif(value = excluded.value, reason, NULL)),
                       voted_at = iif(value = excluded.value AND coalesce(excluded.reason, reason) IS reason,
                           voted_at, excluded.voted_at),
                       value = excluded.value""",
                (answer_id, voter, value, reason, stamp(now)),
            )
            return cursor.rowcount > 0

    async def of(self, answer_id: int) -> Tally:
        return await self._tally("WHERE answer_id = ?", answer_id)

    async def totals(self, home: str) -> Tally:
        return await self._tally("JOIN answers a ON a.id = answer_id WHERE a.home = ?", home)

    async def feedback(self, home: str, offset: int, limit: int, *, only_down: bool) -> Page[Feedback]:
        """Newest first, without those on private answers."""
        where = """FROM votes v JOIN answers a ON a.id = v.answer_id
            WHERE a.home = ? AND NOT a.private AND v.value <= ?"""
        highest = -1 if only_down else 1
        count = await self._database.one(f"SELECT count(*) {where}", (home, highest))
        rows = await self._database.all(
            f"""SELECT v.answer_id, v.value, v.reason, v.voted_at, a.outcome, a.place, a.posted_key {where}
                ORDER BY v.voted_at DESC, v.answer_id DESC LIMIT ? OFFSET ?""",
            (home, highest, limit, offset),
        )
        items = []
        for row in rows:
            try:
                outcome = outcome_of(row["outcome"])
            except ValueError:  # damaged: the other votes are shown
                continue
            items.append(
                Feedback(
                    answer_id=row["answer_id"],
                    question=outcome.question,
                    answer=outcome.answer_text if isinstance(outcome, Answer) else "",
                    value=row["value"],
                    reason=row["reason"],
                    voted_at=moment(row["voted_at"]) or UNKNOWN,
                    place=row["place"],
                    posted_key=row["posted_key"],
                )
            )
        return Page(tuple(items), count[0] if count else 0, offset)

    async def _tally(self, where: str, value: int | str) -> Tally:
        row = await self._database.one(f"{_TALLY} {where}", (value,))
        return Tally(row["up"], row["down"]) if row else Tally(0, 0)
