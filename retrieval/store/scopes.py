"""Scopes, the opaque names under which articles are kept apart: their numbers, what each holds, and what is deleted when
the people of a scope, or one person, leave.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..reports import (
    Departure,
    Forgotten,
    LibraryChanges,
    LibraryStatistics,
    PersonalDataSummary,
    ScopeUsage,
)
from .backup.deletions import Deleted, note
from .database import UNKNOWN, Connection, Database, Repository, TimedRepository, dated, first, moment, stamp

TRASH = "trash:"
"""Nobody asks in a scope whose name begins so: what lies there is kept, and never found."""


def term(scope_id: int) -> str:
    """The word in `passage_terms.scope` that every passage of the scope carries."""
    return f"s{scope_id}"


def trash_of(name: str) -> str:
    """The scope that holds what was removed from `name`, until it is restored or its time is over."""
    return f"{TRASH}{name}"


def is_trash(name: str) -> bool:
    return name.startswith(TRASH)


async def ensure(connection: Connection, name: str) -> int:
    """The scope's number, made if new."""
    await connection.execute("INSERT INTO scopes(name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
    row = await first(connection, "SELECT id FROM scopes WHERE name = ?", (name,))
    assert row is not None  # noqa: S101  # inserted two lines above, in the same transaction
    return int(row[0])


async def numbers(database: Database, names: Sequence[str]) -> list[int]:
    """The numbers of the scopes that exist."""
    marks = ",".join("?" * len(names))
    return [row[0] for row in await database.all(f"SELECT id FROM scopes WHERE name IN ({marks})", names)]  # noqa: S608


_NEWEST_OF_SCOPE = """SELECT (SELECT max(asked_at) FROM answers WHERE home = ?1),
    (SELECT max(at) FROM ledger WHERE place = ?1), (SELECT since FROM departures WHERE scope = ?1),
    (SELECT max(a.fetched_at) FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name IN (?1, ?2)),
    (SELECT max(f.added_at) FROM feeds f JOIN scopes s ON s.id = f.scope_id WHERE s.name = ?1)"""


_USAGE = f"""SELECT name.value AS scope,
    (SELECT count(*) FROM articles WHERE scope_id = s.id) AS articles,
    (SELECT count(*) FROM passages p JOIN articles a ON a.id = p.article_id WHERE a.scope_id = s.id) AS passages,
    (SELECT coalesce(sum(size), 0) FROM articles WHERE scope_id = s.id) AS bytes,
    (SELECT count(*) FROM feeds WHERE scope_id = s.id) AS feeds,
    (SELECT count(*) FROM watches WHERE home IS name.value) AS watches,
    (SELECT count(*) FROM answers WHERE home IS name.value) AS questions,
    (SELECT count(*) FROM articles WHERE scope_id = trash.id) AS removed,
    (SELECT since FROM departures WHERE scope = name.value) AS left
    FROM json_each(?) name LEFT JOIN scopes s ON s.name = name.value
    LEFT JOIN scopes trash ON trash.name = '{TRASH}' || name.value
    ORDER BY bytes DESC, questions DESC, scope"""  # noqa: S608  # the name is a constant


class Scopes(TimedRepository):
    """Which scopes there are, and which of them have left: their data is deleted after a while."""

    async def mark_left(self, scope: str) -> None:
        """The time counts from the first call on."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO departures(scope, since) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (scope, stamp(self._clock())),
            )

    async def mark_returned(self, scope: str) -> None:
        """It has not left, or is here again."""
        if await self._database.one("SELECT 1 FROM departures WHERE scope = ?", (scope,)) is None:
            return
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM departures WHERE scope = ?", (scope,))

    async def left(self) -> tuple[Departure, ...]:
        """The scopes that have left and are not deleted yet, longest gone first."""
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
            newest = await first(connection, _NEWEST_OF_SCOPE, (scope, trash_of(scope)))
            await note(connection, Deleted.SCOPE, scope, self._clock(), newest or ())
            await connection.execute(
                "DELETE FROM feeds WHERE scope_id = (SELECT id FROM scopes WHERE name = ?)", (scope,)
            )
            await connection.execute("DELETE FROM answers WHERE home = ?", (scope,))
            for table in ("watches", "briefings", "briefed", "digests"):
                await connection.execute(f"DELETE FROM {table} WHERE home = ?", (scope,))  # noqa: S608
            await connection.execute("DELETE FROM ledger WHERE place = ?", (scope,))
            await connection.execute(
                "DELETE FROM reindex_runs WHERE EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = ?)",
                (scope,),
            )
        self._database.deleted.set()

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
        """Every scope there is anything of, trash included."""
        rows = await self._database.all(
            """SELECT name FROM scopes WHERE id IN (SELECT scope_id FROM articles UNION SELECT scope_id FROM feeds)
               UNION SELECT home FROM answers WHERE home IS NOT NULL UNION SELECT place FROM ledger
               UNION SELECT home FROM watches WHERE home IS NOT NULL
               UNION SELECT home FROM briefings WHERE home IS NOT NULL UNION SELECT home FROM briefed WHERE home != ''
               UNION SELECT home FROM digests"""
        )
        return tuple(row[0] for row in rows)

    async def usage(self, scopes: Sequence[str | None] | None = None) -> tuple[ScopeUsage, ...]:
        """What each of these scopes holds, in numbers only, the largest first; without `scopes`, all of which there is
        anything. None as a scope is what was asked outside of servers."""
        if scopes is None:
            scopes = sorted({name.removeprefix(TRASH) for name in await self.known()})
            scopes = [*scopes, None]
        rows = await self._database.all(_USAGE, (json.dumps(list(scopes)),))
        found = [ScopeUsage(**{**dict(row), "left": moment(row["left"])}) for row in rows]
        return tuple(each for each in found if each.scope is not None or each.questions or each.watches)


class People(TimedRepository):
    """What is kept of a person, and how it is deleted."""

    async def summary(self, person: str) -> PersonalDataSummary:
        """How much is kept of a person, and since when."""
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM answers WHERE asked_by = ?1) AS answers,
               (SELECT count(*) FROM votes WHERE voter = ?1) AS votes,
               (SELECT count(*) FROM watches WHERE person = ?1) AS watches,
               EXISTS (SELECT 1 FROM errata_readers WHERE person = ?1) AS errata,
               (SELECT count(*) FROM briefings WHERE person = ?1)
                   + (SELECT count(*) FROM briefed WHERE person = ?1) AS briefings,
               (SELECT min(at) FROM (SELECT min(asked_at) AS at FROM answers WHERE asked_by = ?1
                   UNION ALL SELECT min(voted_at) FROM votes WHERE voter = ?1
                   UNION ALL SELECT min(set_at) FROM watches WHERE person = ?1
                   UNION ALL SELECT min(made_at) FROM briefings WHERE person = ?1
                   UNION ALL SELECT min(at) FROM briefed WHERE person = ?1)) AS oldest""",
            (person,),
        )
        assert row is not None  # noqa: S101  # a row of aggregates always is
        return PersonalDataSummary(
            row["answers"],
            row["votes"],
            moment(row["oldest"]),
            row["watches"],
            bool(row["errata"]),
            row["briefings"],
        )

    async def read_errata(self, person: str, wanted: bool) -> None:
        """Whether the person wishes to be told of errata in answers to them."""
        sql = "INSERT INTO errata_readers(person, since) VALUES (?, ?) ON CONFLICT DO NOTHING"
        async with self._database.transaction() as connection:
            if wanted:
                await connection.execute(sql, (person, stamp(self._clock())))
            else:
                await connection.execute("DELETE FROM errata_readers WHERE person = ?", (person,))

    async def forget(self, person: str) -> Forgotten:
        """Questions, answers, votes, watches, wishes and briefings go, in one transaction; what they changed stays in
        the ledger without a name."""
        async with self._database.transaction() as connection:
            voted = await connection.execute_fetchall(
                "DELETE FROM votes WHERE voter = ? RETURNING voted_at", (person,)
            )
            watched = await connection.execute_fetchall(
                "DELETE FROM watches WHERE person = ? RETURNING set_at", (person,)
            )
            reads = await connection.execute_fetchall(
                "DELETE FROM errata_readers WHERE person = ? RETURNING since", (person,)
            )
            briefed = [
                *await connection.execute_fetchall(
                    "DELETE FROM briefings WHERE person = ? RETURNING made_at", (person,)
                ),
                *await connection.execute_fetchall(
                    "DELETE FROM briefed WHERE person = ? RETURNING at", (person,)
                ),
            ]
            asked = await connection.execute_fetchall(
                "DELETE FROM answers WHERE asked_by = ? RETURNING posted_key, asked_at", (person,)
            )
            changed = await connection.execute_fetchall(
                "UPDATE ledger SET by = NULL WHERE by = ? RETURNING at", (person,)
            )
            newest = [row[-1] for row in (*voted, *watched, *reads, *briefed, *asked, *changed)]
            await note(connection, Deleted.PERSON, person, self._clock(), newest)
        self._database.deleted.set()
        posted = tuple(row["posted_key"] for row in asked if row["posted_key"] is not None)
        return Forgotten(len(list(asked)), len(list(voted)), posted, len(list(watched)), len(briefed))


