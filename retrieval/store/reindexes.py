"""Reindexes that wrote something, and what they found in the articles that they rewrote, so that it can be put back.

Bounded: a run takes the place of the run of the same scopes before it. Where that one did not come to its end, what
it had kept is carried on, so that both are taken back together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..reports import ReindexRun
from ..types import Span
from .articles import STATED
from .database import UNKNOWN, Connection, Repository, first, moment
from .passages import StoredPassage
from .scopes import trash_of

_RUN = "id, scopes, started_at, finished_at, cancelled, articles, changed, rolled_back_at"
_FIRST_PASSAGE = "(SELECT min(id) FROM passages WHERE article_id = ?)"


@dataclass(frozen=True, slots=True)
class Before:
    """An article as a reindex found it; `version` is its number then."""

    version: int
    stated: dict[str, str | None]
    signature: bytes | None
    passages: Sequence[sqlite3.Row]
    """See `stored`."""

    def stored(self) -> Iterator[StoredPassage]:
        """The passages, made one by one."""
        return (StoredPassage(Span(row[0], row[1]), row[2], row[3]) for row in self.passages)


class Reindexes(Repository):
    """Reads anywhere; writes take the connection of a transaction."""

    async def begin(
        self, connection: Connection, scope_names: Sequence[str] | None, articles: int, now: datetime
    ) -> int:
        """A run in the place of the last one of the same scopes; returns its id."""
        scopes = _scopes_text(scope_names)
        cursor = await connection.execute(
            "INSERT INTO reindex_runs(scopes, started_at, articles, changed) VALUES (?, ?, ?, 0)",
            (scopes, now.isoformat(), articles),
        )
        assert cursor.lastrowid is not None  # noqa: S101  # an insert that did not raise has a row
        run_id = cursor.lastrowid
        await connection.execute(
            """UPDATE reindex_before SET run_id = ?1 WHERE run_id = (SELECT id FROM reindex_runs WHERE scopes = ?2
                   AND id < ?1 AND finished_at IS NULL AND rolled_back_at IS NULL ORDER BY id DESC LIMIT 1)""",
            (run_id, scopes),
        )
        await connection.execute("DELETE FROM reindex_runs WHERE scopes = ? AND id < ?", (scopes, run_id))
        await connection.execute(
            "UPDATE reindex_runs SET changed = (SELECT count(*) FROM reindex_before WHERE run_id = ?1) WHERE id = ?1",
            (run_id,),
        )
        return run_id

    async def newest(self, connection: Connection, scope_names: Sequence[str] | None) -> int | None:
        """The run of exactly these scopes, if there is one that nobody has taken back."""
        sql = "SELECT max(id) FROM reindex_runs WHERE scopes = ? AND rolled_back_at IS NULL"
        row = await first(connection, sql, (_scopes_text(scope_names),))
        return row[0] if row else None

    async def keep(self, connection: Connection, run_id: int, article_id: int) -> None:
        """Remember the article as it stands. What was kept in this run already counts, unless the article was
        changed by others since."""
        outdated = await connection.execute(
            f"""DELETE FROM reindex_before WHERE run_id = ? AND article_id = ?
                AND left_passage IS NOT {_FIRST_PASSAGE}""",  # noqa: S608
            (run_id, article_id, article_id),
        )
        stated = ", ".join(f"'{column}', {column}" for column in STATED)
        added = await connection.execute(
            f"""INSERT INTO reindex_before(run_id, article_id, version, stated, signature)
                SELECT ?, id, version, json_object({stated}), signature FROM articles WHERE id = ?
                ON CONFLICT DO NOTHING""",  # noqa: S608
            (run_id, article_id),
        )
        if not added.rowcount:
            return
        await connection.execute(
            """INSERT INTO reindex_passages(run_id, article_id, ordinal, start, "end", model_id, vector)
               SELECT ?, article_id, ordinal, start, "end", model_id, vector FROM passages WHERE article_id = ?""",
            (run_id, article_id),
        )
        await connection.execute(
            "UPDATE reindex_runs SET changed = changed + ? WHERE id = ?",
            (added.rowcount - outdated.rowcount, run_id),
        )

    async def rewritten(self, connection: Connection, run_id: int, article_id: int) -> None:
        """The run has just rewritten the article: whoever rewrites it from now on is somebody else."""
        await connection.execute(
            f"UPDATE reindex_before SET left_passage = {_FIRST_PASSAGE} WHERE run_id = ? AND article_id = ?",  # noqa: S608
            (article_id, run_id, article_id),
        )

    async def end(self, connection: Connection, run_id: int, finished: datetime | None) -> None:
        """It came to its end, or (None) was cancelled."""
        await connection.execute(
            "UPDATE reindex_runs SET finished_at = ?, cancelled = ? WHERE id = ?",
            (finished and finished.isoformat(), finished is None, run_id),
        )

    async def runs(self, scope_names: Sequence[str] | None, limit: int) -> tuple[ReindexRun, ...]:
        """Newest first, those whose scopes are all among these; None sees every one."""
        rows = await self._database.all(f"SELECT {_RUN} FROM reindex_runs ORDER BY id DESC")  # noqa: S608
        seen = (run for run in map(_run, rows) if _within(run.scopes, scope_names))
        return tuple(seen)[:limit]

    async def run(self, run_id: int, scope_names: Sequence[str] | None) -> ReindexRun | None:
        """As in `runs`."""
        row = await self._database.one(f"SELECT {_RUN} FROM reindex_runs WHERE id = ?", (run_id,))  # noqa: S608
        run = _run(row) if row else None
        return run if run and _within(run.scopes, scope_names) else None

    async def kept(self, run_id: int) -> list[int]:
        """The articles of which the run keeps what was before."""
        rows = await self._database.all(
            "SELECT article_id FROM reindex_before WHERE run_id = ? ORDER BY article_id", (run_id,)
        )
        return [row[0] for row in rows]

    async def before(
        self, connection: Connection, run_id: int, article_id: int, scope_names: Sequence[str] | None
    ) -> Before | None:
        """What the run found, if the article still is as the run left it, inside these scopes or their trash."""
        row = await first(
            connection,
            f"""SELECT b.version, b.stated, b.signature, s.name FROM reindex_before b
                JOIN articles a ON a.id = b.article_id JOIN scopes s ON s.id = a.scope_id
                WHERE b.run_id = ? AND b.article_id = ? AND b.left_passage IS {_FIRST_PASSAGE}""",  # noqa: S608
            (run_id, article_id, article_id),
        )
        allowed = None if scope_names is None else {*scope_names, *map(trash_of, scope_names)}
        if row is None or not (allowed is None or row["name"] in allowed):
            return None
        passages = await connection.execute_fetchall(
            """SELECT start, "end", model_id, vector FROM reindex_passages
               WHERE run_id = ? AND article_id = ? ORDER BY ordinal""",
            (run_id, article_id),
        )
        return Before(row["version"], json.loads(row["stated"]), row["signature"], list(passages))

    async def forget(self, connection: Connection, run_id: int, article_id: int) -> None:
        """What was before stands again: nothing is left to put back."""
        await connection.execute(
            "DELETE FROM reindex_before WHERE run_id = ? AND article_id = ?", (run_id, article_id)
        )

    async def rolled_back(self, connection: Connection, run_id: int, now: datetime) -> None:
        """All that could be put back is; the rest is forgotten."""
        await connection.execute("DELETE FROM reindex_before WHERE run_id = ?", (run_id,))
        await connection.execute(
            "UPDATE reindex_runs SET rolled_back_at = ? WHERE id = ?", (now.isoformat(), run_id)
        )


def _scopes_text(names: Sequence[str] | None) -> str:
    return json.dumps(None if names is None else sorted(set(names)))


def _within(scopes: Sequence[str] | None, seen: Sequence[str] | None) -> bool:
    """None is every scope."""
    return seen is None or (scopes is not None and set(scopes) <= set(seen))


def _run(row: sqlite3.Row) -> ReindexRun:
    scopes = json.loads(row["scopes"])
    finished = row["finished_at"]
    return ReindexRun(
        id=row["id"],
        scopes=None if scopes is None else tuple(scopes),
        started_at=moment(row["started_at"]) or UNKNOWN,
        finished_at=moment(finished),
        cancelled=bool(row["cancelled"]),
        articles=row["articles"],
        changed=row["changed"],
        rolled_back=row["rolled_back_at"] is not None,
    )
