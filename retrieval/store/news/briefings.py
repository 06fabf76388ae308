"""What is kept of briefings: their pages, when a person was briefed last, and how far each server's digest has come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from pydantic import TypeAdapter, ValidationError

from ...errors import NotFound
from ...types import Citation, Filters
from ..database import UNKNOWN, Connection, TimedRepository, moment, stamp
from ..passages import conditions

LATE = timedelta(days=2)
"""An article that comes in so long after its day of publication is still news: feeds and clocks are late."""
MOST_ARTICLES = 2000
"""Articles that one briefing looks at, the newest first."""


@dataclass(frozen=True, slots=True)
class Since:
    """From when on something is new: published on `day` or later. With `seen`, it also came in after that moment: what
    was there then was told, or seen, before."""

    day: date
    seen: datetime | None = None

    @classmethod
    def last(cls, moment: datetime) -> Self:
        """Since somebody was briefed last."""
        return cls(moment.date() - LATE, moment)


@dataclass(frozen=True, slots=True)
class BriefingEntry:
    """What is new of one story, in a verified quote. `also` are articles of other origins that say the same."""

    citation: Citation
    also: tuple[Citation, ...] = ()
    before: Citation | None = None
    """The older value of the same thing, where it has moved: it is marked there, and the new one in `citation`."""
    disagrees: bool = False
    """`before` is of the same days and of another origin: the sources disagree, and neither replaces the other."""

    @property
    def articles(self) -> int:
        """How many articles tell it, copies included."""
        told = (self.citation, *self.also)
        return len({each.quote.article_id for each in told} | {c.article_id for e in told for c in e.copies})


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is new about the topics (none: about everything) up to `until`: what moved first, then what most articles
    tell. Without entries nothing is new, and `latest` is the newest that is known, if anything is."""

    topics: tuple[str, ...]
    since: Since
    until: datetime
    entries: tuple[BriefingEntry, ...] = ()
    left_out: int = 0
    """Stories that are new as well and were too many."""
    latest: Citation | None = None


@dataclass(frozen=True, slots=True)
class KeptBriefing:
    """A briefing of which people may turn the pages. Person and home are opaque strings of the face; a digest of a server
    has no person."""

    id: int
    briefing: Briefing
    scopes: tuple[str, ...]
    person: str | None
    home: str | None
    private: bool


@dataclass(frozen=True, slots=True)
class DigestState:
    """How far the digest of a server has come. `schedule` is an opaque string of the face: with another one, it begins
    anew, but from where it was."""

    home: str
    schedule: str
    due: datetime
    """The moment that was told, or let pass, last."""
    until: datetime
    """What came up to then was looked at."""
    telling: int | None = None
    """The kept briefing that a process tells, or told before it was killed."""
    telling_since: datetime | None = None
    paused: bool = False
    """The channel is gone, or the bot may not write there."""


_BRIEFING: TypeAdapter[Briefing] = TypeAdapter(Briefing)
_FIRST = (
    """coalesce((SELECT min(v.fetched_at) FROM article_versions v WHERE v.article_id = a.id), a.fetched_at)"""
)
"""When an article was taken in."""
_IS_NEW = f"""((coalesce(substr(a.published_at, 1, 10), substr({_FIRST}, 1, 10)) >= :day
        AND (:seen IS NULL OR {_FIRST} > :seen AND {_FIRST} <= :until))
    OR (a.version > 1 AND a.fetched_at > :border AND substr(coalesce(a.updated_at, a.fetched_at), 1, 10) >= :day))"""


