"""What was fetched from the web: feeds that are polled with the entries that were seen, and the addresses that led to
articles. (The change feed of the index stands in `changes`.)
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..reports import FeedInfo, FeedState
from . import scopes
from .database import Connection, Repository, first, moment, stamp

_FEEDS = """SELECT f.*, s.name AS scope, (
        SELECT count(DISTINCT a.id) FROM feed_entries e JOIN articles a ON a.id = e.article_id
        WHERE e.feed_id = f.id AND a.scope_id = f.scope_id
    ) AS articles FROM feeds f JOIN scopes s ON s.id = f.scope_id"""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed with what only polling needs to know."""

    info: FeedInfo
    etag: str | None
    last_modified: str | None
    failing_since: datetime | None
    told: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as it was last seen, in this feed or another of the same scope."""

    feed_id: int
    entry_id: str
    url: str | None
    stamp: str
    article_id: int | None = None
    attempts: int = 0
    error: str | None = None
    here: bool = False
    """Its article is in the feed's scope."""

    @classmethod
    def of(cls, row: sqlite3.Row) -> Seen:
        """From a row that `Subscriptions.seen` gave."""
        return cls(**{**dict(row), "here": bool(row["here"])})

    @property
    def was_removed(self) -> bool:
        """A person took the article away."""
        return self.article_id is not None and not self.here


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll changes of a feed. `next_poll` None: never again."""

    next_poll: datetime | None
    failures: int = 0
    failing_since: datetime | None = None
    told: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a feed is to be polled, and what can explain that. Times are None where they cannot be read."""

    feed_id: int
    interval_minutes: int
    failures: int
    last_try: datetime | None
    next_poll: datetime | None


