"""A wrong clock does no lasting harm: nothing is deleted by it, and no feed waits for ever."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from retrieval import Library, NotFound, Settings, open_library
from retrieval.ingest.feeds.polling import after_failure, after_gone, is_possible_time
from retrieval.store.feeds import Polled
from tests.core_fakes import HashingEmbedder, add, prose

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WRONG = [datetime(2038, 1, 19, tzinfo=UTC), NOW + 60 * DAY, datetime(1970, 1, 1, tzinfo=UTC), NOW - 60 * DAY]


class Machine:
    def __init__(self, data_dir: Path) -> None:
        self.now, self.ticks = NOW, 0.0
        self._settings = Settings(data_dir=data_dir)

    def open(self) -> AbstractAsyncContextManager[Library]:
        return open_library(
            self._settings, embedder=HashingEmbedder(), clock=lambda: self.now, ticks=lambda: self.ticks
        )

    def wait(self, pause: timedelta) -> None:
        self.now += pause
        self.ticks += pause.total_seconds()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


async def fill(library: Library) -> None:
    """An article in the trash, an answer, a server that left."""
    removed = await add(library, "a.txt", prose(1))
    await add(library, "b.txt", prose(2), scope="guild:9")
    await library.articles.remove(removed)
    claim = await library.answers.begin("m", question="why?", scopes=("shared",), home="guild:1")
    assert claim is not None
    await library.answers.finish(claim, await library.ask("why?"))
    await library.scopes.mark_left("guild:9")


async def upkeep(library: Library, now: datetime) -> None:
    await library.retention.forget_before("guild:1", now - 30 * DAY)
    await library.retention.purge_left(now - 14 * DAY)


async def left(library: Library) -> list[bool]:
    """Whether trash, answers and what a server left behind are still there."""
    trash = await library.articles.articles.get(1)
    answer = await library.answers.asked("m")
    return [
        trash is not None,
        answer is not None,
        bool((await library.articles.page(scopes=("guild:9",))).total),
    ]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong.year))
async def test_one_start_and_one_upkeep_with_a_wrong_clock_delete_nothing(
    machine: Machine, wrong: datetime
) -> None:
    async with machine.open() as library:
        await fill(library)
    machine.now = wrong
    with capture_logs() as logs:
        async with machine.open() as library:
            await upkeep(library, machine.now)
            assert await left(library) == [True, True, True]
    assert [each["event"] for each in logs].count("deletion_by_age_refused") == 1
    machine.now = NOW + DAY
    async with machine.open() as library:
        await upkeep(library, machine.now)
        assert await left(library) == [True, True, True]
        await library.articles.restore(1)


async def test_a_clock_that_jumps_while_the_bot_runs(machine: Machine) -> None:
    async with machine.open() as library:
        await fill(library)
        machine.now = WRONG[0]
        await upkeep(library, machine.now)
        assert await left(library) == [True, True, True]


async def test_a_bot_that_was_away_deletes_a_day_later_what_was_due(machine: Machine) -> None:
    async with machine.open() as library:
        await fill(library)
    machine.wait(60 * DAY)
    async with machine.open() as library:
        await upkeep(library, machine.now)
        assert await left(library) == [True, True, True]
        machine.wait(DAY)
        await upkeep(library, machine.now)
        assert await left(library) == [False, False, False]
        with pytest.raises(NotFound):
            await library.articles.restore(1)


async def test_what_bears_a_time_that_cannot_be_ages_from_now_on(machine: Machine) -> None:
    """Removed, asked and left while the clock stood in 1970: not old when the clock is right."""
    machine.now = WRONG[2]
    async with machine.open() as library:
        await fill(library)
    machine.now = NOW
    for _ in range(3):
        async with machine.open() as library:
            await upkeep(library, machine.now)
            assert await left(library) == [True, True, True]
        machine.wait(DAY)
    for _ in range(7):
        machine.wait(5 * DAY)
        async with machine.open() as library:
            await upkeep(library, machine.now)
    async with machine.open() as library:
        assert await left(library) == [False, False, False]


async def test_what_the_future_left_behind_ages_too(machine: Machine) -> None:
    machine.now = WRONG[0]
    async with machine.open() as library:
        await fill(library)
    machine.now = NOW
    for days in (0, 1, 1, *[5] * 7):
        machine.wait(days * DAY)
        async with machine.open() as library:
            await upkeep(library, machine.now)
    async with machine.open() as library:
        assert await left(library) == [False, False, False]


# Feeds


async def next_polls(library: Library) -> Sequence[timedelta]:
    return [feed.next_poll - NOW for feed in await library.feeds.all() if feed.next_poll]


async def test_a_poll_in_2038_does_not_put_a_feed_off_for_ever(machine: Machine) -> None:
    async with machine.open() as library:
        store = library.feeds.store
        ids = [await store.add("shared", f"https://x.org/{n}", None, None, 30, NOW) for n in range(3)]
        await store.postpone(dict(zip(ids, [WRONG[0], NOW + INTERVAL, NOW + 2 * HOUR], strict=True)))
        with capture_logs() as logs:
            assert [feed.id for feed in await library.feeds.due()] == [ids[0]]
        assert [each["feeds"] for each in logs] == [[ids[0], ids[2]]]
        assert [polled < HOUR for polled in await next_polls(library)] == [True, True, True]


INTERVAL = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("ahead", "tried", "failures", "can"),
    [
        (INTERVAL, -HOUR, 0, True),
        (1.1 * INTERVAL, -HOUR, 0, True),
        (2 * INTERVAL, -HOUR, 0, False),
        (6 * DAY, -HOUR, 1, True),  # a server's Retry-After
        (8 * DAY, -HOUR, 9, False),
        (INTERVAL, DAY, 0, False),
        (6 * DAY, DAY, 3, False),
        (-30 * DAY, -31 * DAY, 0, True),
    ],
)
def test_when_a_next_poll_can_be(ahead: timedelta, tried: timedelta, failures: int, can: bool) -> None:
    assert is_possible_time(NOW + ahead, NOW + tried, INTERVAL, failures, NOW) is can


def test_every_pause_that_the_schedule_makes_can_be() -> None:
    for minutes in (5, 30, 10_080):
        interval, before = timedelta(minutes=minutes), Polled(None)
        for retry_after in (None, 60, 10**7):
            for chance in (0.0, 0.999):
                for _ in range(12):
                    before = after_failure(before, interval, NOW, chance, retry_after)
                    assert is_possible_time(before.next_poll, NOW, interval, before.failures, NOW)


def test_a_spell_of_failures_that_began_in_the_future_is_told_in_time() -> None:
    spell = Polled(None, 3, datetime(2038, 1, 1, tzinfo=UTC))
    failed = after_failure(spell, INTERVAL, NOW, 0.5)
    assert failed.failing_since == NOW
    assert after_failure(failed, INTERVAL, NOW + DAY, 0.5).told
    assert after_gone(spell, NOW).failing_since == NOW
