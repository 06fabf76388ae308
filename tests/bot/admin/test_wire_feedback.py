"""Votes, forms, the log and the picture over real sockets, every request checked against Discord's description."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import cast

import discord
import pytest

from bot.asking.buttons import Complaint, SourcesButton, VoteReason, read_complaint, vote_buttons
from bot.client import DatelineBot
from bot.ui.components import view_of
from retrieval import Library, LibraryStatistics, Reason, Refusal, Settings, Tally
from tests.discord_sim import Channel, DiscordSim, Message, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN, tomahawk

Place = tuple[Channel, User, list[User]]
UP, DOWN = "dateline:vote:1:up", "dateline:vote:1:down"


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    """A channel, someone who manages its server, and readers."""
    boss = sim.add_user("boss")
    readers = [
        sim.add_user(f"reader {number}", locale="de" if number == 7 else "en-US") for number in range(8)
    ]
    guild = sim.add_guild("newsroom", members=[boss, *readers])
    sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[boss])
    return sim.add_channel(guild, "general"), boss, readers


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Callable[[], DatelineBot]:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
async def bot(start: Start, make_bot: Callable[[], DatelineBot], place: Place) -> DatelineBot:
    running = make_bot()
    await start(running)
    return running


@pytest.fixture
async def shown(sim: DiscordSim, bot: DatelineBot, place: Place, library: FakeLibrary) -> Message:
    """An answer with its buttons."""
    channel, _, _ = place
    home = f"guild:{channel.guild_id}"
    number = await library.answers.begin("m", question=WHEN, scopes=("shared", home), home=home)
    assert number is not None
    await library.answers.finish(number, tomahawk())
    target = bot.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    await target.send("The answer", view=view_of(SourcesButton(1), *vote_buttons(1)))
    return sim.messages(channel)[-1]


def counts(message: Message) -> dict[str, str | None]:
    parts = [part for row in message.components for part in row["components"]]
    return {part["custom_id"]: part.get("label") for part in parts}


async def test_a_crowd_of_votes_is_an_edit_a_second(
    sim: DiscordSim, place: Place, shown: Message, library: FakeLibrary
) -> None:
    _, _, readers = place
    for reader in readers:
        await (await sim.click(shown, UP, reader)).acked()
        await asyncio.sleep(0.15)
    await sim.wait_until(lambda: counts(shown)[UP] == "8")
    times = [edit.at for edit in shown.edits]
    assert 2 <= len(times) <= 4
    assert all(after - before >= 0.95 for before, after in pairwise(times))
    assert counts(shown) == {"dateline:sources:1": "Sources", UP: "8", DOWN: None}
    assert await library.votes.of(1) == Tally(8, 0)


async def test_a_vote_against_with_its_form(
    sim: DiscordSim, place: Place, shown: Message, library: FakeLibrary
) -> None:
    channel, _, (reader, *_) = place
    pressed = await sim.click(shown, DOWN, reader)
    form = await pressed.shown_modal()
    assert form["title"] == "What is wrong with this answer?"
    await sim.wait_until(lambda: counts(shown)[DOWN] == "1")  # before the form is sent, or if it never is
    sent = await sim.submit_modal(pressed, why=["no-answer"], words="It says *April*.")
    await sim.wait_until(lambda: bool(sent.followups))
    assert sent.followups[0].ephemeral
    (kept,) = (await library.votes.feedback(f"guild:{channel.guild_id}")).items
    assert read_complaint(kept.reason) == Complaint(VoteReason.NO_ANSWER, "It says *April*.")
    await sim.wait_until(lambda: counts(shown)[DOWN] == "1")
    await asyncio.sleep(1.2)
    assert counts(shown) == {"dateline:sources:1": "Sources", UP: None, DOWN: "1"}


async def test_the_form_is_in_the_language_of_the_person(
    sim: DiscordSim, place: Place, shown: Message
) -> None:
    _, _, (*_, reader) = place
    form = await (await sim.click(shown, DOWN, reader)).shown_modal()
    assert form["title"] == "Was stimmt an dieser Antwort nicht?"


async def test_counts_that_cannot_be_shown_are_kept(
    sim: DiscordSim, place: Place, shown: Message, library: FakeLibrary
) -> None:
    _, _, (first, second, *_) = place
    sim.faults.add("PATCH", f"/channels/*/messages/{shown.id}", faults.unknown_message(), times=1)
    await (await sim.click(shown, DOWN, first)).shown_modal()
    await sim.wait_until(lambda: any(r.method == "PATCH" for r in sim.requests))
    await asyncio.sleep(1.2)
    await (await sim.click(shown, UP, second)).acked()
    await sim.wait_until(lambda: counts(shown) == {"dateline:sources:1": "Sources", UP: "1", DOWN: "1"})
    assert await library.votes.of(1) == Tally(1, 1)


async def test_a_restart_between_message_button_and_form(
    sim: DiscordSim,
    start: Start,
    make_bot: Callable[[], DatelineBot],
    bot: DatelineBot,
    place: Place,
    shown: Message,
    library: FakeLibrary,
) -> None:
    channel, _, (reader, *_) = place
    pressed = await sim.click(shown, DOWN, reader)
    await pressed.shown_modal()
    await bot.close()
    await start(make_bot())
    sent = await sim.submit_modal(pressed, words="Old news.")
    await sim.wait_until(lambda: bool(sent.followups))
    (kept,) = (await library.votes.feedback(f"guild:{channel.guild_id}")).items
    assert read_complaint(kept.reason) == Complaint(None, "Old news.")
    await (await sim.click(shown, UP, reader)).acked()
    await sim.wait_until(lambda: counts(shown) == {"dateline:sources:1": "Sources", UP: "1", DOWN: None})


async def test_a_source_for_a_question_over_the_wire(
    sim: DiscordSim, bot: DatelineBot, place: Place, library: FakeLibrary
) -> None:
    channel, boss, (reader, *_) = place
    home = f"guild:{channel.guild_id}"
    for number in range(6):
        key, question = f"m{number}", f"{WHEN} {number}"
        answer = await library.answers.begin(key, question=question, scopes=("shared", home), home=home)
        assert answer is not None
        await library.answers.finish(answer, Refusal(question, Reason.NOTHING_FOUND))
    refused = await sim.slash(channel, reader, "admin unanswered")
    assert "Manage Server" in (await refused.response()).content
    page = await (await sim.slash(channel, boss, "admin unanswered")).response()
    assert page.ephemeral
    opened = await sim.click(page, "Source for 2", boss)
    form = await opened.shown_modal()
    assert WHEN in str(form["components"])
    taken = await sim.submit_modal(opened, address="https://example.org/a")
    report = await taken.response()
    await sim.wait_until(lambda: report.content.startswith("1 added"))
    library.outcomes[f"{WHEN} 4"] = tomahawk(f"{WHEN} 4")
    again = await sim.click(report, "Ask it again", boss)
    assert "April 1" in (await again.response()).text
    await sim.wait_until(lambda: bool(again.followups))
    assert len(await library.unanswered.find(home)) == 5


async def test_the_picture_is_sent_with_the_figures(
    sim: DiscordSim, bot: DatelineBot, place: Place, library: FakeLibrary
) -> None:
    channel, boss, _ = place
    library.statistics_figures = LibraryStatistics(((date(2026, 1, 2), 3),), 0, (("朝日新聞", 3),))
    status = await (await sim.slash(channel, boss, "admin status")).response()
    (picture,) = status.attachments
    assert picture.filename == "articles.png"
    assert "**1** 朝日新聞" in status.text
    assert "articles.png" in status.embeds[0]["image"]["url"]


async def test_the_log_and_undo(sim: DiscordSim, bot: DatelineBot, place: Place) -> None:
    channel, boss, _ = place
    assert channel.guild_id is not None
    await bot.servers.change(channel.guild_id, "language", "de", by=boss.id)
    page = await (await sim.slash(channel, boss, "admin log")).response()
    assert "**Language**: default → Deutsch" in page.text
    picked = await sim.choose(page, "Undo …", boss, ["change:1"])
    await picked.acked()
    await sim.wait_until(lambda: "put back" in page.content)
    assert (await bot.servers.of(channel.guild_id)).language is None


async def test_a_dry_run_and_its_button(
    sim: DiscordSim, bot: DatelineBot, place: Place, library: FakeLibrary
) -> None:
    channel, boss, _ = place
    used = await sim.slash(channel, boss, "admin reindex", dry_run=True)
    plan = await used.response()
    await used.wait_until(lambda _: "Nothing was written" in plan.content)
    started = await sim.click(plan, "Reindex now", boss)
    done = await started.response()
    await started.wait_until(lambda _: done.content.startswith("Reindexed"))
    assert len(library.reindexed) == 1