class Subscriptions(Repository):
    """Each write is one transaction of its own."""

    async def add(
        self, scope: str, url: str, title: str | None, notify: str | None, minutes: int, now: datetime
    ) -> int:
        """A feed that is due at once; one that is there already takes over `notify` and is due again. Its id."""
        async with self._database.transaction() as connection:
            scope_id = await scopes.ensure(connection, scope)
            await connection.execute(
                """INSERT INTO feeds(scope_id, url, title, notify, interval_minutes, added_at, next_poll)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT DO UPDATE SET
                   title = coalesce(excluded.title, title), notify = excluded.notify, next_poll = excluded.next_poll""",
                (scope_id, url, title, notify, minutes, stamp(now)),
            )
            return await _id_of(connection, scope_id, url)

    async def get(self, feed_id: int) -> Subscription | None:
        row = await self._database.one(f"{_FEEDS} WHERE f.id = ?", (feed_id,))
        return _subscription(row) if row else None

    async def all(self, scope_names: Sequence[str]) -> list[FeedInfo]:
        """Oldest subscription first."""
        marks = ",".join("?" * len(scope_names))
        rows = await self._database.all(f"{_FEEDS} WHERE s.name IN ({marks}) ORDER BY f.id", scope_names)
        return [_subscription(row).info for row in rows]

    async def addresses(self, scope: str) -> frozenset[str]:
        """Of the feeds of a scope."""
        rows = await self._database.all(
            "SELECT f.url FROM feeds f JOIN scopes s ON s.id = f.scope_id WHERE s.name = ?", (scope,)
        )
        return frozenset(row[0] for row in rows)

    async def met_full(self, feed_id: int) -> bool:
        """What the feed brought had no room in its scope. True when no feed of the scope has met that before."""
        async with self._database.transaction() as connection:
            known = await first(
                connection,
                """SELECT 1 FROM feeds WHERE failures = 0 AND told
                   AND scope_id = (SELECT scope_id FROM feeds WHERE id = ?) LIMIT 1""",
                (feed_id,),
            )
            await connection.execute("UPDATE feeds SET failures = 0, told = 1 WHERE id = ?", (feed_id,))
        return known is None

    async def deadlines(self) -> list[Deadline]:
        """Of every feed that is polled at all."""
        rows = await self._database.all(
            "SELECT id, interval_minutes, failures, last_try, next_poll FROM feeds WHERE next_poll IS NOT NULL"
        )
        return [Deadline(row[0], row[1], row[2], moment(row[3]), moment(row[4])) for row in rows]

    async def due(self, now: datetime) -> list[FeedInfo]:
        """Feeds whose time has come, the longest waiting first."""
        rows = await self._database.all(
            f"{_FEEDS} WHERE f.next_poll <= ? ORDER BY f.next_poll, f.id", (stamp(now),)
        )
        return [_subscription(row).info for row in rows]

    async def remove(self, feed_id: int) -> None:
        """Forget the feed and its entries; its articles stay."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM feeds WHERE id = ?", (feed_id,))

    async def postpone(self, times: dict[int, datetime]) -> None:
        """Other times for the next polls."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                "UPDATE feeds SET next_poll = ? WHERE id = ? AND next_poll IS NOT NULL",
                [(stamp(at), feed_id) for feed_id, at in times.items()],
            )

    async def succeeded(
        self,
        feed_id: int,
        now: datetime,
        polled: Polled,
        *,
        validators: tuple[str | None, str | None],
        title: str | None = None,
    ) -> None:
        """`validators` are the ETag and the date of change to ask with next time."""
        async with self._database.transaction() as connection:
            await connection.execute(
                """UPDATE feeds SET etag = ?, last_modified = ?, title = coalesce(?, title), last_success = ?
                   WHERE id = ?""",
                (*validators, title, stamp(now), feed_id),
            )
            await _polled(connection, feed_id, now, polled)

    async def failed(self, feed_id: int, now: datetime, polled: Polled) -> None:
        async with self._database.transaction() as connection:
            await _polled(connection, feed_id, now, polled)

    async def move(self, feed_id: int, url: str) -> None:
        """Another address from now on; not if the scope has a feed there already."""
        async with self._database.transaction() as connection:
            await connection.execute("UPDATE OR IGNORE feeds SET url = ? WHERE id = ?", (url, feed_id))

    async def seen(self, feed_id: int, entry_ids: Sequence[str], urls: Sequence[str]) -> list[sqlite3.Row]:
        """Entries of the feed with these ids, and entries of any feed of its scope with these pages; newest first.
        They are many: `Seen.of` makes one of a row on a worker."""
        return await self._database.all(
            """WITH wanted AS (
                 SELECT feed_id, entry_id FROM feed_entries
                 WHERE feed_id = ?1 AND entry_id IN (SELECT value FROM json_each(?2))
                 UNION SELECT e.feed_id, e.entry_id FROM feed_entries e JOIN feeds f ON f.id = e.feed_id
                 WHERE e.url IN (SELECT value FROM json_each(?3))
                   AND f.scope_id = (SELECT scope_id FROM feeds WHERE id = ?1)
               )
               SELECT e.feed_id, e.entry_id, e.url, e.stamp, e.article_id, e.attempts, e.error,
                   a.id IS NOT NULL AS here
               FROM wanted w JOIN feed_entries e ON e.feed_id = w.feed_id AND e.entry_id = w.entry_id
               JOIN feeds f ON f.id = e.feed_id
               LEFT JOIN articles a ON a.id = e.article_id AND a.scope_id = f.scope_id
               ORDER BY e.seen_at DESC""",
            (feed_id, json.dumps(list(entry_ids)), json.dumps(list(urls))),
        )

    async def note(self, entries: Sequence[Seen], now: datetime) -> None:
        """Remember entries as they are now; not those of a feed that was removed meanwhile."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                """INSERT INTO feed_entries(feed_id, entry_id, url, stamp, article_id, attempts, error, seen_at)
                   SELECT id, ?2, ?3, ?4, (SELECT id FROM articles WHERE id = ?5), ?6, ?7, ?8 FROM feeds WHERE id = ?1
                   ON CONFLICT DO UPDATE SET url = excluded.url, stamp = excluded.stamp,
                   article_id = excluded.article_id, attempts = excluded.attempts, error = excluded.error,
                   seen_at = excluded.seen_at""",
                (
                    (e.feed_id, e.entry_id, e.url, e.stamp, e.article_id, e.attempts, e.error, stamp(now))
                    for e in entries
                ),
            )


async def _id_of(connection: Connection, scope_id: int, url: str) -> int:
    row = await first(connection, "SELECT id FROM feeds WHERE scope_id = ? AND url = ?", (scope_id, url))
    assert row is not None  # noqa: S101  # written in the same transaction
    return int(row[0])


async def _polled(connection: Connection, feed_id: int, now: datetime, polled: Polled) -> None:
    await connection.execute(
        """UPDATE feeds SET last_try = ?, next_poll = ?, failures = ?, failing_since = ?, told = ?, error = ?
           WHERE id = ?""",
        (
            stamp(now),
            stamp(polled.next_poll) if polled.next_poll else None,
            polled.failures,
            stamp(polled.failing_since) if polled.failing_since else None,
            polled.told,
            polled.error,
            feed_id,
        ),
    )


def _subscription(row: sqlite3.Row) -> Subscription:
    failing = FeedState.FAILING if row["failures"] else FeedState.OK
    info = FeedInfo(
        id=row["id"],
        scope=row["scope"],
        url=row["url"],
        title=row["title"],
        state=failing if row["next_poll"] else FeedState.GONE,
        last_success=moment(row["last_success"]),
        next_poll=moment(row["next_poll"]),
        failures=row["failures"],
        error=row["error"],
        articles=row["articles"],
        interval_minutes=row["interval_minutes"],
        notify=row["notify"],
    )
    return Subscription(
        info, row["etag"], row["last_modified"], moment(row["failing_since"]), bool(row["told"])
    )


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An article by its address, and what its server gave for asking whether it has changed."""

    article_id: int
    etag: str | None = None
    last_modified: str | None = None


class Addresses(Repository):
    """Which article a web address led to: asked for, redirected to, stated by the page itself. Reads anywhere; writes
    take the connection of a transaction."""

    async def get(self, scope: str, url: str) -> KnownAddress | None:
        row = await self._database.one(
            """SELECT d.article_id, d.etag, d.last_modified FROM addresses d JOIN scopes s ON s.id = d.scope_id
               WHERE s.name = ? AND d.url = ?""",
            (scope, url),
        )
        return KnownAddress(*row) if row else None

    async def put(self, connection: Connection, scope: str, url: str, known: KnownAddress) -> None:
        """Remember where `url` leads now."""
        await connection.execute(
            """INSERT INTO addresses(scope_id, url, article_id, etag, last_modified) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET article_id = excluded.article_id, etag = excluded.etag,
               last_modified = excluded.last_modified""",
            (await scopes.ensure(connection, scope), url, known.article_id, known.etag, known.last_modified),
        )

    async def forget(self, connection: Connection, article_id: int) -> None:
        """No address leads to the article any more."""
        await connection.execute("DELETE FROM addresses WHERE article_id = ?", (article_id,))
