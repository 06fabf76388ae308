"""The feeds of a server: listed, removed on a second word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.client import DatelineBot
from retrieval import FeedState
from tests.fakes import FakeLibrary

from ..samples import feed, text_of
from ..world import World


def page(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


async def test_each_feed_with_its_state(world: World, library: FakeLibrary) -> None:
    library.feed_infos = [
        feed(1, world.scope, title="*News*"),
        feed(
            2,
            world.scope,
            title=None,
            state=FeedState.FAILING,
            last_success=None,
            failures=3,
            error="no *answer*",
            articles=1,
        ),
        feed(3, world.scope, state=FeedState.GONE, next_poll=None, error="status 410"),
        feed(4, "guild:99", title="Theirs"),
        feed(5, "shared", title="Everyone's"),
    ]
    result = await world.use(world.manager(), "library feeds")
    assert result.ephemeral
    assert result.response is not None
    (embed,) = result.response.embeds
    assert embed.title == "3 feeds"
    assert embed.description == (
        "**1.** [\\*News\\*](https://example.org/1.xml) · 12 articles\n"
        "**ok** · last success <t:1767225600:R> · next poll <t:1767225600:R>\n\n"
        "**2.** [https\\://example.org/2.xml](https://example.org/2.xml) · 1 article\n"
        "**failing** · last success never · next poll <t:1767225600:R>\n-# no \\*answer\\*\n\n"
        "**3.** [Feed 3](https://example.org/3.xml) · 12 articles\n"
        "**gone** · last success <t:1767225600:R>\n-# status 410"
    )


async def test_without_feeds_it_says_how_to_get_one(world: World) -> None:
    result = await world.use(world.manager(), "library feeds")
    assert "/library add" in page(result)
    assert result.response is not None
    assert result.response.components == []


async def pick(world: World, library: FakeLibrary, count: int = 2) -> tuple[Any, InteractionResult]:
    library.feed_infos = [feed(n, world.scope) for n in range(1, count + 1)]
    boss = world.manager()
    result = await world.use(boss, "library feeds")
    assert result.response is not None
    await boss.select(result.response, ["2"])
    return boss, result


async def test_removing_names_the_feed_and_keeps_its_articles(world: World, library: FakeLibrary) -> None:
    boss, result = await pick(world, library)
    assert result.response is not None
    assert "[Feed 2](https://example.org/2.xml)" in page(result)
    assert "Its 12 articles stay" in page(result)
    assert len(library.feed_infos) == 2
    await boss.click(result.response, label="Remove feed")
    assert result.response.content == "The feed “Feed 2” is removed; its articles stay."
    assert [each.id for each in library.feed_infos] == [1]
    assert "Feed 2" not in page(result)


async def test_keeping_it_goes_back_also_after_a_restart(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    boss, result = await pick(world, library)
    await world.env.restart_bot(make_bot())
    assert result.response is not None
    await boss.click(result.response, label="All feeds")
    assert "2 feeds" in page(result)
    assert len(library.feed_infos) == 2


async def test_a_feed_that_went_meanwhile_is_said_to_be_gone(world: World, library: FakeLibrary) -> None:
    boss, result = await pick(world, library)
    library.feed_infos.pop()
    assert result.response is not None
    pressed = await boss.click(result.response, label="Remove feed")
    assert pressed.followups[0].content == (
        "There is no feed 2 here any more. Look it up in the list of feeds."
    )


async def test_who_lost_the_permission_meanwhile_removes_nothing(
    world: World, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, result = await pick(world, library)
    monkeypatch.setattr("discord.Interaction.permissions", discord.Permissions(manage_messages=True))
    assert result.response is not None
    for button in ("Remove feed", "All feeds"):
        refused = await boss.click(result.response, label=button)
        assert refused.response is not None
        assert "Manage Server" in refused.response.content
    assert len(library.feed_infos) == 2


async def test_pages_of_feeds_turn(world: World, library: FakeLibrary) -> None:
    library.feed_infos = [feed(n, world.scope) for n in range(1, 20)]
    boss = world.manager()
    result = await world.use(boss, "library feeds")
    assert result.response is not None
    await boss.click(result.response, label="Next ▶")
    await boss.click(result.response, label="Next ▶")
    assert "17–19 of 19" in page(result)
    await boss.select(result.response, ["18"])
    del library.feed_infos[3:]
    await boss.click(result.response, label="All feeds")
    assert "1–3 of 3" in page(result)
