"""What people do with watches: set one under an answer, list, pause and end them; and what managers see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.client import DatelineBot
from bot.watches.loop import WatchLoop
from retrieval import Reason, Refusal
from retrieval.errors import WatchLimit
from retrieval.news import NewsKind
from tests.fakes import FakeLibrary

from ..samples import WHEN, replies, tomahawk
from ..world import World
from .use import ANSWERED, CHANGES, MAY, asked, labels, labels_of, set_one, words

# Setting one


async def test_a_button_under_an_answer_watches_it_where_it_stands(
    world: World, library: FakeLibrary
) -> None:
    ann = world.member("ann")
    result = await set_one(world, ann)
    assert result.ephemeral
    assert f"I tell you in <#{world.channel.id}> when this answer changes" in words(result)
    watch = library.watches.kept[1]
    assert (watch.person, watch.place) == (f"discord:user:{ann.id}", f"discord:channel:{world.channel.id}")
    assert (watch.home, watch.scopes, watch.outcome) == (world.scope, ("shared", world.scope), tomahawk())
    assert (watch.mention, library.watches.most) == (False, [100])
    again = await ann.click(replies(world.channel)[-1], label=CHANGES)
    assert "You watch this already" in words(again)
    assert len(library.watches.kept) == 1


async def test_a_refusal_is_watched_for_an_answer_and_chatter_is_not(
    world: World, library: FakeLibrary
) -> None:
    ann = world.member("ann")
    library.outcomes[WHEN] = Refusal(WHEN, Reason.NOTHING_FOUND)
    assert "when there is an answer" in words(await set_one(world, ann, ANSWERED))
    library.outcomes["well?"] = Refusal("well?", Reason.NOT_A_QUESTION)
    assert labels(await asked(world, ann, "well?")) == []


async def test_a_private_answer_and_a_direct_message_are_told_directly(
    world: World, library: FakeLibrary
) -> None:
    ann = world.member("ann")
    private = await world.use(ann, "ask", question=WHEN, private=True)
    assert private.response is not None
    result = await ann.click(private.response, label=CHANGES)
    assert "I tell you in a direct message" in words(result)
    assert library.watches.kept[1].place == f"discord:user:{ann.id}"
    assert library.watches.kept[1].home == world.scope, "it sees what the server sees"


async def test_an_answer_from_a_part_of_the_articles_has_no_button(
    world: World, library: FakeLibrary
) -> None:
    ann = world.member("ann")
    narrowed = await world.use(ann, "ask", question=WHEN, since="2024-01-01")
    assert narrowed.response is not None
    assert CHANGES not in labels(narrowed.response)
    whole = await world.use(ann, "ask", question=WHEN)
    assert whole.response is not None
    assert CHANGES in labels(whole.response)
    library.outcomes[WHEN] = replace(tomahawk(), known_by=date(2024, 5, 1))
    assert CHANGES not in labels(await asked(world, ann)), "a day that is over does not change"


async def test_limits_are_said_with_what_to_do(world: World, library: FakeLibrary) -> None:
    ann, bot = world.member("ann"), world.env.bot
    assert isinstance(bot, DatelineBot)
    library.watches.failures["add"] = WatchLimit("person", 20, 20)
    assert "You have 20 watches, and may have 20. End one with" in words(await set_one(world, ann))
    await bot.servers.change(world.guild.id, "watch_limit", 0, by=1)
    assert "nobody can be told of changes" in words(await set_one(world, ann))
    assert library.watches.kept == {}


# The lists


async def listed(world: World, who: MemberActor) -> InteractionResult:
    return await world.use(who, "watches")


async def test_ones_own_are_listed_paused_and_ended(world: World, library: FakeLibrary) -> None:
    ann = world.member("ann")
    assert "You watch nothing yet" in words(await listed(world, ann))
    await set_one(world, ann)
    shown = await listed(world, ann)
    assert shown.ephemeral
    assert "One watch" in words(shown)
    assert "April 1" in words(shown)
    assert shown.response is not None
    one = await ann.select(shown.response, ["1"], custom_id="dateline:watches:0:pick")
    assert one.response is not None
    paused = await ann.click(one.response, label="Pause")
    assert "paused by you" in words(paused)
    assert paused.response is not None
    gone_on = await ann.click(paused.response, label="Go on")
    assert library.watches.kept[1].paused is None
    assert gone_on.response is not None
    ended = await ann.click(gone_on.response, label="End it")
    assert "I tell you no more of" in words(ended)
    assert library.watches.kept == {}


async def test_nobody_else_ends_it_and_its_person_does_under_what_was_told(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    ann, bob = world.member("ann"), world.member("bob")
    await set_one(world, ann)
    library.watches.found(1, NewsKind.CHANGED, MAY)
    await loop.run()
    told = replies(world.channel)[-1]
    assert "somebody else's" in words(await bob.click(told, label="Stop telling me"))
    assert 1 in library.watches.kept
    assert "I tell you no more" in words(await ann.click(told, label="Stop telling me"))
    assert library.watches.kept == {}
    assert "no watch 1 here any more" in words(await ann.click(told, label="Stop telling me"))


async def test_managers_see_and_end_those_of_the_server_and_no_secret_ones(
    world: World, library: FakeLibrary
) -> None:
    ann, boss = world.member("ann"), world.manager()
    await set_one(world, ann)
    private = await world.use(ann, "ask", question="who pays?", private=True)
    assert private.response is not None
    await ann.click(private.response, label=ANSWERED)
    assert "Watches of this server" not in labels_of(await listed(world, ann))
    mine = await listed(world, boss)
    assert mine.response is not None
    server = await boss.click(mine.response, label="Watches of this server")
    text = words(server)
    assert "2 watches of 100 on this server" in text
    assert WHEN in text
    assert "who pays?" not in text
    assert "A question told in a direct message" in text
    assert server.response is not None
    asked_about = await boss.select(server.response, ["1"], custom_id="dateline:server-watches:0:pick")
    assert "End this watch?" in words(asked_about)
    assert asked_about.response is not None
    await boss.click(asked_about.response, label="End it")
    assert list(library.watches.kept) == [2]
    assert library.entries[-1].name == "watch-end"
    log = await world.use(boss, "admin log")
    assert "Ended a watch" in words(log)


async def test_a_manager_of_another_server_ends_nothing_here(world: World, library: FakeLibrary) -> None:
    await set_one(world, world.member("ann"))
    library.watches.kept[1] = replace(library.watches.kept[1], home="guild:99")
    boss = world.manager()
    carrier = await asked(world, boss)
    item = {"type": 2, "style": 2, "label": "press", "custom_id": "dateline:server-watches:end:1"}
    stored = world.env.backend.get_message(world.channel.id, carrier.id)
    stored.components = [{"type": 1, "components": [item]}]
    await boss.click(carrier, custom_id="dateline:server-watches:end:1")
    assert 1 in library.watches.kept
