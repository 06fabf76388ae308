"""Who is let in to what: every command, menu, button and form of the bot, for everybody who might try.

The tables are complete by reflection: something new fails here until somebody has written down whom it is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, cast

import discord
import pytest
from discord import app_commands
from simcord.actors import MemberActor, _dispatch_actor_interaction
from simcord.enums import InteractionType
from simcord.results import InteractionResult

from bot.client import DatelineBot
from bot.exceptions import NeedsDiscordsOwn, NeedsManageServer
from bot.text.errors import sentence
from bot.ui.components import Form
from retrieval import Library, Settings
from tests.discord_sim import Channel, DiscordSim, RefusedError, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from .samples import WHEN, article, replies
from .world import World


class For(Enum):
    """Whom something is for."""

    ALL = "everybody, everywhere"
    ASKERS = "whoever may ask, everywhere"
    MANAGERS = "those who manage the server, in it"
    OWNERS = "those of them whom Discord itself lets manage it"


IN, REFUSED, HIDDEN = "let in", "refused", "not offered by Discord"

COMMANDS: dict[str, tuple[For, dict[str, Any]]] = {
    "ask": (For.ASKERS, {"question": WHEN}),
    "timeline": (For.ASKERS, {"question": WHEN}),
    "brief": (For.ASKERS, {"since": "3 days"}),
    "Ask about this": (For.ASKERS, {}),
    "Check this claim": (For.ASKERS, {}),
    "articles": (For.ALL, {}),
    "watches": (For.ALL, {}),
    "help": (For.ALL, {}),
    "privacy": (For.ALL, {}),
    "forget-me": (For.ALL, {}),
    "setup": (For.MANAGERS, {}),
    "library add": (For.MANAGERS, {"url": "https://example.org/news/1"}),
    "library list": (For.MANAGERS, {}),
    "library show": (For.MANAGERS, {"article": "1"}),
    "library remove": (For.MANAGERS, {"article": "1"}),
    "library feeds": (For.MANAGERS, {}),
    "admin status": (For.MANAGERS, {}),
    "admin reindex": (For.MANAGERS, {"dry_run": True}),
    "admin unanswered": (For.MANAGERS, {}),
    "admin feedback": (For.MANAGERS, {}),
    "admin log": (For.MANAGERS, {}),
}
"""What it is called -> whom it is for, and the options to try it with."""

CONTROLS: dict[str, tuple[For, str]] = {
    "SourcesButton": (For.ALL, "dateline:sources:1"),
    "SourcePageButton": (For.ALL, "dateline:source:1:0:on"),
    "ArticlesPageButton": (For.ALL, "dateline:articles:0:on"),
    "TimelineButton": (For.ASKERS, "dateline:timeline:1"),
    "BriefingButton": (For.ALL, "dateline:briefing:1:read"),
    "BriefingPageButton": (For.ALL, "dateline:briefing:1:5:on"),
    "ContinueButton": (For.ASKERS, "dateline:continue:1"),
    "ShowButton": (For.ASKERS, "dateline:show:1"),
    "VoteButton": (For.ALL, "dateline:vote:1:up"),
    "ReasonForm": (For.ALL, "dateline:reason:1"),
    "SetWatchButton": (For.ASKERS, "dateline:watch:set:1"),
    "OwnWatchButton": (For.ALL, "dateline:watch:pause:1"),
    "StopWatchButton": (For.ALL, "dateline:watch:stop:1:0"),
    "WatchesPageButton": (For.ALL, "dateline:watches:0:on"),
    "WatchMenu": (For.ALL, "dateline:watches:0:pick"),
    "ServerWatchesButton": (For.MANAGERS, "dateline:server-watches:open"),
    "ServerWatchesPageButton": (For.MANAGERS, "dateline:server-watches:0:on"),
    "ServerWatchMenu": (For.MANAGERS, "dateline:server-watches:0:pick"),
    "EndServerWatchButton": (For.MANAGERS, "dateline:server-watches:end:1"),
    "ErrataButton": (For.ALL, "dateline:errata:on"),
    "ForgetMeButton": (For.ALL, "dateline:forget:1"),
    "CancelReindexButton": (For.MANAGERS, "dateline:reindex:cancel"),
    "ReindexNowButton": (For.MANAGERS, "dateline:reindex:now"),
    "RollbackButton": (For.MANAGERS, "dateline:rollback:1:now"),
    "RestoreButton": (For.MANAGERS, "dateline:restore:1"),
    "FeedsPageButton": (For.MANAGERS, "dateline:feeds:0:on"),
    "FeedMenu": (For.MANAGERS, "dateline:feeds:0:pick"),
    "RemoveFeedButton": (For.MANAGERS, "dateline:feed:remove:1"),
    "PostsButton": (For.MANAGERS, "dateline:posts:end:1"),
    "PostsChannelMenu": (For.MANAGERS, "dateline:posts:channel:1"),
    "PostsRoleMenu": (For.MANAGERS, "dateline:posts:role:1"),
    "PostsFilterForm": (For.MANAGERS, "dateline:posts:filter-form:1"),
    "PostDetailsButton": (For.ALL, "dateline:post:1"),
    "UnansweredPageButton": (For.MANAGERS, "dateline:unanswered:0:on"),
    "DismissMenu": (For.MANAGERS, "dateline:unanswered:0:pick"),
    "DismissButton": (For.MANAGERS, "dateline:unanswered:dismiss:1"),
    "FeedbackPageButton": (For.MANAGERS, "dateline:feedback:0:on"),
    "AddSourceButton": (For.MANAGERS, "dateline:source-for:1"),
    "SourceForm": (For.MANAGERS, "dateline:source-form:1"),
    "AskAgainButton": (For.MANAGERS, "dateline:ask-again:1"),
    "LogPageButton": (For.MANAGERS, "dateline:ledger:0:on"),
    "UndoMenu": (For.MANAGERS, "dateline:ledger:0:undo"),
    "SetupItem": (For.MANAGERS, "dateline:setup:write:limits:0:listen:numbers"),
    "SetupForm": (For.MANAGERS, "dateline:setup:typed:limits:0:listen:numbers"),
    "SetupItem of the managers": (For.OWNERS, "dateline:setup:clear:managers:0:listen:everyone"),
    "SetupItem, undo": (For.OWNERS, "dateline:setup:undo:listen:0:listen:1.1"),
    "UndoMenu of the managers": (For.OWNERS, "dateline:ledger:0:undo"),
}
"""The class of a button, select or form -> whom it is for, and a custom_id of it. After a class, a case of its own:
entry 1 of the log says who manages the bot."""

PEOPLE: dict[str, dict[For, str]] = {
    "everyone": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: REFUSED, For.OWNERS: REFUSED},
    "asker": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: REFUSED, For.OWNERS: REFUSED},
    "no asker": {For.ALL: IN, For.ASKERS: REFUSED, For.MANAGERS: REFUSED, For.OWNERS: REFUSED},
    "moderator": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: REFUSED, For.OWNERS: REFUSED},
    "manager role": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: IN, For.OWNERS: REFUSED},
    "manage server": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: IN, For.OWNERS: IN},
    "administrator": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: IN, For.OWNERS: IN},
    "manager of another server": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: REFUSED, For.OWNERS: REFUSED},
}
"""Even where a server's own settings show every command to all."""
PLACES = {
    "direct message": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: HIDDEN},
    "installed by the person, elsewhere": {For.ALL: IN, For.ASKERS: IN, For.MANAGERS: HIDDEN},
}


