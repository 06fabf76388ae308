"""What admits a question: where, who, how often, whose turn; and what is said otherwise."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.asking.admission import NotAdmitted, not_admitted, slot
from bot.asking.limits import Requester
from bot.asking.queue import QueueClosed
from bot.client import DatelineBot
from bot.preferences import ChannelPreferences, Preferences
from tests.fakes import FakeLibrary

from ..samples import WHEN, mention, replies
from ..world import World


@pytest.fixture
def bot(world: World) -> DatelineBot:
    assert isinstance(world.env.bot, DatelineBot)
    return world.env.bot


async def prefer(bot: DatelineBot, **values: Any) -> None:
    for name, value in values.items():
        await bot.servers.change(7, name, value, by=1)
    await bot.servers.of(7)


EDITOR = Requester(1, 7, 10, None, frozenset({5}))
OTHER = Requester(2, 7, 10, None, frozenset({6}))


async def test_whoever_lacks_the_role_is_told_once_and_spends_nothing(bot: DatelineBot) -> None:
    await prefer(bot, asker_roles=(5,), channel_per_minute=2)
    no = not_admitted(bot, OTHER)
    assert no == NotAdmitted("On this server only <@&5> may ask me.", aloud=True)
    assert [not_admitted(bot, OTHER) for _ in range(5)] == [NotAdmitted(no.line, aloud=False)] * 5
    assert not_admitted(bot, EDITOR) is None


async def test_a_channel_that_is_not_among_those_chosen_is_named_the_others(bot: DatelineBot) -> None:
    await prefer(bot, channels=(11, 12))
    no = not_admitted(bot, EDITOR)
    assert no is not None
    assert no.line == "I do not answer here. Ask me in <#11>, <#12>."
    assert not_admitted(bot, Requester(1, 7, 99, 11)) is None  # a thread of a chosen one
    assert not_admitted(bot, EDITOR, anywhere=True) is None
    await bot.servers.change(7, "channels", None, by=1)
    await bot.servers.change(7, "channel:10", ChannelPreferences(listen=False), by=1)
    await bot.servers.of(7)
    no = not_admitted(bot, EDITOR)
    assert no is not None
    assert no.line == "I do not answer in this channel. Ask me in another one."


async def test_a_limit_says_whose_it_is(bot: DatelineBot) -> None:
    await prefer(bot, user_per_minute=600, channel_per_minute=2, server_per_minute=4)
    assert not_admitted(bot, EDITOR) is None
    no = not_admitted(bot, OTHER)
    assert no is not None
    assert no.aloud
    assert no.line == "This channel has asked a lot just now: again in 30 s."
    assert not_admitted(bot, Requester(3, 7, 11)) is None
    no = not_admitted(bot, Requester(3, 7, 12))
    assert no is not None
    assert no.line == "This server has asked a lot just now: again in 15 s."


async def test_in_a_direct_message_a_servers_choices_do_not_count(bot: DatelineBot) -> None:
    await prefer(bot, channels=(11,), asker_roles=(5,), user_per_minute=1)
    assert [not_admitted(bot, Requester(1, None, 10)) for _ in range(5)] == [None] * 5
    assert not_admitted(bot, Requester(1, None, 10)) is not None


async def test_whoever_waits_long_is_told_the_place_and_answered_in_turn(
    bot: DatelineBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.asking.queue.LONG_WAIT", 1.0)
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0.0)
    told, gate = list[str](), asyncio.Event()

    async def ask(person: int) -> None:
        async with slot(bot, Requester(person)):
            await gate.wait()

    async def say_wait(line: str) -> None:
        told.append(line)
        gate.set()

    async with asyncio.TaskGroup() as work:
        for person in range(4):
            work.create_task(ask(person))
        await asyncio.sleep(0)
        async with slot(bot, Requester(9), say_wait):
            pass
    assert told == ["You are number 3 in line; your answer comes in about 2 s."]


async def test_a_place_that_cannot_be_told_is_no_reason_not_to_answer(
    bot: DatelineBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.asking.queue.LONG_WAIT", 0.0)
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0.0)
    tried = asyncio.Event()

    async def say_wait(_: str) -> None:
        tried.set()
        raise aiohttp.ClientConnectionError

    async def hold(person: int) -> None:
        async with slot(bot, Requester(person)):
            await tried.wait()

    async with asyncio.TaskGroup() as work:
        for person in range(2):
            work.create_task(hold(person))
        await asyncio.sleep(0)
        async with slot(bot, Requester(9), say_wait):
            pass
    assert bot.queue.waiting == 0


async def test_when_the_bot_leaves_who_waits_is_sent_away_at_once(bot: DatelineBot) -> None:
    async with slot(bot, Requester(1)), slot(bot, Requester(2)):
        waiting = asyncio.create_task(_hold(bot, Requester(3)))
        await asyncio.sleep(0)
        bot.queue.close()
        with pytest.raises(QueueClosed):
            await waiting


async def _hold(bot: DatelineBot, requester: Requester) -> None:
    async with slot(bot, requester):
        pass


# In Discord


async def test_a_message_of_somebody_who_may_not_ask_is_answered_once_and_not_at_all(
    world: World, bot: DatelineBot, library: FakeLibrary
) -> None:
    role = world.guild.create_role("press")
    await bot.servers.change(world.guild.id, "asker_roles", (role.id,), by=1)
    bob = world.guild.add_member(world.env.create_user("bob"))
    for _ in range(2):
        await bob.send(world.channel, f"{mention(world.env)} {WHEN}")
    assert [each.content for each in replies(world.channel)] == [
        f"On this server only <@&{role.id}> may ask me."
    ]
    refused_command = await bob.slash(world.channel, "ask", question=WHEN)
    assert refused_command.ephemeral
    assert library.asked == []
    ann = world.guild.add_member(world.env.create_user("ann"), roles=[role])
    await ann.send(world.channel, f"{mention(world.env)} {WHEN}")
    assert len(library.asked) == 1


async def test_a_role_without_limit_asks_on(world: World, bot: DatelineBot, library: FakeLibrary) -> None:
    role = world.guild.create_role("staff")
    await bot.servers.change(world.guild.id, "user_per_minute", 1, by=1)
    await bot.servers.change(world.guild.id, "unlimited_roles", (role.id,), by=1)
    for roles, answered in (([role], 4), ([], 1)):
        library.asked.clear()
        person = world.guild.add_member(world.env.create_user(f"with {len(roles)}"), roles=roles)
        for _ in range(4):
            await person.slash(world.channel, "ask", question=WHEN)
        assert len(library.asked) == answered


def test_the_defaults_let_everybody_ask_everywhere() -> None:
    assert Preferences().may_ask(())
    assert Preferences().listens(1)
