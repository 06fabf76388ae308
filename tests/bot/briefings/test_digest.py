"""The digest of a server over the real library with quick models: once for each moment, over restarts, clock changes and
a lost channel."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from simcord.env import Env

from bot.briefings.digest import due_before, schedule_of
from bot.briefings.loop import DigestLoop
from bot.client import DatelineBot
from bot.preferences import Preferences
from bot.ui.delivery import Delivery
from retrieval import Library, Settings, open_library
from retrieval.store.news.briefings import BriefingStore
from tests.core_fakes import HashingEmbedder, add, dated

from ..samples import replies, text_of
from ..setup.panel import open_panel
from ..world import World

pytestmark = [pytest.mark.simcord(settle_timeout=60), pytest.mark.timeout(600)]
MONDAY = datetime(2024, 4, 1, 7, 30, tzinfo=UTC)


class Town:
    """The bot over a library on the disk, both of which can be started again."""

    def __init__(self, data_dir: Path) -> None:
        self.settings = Settings.model_validate({"data_dir": data_dir, "reader": {"model": ""}})
        self.now = MONDAY
        self.stack = AsyncExitStack()
        self.library: Library

    async def open(self) -> DatelineBot:
        await self.stack.aclose()
        embedder = HashingEmbedder("hashing", 512)
        self.library = await self.stack.enter_async_context(
            open_library(self.settings, embedder=embedder, clock=lambda: self.now)
        )
        return DatelineBot(self.library, self.settings)

    async def news(self, name: str, text: str) -> None:
        """A minute later."""
        self.now += timedelta(minutes=1)
        await add(self.library, f"{name}.md", dated(name, text, f"{name} News", self.now.date().isoformat()))

    async def run(self, world: World, **later: float) -> None:
        self.now += timedelta(**later)
        assert isinstance(world.env.bot, DatelineBot)
        await DigestLoop(world.env.bot, lambda: self.now).run()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    made = Town(tmp_path)
    yield made
    await made.stack.aclose()


@pytest.fixture
async def simcord_bot(town: Town) -> DatelineBot:
    return await town.open()


@pytest.fixture
async def world(simcord_env: Env, town: Town) -> World:
    """With a digest every day at eight, which was chosen just now."""
    guild = simcord_env.create_guild()
    made = World(simcord_env, guild, guild.create_text_channel("general"))
    bot = simcord_env.bot
    assert isinstance(bot, DatelineBot)
    await bot.servers.change(guild.id, "digest_channel", (made.channel.id,), by=1)
    await town.run(made)
    return made


def told(world: World) -> list[str]:
    return [text_of(each.embeds[0]) for each in replies(world.channel)]


async def test_it_is_posted_once_when_it_is_due_and_only_what_is_new(world: World, town: Town) -> None:
    await town.news("Ferry", "A ferry sank off the coast of Marovo at noon, the port said.")
    await town.run(world)
    assert told(world) == [], "it is not eight yet"
    await town.run(world, minutes=31)
    await town.run(world, minutes=1)
    (first,) = told(world)
    assert "A ferry sank off the coast of Marovo" in first
    assert "Ferry News" in first
    assert "1 April 2024" in first
    await town.run(world, days=1)
    assert len(told(world)) == 1, "nothing is new"
    await town.news("Storm", "The storm over the islands has passed, sailors said on Tuesday.")
    await town.run(world, days=3)
    await town.run(world, minutes=1)
    _, second = told(world)
    assert "The storm over the islands" in second, "three days were missed: one digest"
    assert "ferry" not in second
    assert replies(world.channel)[-1].mentions == []


async def test_nothing_new_is_said_where_the_server_wants_it(world: World, town: Town) -> None:
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    await bot.servers.change(world.guild.id, "digest_empty", True, by=1)
    await town.run(world, hours=1)
    (shown,) = told(world)
    assert "Nothing is new since <t:" in shown


async def test_another_schedule_posts_nothing_at_once_and_loses_nothing(world: World, town: Town) -> None:
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    await town.news("Ferry", "A ferry sank off the coast of Marovo at noon, the port said.")
    await bot.servers.change(world.guild.id, "digest_hour", 7, by=1)
    await town.run(world, minutes=20)
    assert told(world) == []
    await town.run(world, days=1)
    assert len(told(world)) == 1
    await bot.servers.change(world.guild.id, "digest_channel", None, by=1)
    await town.news("Storm", "The storm over the islands has passed, sailors said on Tuesday.")
    await town.run(world, days=1)
    assert len(told(world)) == 1
    assert await town.library.briefings.store.digests() == {}


@pytest.mark.parametrize(
    ("owner", "name", "before"),
    [
        (BriefingStore, "begin_telling", False),
        (Delivery, "deliver", True),
        (Delivery, "deliver", False),
        (BriefingStore, "told", True),
    ],
)
async def test_a_process_that_dies_while_it_tells_tells_it_once(
    world: World, town: Town, monkeypatch: pytest.MonkeyPatch, owner: type, name: str, before: bool
) -> None:
    await town.news("Ferry", "A ferry sank off the coast of Marovo at noon, the port said.")
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, dying(getattr(owner, name), before))
        with pytest.raises(Killed):
            await town.run(world, hours=1)
    await world.env.restart_bot(await town.open())
    await town.run(world, minutes=1)
    await town.run(world, minutes=1)
    assert len(told(world)) == 1
    await town.run(world, days=1)
    assert len(told(world)) == 1


class Killed(BaseException):
    """The process is gone: nothing of ours catches it."""


def dying(real: Callable[..., Any], before: bool) -> Callable[..., Any]:
    async def step(*given: Any, **named: Any) -> Any:
        if not before:
            await real(*given, **named)
        raise Killed

    return step


async def test_a_lost_channel_pauses_it_and_says_so_and_a_test_goes_on(world: World, town: Town) -> None:
    await town.news("Ferry", "A ferry sank off the coast of Marovo at noon, the port said.")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=404, code=10003)
    await town.run(world, hours=1)
    await town.run(world, days=1)
    assert told(world) == []
    entries = (await town.library.audit_log.page(world.scope)).items
    assert [each.name for each in entries].count("digest-pause") == 1
    panel = await open_panel(world, world.manager())
    await panel.go("digest")
    assert "The digest is paused" in panel.text
    await panel.click("Post a test")
    assert "A test is in" in panel.text
    (test,) = told(world)
    assert "A test." in test
    await town.run(world, minutes=1)
    assert "A ferry sank" in told(world)[-1], "nothing was lost"
    await panel.go("digest")
    assert "paused" not in panel.text


@pytest.mark.parametrize("month", [3, 10])
def test_a_day_has_one_moment_also_when_the_clocks_change(month: int) -> None:
    """In Berlin two o'clock does not exist on 31 March, and is there twice on 27 October."""
    chosen = Preferences(digest_channel=(1,), digest_hour=2, time_zone="Europe/Berlin")
    start = datetime(2024, month, 20, 12, tzinfo=UTC)
    moments = {due_before(start + timedelta(minutes=20 * step), chosen) for step in range(3 * 24 * 14)}
    assert len(moments) == 15
    assert len({each.date() for each in moments}) == 15


def test_only_the_chosen_days_are_due() -> None:
    chosen = Preferences(digest_channel=(1,), digest_days=(0, 4), digest_hour=18)
    assert due_before(MONDAY, chosen) == datetime(2024, 3, 29, 18, tzinfo=UTC)
    assert due_before(MONDAY + timedelta(hours=12), chosen) == datetime(2024, 4, 1, 18, tzinfo=UTC)
    assert schedule_of(chosen) != schedule_of(
        Preferences(digest_channel=(2,), digest_days=(0, 4), digest_hour=18)
    )