def names(commands: list[Any]) -> Iterator[str]:
    for command in commands:
        if isinstance(command, app_commands.Group):
            yield from (each.qualified_name for each in command.walk_commands())
        else:
            yield command.qualified_name


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


async def test_every_command_and_menu_stands_in_the_table(world: World) -> None:
    assert isinstance(world.env.bot, DatelineBot)
    kinds = (discord.AppCommandType.chat_input, discord.AppCommandType.message, discord.AppCommandType.user)
    known = {name for kind in kinds for name in names(world.env.bot.tree.get_commands(type=kind))}
    assert known == set(COMMANDS), "write into COMMANDS whom a new command is for, and options to try it with"


def test_every_button_select_and_form_stands_in_the_table() -> None:
    classes = [*subclasses(discord.ui.DynamicItem), *subclasses(Form)]
    known = {
        each.__name__ for each in classes if each.__module__.startswith("bot.") and not each.__subclasses__()
    }
    assert known == {re.split(r"\W", name)[0] for name in CONTROLS}, (
        "write into CONTROLS whom a new button, select or form is for, and one custom_id"
    )
    for each in classes:
        if (
            pattern := getattr(each, "pattern", None)
            or getattr(each, "__discord_ui_compiled_template__", None)
        ) and (each.__name__ in CONTROLS):
            assert pattern.fullmatch(CONTROLS[each.__name__][1]), (
                f"the custom_id of {each.__name__} has changed"
            )


async def somebody(who: str, world: World, bot: DatelineBot) -> tuple[World, MemberActor]:
    """That person, and the server that they are in, set up as the case needs it."""
    guild, env = world.guild, world.env
    role = guild.create_role("chosen")
    if "asker" in who:
        await bot.servers.change(guild.id, "asker_roles", (role.id,), by=1)
    if who == "manager role":
        await bot.servers.change(guild.id, "manager_roles", (role.id,), by=1)
    match who:
        case "asker" | "manager role":
            return world, guild.add_member(env.create_user(who), roles=[role])
        case "moderator":
            return world, world.member(who, manage_messages=True, manage_roles=True, manage_channels=True)
        case "manage server":
            return world, world.manager()
        case "administrator":
            return world, world.member(who, administrator=True)
        case "manager of another server":
            user, there = env.create_user(who), env.create_guild("other")
            guild.add_member(
                user, roles=[guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))]
            )
            await bot.servers.change(guild.id, "manager_roles", (role.id,), by=1)
            await bot.servers.change(guild.id, "asker_roles", (role.id,), by=1)
            return World(env, there, there.create_text_channel("general")), there.add_member(user)
        case _:
            return world, guild.add_member(env.create_user(who))


