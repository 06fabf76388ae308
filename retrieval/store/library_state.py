"""Single facts about the library, each a name with a value: when the clock was last believed, whose library this is. And
the messages of a face that say that something is under way.

The clock: a machine can wake up in 1970 or in 2038. So a clock that stands more than a week away from where it was last
believed, or before the newest row, is doubted: nothing is deleted by age. It is believed again once it has gone on from
there for a day, at the pace at which time passes where that can be told: a bot that was really away for a month deletes
a day later what was due.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from ..errors import StoreError
from ..reports import UnfinishedMessage
from .database import Connection, Database, Repository, TimedRepository, first, moment, stamp

_log = structlog.get_logger(__name__)
_CLOCK, _OWNER, _VERSION = "clock", "owner", "version"
LONGEST_PAUSE = timedelta(weeks=1)
CONFIRMED_AFTER = timedelta(days=1)
TOLERANCE = timedelta(hours=1)
"""Clocks are set, and go a little wrong; also how often the time of a run is written down."""
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""There was no Dateline before: a clock that says so was never set."""
_DATED = (
    "SELECT fetched_at FROM articles ORDER BY id DESC LIMIT 1",
    "SELECT asked_at FROM answers ORDER BY id DESC LIMIT 1",
    "SELECT at FROM ledger ORDER BY id DESC LIMIT 1",
)
_AGEING = (("articles", "removed_at"), ("answers", "asked_at"), ("departures", "since"))
"""Deleted some time after this moment."""


async def read_state(database: Database, name: str) -> str | None:
    row = await database.one("SELECT value FROM facts WHERE name = ?", (name,))
    return str(row[0]) if row else None


async def write_state(connection: Connection, name: str, value: str) -> None:
    await connection.execute("INSERT OR REPLACE INTO facts(name, value) VALUES (?, ?)", (name, value))


@dataclass(frozen=True, slots=True)
class ClockState:
    """What is known of the clock. `believed` is when it was last believed; `doubted` where a doubt began, in which
    `run` and at how many `ticks` of it; `latest` when it was last looked at; `passed` the newest row, later than a
    clock that is believed all the same."""

    believed: str | None = None
    doubted: str | None = None
    latest: str | None = None
    run: str = ""
    ticks: float = 0.0
    passed: str | None = None


def problem(seen: ClockState, now: datetime, newest: datetime | None) -> str | None:
    """Why the clock is doubted; None: it is not."""
    believed = moment(seen.believed)
    if now < EARLIEST:
        return f"it stands before {EARLIEST.year}"
    if newest and newest - now > TOLERANCE and stamp(newest) != seen.passed:
        return "it lies before the newest row of the database"
    last = max((each for each in (believed, newest) if each and each <= now), default=None)
    if believed and believed - now > LONGEST_PAUSE:
        return "it was set back by more than a week since the last run"
    if last and now - last > LONGEST_PAUSE:
        return "it jumped ahead by more than a week since the last run"
    return None


def looked(
    seen: ClockState, now: datetime, newest: datetime | None, run: str, ticks: float
) -> tuple[ClockState, bool]:
    """What is known after one more look, and whether the clock is believed. `ticks` are seconds of a clock that
    nobody can set, which counts from anywhere and only within one `run`."""
    if problem(seen, now, newest) is None:
        return ClockState(believed=stamp(now), passed=seen.passed), True
    began, latest = moment(seen.doubted), moment(seen.latest)
    goes_on = began and latest and -TOLERANCE <= now - latest <= LONGEST_PAUSE
    if began and goes_on and seen.run == run:
        goes_on = abs(now - began - timedelta(seconds=ticks - seen.ticks)) <= TOLERANCE
    if not began or not goes_on:
        return replace(seen, doubted=stamp(now), latest=stamp(now), run=run, ticks=ticks), False
    if now - began < CONFIRMED_AFTER or now < EARLIEST:
        return replace(seen, latest=stamp(now)), False
    return ClockState(believed=stamp(now), passed=stamp(newest) if newest and newest > now else None), True


