"""Leaving and forgetting against a real library: nothing of a server is left, and nothing of another is touched."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.privacy.retention_loop import GRACE, RetentionLoop
from bot.servers import Membership, Servers
from bot.tasks import Tasks
from retrieval import Library, Reason, Refusal, Settings
from retrieval.upkeep import restore_backup
from tests.core_fakes import add, names_in, open_small, prose

HERE, GONE = "guild:1", "guild:2"


@pytest.fixture(autouse=True)
def _nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("bot.privacy.retention_loop.log_only", fail)


def bot_over(library: Library, *guilds: int) -> DatelineBot:
    """As much of a bot as the two jobs use."""
    bot = SimpleNamespace(library=library, servers=Servers(library), tasks=Tasks())
    bot.guilds = [SimpleNamespace(id=number) for number in guilds]
    bot.membership = Membership(library)
    return cast(DatelineBot, bot)


async def kept(library: Library, scope: str) -> tuple[int, int]:
    """Articles and preferences."""
    status = await library.status(scopes=(scope,))
    return status.articles, len(await library.audit_log.preferences(scope))


async def test_a_server_that_left_is_forgotten_after_the_grace_time(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for scope in (HERE, GONE):
            await add(library, f"{scope[-1]}.txt", prose(int(scope[-1])), scope)
            await library.audit_log.set_preference(scope, "retention_days", "0", by=None)
            number = await library.answers.begin(f"q {scope}", question="why?", scopes=(scope,), home=scope)
            assert number is not None
            await library.answers.finish(number, Refusal("why?", Reason.NOTHING_FOUND))
        bot = bot_over(library, 1)
        await bot.membership.note_all(set())
        assert await library.scopes.left() == ()
        await bot.membership.note_all({1})
        (departure,) = await library.scopes.left()
        assert departure.scope == GONE
        just = departure.since + GRACE
        await RetentionLoop(bot, now=lambda: just - timedelta(minutes=1)).run()
        assert await kept(library, GONE) == (1, 1)
        await bot.membership.note_all({1})
        assert await library.scopes.left() == (departure,), "since when it left stays"
        await RetentionLoop(bot, now=lambda: just + timedelta(minutes=1)).run()
        assert await kept(library, GONE) == (0, 0)
        assert await kept(library, HERE) == (1, 1)
        assert await library.answers.homes() == (HERE,)
        assert await library.scopes.left() == ()
        assert GONE not in await library.scopes.known()


async def test_a_server_that_came_back_in_time_keeps_everything(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "2.txt", prose(2), GONE)
        await bot_over(library, 1).membership.note_all({1})
        back = bot_over(library, 1, 2)
        await RetentionLoop(back, now=lambda: datetime(2100, 1, 1, tzinfo=UTC)).run()
        assert await kept(library, GONE) == (1, 0)
        assert await library.scopes.left() == ()


async def test_both_jobs_at_once_do_no_harm(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "2.txt", prose(2), GONE)
        bot = bot_over(library, 1)
        upkeep = RetentionLoop(bot, now=lambda: datetime(2100, 1, 1, tzinfo=UTC))
        await asyncio.gather(bot.membership.note_all({1}), upkeep.run(), bot.membership.note_all({1}))
        await upkeep.run()
        assert await kept(library, GONE) == (0, 0)


async def test_the_daily_job_ends_with_a_backup_that_has_nothing_of_what_was_due(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    async with open_small(tmp_path / "data", backup={"folder": str(folder)}) as library:
        await library.answers.begin("q1", question="why?", scopes=(HERE,), home=HERE)
        later = datetime(2026, 6, 1, tzinfo=UTC)
        job = RetentionLoop(bot_over(library, 1), now=lambda: later)
        await job.run()
        await job.run()
    (backup,) = (name for name in names_in(folder) if name.endswith(".zip"))
    settings = Settings(data_dir=tmp_path / "new")
    restored = await restore_backup(folder / backup, settings, now=later)
    assert restored.checked.info.manifest.contents.answers == 0
