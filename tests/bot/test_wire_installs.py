"""Installed by a server or by a person: where it works, and what is seen there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

import pytest

from bot.client import DatelineBot
from retrieval import Library, Settings
from tests.discord_sim import Channel, DiscordSim, Interaction, Permission, RefusedError, User
from tests.discord_sim.conftest import Start
from tests.discord_sim.records import walk
from tests.fakes import FakeLibrary

from .samples import WHEN, info

Make = Callable[[], DatelineBot]
SHARED_ONLY = ("shared",)
OF_AN_ANSWER = ("dateline:sources", "dateline:vote", "dateline:continue")


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
async def online(start: Start, make_bot: Make, foreign: Channel) -> DatelineBot:
    bot = make_bot()
    await start(bot)
    return bot


@pytest.fixture
def ann(sim: DiscordSim) -> User:
    """She has installed the app for herself."""
    user = sim.add_user("ann")
    sim.install_for(user)
    return user


@pytest.fixture
def foreign(sim: DiscordSim, ann: User, library: FakeLibrary) -> Channel:
    """A channel of a server that did not install the app but has articles here: it left a while ago."""
    guild = sim.add_guild("elsewhere", members=[ann], bot=False)
    library.infos = [
        info(1, title="Shared piece", publisher="Everybody"),
        info(2, f"guild:{guild.id}", title="Own piece", publisher="Ourselves"),
    ]
    return sim.add_channel(guild, "general")


async def text_of(used: Interaction) -> str:
    return (await used.response()).text


@pytest.mark.usefixtures("online")
async def test_in_a_foreign_server_a_person_sees_the_shared_articles_only(
    sim: DiscordSim, foreign: Channel, ann: User, library: FakeLibrary
) -> None:
    assert "April 1" in await text_of(await sim.slash(foreign, ann, "ask", question=WHEN))
    assert library.asked[-1][1] == SHARED_ONLY
    listed = await text_of(await sim.slash(foreign, ann, "articles"))
    assert "Shared piece" in listed
    assert "Own piece" not in listed
    for option, typed in (("article", "piece"), ("publisher", "")):
        offered = await sim.autocomplete(foreign, ann, "ask", option, typed, question=WHEN)
        assert len(offered) == 1
        assert "Own" not in offered[0]["name"]
        assert "Ourselves" not in offered[0]["name"]


@pytest.mark.usefixtures("online")
async def test_an_id_that_was_not_offered_does_not_open_a_servers_article(
    sim: DiscordSim, foreign: Channel, ann: User, library: FakeLibrary
) -> None:
    await text_of(await sim.slash(foreign, ann, "ask", question=WHEN, article="2"))
    assert library.asked[-1][1] == SHARED_ONLY, "the library filters by scope whatever the id"


@pytest.mark.usefixtures("online")
async def test_in_a_server_that_installed_it_everybody_sees_its_articles(
    sim: DiscordSim, ann: User, library: FakeLibrary
) -> None:
    bob = sim.add_user("bob")
    guild = sim.add_guild("newsroom", members=[ann, bob])
    channel = sim.add_channel(guild, "general")
    for user in (ann, bob):
        await text_of(await sim.slash(channel, user, "ask", question=WHEN))
        assert library.asked[-1][1] == ("shared", f"guild:{guild.id}")


@pytest.mark.usefixtures("online")
async def test_a_servers_answer_is_out_of_reach_once_it_has_removed_the_app(
    sim: DiscordSim, ann: User, library: FakeLibrary
) -> None:
    guild = sim.add_guild("newsroom", members=[ann])
    channel = sim.add_channel(guild, "general")
    answered = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    assert "1 of 2" in await text_of(await sim.click(answered, "Sources", ann))
    sim.remove_bot(guild)
    outside = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    outside.components = answered.components
    pressed = [part["custom_id"] for part in walk(answered.components) if "custom_id" in part]
    pressed = [custom_id for custom_id in pressed if custom_id.startswith(OF_AN_ANSWER)]
    assert len(pressed) == 4
    for custom_id in pressed:
        assert "There is no answer" in await text_of(await sim.click(outside, custom_id, ann)), custom_id
    assert library.cast == {}


@pytest.mark.usefixtures("online")
async def test_sources_of_a_persons_own_answer_open_for_others_in_that_server(
    sim: DiscordSim, foreign: Channel, ann: User
) -> None:
    bob = sim.add_user("bob")
    sim.join(sim.core.store.guild(cast(int, foreign.guild_id)), bob)
    answered = await (await sim.slash(foreign, ann, "ask", question=WHEN)).response()
    opened = await (await sim.click(answered, "Sources", bob)).response()
    assert "1 of 2" in opened.text
    assert opened.seen_only_by == bob.id


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("command", ["ask", "articles", "help"])
async def test_direct_and_group_messages(sim: DiscordSim, ann: User, command: str) -> None:
    bob = sim.add_user("bob")
    group, options = sim.add_group(ann, bob), {"question": WHEN} if command == "ask" else {}
    assert await text_of(await sim.slash(group, ann, command, **options))
    assert await text_of(await sim.slash(sim.dm(ann), ann, command, **options))
    with pytest.raises(RefusedError):
        await sim.slash(group, bob, command, **options)


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("command", ["library list", "admin status"])
async def test_what_manages_a_server_is_for_servers_that_installed_it(
    sim: DiscordSim, foreign: Channel, ann: User, command: str
) -> None:
    for place in (foreign, sim.dm(ann), sim.add_group(ann)):
        with pytest.raises(RefusedError):
            await sim.slash(place, ann, command)


@pytest.fixture
def strict(sim: DiscordSim, foreign: Channel) -> Channel:
    """A channel of the foreign server in which people may not use apps of their own in public."""
    guild = sim.core.store.guild(cast(int, foreign.guild_id))
    sim.overwrite(foreign, guild.roles[guild.id], deny=Permission.USE_EXTERNAL_APPS)
    return foreign


@pytest.mark.usefixtures("online")
async def test_where_apps_of_ones_own_answer_in_private_it_does_and_says_why(
    sim: DiscordSim, strict: Channel, ann: User
) -> None:
    used = await sim.slash(strict, ann, "ask", question=WHEN)
    answer = await used.response()
    assert answer.seen_only_by == ann.id
    assert answer.content.startswith(
        "-# This server lets apps that it did not install answer in private only."
    )
    assert answer.embeds[0]["title"] == "April 1"
    assert answer.component("Sources")
    private = await (await sim.slash(strict, ann, "ask", question=WHEN, private=True)).response()
    assert private.content == "", "it was said once"
    assert private.component("Show to everyone") is None, "Discord would show it to nobody else"


@pytest.mark.usefixtures("online")
async def test_where_apps_of_ones_own_are_allowed_it_answers_everyone(
    sim: DiscordSim, foreign: Channel, ann: User
) -> None:
    answer = await (await sim.slash(foreign, ann, "ask", question=WHEN)).response()
    assert answer.seen_only_by is None
    assert answer.content == ""
    assert answer.component("Continue in a thread") is None, "the bot is not there to open one"


@pytest.mark.usefixtures("online")
async def test_in_a_server_of_its_own_the_permission_for_foreign_apps_does_not_matter(
    sim: DiscordSim, ann: User
) -> None:
    guild = sim.add_guild("newsroom", members=[ann])
    channel = sim.add_channel(guild, "general", deny=Permission.USE_EXTERNAL_APPS)
    answer = await (await sim.slash(channel, ann, "ask", question=WHEN)).response()
    assert answer.seen_only_by is None
    assert answer.content == ""


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("command", ["privacy", "forget-me"])
async def test_privacy_is_everybodys_everywhere(
    sim: DiscordSim, strict: Channel, ann: User, library: FakeLibrary, command: str
) -> None:
    bob = sim.add_user("bob")
    own = sim.add_channel(sim.add_guild("newsroom", members=[bob]), "general")
    places = [
        (strict, ann),
        (sim.dm(ann), ann),
        (sim.add_group(ann, bob), ann),
        (own, bob),
        (sim.dm(bob), bob),
    ]
    for channel, user in places:
        told = await (await sim.slash(channel, user, command)).response()
        assert told.seen_only_by == user.id
        assert "Nothing" in told.text


@pytest.mark.usefixtures("online")
async def test_what_was_asked_elsewhere_is_forgotten_from_anywhere(
    sim: DiscordSim, foreign: Channel, ann: User, library: FakeLibrary
) -> None:
    group = sim.add_group(ann)
    for place in (foreign, group, sim.dm(ann)):
        await (await sim.slash(place, ann, "ask", question=WHEN)).response()
    await sim.barrier()
    await asyncio.sleep(0.05)  # logging the last answer follows its post
    assert {each.home for each in library.stored_answers.values()} == {None}
    asked = await (await sim.slash(group, ann, "forget-me")).response()
    assert "3 questions" in asked.text
    pressed = await sim.click(asked, "Delete everything of mine", ann)
    assert (await pressed.response()).content.startswith("Deleted: 3 questions")
    assert library.stored_answers == {}
