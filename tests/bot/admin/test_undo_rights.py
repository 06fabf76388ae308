"""Undoing asks for the right that the change itself needs, wherever it is undone."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest
from simcord.actors import MemberActor

from bot.admin.audit_log import undoable
from bot.audit import CHANNEL, HINT, UNDO_NEEDS, AuditAction, undo_needs
from bot.places import Right
from bot.preferences import Preferences, channel_preference
from bot.setup.state import At, Control, Section
from retrieval import AuditEntry, Page
from tests.conftest import ROOT
from tests.fakes import FakeLibrary
from tests.own_code import name_of, tree

from ..setup.panel import open_panel
from ..world import World
from .audit_log_samples import entry
from .test_audit_log import VALUES, bot_of

RECORDED_IN = {
    "audit_log.record": {
        *("bot/audit.py", "bot/ui/permission_hints.py"),
        *("bot/briefings/loop.py", "bot/feed_posts/loop.py"),
    },
    "audit_log.set_preference": {"bot/servers.py"},
    "audit_log.undo": {"bot/servers.py"},
    "servers.undo": {"bot/admin/audit_log.py", "bot/setup/actions.py"},
    "servers.change": {"bot/setup/actions.py"},
}
"""Method -> who calls it: what else writes to the log needs a row in the table and a look at who may."""


def calls(method: str) -> set[str]:
    of, name = method.split(".")
    found = set()
    for path in Path(ROOT / "bot").rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                owner = node.func.value
                if isinstance(owner, ast.Attribute) and owner.attr.removeprefix("_") == of:
                    found.add(name_of(path))
    return found


def test_every_action_that_can_be_recorded_has_a_row() -> None:
    preferences = {each.name for each in fields(Preferences)} - {"overrides"}
    recorded = preferences | {CHANNEL, HINT} | {action.value for action in AuditAction}
    assert set(UNDO_NEEDS) == recorded, "write into UNDO_NEEDS what right undoing a new action needs"
    for method, callers in RECORDED_IN.items():
        assert calls(method) == callers, method


def test_names_as_they_stand_in_the_log() -> None:
    assert undo_needs("manager_roles") is Right.DISCORD
    assert undo_needs(channel_preference(5)) is Right.MANAGE
    assert undo_needs("hint embed_links") is None
    assert undo_needs(AuditAction.REMOVED.value) is Right.MANAGE
    assert undo_needs(AuditAction.REINDEXED.value) is None
    assert undo_needs("a preference of a newer Dateline") is Right.DISCORD


def test_only_what_this_person_may_undo_is_offered() -> None:
    page: Page[AuditEntry] = Page(
        (entry(2, "manager_roles", None, "[1]"), entry(1, "channels", None, "[1]")), 2, 0
    )
    assert [each.entry for each in undoable(page, (), Right.DISCORD)] == [2, 1]
    assert [each.entry for each in undoable(page, (), Right.MANAGE)] == [1]


async def editor_of(world: World) -> MemberActor:
    """Somebody who manages the bot by a role that the owner chose."""
    role = world.guild.create_role("editors")
    await bot_of(world).servers.change(world.guild.id, "manager_roles", (role.id,), by=1)
    return world.guild.add_member(world.env.create_user("ed"), roles=[role])


@pytest.mark.parametrize("name", sorted({*VALUES, "channel:5"}))
@pytest.mark.parametrize("who", ["a manager by role", "a manager by Discord"])
@pytest.mark.parametrize("where", ["the log", "any page of the panel", "the panel, again"])
async def test_undo_needs_what_the_change_needs(
    world: World, library: FakeLibrary, name: str, who: str, where: str
) -> None:
    """The owner makes a change; a manager by role may take back only what a manager by role may change."""
    await world.open_to_all()
    servers, editor, boss = bot_of(world).servers, await editor_of(world), world.manager()
    await library.audit_log.set_preference(
        world.scope, name, '["Kyodo"]' if name == "publishers" else "[77, 78]", by=None
    )
    servers.forget(world.guild.id)
    made = library.entries[-1]
    if name == "manager_roles":  # revoked: the editor is none any more by this, so that another role is kept
        await library.audit_log.set_preference(world.scope, name, made.before, by=None)
        servers.forget(world.guild.id)
        made = library.entries[-1]
    person = editor if who == "a manager by role" else boss
    before = list(library.entries)
    if where == "the log":
        shown = await world.use(person, "admin log")
        assert shown.response is not None
        stored = world.env.backend.get_message(world.channel.id, shown.response.message.id)
        option = {"label": "one", "value": f"change:{made.id}"}
        menu = {"type": 3, "custom_id": "dateline:ledger:0:undo", "options": [option]}
        stored.components = [{"type": 1, "components": [menu | {"min_values": 1, "max_values": 1}]}]
        result = await person.select(shown.response.message, [f"change:{made.id}"])
    else:
        panel = await open_panel(world, person)
        deed = "redo" if where == "the panel, again" else "undo"
        control = Control(deed, At(Section.LISTEN), f"{made.id}.{made.id}")
        result = await panel.forge(control.custom_id, [])
    told = [each.content for each in result.followups]
    if who == "a manager by role" and undo_needs(name) is Right.DISCORD:
        assert any("Manage Server" in each for each in told)
        assert library.entries == before
    else:
        assert library.entries[-1].undoes == made.id
