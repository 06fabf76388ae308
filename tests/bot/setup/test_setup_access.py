"""Who may use the panel, also an old one; what is forged; restarts."""

from __future__ import annotations

from collections.abc import Callable

import discord
import pytest
from simcord.env import Env

from bot.client import DatelineBot
from bot.preferences import Preferences
from bot.setup.state import At, Control, Section

from ..world import World
from .panel import open_panel


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ({}, False),
        ({"manage_messages": True, "manage_roles": True, "manage_channels": True}, False),
        ({"manage_guild": True}, True),
        ({"administrator": True}, True),
    ],
)
async def test_permission_matrix_where_the_server_shows_it_to_all(
    world: World, permissions: dict[str, bool], allowed: bool
) -> None:
    await world.open_to_all()
    result = await world.use(world.member("somebody", **permissions), "setup")
    assert result.ephemeral
    assert result.response is not None
    assert ("Manage Server" in result.response.content) is not allowed
    assert bool(result.response.embeds) is allowed
    refused = [] if allowed else ["NeedsManageServer"]
    assert [type(error).__name__ for error in world.env.errors] == refused


async def test_discord_hides_it_from_members_and_in_direct_messages(world: World, simcord_env: Env) -> None:
    assert "setup" not in world.member("bob").available_commands(world.channel)
    assert "setup" in world.manager().available_commands(world.channel)
    assert "setup" not in simcord_env.create_user("alice").available_commands()


async def test_a_role_chosen_on_the_panel_manages_until_it_is_taken_back(world: World) -> None:
    await world.open_to_all()
    role = world.guild.create_role("editors")
    editor = world.guild.add_member(world.env.create_user("ed"), roles=[role])
    boss = await (await open_panel(world)).go("managers")
    await boss.choose("pick", [role], "manager_roles")
    theirs = await (await open_panel(world, editor)).go("retention")
    await theirs.choose("choose", ["7"], "retention_days")
    assert (await theirs.preferences()).retention_days == 7
    await boss.click("Undo")
    refused = await theirs.choose("choose", ["30"], "retention_days")
    assert refused.response is not None
    assert "Manage Server" in refused.response.content
    assert (await theirs.preferences()).retention_days == 7


async def test_a_manager_by_role_does_not_say_who_manages(world: World) -> None:
    await world.open_to_all()
    role, other = world.guild.create_role("editors"), world.guild.create_role("friends")
    editor = world.guild.add_member(world.env.create_user("ed"), roles=[role])
    await (await (await open_panel(world)).go("managers")).choose("pick", [role], "manager_roles")
    theirs = await (await open_panel(world, editor)).go("managers")
    refused = await theirs.choose("pick", [role, other], "manager_roles")
    assert refused.response is not None
    assert "Manage Server" in refused.response.content
    assert (await theirs.preferences()).manager_roles == (role.id,)


