"""Everybody is spoken to in their own language: a person by their Discord's, a server by the server's."""

from __future__ import annotations

from typing import cast

import discord
import pytest

from bot.client import DatelineBot
from retrieval import FeedState, Library, PollResult, Reason, Refusal, Settings
from tests.discord_sim import Channel, DiscordSim, Permission, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import SENTENCE, WHEN, feed, mention, replies
from ..world import World

Place = tuple[Channel, User]


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    """A server that speaks Japanese, and a German in it who manages it."""
    uwe = sim.add_user("uwe", locale="de")
    guild = sim.add_guild("newsroom", members=[uwe], locale="ja")
    sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[uwe])
    return sim.add_channel(guild, "general"), uwe


@pytest.fixture
async def online(start: Start, library: FakeLibrary, settings: Settings, place: Place) -> DatelineBot:
    bot = DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)
    await start(bot)
    return bot


@pytest.mark.usefixtures("online")
async def test_a_german_gets_help_in_german(sim: DiscordSim, place: Place) -> None:
    channel, uwe = place
    shown = await (await sim.slash(channel, uwe, "help")).response()
    assert "antwortet aus Artikeln" in shown.embeds[0]["title"]
    assert "`" not in shown.text
    assert "</ask:" in shown.text, "Discord shows the name in the language of whoever reads it"
    assert "</library add:" in shown.text


@pytest.mark.usefixtures("online")
async def test_a_german_is_refused_in_german(sim: DiscordSim, place: Place, library: FakeLibrary) -> None:
    channel, uwe = place
    library.outcomes["worüber?"] = Refusal("worüber?", Reason.NOTHING_FOUND, missing=("Kraken",))
    shown = await (await sim.slash(channel, uwe, "ask", question="worüber?", private=True)).response()
    assert "In meinen Artikeln habe ich dazu nichts gefunden." in shown.text
    assert "Nichts hier erwähnt „Kraken“." in shown.text


@pytest.mark.usefixtures("online")
async def test_a_german_meets_errors_in_german(sim: DiscordSim, place: Place) -> None:
    channel, uwe = place
    wrong = await (await sim.slash(channel, uwe, "ask", question=WHEN, until="morgen")).response()
    assert wrong.text == "„morgen“ kann ich nicht als Tag lesen; schreib ihn wie 2024-05-31."
    neither = await (await sim.slash(channel, uwe, "library add")).response()
    assert neither.text.startswith("Gib mir entweder eine Adresse (url) oder eine Datei (datei)")


@pytest.mark.usefixtures("online")
async def test_a_button_under_a_japanese_answer_speaks_to_the_one_who_presses_it(
    sim: DiscordSim, place: Place
) -> None:
    channel, uwe = place
    await sim.say(channel, uwe, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    assert answer.embeds[0]["footer"]["text"] == (
        "確実 · 時点不明：出典に日付がありません。\n続けて質問するには、このメッセージに返信してください。"
    )
    source = await (await sim.click(answer, "出典", uwe)).response()
    names = [each["name"] for each in source.embeds[0]["fields"]]
    assert names == ["Herausgeber", "Erschienen"]
    assert source.embeds[0]["fields"][1]["value"] == "ohne Datum"


@pytest.mark.usefixtures("online")
async def test_what_a_german_shows_to_everyone_is_in_the_language_of_the_server(
    sim: DiscordSim, place: Place
) -> None:
    channel, uwe = place
    private = await (await sim.slash(channel, uwe, "ask", question=WHEN, private=True)).response()
    assert "Stand unbekannt" in private.embeds[0]["footer"]["text"]
    await sim.click(private, "Allen zeigen", uwe)
    assert await sim.next_message(channel) == private
    shown = await sim.next_message(channel)
    assert "時点不明" in shown.embeds[0]["footer"]["text"]


async def test_an_answer_for_all_of_a_server_is_framed_in_its_language(world: World) -> None:
    guild = world.env.create_guild()
    await world.env.settle()
    channel = guild.create_text_channel("ニュース")
    await speaks(world, guild.id, "ja")
    ann = guild.add_member(world.env.create_user("ann"))
    await ann.send(channel, f"{mention(world.env)} {WHEN}")
    (answer,) = replies(channel)
    embed = answer.embeds[0]
    assert embed.title == "April 1"
    assert SENTENCE.replace("April 1", "**April 1**") in (embed.description or "")
    assert (embed.description or "").endswith("· 日付なし")
    assert "時点不明：出典に日付がありません。" in (embed.footer.text or "")


async def speaks(world: World, guild_id: int, locale: str) -> None:
    """Discord tells the bot which language the server has chosen."""
    guild = world.env.bot.get_guild(guild_id)
    assert guild is not None
    guild.preferred_locale = discord.Locale(locale)


async def test_a_failing_feed_is_told_in_the_language_of_the_server(
    world: World, library: FakeLibrary
) -> None:
    await speaks(world, world.guild.id, "es-ES")
    failing = feed(
        1, world.scope, notify=f"channel:{world.channel.id}", state=FeedState.FAILING, error="status 500"
    )
    library.polls = [(PollResult(failing, tell=True),)]
    await world.env.advance_time(60)
    await world.env.settle()
    (told,) = replies(world.channel)
    assert told.content.startswith("El feed «Feed 1» no responde desde el <t:1767225600:D>: status 500.")


async def test_someone_who_writes_directly_is_answered_in_english(world: World) -> None:
    ann = world.env.create_user("ann")
    await ann.send_dm(WHEN)
    assert "Reply to this message" in (replies(ann.dm_channel)[0].embeds[0].footer.text or "")
