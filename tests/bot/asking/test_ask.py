"""Questions in a server, in direct messages and by command, as people send them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.enums import MessageType
from simcord.env import Env
from structlog.testing import capture_logs

from bot.asking.limits import burst
from bot.preferences import Preferences
from retrieval import ModelError, Reason, Refusal, StoreError
from tests.fakes import FakeLibrary

from ..samples import SENTENCE, TITLE, WHEN, citation, mention, replies, text_of, tomahawk

Place = tuple[MemberActor, ChannelHandle]


@pytest.fixture
def place(simcord_env: Env) -> Place:
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


async def test_a_mention_is_answered_in_one_reply(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    (reply,) = replies(channel)
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id
    shown = text_of(reply.embeds[0])
    assert reply.embeds[0].title == "April 1"
    assert "which starts on **April 1**, aligning" in shown
    assert TITLE in shown
    assert "undated" in shown
    assert library.asked == [(WHEN, ("shared", f"guild:{alice.guild.id}"), None)]


async def test_the_log_tells_the_three_outcomes_apart(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    library.outcomes["who signs it?"] = replace(tomahawk("who signs it?"), doubtful=True)
    library.outcomes["who pays?"] = Refusal("who pays?", Reason.NOT_ANSWERED)
    with capture_logs() as logs:
        for question in (WHEN, "who signs it?", "who pays?"):
            await alice.send(channel, f"{mention(simcord_env)} {question}")
    outcomes = [entry["outcome"] for entry in logs if entry["event"] == "answered"]
    assert outcomes == ["answer", "doubtful", "refusal"]


@pytest.mark.parametrize("text", ["so {bot}, {question}", "{question} {bot}", "{bot}: {question}"])
async def test_the_mention_may_stand_anywhere(
    simcord_env: Env, library: FakeLibrary, place: Place, text: str
) -> None:
    alice, channel = place
    await alice.send(channel, text.format(bot=mention(simcord_env), question=WHEN))
    assert [WHEN in question for question, _, _ in library.asked] == [True]
    assert "<@" not in library.asked[0][0]


@pytest.mark.parametrize("text", ["hello all", WHEN, "@everyone look", "Dateline is a nice bot"])
async def test_it_is_silent_unless_addressed(simcord_env: Env, place: Place, text: str) -> None:
    alice, channel = place
    await alice.send(channel, text)
    assert replies(channel) == []


async def test_bots_and_webhooks_are_ignored(simcord_env: Env, library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    robot = alice.guild.add_member(simcord_env.create_user("robot", bot=True))
    await robot.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.guild.create_webhook(channel).send(f"{mention(simcord_env)} {WHEN}")
    assert library.asked == []


async def test_a_system_message_is_ignored(simcord_env: Env, library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    alice.guild.create_system_message(channel, MessageType.NEW_MEMBER, author=alice)
    await simcord_env.settle()
    assert library.asked == []
    assert replies(channel) == []


async def test_a_reply_continues_the_conversation(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.send(channel, "and who signs it?", reply_to=replies(channel)[-1])
    await alice.send(channel, "and where?", reply_to=replies(channel)[-1])
    follows = [after for _, _, after in library.asked]
    assert follows == [None, WHEN, "and who signs it?"]
    assert len(replies(channel)) == 3


async def test_a_reply_to_someone_else_is_none_of_its_business(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    theirs = await alice.send(channel, "I wonder")
    await alice.send(channel, "me too", reply_to=theirs)
    assert library.asked == []
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}", reply_to=theirs)
    assert library.asked == [(WHEN, ("shared", f"guild:{alice.guild.id}"), None)]


async def test_a_direct_message_needs_no_mention_and_sees_shared_articles_only(
    simcord_env: Env, library: FakeLibrary
) -> None:
    alice = simcord_env.create_user("alice")
    await alice.send_dm(WHEN)
    assert library.asked == [(WHEN, ("shared",), None)]
    assert replies(alice.dm_channel)[0].embeds[0].title == "April 1"


async def test_a_command_is_deferred_then_answered_with_its_question(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN)
    assert [r.json for r in simcord_env.http_requests if r.path.endswith("/callback")] == [{"type": 5}]
    assert not result.ephemeral
    assert result.response is not None
    assert WHEN in (result.response.embeds[0].author.name or "")
    await alice.send(channel, f"<@{result.response.message.author.id}> and where?", reply_to=result.response)
    assert library.asked[-1] == ("and where?", ("shared", f"guild:{alice.guild.id}"), WHEN)


async def test_a_command_works_in_a_direct_message(simcord_env: Env, library: FakeLibrary) -> None:
    await simcord_env.create_user("alice").slash("ask", question=WHEN)
    assert library.asked == [(WHEN, ("shared",), None)]


async def test_a_refusal_says_why_and_labels_the_nearest(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    nearest = citation(1, SENTENCE)
    library.outcomes["how much?"] = Refusal("how much?", Reason.NOT_ANSWERED, nearest, ("price",))
    result = await alice.slash(channel, "ask", question="how much?")
    assert result.response is not None
    shown = text_of(result.response.embeds[0])
    assert "no sentence that answers" in shown
    assert "“price”" in shown
    assert "probably not an answer" in shown
    (row,) = result.response.components
    assert [part["label"] for part in row["components"]] == ["Tell me when there is an answer"]


async def test_a_blank_mention_gets_the_short_help(simcord_env: Env, place: Place) -> None:
    alice, channel = place
    await alice.send(channel, mention(simcord_env))
    assert "answers from articles" in text_of(replies(channel)[0].embeds[0])


async def test_a_reply_whose_text_discord_withholds_gets_the_help(library: FakeLibrary, place: Place) -> None:
    """A reply to a command's answer pings the bot, but its text is kept back, as simcord models it."""
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN)
    assert result.response is not None
    await alice.send(channel, "and where?", reply_to=result.response)
    assert len(library.asked) == 1
    assert "mention me in it" in text_of(replies(channel)[-1].embeds[0])


