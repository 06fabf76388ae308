"""Conversations over real sockets: threads, forums, open channels, edits and deletes across reconnects."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.places import own_scope
from retrieval import Answer, Library, Reason, Refusal, Settings, Turn
from retrieval.outcomes import AboutSource, SourceFact
from tests.discord_sim import Channel, DiscordSim, Guild, Intent, Kind, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, citation, until

Make = Callable[..., DatelineBot]
HALF = "is half of it sure?"
pytestmark = pytest.mark.parametrize("sim", [{"privileged": Intent.MESSAGE_CONTENT}], indirect=True)
"""An operator has switched the intent on; a bot that does not ask for it is none the wiser."""


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    def make(*, hears_all: bool = True) -> DatelineBot:
        chosen = settings.model_copy(
            update={"discord": settings.discord.model_copy(update={"message_content": hears_all})}
        )
        return DatelineBot(cast(Library, library), chosen, guild_ready_timeout=0.1)

    return make


@pytest.fixture
def ann(sim: DiscordSim) -> User:
    return sim.add_user("ann")


@pytest.fixture
def guild(sim: DiscordSim, ann: User) -> Guild:
    return sim.add_guild("newsroom", members=[ann])


@pytest.fixture
def channel(sim: DiscordSim, guild: Guild) -> Channel:
    return sim.add_channel(guild, "general")


async def prefer(library: FakeLibrary, guild: Guild, name: str, value: str) -> None:
    await library.audit_log.set_preference(own_scope(guild.id), name, value, by="test")


async def quiet(sim: DiscordSim, place: Channel) -> bool:
    """Whether the bot has said nothing there, once all that was sent has been dealt with."""
    await sim.barrier()
    return sim.messages(place, from_bot=True) == []


async def test_edits_and_deletes_over_the_wire(
    sim: DiscordSim, start: Start, make_bot: Make, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await start(make_bot(hears_all=False))
    library.outcomes["why?"] = Refusal("why?", Reason.NOT_ANSWERED)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await sim.edit(asked, f"{sim.bot.mention} why?")
    await sim.wait_until(lambda: "no sentence that answers" in answer.text)
    await sim.delete(asked)
    await sim.wait_until(lambda: answer.deleted)
    assert len(library.asked) == 2


async def test_an_edit_replayed_after_a_cut_is_answered_once(
    sim: DiscordSim, start: Start, make_bot: Make, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await start(make_bot(hears_all=False))
    asked = await sim.say(channel, ann, "first?", mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await sim.edit(asked, f"{sim.bot.mention} {WHEN}")
    await sim.wait_until(lambda: "April 1" in answer.text)
    await sim.barrier()
    sim.cut(1006, rewind=10)
    await sim.resumed()
    await sim.barrier()
    assert [question for question, *_ in library.asked] == ["first?", WHEN]
    assert len(sim.messages(channel, from_bot=True)) == 1


def held(library: FakeLibrary) -> tuple[asyncio.Event, asyncio.Event]:
    """Questions stop on their way: (one has begun, they may go on)."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def gate() -> None:
        begun.set()
        await may_end.wait()

    library.gate = gate
    return begun, may_end