def ticking() -> float:
    """Seconds that go on while the machine sleeps, where the system counts them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class ClockCheck:
    """Asked before each deletion by age."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], ticks: Callable[[], float] = ticking
    ) -> None:
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._run = secrets.token_hex(8)
        self._warned: str | None = None

    async def is_trusted(self) -> bool:
        """Whether the clock is trusted now, so that ages can be told. A refusal is one warning. Raises StoreError."""
        now = self._clock()
        before, newest = await self._seen(), await self._newest()
        why = problem(before, now, newest)
        after, believed = looked(before, now, newest, self._run, self._ticks())
        await self._remember(before, after, now, settled=believed and why is not None)
        if not believed and why != self._warned:
            _log.warning(
                "deletion_by_age_refused",
                clock=stamp(now),
                reason=why,
                last_run=before.believed,
                remedy="set the clock if it is wrong; if it is right, it is believed after a day",
            )
        self._warned = None if believed else why
        return believed

    async def _remember(self, before: ClockState, after: ClockState, now: datetime, *, settled: bool) -> None:
        """What cannot be written down is no reason to fail: then the clock is doubted a little longer."""
        believed = moment(before.believed)
        old = believed is None or now - believed > TOLERANCE or after.believed is None
        if after == before or not (old or settled or replace(after, believed=before.believed) != before):
            return
        try:
            async with self._database.transaction() as connection:
                await write_state(connection, _CLOCK, json.dumps(asdict(after)))
                if settled:
                    await _settle(connection, now)
        except StoreError as error:
            _log.warning("clock_not_noted", error=str(error))

    async def _seen(self) -> ClockState:
        stored = await read_state(self._database, _CLOCK)
        try:
            return ClockState(**json.loads(stored)) if stored else ClockState()
        except (ValueError, TypeError):
            return ClockState()

    async def _newest(self) -> datetime | None:
        rows = [await self._database.one(sql) for sql in _DATED]
        return max(filter(None, (moment(row[0]) for row in rows if row)), default=None)


async def _settle(connection: Connection, now: datetime) -> None:
    """What bears a time that cannot be, from a clock that was wrong, ages from now on."""
    for table, column in _AGEING:
        await connection.execute(
            f"UPDATE {table} SET {column} = ?1 WHERE {column} > ?1 OR {column} < ?2",  # noqa: S608
            (stamp(now), stamp(EARLIEST)),
        )


class Owner(Repository):
    """Whose library this is: an opaque name that a face gives itself; and which version used it last."""

    async def claim(self, name: str, *, hand_over: bool = False) -> str:
        """Records the name where there is none yet, or anew with `hand_over`. Returns the one that is recorded now."""
        async with self._database.transaction() as connection:
            row = await first(connection, "SELECT value FROM facts WHERE name = ?", (_OWNER,))
            if row and not hand_over:
                return str(row[0])
            await write_state(connection, _OWNER, name)
        return name

    async def begun(self, version: str) -> None:
        """Notes the version, if the library is new: nothing is in it and no version was noted."""
        async with self._database.transaction() as connection:
            noted = await first(connection, "SELECT 1 FROM facts WHERE name = ?", (_VERSION,))
            if not noted and not await _is_used(connection):
                await write_state(connection, _VERSION, version)

    async def started(self, version: str) -> str | None:
        """Notes the version that runs now. Returns the one that was noted before; "" where there are articles or answers
        from before versions were noted, None where there is nothing."""
        async with self._database.transaction() as connection:
            row = await first(connection, "SELECT value FROM facts WHERE name = ?", (_VERSION,))
            used = await _is_used(connection)
            await write_state(connection, _VERSION, version)
        return str(row[0]) if row else "" if used else None


async def _is_used(connection: Connection) -> bool:
    """True if there are articles or answers."""
    return bool(await first(connection, "SELECT 1 FROM articles UNION ALL SELECT 1 FROM answers LIMIT 1"))


class UnfinishedMessages(TimedRepository):
    """Whoever ends the work that a message speaks of takes it out; those that are left when a process starts are of one
    that was killed."""

    async def note(self, message: str, facts: str) -> None:
        """Keeps the message until `forget`, also when the process is killed. The same message again has other facts, and
        is as old as before."""
        async with self._database.transaction() as connection:
            await connection.execute(
                """INSERT INTO unfinished(message, facts, since) VALUES (?, ?, ?)
                   ON CONFLICT (message) DO UPDATE SET facts = excluded.facts""",
                (message, facts, stamp(self._clock())),
            )

    async def forget(self, message: str) -> None:
        """The message says how it ended."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM unfinished WHERE message = ?", (message,))

    async def unfinished(self) -> tuple[UnfinishedMessage, ...]:
        """Oldest first."""
        rows = await self._database.all(
            "SELECT message, facts, since FROM unfinished ORDER BY since, message"
        )
        return tuple(
            UnfinishedMessage(row["message"], row["facts"], datetime.fromisoformat(row["since"]))
            for row in rows
        )
