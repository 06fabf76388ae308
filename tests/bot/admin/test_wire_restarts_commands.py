"""Commands and threads over a restart: nothing private is shown, and nobody's question is left without a word."""

# ruff: noqa: F811  # a parameter is a fixture, found by its name

from __future__ import annotations

import pytest

from bot.places import interaction_key, message_key, place_key
from retrieval import StoreError
from tests.discord_sim import Channel, DiscordSim, Intent, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..asking.test_wire_restarts import (  # noqa: F401  # fixtures are found by name
    Make,
    all_hands_full,
    ann,
    channel,
    in_line,
    left,
    make_bot,
    settled,
)
from ..samples import WHEN, until

pytestmark = pytest.mark.parametrize("sim", [{"privileged": Intent.MESSAGE_CONTENT}], indirect=True)


async def test_a_private_command_that_died_waiting_is_told_and_shown_to_nobody_else(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = make_bot()
    all_hands_full(first, monkeypatch)
    await start(first)
    shown = await (await sim.slash(channel, ann, "ask", question=WHEN, private=True)).response()
    await until(lambda: "in line" in shown.content and bool(library.job_messages))
    noted, claims = dict(library.job_messages), dict(library.claims)
    await first.close()
    library.job_messages, library.claims = noted, claims
    await start(make_bot())
    await sim.wait_until(lambda: "ask again" in shown.content)
    await settled(sim, library)
    assert sim.messages(channel, from_bot=True) == [shown]
    assert shown.ephemeral
    assert library.asked == []


async def test_a_dead_command_of_before_leaves_a_new_one_alone(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
) -> None:
    await library.answers.begin(
        interaction_key(7), question="secret?", scopes=(), place=place_key(channel.id), private=True
    )
    await start(make_bot())
    said = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    await sim.wait_until(lambda: "April 1" in said.text)
    await settled(sim, library)
    assert [question for question, *_ in library.asked] == [WHEN]


async def test_a_dead_question_deleted_in_the_line_takes_the_line_with_it(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
) -> None:
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    shown = await in_line(sim, library, asked)
    await start(make_bot())
    await until(lambda: library.job_messages == {})
    await left(library, asked)
    await sim.delete(asked)
    await sim.wait_until(lambda: shown.deleted)
    assert library.claims == {}


async def test_an_overheard_question_edited_while_it_is_answered_gets_its_answer(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
) -> None:
    await library.audit_log.set_preference(
        f"guild:{channel.guild_id}", "auto_channels", f"[{channel.id}]", by=None
    )
    bot = make_bot()
    await start(bot)
    bot.queue._free = 0
    asked = await sim.say(channel, ann, "why not?")
    await until(lambda: bool(library.claims))
    await sim.edit(asked, WHEN)
    await sim.barrier()
    bot.queue._free = bot.queue._at_once
    bot.queue._admit()
    said = await sim.next_message(channel)
    assert (said.reply_to, "April 1" in said.text) == (asked.id, True)


async def test_an_overheard_remark_edited_into_a_question_is_left_alone(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
) -> None:
    await library.audit_log.set_preference(
        f"guild:{channel.guild_id}", "auto_channels", f"[{channel.id}]", by=None
    )
    await start(make_bot())
    asked = await sim.say(channel, ann, "nothing to see here")
    await sim.edit(asked, WHEN)
    await sim.barrier()
    assert sim.messages(channel, from_bot=True) == []
    assert library.asked == []


async def test_an_answer_that_could_not_be_logged_is_completed_at_the_next_start(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
) -> None:
    first = make_bot()
    await start(first)
    library.failures["finish_answer"] = StoreError("dateline.db", "disk I/O error")
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    shown = await sim.next_message(channel)
    await first.close()
    assert library.claims
    library.failures.clear()
    await start(make_bot())
    await settled(sim, library)
    assert sim.messages(channel, from_bot=True) == [shown]
    stored = await library.answers.asked(message_key(asked.id))
    assert stored is not None
    assert stored.posted_key == message_key(shown.id)


@pytest.mark.parametrize("how", ["thread", "reply"])
async def test_whoever_asks_without_a_mention_is_told_of_an_error_too(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    how: str,
) -> None:
    await start(make_bot())
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await settled(sim, library)
    library.outcomes["who pays?"] = StoreError("dateline.db", "disk I/O error")
    place = await sim.start_thread(channel, sim.bot, "the pact") if how == "thread" else channel
    before = len(sim.messages(place, from_bot=True))
    asked = await sim.say(place, ann, "who pays?", reply_to=answer if how == "reply" else None, ping=False)
    await sim.wait_until(lambda: len(sim.messages(place, from_bot=True)) > before)
    told = sim.messages(place, from_bot=True)[-1]
    assert told.reply_to == asked.id
    assert "dateline.db" not in told.text