async def test_a_question_deleted_while_it_is_worked_on_is_not_answered(
    sim: DiscordSim, start: Start, make_bot: Make, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await start(make_bot(hears_all=False))
    begun, may_end = held(library)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await begun.wait()
    await sim.delete(asked)
    await sim.barrier()
    may_end.set()
    await until(lambda: not library.claims)
    assert await quiet(sim, channel)
    assert not library.stored_answers


async def test_only_the_newest_of_several_edits_is_answered(
    sim: DiscordSim, start: Start, make_bot: Make, channel: Channel, ann: User, library: FakeLibrary
) -> None:
    await start(make_bot(hears_all=False))
    begun, may_end = held(library)
    asked = await sim.say(channel, ann, "first?", mentions=[sim.bot])
    await begun.wait()
    for text in ("second?", WHEN):
        await sim.edit(asked, f"{sim.bot.mention} {text}")
    await sim.barrier()
    may_end.set()
    assert "April 1" in (await sim.next_message(channel)).text
    await sim.barrier()
    assert [question for question, *_ in library.asked] == ["first?", WHEN]
    assert len(sim.messages(channel, from_bot=True)) == 1


async def test_in_a_thread_of_its_own_it_takes_up_questions_and_leaves_people_alone(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    await start(make_bot())
    bob = sim.add_user("bob")
    sim.join(guild, bob)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    pressed = await sim.click(await sim.next_message(channel), "Continue in a thread", ann)
    await pressed.response()
    (thread,) = [place for place in sim.core.store.channels.values() if place.kind is Kind.THREAD]
    await sim.wait_until(lambda: "each question builds" in sim.messages(thread)[-1].text)
    await sim.say(thread, ann, "and where?")
    await sim.wait_until(lambda: len(library.asked) == 2)
    said = await sim.say(thread, bob, "nice one")
    await sim.say(thread, ann, "did you see that?", reply_to=said)
    await sim.say(thread, ann, "what do you think?", mentions=[bob])
    await sim.barrier()
    assert [question for question, *_ in library.asked] == [WHEN, "and where?"]
    assert [turn.question for turn in library.conversations[-1]] == [WHEN]


async def test_an_open_channel_is_answered_when_it_is_sure_and_silent_otherwise(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    await prefer(library, guild, "auto_channels", f"[{channel.id}]")
    library.outcomes[HALF] = Answer(HALF, (citation(1),), confidence=0.6)
    library.outcomes["why?"] = Refusal("why?", Reason.NOT_ANSWERED)
    await start(make_bot())
    for remark in (HALF, "why?", "hello all", "nice"):
        await sim.say(channel, ann, remark)
    assert await quiet(sim, channel)
    assert [question for question, *_ in library.asked] == [HALF, "why?"]
    assert sim.typing_in(channel) == []
    assert await library.unanswered.find(own_scope(guild.id)) == ()
    await sim.say(channel, ann, WHEN)
    assert "April 1" in (await sim.next_message(channel)).text


async def test_a_channel_may_have_a_line_of_its_own(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    library.outcomes[HALF] = Answer(HALF, (citation(1, citation(1).quote.text, "April 1"),), confidence=0.6)
    await prefer(library, guild, f"channel:{channel.id}", '{"auto": true, "threshold": 0.5}')
    await start(make_bot())
    await sim.say(channel, ann, HALF)
    assert "April 1" in (await sim.next_message(channel)).text


async def test_what_may_not_answer_is_said_only_to_those_who_ask(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    """Even where the operator's threshold is above that of the channel."""
    doubtful = Answer(HALF, (citation(1, citation(1).quote.text, "April 1"),), 0.6, doubtful=True)
    library.outcomes[HALF] = doubtful
    await prefer(library, guild, f"channel:{channel.id}", '{"auto": true, "threshold": 0.5}')
    await start(make_bot())
    await sim.say(channel, ann, HALF)
    assert await quiet(sim, channel)
    assert await library.unanswered.find(own_scope(guild.id)) == ()
    await sim.say(channel, ann, f"{sim.bot.mention} {HALF}")
    assert "This may not answer your question:" in (await sim.next_message(channel)).text
    await until(lambda: library.stored_answers)
    (cluster,) = await library.unanswered.find(own_scope(guild.id))
    assert cluster.questions == (HALF,)


async def test_what_people_ask_each_other_about_a_source_is_not_for_the_bot(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    asked, cited = "are you sure?", citation(1)
    day = datetime(2026, 1, 2, tzinfo=UTC)
    about = AboutSource(SourceFact.SOURCE, "T", "Bay News", None, "2026-01-01", None, day, Turn(WHEN))
    library.outcomes[asked] = Answer(asked, (cited,), 1.0, about=about)
    await prefer(library, guild, f"channel:{channel.id}", '{"auto": true, "threshold": 0.5}')
    await start(make_bot())
    await sim.say(channel, ann, asked)
    assert await quiet(sim, channel)
    await sim.say(channel, ann, f"{sim.bot.mention} {asked}")
    assert "From Bay News, 1 January 2026" in (await sim.next_message(channel)).text


async def test_a_post_of_an_open_forum_is_answered_and_what_people_reply_is_not(
    sim: DiscordSim, start: Start, make_bot: Make, ann: User, guild: Guild, library: FakeLibrary
) -> None:
    forum, other = (sim.add_channel(guild, name, kind=Kind.FORUM) for name in ("help", "closed"))
    await prefer(library, guild, "auto_channels", f"[{forum.id}]")
    title = "Contract"
    library.outcomes[f"{title}\n{WHEN}"] = library.outcomes[WHEN]
    await start(make_bot())
    post, _ = await sim.forum_post(forum, ann, title, WHEN)
    assert "April 1" in (await sim.next_message(post)).text
    await sim.say(post, ann, WHEN)
    closed, _ = await sim.forum_post(other, ann, title, WHEN)
    assert await quiet(sim, closed)
    assert len(library.asked) == 1


async def test_where_it_may_not_listen_it_is_silent_and_commands_say_where(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    news = sim.add_channel(guild, "news")
    await prefer(library, guild, "channels", f"[{news.id}]")
    await start(make_bot())
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert await quiet(sim, channel)
    await sim.say(news, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(news)).text


async def test_without_the_intent_only_what_mentions_it_is_heard(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    await prefer(library, guild, "auto_channels", f"[{channel.id}]")
    await start(make_bot(hears_all=False))
    await sim.say(channel, ann, WHEN)
    assert await quiet(sim, channel)


async def test_answers_come_from_trusted_publishers_only(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    channel: Channel,
    ann: User,
    guild: Guild,
    library: FakeLibrary,
) -> None:
    await prefer(library, guild, "publishers", '["Kyodo", "Bay News"]')
    await start(make_bot())
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await sim.next_message(channel)
    assert library.narrowed == [(("Kyodo", "Bay News"), None)]
