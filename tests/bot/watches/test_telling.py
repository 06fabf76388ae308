"""How a change is told: once, where the watch was set, and to nobody else; also over a restart and a closed door."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.client import DatelineBot
from bot.preferences import Preferences
from bot.watches.loop import WatchLoop
from retrieval import Filters, Reason, Refusal, StoreError
from retrieval.news import NewsKind, Paused
from tests.fakes import FakeLibrary

from ..samples import WHEN, citation, replies, tomahawk
from ..world import World
from .use import CHANGES, MAY, labels, looking_after, set_one, words

Logs = list[MutableMapping[str, Any]]


async def test_a_change_is_told_once_with_what_it_was_before(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    await set_one(world, world.member("ann"))
    await loop.run()
    assert len(replies(world.channel)) == 1
    library.watches.found(1, NewsKind.CHANGED, MAY)
    await loop.run()
    await loop.run()
    answer, told = replies(world.channel)
    assert told.content == "🔔 The answer has changed.\n**April 1** → **May 3**"
    (embed,) = told.embeds
    assert embed.author.name == f"“{WHEN}”"
    assert embed.title == "May 3"
    (before,) = [field for field in embed.fields if field.name == "Before"]
    assert "April 1" in (before.value or "")
    assert "Kyodo" in (before.value or "")
    assert labels(told) == ["Sources", "Stop telling me"]
    assert library.watches.steps == ["begin 1", "told 1"]
    assert library.watches.kept[1].outcome == MAY
    assert answer.id != told.id


async def test_the_sources_and_the_conversation_go_on_from_what_was_told(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    ann = world.member("ann")
    await set_one(world, ann)
    library.watches.found(1, NewsKind.CHANGED, MAY)
    await loop.run()
    told = replies(world.channel)[-1]
    assert "May 3" in words(await ann.click(told, label="Sources"))
    await ann.send(world.channel, "and who says so?", reply_to=told)
    assert library.asked[-1][2] == WHEN


async def test_only_the_person_is_mentioned_and_only_if_they_chose_it(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    ann = world.member("ann")
    result = await set_one(world, ann)
    assert result.response is not None
    await ann.click(result.response, label="Mention me")
    assert library.watches.kept[1].mention
    evil = replace(MAY, citations=(citation(1, "May 3 it is, <@5> @everyone <@&6>.", "May 3"),))
    library.watches.found(1, NewsKind.CHANGED, evil)
    await loop.run()
    told = replies(world.channel)[-1]
    assert told.content.startswith(f"<@{ann.id}> 🔔")
    assert [user.id for user in told.mentions] == [ann.id]
    assert not told.mention_everyone
    assert told.role_mentions == []


@pytest.mark.parametrize(
    ("kind", "outcome", "line", "before"),
    [
        (NewsKind.CORRECTED, tomahawk(), "The source of this answer was corrected.", False),
        (NewsKind.LOST, Refusal(WHEN, Reason.NOTHING_FOUND), "What answered this is gone", True),
        (NewsKind.CHANGED, MAY, "The answer has changed.", True),
    ],
)
async def test_every_kind_of_news(
    world: World, library: FakeLibrary, loop: WatchLoop, kind: NewsKind, outcome: Any, line: str, before: bool
) -> None:
    await set_one(world, world.member("ann"))
    notice = "Correction: it was never April 2." if kind is NewsKind.CORRECTED else None
    library.watches.found(1, kind, outcome, notice)
    await loop.run()
    told = replies(world.channel)[-1]
    assert line in told.content
    assert any(field.name == "Before" for field in told.embeds[0].fields) is before
    corrected = [field.value for field in told.embeds[0].fields if field.name == "Correction"]
    assert bool(corrected) is (kind is NewsKind.CORRECTED)


async def test_at_most_once_an_hour_and_not_in_quiet_hours(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    await set_one(world, world.member("ann"))
    library.watches.found(1, NewsKind.CHANGED, MAY)
    await loop.run()
    library.watches.found(1, NewsKind.CHANGED, tomahawk())
    library.watches.now += timedelta(minutes=59)
    await loop.run()
    assert len(replies(world.channel)) == 2
    await bot.servers.change(world.guild.id, "quiet_hours", "22-7", by=1)
    library.watches.now += timedelta(minutes=2)
    await loop.run()
    assert len(replies(world.channel)) == 2, "it is one o'clock at night"
    library.watches.now += timedelta(hours=6)
    await loop.run()
    assert len(replies(world.channel)) == 3


def test_quiet_hours_follow_the_clock_of_the_server(library: FakeLibrary) -> None:
    night = library.watches.now.replace(month=7, hour=21)
    chosen = Preferences(quiet_hours="22-7", time_zone="Europe/Berlin")
    assert [chosen.is_quiet(night.replace(hour=hour)) for hour in (19, 20, 4, 5)] == [
        False,
        True,
        True,
        False,
    ]
    assert [Preferences(quiet_hours="0-6").is_quiet(night.replace(hour=hour)) for hour in (23, 0, 5, 6)] == [
        *(False, True, True, False)
    ]
    assert not Preferences().is_quiet(night)


# Places that are closed


def injected(world: World, path: str, status: int, code: int, times: int | None = 1) -> None:
    world.env.inject_error("POST", path, status=status, code=code, times=times)


async def test_a_closed_direct_message_pauses_and_is_said_with_the_next_command(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    ann = world.member("ann")
    private = await world.use(ann, "ask", question=WHEN, private=True)
    assert private.response is not None
    await ann.click(private.response, label=CHANGES)
    library.watches.found(1, NewsKind.CHANGED, MAY)
    injected(world, "/channels/*/messages", 403, 50007)
    await loop.run()
    assert library.watches.kept[1].paused is Paused.CLOSED
    assert library.watches.kept[1].news is not None, "it is kept"
    other = await world.use(ann, "help")
    assert "paused a watch of yours" in words(other)
    assert "paused a watch" not in words(await world.use(ann, "help")), "said once"
    listed = await world.use(ann, "watches")
    assert "you take no direct messages from me" in words(listed)
    library.watches.kept[1] = replace(library.watches.kept[1], paused=None)
    await loop.run()
    assert ann_s(world, ann)[-1].embeds[0].title == "May 3"


def ann_s(world: World, ann: MemberActor) -> list[discord.Message]:
    return [each for each in ann.user.dm_channel.history() if each.author.bot]


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50001), (404, 10003)])
async def test_a_lost_channel_pauses(
    world: World, library: FakeLibrary, loop: WatchLoop, status: int, code: int
) -> None:
    await set_one(world, world.member("ann"))
    library.watches.found(1, NewsKind.CHANGED, MAY)
    injected(world, f"/channels/{world.channel.id}/messages", status, code, None)
    await loop.run()
    assert library.watches.kept[1].paused is Paused.PLACE
    assert library.watches.kept[1].telling is None


async def test_who_has_left_is_told_nothing(world: World, library: FakeLibrary, loop: WatchLoop) -> None:
    ann = world.member("ann")
    await set_one(world, ann)
    library.watches.found(1, NewsKind.CHANGED, MAY)
    world.guild.remove_member(ann)
    await loop.run()
    assert library.watches.kept[1].paused is Paused.LEFT
    assert len(replies(world.channel)) == 1


async def test_while_discord_is_away_it_waits_and_tells_it_then(
    world: World, library: FakeLibrary, loop: WatchLoop, logs: Logs
) -> None:
    await set_one(world, world.member("ann"))
    library.watches.found(1, NewsKind.CHANGED, MAY)
    injected(world, f"/channels/{world.channel.id}/messages", 500, 0, None)
    await loop.run()
    assert library.watches.kept[1].telling is not None
    world.env.backend.faults.clear()
    await loop.run()
    assert len(replies(world.channel)) == 2
    assert library.watches.steps == ["begin 1", "told 1"]


# Killed between two steps


async def restarted(world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]) -> WatchLoop:
    library.watches.failures.clear()
    await world.env.restart_bot(make_bot())
    return looking_after(world, library)


@pytest.mark.parametrize("step", ["begin", "told"])
async def test_a_process_that_dies_between_two_steps_tells_it_once(
    world: World, library: FakeLibrary, loop: WatchLoop, make_bot: Callable[[], DatelineBot], step: str
) -> None:
    await set_one(world, world.member("ann"))
    library.watches.found(1, NewsKind.CHANGED, MAY)
    library.watches.failures[step] = StoreError("/data/dateline.db", "killed")
    await loop.run()
    assert len(replies(world.channel)) == (1 if step == "begin" else 2)
    after = await restarted(world, library, make_bot)
    await after.run()
    await after.run()
    assert len(replies(world.channel)) == 2
    assert library.watches.kept[1].told == 1
    assert "May 3" in words(await world.manager().click(replies(world.channel)[-1], label="Sources"))


async def test_one_that_died_before_it_posted_anything(
    world: World, library: FakeLibrary, loop: WatchLoop, make_bot: Callable[[], DatelineBot]
) -> None:
    await set_one(world, world.member("ann"))
    library.watches.found(1, NewsKind.CHANGED, MAY)
    library.failures["begin_answer"] = StoreError("/data/dateline.db", "killed")
    await loop.run()
    del library.failures["begin_answer"]
    assert library.watches.kept[1].telling is not None
    await (await restarted(world, library, make_bot)).run()
    assert len(replies(world.channel)) == 2


# Asking again


async def test_what_is_asked_again_sees_what_the_place_sees(
    world: World, library: FakeLibrary, loop: WatchLoop
) -> None:
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    await set_one(world, world.member("ann"))
    await bot.servers.change(world.guild.id, "publishers", ("Kyodo",), by=1)
    await library.watches.resume(1)
    await loop.run()
    assert library.watches.asked == [(1, Filters(("shared", world.scope), ("Kyodo",)))]


async def test_one_that_fails_does_not_stop_the_others(
    world: World, library: FakeLibrary, loop: WatchLoop, logs: Logs
) -> None:
    ann, bob = world.member("ann"), world.member("bob")
    for who in (ann, bob):
        await set_one(world, who)
    for number in (1, 2):
        library.watches.found(number, NewsKind.CHANGED, MAY)
    del library.watches.kept[1]
    library.watches.kept = {
        1: replace(library.watches.kept[2], id=1, place="nowhere"),
        **library.watches.kept,
    }
    await loop.run()
    assert library.watches.kept[2].told == 1
