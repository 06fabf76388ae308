"""A mention where the server lets the bot not answer: a hint now and then, no answer."""

from __future__ import annotations

import pytest
from simcord.builders import ChannelHandle

from bot.asking.limits import CROWD_QUIET, DAY, AskLimits, Requester
from tests.fakes import FakeLibrary

from ..samples import WHEN, mention, replies
from ..world import World


@pytest.fixture
async def opened(world: World, library: FakeLibrary) -> ChannelHandle:
    """The only channel in which the bot answers; `world.channel` is closed to it."""
    channel = world.guild.create_text_channel("questions")
    await library.audit_log.set_preference(world.scope, "channels", f"[{channel.id}]", by=None)
    return channel


async def test_it_says_once_where_it_answers(
    world: World, opened: ChannelHandle, library: FakeLibrary
) -> None:
    alice = world.member("alice")
    for _ in range(3):
        await alice.send(world.channel, f"{mention(world.env)} {WHEN}")
    (hint,) = replies(world.channel)
    assert hint.content == f"I do not answer here. Ask me in <#{opened.id}>."
    assert library.asked == []
    await alice.send(opened, f"{mention(world.env)} {WHEN}")
    assert len(library.asked) == 1


async def test_who_does_not_mention_it_is_told_nothing(world: World, opened: ChannelHandle) -> None:
    alice = world.member("alice")
    await alice.send(world.channel, WHEN)
    await alice.send(world.channel, "@everyone look")
    assert replies(world.channel) == []


async def test_an_edit_there_asks_nothing(world: World, opened: ChannelHandle, library: FakeLibrary) -> None:
    alice = world.member("alice")
    message = await alice.send(world.channel, f"{mention(world.env)} {WHEN}")
    await alice.edit(message, f"{mention(world.env)} who pays?")
    assert len(replies(world.channel)) == 1
    assert library.asked == []


def test_once_a_day_for_a_person_and_once_a_minute_for_a_channel() -> None:
    now = [0.0]
    limits = AskLimits(lambda: now[0])
    one, other = Requester(1, 9, 5), Requester(2, 9, 5)
    assert [limits.should_hint(one), limits.should_hint(one), limits.should_hint(other)] == [
        True,
        False,
        False,
    ]
    now[0] = CROWD_QUIET + 1
    assert [limits.should_hint(one), limits.should_hint(other)] == [False, True]
    now[0] = DAY + 1
    assert limits.should_hint(one)
