"""The client itself: what it needs, what it syncs, how it starts and stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any, cast

import discord
import pytest
from simcord.env import Env

from bot.client import DatelineBot, invite_link
from bot.startup import FINGERPRINT_FILE, fingerprint
from retrieval import Library, ModelError, Progress, Settings
from tests.fakes import FakeLibrary

from .samples import WHEN, mention, replies, text_of

Logs = list[MutableMapping[str, Any]]
Make = Callable[[], DatelineBot]


def syncs(env: Env) -> int:
    return sum(r.method == "PUT" and r.path.endswith("/commands") for r in env.http_requests)


def test_no_privileged_intent_no_pings_no_members_in_memory(simcord_bot: DatelineBot) -> None:
    intents = simcord_bot.intents
    assert {name for name, on in intents if on} == {"guilds", "guild_messages", "dm_messages"}
    allowed = simcord_bot.allowed_mentions
    assert allowed is not None
    assert [allowed.everyone, allowed.users, allowed.roles, allowed.replied_user] == [False] * 4


def test_the_invite_link_asks_for_what_the_bot_uses_and_no_more() -> None:
    link = invite_link(42)
    assert "client_id=42" in link
    assert "scope=bot+applications.commands" in link
    granted = discord.Permissions(int(link.split("permissions=")[1]))
    assert {name for name, on in granted if on} == {
        "read_messages",  # "View Channel" on screen
        "send_messages",
        "send_messages_in_threads",
        "embed_links",
        "read_message_history",
        "create_public_threads",
    }


def test_every_command_has_one_name(simcord_bot: DatelineBot) -> None:
    names = [command.qualified_name for command in simcord_bot.tree.walk_commands()]
    assert len(names) == len(set(names))


async def test_commands_are_synced_only_when_they_changed(simcord_env: Env, make_bot: Make) -> None:
    assert syncs(simcord_env) == 1
    await simcord_env.restart_bot(make_bot())
    assert syncs(simcord_env) == 1
    changed = make_bot()
    changed.tree.add_command(discord.app_commands.Command(name="extra", description="more", callback=_extra))
    await simcord_env.restart_bot(changed)
    assert syncs(simcord_env) == 2


async def _extra(interaction: discord.Interaction) -> None:
    """A command that was not there before."""


async def test_a_failed_sync_is_tried_again_next_time(
    simcord_env: Env, make_bot: Make, settings: Settings, logs: Logs
) -> None:
    (settings.data_dir / FINGERPRINT_FILE).write_bytes(b"\xff\xfe")
    simcord_env.inject_error("PUT", "/applications/*/commands", status=500)
    await simcord_env.restart_bot(make_bot())
    assert any(entry["event"] == "not synced" for entry in logs)
    await simcord_env.restart_bot(make_bot())
    assert syncs(simcord_env) == 3
    assert len((settings.data_dir / FINGERPRINT_FILE).read_text()) == 64


async def test_another_application_has_another_fingerprint(simcord_bot: DatelineBot) -> None:
    assert await fingerprint(simcord_bot.tree, 1) != await fingerprint(simcord_bot.tree, 2)


async def test_the_invite_link_is_logged_once(simcord_env: Env, logs: Logs) -> None:
    simcord_env.bot.dispatch("ready")
    await simcord_env.settle()
    online = [entry for entry in logs if entry["event"] == "online"]
    assert [invite_link(simcord_env.bot.application_id or 0)] == [entry["invite"] for entry in online]


async def test_a_stale_index_is_rebuilt_in_the_background(
    simcord_env: Env, library: FakeLibrary, make_bot: Make, logs: Logs
) -> None:
    library.stale = 7
    library.steps = [Progress("embedding", 3000, 12000)]
    gate = asyncio.Event()
    library.gate = lambda: simcord_env.external_wait(gate.wait(), reason="the test decides")
    await simcord_env.restart_bot(make_bot())
    bot = cast(DatelineBot, simcord_env.bot)
    assert bot.reindexing.describe(1) == (
        "The index is out of date and is being rebuilt in the background. 25% of this step is done."
    )
    assert library.reindexed == [None]
    gate.set()
    await simcord_env.settle()
    assert bot.reindexing.describe(1) is None
    assert [entry["event"] for entry in logs if entry["event"].startswith("reindex")] == [
        "reindexing",
        "reindexed",
    ]


async def test_a_fresh_index_is_left_alone(simcord_env: Env, library: FakeLibrary) -> None:
    assert library.reindexed == []


async def test_trouble_at_the_start_does_not_stop_the_bot(
    simcord_env: Env, library: FakeLibrary, make_bot: Make
) -> None:
    library.failures["warm"] = ModelError("no/such", "not found")
    await simcord_env.restart_bot(make_bot())
    alice = simcord_env.create_user("alice")
    await alice.send_dm(WHEN)
    assert replies(alice.dm_channel)[0].embeds[0].title == "April 1"


async def test_help_is_private(simcord_env: Env) -> None:
    result = await simcord_env.create_user("alice").slash("help")
    assert result.ephemeral
    assert "verbatim quote" in text_of(result.response.embeds[0])


async def test_a_bot_that_is_closing_takes_no_more_questions(simcord_env: Env, library: FakeLibrary) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    cast(DatelineBot, simcord_env.bot).closing = True
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    result = await alice.slash(channel, "ask", question=WHEN)
    assert library.asked == []
    assert result.response is not None
    assert "restarting" in result.response.content


@pytest.mark.parametrize("finishes", [True, False])
async def test_closing_waits_for_work_and_then_cancels_it(settings: Settings, finishes: bool) -> None:
    bot = DatelineBot(cast(Library, FakeLibrary()), settings)
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(0.02 if finishes else 60)
            ended.append("finished")
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    bot.tasks.spawn(work(), name="work")
    await asyncio.sleep(0)
    await bot.tasks.close(grace=0.3)
    assert ended == ["finished" if finishes else "cancelled"]
    await bot.close()
    await bot.close()
