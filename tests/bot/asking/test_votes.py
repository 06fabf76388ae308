"""Votes under an answer: counted once a person, changed, explained, and kept to the place that sees the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.asking.buttons import (
    Complaint,
    SourcesButton,
    VoteButton,
    VoteReason,
    complaint_of,
    read_complaint,
    vote_buttons,
)
from bot.client import DatelineBot
from bot.ui.components import view_of
from bot.ui.progress import Edits
from retrieval import NotFound, Tally
from tests.fakes import FakeLibrary

from ..samples import WHEN, tomahawk
from ..world import World


async def answered(library: FakeLibrary, world: World, scopes: tuple[str, ...] | None = None) -> int:
    """An answer of this server, as the log keeps it."""
    seen = scopes or ("shared", world.scope)
    number = await library.answers.begin("m", question=WHEN, scopes=seen, home=world.scope)
    assert number is not None
    await library.answers.finish(number, tomahawk())
    return int(number)


@pytest.fixture
async def message(world: World, library: FakeLibrary) -> discord.Message:
    return await posted(world, await answered(library, world))


async def posted(world: World, number: int) -> discord.Message:
    """An answer with its sources and its votes below it."""
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return await channel.send("The answer", view=view_of(SourcesButton(number), *vote_buttons(number)))


async def press(who: MemberActor, message: discord.Message, way: str) -> InteractionResult:
    return await who.click(message, custom_id=f"dateline:vote:1:{way}")


def counts(world: World, message: discord.Message) -> list[str | None]:
    """The labels below the message, first to last."""
    stored = world.env.backend.get_message(world.channel.id, message.id)
    return [button.get("label") for row in stored.components for button in row["components"]]


async def settled(world: World, message: discord.Message) -> list[str | None]:
    await world.env.advance_time(2)
    return counts(world, message)


async def test_one_vote_a_person_and_it_can_be_changed(
    world: World, library: FakeLibrary, message: discord.Message
) -> None:
    alice, bob = world.member("alice"), world.member("bob")
    await press(alice, message, "up")
    assert await settled(world, message) == ["Sources", "1", None]
    await press(alice, message, "up")
    await press(bob, message, "up")
    assert await settled(world, message) == ["Sources", "2", None]
    await press(alice, message, "down")
    assert await settled(world, message) == ["Sources", "1", "1"]
    assert await library.votes.of(1) == Tally(1, 1)


async def test_a_vote_against_counts_before_its_reason_and_without_one(
    world: World, library: FakeLibrary, message: discord.Message
) -> None:
    asked = await press(world.member("alice"), message, "down")
    assert asked.modal is not None
    assert await library.votes.of(1) == Tally(0, 1)
    assert await settled(world, message) == ["Sources", None, "1"]


async def test_the_reason_is_kept(world: World, library: FakeLibrary, message: discord.Message) -> None:
    alice = world.member("alice")
    asked = await press(alice, message, "down")
    sent = await alice.submit_modal(asked, {"why": ["outdated"], "words": " It was *moved* to May. "})
    assert [each.content for each in sent.followups] == [
        "Thank you. Those who manage this bot's articles will see it."
    ]
    (kept,) = (await library.votes.feedback(world.scope)).items
    assert read_complaint(kept.reason) == Complaint(VoteReason.OUTDATED, "It was *moved* to May.")
    assert await library.votes.of(1) == Tally(0, 1)


async def test_a_form_that_was_opened_before_a_restart_is_read_after_it(
    world: World, library: FakeLibrary, message: discord.Message, make_bot: Callable[[], DatelineBot]
) -> None:
    alice = world.member("alice")
    asked = await press(alice, message, "down")
    await world.env.restart_bot(make_bot())
    await alice.submit_modal(asked, {"words": "No."})
    (kept,) = (await library.votes.feedback(world.scope)).items
    assert read_complaint(kept.reason) == Complaint(None, "No.")


async def test_buttons_outlive_the_process(
    world: World, library: FakeLibrary, message: discord.Message, make_bot: Callable[[], DatelineBot]
) -> None:
    await world.env.restart_bot(make_bot())
    await press(world.member("alice"), message, "up")
    assert await settled(world, message) == ["Sources", "1", None]


async def test_an_answer_of_another_server_cannot_be_voted_on(world: World, library: FakeLibrary) -> None:
    message = await posted(world, await answered(library, world, ("shared", "guild:99")))
    for way in ("up", "down"):
        refused = await press(world.member(way), message, way)
        assert refused.response is not None
        assert "There is no answer 1 here" in refused.response.content
        assert refused.ephemeral
    assert await library.votes.of(1) == Tally(0, 0)
    assert [type(error) for error in world.env.errors] in ([], [NotFound, NotFound])


async def test_edits_of_a_message_are_a_second_apart_and_the_last_one_wins() -> None:
    made: list[tuple[float, int]] = []
    edits, clock = Edits(), asyncio.get_running_loop().time

    async def put(number: int) -> None:
        async def edit() -> None:
            made.append((clock(), number))

        await edits.put(1, edit)

    await asyncio.gather(*(put(number) for number in range(6)))
    assert [number for _, number in made] == [0, 5]
    assert made[1][0] - made[0][0] >= 0.95


async def test_an_edit_that_fails_is_nobodys_problem() -> None:
    async def edit() -> None:
        raise NotFound("answer", 1)

    edits = Edits()
    edits_of_others = asyncio.create_task(edits.put(2, edit))
    await edits.put(1, edit)
    await edits_of_others


def test_complaint_survive_being_kept() -> None:
    for complaint in (
        Complaint(),
        Complaint(VoteReason.WRONG),
        Complaint(VoteReason.OTHER, "“Ja” 日本 \n 2"),
        Complaint(None, "{}"),
    ):
        assert read_complaint(complaint.as_json()) == complaint
    assert complaint_of("made up", "x" * 600) == Complaint(None, "x" * 500)
    assert read_complaint("plain words") == Complaint(None, "plain words")
    assert read_complaint("[1]") == Complaint(None, "[1]")


def test_the_buttons_are_registered_by_their_tuple() -> None:
    assert [type(button) for button in vote_buttons(7)] == [VoteButton] * 2
