"""Feeds whose new articles are posted, and what has become of each article.

Each new article of such a feed is decided on once, and its row stays as long as the article, so that none is posted
twice. "About to post" is written down before a message is sent and "posted" after it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..database import UNKNOWN, TimedRepository, moment, stamp

OPENING = 3000
"""Characters of a new article that are looked at."""
_AT_ONCE = 200
"""New articles that are decided on in one step."""
_NEWEST = "(SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles')"
_PRESENCE = """CASE WHEN a.scope_id != f.scope_id THEN 'removed'
    WHEN a.id IN (SELECT id FROM articles WHERE gone_at IS NOT NULL) THEN 'gone' ELSE 'there' END"""
_JOINED = """posted_articles d JOIN feed_posts p ON p.feed_id = d.feed_id JOIN feeds f ON f.id = d.feed_id
    JOIN scopes s ON s.id = f.scope_id JOIN articles a ON a.id = d.article_id"""
_POSTED = "d.id, d.feed_id, d.article_id, s.name AS scope, d.place, d.state, d.since, d.posted_in, d.message"
_STANDS = f"{_PRESENCE} AS presence, a.version, d.shown, d.thread_due, d.publish_due"


class PostsPaused(StrEnum):
    """Why nothing of a feed is posted."""

    OWN = "own"
    """A manager wants it so."""
    PLACE = "place"
    """The channel is gone, or the bot may not write there."""


class PostState(StrEnum):
    """What has become of a new article."""

    WAITING = "waiting"
    POSTING = "posting"
    """A process posts it, or was killed while it did."""
    POSTED = "posted"
    COPY = "copy"
    """Its story is posted in that place already, or waits for it."""
    LEFT_OUT = "left out"
    """By a filter, because it is old, or because it is gone."""


class Presence(StrEnum):
    """Where an article is that was posted."""

    THERE = "there"
    GONE = "gone"
    """Its page answers no more."""
    REMOVED = "removed"
    """Somebody took it out of the articles."""


@dataclass(frozen=True, slots=True)
class FeedPosting:
    """How the new articles of a feed are posted. Place and role are opaque strings of the face. With words in `must` an
    article needs one of them; with `publishers` it has to be of one of them."""

    feed_id: int
    place: str
    thread: bool = False
    """Each post opens a thread."""
    publish: bool = False
    """In a place that others follow, each post is sent to them."""
    role: str | None = None
    """Who is mentioned."""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    paused: PostsPaused | None = None


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A new article of a feed that is posted. `opening` is where its text begins; `is_old` says that its story was there
    before anything of the feed was posted."""

    feed_id: int
    article_id: int
    title: str
    opening: str
    language: str
    publisher: str | None
    published_at: str | None
    is_old: bool


@dataclass(frozen=True, slots=True)
class ArticlePost:
    """A new article on its way to its place or posted there: `message` in `posted_in`. `version` and `presence` are
    those that the article has now; `shown` stands for what its message shows."""

    id: int
    feed_id: int
    article_id: int
    scope: str
    place: str
    state: PostState
    since: datetime
    posted_in: str | None
    message: str | None
    presence: Presence
    version: int
    shown: str | None
    thread_due: bool
    publish_due: bool


