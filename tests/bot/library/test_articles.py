"""The list of articles and its pages."""

from __future__ import annotations

from collections.abc import Callable

from simcord.env import Env

from bot.client import DatelineBot
from tests.fakes import FakeLibrary

from ..samples import info, text_of


async def test_it_lists_what_this_server_sees_newest_first(simcord_env: Env, library: FakeLibrary) -> None:
    guild = simcord_env.create_guild()
    alice = guild.add_member(simcord_env.create_user("alice"))
    library.infos = [
        info(1, published_at="2024-01-05", publisher="Kyodo", url="https://example.org/a"),
        info(2, f"guild:{guild.id}", title="*Ours* [x](y)"),
        info(3, "guild:99", title="Theirs"),
    ]
    result = await alice.slash(guild.create_text_channel("general"), "articles")
    assert result.ephemeral
    assert result.response is not None
    text = text_of(result.response.embeds[0])
    assert "1. [Article 1](https://example.org/a) · Kyodo · 5 January 2024" in text
    assert r"2. \*Ours\* \[x\](y) · undated" in text
    assert "Theirs" not in text
    assert "2 articles" in text
    assert result.response.components == []


async def test_an_empty_list_says_what_to_do(simcord_env: Env) -> None:
    result = await simcord_env.create_user("alice").slash("articles")
    assert "/library add" in text_of(result.response.embeds[0])


async def test_pages_turn_after_a_restart_and_survive_a_shorter_list(
    simcord_env: Env, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    guild = simcord_env.create_guild()
    alice = guild.add_member(simcord_env.create_user("alice"))
    library.infos = [info(number) for number in range(1, 24)]
    result = await alice.slash(guild.create_text_channel("general"), "articles")
    await simcord_env.restart_bot(make_bot())
    assert result.response is not None
    await alice.click(result.response, label="Next ▶")
    assert "11–20 of 23" in text_of(result.response.embeds[0])
    del library.infos[15:]
    await alice.click(result.response, label="Next ▶")
    assert "11–15 of 15" in text_of(result.response.embeds[0])
    await alice.click(result.response, label="◀ Previous")
    assert "1–10 of 15" in text_of(result.response.embeds[0])
