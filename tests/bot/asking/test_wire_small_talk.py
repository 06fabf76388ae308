"""What is no question, in every place where one may ask: short, kind, and kept nowhere; and questions that Discord has
dressed up."""

# ruff: noqa: F811  # a parameter is a fixture, found by its name

from __future__ import annotations

import pytest

from bot.places import own_scope
from retrieval import StoreError
from tests.discord_sim import Channel, DiscordSim, Guild, Intent, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, until
from .test_wire_conversation import (  # noqa: F401  # fixtures are found by name
    Make,
    ann,
    channel,
    guild,
    make_bot,
    prefer,
    quiet,
)

pytestmark = pytest.mark.parametrize("sim", [{"privileged": Intent.MESSAGE_CONTENT}], indirect=True)
TALK = (
    "hi!",
    "Danke schön!",
    "¡Hola! ¿Qué tal?",
    "ありがとうございます",
    "lol 😂",
    "👍",
    "**?**",
    "||...||",
    "<:blob:123456789>",
)


@pytest.mark.parametrize("text", TALK)
@pytest.mark.parametrize("place", ["mention", "direct", "command", "thread", "open channel"])
async def test_small_talk_is_no_question_anywhere(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    guild: Guild,
    channel: Channel,
    ann: User,
    place: str,
    text: str,
) -> None:
    if place == "open channel":
        await prefer(library, guild, "auto_channels", f"[{channel.id}]")
    await start(make_bot())
    if place == "mention":
        await sim.say(channel, ann, text, mentions=[sim.bot])
        said = await sim.next_message(channel)
    elif place == "direct":
        await sim.say(sim.dm(ann), ann, text)
        said = await sim.next_message(sim.dm(ann))
    elif place == "command":
        said = await (await sim.slash(channel, ann, "ask", question=text)).response()
        assert said.ephemeral
    elif place == "thread":
        thread = await sim.start_thread(channel, sim.bot, "the pact")
        await sim.say(thread, ann, text)
        assert await quiet(sim, thread)
        await sim.say(thread, ann, text, mentions=[sim.bot])
        said = await sim.next_message(thread)
    else:
        await sim.say(channel, ann, text)
        assert await quiet(sim, channel)
        return
    assert said.text
    assert library.asked == []
    assert library.stored_answers == {}
    assert library.claims == {}


@pytest.mark.parametrize(
    "dressed",
    [
        "<#{channel}> {when}",
        "> {when}",
        "# {when}",
        "||{when}||",
        "**{when}**",
        "`{when}`",
        "```\n{when}\n```",
        "<:blob:123456789> {when} <a:party:987654321>",
        "\u200b{when}\u200b 🎉",
        "hey bot, {when} Thanks!",
        "Hallo Dateline, {when} Danke!",
        "<@{ann}> {when}",
        "{when} <t:1700000000:R>".replace(" <t:1700000000:R>", " :shrug:"),
        "https://discord.com/channels/1/2/3 {when}",
        "</ask:1234> {when}",
    ],
)
@pytest.mark.parametrize("place", ["mention", "command"])
async def test_what_discord_adds_is_no_part_of_a_question(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    ann: User,
    dressed: str,
    place: str,
) -> None:
    await start(make_bot())
    text = dressed.format(channel=channel.id, ann=ann.id, when=WHEN)
    if place == "mention":
        await sim.say(channel, ann, text, mentions=[sim.bot])
    else:
        await sim.slash(channel, ann, "ask", question=text)
    said = await sim.next_message(channel)
    assert "April 1" in said.text
    assert [question for question, *_ in library.asked] == [WHEN]


async def test_a_hint_becomes_the_answer_when_the_channel_is_opened_and_the_question_edited(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    guild: Guild,
    channel: Channel,
    ann: User,
) -> None:
    other = sim.add_channel(guild, "questions")
    await prefer(library, guild, "channels", f"[{other.id}]")
    bot = make_bot()
    await start(bot)
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    hint = await sim.next_message(channel)
    assert f"<#{other.id}>" in hint.text
    await bot.servers.change(guild.id, "channels", [channel.id, other.id], by=1)
    await sim.edit(asked, f"{sim.bot.mention} {WHEN} please")
    await sim.wait_until(lambda: "April 1" in hint.text)
    assert sim.messages(channel, from_bot=True) == [hint]


async def test_nobody_is_admitted_on_defaults_while_a_change_is_written(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    guild: Guild,
    channel: Channel,
    ann: User,
) -> None:
    press = sim.add_role(guild, "press")
    await prefer(library, guild, "asker_roles", f"[{press.id}]")
    bot = make_bot()
    await start(bot)
    await bot.servers.of(guild.id)
    library.failures["preferences"] = StoreError("dateline.db", "disk I/O error")
    await bot.servers.change(guild.id, "language", "de", by=1)
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    said = await sim.next_message(channel)
    assert "April 1" not in said.text
    answer = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    assert answer.ephemeral
    assert library.asked == []
    library.failures.clear()
    refused = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    assert f"<@&{press.id}>" in refused.text
    assert library.asked == []
    assert await library.audit_log.preferences(own_scope(guild.id))
    await until(lambda: not library.claims)
