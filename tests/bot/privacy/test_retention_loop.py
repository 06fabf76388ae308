"""The daily job: what is older than a server keeps it goes, and what servers left behind."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from simcord.env import Env

from bot.client import DatelineBot
from bot.privacy.retention_loop import GRACE, RetentionLoop
from retrieval import StoreError
from tests.fakes import FakeLibrary

from ..samples import WHEN, info, tomahawk
from ..world import World

Logs = list[MutableMapping[str, Any]]


async def answered(library: FakeLibrary, home: str | None, days_ago: float) -> None:
    """A question of that age."""
    now, library.now = library.now, library.now - timedelta(days=days_ago)
    number = await library.answers.begin(f"{home} {days_ago}", question=WHEN, scopes=("shared",), home=home)
    assert number is not None
    await library.answers.finish(number, tomahawk())
    library.now = now


def ages(library: FakeLibrary, home: str | None) -> list[int]:
    return [
        (library.now - each.asked_at).days for each in library.stored_answers.values() if each.home == home
    ]


async def a_day(env: Env) -> None:
    for _ in range(24):  # simcord gives each advance five real seconds, and loops have a round every minute
        await env.advance_time(3600)
    await env.settle()


async def test_questions_go_when_their_server_wants_it(world: World, library: FakeLibrary) -> None:
    bot = cast(DatelineBot, world.env.bot)
    await bot.servers.change(7, "retention_days", 7, by=1)
    await bot.servers.change(8, "retention_days", 0, by=1)
    for home in ("guild:7", "guild:8", "guild:9", None):
        for days in (1, 8, 89, 91, 4000):
            await answered(library, home, days)
    await RetentionLoop(bot, now=lambda: library.now).run()
    assert ages(library, "guild:7") == [1]
    assert ages(library, "guild:8") == [1, 8, 89, 91, 4000]
    assert ages(library, "guild:9") == ages(library, None) == [1, 8, 89]


async def test_it_runs_shortly_after_a_start_and_then_daily(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    await answered(library, None, 100)
    await world.env.advance_time(121)
    await world.env.settle()
    assert ages(library, None) == [], "what was due while it was away is made up"
    await answered(library, None, 200)
    await world.env.advance_time(3600)
    assert ages(library, None) == [200]
    await a_day(world.env)
    assert ages(library, None) == []
    await answered(library, None, 300)
    await world.env.restart_bot(make_bot())
    await world.env.advance_time(121)
    await world.env.settle()
    assert ages(library, None) == []


async def test_what_fails_for_one_server_does_not_keep_the_others_from_it(
    world: World, library: FakeLibrary, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in ("guild:7", "guild:8"):
        await answered(library, home, 100)
    works = library.retention.forget_before

    async def forget_before(home: str | None, before: datetime) -> int:
        if home == "guild:7":
            raise StoreError("/data/dateline.db", "disk full")
        return int(await works(home, before))

    monkeypatch.setattr(library, "forget_before", forget_before)
    await RetentionLoop(cast(DatelineBot, world.env.bot), now=lambda: library.now).run()
    assert ages(library, "guild:7") == [100]
    assert ages(library, "guild:8") == []
    assert any(entry["event"] == "refused" and entry.get("home") == "guild:7" for entry in logs)


async def test_what_a_server_left_behind_goes_after_the_grace_time(
    world: World, library: FakeLibrary
) -> None:
    bot = cast(DatelineBot, world.env.bot)
    await world.env.settle()
    library.infos = [info(1), info(2, "guild:7"), info(3, "guild:8")]
    library.departures = {
        "guild:7": library.now - GRACE - timedelta(hours=1),
        "guild:8": library.now - GRACE + timedelta(hours=1),
    }
    await RetentionLoop(bot, now=lambda: library.now).run()
    assert library.purged == ["guild:7"]
    assert [article.scope for article in library.infos] == ["shared", "guild:8"]
    assert list(library.departures) == ["guild:8"]


async def test_a_server_that_the_bot_is_in_is_never_purged(world: World, library: FakeLibrary) -> None:
    await world.env.settle()
    library.departures = {world.scope: library.now - 10 * GRACE}
    await RetentionLoop(cast(DatelineBot, world.env.bot), now=lambda: library.now).run()
    assert library.purged == []
    assert library.departures == {}


async def test_while_discord_names_no_server_nothing_is_purged(
    simcord_env: Env, library: FakeLibrary
) -> None:
    library.departures = {"guild:7": library.now - 10 * GRACE}
    await RetentionLoop(cast(DatelineBot, simcord_env.bot), now=lambda: library.now).run()
    assert library.purged == []
    assert list(library.departures) == ["guild:7"]


async def test_a_backup_is_made_last_and_its_failure_is_logged(
    world: World, library: FakeLibrary, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = cast(DatelineBot, world.env.bot)
    await answered(library, None, 100)
    await RetentionLoop(bot, now=lambda: library.now).run()
    assert library.backups_due == 1
    library.failures["make_due_backup"] = StoreError("/backups", "the disk is away")
    await RetentionLoop(bot, now=lambda: library.now).run()
    assert library.backups_due == 2
    assert ages(library, None) == []
    assert [each["task"] for each in logs if each.get("task") == "backup"] == ["backup"]
