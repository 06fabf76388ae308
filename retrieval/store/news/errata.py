"""Errata: what the messages that show earlier answers are to say of their quotes, and what they say.

Beside each quoted article stands the version with which its quotes were compared last. So the tables alone tell what has
still to be compared, after a restart and from a backup too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import structlog
from pydantic import TypeAdapter, ValidationError

from ...reports import StoredAnswer
from ..answers import Answers
from ..database import Database, TimedRepository, moment, stamp
from ..scopes import TRASH

_log = structlog.get_logger(__name__)
AWAY = 0
"""In place of the version of an article that was removed."""


class ErratumKind(StrEnum):
    """What has become of a quote."""

    CHANGED = "changed"
    """The article does not have the words any more."""
    CORRECTED = "corrected"
    """The article has the words, and a notice of a correction that it did not have."""
    WITHDRAWN = "withdrawn"
    """The article was removed from the library."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """Of the quote with this number. `day` is when it came so. `now` is verbatim from the article of today: the sentence
    in place of the quoted one, if there is one, or the notice."""

    number: int
    kind: ErratumKind
    day: date
    now: str | None = None


_ERRATA: TypeAdapter[tuple[Erratum, ...]] = TypeAdapter(tuple[Erratum, ...])


class Unshown(StrEnum):
    """Why a message cannot be edited."""

    GONE = "gone"
    """The message or its channel was deleted, or the bot is no longer in the server."""
    FORBIDDEN = "forbidden"
    """A permission is missing."""
    REFUSED = "refused"
    """Discord does not take the edit."""


@dataclass(frozen=True, slots=True)
class Erratable:
    """A posted answer with what its message is to say and what it says. `telling`: since when a process tells the person
    who asked, or told them before it was killed."""

    answer: StoredAnswer
    wanted: tuple[Erratum, ...]
    shown: tuple[Erratum, ...] = ()
    telling: datetime | None = None


class ErrataStore(TimedRepository):
    """Each write is one transaction of its own."""

    def __init__(self, database: Database, answers: Answers, clock: Callable[[], datetime]) -> None:
        super().__init__(database, clock)
        self._answers = answers

    async def newest(self) -> int:
        """The newest answer that quotes something, 0 before the first."""
        row = await self._database.one("SELECT coalesce(max(answer_id), 0) FROM answer_quotes")
        return int(row[0]) if row else 0

    async def touched(self, since: datetime, after: int = 0) -> list[int]:
        """The posted answers of which a quoted article is not as it was compared last, newest first: those given since
        then, and those whose message says something of it. Only answers `after` that one are looked at: 0.2 s for 90,000
        quotes."""
        rows = await self._database.all(
            """WITH touched AS MATERIALIZED (
                   SELECT DISTINCT q.answer_id AS id FROM answer_quotes q
                   LEFT JOIN articles a ON a.id = q.article_id LEFT JOIN scopes s ON s.id = a.scope_id
                   WHERE q.answer_id > ?5 AND q.seen != iif(a.id IS NULL OR substr(s.name, 1, ?1) = ?2, ?3, a.version))
               SELECT w.id FROM touched JOIN answers w USING (id) WHERE NOT w.private AND w.posted_key IS NOT NULL
               AND (w.asked_at >= ?4 OR w.id IN (SELECT answer_id FROM errata WHERE wanted IS NOT NULL))
               ORDER BY w.id DESC""",
            (len(TRASH), TRASH, AWAY, stamp(since), after),
        )
        return [row[0] for row in rows]

    async def get(self, answer_id: int) -> Erratable:
        """Raises NotFound."""
        answer = await self._answers.get(answer_id)
        row = await self._database.one(
            "SELECT wanted, shown, telling FROM errata WHERE answer_id = ?", (answer_id,)
        )
        if row is None:
            return Erratable(answer, ())
        return Erratable(answer, _read(row["wanted"]), _read(row["shown"]), moment(row["telling"]))

    async def was_reread(self, article_id: int, version: int) -> bool:
        """Whether the newest version was read from the same original as this older one, by other rules: then it is not
        the article that changed."""
        row = await self._database.one(
            """SELECT 1 FROM articles a JOIN article_versions v ON v.article_id = a.id
               WHERE a.id = ? AND v.version = ? AND v.original = a.original""",
            (article_id, version),
        )
        return row is not None

    async def removed_on(self, article_id: int) -> date | None:
        """The day on which it was removed; None where it is gone for good, or there."""
        row = await self._database.one("SELECT removed_at FROM articles WHERE id = ?", (article_id,))
        removed = moment(row[0]) if row else None
        return removed.date() if removed else None

    async def found(self, answer_id: int, errata: Sequence[Erratum], seen: Mapping[int, int]) -> None:
        """What the message is to say from now on, by the versions in `seen`. What could not be edited is tried
        again where that is something else than before."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                "UPDATE answer_quotes SET seen = ? WHERE answer_id = ? AND article_id = ?",
                [(version, answer_id, article_id) for article_id, version in seen.items()],
            )
            await connection.execute(
                """INSERT INTO errata(answer_id, wanted) SELECT id, ?2 FROM answers WHERE id = ?1
                   AND (?2 IS NOT NULL OR EXISTS (SELECT 1 FROM errata WHERE answer_id = ?1))
                   ON CONFLICT DO UPDATE SET wanted = excluded.wanted,
                       failed = iif(wanted IS excluded.wanted, failed, NULL)""",
                (answer_id, _written(errata)),
            )

    # Showing

    async def to_show(self) -> list[int]:
        """The answers whose message does not say what it is to say, newest first."""
        rows = await self._database.all(
            "SELECT answer_id FROM errata WHERE wanted IS NOT shown AND failed IS NULL ORDER BY answer_id DESC"
        )
        return [row[0] for row in rows]

    async def was_shown(self, answer_id: int, errata: Sequence[Erratum]) -> None:
        """The message says this. Whoever asked is to be told if they wish it, once for each answer."""
        await self._change(
            """UPDATE errata SET shown = ?2, tell = iif(tell IS NULL AND ?2 IS NOT NULL AND EXISTS (
                   SELECT 1 FROM answers a JOIN errata_readers r ON r.person = a.asked_by WHERE a.id = ?1),
                   'due', tell) WHERE answer_id = ?1""",
            *(answer_id, _written(errata)),
        )

    async def was_not_shown(self, answer_id: int, reason: Unshown) -> None:
        """It is not tried again until there is something else to say."""
        await self._change("UPDATE errata SET failed = ? WHERE answer_id = ?", reason.value, answer_id)

    # Telling

    async def to_tell(self) -> list[int]:
        """The answers of which the person who asked is to be told, oldest first."""
        rows = await self._database.all("SELECT answer_id FROM errata WHERE tell = 'due' ORDER BY answer_id")
        return [row[0] for row in rows]

    async def begin_telling(self, answer_id: int) -> None:
        await self._change(
            "UPDATE errata SET telling = ? WHERE answer_id = ?", stamp(self._clock()), answer_id
        )

    async def was_told(self, answer_id: int) -> None:
        """Or cannot be told."""
        await self._change("UPDATE errata SET tell = 'done', telling = NULL WHERE answer_id = ?", answer_id)


def _written(errata: Sequence[Erratum]) -> str | None:
    return _ERRATA.dump_json(tuple(errata)).decode() if errata else None


def _read(stored: str | None) -> tuple[Erratum, ...]:
    """Empty for what is damaged."""
    try:
        return _ERRATA.validate_json(stored) if stored else ()
    except ValidationError as error:
        _log.warning("damaged_errata", errors=error.error_count())
        return ()
