"""Questions that are edited, deleted, asked privately or continued, in a simulated Discord."""

from __future__ import annotations

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.env import Env

from retrieval import Reason, Refusal
from tests.fakes import FakeLibrary

from ..samples import WHEN, mention, replies, text_of

Place = tuple[MemberActor, ChannelHandle]
WHERE = "where will they be stationed?"
WATCH = "Tell me when there is an answer"


@pytest.fixture
def place(simcord_env: Env) -> Place:
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


def follows(library: FakeLibrary) -> list[tuple[str, ...]]:
    """The questions that each question was asked after."""
    return [tuple(turn.question for turn in conversation) for conversation in library.conversations]


async def test_an_edited_question_revises_the_same_reply(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    library.outcomes[WHERE] = Refusal(WHERE, Reason.NOT_ANSWERED)
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    (first,) = replies(channel)
    await alice.edit(asked, f"{mention(simcord_env)} {WHERE}")
    (second,) = replies(channel)
    assert second.id == first.id
    assert "no sentence that answers" in text_of(second.embeds[0])
    assert [part.label for row in second.components for part in row.children] == [WATCH]  # type: ignore[union-attr]
    await alice.edit(asked, f"{mention(simcord_env)} {WHEN}")
    (third,) = replies(channel)
    assert third.embeds[0].title == "April 1"
    assert [question for question, *_ in library.asked] == [WHEN, WHERE, WHEN]


async def test_an_edit_that_asks_the_same_costs_nothing(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.edit(asked, f"{mention(simcord_env)}   {WHEN}")
    assert len(library.asked) == 1


async def test_a_preview_of_a_link_is_no_edit(simcord_env: Env, library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    stored = simcord_env.backend.get_message(channel.id, asked.id)
    payload = serializers.message_payload(simcord_env.backend, stored)
    simcord_env.backend.emit(
        "MESSAGE_UPDATE", {**payload, "content": "something else", "edited_timestamp": None}
    )
    await simcord_env.settle()
    assert len(library.asked) == 1
    assert len(replies(channel)) == 1


async def test_a_mention_put_in_later_makes_it_a_question(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    said = await alice.send(channel, WHEN)
    assert replies(channel) == []
    await alice.edit(said, f"{mention(simcord_env)} {WHEN}")
    assert len(replies(channel)) == 1
    assert library.asked[0][0] == WHEN


async def test_a_mention_taken_out_withdraws_the_reply(simcord_env: Env, place: Place) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.edit(asked, "never mind")
    assert replies(channel) == []


async def test_a_deleted_question_takes_its_reply_with_it(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    other = await alice.send(channel, f"{mention(simcord_env)} {WHERE}")
    await alice.delete(asked)
    (left,) = replies(channel)
    assert left.reference is not None
    assert left.reference.message_id == other.id
    assert await library.answers.asked(f"discord:message:{asked.id}") is None


async def test_a_reply_that_a_moderator_deleted_stays_away(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    asked = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    moderator = channel_owner(simcord_env, alice)
    await moderator.delete(replies(channel)[0])
    await alice.edit(asked, f"{mention(simcord_env)} {WHERE}")
    assert replies(channel) == []
    assert simcord_env.errors == []


def channel_owner(env: Env, member: MemberActor) -> MemberActor:
    return member.guild.add_member(member.guild.owner)


async def test_replies_carry_the_whole_conversation(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.send(channel, f"{mention(simcord_env)} and who signs it?", reply_to=replies(channel)[-1])
    await alice.send(channel, f"{mention(simcord_env)} and where?", reply_to=replies(channel)[-1])
    await alice.send(channel, f"{mention(simcord_env)} something else?")
    assert follows(library) == [(), (WHEN,), (WHEN, "and who signs it?"), ()]


async def test_a_direct_message_remembers_what_was_said(simcord_env: Env, library: FakeLibrary) -> None:
    alice, bob = simcord_env.create_user("alice"), simcord_env.create_user("bob")
    await alice.send_dm(WHEN)
    await alice.send_dm("and where?")
    await bob.send_dm("and why?")
    assert follows(library) == [(), (WHEN,), ()]


async def test_a_private_answer_is_nobody_else_s_and_can_be_shown_once(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN, private=True)
    assert result.ephemeral
    assert result.response is not None
    assert replies(channel) == []
    shown = await alice.click(result.response, label="Show to everyone")
    (public,) = replies(channel)
    assert public.embeds[0].title == "April 1"
    assert WHEN in (public.embeds[0].author.name or "")
    assert shown is not None
    bob = alice.guild.add_member(simcord_env.create_user("bob"))
    await bob.send(channel, f"{mention(simcord_env)} and where?", reply_to=public)
    assert follows(library)[-1] == (WHEN,)


async def test_an_answer_goes_on_in_a_thread(simcord_env: Env, library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    answer = replies(channel)[-1]
    opened = await alice.click(answer, label="Continue in a thread")
    (thread,) = channel.threads
    assert opened.response is not None
    assert f"<#{thread.id}>" in opened.response.content
    assert thread.name == WHEN
    await alice.send(thread, f"{mention(simcord_env)} and where?")
    await alice.send(thread, f"{mention(simcord_env)} and why?")
    assert follows(library)[-2:] == [(WHEN,), (WHEN, "and where?")]
    again = await alice.click(answer, label="Continue in a thread")
    assert again.response is not None
    assert f"<#{thread.id}>" in again.response.content
    assert len(channel.threads) == 1


async def test_there_are_no_threads_in_a_direct_message_or_in_a_thread(
    simcord_env: Env, place: Place
) -> None:
    user = simcord_env.create_user("dora")
    await user.send_dm(WHEN)
    assert "Continue in a thread" not in labels(replies(user.dm_channel)[-1])
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.click(replies(channel)[-1], label="Continue in a thread")
    await alice.send(channel.threads[0], f"{mention(simcord_env)} {WHEN}")
    assert "Continue in a thread" not in labels(replies(channel.threads[0])[-1])


def labels(message: discord.Message) -> list[str | None]:
    return [
        child.label
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for child in row.children
        if isinstance(child, discord.Button)
    ]
