"""/admin reindex: what it would change, how it is taken back, by whom."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from simcord.results import InteractionResult

from bot.admin.reindex import plan_page, rollback_line
from bot.client import DatelineBot
from retrieval import (
    Change,
    Progress,
    ReindexItem,
    ReindexKind,
    ReindexPlan,
    ReindexRun,
    ReindexSummary,
)
from tests.fakes import FakeLibrary

from ..samples import text_of
from ..world import World

BEGAN = datetime(2026, 1, 2, tzinfo=UTC)


def run(number: int, *scopes: str, rolled_back: bool = False, changed: int = 3) -> ReindexRun:
    return ReindexRun(number, scopes, BEGAN, BEGAN, False, 5, changed, rolled_back)


def item(
    number: int, kind: ReindexKind = ReindexKind.REREAD, changes: int = 4, title: str = "The *port*"
) -> ReindexItem:
    sentences = tuple(Change(f"Sentence {n} of it.", n % 2 == 0) for n in range(changes))
    return ReindexItem(number, title, "Kyodo", kind, 4, 2, ("title", "headline"), sentences, 5)


def content(result: InteractionResult) -> str:
    assert result.response is not None
    return result.response.content


def labels(result: InteractionResult) -> list[str]:
    assert result.response is not None
    return [button["label"] for row in result.response.components for button in row["components"]]


@pytest.fixture
def reindexes(world: World, library: FakeLibrary) -> None:
    """Each reindex is kept as run 7 of this server."""

    async def keep() -> None:
        library.runs.insert(0, run(7, "shared", world.scope))

    library.gate = keep


async def test_a_dry_run_shows_what_would_change_and_writes_nothing(
    world: World, library: FakeLibrary
) -> None:
    library.plan = ReindexPlan(
        (item(1), item(2, ReindexKind.RESPLIT, 0), item(3, ReindexKind.UNCHANGED)), 0.1
    )
    boss = world.manager()
    result = await world.use(boss, "admin reindex", dry_run=True)
    assert result.ephemeral
    assert library.reindexed == []
    assert library.planned == [(("shared", world.scope), False)]
    assert content(result) == (
        "Of 3 articles a reindex would read 1 differently and cut 1 into other passages; "
        "6 passages need new vectors. Nothing was written."
    )
    assert result.response is not None
    text = text_of(result.response.embeds[0])
    assert r"**The \*port\*** · Kyodo · read differently" in text
    assert "-# different: title, further facts" in text
    assert (
        "**+** Sentence 0 of it.\n**−** Sentence 1 of it.\n**+** Sentence 2 of it.\n-# … and 6 more" in text
    )
    assert "cut into other passages" in text
    assert text.count(r"The \*port\*") == 2
    started = await boss.click(result.response.message, label="Reindex now")
    assert content(started).startswith("Reindexed 2 articles")
    assert library.reindexed == [("shared", world.scope)]
    assert library.entries[0].name == "reindex"


async def test_a_dry_run_shows_progress_and_can_be_cancelled(world: World, library: FakeLibrary) -> None:
    library.steps = [Progress("comparing", 1, 4)]
    library.gate = lambda: world.env.external_wait(asyncio.Event().wait(), reason="the test decides")
    boss = world.manager()
    result = await world.use(boss, "admin reindex", dry_run=True)
    assert "1 of 4" in content(result)
    assert labels(result) == ["Cancel"]
    assert result.response is not None
    await boss.click(result.response.message, label="Cancel")
    await world.env.settle()
    assert content(result).startswith("Reindex cancelled.")
    assert labels(result) == []


@pytest.mark.usefixtures("reindexes")
async def test_a_reindex_is_rolled_back_after_a_question_and_a_restart(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    library.runs = [run(3, "shared", world.scope)]
    library.left_alone = 1
    boss = world.manager()
    result = await world.use(boss, "admin reindex")
    assert content(result).startswith("Reindexed 2 articles")
    assert labels(result) == ["Roll back"]
    await world.env.restart_bot(make_bot())
    assert result.response is not None
    message = result.response.message
    await boss.click(message, label="Roll back")
    assert content(result).endswith(
        "\n\nPut all 3 articles back as before this reindex? What was changed again since stays as it is."
    )
    assert labels(result) == ["Roll back now", "Keep it"]
    assert library.rolled_back == []
    await boss.click(result.response.message, label="Keep it")
    assert "\n" not in content(result)
    assert labels(result) == ["Roll back"]
    await boss.click(result.response.message, label="Roll back")
    library.gate = None
    await boss.click(result.response.message, label="Roll back now")
    await world.env.settle()
    assert library.rolled_back == [(7, ("shared", world.scope))]
    assert content(result) == (
        "Rolled back: 2 articles are as before the reindex. One article was changed again since and left alone."
    )
    assert labels(result) == []
    deeds = [(entry.name, json.loads(entry.after or "")) for entry in library.entries]
    assert deeds == [("reindex", {"articles": 2, "changed": 1}), ("reindex-rollback", {"articles": 2})]


@pytest.mark.usefixtures("reindexes")
async def test_roll_back_is_for_managers_and_happens_once(world: World, library: FakeLibrary) -> None:
    boss = world.manager()
    result = await world.use(boss, "admin reindex")
    assert result.response is not None
    refused = await world.member("bob").click(result.response.message, label="Roll back")
    assert "Manage Server" in content(refused)
    library.runs = [run(7, "shared", world.scope, rolled_back=True)]
    await boss.click(result.response.message, label="Roll back")
    assert content(result).endswith("This reindex has been rolled back already.")
    assert labels(result) == []
    assert library.rolled_back == []


@pytest.mark.usefixtures("reindexes")
@pytest.mark.parametrize("scopes", [("shared",), ("shared", "guild:99"), ()])
async def test_only_this_servers_own_run(world: World, library: FakeLibrary, scopes: tuple[str, ...]) -> None:
    boss = world.manager()
    result = await world.use(boss, "admin reindex")
    library.runs = [run(7, *scopes)]
    assert result.response is not None
    refused = await boss.click(result.response.message, label="Roll back")
    assert "There is no reindex 7 here" in content(refused)
    assert library.rolled_back == []


async def test_what_changed_nothing_is_not_offered_to_be_rolled_back(
    world: World, library: FakeLibrary
) -> None:
    library.runs = [run(3, "shared", world.scope)]
    assert labels(await world.use(world.manager(), "admin reindex")) == []


async def test_a_cancelled_reindex_is_rolled_back_too(world: World, library: FakeLibrary) -> None:
    async def keep_and_wait() -> None:
        library.runs.insert(0, run(7, "shared", world.scope))
        await world.env.external_wait(asyncio.Event().wait(), reason="the test decides")

    library.steps = [Progress("embedding", 1, 2)]
    library.gate = keep_and_wait
    boss = world.manager()
    result = await world.use(boss, "admin reindex")
    assert result.response is not None
    await boss.click(result.response.message, label="Cancel")
    await world.env.settle()
    assert content(result).startswith("Reindex cancelled.")
    assert labels(result) == ["Roll back"]
    assert [entry.name for entry in library.entries] == ["reindex-cancelled"]


def test_a_plan_of_any_length_fits_and_counts_what_is_left_out() -> None:
    items = tuple(item(n, title="*" * 200) for n in range(60))
    embed = plan_page(ReindexPlan(items, 0.1))
    assert len(embed.description or "") <= 4096
    shown = (embed.description or "").count("read differently")
    assert (embed.description or "").endswith(f"… and {60 - shown} more articles")
    assert plan_page(ReindexPlan((), 0.1)).description == "No article would change."


def test_the_last_words_of_a_rollback() -> None:
    summary = ReindexSummary(articles=1, passages=1, changed=1, embedded=0, reused=1, seconds=1)
    assert rollback_line(summary) == "Rolled back: one article is as before the reindex."
