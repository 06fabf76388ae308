"""Watches: questions of which somebody wants to hear when their answer changes, and what they are still to be told.

What a watch knows is the answer that its person has seen. Each step of telling a change is written down before and after
it, so that a process which is killed between them neither loses the change nor tells it twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

import structlog
from pydantic import TypeAdapter

from ...errors import NotFound, WatchLimit
from ...outcomes import Answer, Outcome, Turn
from ...reports import Page
from ...types import Quote
from ..answers import outcome_of, written
from ..changes import FOLLOWED, PRUNED
from ..database import UNKNOWN, Connection, Database, TimedRepository, first, moment, stamp
from ..library_state import read_state, write_state
from ..scopes import is_trash

_log = structlog.get_logger(__name__)
ANY = 0
"""As `touched`: every article may be what changed the answer."""
_SAID: TypeAdapter[tuple[Turn, ...]] = TypeAdapter(tuple[Turn, ...])
_COLUMNS = (
    "id, person, place, home, scopes, question, said, words, language, mention, set_at, outcome, paused, paused_at, "
    "unsaid, touched, kind, news, correction, found_at, telling, told, told_at"
)


class NewsKind(StrEnum):
    """What has become of the answer to a watched question."""

    ANSWERED = "answered"
    """There was no answer, and now there is one."""
    CHANGED = "changed"
    LOST = "lost"
    """What answered it is gone, and nothing else does."""
    CORRECTED = "corrected"
    """The quoted article was corrected; the answer is the same."""


class Paused(StrEnum):
    """Why a watch is not looked after. All but OWN are noticed when something is to be told."""

    OWN = "own"
    """Its person wants it so."""
    CLOSED = "closed"
    """Its person takes no direct messages."""
    PLACE = "place"
    """The channel is gone, or the bot may not write there."""
    LEFT = "left"
    """Its person is no longer in the server."""


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told. `correction` is the notice of the article that was quoted, if it is new."""

    kind: NewsKind
    outcome: Outcome
    found_at: datetime
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class NewWatch:
    """What is known of a watch when it is set. Person, place and home are opaque strings of the face; `words` is what is
    searched with, and `outcome` the answer that the person has seen."""

    person: str
    place: str
    home: str | None
    scopes: tuple[str, ...]
    question: str
    said: tuple[Turn, ...]
    words: str
    language: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Watch:
    """As `NewWatch`, with what has become of it. `outcome` is the answer that the person was told last."""

    id: int
    person: str
    place: str
    home: str | None
    scopes: tuple[str, ...]
    question: str
    said: tuple[Turn, ...]
    words: str
    language: str
    mention: bool
    set_at: datetime
    outcome: Outcome
    paused: Paused | None = None
    paused_at: datetime | None = None
    unsaid: bool = False
    """Its person does not know yet that it was paused."""
    touched: int | None = None
    """It has to be asked again, because of what changed after this row of the change feed."""
    news: News | None = None
    telling: datetime | None = None
    """Since when a process tells the news, or told it before it was killed."""
    told: int = 0
    """How many changes were told."""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """A changed passage that is there, with its vector as it is stored; None where it has none of this model."""

    scope: str
    title: str
    text: str
    vector: bytes | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What the filter needs of an active watch: `vectors` are float16, one after another for each question in it."""

    id: int
    scopes: str
    words: str
    vectors: bytes


class WatchStore(TimedRepository):
    """Each write is one transaction of its own."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        super().__init__(database, clock)

    async def add(self, new: NewWatch, *, per_person: int, per_home: int) -> tuple[int, bool]:
        """Its id, and whether it is new: one person has one watch of a question in a place, which then goes on from the
        answer that was seen now. It is asked once soon, because something may have changed since the answer.
        Raises WatchLimit."""
        async with self._database.transaction() as connection:
            before = await first(
                connection,
                "SELECT id FROM watches WHERE person = ? AND place = ? AND folded(CAST(question AS BLOB)) = ?",
                (new.person, new.place, new.question.casefold()),
            )
            if before is not None:
                await connection.execute(
                    f"UPDATE watches SET outcome = ?, {_AFRESH} WHERE id = ?",  # noqa: S608
                    (written(new.outcome), before[0]),
                )
                return int(before[0]), False
            await _check_limits(connection, new, per_person, per_home)
            cursor = await connection.execute(
                """INSERT INTO watches(person, place, home, scopes, question, said, words, language, set_at, outcome,
                       touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""",
                (
                    *(new.person, new.place, new.home, json.dumps(list(new.scopes)), new.question),
                    *(json.dumps([asdict(turn) for turn in new.said]), new.words, new.language),
                    *(stamp(self._clock()), written(new.outcome)),
                ),
            )
            assert cursor.lastrowid is not None  # noqa: S101  # an insert that did not raise has a row
            return cursor.lastrowid, True

    async def get(self, watch_id: int) -> Watch:
        """Raises NotFound."""
        found = await self._all("id = ?", watch_id)
        if not found:
            raise NotFound("watch", watch_id)
        return found[0]

    async def of_person(self, person: str) -> tuple[Watch, ...]:
        """Everywhere, newest first."""
        return await self._all("person = ? ORDER BY id DESC", person)

    async def of_home(self, home: str, offset: int, limit: int) -> Page[Watch]:
        """Those that people set in a server, newest first."""
        count = await self._database.one("SELECT count(*) FROM watches WHERE home = ?", (home,))
        found = await self._all("home = ? ORDER BY id DESC LIMIT ? OFFSET ?", home, limit, offset)
        return Page(found, count[0] if count else 0, offset)

    async def unsaid(self) -> frozenset[str]:
        """The people who do not know yet that a watch of theirs was paused."""
        rows = await self._database.all("SELECT DISTINCT person FROM watches WHERE unsaid")
        return frozenset(row[0] for row in rows)

    async def said(self, person: str) -> None:
        """The person was told which watches are paused."""
        await self._change("UPDATE watches SET unsaid = 0 WHERE person = ? AND unsaid", person)

    async def mention(self, watch_id: int, wanted: bool) -> None:
        """Whether the person is mentioned when something is told."""
        await self._change("UPDATE watches SET mention = ? WHERE id = ?", wanted, watch_id)

    async def pause(self, watch_id: int, reason: Paused) -> None:
        """What is still to be told is kept, and told when it goes on."""
        await self._change(
            """UPDATE watches SET paused = ?1, paused_at = ?2, unsaid = ?1 != 'own'
               WHERE id = ?3 AND paused IS NULL""",
            *(reason.value, stamp(self._clock()), watch_id),
        )

    async def resume(self, watch_id: int) -> None:
        """It is asked at once: what changed meanwhile was not followed."""
        await self._change(f"UPDATE watches SET {_AFRESH} WHERE id = ? AND paused IS NOT NULL", watch_id)  # noqa: S608

    async def end(self, watch_id: int) -> bool:
        """Deletes it; False where it was gone."""
        return await self._change("DELETE FROM watches WHERE id = ?", watch_id) > 0

    async def end_paused(self, home: str | None, before: datetime) -> int:
        """Deletes those of a home (None: of nobody's) that have been paused since before then."""
        sql = "DELETE FROM watches WHERE home IS ? AND paused IS NOT NULL AND paused_at < ?"
        return await self._change(sql, home, stamp(before))

    # Following the change feed

    async def cursor(self) -> int | None:
        stored = await read_state(self._database, FOLLOWED)
        return int(stored) if stored is not None else None

    async def active(self) -> bool:
        return await self._database.one("SELECT 1 FROM watches WHERE paused IS NULL LIMIT 1") is not None

    async def follow_no_more(self) -> None:
        """Nobody watches anything: the change feed need not be kept for it."""
        await self._change("DELETE FROM facts WHERE name = ?", FOLLOWED)

    async def mark(self, watch_ids: Sequence[int] | None, *, since: int, cursor: int) -> None:
        """These watches (None: all) have to be asked again because of changes after `since`; everything up to `cursor`
        has been looked at. One transaction, so that a kill loses no change."""
        which = "" if watch_ids is None else "AND id IN (SELECT value FROM json_each(?))"
        parameters = () if watch_ids is None else (json.dumps(list(watch_ids)),)
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE watches SET touched = min(coalesce(touched, ?1), ?1) WHERE paused IS NULL {which}",  # noqa: S608
                (since, *parameters),
            )
            await write_state(connection, FOLLOWED, str(cursor))

    async def quoting(self, passage_ids: Sequence[int]) -> set[int]:
        """The watches whose newest answer quotes one of these passages."""
        rows = await self._database.all(
            "SELECT DISTINCT watch_id FROM watch_passages WHERE passage_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(passage_ids)),),
        )
        return {row[0] for row in rows}

    async def changed(self, passage_ids: Sequence[int], fingerprint: str) -> list[ChangedPassage]:
        """Those of the passages that are there, outside of the trash."""
        rows = await self._database.all(
            """SELECT s.name AS scope, a.title, substr(a.text, p.start + 1, p."end" - p.start) AS text,
                   iif(m.fingerprint = ?, p.vector, NULL) AS vector
               FROM passages p JOIN articles a ON a.id = p.article_id JOIN scopes s ON s.id = a.scope_id
               LEFT JOIN models m ON m.id = p.model_id WHERE p.id IN (SELECT value FROM json_each(?))""",
            (fingerprint, json.dumps(list(passage_ids))),
        )
        return [ChangedPassage(*row) for row in rows if not is_trash(row["scope"])]

    async def passages_of(self, article_id: int) -> list[int]:
        rows = await self._database.all("SELECT id FROM passages WHERE article_id = ?", (article_id,))
        return [row[0] for row in rows]

    async def unembedded(self, fingerprint: str, limit: int) -> list[tuple[int, str]]:
        """(id, words) of active watches whose vectors are not of this model."""
        rows = await self._database.all(
            "SELECT id, words FROM watches WHERE paused IS NULL AND model IS NOT ? ORDER BY id LIMIT ?",
            (fingerprint, limit),
        )
        return [(row[0], row[1]) for row in rows]

    async def embedded(self, vectors: Sequence[tuple[int, bytes]], fingerprint: str) -> None:
        async with self._database.transaction() as connection:
            await connection.executemany(
                "UPDATE watches SET vectors = ?, model = ? WHERE id = ?",
                [(packed, fingerprint, watch_id) for watch_id, packed in vectors],
            )

    async def signature(self, fingerprint: str) -> tuple[int, ...]:
        """Another value whenever `watched` gives other watches."""
        row = await self._database.one(
            """SELECT count(*), coalesce(sum(id), 0), coalesce(sum(id * id), 0) FROM watches
               WHERE paused IS NULL AND model = ?""",
            (fingerprint,),
        )
        return tuple(row) if row else ()

    async def watched(self, fingerprint: str) -> Sequence[sqlite3.Row]:
        """Rows for `Watched`, of all active watches. They are many: see `watched_of`."""
        return await self._database.all(
            "SELECT id, scopes, words, vectors FROM watches WHERE paused IS NULL AND model = ? ORDER BY id",
            (fingerprint,),
        )

    # Asking again

    async def touched(self) -> list[int]:
        """The watches that have to be asked again, those that wait longest first. While one is told of, it waits: what
        is new is compared with what its person knows then."""
        rows = await self._database.all(
            """SELECT id FROM watches WHERE touched IS NOT NULL AND paused IS NULL AND telling IS NULL
               ORDER BY touched, id"""
        )
        return [row[0] for row in rows]

    async def changed_since(self, article_id: int, since: int) -> bool:
        """Whether a passage that the article has now was changed after this row of the change feed; true where the feed
        does not reach back so far."""
        row = await self._database.one(
            """SELECT 1 WHERE EXISTS (SELECT 1 FROM passages p JOIN changes c ON c.passage_id = p.id
                   WHERE p.article_id = ?1 AND c.seq > ?2)
               OR ?2 < (SELECT CAST(value AS INTEGER) FROM facts WHERE name = ?3)""",
            (article_id, since, PRUNED),
        )
        return row is not None

    async def quoted_passages(self, quotes: Sequence[Quote]) -> list[int]:
        """The passages in which these quotes stand now."""
        found: dict[int, None] = {}
        for quote in quotes:
            rows = await self._database.all(
                'SELECT id FROM passages WHERE article_id = ? AND start < ? AND "end" > ?',
                (quote.article_id, quote.span.end, quote.span.start),
            )
            found.update(dict.fromkeys(row[0] for row in rows))
        return list(found)

    async def asked(self, watch: Watch, passages: Sequence[int], news: News | None) -> None:
        """What came of asking it again. News give way to newer ones, and are dropped where the answer is again the one
        that is known."""
        said = (None, None, None, None)
        if news is not None:
            said = news.kind.value, written(news.outcome), news.correction, stamp(news.found_at)  # type: ignore[assignment]
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                """UPDATE watches SET kind = ?, news = ?, correction = ?, found_at = ?, touched = NULL
                   WHERE id = ? AND touched IS ? AND told = ? AND telling IS NULL""",
                (*said, watch.id, watch.touched, watch.told),
            )
            if not cursor.rowcount:  # ended, or touched or told meanwhile: it is asked again
                return
            await connection.execute("DELETE FROM watch_passages WHERE watch_id = ?", (watch.id,))
            await connection.executemany(
                "INSERT INTO watch_passages(passage_id, watch_id) VALUES (?, ?)",
                [(passage, watch.id) for passage in passages],
            )

    # Telling

    async def with_news(self) -> list[int]:
        """Active watches with something to tell, what was found first coming first."""
        rows = await self._database.all(
            "SELECT id FROM watches WHERE news IS NOT NULL AND paused IS NULL ORDER BY found_at, id"
        )
        return [row[0] for row in rows]

    async def begin_telling(self, watch_id: int) -> bool:
        """The news are about to be told. False where there are none any more, or the watch was paused or ended."""
        sql = """UPDATE watches SET telling = ? WHERE id = ? AND news IS NOT NULL AND paused IS NULL
                 AND telling IS NULL"""
        return await self._change(sql, stamp(self._clock()), watch_id) > 0

    async def was_told(self, watch_id: int) -> None:
        """The news are told: they are what the person knows now."""
        await self._change(
            """UPDATE watches SET outcome = coalesce(news, outcome), kind = NULL, news = NULL, correction = NULL,
               found_at = NULL, telling = NULL, told = told + 1, told_at = ? WHERE id = ? AND telling IS NOT NULL""",
            *(stamp(self._clock()), watch_id),
        )

    async def not_told(self, watch_id: int) -> None:
        """Nothing was posted, for sure: it is to be told anew."""
        await self._change("UPDATE watches SET telling = NULL WHERE id = ?", watch_id)

    async def _all(self, condition: str, *values: int | str) -> tuple[Watch, ...]:
        rows = await self._database.all(f"SELECT {_COLUMNS} FROM watches WHERE {condition}", values)  # noqa: S608
        return tuple(filter(None, map(_readable, rows)))


