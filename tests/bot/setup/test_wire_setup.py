"""The panel of /setup over real sockets; every request is held against Discord's own description of its API."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.preferences import ChannelPreferences
from retrieval import Library, Settings
from tests.discord_sim import Channel, DiscordSim, Message, Permission, Role, User
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import info

Place = tuple[Channel, Role, User]


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    """A channel, a role, someone who manages the server."""
    boss = sim.add_user("boss")
    guild = sim.add_guild("newsroom", members=[boss])
    role = sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[boss])
    return sim.add_channel(guild, "general"), role, boss


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Callable[[], DatelineBot]:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


async def panel(sim: DiscordSim, place: Place) -> Message:
    used = await sim.slash(place[0], place[2], "setup")
    shown = await used.response()
    await used.wait_until(lambda _: bool(shown.embeds))
    return shown


async def choose(sim: DiscordSim, shown: Message, who: User, what: str, values: list[object]) -> str:
    """Pick in the menu whose custom_id ends so; what the panel says then."""
    before = len(shown.edits)
    ids = [part["custom_id"] for row in shown.components for part in row["components"]]
    name = next(each for each in ids if what in each)
    await sim.choose(shown, name, who, values)  # type: ignore[arg-type]  # records or strings
    await sim.wait_until(lambda: len(shown.edits) > before)
    return str(shown.embeds[0]["description"])


async def test_every_page_and_a_form_also_after_a_restart(
    sim: DiscordSim, place: Place, start: Start, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    channel, role, boss = place
    library.infos = [info(1, publisher="Kyodo")]
    bot = make_bot()
    await start(bot)
    shown = await panel(sim, place)
    assert shown.seen_only_by == boss.id
    await choose(sim, shown, boss, ":go:", ["listen"])
    assert f"<#{channel.id}> only" in await choose(sim, shown, boss, "channels", [channel])
    await choose(sim, shown, boss, ":go:", ["askers"])
    assert f"<@&{role.id}>" in await choose(sim, shown, boss, "asker_roles", [role])
    await choose(sim, shown, boss, ":go:", ["publishers"])
    assert "Kyodo" in await choose(sim, shown, boss, ":names:", ["Kyodo"])
    await choose(sim, shown, boss, ":go:", ["channel"])
    await choose(sim, shown, boss, "setup:channel:", [channel])
    assert "no" in await choose(sim, shown, boss, ":choose:", ["false"])
    await choose(sim, shown, boss, ":go:", ["limits"])
    opened = await sim.click(shown, "Other numbers …", boss)
    await opened.shown_modal()
    await bot.close()
    again = make_bot()
    await start(again)
    before = len(shown.edits)
    await sim.submit_modal(opened, user_per_minute="3", channel_per_minute="4", server_per_minute="5")
    await sim.wait_until(lambda: len(shown.edits) > before)
    assert "3 questions a person, 4 a channel, 5 the whole server" in shown.embeds[0]["description"]
    kept = await again.servers.of(channel.guild_id)
    assert (kept.channels, kept.asker_roles, kept.publishers) == ((channel.id,), (role.id,), ("Kyodo",))
    assert kept.overrides == {channel.id: ChannelPreferences(listen=False)}
    assert (kept.user_per_minute, kept.server_per_minute) == (3, 5)
