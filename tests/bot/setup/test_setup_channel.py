"""What one channel has of its own."""

from __future__ import annotations

import asyncio

import pytest

from bot.places import Right
from bot.preferences import ChannelPreferences
from bot.setup.actions import ControlEvent, applied
from bot.setup.state import At, Control, Scene, Section
from tests.fakes import FakeLibrary

from ..samples import info
from ..world import World
from .panel import Panel, open_panel


@pytest.fixture
async def panel(world: World, library: FakeLibrary) -> Panel:
    library.infos = [info(1, publisher="Kyodo"), info(2, publisher="Reuters")]
    opened = await (await open_panel(world)).go("channel")
    await opened.choose("channel", [world.channel])
    return opened


async def own(panel: Panel) -> ChannelPreferences | None:
    return (await panel.preferences()).overrides.get(panel.world.channel.id)


async def test_it_begins_as_the_server_is(panel: Panel) -> None:
    assert f"**<#{panel.world.channel.id}> · Answers when asked: as the server (yes)**" in panel.text
    assert "Limit: as the server (30 a minute)" in panel.text
    assert "How sure for that: as the server (at least 80% sure)" in panel.text
    assert len(panel.rows) == 4
    assert await own(panel) is None


@pytest.mark.parametrize(
    ("aspect", "value", "set_to", "said"),
    [
        ("listen", "false", False, "Answers when asked: no"),
        ("auto", "true", True, "Answers unasked: yes"),
        ("threshold", "0.97", 0.97, "How sure for that: at least 97% sure"),
        ("language", '"ja"', "ja", "Language: 日本語"),
        ("per_minute", "5", 5, "Limit: 5 a minute"),
    ],
)
async def test_each_aspect_is_set_taken_back_and_set_as_the_server(
    panel: Panel, aspect: str, value: str, set_to: object, said: str
) -> None:
    await panel.choose("aspect", [aspect])
    await panel.choose("choose", [value], aspect)
    assert await own(panel) == ChannelPreferences(**{aspect: set_to})  # type: ignore[arg-type]  # of its kind
    assert f"✅ **<#{panel.world.channel.id}> · {said}**" in panel.text
    await panel.click("Undo")
    assert await own(panel) is None
    await panel.click("Redo")
    await panel.choose("choose", ["null"], aspect)
    assert await own(panel) is None


async def test_aspects_add_up_and_go_together(panel: Panel) -> None:
    await panel.choose("choose", ["false"], "listen")
    await panel.choose("aspect", ["threshold"])
    await panel.choose("choose", ["0.7"], "threshold")
    assert await own(panel) == ChannelPreferences(listen=False, threshold=0.7)
    assert "Answers when asked: no" in panel.text
    await panel.click("All as the server")
    assert await own(panel) is None
    await panel.click("Undo")
    assert await own(panel) == ChannelPreferences(listen=False, threshold=0.7)


async def test_two_managers_at_once_lose_nothing(panel: Panel) -> None:
    at = At(Section.CHANNEL, panel.world.channel.id)
    scene = Scene(panel.world.guild.id)
    presses = [
        ControlEvent(
            panel.bot,
            panel.world.guild.id,
            person,
            Right.MANAGE,
            Control("choose", at, what),
            scene,
            ["true"],
        )
        for person, what in ((1, "listen"), (2, "auto"))
    ]
    await asyncio.gather(*map(applied, presses))
    assert await own(panel) == ChannelPreferences(listen=True, auto=True)


async def test_publishers_of_a_channel(panel: Panel) -> None:
    await panel.set("publishers", ("Kyodo",))
    await panel.choose("aspect", ["publishers"])
    assert "Publishers: as the server (Kyodo)" in panel.text
    await panel.choose("names", ["Reuters"])
    assert await own(panel) == ChannelPreferences(publishers=("Reuters",))
    await panel.write("Add by name …", publishers="kyodo")
    assert await own(panel) == ChannelPreferences(publishers=("Reuters", "Kyodo"))
    await panel.click("All publishers")
    assert await own(panel) == ChannelPreferences(publishers=())
    assert "Publishers: All publishers" in panel.text
    assert len([each for each in panel.rows if each[0]["type"] == 2]) == 1
    await panel.click("As the server")
    assert await own(panel) is None


async def test_a_limit_that_no_menu_offers(panel: Panel) -> None:
    await panel.choose("aspect", ["per_minute"])
    await panel.write("Other numbers …", per_minute="17")
    assert await own(panel) == ChannelPreferences(per_minute=17)
    assert "17 a minute" in str(panel.control("choose", "per_minute")["options"])


async def test_channels_that_differ_are_listed_and_those_gone_removed(panel: Panel) -> None:
    await panel.choose("choose", ["false"], "listen")
    await panel.set("channel:999", ChannelPreferences(auto=True))
    await panel.set("channel:998", ChannelPreferences(auto=True))
    await panel.go("channel")
    assert f"Different from the server: <#{panel.world.channel.id}>, ~~999~~, ~~998~~." in panel.text
    await panel.click("Remove what is gone")
    assert set((await panel.preferences()).overrides) == {panel.world.channel.id}
    await panel.click("Undo")
    assert set((await panel.preferences()).overrides) == {panel.world.channel.id, 999, 998}


async def test_unasked_answers_in_one_channel_need_the_message_content_too(panel: Panel) -> None:
    await panel.choose("aspect", ["auto"])
    await panel.choose("choose", ["true"], "auto")
    assert "discord.message_content = true" in panel.text