class BriefingStore(TimedRepository):
    """Each write is one transaction of its own."""

    async def now(self) -> datetime:
        """The time, at a moment when nothing is being written: articles are stamped inside their transaction, so those
        with an earlier stamp are all there, and those that come later have a later one."""
        async with self._database.transaction():
            return self._clock()

    async def fresh(
        self, since: Since, until: datetime, filters: Filters, feeds: Sequence[int] = ()
    ) -> list[tuple[int, bool]]:
        """(article id, whether an older version of it was there before) of what is new inside the filters, newest first;
        with `feeds`, only what came by these. A version that came later is new too. What came after `until`, which `now`
        gave, is left to the next time."""
        where, parameters = conditions(filters)
        border = since.seen or datetime.combine(since.day, datetime.min.time(), UNKNOWN.tzinfo)
        of_feeds = (
            "SELECT article_id FROM feed_entries WHERE feed_id IN (SELECT value FROM json_each(:feeds))"
        )
        named = {
            "day": since.day.isoformat(),
            "seen": stamp(since.seen) if since.seen else None,
            "until": stamp(until),
            "border": stamp(border),
            "feeds": json.dumps(list(feeds)),
            "scopes": json.dumps(list(filters.scopes)),
            **{f"p{at}": each for at, each in enumerate(parameters)},
        }
        for at in range(len(parameters)):
            where = where.replace("?", f":p{at}", 1)
        if feeds:
            where = f"{where} AND a.id IN ({of_feeds})"
        rows = await self._database.all(
            f"""SELECT a.id, a.version > 1 AND {_FIRST} <= :border
                    AND coalesce(substr(a.published_at, 1, 10), '') < iif(:seen IS NULL, :day, '9') AS known
                FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE s.name IN (SELECT value FROM json_each(:scopes)) {where} AND {_IS_NEW}
                ORDER BY coalesce(a.published_at, a.fetched_at) DESC, a.id DESC LIMIT {MOST_ARTICLES}""",  # noqa: S608
            named,
        )
        return [(row[0], bool(row[1])) for row in rows]

    # Pages

    async def keep(
        self,
        briefing: Briefing,
        scopes: Sequence[str],
        *,
        person: str | None,
        home: str | None,
        private: bool = False,
    ) -> int:
        """Its id."""
        async with self._database.transaction() as connection:
            return await _kept(connection, briefing, scopes, person, home, private, self._clock())

    async def kept(self, briefing_id: int) -> KeptBriefing:
        """Raises NotFound, also where it is damaged."""
        row = await self._database.one(
            "SELECT id, content, scopes, person, home, private FROM briefings WHERE id = ?", (briefing_id,)
        )
        try:
            if row is None:
                raise NotFound("briefing", briefing_id)
            briefing, scopes = _BRIEFING.validate_json(row["content"]), tuple(json.loads(row["scopes"]))
        except ValidationError as error:
            raise NotFound("briefing", briefing_id) from error
        return KeptBriefing(row["id"], briefing, scopes, row["person"], row["home"], bool(row["private"]))

    async def forget_before(self, home: str | None, before: datetime) -> int:
        """Deletes what a home (None: nobody's) was briefed of before then, and when; how many briefings. A digest goes on
        from where it is."""
        await self._change("DELETE FROM briefed WHERE home = ? AND at < ?", home or "", stamp(before))
        return await self._change(
            """DELETE FROM briefings WHERE home IS ? AND made_at < ?
               AND id NOT IN (SELECT telling FROM digests WHERE telling IS NOT NULL)""",
            *(home, stamp(before)),
        )

    # When somebody was briefed last

    async def last(self, person: str, home: str | None) -> datetime | None:
        row = await self._database.one(
            "SELECT at FROM briefed WHERE person = ? AND home = ?", (person, home or "")
        )
        return moment(row[0]) if row else None

    async def was_briefed(self, person: str, home: str | None, until: datetime) -> None:
        """What came up to then was shown to the person."""
        await self._change(
            """INSERT INTO briefed(person, home, at) VALUES (?, ?, ?)
               ON CONFLICT DO UPDATE SET at = max(at, excluded.at)""",
            *(person, home or "", stamp(until)),
        )

    # Digests

    async def digests(self) -> dict[str, DigestState]:
        """By home."""
        rows = await self._database.all("SELECT * FROM digests")
        return {
            row["home"]: DigestState(
                row["home"],
                row["schedule"],
                moment(row["due"]) or UNKNOWN,
                moment(row["until"]) or UNKNOWN,
                row["telling"],
                moment(row["telling_since"]),
                bool(row["paused"]),
            )
            for row in rows
        }

    async def schedule(self, home: str, schedule: str, due: datetime, until: datetime) -> None:
        """Begins a digest, or goes on with it on another schedule: what was due up to `due` is let pass, and one that was
        begun before looks at what came since it was told last."""
        await self._change(
            """INSERT INTO digests(home, schedule, due, until) VALUES (?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET schedule = excluded.schedule, due = excluded.due, paused = 0,
               telling = NULL, telling_since = NULL""",
            *(home, schedule, stamp(due), stamp(until)),
        )

    async def end(self, home: str) -> None:
        """Nobody wants it any more."""
        await self._change("DELETE FROM digests WHERE home = ?", home)

    async def begin_telling(self, home: str, briefing: Briefing, scopes: Sequence[str]) -> int:
        """To be called before anything is posted; the id of the kept briefing."""
        async with self._database.transaction() as connection:
            briefing_id = await _kept(connection, briefing, scopes, None, home, False, self._clock())
            await connection.execute(
                "UPDATE digests SET telling = ?, telling_since = ? WHERE home = ?",
                (briefing_id, stamp(self._clock()), home),
            )
            return briefing_id

    async def told(self, home: str, due: datetime, until: datetime) -> None:
        """What was due then is told, or there was nothing to tell; everything up to `until` was looked at."""
        await self._change(
            """UPDATE digests SET due = ?, until = ?, telling = NULL, telling_since = NULL, paused = 0 WHERE home = ?""",
            *(stamp(due), stamp(until), home),
        )

    async def pause(self, home: str) -> bool:
        """It cannot be told. True where it was not paused before."""
        return (
            await self._change(
                "UPDATE digests SET paused = 1, telling = NULL, telling_since = NULL WHERE home = ? AND NOT paused",
                home,
            )
            > 0
        )

    async def resume(self, home: str) -> None:
        """It can be told again: what was due meanwhile is told once."""
        await self._change("UPDATE digests SET paused = 0 WHERE home = ?", home)


async def _kept(
    connection: Connection,
    briefing: Briefing,
    scopes: Sequence[str],
    person: str | None,
    home: str | None,
    private: bool,
    now: datetime,
) -> int:
    content = _BRIEFING.dump_json(briefing).decode()
    cursor = await connection.execute(
        "INSERT INTO briefings(person, home, scopes, private, content, made_at) VALUES (?, ?, ?, ?, ?, ?)",
        (person, home, json.dumps(list(scopes)), private, content, stamp(now)),
    )
    assert cursor.lastrowid is not None  # noqa: S101  # an insert that did not raise has a row
    return cursor.lastrowid