def told(result: InteractionResult) -> str:
    shown = [result.response] if result.response is not None else []
    return "\n".join(each.content for each in [*shown, *result.followups])


def verdict(result: InteractionResult, library: FakeLibrary, before: str) -> str:
    """Let in or refused; a refusal is one sentence that only this person sees, and nothing else happens."""
    text = told(result)
    refusals = (sentence(NeedsManageServer()), sentence(NeedsDiscordsOwn()), "may ask me")
    if not any(each in text for each in refusals):
        return IN
    assert result.ephemeral or all(each.ephemeral for each in result.followups)
    assert str(vars(library)) == before, "refused, and done all the same"
    return REFUSED


@pytest.mark.parametrize("who", PEOPLE)
async def test_commands_and_menus(who: str, world: World, library: FakeLibrary) -> None:
    bot = cast(DatelineBot, world.env.bot)
    here, person = await somebody(who, world, bot)
    await here.open_to_all()
    bob = here.guild.add_member(here.env.create_user("bob"))
    said = await bob.send(here.channel, WHEN)
    found: dict[str, str] = {}
    for name, (_, options) in COMMANDS.items():
        library.stored[1] = article(1, here.scope)
        before = str(vars(library))
        is_menu = name[0].isupper()
        used = person.context_menu(here.channel, name, said) if is_menu else here.use(person, name, **options)
        found[name] = verdict(await used, library, before)
    assert found == {name: PEOPLE[who][group] for name, (group, _) in COMMANDS.items()}
    kinds = {type(error).__name__ for error in here.env.errors}
    assert kinds == ({"NeedsManageServer"} if PEOPLE[who][For.MANAGERS] == REFUSED else set())


async def press(here: World, person: MemberActor, name: str) -> InteractionResult:
    """A press on a message of the bot that carries this button or select, or a form sent in."""
    custom_id = CONTROLS[name][1]
    if name.endswith("Form"):
        data = {"custom_id": custom_id, "components": []}
        return await _dispatch_actor_interaction(person, InteractionType.MODAL_SUBMIT, here.channel, data)
    carrier = replies(here.channel)[-1]
    stored = here.env.backend.get_message(here.channel.id, carrier.id)
    if "Menu" in name:
        value = {"UndoMenu": "article:1", "UndoMenu of the managers": "change:1"}.get(name, "1")
        option = {"label": "one", "value": value}
        item = {"type": 3, "custom_id": custom_id, "options": [option], "min_values": 1, "max_values": 1}
        stored.components = [{"type": 1, "components": [item]}]
        return await person.select(carrier, [value], custom_id=custom_id)
    item = {"type": 2, "style": 2, "label": "press", "custom_id": custom_id}
    stored.components = [{"type": 1, "components": [item]}]
    return await person.click(carrier, custom_id=custom_id)


@pytest.mark.parametrize("who", PEOPLE)
async def test_buttons_selects_and_forms(who: str, world: World, library: FakeLibrary) -> None:
    """An old message with buttons stays in the channel for all to press, whoever it was made for."""
    bot = cast(DatelineBot, world.env.bot)
    here, person = await somebody(who, world, bot)
    assert bot.user is not None
    here.env.backend.create_message(here.channel.id, bot.user.id, "An old message.")
    found: dict[str, str] = {}
    for name in CONTROLS:
        before = str(vars(library))
        found[name] = verdict(await press(here, person, name), library, before)
    assert found == {name: PEOPLE[who][group] for name, (group, _) in CONTROLS.items()}
    assert "NeedsManageServer" not in {type(error).__name__ for error in here.env.errors}, "told, not raised"


@pytest.fixture
def make_online(library: FakeLibrary, settings: Settings) -> Callable[[], DatelineBot]:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.mark.parametrize("place", PLACES)
async def test_outside_of_servers(
    place: str, sim: DiscordSim, start: Start, make_online: Callable[[], DatelineBot]
) -> None:
    ann: User = sim.add_user("ann")
    sim.install_for(ann)
    if place == "direct message":
        channel: Channel = sim.dm(ann)
    else:
        channel = sim.add_channel(sim.add_guild("elsewhere", members=[ann], bot=False), "general")
    await start(make_online())
    said = await sim.say(channel, ann, WHEN)
    found: dict[str, str] = {}
    for name, (_, options) in COMMANDS.items():
        try:
            if name[0].isupper():
                used = await sim.context_menu(channel, ann, name, said)
            else:
                used = await sim.slash(channel, ann, name, **options)
        except RefusedError:
            found[name] = HIDDEN
            continue
        text = (await used.response()).text
        found[name] = REFUSED if sentence(NeedsManageServer()) in text or "may ask me" in text else IN
    assert found == {name: PLACES[place][group] for name, (group, _) in COMMANDS.items()}
