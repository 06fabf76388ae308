"""The admin commands: who may use them, what they do, what they show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from simcord.env import Env

from bot.client import DatelineBot
from retrieval import Progress
from tests.fakes import FakeLibrary

from ..samples import command_link, info, text_of
from ..world import World

CANCEL = {"type": 2, "style": 4, "label": "Cancel", "custom_id": "dateline:reindex:cancel"}
COMMANDS = ("admin status", "admin reindex", "admin unanswered", "admin feedback", "admin log")


@pytest.mark.parametrize("command", COMMANDS)
async def test_discord_hides_them_from_members(world: World, command: str) -> None:
    bob = world.member("bob")
    assert command not in bob.available_commands(world.channel)
    assert command in world.member("manager", manage_guild=True).available_commands(world.channel)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ({}, False),
        ({"manage_messages": True, "manage_roles": True, "manage_channels": True}, False),
        ({"manage_guild": True}, True),
        ({"administrator": True}, True),
    ],
)
async def test_permission_matrix_where_the_server_shows_them_to_all(
    world: World, library: FakeLibrary, command: str, permissions: dict[str, bool], allowed: bool
) -> None:
    await world.open_to_all()
    result = await world.use(world.member("dateline admin", **permissions), command)
    assert result.response is not None
    assert ("Manage Server" in result.response.content) is not allowed
    assert bool(library.reindexed) is (allowed and command == "admin reindex")
    if not allowed:
        assert result.ephemeral
        assert [type(error).__name__ for error in world.env.errors] == ["NeedsManageServer"]


@pytest.mark.parametrize("command", COMMANDS)
async def test_they_do_not_exist_in_direct_messages(simcord_env: Env, command: str) -> None:
    assert command not in simcord_env.create_user("alice").available_commands()


async def test_everyone_has_the_others_everywhere(world: World) -> None:
    everyones = {"ask", "articles", "brief", "timeline", "watches", "help", "privacy", "forget-me"}
    assert everyones == set(world.member("bob").available_commands(world.channel))
    assert everyones == set(world.env.create_user("dm").available_commands())


async def test_status_counts_only_what_this_server_sees(world: World, library: FakeLibrary) -> None:
    library.infos = [info(1), info(2, f"guild:{world.guild.id}"), info(3, "guild:99"), info(4, "guild:99")]
    result = await world.use(world.member("boss", manage_guild=True), "admin status")
    assert result.ephemeral
    assert result.response is not None
    fields = {field.name: field.value for field in result.response.embeds[0].fields}
    assert fields["Articles"] == "2"
    assert fields["Passages"] == "10"
    assert fields["Index"] == "10 passages, up to date"
    assert fields["Model"] == "all-MiniLM-L6-v2"
    assert fields["Last ingest"] == "<t:1767323040:R>"
    assert "Up for" in fields
    assert (fields["This server's own"] or "").splitlines()[:2] == [
        "Articles: 1 of 20,000",
        "Text: 1.5 MB of 1,000.0 MB",
    ]


async def test_reindex_reports_and_ends_without_a_button(world: World, library: FakeLibrary) -> None:
    result = await world.use(world.member("boss", manage_guild=True), "admin reindex")
    assert library.reindexed == [("shared", f"guild:{world.guild.id}")]
    assert not result.ephemeral
    assert result.response is not None
    assert result.response.content == (
        "Reindexed 2 articles and 9 passages in 1.5 s: 1 changed, 3 embedded, 6 reused."
    )
    assert result.response.components == []


async def test_a_failed_reindex_says_so_on_its_message(world: World, library: FakeLibrary) -> None:
    library.failures["reindex"] = RuntimeError("disk on fire")
    result = await world.use(world.member("boss", manage_guild=True), "admin reindex")
    assert result.response is not None
    assert "incident" in result.response.content
    assert result.response.components == []


@pytest.fixture
def held(world: World, library: FakeLibrary) -> asyncio.Event:
    """A reindex stays in the middle until this is set."""
    event = asyncio.Event()
    library.steps = [Progress("embedding", 30, 120)]
    library.gate = lambda: world.env.external_wait(event.wait(), reason="the test decides")
    return event


async def test_progress_is_shown_and_a_second_reindex_refused(
    world: World, held: asyncio.Event, library: FakeLibrary
) -> None:
    boss = world.member("boss", manage_guild=True)
    running = await world.use(boss, "admin reindex")
    assert running.response is not None
    assert "Embedding: 30 of 120 (25%)" in running.response.content
    second = await world.use(boss, "admin reindex")
    assert second.ephemeral
    assert second.response is not None
    assert "already under way" in second.response.content
    status = await world.use(boss, "admin status")
    assert status.response is not None
    assert "Embedding: 30 of 120" in text_of(status.response.embeds[0])
    held.set()
    await world.env.settle()
    assert running.response.content.startswith("Reindexed")
    assert [type(error).__name__ for error in world.env.errors] == ["CommandInvokeError"]


async def test_another_server_neither_sees_the_counts_nor_cancels(world: World, held: asyncio.Event) -> None:
    await world.use(world.member("boss", manage_guild=True), "admin reindex")
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    assert bot.reindexing.describe(99) == "A reindex is under way."
    assert not bot.reindexing.cancel(1, guild_id=99)


async def test_cancel_is_for_managers(world: World, held: asyncio.Event, library: FakeLibrary) -> None:
    running = await world.use(world.member("boss", manage_guild=True), "admin reindex")
    assert running.response is not None
    refused = await world.member("bob").click(running.response.message, label="Cancel")
    assert refused.response is not None
    assert "Manage Server" in refused.response.content
    await world.member("other boss", administrator=True).click(running.response.message, label="Cancel")
    await world.env.settle()
    assert running.response.content == "Reindex cancelled. The index from before keeps answering."
    assert running.response.components == []


async def test_a_cancel_button_left_by_a_restart_says_that_nothing_runs(
    world: World, held: asyncio.Event, make_bot: Callable[[], DatelineBot]
) -> None:
    boss = world.member("boss", manage_guild=True)
    running = await world.use(boss, "admin reindex")
    held.set()
    await world.env.restart_bot(make_bot())
    assert running.response is not None
    message = running.response.message
    stored = world.env.backend.get_message(world.channel.id, message.id)
    stored.components = [{"type": 1, "components": [CANCEL]}]
    pressed = await boss.click(running.response.message, label="Cancel")
    assert [each.content for each in pressed.followups] == [
        "This is not under way any more: it ended, or I was restarted meanwhile. "
        f"{command_link(world.env, 'admin reindex')} starts a reindex."
    ]
    assert running.response.components == []