_AFRESH = "paused = NULL, paused_at = NULL, unsaid = 0, touched = 0"


async def _check_limits(connection: Connection, new: NewWatch, per_person: int, per_home: int) -> None:
    for whose, column, value, most in (
        ("person", "person", new.person, per_person),
        ("server", "home", new.home, per_home),
    ):
        row = await first(connection, f"SELECT count(*) FROM watches WHERE {column} = ?", (value,))  # noqa: S608
        if row is not None and value is not None and row[0] >= most:
            raise WatchLimit(whose, row[0], most)


def watched_of(rows: Sequence[sqlite3.Row]) -> list[Watched]:
    """What `WatchStore.watched` gave. Runs on a worker."""
    return [Watched(*row) for row in rows]


def quotes_of(outcome: Outcome) -> list[Quote]:
    """What an answer rests on: its quotes, and those of the values that it is compared with."""
    return [each.quote for each in outcome.sources] if isinstance(outcome, Answer) else []


def _readable(row: sqlite3.Row) -> Watch | None:
    """None for one that is damaged: it is as if it were gone."""
    try:
        return _watch(row)
    except (ValueError, TypeError) as error:
        _log.warning("damaged_watch", watch=row["id"], error=type(error).__name__)
        return None


def _watch(row: sqlite3.Row) -> Watch:
    news = None
    if row["news"] is not None:
        found_at = moment(row["found_at"]) or UNKNOWN
        news = News(NewsKind(row["kind"]), outcome_of(row["news"]), found_at, row["correction"])
    facts = {name: row[name] for name in row.keys() if name not in ("kind", "correction", "found_at")}  # noqa: SIM118
    return Watch(
        **facts
        | {
            "scopes": tuple(json.loads(row["scopes"])),
            "said": _SAID.validate_json(row["said"]),
            "mention": bool(row["mention"]),
            "set_at": moment(row["set_at"]) or UNKNOWN,
            "outcome": outcome_of(row["outcome"]),
            "paused": Paused(row["paused"]) if row["paused"] else None,
            "paused_at": moment(row["paused_at"]),
            "unsaid": bool(row["unsaid"]),
            "news": news,
            "telling": moment(row["telling"]),
            "told_at": moment(row["told_at"]),
        }
    )
