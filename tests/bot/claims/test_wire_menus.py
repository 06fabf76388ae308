"""The menus on messages, over real sockets: the answer is for the one who asked, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

import pytest

from bot.client import DatelineBot
from retrieval import Finding, Library, Reason, Refusal, Settings, Span, Stance, StoreError, Verdict
from tests.discord_sim import Ack, Channel, DiscordSim, Message, RefusedError, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import SENTENCE, WHEN, citation

Make = Callable[[], DatelineBot]
ASK, CHECK = "Ask about this", "Check this claim"
CLAIM = "The contract is expected on May 1."


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    library.verdicts[CLAIM] = Verdict(
        CLAIM,
        (Finding(CLAIM, Span(0, len(CLAIM)), Stance.CONTRADICTED, (citation(1, SENTENCE, "April 1"),), 0.9),),
    )
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def people(sim: DiscordSim) -> tuple[User, User]:
    return sim.add_user("ann"), sim.add_user("bob")


@pytest.fixture
def channel(sim: DiscordSim, people: tuple[User, User]) -> Channel:
    return sim.add_channel(sim.add_guild("newsroom", members=people), "general")


@pytest.fixture
async def online(start: Start, make_bot: Make, channel: Channel) -> DatelineBot:
    bot = make_bot()
    await start(bot)
    return bot


def in_public(sim: DiscordSim, channel: Channel) -> list[Message]:
    return [message for message in sim.messages(channel, from_bot=True) if message.seen_only_by is None]


@pytest.mark.usefixtures("online")
async def test_asking_about_a_message_answers_its_question_in_private(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary
) -> None:
    ann, bob = people
    said = await sim.say(channel, bob, f"Morning all. {WHEN} I wonder.")
    used = await sim.context_menu(channel, ann, ASK, said)
    assert await used.acked() is Ack.DEFER
    answer = await used.response()
    assert answer.seen_only_by == ann.id
    assert "April 1" in answer.text
    assert WHEN in answer.text
    assert library.asked == [(WHEN, ("shared", f"guild:{channel.guild_id}"), None)]
    assert in_public(sim, channel) == []


async def test_its_sources_open_after_a_restart(
    sim: DiscordSim,
    start: Start,
    channel: Channel,
    people: tuple[User, User],
    online: DatelineBot,
    make_bot: Make,
) -> None:
    ann, bob = people
    said = await sim.say(channel, bob, WHEN)
    answer = await (await sim.context_menu(channel, ann, ASK, said)).response()
    await online.close()
    await start(make_bot())
    opened = await (await sim.click(answer, "Sources", ann)).response()
    assert "1 of 2" in opened.text
    assert opened.seen_only_by == ann.id
    with pytest.raises(RefusedError):
        await sim.click(answer, "Sources", bob)


@pytest.mark.usefixtures("online")
async def test_a_refusal_is_private_too(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary
) -> None:
    ann, bob = people
    library.outcomes["It rains."] = Refusal("It rains.", Reason.NOT_A_QUESTION)
    said = await sim.say(channel, bob, "It rains.")
    refused = await (await sim.context_menu(channel, ann, ASK, said)).response()
    assert "did not find a question" in refused.text
    assert refused.seen_only_by == ann.id
    assert refused.component("Sources") is None


@pytest.mark.usefixtures("online")
async def test_checking_a_claim_shows_the_quote_to_the_one_who_wants_to_know(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary
) -> None:
    ann, bob = people
    said = await sim.say(channel, bob, f"**{CLAIM}**")
    verdict = await (await sim.context_menu(channel, ann, CHECK, said)).response()
    assert verdict.seen_only_by == ann.id
    assert verdict.content == "One sentence checked: 0 supported, 1 contradicted, 0 not in my articles."
    assert verdict.embeds[0]["title"] == "🔴 Contradicted"
    assert "**April 1**" in verdict.embeds[0]["description"]
    written = datetime.fromtimestamp(said.created_at, UTC).date()
    assert library.checked == [(CLAIM, ("shared", f"guild:{channel.guild_id}"), written)]
    assert library.asked == []
    assert in_public(sim, channel) == []


@pytest.mark.usefixtures("online")
async def test_a_long_message_takes_several_private_messages(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary
) -> None:
    ann, bob = people
    text = "It says so. Indeed."
    found = Finding("It says so.", Span(0, 11), Stance.SUPPORTED, (citation(1, "Long words. " * 400),), 0.9)
    library.verdicts[text] = Verdict(text, (found,) * 5)
    used = await sim.context_menu(channel, ann, CHECK, await sim.say(channel, bob, text))
    first, second, third = await used.response(), await used.followup(0), await used.followup(1)
    assert [len(message.embeds) for message in (first, second, third)] == [2, 2, 1]
    assert {message.seen_only_by for message in (first, second, third)} == {ann.id}


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("menu", [ASK, CHECK])
async def test_what_cannot_be_read_gets_one_clear_sentence(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary, menu: str
) -> None:
    ann, bob = people
    picture = await sim.say(channel, bob, "", attachments=[("cat.png", b"png")])
    linked = await sim.say(channel, bob, "", embeds=[{"title": "Title", "description": "Words in an embed."}])
    for message in (picture, linked):
        told = await (await sim.context_menu(channel, ann, menu, message)).response()
        assert told.text.startswith("That message has no text that I could read")
        assert told.seen_only_by == ann.id
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    own = await sim.next_message(channel)
    told = await (await sim.context_menu(channel, ann, menu, own)).response()
    assert told.text.startswith("That message is mine.")
    assert len(library.asked) == 1
    assert library.checked == []


@pytest.mark.usefixtures("online")
async def test_a_failed_check_is_told_in_private_and_the_next_one_works(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary
) -> None:
    ann, bob = people
    library.verdicts["It broke."] = StoreError("/data/dateline.db", "disk full")
    told = await (
        await sim.context_menu(channel, ann, CHECK, await sim.say(channel, bob, "It broke."))
    ).response()
    assert "Something is wrong on my side" in told.text
    assert told.seen_only_by == ann.id
    sim.faults.add("PATCH", "/webhooks/*/messages/@original", faults.server_error(503))
    told = await (await sim.context_menu(channel, ann, CHECK, await sim.say(channel, bob, CLAIM))).response()
    assert told.embeds[0]["title"] == "🔴 Contradicted"


@pytest.mark.usefixtures("online")
async def test_who_asks_too_fast_is_told_when_again(
    sim: DiscordSim, channel: Channel, people: tuple[User, User], library: FakeLibrary
) -> None:
    ann, bob = people
    said = await sim.say(channel, bob, CLAIM)
    for _ in range(5):
        await (await sim.context_menu(channel, ann, CHECK, said)).response()
    told = await (await sim.context_menu(channel, ann, CHECK, said)).response()
    assert "you can ask again in" in told.text
    assert len(library.checked) == 5


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("menu", [ASK, CHECK])
async def test_they_work_in_direct_and_group_messages_and_see_the_shared_articles_there(
    sim: DiscordSim, people: tuple[User, User], library: FakeLibrary, menu: str
) -> None:
    ann, bob = people
    sim.install_for(ann)
    elsewhere = sim.add_channel(sim.add_guild("elsewhere", members=people, bot=False), "general")
    for place in (sim.add_group(ann, bob), elsewhere):
        said = await sim.say(place, bob, WHEN)
        await (await sim.context_menu(place, ann, menu, said)).response()
        scopes = library.asked[-1][1] if menu == ASK else library.checked[-1][1]
        assert scopes == ("shared",)
        with pytest.raises(RefusedError):
            await sim.context_menu(place, bob, menu, said)
