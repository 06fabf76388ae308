"""A few questions at once, then a steady pace; for a person, a channel and a server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.asking.limits
from bot.asking.limits import CROWD_QUIET, AskLimits, Limit, Requester, Wait, burst
from bot.preferences import MOST_PER_MINUTE, ChannelPreferences, Preferences

DIRECT = Preferences()
ANN = Requester(1)
LONE = Preferences(channel_per_minute=MOST_PER_MINUTE, server_per_minute=MOST_PER_MINUTE)
"""Only the limit per person counts."""
BOTH = Preferences(user_per_minute=MOST_PER_MINUTE, channel_per_minute=4, server_per_minute=8)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> AskLimits:
    return AskLimits(clock)


def member(
    user: int, channel: int = 10, *, guild: int = 7, parent: int | None = None, roles: tuple[int, ...] = ()
) -> Requester:
    return Requester(user, guild, channel, parent, frozenset(roles))


def test_in_a_direct_message_five_at_once_then_ten_a_minute(limits: AskLimits, clock: Clock) -> None:
    assert [limits.take(ANN, DIRECT) for _ in range(5)] == [None] * 5
    assert limits.take(ANN, DIRECT) == Wait(6, Limit.PERSON)
    clock.now += 2
    assert limits.take(ANN, DIRECT) == Wait(4, Limit.PERSON)
    clock.now += 4
    assert limits.take(ANN, DIRECT) is None
    assert limits.take(ANN, DIRECT) is not None
    assert limits.take(replace(ANN, user_id=2), DIRECT) is None


def test_an_allowance_never_grows_beyond_the_burst(limits: AskLimits, clock: Clock) -> None:
    limits.take(ANN, DIRECT)
    clock.now += 1e6
    assert sum(limits.take(ANN, DIRECT) is None for _ in range(20)) == burst(DIRECT.user_per_minute)


def test_a_person_has_an_allowance_in_each_server(limits: AskLimits) -> None:
    while limits.take(member(1, guild=7), LONE) is None:
        pass
    assert limits.take(member(1, 20, guild=8), LONE) is None
    assert limits.take(ANN, DIRECT) is None


def test_a_channel_is_held_back_whoever_asks_and_its_threads_with_it(limits: AskLimits) -> None:
    assert [limits.take(member(user), BOTH) for user in (1, 2)] == [None, None]
    assert limits.take(member(3), BOTH) == Wait(15, Limit.CHANNEL)
    assert limits.take(member(3, 99, parent=10), BOTH) == Wait(15, Limit.CHANNEL)
    assert limits.take(member(3, 11), BOTH) is None


def test_a_channel_may_have_a_limit_of_its_own(limits: AskLimits) -> None:
    own = replace(BOTH, overrides={10: ChannelPreferences(per_minute=1)})
    assert limits.take(member(1), own) is None
    assert limits.take(member(2), own) == Wait(60, Limit.CHANNEL)
    assert limits.take(member(2, 11), own) is None


def test_a_server_is_held_back_across_its_channels_and_no_other_server_is(limits: AskLimits) -> None:
    taken = [limits.take(member(user, 10 + user), BOTH) for user in range(burst(BOTH.server_per_minute))]
    assert set(taken) == {None}
    assert limits.take(member(9, 99), BOTH) == Wait(8, Limit.SERVER)
    assert limits.take(member(9, 98, guild=8), BOTH) is None


def test_what_is_refused_spends_nothing(limits: AskLimits, clock: Clock) -> None:
    """A person who keeps asking in a full channel does not empty the server's allowance."""
    for user in range(30):
        limits.take(member(user), BOTH)
    others = [limits.take(member(50, 50 + channel), BOTH) for channel in range(2)]
    assert others == [None, None]


def test_a_role_without_limit_frees_the_person_and_not_the_channel(limits: AskLimits) -> None:
    free = Preferences(user_per_minute=1, channel_per_minute=6, unlimited_roles=(5,))
    assert [limits.take(member(1, roles=(5, 6)), free) for _ in range(3)] == [None] * 3
    assert limits.take(member(1, roles=(5,)), free) == Wait(10, Limit.CHANNEL)
    assert limits.take(member(2, 11, roles=(6,)), free) is None
    assert limits.take(member(2, 11, roles=(6,)), free) == Wait(60, Limit.PERSON)


def test_one_warning_per_wait(limits: AskLimits, clock: Clock) -> None:
    while (wait := limits.take(ANN, DIRECT)) is None:
        pass
    assert [limits.should_warn(ANN, wait) for _ in range(3)] == [True, False, False]
    assert limits.should_warn(replace(ANN, user_id=2), wait)
    clock.now += wait.seconds
    assert limits.take(ANN, DIRECT) is None
    assert limits.should_warn(ANN, wait)


def test_a_full_channel_is_warned_once_a_minute_whoever_asks(limits: AskLimits, clock: Clock) -> None:
    wait = Wait(2, Limit.SERVER)
    assert [limits.should_warn(member(user), wait) for user in (1, 2, 3)] == [True, False, False]
    assert limits.should_warn(member(4, 11), wait)
    clock.now += CROWD_QUIET - 1
    assert not limits.should_warn(member(5), wait)
    clock.now += 1
    assert limits.should_warn(member(2), wait)


def test_memory_is_bounded_however_many_ask(limits: AskLimits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.asking.limits, "REMEMBERED", 50)
    for person in range(500):
        limits.take(Requester(person), DIRECT)
        limits.should_refuse_aloud(Requester(person))
    assert len(limits._allowances) == len(limits._warned) == 50
    while limits.take(Requester(455), DIRECT) is None:
        pass
    for person in range(1000, 1045):
        limits.take(Requester(person), DIRECT)
    assert limits.take(Requester(455), DIRECT) is not None  # whoever asked lately is remembered


@given(
    per_minute=st.integers(1, MOST_PER_MINUTE),
    pauses=st.lists(st.floats(0, 30), min_size=1, max_size=60),
)
def test_no_more_than_the_burst_and_the_pace_ever_pass(per_minute: int, pauses: list[float]) -> None:
    clock, preferences = Clock(), Preferences(user_per_minute=per_minute)
    limits, passed, began = AskLimits(clock), 0, clock.now
    for pause in pauses:
        clock.now += pause
        passed += limits.take(ANN, preferences) is None
        assert passed <= burst(per_minute) + (clock.now - began) * per_minute / 60 + 1e-6


@given(
    per_minute=st.integers(1, MOST_PER_MINUTE),
    channel=st.integers(1, MOST_PER_MINUTE),
    server=st.integers(1, MOST_PER_MINUTE),
    asked=st.integers(0, 40),
)
def test_after_the_wait_that_was_told_one_may_ask(
    per_minute: int, channel: int, server: int, asked: int
) -> None:
    clock, preferences = (
        Clock(),
        Preferences(user_per_minute=per_minute, channel_per_minute=channel, server_per_minute=server),
    )
    limits = AskLimits(clock)
    for _ in range(asked):
        limits.take(member(1), preferences)
    if (wait := limits.take(member(1), preferences)) is not None:
        assert wait.seconds >= 1
        clock.now += wait.seconds
        assert limits.take(member(1), preferences) is None
