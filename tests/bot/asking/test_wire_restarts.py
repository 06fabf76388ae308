"""Questions over a restart, with all that happens to them in between: one reply each, which ends as the answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, cast

import pytest

from bot.client import DatelineBot
from bot.places import message_key, person_key, place_key
from bot.ui.job_messages import JobKind, JobMessage
from retrieval import Library, Settings, StoreError
from tests.discord_sim import Channel, DiscordSim, Intent, Message, User, faults, messages
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, until

Make = Callable[[], DatelineBot]
EDIT = "/channels/*/messages/*"
LINE = "You are number 7 in line; your answer comes in about 20 s."
pytestmark = pytest.mark.parametrize("sim", [{"privileged": Intent.MESSAGE_CONTENT}], indirect=True)


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setattr("bot.ui.retry.FIRST_PAUSE", 0.05)
    monkeypatch.setattr("bot.ui.errors.PAUSES", (0.05, 0.05))
    hearing_all = settings.discord.model_copy(update={"message_content": True})
    chosen = settings.model_copy(update={"discord": hearing_all})
    return lambda: DatelineBot(cast(Library, library), chosen, guild_ready_timeout=0.1)


@pytest.fixture
def ann(sim: DiscordSim) -> User:
    return sim.add_user("ann")


@pytest.fixture
def channel(sim: DiscordSim, ann: User) -> Channel:
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")


async def left(library: FakeLibrary, message: Message, question: str = WHEN) -> None:
    """What a process leaves that dies over this question."""
    await library.answers.begin(
        message_key(message.id),
        question=question,
        scopes=("shared",),
        asked_by=person_key(message.author.id),
        place=place_key(message.channel_id),
    )


async def in_line(sim: DiscordSim, library: FakeLibrary, message: Message) -> Message:
    """The reply of a dead process that says a place in line."""
    place = sim.core.store.channel(message.channel_id)
    body = {"content": LINE, "message_reference": {"message_id": message.id}}
    shown = messages.post(sim.core, place, sim.bot, body)
    job_message = JobMessage(JobKind.WAITING, place.id, shown.id, "en", guild=place.guild_id)
    await library.messages.note(job_message.key, json.dumps(asdict(job_message)))
    return shown


def all_hands_full(bot: DatelineBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else has all turns, and whoever waits is told so at once."""
    monkeypatch.setattr("bot.asking.queue.LONG_WAIT", 0)
    monkeypatch.setattr("bot.asking.queue.MOMENT", 0)
    monkeypatch.setattr("bot.asking.queue.LOOK_EVERY", 0.05)
    bot.queue._free = 0
    bot.queue._line._served.add("somebody")


def hands_free(bot: DatelineBot) -> None:
    bot.queue._free = bot.queue._at_once
    bot.queue._line._served.discard("somebody")
    bot.queue._admit()


async def settled(sim: DiscordSim, library: FakeLibrary) -> None:
    await until(lambda: not library.claims)
    await sim.barrier()


async def sources_work(sim: DiscordSim, shown: Message, person: User) -> bool:
    pressed = await sim.click(shown, "Sources", person)
    return "Tomahawk" in (await pressed.response()).text


@pytest.mark.parametrize("direct", [False, True])
async def test_a_place_in_line_becomes_the_answer_over_a_restart(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    direct: bool,
) -> None:
    place = sim.dm(ann) if direct else channel
    asked = await sim.say(place, ann, WHEN, mentions=() if direct else [sim.bot])
    shown = await in_line(sim, library, asked)
    await left(library, asked)
    await start(make_bot())
    await settled(sim, library)
    assert sim.messages(place, from_bot=True) == [shown]
    assert "April 1" in shown.text
    assert "line" not in shown.content
    assert library.job_messages == {}
    assert await sources_work(sim, shown, ann)


async def test_the_start_after_does_not_put_right_what_has_become_the_answer(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, ann: User
) -> None:
    """Discord took no edits when the messages were put right, and did when the question was answered."""
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    shown = await in_line(sim, library, asked)
    await left(library, asked)
    sim.faults.add("PATCH", EDIT, faults.server_error(503), times=3)
    first = make_bot()
    await start(first)
    await sim.wait_until(lambda: "April 1" in shown.text)
    await settled(sim, library)
    await first.close()
    await start(make_bot())
    await until(lambda: library.job_messages == {})
    await sim.barrier()
    assert "April 1" in shown.text
    assert "restarted" not in shown.text


