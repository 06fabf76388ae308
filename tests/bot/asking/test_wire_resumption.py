"""Questions whose process died over them: answered by the next one, once, where they may still be answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.places import interaction_key, message_key, own_scope, person_key, place_key
from retrieval import Library, Settings
from tests.discord_sim import Channel, DiscordSim, Message, User, faults, messages
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, until

Make = Callable[[], DatelineBot]
Place = tuple[Channel, User]


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    ann = sim.add_user("ann")
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general"), ann


async def left_behind(library: FakeLibrary, message: Message, question: str = WHEN) -> None:
    """What a process leaves that dies over this question."""
    claim = await library.answers.begin(
        message_key(message.id),
        question=question,
        scopes=("shared",),
        asked_by=person_key(message.author.id),
        place=place_key(message.channel_id),
    )
    assert claim is not None


def posted_before(sim: DiscordSim, message: Message, text: str = "An answer") -> Message:
    """A reply of the process that died."""
    body = {"content": text, "message_reference": {"message_id": message.id}}
    return messages.post(sim.core, sim.core.store.channel(message.channel_id), sim.bot, body)


async def settled(sim: DiscordSim, library: FakeLibrary) -> None:
    """Nothing is unfinished any more, and all that was sent has arrived."""
    await until(lambda: not library.claims)
    await sim.barrier()


async def test_a_question_of_a_dead_process_is_answered_at_the_next_start(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await left_behind(library, asked)
    await start(make_bot())
    answer = await sim.next_message(channel)
    assert (answer.reply_to, answer.embeds[0]["title"]) == (asked.id, "April 1")
    await settled(sim, library)
    stored = await library.answers.asked(message_key(asked.id))
    assert stored is not None
    assert stored.posted_key == message_key(answer.id)
    assert len(sim.messages(channel, from_bot=True)) == 1


async def test_an_answer_posted_before_the_death_is_completed_and_not_posted_again(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.say(channel, ann, "meanwhile")
    shown = posted_before(sim, asked)
    await left_behind(library, asked)
    await start(make_bot())
    await settled(sim, library)
    assert sim.messages(channel, from_bot=True) == [shown]
    assert "April 1" in shown.text
    stored = await library.answers.asked(message_key(asked.id))
    assert stored is not None
    assert stored.posted_key == message_key(shown.id)


async def test_a_direct_message_is_answered_too_as_it_stands_now(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary
) -> None:
    bob = sim.add_user("bob")
    asked = await sim.say(sim.dm(bob), bob, "first?")
    await sim.edit(asked, WHEN)
    await left_behind(library, asked, "first?")
    await start(make_bot())
    assert "April 1" in (await sim.next_message(sim.dm(bob))).text
    assert [question for question, *_ in library.asked] == [WHEN]


async def test_what_is_gone_too_old_or_meant_for_nobody_is_dropped(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    deleted, old, other = [await sim.say(channel, ann, WHEN, mentions=[sim.bot]) for _ in range(3)]
    await sim.delete(deleted)
    await sim.edit(other, "never mind")
    library.now -= timedelta(minutes=16)
    await left_behind(library, old)
    library.now += timedelta(minutes=15)
    for message in (deleted, other):
        await left_behind(library, message)
    gone = sim.add_channel(sim.core.store.guild(channel.guild_id or 0), "gone")
    lost = await sim.say(gone, ann, WHEN, mentions=[sim.bot])
    await left_behind(library, lost)
    sim.remove_channel(gone)
    await library.answers.begin(interaction_key(7), question=WHEN, scopes=(), place=place_key(channel.id))
    await start(make_bot())
    await settled(sim, library)
    assert sim.messages(channel, from_bot=True) == []
    assert library.asked == []


async def test_who_may_ask_is_judged_as_things_are_now(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    guild = sim.core.store.guild(channel.guild_id or 0)
    bea = sim.add_user("bea")
    sim.join(guild, bea)
    press = sim.add_role(guild, "press", members=[bea])
    await library.audit_log.set_preference(own_scope(guild.id), "asker_roles", f"[{press.id}]", by="test")
    for person in (ann, bea):
        await left_behind(library, await sim.say(channel, person, WHEN, mentions=[sim.bot]))
    await start(make_bot())
    await settled(sim, library)
    assert len(library.asked) == 1
    assert sum("April 1" in message.text for message in sim.messages(channel, from_bot=True)) == 1


async def test_a_start_in_the_middle_of_an_outage_answers_when_it_is_over(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    place: Place,
    library: FakeLibrary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.ui.retry.FIRST_PAUSE", 0.05)
    channel, ann = place
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await left_behind(library, asked)
    sim.faults.add("GET", "/channels/*/messages/*", faults.server_error(503), times=3)
    await start(make_bot())
    assert "April 1" in (await sim.next_message(channel)).text
    await settled(sim, library)
    assert len(sim.messages(channel, from_bot=True)) == 1


@pytest.mark.parametrize("posted", [False, True])
async def test_an_edit_of_a_dead_question_gets_its_answer(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, library: FakeLibrary, posted: bool
) -> None:
    """The claim was left by a failure in this very process, so no start clears it away."""
    channel, ann = place
    await start(make_bot())
    await sim.barrier()
    asked = await sim.say(channel, ann, "first?")
    await left_behind(library, asked, "first?")
    if posted:
        posted_before(sim, asked)
    await sim.edit(asked, f"{sim.bot.mention} {WHEN}")
    await settled(sim, library)
    (answer,) = sim.messages(channel, from_bot=True)
    assert "April 1" in answer.text


async def test_a_dead_question_that_is_deleted_takes_its_reply_with_it(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    await start(make_bot())
    await sim.barrier()
    asked = await sim.say(channel, ann, "first?")
    await left_behind(library, asked, "first?")
    shown = posted_before(sim, asked)
    await sim.delete(asked)
    await sim.wait_until(lambda: shown.deleted)
    assert library.claims == {}
