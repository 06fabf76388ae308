"""Preferences in memory: permissions are judged on what is in force, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from bot.places import Right
from bot.preferences import ChannelPreferences, Preferences, PreferencesUnknown, as_json, read_preferences
from bot.servers import Servers
from retrieval import Library, StoreError
from tests.fakes import FakeLibrary

from .admin.test_audit_log import VALUES, bot_of
from .world import World

GUILD, HOME, ROLE = 5, "guild:5", 77
WRITES = ("change", "undo")


class SlowLibrary(FakeLibrary):
    """Hands out preferences only when it is let, as they were when they were read."""

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Event()
        self.let.set()
        self.reading = asyncio.Event()

    async def preferences(self, place: str) -> dict[str, str]:
        found = await super().preferences(place)
        self.reading.set()
        await self.let.wait()
        return found


@pytest.fixture
async def slow() -> AsyncIterator[SlowLibrary]:
    library = SlowLibrary()
    yield library
    library.let.set()


def over(library: FakeLibrary) -> Servers:
    return Servers(cast(Library, library))


async def write(servers: Servers, how: str) -> None:
    """After it the roles that may ask and manage are those from before."""
    await servers.change(GUILD, "asker_roles", (ROLE,), by=1)
    await servers.change(GUILD, "manager_roles", (ROLE,), by=1)
    entry = await servers.change(GUILD, "language", "de", by=1)
    if how == "undo":
        assert entry is not None
        await servers.undo(GUILD, entry.id, by=1, right=Right.MANAGE)


@pytest.mark.parametrize("how", WRITES)
async def test_known_is_what_is_in_force_right_after_a_write(library: FakeLibrary, how: str) -> None:
    servers = over(library)
    await write(servers, how)
    known = servers.known(GUILD)
    assert (known.may_ask(()), known.may_ask((ROLE,)), known.may_manage((ROLE,))) == (False, True, True)
    assert known == await over(library).of(GUILD)


async def test_during_a_write_what_was_in_force_stays_known(slow: SlowLibrary) -> None:
    servers = over(slow)
    await servers.change(GUILD, "asker_roles", (ROLE,), by=1)
    slow.let.clear()
    slow.reading.clear()
    writing = asyncio.create_task(servers.change(GUILD, "language", "de", by=1))
    await slow.reading.wait()
    assert not servers.known(GUILD).may_ask(())
    slow.let.set()
    await writing
    assert servers.known(GUILD).language == "de"


async def test_a_load_that_began_before_a_write_is_not_what_is_known_after_it(slow: SlowLibrary) -> None:
    servers = over(slow)
    slow.let.clear()
    loading = asyncio.create_task(servers.of(GUILD))
    await slow.reading.wait()
    writing = asyncio.create_task(servers.change(GUILD, "asker_roles", (ROLE,), by=1))
    await asyncio.sleep(0.01)
    slow.let.set()
    await writing
    assert not (await loading).may_ask(())
    assert not servers.known(GUILD).may_ask(())


async def test_what_cannot_be_read_again_after_a_write_is_unknown_and_not_the_default(
    library: FakeLibrary,
) -> None:
    servers = over(library)
    await servers.change(GUILD, "asker_roles", (ROLE,), by=1)
    library.failures["preferences"] = StoreError("dateline.db", "disk I/O error")
    assert await servers.change(GUILD, "language", "de", by=1), "it is written all the same"
    with pytest.raises(PreferencesUnknown):
        servers.known(GUILD)
    with pytest.raises(StoreError):
        await servers.of(GUILD)
    del library.failures["preferences"]
    assert not (await servers.of(GUILD)).may_ask(())


async def test_a_server_that_was_never_loaded_or_is_forgotten_is_unknown(library: FakeLibrary) -> None:
    servers = over(library)
    with pytest.raises(PreferencesUnknown):
        servers.known(GUILD)
    await servers.of(GUILD)
    assert servers.known(GUILD) == Preferences()
    servers.forget(GUILD)
    with pytest.raises(PreferencesUnknown):
        servers.known(GUILD)
    assert servers.known(None) == Preferences(), "a direct message has none of its own"


@pytest.mark.parametrize("name", sorted(VALUES))
def test_what_is_stored_and_cannot_be_read_opens_nothing(name: str) -> None:
    """Written by another Dateline: more roles than this one takes, another shape, a value out of range."""
    for text in ('{"odd": 1}', as_json(tuple(range(1, 2000))), "null", "-1", "not JSON"):
        found = read_preferences({name: text})
        if name in ("asker_roles", "manager_roles", "unlimited_roles"):
            assert not found.may_manage((ROLE,))
            assert not found.unlimited((ROLE,))
            assert found.may_ask((ROLE,)) is (name != "asker_roles")
        assert found.listens(5) is (name != "channels")
        assert not found.auto(5)
        assert (found.trusted(5) == ()) is (name != "publishers"), "() is all publishers"
        assert found.retention_days == (0 if name == "retention_days" else 90), (
            "nothing is deleted on a guess"
        )


def test_a_channel_s_own_preferences_that_cannot_be_read_open_nothing() -> None:
    found = read_preferences({"channel:5": '{"listen": [1]}', "auto_channels": "[5]"})
    assert (found.listens(5), found.auto(5), found.listens(6)) == (False, False, True)
    assert found.overrides[5] != ChannelPreferences()


async def test_a_manager_and_a_stranger_while_settings_change(world: World, library: FakeLibrary) -> None:
    """What a press is judged on between two awaits of somebody else's change."""
    servers = bot_of(world).servers
    await write(servers, "change")
    seen: list[tuple[bool, bool]] = []

    async def look() -> None:
        while len(seen) < 50:
            known = servers.known(world.guild.id)
            seen.append((known.may_ask(()), known.may_manage((ROLE,))))
            await asyncio.sleep(0)

    await servers.change(world.guild.id, "asker_roles", (ROLE,), by=1)
    await servers.change(world.guild.id, "manager_roles", (ROLE,), by=1)
    looking = asyncio.create_task(look())
    for number in range(10):
        what: dict[str, Any] = {"value": number + 1, "by": 1}
        await servers.change(world.guild.id, "user_per_minute", **what)
        await asyncio.sleep(0)
    await looking
    assert set(seen) == {(False, True)}