class FeedPostStore(TimedRepository):
    """Each write is one transaction of its own."""

    async def of_feed(self, feed_id: int) -> FeedPosting | None:
        return next(iter(await self._postings("p.feed_id = ?", feed_id)), None)

    async def of_scope(self, scope: str) -> tuple[FeedPosting, ...]:
        """Of all feeds of a scope."""
        return await self._postings("s.name = ?", scope)

    async def put(self, posting: FeedPosting) -> None:
        """Sets how a feed is posted. What it has brought before the first time is never posted."""
        words = (json.dumps(each) for each in (posting.must, posting.must_not, posting.publishers))
        values = (
            *(posting.feed_id, posting.place, posting.thread, posting.publish, posting.role),
            *words,
            posting.paused,
        )
        async with self._database.transaction() as connection:
            await connection.execute(
                f"""INSERT INTO feed_posts(feed_id, place, thread, publish, role, must, must_not, publishers, paused,
                        after_article) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, {_NEWEST}
                    WHERE EXISTS (SELECT 1 FROM feeds WHERE id = ?1)
                    ON CONFLICT DO UPDATE SET place = excluded.place, thread = excluded.thread,
                    publish = excluded.publish, role = excluded.role, must = excluded.must,
                    must_not = excluded.must_not, publishers = excluded.publishers""",  # noqa: S608
                values,
            )
            await connection.execute(
                "UPDATE posted_articles SET place = ? WHERE feed_id = ? AND state = 'waiting'",
                (posting.place, posting.feed_id),
            )

    async def end(self, feed_id: int) -> bool:
        """Posts nothing more of the feed; False where nothing was. What was posted stays, and is edited no more."""
        return await self._change("DELETE FROM feed_posts WHERE feed_id = ?", feed_id) > 0

    async def pause(self, feed_id: int, reason: PostsPaused) -> bool:
        """False where it was paused already."""
        sql = "UPDATE feed_posts SET paused = ? WHERE feed_id = ? AND paused IS NULL"
        return await self._change(sql, reason.value, feed_id) > 0

    async def resume(self, feed_id: int) -> None:
        """Goes on with what comes from now on: a channel is not flooded with what came meanwhile."""
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE feed_posts SET paused = NULL, after_article = {_NEWEST} WHERE feed_id = ?",  # noqa: S608
                (feed_id,),
            )
            await connection.execute(
                "UPDATE posted_articles SET state = 'left out' WHERE feed_id = ? AND state = 'waiting'",
                (feed_id,),
            )

    async def newest_article(self, feed_id: int) -> int | None:
        """The article that the feed has brought last."""
        row = await self._database.one(
            """SELECT max(a.id) FROM feed_entries e JOIN feeds f ON f.id = e.feed_id
               JOIN articles a ON a.id = e.article_id AND a.scope_id = f.scope_id WHERE e.feed_id = ?""",
            (feed_id,),
        )
        return row[0] if row else None

    # What is new

    async def new_articles(self) -> list[NewArticle]:
        """Those that are not decided on yet, the oldest first, as many as one step takes."""
        rows = await self._database.all(
            f"""SELECT DISTINCT p.feed_id, a.id AS article_id, a.title, substr(a.text, 1, {OPENING}) AS opening,
                   a.language, a.publisher, a.published_at,
                   EXISTS (SELECT 1 FROM articles o WHERE o.story = a.story AND o.id <= p.after_article) AS is_old
               FROM feed_posts p JOIN feeds f ON f.id = p.feed_id
               JOIN feed_entries e ON e.feed_id = p.feed_id AND e.article_id > p.after_article
               JOIN articles a ON a.id = e.article_id AND a.scope_id = f.scope_id
               WHERE p.paused IS NULL AND NOT EXISTS (
                   SELECT 1 FROM posted_articles d WHERE d.feed_id = p.feed_id AND d.article_id = a.id)
               ORDER BY a.id LIMIT {_AT_ONCE}"""  # noqa: S608
        )
        return [NewArticle(**{**dict(row), "is_old": bool(row["is_old"])}) for row in rows]

    async def decide(self, articles: Sequence[NewArticle], wanted: Sequence[bool]) -> None:
        """Those that are wanted wait to be posted, unless their story is posted in that place or waits for it."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                """INSERT INTO posted_articles(feed_id, article_id, place, state, since)
                   SELECT p.feed_id, a.id, p.place, CASE WHEN NOT ?3 THEN 'left out' WHEN EXISTS (
                       SELECT 1 FROM articles o JOIN posted_articles d ON d.article_id = o.id
                       WHERE o.story = a.story AND d.place = p.place AND d.state IN ('waiting', 'posting', 'posted')
                   ) THEN 'copy' ELSE 'waiting' END, ?4
                   FROM feed_posts p JOIN articles a ON a.id = ?2 WHERE p.feed_id = ?1 ON CONFLICT DO NOTHING""",
                [
                    (each.feed_id, each.article_id, is_wanted, stamp(self._clock()))
                    for each, is_wanted in zip(articles, wanted, strict=True)
                ],
            )

    # Posting

    async def get(self, post_id: int) -> ArticlePost | None:
        return next(iter(await self._posts("d.id = ?", post_id)), None)

    async def waiting(self, most: int) -> tuple[ArticlePost, ...]:
        """What is to be posted next, at most so many in each place. What was begun comes first."""
        return await self._posts(
            """d.id IN (SELECT id FROM (
                   SELECT w.id, row_number() OVER (PARTITION BY w.place ORDER BY w.state, w.id) AS turn
                   FROM posted_articles w JOIN feed_posts q ON q.feed_id = w.feed_id
                   WHERE w.state IN ('posting', 'waiting') AND q.paused IS NULL) WHERE turn <= ?)
               ORDER BY d.state, d.id""",
            most,
        )

    async def begin(self, post_id: int) -> bool:
        """It is about to be posted. False where it is not to be any more."""
        sql = """UPDATE posted_articles SET state = 'posting', since = ? WHERE id = ? AND state = 'waiting'
                 AND feed_id IN (SELECT feed_id FROM feed_posts WHERE paused IS NULL)"""
        return await self._change(sql, stamp(self._clock()), post_id) > 0

    async def posted(
        self,
        post: ArticlePost,
        posted_in: str,
        message: str,
        shown: str,
        *,
        thread_due: bool,
        publish_due: bool,
    ) -> None:
        """Its message is there; a thread may be still to open, and the message to be sent to those who follow."""
        await self._change(
            """UPDATE posted_articles SET state = 'posted', since = ?, posted_in = ?, message = ?, version = ?,
               presence = ?, shown = ?, thread_due = ?, publish_due = ? WHERE id = ?""",
            *(stamp(self._clock()), posted_in, message, post.version, post.presence.value, shown),
            *(thread_due, publish_due, post.id),
        )

    async def not_posted(self, post_id: int) -> None:
        """Nothing was posted, for sure: it is to be posted anew."""
        await self._change(
            "UPDATE posted_articles SET state = 'waiting' WHERE id = ? AND state = 'posting'", post_id
        )

    async def leave_out(self, post_id: int) -> None:
        """It is not to be posted any more."""
        await self._change("UPDATE posted_articles SET state = 'left out' WHERE id = ?", post_id)

    # After it

    async def unfinished(self, since: datetime) -> tuple[ArticlePost, ...]:
        """Posts since then whose thread is still to open, or that are still to be sent to those who follow."""
        return await self._posts(
            """d.state = 'posted' AND d.since > ? AND d.message IS NOT NULL AND (d.thread_due OR d.publish_due)
               AND p.paused IS NULL ORDER BY d.id""",
            stamp(since),
        )

    async def threaded(self, post_id: int) -> None:
        """Its thread is open, or cannot be opened."""
        await self._change("UPDATE posted_articles SET thread_due = 0 WHERE id = ?", post_id)

    async def published(self, post_id: int) -> None:
        """It was sent to those who follow, or cannot be."""
        await self._change(
            "UPDATE posted_articles SET publish_due = 0, published_at = ? WHERE id = ?",
            *(stamp(self._clock()), post_id),
        )

    async def published_since(self, place: str, since: datetime) -> int:
        row = await self._database.one(
            "SELECT count(*) FROM posted_articles WHERE place = ? AND published_at > ?", (place, stamp(since))
        )
        return row[0] if row else 0

    async def changed(self, since: datetime, most: int) -> tuple[ArticlePost, ...]:
        """Posts since then whose article has another version by now, or is gone, or is back; at most so many."""
        return await self._posts(
            f"""d.state = 'posted' AND d.since > ? AND d.message IS NOT NULL AND p.paused IS NULL
                AND (a.version != d.version OR {_PRESENCE} != d.presence) ORDER BY d.id LIMIT ?""",
            *(stamp(since), most),
        )

    async def revised(self, post: ArticlePost, shown: str) -> None:
        """Its message shows the article as it is now."""
        await self._change(
            "UPDATE posted_articles SET version = ?, presence = ?, shown = ? WHERE id = ?",
            *(post.version, post.presence.value, shown, post.id),
        )

    async def lost(self, post_id: int) -> None:
        """Its message is gone, or cannot be edited any more."""
        await self._change("UPDATE posted_articles SET message = NULL WHERE id = ?", post_id)

    async def _postings(self, condition: str, value: int | str) -> tuple[FeedPosting, ...]:
        rows = await self._database.all(
            f"""SELECT p.* FROM feed_posts p JOIN feeds f ON f.id = p.feed_id JOIN scopes s ON s.id = f.scope_id
                WHERE {condition} ORDER BY p.feed_id""",  # noqa: S608
            (value,),
        )
        return tuple(map(_posting, rows))

    async def _posts(self, condition: str, *values: Any) -> tuple[ArticlePost, ...]:
        rows = await self._database.all(
            f"SELECT {_POSTED}, {_STANDS} FROM {_JOINED} WHERE {condition}",  # noqa: S608
            values,
        )
        return tuple(map(_post, rows))


def _posting(row: sqlite3.Row) -> FeedPosting:
    return FeedPosting(
        feed_id=row["feed_id"],
        place=row["place"],
        thread=bool(row["thread"]),
        publish=bool(row["publish"]),
        role=row["role"],
        must=tuple(json.loads(row["must"])),
        must_not=tuple(json.loads(row["must_not"])),
        publishers=tuple(json.loads(row["publishers"])),
        paused=PostsPaused(row["paused"]) if row["paused"] else None,
    )


def _post(row: sqlite3.Row) -> ArticlePost:
    facts = dict(row) | {
        "state": PostState(row["state"]),
        "since": moment(row["since"]) or UNKNOWN,
        "presence": Presence(row["presence"]),
        "thread_due": bool(row["thread_due"]),
        "publish_due": bool(row["publish_due"]),
    }
    return ArticlePost(**facts)
