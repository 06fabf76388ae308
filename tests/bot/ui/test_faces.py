"""What an answer says one can do next is possible where it stands."""

from __future__ import annotations

from typing import cast

import pytest

from bot.client import DatelineBot
from bot.text.locale import languages, using_locale
from bot.text.phrases import Face, follow_up, next_step
from retrieval import Library, Reason, Refusal, Settings
from tests.discord_sim import Channel, DiscordSim, Permission, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN

REPLY, WHOLE, SHOW, MANAGES = "Reply to this message", "as a whole", "Show to everyone", "manages this server"
UNKNOWN = "who is the mayor of Elsewhere?"


@pytest.fixture
async def online(start: Start, library: FakeLibrary, settings: Settings) -> DatelineBot:
    bot = DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)
    await start(bot)
    return bot


@pytest.fixture
def ann(sim: DiscordSim) -> User:
    """She has installed the app for herself."""
    user = sim.add_user("ann")
    sim.install_for(user)
    return user


@pytest.fixture
def newsroom(sim: DiscordSim, ann: User) -> Channel:
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")


def place_of(sim: DiscordSim, ann: User, newsroom: Channel, place: str) -> Channel:
    if place == "direct":
        return sim.dm(ann)
    if place == "group":
        return sim.add_group(ann, sim.add_user("bob"))
    if place == "elsewhere":
        return sim.add_channel(sim.add_guild("elsewhere", members=[ann], bot=False), "general")
    if place == "closed":  # to the bot: a command works there, a reply does not arrive
        guild = sim.core.store.guild(cast(int, newsroom.guild_id))
        closed = sim.add_channel(guild, "closed")
        sim.overwrite(closed, sim.bot, deny=Permission.VIEW_CHANNEL)
        return closed
    return newsroom


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(
    ("place", "private", "said"),
    [
        ("newsroom", False, REPLY),
        ("newsroom", True, SHOW),
        ("direct", False, REPLY),
        ("direct", True, WHOLE),
        ("group", False, WHOLE),
        ("group", True, WHOLE),
        ("elsewhere", False, WHOLE),
        ("elsewhere", True, WHOLE),
        ("closed", False, WHOLE),
    ],
)
async def test_how_to_ask_on_and_who_can_add_an_article(
    sim: DiscordSim, ann: User, newsroom: Channel, place: str, private: bool, said: str
) -> None:
    channel = place_of(sim, ann, newsroom, place)
    text = (await (await sim.slash(channel, ann, "ask", question=WHEN, private=private)).response()).text
    assert [each for each in (REPLY, WHOLE, SHOW) if each in text] == [said]
    refused = (
        await (await sim.slash(channel, ann, "ask", question=UNKNOWN, private=private)).response()
    ).text
    assert (MANAGES in refused) is (place in ("newsroom", "closed"))
    assert ("whoever runs me" in refused) is (place not in ("newsroom", "closed"))


@pytest.mark.usefixtures("online")
async def test_what_was_private_and_is_shown_to_all_can_be_replied_to(
    sim: DiscordSim, ann: User, newsroom: Channel
) -> None:
    private = await (await sim.slash(newsroom, ann, "ask", question=WHEN, private=True)).response()
    shown = await (await sim.click(private, SHOW, ann)).followup()
    assert REPLY in shown.text


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("place", ["newsroom", "direct", "group", "elsewhere"])
async def test_help_speaks_of_replies_where_they_arrive(
    sim: DiscordSim, ann: User, newsroom: Channel, place: str
) -> None:
    text = (await (await sim.slash(place_of(sim, ann, newsroom, place), ann, "help")).response()).text
    assert ("Follow up" in text) is (place in ("newsroom", "direct"))
    assert ("does not reach me" in text) is (place in ("group", "elsewhere"))


@pytest.mark.usefixtures("online")
async def test_a_refusal_to_a_direct_message_names_nobody_who_manages_a_server(
    sim: DiscordSim, ann: User
) -> None:
    channel = sim.dm(ann)
    await sim.say(channel, ann, UNKNOWN)
    text = (await sim.next_message(channel)).text
    assert MANAGES not in text
    assert "whoever runs me" in text


def test_each_face_has_words_of_its_own_in_every_language() -> None:
    refusal = Refusal("q", Reason.NOTHING_FOUND)
    for language in languages():
        with using_locale(language):
            replies = {follow_up(face) for face in Face}
            assert len(replies) == len(Face) - 2, "a direct message is replied to as any other"
            assert next_step(refusal, Face.DIRECT) == next_step(refusal, Face.OUTSIDE)
            assert next_step(refusal, Face.DIRECT) != next_step(refusal, Face.DISCORD)