async def library_statistics(database: Database, scopes: Sequence[str]) -> LibraryStatistics:
    """How the articles of the scopes spread over days and publishers."""
    where = (
        "FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name IN (SELECT value FROM json_each(?))"
    )
    names = (json.dumps(list(scopes)),)
    days = await database.all(
        f"""SELECT iif(length(published_at) >= 10, substr(published_at, 1, 10), NULL) AS day, count(*) AS number
            {where} GROUP BY day ORDER BY day""",
        names,
    )
    publishers = await database.all(
        f"""SELECT min(publisher) AS name, count(*) AS number {where}
            GROUP BY folded(CAST(publisher AS BLOB)) ORDER BY number DESC, name""",
        names,
    )
    by_day = [(date.fromisoformat(row["day"]), row["number"]) for row in days if dated(row["day"])]
    undated = sum(row["number"] for row in days if not dated(row["day"]))
    return LibraryStatistics(
        tuple(by_day), undated, tuple((row["name"], row["number"]) for row in publishers)
    )


_OF_SCOPE = """SELECT count(*), coalesce(sum(a.size), 0) FROM articles a
    WHERE a.scope_id = (SELECT id FROM scopes WHERE name = ?)"""


def size_of(original: str, text: str) -> str:
    """SQL for the bytes of a version, of what it was read from and of its text."""
    return f"(length(CAST({original} AS BLOB)) + length(CAST({text} AS BLOB)))"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a scope holds: how many articles, and the bytes of text that they are with all their versions."""

    articles: int
    bytes: int


class UsageStore(Repository):
    """Reads anywhere; inside a transaction with its connection."""

    async def of(self, scope: str) -> Usage:
        row = await self._database.one(_OF_SCOPE, (scope,))
        return Usage(*row) if row else Usage(0, 0)

    async def changes_since(self, scope_names: Sequence[str], since: datetime) -> LibraryChanges:
        """What happened to the articles of these scopes after a moment."""
        names, trash = json.dumps(list(scope_names)), json.dumps([trash_of(name) for name in scope_names])
        row = await self._database.one(
            """SELECT count(*) FILTER (WHERE s.name IN (SELECT value FROM json_each(?1)) AND a.version = 1
                    AND a.fetched_at > ?3),
                count(*) FILTER (WHERE s.name IN (SELECT value FROM json_each(?1)) AND a.version > 1
                    AND a.fetched_at > ?3),
                count(*) FILTER (WHERE s.name IN (SELECT value FROM json_each(?2)) AND a.removed_at > ?3)
                FROM articles a JOIN scopes s ON s.id = a.scope_id""",
            (names, trash, stamp(since)),
        )
        return LibraryChanges(*row) if row else LibraryChanges(0, 0, 0)

    async def within(self, connection: Connection, scope: str) -> Usage:
        """As `of`, inside a transaction."""
        row = await first(connection, _OF_SCOPE, (scope,))
        return Usage(*row) if row else Usage(0, 0)

    async def size(self, connection: Connection, article_id: int) -> int:
        """Bytes of an article with all its versions; 0 when there is no such article."""
        row = await first(connection, "SELECT size FROM articles WHERE id = ?", (article_id,))
        return int(row[0]) if row else 0

    async def removed(self, connection: Connection, trash: str) -> list[tuple[int, int]]:
        """(id, bytes) of what lies in a trash, removed last first."""
        rows = await connection.execute_fetchall(
            """SELECT a.id, a.size FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name = ?
               ORDER BY a.removed_at DESC, a.id DESC""",
            (trash,),
        )
        return [(row[0], row[1]) for row in rows]
