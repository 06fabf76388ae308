"""Answers where the bot lacks permissions: the best form that is left, and one hint, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import discord
import pytest

from bot.asking.buttons import SourcesButton
from bot.client import DatelineBot
from bot.exceptions import CannotWrite
from bot.ui.components import view_of
from bot.ui.embeds import outcome_embed
from retrieval import Answer, Library, Settings, StoreError
from tests.discord_sim import Channel, DiscordSim, Message, Permission, User, errors, faults
from tests.discord_sim.conftest import Start
from tests.discord_sim.errors import ApiError
from tests.fakes import FakeLibrary

from ..samples import WHEN, citation, tomahawk

Make = Callable[[], DatelineBot]
MESSAGES = "/channels/*/messages"
HISTORY = Permission.READ_MESSAGE_HISTORY


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


async def heard(sim: DiscordSim, bot: DatelineBot, channel: Channel, who: User, text: str) -> discord.Message:
    """A message to the bot, as the bot got it. Its own answer to it is not under test."""
    await bot.remove_cog("Ask")
    ours = lambda message: message.channel.id == channel.id and not message.author.bot  # noqa: E731  # used once
    heard_it = asyncio.create_task(bot.wait_for("message", check=ours, timeout=5))
    await asyncio.sleep(0)
    await sim.say(channel, who, text, mentions=[sim.bot])
    return cast(discord.Message, await heard_it)


def whole(**what: Any) -> dict[str, Any]:
    return {"embed": outcome_embed(tomahawk()), "view": view_of(SourcesButton(1))} | what


def of_bot(sim: DiscordSim, channel: Channel) -> list[Message]:
    return sim.messages(channel, from_bot=True)


async def deny(sim: DiscordSim, channel: Channel, denied: Permission) -> None:
    sim.overwrite(channel, sim.bot, deny=denied)
    await sim.barrier()


async def test_with_every_permission_it_is_an_embed_in_a_reply(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    sent = await online.delivery.deliver(asked.channel, **whole(reply_to=asked, nonce="1"))
    (message,) = of_bot(sim, channel)
    assert message.id == sent.id
    assert message.reply_to == asked.id
    assert message.embeds[0]["title"] == "April 1"
    assert message.component("Sources")
    assert library.entries == []


@pytest.mark.parametrize("known", [True, False], ids=["as permissions say", "as Discord says"])
async def test_without_embed_links_it_is_text_and_the_server_is_told_once(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary, known: bool
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    if known:
        await deny(sim, channel, Permission.EMBED_LINKS)
    else:
        sim.faults.add("POST", MESSAGES, faults.missing_permissions())
    sent = await online.delivery.deliver(asked.channel, **whole(reply_to=asked, nonce="1"))
    answer, hint = of_bot(sim, channel)
    assert answer.id == sent.id
    assert answer.embeds == []
    assert answer.reply_to == asked.id
    assert answer.content.startswith("**April 1**\n\n> Officials expect")
    assert answer.component("Sources")
    assert hint.content.startswith(
        f"I may not use embeds in <#{channel.id}>, so my answers there come as plain"
    )
    await deny(sim, channel, Permission.EMBED_LINKS)
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked, nonce="2"))
    assert len(of_bot(sim, channel)) == 3
    assert [entry.name for entry in library.entries] == ["hint embed_links"]


async def test_a_restart_repeats_no_hint(
    sim: DiscordSim, start: Start, online: DatelineBot, make_bot: Make, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.EMBED_LINKS)
    asked = await heard(sim, online, channel, ann, "when?")
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    await online.close()
    again = make_bot()
    await start(again)
    asked = await heard(sim, again, channel, ann, "when?")
    await again.delivery.deliver(asked.channel, **whole(reply_to=asked))
    texts = [message.content[:12] for message in of_bot(sim, channel)]
    assert texts == ["**April 1**\n", "I may not us", "**April 1**\n"]


@pytest.mark.parametrize("known", [True, False], ids=["as permissions say", "as Discord says"])
async def test_without_history_it_names_what_it_answers(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], known: bool
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when <is> it?")
    if known:
        await deny(sim, channel, HISTORY)
    else:
        sim.faults.add("POST", MESSAGES, faults.refused(errors.cannot_reply()))
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked, nonce="1"))
    answer, hint = of_bot(sim, channel)
    assert answer.reply_to is None
    assert answer.content == "-# For Ann: “when \\<is\\> it?”"
    assert answer.embeds[0]["title"] == "April 1"
    assert "cannot be replies" in hint.content


async def test_with_neither_it_is_named_text(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await deny(sim, channel, HISTORY | Permission.EMBED_LINKS)
    asked = await heard(sim, online, channel, ann, "when?")
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    answer = of_bot(sim, channel)[0]
    assert answer.content.startswith("-# For Ann: “")
    assert "\n\n**April 1**\n\n> Officials" in answer.content
    assert {entry.name for entry in library.entries} == {"hint embed_links", "hint read_message_history"}


@pytest.mark.parametrize("known", [True, False], ids=["as permissions say", "as Discord says"])
async def test_where_it_may_not_write_only_the_one_who_asked_is_told_once(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary, known: bool
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    if known:
        await deny(sim, channel, Permission.SEND_MESSAGES)
    else:
        sim.faults.add("POST", f"/channels/{channel.id}/messages", faults.missing_permissions(), times=9)
    for nonce in ("1", "2"):
        with pytest.raises(CannotWrite):
            await online.delivery.deliver(asked.channel, **whole(reply_to=asked, nonce=nonce))
    assert of_bot(sim, channel) == []
    (told,) = of_bot(sim, sim.dm(ann))
    assert told.content.startswith(f"I may not write in <#{channel.id}>")
    assert len(library.entries) == 1


async def test_who_cannot_be_told_is_no_hindrance_and_the_next_one_is(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.SEND_MESSAGES)
    asked = await heard(sim, online, channel, ann, "when?")
    refused = faults.refused(ApiError(403, 50007, "Cannot send messages to this user"))
    sim.faults.add("POST", f"/channels/{sim.dm(ann).id}/messages", refused)
    for _ in range(2):
        with pytest.raises(CannotWrite):
            await online.delivery.deliver(asked.channel, content="x", reply_to=asked)
    assert len(of_bot(sim, sim.dm(ann))) == 1
    assert len(library.entries) == 1


async def test_in_a_thread_the_threads_own_permission_is_named(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    thread = await sim.start_thread(channel, ann, "talk")
    asked = await heard(sim, online, thread, ann, "when?")
    await deny(sim, channel, Permission.SEND_MESSAGES)
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    assert len(of_bot(sim, thread)) == 1
    await deny(sim, channel, Permission.SEND_MESSAGES_IN_THREADS)
    with pytest.raises(CannotWrite) as caught:
        await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    assert caught.value.permission == "send_messages_in_threads"


async def test_direct_messages_lack_nothing(
    sim: DiscordSim, online: DatelineBot, library: FakeLibrary
) -> None:
    bob = sim.add_user("bob")
    asked = await heard(sim, online, sim.dm(bob), bob, "when?")
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    assert of_bot(sim, sim.dm(bob))[0].reply_to == asked.id
    assert library.entries == []


async def test_another_error_is_raised_as_it_is(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    sim.faults.add("POST", MESSAGES, faults.refused(ApiError(400, 50035, "Invalid Form Body")))
    with pytest.raises(discord.HTTPException) as caught:
        await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    assert caught.value.code == 50035


async def test_a_long_answer_as_text_takes_several_messages_with_the_buttons_below_the_last(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.EMBED_LINKS)
    asked = await heard(sim, online, channel, ann, "when?")
    long = tuple(citation(n, f"Sentence {n} says so. " * 60) for n in range(1, 4))
    embed = outcome_embed(Answer("q", long, confidence=0.9))
    sim.faults.add("POST", MESSAGES, faults.lost_reply(502))
    last = await online.delivery.deliver(
        asked.channel, **whole(embed=embed, reply_to=asked, nonce=str(asked.id))
    )
    *texts, hint = of_bot(sim, channel)
    assert len(texts) > 1
    assert texts[0].reply_to == asked.id
    assert texts[-1].id == last.id
    assert [bool(message.component("Sources")) for message in texts] == [False] * (len(texts) - 1) + [True]
    short = await online.delivery.revise(last, embed=outcome_embed(tomahawk()), reply_to=asked)
    left = [message for message in of_bot(sim, channel) if message.id != hint.id]
    assert [message.id for message in left] == [short.id]
    assert left[0].content.startswith("**April 1**")


async def test_revising_follows_the_permissions_of_the_moment(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    sent = await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    await deny(sim, channel, Permission.EMBED_LINKS)
    assert (await online.delivery.revise(sent, **whole(reply_to=asked))).id == sent.id
    (message,) = of_bot(sim, channel)
    assert message.embeds == []
    assert message.content.startswith("**April 1**")
    await deny(sim, channel, Permission.NONE)
    await online.delivery.revise(sent, **whole(reply_to=asked))
    assert message.embeds[0]["title"] == "April 1"
    assert message.content == ""
    await online.delivery.withdraw(sent)
    await online.delivery.withdraw(sent)
    assert of_bot(sim, channel) == []


async def test_an_edit_that_discord_refuses_for_its_embed_is_delivered_anew(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    sent = await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    sim.faults.add("PATCH", f"/channels/{channel.id}/messages/{sent.id}", faults.missing_permissions())
    anew = await online.delivery.revise(sent, **whole(reply_to=asked))
    assert [message.id for message in of_bot(sim, channel)] == [anew.id]
    assert anew.id != sent.id


async def test_a_reply_that_somebody_deleted_stays_away(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    asked = await heard(sim, online, channel, ann, "when?")
    sent = await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    await sim.delete(of_bot(sim, channel)[0])
    with pytest.raises(discord.NotFound):
        await online.delivery.revise(sent, **whole(reply_to=asked))
    assert of_bot(sim, channel) == []


async def test_trouble_with_a_hint_spoils_no_answer(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.EMBED_LINKS)
    asked = await heard(sim, online, channel, ann, "when?")
    library.failures["ledger"] = StoreError("/data/dateline.db", "disk full")
    await online.delivery.deliver(asked.channel, **whole(reply_to=asked))
    (answer,) = of_bot(sim, channel)
    assert answer.content.startswith("**April 1**")


async def test_a_question_is_answered_as_the_channel_lets_it(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.EMBED_LINKS | HISTORY)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    assert answer.content.startswith(f"-# For Ann: “{WHEN}”\n\n**April 1**")
    await sim.wait_until(lambda: len(of_bot(sim, channel)) == 3)
    await sim.edit(asked, f"{sim.bot.mention} and why?")
    await sim.wait_until(lambda: "I found nothing" in answer.content)
    assert answer.component("Sources") is None
    await sim.delete(asked)
    await sim.wait_until(lambda: answer.deleted)
    assert library.stored_answers == {}


async def test_where_it_may_not_write_nothing_is_worked_out_and_nothing_said(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User], library: FakeLibrary
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.SEND_MESSAGES)
    for _ in range(7):
        await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    told = await sim.next_message(sim.dm(ann))
    assert "Someone who manages the server can allow me" in told.content
    await sim.barrier()
    assert library.asked == []
    assert of_bot(sim, channel) == []
    assert len(of_bot(sim, sim.dm(ann))) == 1
    await deny(sim, channel, Permission.NONE)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    assert "April 1" in (await sim.next_message(channel)).text


async def test_where_it_may_open_no_threads_the_one_who_wants_one_is_told_and_the_server_once(
    sim: DiscordSim, online: DatelineBot, place: tuple[Channel, User]
) -> None:
    channel, ann = place
    await deny(sim, channel, Permission.CREATE_PUBLIC_THREADS)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    for _ in range(2):
        told = await (await sim.click(answer, "Continue in a thread", ann)).response()
        assert told.content.startswith(f"I may not start threads in <#{channel.id}>")
        assert told.seen_only_by == ann.id
    public = [message.content[:24] for message in of_bot(sim, channel) if message.seen_only_by is None]
    assert public == ["", "I may not start threads "]
