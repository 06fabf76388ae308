"""The real library with the real model over the seed, asked through the simulated Discord."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.client import DatelineBot
from retrieval import Library, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder

from ..samples import TITLE, WHEN, mention, replies, text_of
from ..text.test_markup import plain

pytestmark = pytest.mark.simcord(settle_timeout=60)  # the model works on real time, also on a busy machine


@pytest.fixture
async def real_library(ingested: Path, tmp_path: Path, embedder: SentenceEmbedder) -> AsyncIterator[Library]:
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    async with open_library(Settings(data_dir=tmp_path), embedder=embedder) as library:
        yield library


@pytest.fixture
def simcord_bot(real_library: Library) -> DatelineBot:
    return DatelineBot(real_library, real_library.settings)


@pytest.fixture
def place(simcord_env: Env) -> tuple[MemberActor, ChannelHandle]:
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


async def ask(env: Env, place: tuple[MemberActor, ChannelHandle], question: str) -> str:
    alice, channel = place
    await alice.send(channel, f"{mention(env)} {question}")
    return text_of(replies(channel)[-1].embeds[0])


async def test_the_example_question(simcord_env: Env, place: tuple[MemberActor, ChannelHandle]) -> None:
    shown = await ask(simcord_env, place, WHEN)
    assert "April 1" in shown.split("\n")[0]
    assert "Officials expect the deal to be finalized" in shown
    assert TITLE in shown
    assert "Kyodo" in shown
    assert "undated" in shown


ANSWERED = {
    "under which framework will the contract be signed?": "foreign military sales",
    "where would the missiles be stationed?": "first island chain",
}
REFUSED = (
    "who is Maria Shumakova?",
    "how much do the missiles cost?",
    "when is the Typhoon contract expected?",
    "what is the capital of France?",
    '"*^ OR NEAR(',
    "@everyone",
    "x*_~`" * 800,
)


async def test_other_answers(simcord_env: Env, place: tuple[MemberActor, ChannelHandle]) -> None:
    for question, words in ANSWERED.items():
        shown = await ask(simcord_env, place, question)
        assert words in plain(shown).replace("*", "")


async def test_refusals(simcord_env: Env, place: tuple[MemberActor, ChannelHandle]) -> None:
    alice, channel = place
    for number, question in enumerate(REFUSED):
        someone = alice.guild.add_member(simcord_env.create_user(f"person {number}"))
        result = await someone.slash(channel, "ask", question=question)
        assert result.response is not None
        assert "follow-up" not in text_of(result.response.embeds[0]), question
        labels = [part["label"] for row in result.response.components for part in row["components"]]
        assert set(labels) <= {"Tell me when there is an answer"}, question


async def test_a_reply_works_on_what_came_before(
    simcord_env: Env, place: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = place
    await ask(simcord_env, place, WHEN)
    await alice.send(channel, "and under which framework?", reply_to=replies(channel)[-1])
    assert "foreign military sales" in plain(text_of(replies(channel)[-1].embeds[0])).replace("*", "")


async def test_sources_stand_in_their_paragraph(
    simcord_env: Env, place: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = place
    await ask(simcord_env, place, WHEN)
    opened = await alice.click(replies(channel)[-1], label="Sources")
    assert opened.response is not None
    shown = text_of(opened.response.embeds[0])
    assert "Japan is moving toward a formal agreement" in shown
    assert "__Officials expect the deal" in shown
    assert "checked against the stored article just now" in shown


async def test_an_article_of_a_server_stays_there(
    simcord_env: Env, place: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = place
    owner = simcord_env.create_user("owner")
    mine = simcord_env.create_guild("Mine", owner=owner)
    room = mine.create_text_channel("news")
    member = mine.add_member(owner)
    text = (
        b"---\ntitle: Harbour works\npublisher: Bay News\ndate: 2025-03-04\n---\n"
        b"The Larkhaven harbour opens on 9 May, the port authority said on Tuesday. "
        b"Work on the new pier took three years and was paid for by the county."
    )
    await member.slash(room, "library add", file=("harbour.md", text))
    question = "when does the Larkhaven harbour open?"
    assert "9 May" in await ask(simcord_env, (member, room), question)
    assert "9 May" not in await ask(simcord_env, place, question)
    status = await alice.slash(channel, "articles")
    assert status.response is not None
    assert "Harbour" not in text_of(status.response.embeds[0])


async def test_a_reindex_leaves_the_answers_as_they_were(
    simcord_env: Env, place: tuple[MemberActor, ChannelHandle]
) -> None:
    owner = simcord_env.create_user("owner")
    mine = simcord_env.create_guild("Mine", owner=owner)
    room, member = mine.create_text_channel("news"), mine.add_member(owner)
    result = await member.slash(room, "admin reindex")
    await simcord_env.settle()
    assert result.response is not None
    assert result.response.content.startswith("Reindexed 1 article")
    assert "April 1" in await ask(simcord_env, place, WHEN)


async def test_a_message_is_checked_and_asked_about(
    simcord_env: Env, place: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = place
    bob = alice.guild.add_member(simcord_env.create_user("bob"))
    said = await bob.send(
        channel,
        "**Officials expect the Tomahawk deal to be finalized within the Japanese fiscal year, which starts on "
        "May 1.** The moon is made of cheese.",
    )
    checked = await alice.context_menu(channel, "Check this claim", said)
    assert checked.ephemeral
    assert checked.response is not None
    assert [embed.title for embed in checked.response.embeds] == ["🔴 Contradicted", "⚪ Not in my articles"]
    assert "The message says “May 1”, the source “April 1”." in text_of(checked.response.embeds[0])
    wondered = await bob.send(channel, f"Hm. {WHEN} Nobody knows.")
    asked = await alice.context_menu(channel, "Ask about this", wondered)
    assert asked.ephemeral
    assert asked.response is not None
    assert "April 1" in text_of(asked.response.embeds[0])
    assert replies(channel) == [] or all(message.flags.ephemeral for message in replies(channel))


async def test_who_asked_is_forgotten(
    simcord_env: Env, real_library: Library, place: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = place
    await ask(simcord_env, place, WHEN)
    await alice.slash(channel, "ask", question="who signs it?", private=True)
    offered = await alice.slash(channel, "forget-me")
    assert offered.response is not None
    assert offered.response.content.startswith("2 questions with their answers")
    await alice.click(offered.response, label="Delete everything of mine")
    assert offered.response.content.startswith("Deleted: 2 questions")
    assert await real_library.answers.homes() == ()
    gone = await alice.click(replies(channel)[0], label="Sources")
    assert gone.response is not None
    assert "There is no answer" in gone.response.content