async def test_four_thousand_characters_of_noise_are_refused(simcord_env: Env, place: Place) -> None:
    alice, channel = place
    await alice.slash(channel, "ask", question="x*_~`|<@1>" * 400)
    assert len(replies(channel)) == 1


async def test_a_replayed_message_is_answered_once(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    stored = simcord_env.backend.get_message(channel.id, asked.id)
    simcord_env.backend.emit("MESSAGE_CREATE", serializers.message_payload(simcord_env.backend, stored))
    await simcord_env.settle()
    assert len(replies(channel)) == 1
    assert len(library.asked) == 1


async def test_a_failed_question_says_so_and_is_not_answered_beside_that(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    library.outcomes[WHEN] = ModelError("/home/op/model", "no such file")
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    assert "incident" in replies(channel)[0].content
    assert "/home/op" not in replies(channel)[0].content
    stored = simcord_env.backend.get_message(channel.id, asked.id)
    del library.outcomes[WHEN]
    simcord_env.backend.emit("MESSAGE_CREATE", serializers.message_payload(simcord_env.backend, stored))
    await simcord_env.settle()
    assert len(replies(channel)) == len(library.asked) == 1


async def test_a_failed_command_says_so_in_place_of_the_answer(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    library.outcomes[WHEN] = RuntimeError("boom @everyone")
    result = await alice.slash(channel, "ask", question=WHEN)
    assert result.response is not None
    assert "incident" in result.response.content
    assert "boom" not in result.response.content
    assert [type(error).__name__ for error in simcord_env.errors] == ["CommandInvokeError"]


async def test_an_answer_that_cannot_be_logged_still_stands(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    library.failures["finish_answer"] = StoreError("dateline.db", "disk full")
    result = await alice.slash(channel, "ask", question=WHEN)
    assert result.response is not None
    assert result.response.embeds[0].title == "April 1"
    assert result.followups == []


async def test_without_the_permission_to_write_it_stays_quiet(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    assert replies(channel) == []
    assert simcord_env.errors == []


async def test_the_one_who_asks_too_fast_is_told_once_when_to_go_on(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    for _ in range(burst(Preferences().user_per_minute) + 3):
        await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    assert len(library.asked) == burst(Preferences().user_per_minute)
    assert [m.content for m in replies(channel) if m.content] == [
        "One moment, please: you can ask again in 6 s."
    ]
    result = await alice.slash(channel, "ask", question=WHEN)
    assert result.ephemeral
    assert result.response is not None
    assert "again in" in result.response.content


async def test_typing_is_shown_while_it_works(simcord_env: Env, place: Place) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    calls = [(r.method, r.path.rsplit("/", 1)[-1]) for r in simcord_env.http_requests]
    assert calls.index(("POST", "typing")) < calls.index(("POST", "messages"))


async def test_nobody_is_ever_pinged(simcord_env: Env, library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    sent = [r.json for r in simcord_env.http_requests if r.path.endswith("/messages")]
    assert [body and body["allowed_mentions"] for body in sent] == [{"parse": []}]
