"""Questions over real sockets: an unmodified discord.py client against the loopback Discord and its referee."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from datetime import date
from typing import Any, cast

import pytest

from bot.client import DatelineBot
from retrieval import Library, Reason, Refusal, Settings
from tests.discord_sim import Ack, Channel, DiscordSim, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, until

Make = Callable[[], DatelineBot]
MESSAGES = "/channels/*/messages"
CALLBACKS = "/interactions/*/callback"
ORIGINAL = "/webhooks/*/messages/@original"


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def place(sim: DiscordSim) -> tuple[Channel, User]:
    ann = sim.add_user("ann")
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general"), ann


@pytest.fixture
async def online(start: Start, make_bot: Make, place: tuple[Channel, User]) -> DatelineBot:
    bot = make_bot()
    await start(bot)
    return bot


def posts(sim: DiscordSim) -> int:
    """How often a message was sent to a channel, also in vain."""
    return sum(r.method == "POST" and r.path.endswith("/messages") for r in sim.requests)


@pytest.mark.usefixtures("online")
async def test_a_mention_is_answered(sim: DiscordSim, place: tuple[Channel, User]) -> None:
    channel, ann = place
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    assert answer.reply_to == asked.id
    assert answer.embeds[0]["title"] == "April 1"
    assert answer.mentions == []
    assert sim.typing_in(channel)


@pytest.mark.usefixtures("online")
async def test_a_command_is_deferred_and_answered(sim: DiscordSim, place: tuple[Channel, User]) -> None:
    channel, ann = place
    used = await sim.slash(channel, ann, "ask", question=WHEN)
    assert await used.acked() is Ack.DEFER
    assert "April 1" in (await used.response()).text


@pytest.mark.usefixtures("online")
async def test_a_command_with_days(
    sim: DiscordSim, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    used = await sim.slash(channel, ann, "ask", question=WHEN, since="2024-01-01", until="2024-05-31")
    assert "April 1" in (await used.response()).text
    assert library.times == [(date(2024, 1, 1), date(2024, 5, 31), date(2024, 5, 31))]
    wrong = await (await sim.slash(channel, ann, "ask", question=WHEN, until="tomorrow")).response()
    assert wrong.text == "“tomorrow” is no day I can read; write it like 2024-05-31."
    assert wrong.seen_only_by == ann.id


@pytest.mark.usefixtures("online")
async def test_a_refusal(sim: DiscordSim, place: tuple[Channel, User], library: FakeLibrary) -> None:
    channel, ann = place
    library.outcomes["why?"] = Refusal("why?", Reason.NOT_A_QUESTION)
    used = await sim.slash(channel, ann, "ask", question="why?")
    answer = await used.response()
    assert "did not find a question" in answer.text
    assert answer.components == []


@pytest.mark.usefixtures("online")
async def test_a_reply_with_its_ping_continues_and_without_it_is_left_alone(
    sim: DiscordSim, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await sim.say(channel, ann, "and who signs it?", reply_to=answer, ping=False)
    await sim.say(channel, ann, "and where?", reply_to=answer)
    await sim.next_message(channel)
    assert [(question, after) for question, _, after in library.asked] == [(WHEN, None), ("and where?", WHEN)]


@pytest.mark.usefixtures("online")
async def test_a_direct_message(sim: DiscordSim, library: FakeLibrary) -> None:
    bob = sim.add_user("bob")
    await sim.say(sim.dm(bob), bob, WHEN)
    assert "April 1" in (await sim.next_message(sim.dm(bob))).text
    assert library.asked[0][1] == ("shared",)


@pytest.mark.usefixtures("online")
async def test_a_message_replayed_after_a_resume_is_answered_once(
    sim: DiscordSim, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.next_message(channel)
    await sim.barrier()
    sim.cut(1006, rewind=5)
    missed = await sim.say(channel, ann, "and what was said meanwhile?", mentions=[sim.bot])
    await sim.resumed()
    assert (await sim.next_message(channel)).reply_to == missed.id
    await sim.barrier()
    assert len(sim.messages(channel, from_bot=True)) == len(library.asked) == 2


@pytest.mark.usefixtures("online")
async def test_a_command_replayed_after_a_resume_is_answered_once(
    sim: DiscordSim,
    place: tuple[Channel, User],
    library: FakeLibrary,
    logs: list[MutableMapping[str, Any]],
) -> None:
    channel, ann = place
    used = await sim.slash(channel, ann, "ask", question=WHEN)
    answer = await used.response()
    await sim.barrier()
    sim.cut(1006, rewind=5)
    await sim.resumed()
    await until(lambda: "repeated" in [entry["event"] for entry in logs])
    await sim.barrier()
    assert sim.error_codes == []
    assert answer.embeds[0]["title"] == "April 1"
    assert len(sim.messages(channel, from_bot=True)) == len(library.asked) == 1


async def test_the_sources_button_opens_after_a_restart(
    sim: DiscordSim, start: Start, place: tuple[Channel, User], online: DatelineBot, make_bot: Make
) -> None:
    channel, ann = place
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await online.close()
    await start(make_bot())
    opened = await sim.click(answer, "Sources", ann)
    page = await opened.response()
    assert page.seen_only_by == ann.id
    assert "1 of 2" in page.text
    turned = await sim.click(page, "Next ▶", ann)
    assert "2 of 2" in (await turned.response()).text


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("everywhere", [False, True])
async def test_rate_limits_are_waited_out(
    sim: DiscordSim, place: tuple[Channel, User], everywhere: bool
) -> None:
    channel, ann = place
    sim.faults.add("POST", MESSAGES, faults.rate_limited(0.2, everywhere=everywhere))
    sim.faults.add("PATCH", ORIGINAL, faults.rate_limited(0.2, everywhere=everywhere))
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(channel)).text
    used = await sim.slash(channel, ann, "ask", question=WHEN)
    assert "April 1" in (await used.response()).text


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(
    "fault",
    [faults.server_error(502), faults.server_error(503), faults.connection_reset()],
    ids=["502", "503", "reset"],
)
async def test_server_errors_are_tried_again(
    sim: DiscordSim, place: tuple[Channel, User], fault: faults.Fault
) -> None:
    channel, ann = place
    sim.faults.add("POST", MESSAGES, fault)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(channel)).text
    assert posts(sim) == 2
    sim.faults.add("PATCH", ORIGINAL, fault)
    used = await sim.slash(channel, ann, "ask", question=WHEN)
    assert "April 1" in (await used.response()).text


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("fault", [faults.lost_reply(502), faults.connection_reset(performed=True)])
async def test_a_reply_that_got_through_unconfirmed_is_not_posted_twice(
    sim: DiscordSim, place: tuple[Channel, User], fault: faults.Fault
) -> None:
    channel, ann = place
    sim.faults.add("POST", MESSAGES, fault)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: posts(sim) == 2)
    await sim.barrier()
    assert len(sim.messages(channel, from_bot=True)) == 1


@pytest.mark.usefixtures("online")
async def test_without_permission_to_write_the_next_question_is_still_heard(
    sim: DiscordSim, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    sim.faults.add("POST", MESSAGES, faults.missing_permissions(), times=2)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: posts(sim) == 2)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(channel)).text


async def test_work_in_flight_is_finished_before_the_bot_leaves(
    sim: DiscordSim, place: tuple[Channel, User], online: DatelineBot, library: FakeLibrary
) -> None:
    channel, ann = place
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def gate() -> None:
        begun.set()
        await may_end.wait()

    library.gate = gate
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await begun.wait()
    closing = asyncio.create_task(online.close())
    await asyncio.sleep(0)
    late = await sim.slash(channel, ann, "ask", question=WHEN)
    assert "restarting" in (await late.response()).text
    may_end.set()
    await closing
    assert "April 1" in sim.messages(channel, viewer=sim.bot)[-1].text
    assert len(library.asked) == 1


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(
    "fault", [faults.server_error(503), faults.missing_permissions()], ids=["503", "403"]
)
async def test_an_answer_does_not_need_the_dots_of_typing(
    sim: DiscordSim, place: tuple[Channel, User], fault: faults.Fault
) -> None:
    channel, ann = place
    sim.faults.add("POST", "/channels/*/typing", fault)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(channel)).text
