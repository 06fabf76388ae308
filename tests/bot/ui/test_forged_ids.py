"""Components with the id of something else in them: another's private answer, another place's, another server's."""

from __future__ import annotations

import inspect
import re
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor, _dispatch_actor_interaction
from simcord.builders import ChannelHandle
from simcord.enums import InteractionType
from simcord.results import InteractionResult

from bot.ui.components import Form
from retrieval import Answer, Reason, Refusal
from tests.fakes import FakeLibrary

from ..admin.test_audit_log import bot_of
from ..admin.test_reindex_views import run
from ..samples import article, feed, replies, tomahawk
from ..test_permission_matrix import CONTROLS, For, subclasses, told
from ..world import World

SECRET = "is the merger of Alpha and Omega off?"
"""A question that nobody else is to read."""
ANSWERED = {
    *("SourcesButton", "SourcePageButton", "ContinueButton", "ShowButton", "VoteButton", "ReasonForm"),
    *("TimelineButton", "SetWatchButton"),
}
REFUSED = {"AddSourceButton", "SourceForm", "AskAgainButton", "DismissButton"}
OF_ANSWERS = sorted(ANSWERED | REFUSED)


def takes(name: str) -> set[str]:
    classes = [*subclasses(discord.ui.DynamicItem), *subclasses(Form)]
    kind = next(each for each in classes if each.__name__ == name)
    return set(inspect.signature(kind.__init__).parameters)


def test_every_component_that_names_an_answer_is_tried_here() -> None:
    classes = {re.split(r"\W", name)[0] for name in CONTROLS} - {"SetupForm"}
    naming = {name for name in classes if "answer_id" in takes(name)}
    assert naming == set(OF_ANSWERS)


async def press(
    world: World, channel: ChannelHandle, person: MemberActor, custom_id: str
) -> InteractionResult:
    """The component on a message of the bot that never had it, or a form that was never opened."""
    if ":reason:" in custom_id or ":source-form:" in custom_id:
        components = [
            {"type": 1, "components": [{"type": 4, "custom_id": "address", "value": "https://a.example"}]}
        ]
        data = {"custom_id": custom_id, "components": components}
        return await _dispatch_actor_interaction(person, InteractionType.MODAL_SUBMIT, channel, data)
    assert world.env.bot.user is not None
    if not replies(channel):
        world.env.backend.create_message(channel.id, world.env.bot.user.id, "An old message.")
    carrier = replies(channel)[0]
    stored = world.env.backend.get_message(channel.id, carrier.id)
    item: dict[str, Any] = {"type": 2, "style": 2, "label": "press", "custom_id": custom_id}
    stored.components = [{"type": 1, "components": [item]}]
    return await person.click(carrier, custom_id=custom_id)


async def kept(library: FakeLibrary, name: str, world: World, **what: Any) -> int:
    """An answer, or a refusal for the components that stand below refusals; as it is logged."""
    number = await library.answers.begin(
        f"m{len(library.stored_answers)}",
        question=SECRET,
        **{"scopes": ("shared", world.scope), "home": world.scope, **what},
    )
    assert number is not None
    outcome = tomahawk(SECRET) if name in ANSWERED else Refusal(SECRET, Reason.NOTHING_FOUND)
    await library.answers.finish(number, outcome)
    return int(number)


def shown_anywhere(world: World, result: InteractionResult) -> str:
    """All that is on screen of anybody, and the names of threads."""
    seen = [told(result), str(result.modal), str(world.env.backend.__dict__)]
    shown: list[Any] = [*replies(world.channel), *result.followups, result.response]
    for message in filter(None, shown):
        seen += [message.content, *(str(embed.to_dict()) for embed in message.embeds)]
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return "\n".join([*seen, *(thread.name for thread in channel.threads)])


def custom_id(name: str, number: int) -> str:
    return re.sub(r"(?<=:)1(?=:|$)", str(number), CONTROLS[name][1], count=1)


def presser(world: World, name: str) -> MemberActor:
    return world.manager() if CONTROLS[name][0] is For.MANAGERS else world.member("bob")


@pytest.mark.parametrize("name", OF_ANSWERS)
async def test_a_private_answer_of_somebody_else(world: World, library: FakeLibrary, name: str) -> None:
    place = f"discord:channel:{world.channel.id}"
    what = {"asked_by": "discord:user:5", "place": place, "private": True}
    await never_shown(world, library, name, await kept(library, name, world, **what))


@pytest.mark.parametrize("name", sorted(ANSWERED))
@pytest.mark.parametrize("of", ["somebody else", "the one who presses"])
async def test_an_answer_of_another_channel_of_the_server(
    world: World, library: FakeLibrary, name: str, of: str
) -> None:
    """Which not everybody who sees this one may see."""
    person, closed = presser(world, name), world.guild.create_text_channel("closed")
    by = f"discord:user:{5 if of == 'somebody else' else person.id}"
    private = of == "the one who presses"
    place = f"discord:channel:{closed.id}"
    number = await kept(library, name, world, asked_by=by, place=place, private=private)
    await never_shown(world, library, name, number, person)


