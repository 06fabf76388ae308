"""Answers while Discord takes none: kept, delivered once when it does again, revised and withdrawn in between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.client import DatelineBot
from retrieval import FeedState, Library, PollResult, Reason, Refusal, Settings
from tests.discord_sim import Channel, DiscordSim, Message, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, feed, until

Make = Callable[[], DatelineBot]
Place = tuple[Channel, User]
MESSAGES = "/channels/*/messages"
HISTORY = "/channels/*/messages*"
ORIGINAL = "/webhooks/*/messages/@original"
GONE = [faults.server_error(503), faults.connection_reset(), faults.lost_reply(503)]
NAMES = ["refused", "reset", "done but not confirmed"]


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    ann = sim.add_user("ann")
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general"), ann


@pytest.fixture
async def online(start: Start, make_bot: Make, place: Place, monkeypatch: pytest.MonkeyPatch) -> DatelineBot:
    monkeypatch.setattr("bot.ui.retry.FIRST_PAUSE", 0.05)
    monkeypatch.setattr("bot.ui.errors.PAUSES", (0.01, 0.01))
    bot = make_bot()
    await start(bot)
    return bot


def gone(message: Message) -> Callable[[], bool]:
    return lambda: message.deleted


async def asked_while_away(
    sim: DiscordSim, place: Place, fault: faults.Fault, question: str = WHEN, *, times: int, method: str
) -> Message:
    """A question whose answer meets the fault so many times, while requests with this method about the channel fail."""
    channel, ann = place
    sim.faults.add("POST", MESSAGES, fault, times=times)
    away = sim.faults.add(method, HISTORY, faults.server_error(503), times=10_000)
    asked = await sim.say(channel, ann, question, mentions=[sim.bot])
    await sim.wait_until(lambda: away.hits > 3)
    return asked


async def finished(sim: DiscordSim, library: FakeLibrary, answers: int = 1) -> None:
    await until(lambda: len(library.stored_answers) == answers and not library.claims)
    await sim.barrier()


@pytest.mark.usefixtures("online")
async def test_a_limit_over_everything_ends(sim: DiscordSim, place: Place, library: FakeLibrary) -> None:
    """discord.py sends nothing until the request that met it has waited; to type is cancelled by the answer."""
    channel, ann = place
    limited = sim.faults.add(
        "POST", "/channels/*/typing", faults.rate_limited(60.0, everywhere=True), times=1
    )
    known = asyncio.Event()
    library.gate = known.wait
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: limited.hits == 1)
    known.set()
    assert (await sim.next_message(channel)).reply_to == asked.id


@pytest.mark.usefixtures("online")
async def test_a_withdrawn_answer_that_is_asked_for_again_is_posted_again(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    """With the nonce of the first posting Discord would answer with the message that was deleted."""
    channel, ann = place
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    first = await sim.next_message(channel)
    for _ in range(2):
        await sim.edit(asked, "never mind")
        await sim.wait_until(gone(first))
        await sim.edit(asked, f"{sim.bot.mention} {WHEN}")
        again = await sim.next_message(channel)
        assert (again.deleted, again.reply_to) == (False, asked.id)
        await finished(sim, library)
        first = again
    assert sim.messages(channel, from_bot=True) == [first]


async def wait_in_line(sim: DiscordSim, place: Place, library: FakeLibrary) -> asyncio.Event:
    """Asks behind two others, and is told the place in the line; the event lets all of them have their turn."""
    channel, ann = place
    held = asyncio.Event()
    library.gate = held.wait
    others = [sim.add_user("bob"), sim.add_user("carl")]
    elsewhere = sim.add_channel(sim.add_guild("second", members=others), "general")
    for other in others:
        await sim.say(elsewhere, other, f"who pays {other.name}?", mentions=[sim.bot])
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: any("in line" in m.text for m in sim.messages(channel, from_bot=True)))
    return held


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("LONG_WAIT", "MOMENT"):
        monkeypatch.setattr(f"bot.asking.queue.{limit}", 0.0)


@pytest.mark.usefixtures("online", "no_patience")
async def test_an_error_after_a_place_in_line_is_read(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, _ = place
    library.outcomes[WHEN] = RuntimeError("no")
    held = await wait_in_line(sim, place, library)
    held.set()
    await sim.wait_until(lambda: any("went wrong" in m.text for m in sim.messages(channel, from_bot=True)))
    assert not any("in line" in message.text for message in sim.messages(channel, from_bot=True))


@pytest.mark.usefixtures("online", "no_patience")
async def test_a_message_replayed_while_it_waits_in_line_is_answered_once(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, _ = place
    held = await wait_in_line(sim, place, library)
    sim.cut(1006, rewind=5)
    await sim.resumed()
    await sim.barrier()
    held.set()
    await finished(sim, library, 3)
    (answer,) = sim.messages(channel, from_bot=True)
    assert "April 1" in answer.text
    assert len(library.asked) == 3


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("fault", GONE, ids=NAMES)
async def test_a_message_replayed_during_the_outage_is_answered_once(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, _ = place
    await asked_while_away(sim, place, fault, times=3, method="*")
    sim.cut(1006, rewind=5)
    await sim.resumed()
    await sim.barrier()
    sim.faults.clear()
    await finished(sim, library)
    assert len(sim.messages(channel, from_bot=True)) == len(library.asked) == 1


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("fault", GONE, ids=NAMES)
async def test_an_answer_is_kept_while_discord_is_away_and_posted_once(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, ann = place
    outage = sim.faults.add("POST", MESSAGES, fault, times=12)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await finished(sim, library)
    (answer,) = sim.messages(channel, from_bot=True)
    assert (answer.reply_to, "April 1" in answer.text) == (asked.id, True)
    assert outage.hits == (12 if not fault.performed else outage.hits)
    assert len(library.asked) == 1


@pytest.mark.usefixtures("online")
async def test_an_outage_longer_than_discord_remembers_a_nonce_makes_no_second_answer(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    sim.faults.add("POST", MESSAGES, faults.lost_reply(503), times=3)
    away = sim.faults.add("*", HISTORY, faults.server_error(503), times=10_000)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: away.hits > 5)
    sim.advance(600)
    sim.faults.clear()
    await finished(sim, library)
    assert len(sim.messages(channel, from_bot=True)) == 1


@pytest.mark.usefixtures("online")
async def test_a_limit_longer_than_discord_remembers_a_nonce_makes_no_second_answer(
    sim: DiscordSim, place: Place, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py itself waits as long as Discord tells it to, and then sends the same request again."""
    monkeypatch.setattr("bot.ui.errors.NONCE_LIFE", timedelta(seconds=2))
    channel, ann = place
    sim.faults.add("POST", MESSAGES, faults.lost_reply(502))
    limited = sim.faults.add("POST", MESSAGES, faults.rate_limited(2))
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: limited.hits == 1)
    sim.advance(600)
    await finished(sim, library)
    assert len(sim.messages(channel, from_bot=True)) == 1


