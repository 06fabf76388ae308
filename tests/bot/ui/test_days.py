"""The options of /ask that hold a day."""

from __future__ import annotations

from datetime import date

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from tests.fakes import FakeLibrary

from ..samples import WHEN
from ..text.test_markup import plain

Place = tuple[MemberActor, ChannelHandle]


@pytest.fixture
def place(simcord_env: Env) -> Place:
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


async def test_a_command_may_ask_as_of_a_day(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    await alice.slash(channel, "ask", question=WHEN, until="2024-05-31", since=" 2024-01-01 ")
    await alice.slash(channel, "ask", question=WHEN)
    day = date(2024, 5, 31)
    assert library.times == [(date(2024, 1, 1), day, day), (None, None, None)]


@pytest.mark.parametrize("value", ["31 May", "2024-02-30", "@everyone", "9" * 4000, "day " * 1000])
async def test_what_is_no_day_is_named_with_an_example_of_one(
    simcord_env: Env, library: FakeLibrary, place: Place, value: str
) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN, until=value)
    assert result.ephemeral
    assert result.response is not None
    said = plain(result.response.content)
    assert said.endswith("is no day I can read; write it like 2024-05-31.")
    assert len(value) > 60 or said.startswith(f"“{value}”")
    assert len(said) < 150
    assert library.asked == []
    assert [type(error).__name__ for error in simcord_env.errors] == ["NotADay"]
