"""Everything going wrong at once, in small."""

from __future__ import annotations

import asyncio
import logging

import pytest

from . import DiscordSim, faults
from .conftest import Start
from .example_bot import ExampleBot


async def test_a_small_soak(sim: DiscordSim, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    """Cuts, 429s and 502s under several askers: every question is answered exactly once."""
    caplog.set_level(logging.CRITICAL, "discord")
    users = [sim.add_user(f"user{n}") for n in range(5)]
    channel = sim.add_channel(sim.add_guild("newsroom", members=users), "general")
    await start(ExampleBot())
    sim.faults.add("*", "*", faults.rate_limited(0.05), times=100, chance=0.1)
    asked = []
    for round_number in range(4):
        asked += [await sim.say(channel, user, f"{round_number}", mentions=[sim.bot]) for user in users]
        sim.cut(1006, rewind=3)
        await sim.resumed(round_number + 1)
    answers = [await sim.next_message(channel, timeout=20) for _ in asked]
    await sim.barrier()
    await asyncio.sleep(0.2)  # for an answer too many, which no event would announce
    assert sorted(a.reply_to or 0 for a in answers) == sorted(message.id for message in asked)
    assert len(sim.messages(channel, from_bot=True)) == len(asked)
