"""The log of questions and their outcomes. A question is claimed before it is answered, so that no message is answered
twice; what came of it is kept for its sources, for the conversations that go on from it, for the votes on it, and for
those who can add what would answer a refused question.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import structlog
from pydantic import TypeAdapter, ValidationError

from ..errors import NotFound
from ..outcomes import Answer, Outcome, OutcomeKind, Reason, Refusal
from ..reports import AskedWith, Feedback, Page, StoredAnswer, Tally, UnfinishedAnswer
from ..text import normalise
from ..types import Filters
from .backup.deletions import Deleted, note
from .database import UNKNOWN, Connection, Database, Repository, TimedRepository, moment, stamp

_log = structlog.get_logger(__name__)
_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)
_ASKED_WITH = TypeAdapter(AskedWith)
_NO_FORMER = {"__all__": {"former"}}
_COLUMNS = "id, asked_key, posted_key, scopes, outcome, asked_at, asked_by, place, home, follows, private, asked_with"


class Answers(TimedRepository):
    """The conversation log. All names in it (keys of messages, people, places, homes) are opaque strings of a face.
    Each write is one transaction of its own. `settings` are those with which questions are asked."""

    def __init__(self, database: Database, clock: Callable[[], datetime], settings: AskedWith) -> None:
        super().__init__(database, clock)
        self._settings = settings

    async def begin(
        self,
        asked_key: str,
        *,
        question: str,
        scopes: Sequence[str],
        asked_by: str | None = None,
        place: str | None = None,
        home: str | None = None,
        follows: int | None = None,
        private: bool = False,
    ) -> int | None:
        """Claims a message before it is answered: a new answer id, or None when the key was claimed before (a replay).
        `follows` is the answer that the question goes on from."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """INSERT INTO answers(asked_key, question, scopes, asked_at, asked_by, place, home, follows, private)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (
                    asked_key,
                    normalise(question),
                    json.dumps(list(scopes)),
                    stamp(self._clock()),
                    asked_by,
                    place,
                    home,
                    follows,
                    private,
                ),
            )
            return cursor.lastrowid if cursor.rowcount else None

    async def finish(
        self,
        answer_id: int,
        outcome: Outcome,
        *,
        posted_key: str | None = None,
        follows: int | None = None,
        narrowed: bool = False,
        filters: Filters | None = None,
        today: date | None = None,
    ) -> None:
        """Logs the outcome and the message that shows it; once more for the outcome of a reworded question, which is new
        and not voted on. `follows` counts where the claim said nothing of it. What was `narrowed` to a part of the
        articles and got no answer says nothing of the others: it is not reported as unanswered. `filters` and `today`
        are what it was asked with; without `filters` nothing is noted of that."""
        asked_with = filters and replace(self._settings, filters=filters, today=today)
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM votes WHERE answer_id = (SELECT id FROM answers WHERE id = ? AND question != ?)",
                (answer_id, outcome.question),
            )
            cursor = await connection.execute(
                """UPDATE answers SET dismissed = ?7 OR (dismissed AND question = ?2 AND refused IS ?3),
                   outcome = ?1, question = ?2, refused = ?3, posted_key = coalesce(?4, posted_key),
                   follows = coalesce(follows, ?6), asked_with = coalesce(?8, asked_with) WHERE id = ?5""",
                (
                    written(outcome),
                    outcome.question,
                    _refused(outcome),
                    posted_key,
                    answer_id,
                    follows,
                    narrowed,
                    _ASKED_WITH.dump_json(asked_with).decode() if asked_with else None,
                ),
            )
            if cursor.rowcount:
                await _keep_quotes(connection, answer_id, outcome)

    async def publish(self, answer_id: int) -> bool:
        """Makes a private answer public; False when it was already."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "UPDATE answers SET private = 0 WHERE id = ? AND private", (answer_id,)
            )
            return cursor.rowcount > 0

    async def abandon(self, answer_id: int) -> None:
        """Gives a claim without an outcome back, so that the message may be tried again."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM answers WHERE id = ? AND outcome IS NULL", (answer_id,))

    async def abandon_claim(self, asked_key: str) -> bool:
        """Likewise by its key, for a claim that nobody works on any more; False where there was none."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "DELETE FROM answers WHERE asked_key = ? AND outcome IS NULL", (asked_key,)
            )
            return cursor.rowcount > 0

    async def unfinished(self) -> tuple[UnfinishedAnswer, ...]:
        """Claims without an outcome, oldest first. After a start, those of the process before are dead."""
        rows = await self._database.all(
            "SELECT id, asked_key, place, asked_at FROM answers WHERE outcome IS NULL ORDER BY id"
        )
        return tuple(
            UnfinishedAnswer(**{**dict(row), "asked_at": datetime.fromisoformat(row["asked_at"])})
            for row in rows
        )

    async def withdraw(self, asked_key: str) -> StoredAnswer | None:
        """Deletes the answer to a question that is gone, with its votes. Returns what it was, None where nothing was
        answered."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                f"DELETE FROM answers WHERE asked_key = ? AND outcome IS NOT NULL RETURNING {_COLUMNS}",  # noqa: S608
                (asked_key,),
            )
            if rows:
                await note(
                    connection, Deleted.QUESTION, asked_key, self._clock(), [row["asked_at"] for row in rows]
                )
        if rows:
            self._database.deleted.set()
        return next(map(_readable, rows), None)

    async def get(self, answer_id: int) -> StoredAnswer:
        """Raises NotFound; also for a claim that has no outcome yet."""
        stored = await self._finished("id = ?", answer_id)
        if stored is None:
            raise NotFound("answer", answer_id)
        return stored

    async def asked(self, asked_key: str) -> StoredAnswer | None:
        """What a message was answered with, if it was."""
        return await self._finished("asked_key = ?", asked_key)

    async def posted(self, posted_key: str) -> StoredAnswer | None:
        """The answer that a message shows, if that message is one of ours."""
        return await self._finished("posted_key = ?", posted_key)

    async def latest(
        self, place: str, *, since: datetime, asked_by: str | None = None
    ) -> StoredAnswer | None:
        """The newest answer in a place; a private one only for its asker."""
        return await self._finished(
            "place = ? AND asked_at >= ? AND (NOT private OR asked_by = ?) ORDER BY id DESC LIMIT 1",
            place,
            stamp(since),
            asked_by,
        )

    async def conversation(self, answer_id: int, *, limit: int = 6) -> tuple[StoredAnswer, ...]:
        """An answer with those it goes on from, oldest first; empty where it is gone. Ends where somebody else's
        private answer would begin."""
        chain: list[StoredAnswer] = []
        wanted: int | None = answer_id
        while wanted is not None and len(chain) < limit and wanted not in {stored.id for stored in chain}:
            stored = await self._finished("id = ?", wanted)
            if stored is None or (stored.private and chain and not _same_asker(stored, chain[0])):
                break
            chain.append(stored)
            wanted = stored.follows
        return tuple(reversed(chain))

    async def forget_before(self, home: str | None, before: datetime) -> int:
        """Deletes what was asked in the home before then (None: nobody's home); how many. `upkeep.retention` asks first
        whether the clock may be believed."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "DELETE FROM answers WHERE home IS ? AND asked_at < ?", (home, stamp(before))
            )
            if cursor.rowcount:
                await note(connection, Deleted.HOME, home, before)
        return cursor.rowcount

    async def homes(self) -> tuple[str | None, ...]:
        """The homes that have answers, paused watches, or briefings."""
        rows = await self._database.all(
            """SELECT home FROM answers UNION SELECT home FROM watches WHERE paused IS NOT NULL
               UNION SELECT home FROM briefings UNION SELECT nullif(home, '') FROM briefed"""
        )
        return tuple(row[0] for row in rows)

    async def _finished(self, condition: str, *values: int | str | None) -> StoredAnswer | None:
        row = await self._database.one(
            f"SELECT {_COLUMNS} FROM answers WHERE outcome IS NOT NULL AND {condition}",  # noqa: S608
            values,
        )
        return _readable(row) if row else None


async def _keep_quotes(connection: Connection, answer_id: int, outcome: Outcome) -> None:
    """Which articles the answer quotes, and in which version; what was found of the quotes before is no longer shown."""
    await connection.execute("DELETE FROM answer_quotes WHERE answer_id = ?", (answer_id,))
    await connection.execute("DELETE FROM errata WHERE answer_id = ?", (answer_id,))
    quotes = [each.quote for each in outcome.citations] if isinstance(outcome, Answer) else []
    await connection.executemany(
        """INSERT INTO answer_quotes(answer_id, article_id, seen) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET seen = min(seen, excluded.seen)""",
        [(answer_id, each.article_id, each.version) for each in quotes],
    )


def _readable(row: sqlite3.Row) -> StoredAnswer | None:
    """None for one that is damaged: it is as if it were gone."""
    try:
        return _stored(row)
    except ValueError as error:
        _log.warning("damaged_answer", answer=row["id"], error=type(error).__name__)
        return None


def _stored(row: sqlite3.Row) -> StoredAnswer:
    read = {
        "scopes": tuple(json.loads(row["scopes"])),
        "outcome": outcome_of(row["outcome"]),
        "asked_at": moment(row["asked_at"]) or UNKNOWN,
        "private": bool(row["private"]),
        "asked_with": _asked_with(row["asked_with"]),
    }
    return StoredAnswer(**{**dict(row), **read})


def _asked_with(stored: str | None) -> AskedWith | None:
    """None also for what is damaged: the answer is worth more."""
    try:
        return None if stored is None else _ASKED_WITH.validate_json(stored)
    except ValidationError:
        return None


def _same_asker(one: StoredAnswer, other: StoredAnswer) -> bool:
    return one.asked_by is not None and one.asked_by == other.asked_by


def _refused(outcome: Outcome) -> str | None:
    """Why the question is reported as unanswered. A doubtful answer leaves it as open as the refusal that it would have
    been."""
    if isinstance(outcome, Refusal):
        return outcome.reason.value
    return Reason.NOT_ANSWERED.value if outcome.kind is OutcomeKind.DOUBTFUL else None


def written(outcome: Outcome) -> str:
    """The outcome as it is logged; corrections, a yes or no, the values of other articles, the day as of which it was
    asked for, what was asked of the article, and when a quoted version stood, are in it only where there are any."""
    left_out: dict[str, Any] = {
        name: True
        for name in ("corrected", "values", "verdict", "undecided", "known_by", "about")
        if not getattr(outcome, name, None)
    }
    if not _quotes_former(outcome):
        left_out |= {"citations": _NO_FORMER, "nearest": {"former"}}
        left_out.setdefault("values", {"__all__": {"citation": {"former"}}})
    return _OUTCOME.dump_json(outcome, exclude=left_out).decode()


def _quotes_former(outcome: Outcome) -> bool:
    cited = outcome.sources if isinstance(outcome, Answer) else (outcome.nearest,)
    return any(each is not None and each.former is not None for each in cited)


def outcome_of(stored: str) -> Outcome:
    """An outcome as it was logged. Raises ValueError, without a word of it, for one that is damaged."""
    try:
        return _OUTCOME.validate_json(stored)
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} errors in a stored outcome") from None


@dataclass(frozen=True, slots=True)
class Refused:
    """One question that was refused, or got a doubtful answer."""

    answer_id: int
    question: str
    asked_by: str | None
    asked_at: datetime
    reason: Reason


class Refusals(Repository):
    """Questions of a home without an answer, for those who can add what would answer them: those that were refused, and
    those that got a doubtful answer."""

    async def newest(self, home: str, since: datetime | None, limit: int) -> list[Refused]:
        """Newest first, without private ones, those that were dismissed, and what was no question."""
        rows = await self._database.all(
            """SELECT id AS answer_id, question, asked_by, asked_at, refused AS reason FROM answers
               WHERE home = ? AND refused IS NOT NULL AND refused != ? AND NOT private AND NOT dismissed
               AND asked_at >= ? ORDER BY id DESC LIMIT ?""",
            (home, Reason.NOT_A_QUESTION.value, stamp(since) if since else "", limit),
        )
        return [
            Refused(
                **{
                    **dict(row),
                    "asked_at": moment(row["asked_at"]) or UNKNOWN,
                    "reason": Reason(row["reason"]),
                }
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


_TALLY = "SELECT coalesce(sum(value = 1), 0) AS up, coalesce(sum(value = -1), 0) AS down FROM votes"


class Votes(TimedRepository):
    """Votes on answers: one a person, changeable."""

    async def cast(self, answer_id: int, voter: str, value: int, *, reason: str | None = None) -> Tally:
        """Counts the vote, 1 or -1, in place of one before; a reason given before stays with the same value. Returns the
        votes on the answer now. Raises NotFound."""
        if value not in (1, -1):
            raise ValueError(value)
        text = None if reason is None else normalise(reason)
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """INSERT INTO votes(answer_id, voter, value, reason, voted_at)
                   SELECT id, ?2, ?3, ?4, ?5 FROM answers WHERE id = ?1 AND outcome IS NOT NULL
                   ON CONFLICT DO UPDATE SET
                       reason = coalesce(excluded.reason, iif(value = excluded.value, reason, NULL)),
                       voted_at = iif(value = excluded.value AND coalesce(excluded.reason, reason) IS reason,
                           voted_at, excluded.voted_at),
                       value = excluded.value""",
                (answer_id, voter, value, text, stamp(self._clock())),
            )
            if not cursor.rowcount:
                raise NotFound("answer", answer_id)
        return await self.of(answer_id)

    async def of(self, answer_id: int) -> Tally:
        """Raises NotFound."""
        if await self._database.one(
            "SELECT 1 FROM answers WHERE id = ? AND outcome IS NOT NULL", (answer_id,)
        ):
            return await self._tally("WHERE answer_id = ?", answer_id)
        raise NotFound("answer", answer_id)

    async def totals(self, home: str) -> Tally:
        """The votes on all answers of a home."""
        return await self._tally("JOIN answers a ON a.id = answer_id WHERE a.home = ?", home)

    async def feedback(
        self, home: str, *, offset: int = 0, limit: int = 10, only_down: bool = False
    ) -> Page[Feedback]:
        """The votes on answers of a home, newest first; those on private answers only count in the totals."""
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
