"""When the clock is believed: decided purely, then with a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from retrieval.store.database import open_database, stamp
from retrieval.store.library_state import ClockCheck, ClockState, looked

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


class Machine:
    """Its clock can be set; its ticks go on by themselves."""

    def __init__(self) -> None:
        self.now, self.ticks, self.runs = NOW, 0.0, 0
        self.seen = ClockState()
        self.newest: datetime | None = None

    def after(self, pause: timedelta, *, set_to: datetime | None = None, restart: bool = False) -> bool:
        """Whether the clock is believed some time later."""
        self.now = set_to or self.now + pause
        self.ticks += pause.total_seconds()
        if restart:
            self.runs, self.ticks = self.runs + 1, 0.0
        self.seen, believed = looked(self.seen, self.now, self.newest, f"run {self.runs}", self.ticks)
        return believed


@pytest.fixture
def machine() -> Machine:
    machine = Machine()
    assert machine.after(timedelta())
    return machine


def test_a_clock_that_goes_on_is_believed(machine: Machine) -> None:
    assert all(machine.after(pause) for pause in (HOUR, DAY, 6 * DAY, timedelta(seconds=1), WEEK))


@pytest.mark.parametrize("year", [1970, 2019, 2025, 2027, 2038, 9999])
def test_a_clock_that_jumped_is_not(machine: Machine, year: int) -> None:
    wrong = datetime(year, 1, 1, tzinfo=UTC)
    assert not machine.after(HOUR, set_to=wrong, restart=True)
    assert not machine.after(HOUR)
    assert machine.after(HOUR, set_to=NOW + 3 * HOUR), "set right again it is believed at once"


def test_a_bot_that_was_away_for_a_month_resumes_after_a_day(machine: Machine) -> None:
    assert not machine.after(30 * DAY, restart=True)
    assert not machine.after(2 * HOUR)
    assert machine.after(DAY)
    assert machine.after(DAY)


def test_short_runs_resume_too(machine: Machine) -> None:
    assert not machine.after(30 * DAY, restart=True)
    assert not machine.after(HOUR, restart=True)
    assert machine.after(2 * DAY, restart=True)


def test_a_second_jump_does_not_confirm_the_first(machine: Machine) -> None:
    assert not machine.after(HOUR, set_to=NOW + 60 * DAY)
    assert not machine.after(HOUR, set_to=NOW + 62 * DAY), "the same run knows that no two days have passed"
    assert not machine.after(HOUR, set_to=NOW + 90 * DAY, restart=True)
    assert not machine.after(23 * HOUR)
    assert machine.after(2 * HOUR)


def test_a_clock_that_was_never_set_is_never_believed(machine: Machine) -> None:
    assert not machine.after(HOUR, set_to=datetime(1970, 1, 1, tzinfo=UTC))
    assert not any(machine.after(DAY) for _ in range(5))


def test_a_row_from_the_future_holds_nobody_up_for_ever(machine: Machine) -> None:
    machine.newest = datetime(2038, 1, 1, tzinfo=UTC)
    assert not machine.after(HOUR)
    assert machine.after(25 * HOUR)
    assert machine.after(HOUR)
    machine.newest = datetime(2039, 1, 1, tzinfo=UTC)
    assert not machine.after(HOUR), "another one is another doubt"


def test_the_first_run_of_this_version_knows_the_rows_alone() -> None:
    machine = Machine()
    machine.newest = NOW - 30 * DAY
    assert not machine.after(timedelta())
    assert machine.after(25 * HOUR)
    fresh = Machine()
    fresh.newest = NOW - DAY
    assert fresh.after(timedelta())


@given(st.lists(st.tuples(st.integers(0, 6 * 24), st.booleans()), max_size=30))
def test_pauses_of_less_than_a_week_are_always_believed(steps: list[tuple[int, bool]]) -> None:
    machine = Machine()
    assert machine.after(timedelta())
    assert all(machine.after(hours * HOUR, restart=restart) for hours, restart in steps)


@given(st.lists(st.integers(-400, 400), min_size=1, max_size=20))
def test_whatever_a_clock_does_after_two_quiet_days_it_is_believed(jumps: list[int]) -> None:
    machine = Machine()
    for days in jumps:
        machine.after(HOUR, set_to=max(machine.now, NOW) + days * DAY)
    machine.after(HOUR)
    assert machine.after(25 * HOUR) or machine.after(25 * HOUR)


async def test_it_is_remembered_and_warned_of_once(tmp_path: Path) -> None:
    machine = Machine()
    async with open_database(tmp_path / "dateline.db") as database:

        def clock_check() -> ClockCheck:
            return ClockCheck(database, lambda: machine.now, lambda: machine.ticks)

        assert await clock_check().is_trusted()
        machine.now += 40 * DAY
        with capture_logs() as logs:
            doubting = clock_check()
            assert not await doubting.is_trusted()
            assert not await doubting.is_trusted()
        (warning,) = logs
        assert (warning["event"], warning["log_level"]) == ("deletion_by_age_refused", "warning")
        assert stamp(NOW) == warning["last_run"]
        machine.now, machine.ticks = machine.now + 25 * HOUR, machine.ticks + 25 * 3600
        assert await doubting.is_trusted()
        assert await clock_check().is_trusted()


async def test_looking_writes_once_an_hour_at_most(tmp_path: Path) -> None:
    machine = Machine()
    async with open_database(tmp_path / "dateline.db") as database:
        clock_check = ClockCheck(database, lambda: machine.now, lambda: machine.ticks)
        for minutes in (0, 1, 30, 59):
            machine.now = NOW + timedelta(minutes=minutes)
            assert await clock_check.is_trusted()
            row = await database.one("SELECT value FROM facts WHERE name = 'clock'")
            assert row is not None
            assert stamp(NOW) in row[0]
        async with database.transaction() as connection:
            await connection.execute("UPDATE facts SET value = '{' WHERE name = 'clock'")
        assert await clock_check.is_trusted(), "what is damaged is as if it were not there"