async def test_an_old_panel_is_dead_to_who_lost_the_permission(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = await (await open_panel(world)).go("limits")
    shown = await panel.click("Other numbers …")
    monkeypatch.setattr("discord.Interaction.permissions", discord.Permissions(manage_messages=True))
    numbers = {"user_per_minute": "1", "channel_per_minute": "1", "server_per_minute": "1"}
    refused = [
        await panel.choose("choose", ["3"], "user_per_minute"),
        await panel.choose("go", ["listen"]),
        await panel.click("Other numbers …"),
        await panel.who.submit_modal(shown, numbers),
    ]
    for each in refused:
        assert each.response is not None
        assert "Manage Server" in each.response.content
    assert await panel.preferences() == Preferences()


async def test_a_panel_and_its_form_work_after_a_restart(
    world: World, make_bot: Callable[[], DatelineBot]
) -> None:
    panel = await (await open_panel(world)).go("listen")
    await panel.choose("pick", [world.channel], "channels")
    await world.env.restart_bot(make_bot())
    await panel.click("Undo")
    assert (await panel.preferences()).channels == ()
    await panel.go("limits")
    shown = await panel.click("Other numbers …")
    await world.env.restart_bot(make_bot())
    numbers = {"user_per_minute": "4", "channel_per_minute": "5", "server_per_minute": "6"}
    await panel.who.submit_modal(shown, numbers)
    assert (await panel.preferences()).server_per_minute == 6
    assert "✅ **In a minute: 4 questions a person, 5 a channel, 6 the whole server.**" in panel.text


async def test_another_server_has_preferences_and_changes_of_its_own(world: World) -> None:
    panel = await (await open_panel(world)).go("retention")
    await panel.choose("choose", ["7"], "retention_days")
    undo = panel.control("undo")["custom_id"]
    guild = world.env.create_guild("Other")
    there = World(world.env, guild, guild.create_text_channel("general"))
    other = await open_panel(there)
    assert "for 90 days" in other.text
    pressed = await other.forge(undo, [])
    assert "no change" in pressed.followups[0].content
    assert (await panel.preferences()).retention_days == 7


LISTEN, ASKERS, LIMITS = At(Section.LISTEN), At(Section.ASKERS), At(Section.LIMITS)
CHANNEL = At(Section.CHANNEL, 5)


@pytest.mark.parametrize(
    ("control", "values"),
    [
        (Control("go", LISTEN), ["nowhere"]),
        (Control("pick", LISTEN, "channels"), ["1; drop"]),
        (Control("pick", LISTEN, "asker_roles"), ["99"]),
        (Control("pick", LISTEN, "overrides"), ["99"]),
        (Control("pick", ASKERS, "user_per_minute"), ["99"]),
        (Control("choose", LIMITS, "user_per_minute"), ["{"]),
        (Control("choose", LIMITS, "user_per_minute"), ["100000"]),
        (Control("choose", LIMITS, "user_per_minute"), ["null,"]),
        (Control("choose", LISTEN, "channels"), ["[99]"]),
        (Control("choose", At(Section.LANGUAGE), "language"), ['"xx"']),
        (Control("choose", At(Section.LANGUAGE), "language"), ["[]"]),
        (Control("choose", At(Section.CHANNEL), "auto"), ["true"]),
        (Control("names", At(Section.PUBLISHERS), "publishers"), ["Made up"]),
        (Control("all", LISTEN, "publishers"), []),
        (Control("clear", LISTEN), []),
        (Control("clear", LISTEN, "no_such"), []),
        (Control("undo", LISTEN), []),
        (Control("undo", LISTEN, "1.999999999999999"), []),
        (Control("write", LISTEN, "channels"), []),
        (Control("typed", LISTEN, "channels"), []),
        (Control("nonsense", LISTEN), []),
        (Control("aspect", CHANNEL), ["channels"]),
    ],
)
async def test_what_no_panel_offers_is_refused(world: World, control: Control, values: list[str]) -> None:
    panel = await open_panel(world)
    refused = await panel.forge(control.custom_id, values)
    told = [each.content for each in refused.followups]
    if not told and refused.response is not None:
        told = [refused.response.content]
    assert (
        "no choice on this server" in told[0] or "There is no change" in told[0] or "cannot be set" in told[0]
    )
    assert await panel.preferences() == Preferences()


@pytest.mark.parametrize("what", ["channels", "auto_channels"])
async def test_channels_of_another_server_are_refused(world: World, what: str) -> None:
    section = Section.LISTEN if what == "channels" else Section.AUTO
    theirs = world.env.create_guild("Other").create_text_channel("general")
    panel = await open_panel(world)
    for control in (Control("pick", At(section), what), Control("channel", At(Section.CHANNEL))):
        refused = await panel.forge(control.custom_id, [str(theirs.id)])
        assert "no choice on this server" in refused.followups[0].content
    assert await panel.preferences() == Preferences()


async def test_roles_of_another_server_are_refused(world: World) -> None:
    theirs = world.env.create_guild("Other").create_role("admins")
    panel = await open_panel(world)
    control = Control("pick", At(Section.MANAGERS), "manager_roles")
    refused = await panel.forge(control.custom_id, [str(theirs.id)])
    assert "no choice on this server" in refused.followups[0].content
    assert await panel.preferences() == Preferences()