@pytest.fixture
async def blind(sim: DiscordSim, place: Place, online: DatelineBot) -> Channel:
    """A channel of which the bot may not read the history."""
    home = sim.core.store.guild(place[0].guild_id or 0)
    return sim.add_channel(home, "blind", bot_deny=Permission.READ_MESSAGE_HISTORY)


async def test_where_the_history_may_not_be_read_a_short_outage_costs_no_answer(
    sim: DiscordSim, place: Place, blind: Channel, library: FakeLibrary
) -> None:
    outage = sim.faults.add("POST", f"/channels/{blind.id}/messages", faults.lost_reply(503), times=7)
    await sim.say(blind, place[1], WHEN, mentions=[sim.bot])
    await finished(sim, library)
    assert outage.hits == 7
    assert sum("April 1" in each.text for each in sim.messages(blind, from_bot=True)) == 1


@pytest.mark.parametrize("edited", [False, True])
async def test_where_the_history_may_not_be_read_a_long_outage_makes_no_second_answer(
    sim: DiscordSim,
    place: Place,
    blind: Channel,
    library: FakeLibrary,
    monkeypatch: pytest.MonkeyPatch,
    edited: bool,
) -> None:
    sim.faults.add("POST", MESSAGES, faults.lost_reply(503))
    away = sim.faults.add("POST", MESSAGES, faults.server_error(503), times=10_000)
    asked = await sim.say(blind, place[1], WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: away.hits > 5)
    if edited:
        await sim.edit(asked, f"{sim.bot.mention} who?")
    else:
        monkeypatch.setattr("bot.ui.delivery.NONCE_LIFE", timedelta(0))
    await until(lambda: not library.claims)
    sim.faults.clear()
    await sim.barrier()
    assert sum("April 1" in each.text for each in sim.messages(blind, from_bot=True)) == 1
    assert not library.stored_answers


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("fault", GONE, ids=NAMES)
async def test_a_question_edited_during_the_outage_is_answered_as_it_stands(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, _ = place
    library.outcomes["why?"] = Refusal("why?", Reason.NOT_ANSWERED)
    asked = await asked_while_away(sim, place, fault, "why?", times=10_000, method="GET")
    await sim.edit(asked, f"{sim.bot.mention} {WHEN}")
    await sim.barrier()
    sim.faults.clear()
    await finished(sim, library)
    (answer,) = sim.messages(channel, from_bot=True)
    assert "April 1" in answer.text


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("fault", GONE, ids=NAMES)
async def test_a_question_deleted_during_the_outage_is_left_without_an_answer(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, _ = place
    asked = await asked_while_away(sim, place, fault, times=10_000, method="GET")
    await sim.delete(asked)
    await sim.barrier()
    sim.faults.clear()
    await until(lambda: sim.messages(channel, from_bot=True) == [] and not library.claims)
    await sim.barrier()
    assert not library.stored_answers


@pytest.mark.usefixtures("online")
async def test_an_outage_stops_nobody_else(
    sim: DiscordSim, place: Place, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.asking.answering.HOLD_SECONDS", 0.1)
    channel, ann = place
    other = sim.add_channel(sim.core.store.guild(channel.guild_id or 0), "other")
    sim.faults.add("POST", f"/channels/{channel.id}/messages", faults.server_error(503), times=10_000)
    for n in range(3):
        await sim.say(channel, ann, f"{n}?", mentions=[sim.bot])
    await sim.say(other, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(other)).text
    sim.faults.clear()
    await finished(sim, library, 4)
    assert len(sim.messages(channel, from_bot=True)) == 3


async def test_an_answer_that_waits_when_the_bot_leaves_is_given_by_the_next(
    sim: DiscordSim, start: Start, make_bot: Make, place: Place, online: DatelineBot, library: FakeLibrary
) -> None:
    channel, ann = place
    away = sim.faults.add("*", HISTORY, faults.server_error(503), times=10_000)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.wait_until(lambda: away.hits > 5)
    await online.close()
    assert len(library.claims) == 1
    sim.faults.clear()
    await start(make_bot())
    answer = await sim.next_message(channel)
    assert answer.reply_to == asked.id
    await finished(sim, library)
    assert len(sim.messages(channel, from_bot=True)) == 1


@pytest.mark.usefixtures("online")
async def test_what_is_not_taken_in_time_is_given_up_and_may_be_asked_again(
    sim: DiscordSim,
    place: Place,
    library: FakeLibrary,
    monkeypatch: pytest.MonkeyPatch,
    logs: list[MutableMapping[str, Any]],
) -> None:
    monkeypatch.setattr("bot.ui.retry.LONGEST", 0.3)
    channel, ann = place
    sim.faults.add("*", HISTORY, faults.server_error(503), times=10_000)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await until(lambda: "could not be told" in [entry["event"] for entry in logs])
    assert not library.claims
    sim.faults.clear()
    await sim.edit(asked, f"{sim.bot.mention} {WHEN} ")
    await finished(sim, library)
    (answer,) = sim.messages(channel, from_bot=True)
    assert "April 1" in answer.text


@pytest.mark.usefixtures("online")
async def test_an_answer_takes_the_place_of_an_error(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    library.outcomes["why?"] = RuntimeError("odd")
    asked = await sim.say(channel, ann, "why?", mentions=[sim.bot])
    error = await sim.next_message(channel)
    await sim.edit(asked, f"{sim.bot.mention} {WHEN}")
    await finished(sim, library)
    assert sim.messages(channel, from_bot=True) == [error]
    assert "April 1" in error.text


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("performed", [False, True])
async def test_the_answer_to_a_command_is_kept_likewise(
    sim: DiscordSim, place: Place, library: FakeLibrary, performed: bool
) -> None:
    channel, ann = place
    sim.faults.add("PATCH", ORIGINAL, faults.connection_reset(performed=performed), times=10)
    used = await sim.slash(channel, ann, "ask", question=WHEN)
    await finished(sim, library)
    assert "April 1" in (await used.response()).text
    assert len(sim.messages(channel, from_bot=True)) == len(library.asked) == 1


@pytest.mark.usefixtures("online")
async def test_a_reply_is_revised_when_an_outage_is_over(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    asked = await sim.say(channel, ann, "why?", mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await finished(sim, library)
    sim.faults.add("PATCH", HISTORY, faults.server_error(503), times=10)
    await sim.edit(asked, f"{sim.bot.mention} {WHEN}")
    await sim.wait_until(lambda: "April 1" in answer.text, timeout=10)
    sim.faults.add("DELETE", HISTORY, faults.server_error(503), times=10)
    await sim.delete(asked)
    await sim.wait_until(lambda: answer.deleted, timeout=10)


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("fault", [faults.lost_reply(503), faults.connection_reset(performed=True)])
async def test_a_hint_that_got_through_unconfirmed_is_given_once(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, ann = place
    bare = sim.add_channel(
        sim.core.store.guild(channel.guild_id or 0), "bare", bot_deny=Permission.EMBED_LINKS
    )
    sim.faults.add("POST", MESSAGES, faults.slow(0))
    sim.faults.add("POST", MESSAGES, fault)
    await sim.say(bare, ann, WHEN, mentions=[sim.bot])
    await until(lambda: library.entries)
    await sim.barrier()
    answer, hint = sim.messages(bare, from_bot=True)
    assert "April 1" in answer.text
    assert "Embed Links" in hint.text


async def test_the_notice_of_a_failing_feed_outlasts_an_outage(
    sim: DiscordSim, place: Place, library: FakeLibrary, online: DatelineBot
) -> None:
    """It is told once in a spell, so that what is lost then is never told."""
    channel, _ = place
    scope = f"guild:{channel.guild_id}"
    failing = feed(1, scope, state=FeedState.FAILING, notify=f"channel:{channel.id}", error="odd")
    library.polls = [(PollResult(failing, tell=True),)]
    sim.faults.add("POST", MESSAGES, faults.lost_reply(503), times=3)
    away = sim.faults.add("*", HISTORY, faults.server_error(503), times=10_000)
    await online.feed_loop.poll()
    await sim.wait_until(lambda: away.hits > 5)
    sim.advance(600)
    sim.faults.clear()
    await until(lambda: not [task for task in asyncio.all_tasks() if task.get_name() == "feed"])
    assert len(sim.messages(channel, from_bot=True)) == 1


@pytest.mark.usefixtures("online")
async def test_a_private_answer_that_cannot_be_shown_now_can_be_shown_later(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    channel, ann = place
    used = await sim.slash(channel, ann, "ask", question=WHEN, private=True)
    private = await used.response()
    await until(lambda: library.stored_answers)
    sim.faults.add("POST", "/webhooks/*", faults.connection_reset(), times=1)
    await sim.click(private, "Show to everyone", ann)
    await sim.wait_until(lambda: any("cannot be reached" in m.text for m in sim.messages(channel)))
    (stored,) = library.stored_answers.values()
    assert stored.private
    shown = await (await sim.click(private, "Show to everyone", ann)).followup()
    assert "April 1" in shown.text
    assert shown.seen_only_by is None
    await until(lambda: not next(iter(library.stored_answers.values())).private)
    assert private.component("Show to everyone") is None


@pytest.mark.usefixtures("online")
async def test_a_502_of_half_a_minute_as_discord_py_meets_it(
    sim: DiscordSim, place: Place, library: FakeLibrary
) -> None:
    """discord.py gives up by itself after five tries and 25 seconds."""
    channel, ann = place
    outage = sim.faults.add("POST", MESSAGES, faults.lost_reply(502), times=6)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await until(lambda: len(library.stored_answers) == 1, seconds=60)
    assert outage.hits >= 5
    assert len(sim.messages(channel, from_bot=True)) == 1