@pytest.mark.parametrize("name", OF_ANSWERS)
@pytest.mark.parametrize("of", ["somebody else", "the one who presses"])
async def test_an_answer_of_another_server(world: World, library: FakeLibrary, name: str, of: str) -> None:
    person = presser(world, name)
    by = f"discord:user:{5 if of == 'somebody else' else person.id}"
    what = {"scopes": ("shared", "guild:99"), "home": "guild:99", "place": "discord:channel:9"}
    number = await kept(library, name, world, asked_by=by, private=of == "the one who presses", **what)
    await never_shown(world, library, name, number, person)


@pytest.mark.parametrize("name", ["ContinueButton"])
async def test_a_private_answer_names_no_thread_even_for_its_asker(
    world: World, library: FakeLibrary, name: str
) -> None:
    person, place = world.member("bob"), f"discord:channel:{world.channel.id}"
    what = {"asked_by": f"discord:user:{person.id}", "place": place, "private": True}
    await never_shown(world, library, name, await kept(library, name, world, **what), person)


async def never_shown(
    world: World, library: FakeLibrary, name: str, number: int, person: MemberActor | None = None
) -> None:
    before = {key: str(value) for key, value in vars(library).items() if key != "asked"}
    result = await press(world, world.channel, person or presser(world, name), custom_id(name, number))
    seen = shown_anywhere(world, result)
    assert SECRET not in seen
    assert isinstance(tomahawk(), Answer)
    assert "Officials expect" not in seen
    assert "There is no answer" in seen or "answered, dismissed or" in seen
    assert {key: str(value) for key, value in vars(library).items() if key != "asked"} == before
    assert library.asked == []


@pytest.mark.parametrize("name", sorted(ANSWERED - {"ShowButton"}))
async def test_an_answer_of_this_place_opens_for_everybody_in_it(
    world: World, library: FakeLibrary, name: str
) -> None:
    place = f"discord:channel:{world.channel.id}"
    number = await kept(library, name, world, asked_by="discord:user:5", place=place)
    result = await press(world, world.channel, world.member("bob"), custom_id(name, number))
    assert "There is no answer" not in shown_anywhere(world, result)


async def test_an_answer_of_a_channel_opens_in_a_thread_on_it(world: World, library: FakeLibrary) -> None:
    place = f"discord:channel:{world.channel.id}"
    number = await kept(library, "SourcesButton", world, asked_by="discord:user:5", place=place)
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await (await channel.send("The answer")).create_thread(name="more")
    message = await thread.send("Another")
    stored = world.env.backend.get_message(thread.id, message.id)
    button: dict[str, Any] = {
        "type": 2,
        "style": 2,
        "label": "press",
        "custom_id": f"dateline:sources:{number}",
    }
    stored.components = [{"type": 1, "components": [button]}]
    result = await world.member("bob").click(message, custom_id=button["custom_id"])
    assert "There is no answer" not in told(result)


FOREIGN = {
    "RestoreButton": "dateline:restore:{}",
    "RemoveFeedButton": "dateline:feed:remove:{}",
    "FeedMenu": "{}",
    "RollbackButton": "dateline:rollback:{}:now",
    "UndoMenu article": "article:{}",
    "UndoMenu change": "change:{}",
    "DismissMenu": "{}",
}
"""Component -> the custom_id or value with an id in it, of what belongs to a server."""
NUMBERS = ["1", "99999999999999999999999999", "-1", "x", "1:2", ""]


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("number", NUMBERS)
async def test_what_belongs_to_another_server_and_what_is_no_id_at_all(
    world: World, library: FakeLibrary, name: str, number: str
) -> None:
    """Articles, feeds, runs of a reindex, entries of the log, refused questions."""
    library.removed[1] = article(1, "guild:99")
    library.feed_infos = [feed(1, "guild:99")]
    library.runs = [run(1, "shared", "guild:99")]
    await library.audit_log.set_preference("guild:99", "language", '"de"', by=None)
    await kept(library, "DismissMenu", world, home="guild:99", scopes=("shared", "guild:99"))
    before, boss = str(vars(library)), world.manager()
    text = FOREIGN[name].format(number)
    if text.startswith("dateline"):
        if not re.fullmatch(r"\d{1,18}", number):
            return  # discord.py finds no component for it
        result = await press(world, world.channel, boss, text)
    else:
        result = await pick(world, boss, CONTROLS[name.split()[0]][1], text)
    assert str(vars(library)) == before
    assert {type(error).__name__ for error in world.env.errors} <= {"NotFound"}
    words = told(result)
    if name == "DismissMenu" and number == "1":
        assert SECRET not in words
    elif number == "1":
        assert "There is no" in words
    else:
        assert "There is no" in words or "no choice on this server" in words or "answered, dismissed" in words
    assert "unforeseen" not in words
    assert bot_of(world).limits is not None


async def pick(world: World, person: MemberActor, custom_id: str, value: str) -> InteractionResult:
    assert world.env.bot.user is not None
    world.env.backend.create_message(world.channel.id, world.env.bot.user.id, "An old message.")
    carrier = replies(world.channel)[-1]
    stored = world.env.backend.get_message(world.channel.id, carrier.id)
    option = {"label": "one", "value": value}
    menu = {"type": 3, "custom_id": custom_id, "options": [option], "min_values": 1, "max_values": 1}
    stored.components = [{"type": 1, "components": [menu]}]
    return await person.select(carrier, [value], custom_id=custom_id)
