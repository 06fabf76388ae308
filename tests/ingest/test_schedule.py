"""When a feed is asked next, as the invariants say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.feeds.polling import (
    LONGEST,
    SHORTEST,
    TOLD_AFTER,
    after_failure,
    after_gone,
    after_success,
    interval_of,
    staggered,
)
from retrieval.store.feeds import Polled

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
chances = st.floats(0, 1, exclude_max=True)
intervals = st.integers(-10, 100_000).map(interval_of)
waits = st.one_of(st.none(), st.integers(-10, 10**12))


@given(st.integers(-(10**6), 10**6))
def test_an_interval_is_between_five_minutes_and_a_week(minutes: int) -> None:
    assert SHORTEST <= interval_of(minutes) <= LONGEST
    if 5 <= minutes <= 10_080:
        assert interval_of(minutes) == timedelta(minutes=minutes)


@given(intervals, chances)
def test_after_a_success_the_interval_counts_give_or_take_a_tenth(interval: timedelta, chance: float) -> None:
    after = after_success(interval, NOW, chance)
    assert after.next_poll is not None
    assert 0.9 * interval <= after.next_poll - NOW <= 1.1 * interval
    assert after == Polled(after.next_poll)


@given(intervals, chances, st.integers(0, 10**6), waits)
def test_after_a_failure_the_pause_grows_to_a_day_and_the_server_s_wish_counts(
    interval: timedelta, chance: float, failures: int, wait: int | None
) -> None:
    after = after_failure(Polled(None, failures, NOW, told=True), interval, NOW, chance, wait)
    assert after.next_poll is not None
    pause = after.next_poll - NOW
    assert after == Polled(after.next_poll, failures + 1, NOW, told=True)
    assert pause >= min(timedelta(seconds=max(wait or 0, 0)), LONGEST)
    assert pause >= 0.9 * min(2 * interval, max(timedelta(days=1), interval))
    if wait is None:
        assert pause <= 1.1 * max(timedelta(days=1), interval)


def test_the_back_off_doubles() -> None:
    before, pauses = Polled(None), []
    for _ in range(8):
        after = after_failure(before, HALF_HOUR, NOW, 0.5)
        assert after.next_poll is not None
        before = after
        pauses.append((after.next_poll - NOW) / timedelta(hours=1))
    assert pauses == [1, 2, 4, 8, 16, 24, 24, 24]


@given(st.lists(st.tuples(st.booleans(), chances), max_size=60))
def test_an_admin_is_told_at_most_once_a_spell_and_only_after_a_day(polls: list[tuple[bool, float]]) -> None:
    before, now, began, told = Polled(None), NOW, None, False
    for works, chance in polls:
        after = (
            after_success(HALF_HOUR, now, chance) if works else after_failure(before, HALF_HOUR, now, chance)
        )
        began = None if works else began or now
        told = told and not works
        if after.told and not before.told:
            assert not told
            assert began is not None
            assert now - began >= TOLD_AFTER
            told = True
        elif began is not None and now - began >= TOLD_AFTER:
            assert told, "a day has passed and nobody knows"
        assert after.next_poll is not None
        before, now = after, after.next_poll


@pytest.mark.parametrize(("told", "tell"), [(False, True), (True, False)])
def test_a_feed_that_is_gone_is_told_of_once_and_never_asked_again(told: bool, tell: bool) -> None:
    before = Polled(None, 3, NOW, told)
    after = after_gone(before, NOW + HALF_HOUR)
    assert after == Polled(None, 4, NOW, told=True)
    assert (after.told and not before.told) is tell


@given(st.lists(st.integers(), unique=True, max_size=300))
def test_missed_feeds_are_asked_one_after_another_within_minutes(feeds: list[int]) -> None:
    times = staggered(feeds, NOW)
    assert list(times) == feeds
    assert list(times.values()) == sorted(set(times.values()))
    assert all(NOW <= at < NOW + timedelta(minutes=10) for at in times.values())
    if feeds:
        assert times[feeds[0]] == NOW
