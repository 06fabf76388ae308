"""The Sources button and its pages, also after the process that made them is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.results import InteractionResult

from bot.client import DatelineBot
from retrieval import NotFound, QuoteContext
from tests.fakes import FakeLibrary

from ..samples import SENTENCE, TITLE, WHEN, citation, mention, replies, text_of


@pytest.fixture
async def asked(simcord_env: Env, library: FakeLibrary) -> tuple[MemberActor, ChannelHandle]:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    return alice, channel


def shown(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


async def test_it_shows_the_quote_in_its_paragraph_to_the_one_who_pressed(
    asked: tuple[MemberActor, ChannelHandle],
) -> None:
    alice, channel = asked
    result = await alice.click(replies(channel)[0], label="Sources")
    assert result.ephemeral
    text = shown(result)
    assert TITLE in text
    assert "Before it. __Officials expect" in text
    assert "**April 1**" in text
    assert "goals.__ After it." in text
    assert "Source 1 of 2 · checked against the stored article just now" in text


async def test_pages_turn_to_the_end_and_back(asked: tuple[MemberActor, ChannelHandle]) -> None:
    alice, channel = asked
    first = await alice.click(replies(channel)[0], label="Sources")
    assert first.response is not None
    await alice.click(first.response, label="Next ▶")
    assert "2 of 2" in shown(first)
    assert "Japan is moving" in shown(first)
    buttons = first.response.components[0]["components"]
    assert [button.get("disabled", False) for button in buttons] == [False, True]
    await alice.click(first.response, label="◀ Previous")
    assert "1 of 2" in shown(first)


async def test_it_works_after_a_restart(
    simcord_env: Env, make_bot: Callable[[], DatelineBot], asked: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = asked
    page = await alice.click(replies(channel)[0], label="Sources")
    await simcord_env.restart_bot(make_bot())
    again = await alice.click(replies(channel)[0], label="Sources")
    assert "April 1" in shown(again)
    assert page.response is not None
    await alice.click(page.response, label="Next ▶")
    assert "2 of 2" in shown(page)


async def test_a_quote_that_the_article_no_longer_holds_is_not_shown(
    library: FakeLibrary, asked: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = asked
    library.contexts[SENTENCE] = QuoteContext(citation(1), "", "", verified=False, current=False)
    text = shown(await alice.click(replies(channel)[0], label="Sources"))
    assert "no longer holds this quote" in text
    assert "Officials expect" not in text


async def test_an_older_version_is_named_as_such(
    library: FakeLibrary, asked: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = asked
    library.contexts[SENTENCE] = QuoteContext(citation(1), "", "", verified=True, current=False)
    assert "a newer version" in shown(await alice.click(replies(channel)[0], label="Sources"))


async def test_a_removed_article_is_said_to_be_gone(
    library: FakeLibrary, asked: tuple[MemberActor, ChannelHandle]
) -> None:
    alice, channel = asked
    library.contexts[SENTENCE] = NotFound("article", 1)
    assert "has been removed" in shown(await alice.click(replies(channel)[0], label="Sources"))


async def test_an_answer_of_one_server_does_not_open_in_another(
    simcord_env: Env, library: FakeLibrary, asked: tuple[MemberActor, ChannelHandle]
) -> None:
    await library.answers.begin("elsewhere", question=WHEN, scopes=("shared", "guild:1"))
    await library.answers.finish(2, library.outcomes[WHEN])
    alice, channel = asked
    message = replies(channel)[0]
    stored = simcord_env.backend.get_message(channel.id, message.id)
    stored.components[0]["components"][0]["custom_id"] = "dateline:sources:2"
    result = await alice.click(replies(channel)[0], label="Sources")
    assert result.response is not None
    assert result.response.content == (
        "There is no answer 2 here any more. Ask again to get it from the current articles."
    )
    assert result.response.embeds == []
