"""A long line: people are told their place, and the message that told it becomes the answer."""

from __future__ import annotations

import asyncio

import pytest

from retrieval import Reason, Refusal
from tests.discord_sim import DiscordSim, Intent
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, until
from .test_wire_conversation import Make, held, make_bot  # noqa: F401  # fixtures are found by name

PEOPLE = 14
"""Fewer than may ask at once in one channel, more than are answered in five seconds."""
pytestmark = pytest.mark.parametrize("sim", [{"privileged": Intent.NONE}], indirect=True)


async def test_the_place_in_the_line_becomes_the_answer(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,  # noqa: F811  # the fixture
    library: FakeLibrary,
) -> None:
    people = [sim.add_user(f"user{number}") for number in range(PEOPLE)]
    channel = sim.add_channel(sim.add_guild("newsroom", members=people), "general")
    await start(make_bot(hears_all=False))
    begun, may_end = held(library)
    asked = [await sim.say(channel, person, WHEN, mentions=[sim.bot]) for person in people]
    await begun.wait()
    await sim.wait_until(
        lambda: any("You are number" in m.text for m in sim.messages(channel, from_bot=True))
    )
    may_end.set()
    await sim.wait_until(lambda: len(library.asked) == PEOPLE, timeout=30)
    await sim.wait_until(lambda: len(sim.messages(channel, from_bot=True)) == PEOPLE, timeout=30)
    await sim.barrier()
    await asyncio.sleep(0.2)
    replies = sim.messages(channel, from_bot=True)
    assert sorted(reply.reply_to or 0 for reply in replies) == sorted(message.id for message in asked)
    assert all("April 1" in reply.text and "You are number" not in reply.text for reply in replies)


async def test_a_question_deleted_in_the_line_leaves_nothing(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,  # noqa: F811  # the fixture
    library: FakeLibrary,
) -> None:
    people = [sim.add_user(f"user{number}") for number in range(PEOPLE)]
    channel = sim.add_channel(sim.add_guild("newsroom", members=people), "general")
    library.outcomes["why?"] = Refusal("why?", Reason.NOT_ANSWERED)
    await start(make_bot(hears_all=False))
    begun, may_end = held(library)
    asked = [await sim.say(channel, person, "why?", mentions=[sim.bot]) for person in people]
    await begun.wait()
    await sim.wait_until(
        lambda: any(m.reply_to == asked[-1].id for m in sim.messages(channel, from_bot=True))
    )
    await sim.delete(asked[-1])
    await sim.barrier()
    may_end.set()
    await until(lambda: len(library.stored_answers) == PEOPLE - 1)
    await sim.barrier()
    await asyncio.sleep(0.2)
    left = [reply.reply_to for reply in sim.messages(channel, from_bot=True) if not reply.deleted]
    assert asked[-1].id not in left
    assert len(left) == PEOPLE - 1