@pytest.mark.parametrize("mended", [False, True])
async def test_an_error_in_place_of_a_place_in_line_is_not_put_right_later(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
    mended: bool,
) -> None:
    first = make_bot()
    all_hands_full(first, monkeypatch)
    await start(first)
    right, library.outcomes[WHEN] = library.outcomes[WHEN], StoreError("dateline.db", "disk I/O error")
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    shown = await sim.next_message(channel)
    await until(lambda: "in line" in shown.content and bool(library.job_messages))
    hands_free(first)
    await sim.wait_until(lambda: "in line" not in shown.content)
    assert "April 1" not in shown.text
    if mended:
        library.outcomes[WHEN] = right
        await sim.edit(asked, f"{sim.bot.mention} {WHEN} please?")
        await sim.wait_until(lambda: "April 1" in shown.text)
    text = shown.text
    await sim.barrier()
    await first.close()
    await start(make_bot())
    await sim.barrier()
    await until(lambda: library.job_messages == {})
    assert shown.text == text
    assert sim.messages(channel, from_bot=True) == [shown]


async def test_an_error_in_place_of_a_commands_place_in_line_is_not_put_right_later(
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
    library.outcomes[WHEN] = StoreError("dateline.db", "disk I/O error")
    shown = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    await until(lambda: "in line" in shown.content and bool(library.job_messages))
    hands_free(first)
    await sim.wait_until(lambda: "in line" not in shown.content)
    assert "April 1" not in shown.text
    await until(lambda: library.job_messages == {})


async def test_an_edit_before_the_messages_are_right_keeps_its_answer(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, ann: User
) -> None:
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    shown = await in_line(sim, library, asked)
    await left(library, asked)
    bot, gate = make_bot(), asyncio.Event()
    unfinished = library.messages.unfinished

    async def slowly() -> Any:
        found = await unfinished()
        await gate.wait()
        return found

    library.unfinished = slowly  # type: ignore[method-assign]
    await start(bot)
    await sim.edit(asked, f"{sim.bot.mention} {WHEN} Thanks!")
    await sim.barrier()
    await asyncio.sleep(0.2)
    gate.set()
    await sim.wait_until(lambda: "April 1" in shown.text)
    await settled(sim, library)
    await asyncio.sleep(0.2)
    assert "April 1" in shown.text
    assert sim.messages(channel, from_bot=True) == [shown]
    assert await sources_work(sim, shown, ann)


async def test_two_sessions_that_begin_together_answer_once(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, ann: User
) -> None:
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await left(library, asked)
    bot, gate = make_bot(), asyncio.Event()
    library.gate = gate.wait
    await start(bot)
    bot.dispatch("ready")
    bot.dispatch("ready")
    await sim.barrier()
    gate.set()
    await settled(sim, library)
    await until(lambda: any("April 1" in each.text for each in sim.messages(channel, from_bot=True)))
    await asyncio.sleep(0.2)
    (shown,) = sim.messages(channel, from_bot=True)
    assert len(library.asked) == 1
    assert await sources_work(sim, shown, ann)


@pytest.mark.parametrize("ended", [False, True])
async def test_an_edit_while_it_is_its_turn_to_be_resumed_is_answered_and_kept(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    ended: bool,
) -> None:
    """The questions of one place are resumed one after the other; the second is edited during the first."""
    one = await sim.say(channel, ann, "one?", mentions=[sim.bot])
    bea = sim.add_user("bea")
    sim.join(sim.core.store.guild(channel.guild_id or 0), bea)
    two = await sim.say(channel, bea, "two?", mentions=[sim.bot])
    await left(library, one, "one?")
    await left(library, two, "two?")
    bot, gate = make_bot(), asyncio.Event()
    ask = library.ask

    async def slowly(question: str, **what: Any) -> Any:
        if question == "one?" or not ended:
            await gate.wait()
        return await ask(question, **what)

    library.ask = slowly  # type: ignore[method-assign]
    await start(bot)
    await until(lambda: bot.queue._free < bot.queue._at_once)
    await sim.edit(two, f"{sim.bot.mention} {WHEN}")
    if ended:
        await sim.wait_until(lambda: any(m.reply_to == two.id for m in sim.messages(channel, from_bot=True)))
    await asyncio.sleep(0.2)
    gate.set()
    await settled(sim, library)
    await sim.wait_until(lambda: len(sim.messages(channel, from_bot=True)) == 2)
    await asyncio.sleep(0.3)
    (shown,) = (m for m in sim.messages(channel, from_bot=True) if m.reply_to == two.id)
    stored = await library.answers.asked(message_key(two.id))
    assert stored is not None
    assert await sources_work(sim, shown, ann)


@pytest.mark.parametrize("dead", [False, True])
async def test_an_edited_question_in_a_thread_of_the_bots_own_gets_its_answer(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    dead: bool,
) -> None:
    await start(make_bot())
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await (await sim.click(answer, "Continue in a thread", ann)).response()
    thread = _thread(sim, channel)
    await sim.wait_until(lambda: sim.messages(thread, from_bot=True))
    before = sim.messages(thread, from_bot=True)
    gate = asyncio.Event()
    if dead:
        asked = await sim.say(thread, ann, "an unfinished remark")
        await left(library, asked, "first?")
    else:
        library.gate = gate.wait
        asked = await sim.say(thread, ann, "who pays?")
        await until(lambda: bool(library.claims))
    await sim.edit(asked, WHEN)
    await sim.barrier()
    gate.set()
    await sim.wait_until(lambda: len(sim.messages(thread, from_bot=True)) > len(before))
    reply = sim.messages(thread, from_bot=True)[-1]
    assert reply.reply_to == asked.id
    await sim.wait_until(lambda: "April 1" in reply.text)
    await settled(sim, library)


def _thread(sim: DiscordSim, channel: Channel) -> Channel:
    return next(each for each in sim.core.store.channels.values() if each.parent_id == channel.id)


async def test_what_the_bot_says_after_a_dead_reply_is_no_part_of_it(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, ann: User
) -> None:
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    shown = await in_line(sim, library, asked)
    notice = messages.post(sim.core, channel, sim.bot, {"content": "The feed does not answer any more."})
    await left(library, asked)
    await start(make_bot())
    await settled(sim, library)
    await sim.wait_until(lambda: any("April 1" in m.text for m in sim.messages(channel, from_bot=True)))
    assert not notice.deleted
    assert "feed" in notice.content
    assert "April 1" in shown.text


async def test_a_dead_question_that_is_edited_to_thanks_leaves_nothing(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, ann: User
) -> None:
    await start(make_bot())
    await sim.barrier()
    asked = await sim.say(channel, ann, "first?")
    shown = await in_line(sim, library, asked)
    await left(library, asked, "first?")
    await sim.edit(asked, f"{sim.bot.mention} thanks!")
    await sim.wait_until(lambda: shown.deleted)
    assert library.claims == {}
    assert library.asked == []


@pytest.mark.parametrize("posted", [False, True])
async def test_an_outage_over_a_restart_ends_in_one_answer(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
    posted: bool,
) -> None:
    monkeypatch.setattr("bot.client.GRACE_SECONDS", 0.1)
    first = make_bot()
    await start(first)
    sim.faults.add(
        "POST", "/channels/*/messages", faults.lost_reply(503) if posted else faults.server_error(503)
    )
    for method in ("POST", "GET", "PATCH"):
        sim.faults.add(method, "/channels/*/messages*", faults.server_error(503), times=999)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: sum("/messages" in each.path for each in sim.requests) > 4)
    await first.close()
    assert library.claims
    sim.faults.clear()
    await start(make_bot())
    await settled(sim, library)
    (shown,) = sim.messages(channel, from_bot=True)
    assert (shown.reply_to, "April 1" in shown.text) == (asked.id, True)
    assert await sources_work(sim, shown, ann)
