"""The /library commands: who may use them, what they take in, show and take away."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import discord
import pytest
from simcord.results import InteractionResult

from bot.client import DatelineBot
from retrieval import (
    Progress,
    Settings,
    StoreError,
    UnsupportedFormat,
)
from retrieval.errors import EmptyArticle
from tests.fakes import FakeLibrary

from ..samples import article
from ..world import World

FILE = ("tomahawk.md", b"# Title\n\nText.")
PAGE = "https://example.org/news/1"
OPTIONS: dict[str, dict[str, object]] = {
    "library add": {"url": PAGE},
    "library list": {},
    "library show": {"article": "1"},
    "library remove": {"article": "1"},
    "library feeds": {},
}


def content(result: InteractionResult) -> str:
    assert result.response is not None
    return result.response.content


# Who may


@pytest.mark.parametrize("command", OPTIONS)
async def test_discord_hides_them_from_members(world: World, command: str) -> None:
    assert command not in world.member("bob").available_commands(world.channel)
    assert command in world.manager().available_commands(world.channel)
    assert command not in world.env.create_user("dm").available_commands()


@pytest.mark.parametrize("command", OPTIONS)
@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ({"manage_messages": True, "manage_roles": True, "manage_channels": True}, False),
        ({"manage_guild": True}, True),
        ({"administrator": True}, True),
    ],
)
async def test_permission_matrix_where_the_server_shows_them_to_all(
    world: World, library: FakeLibrary, command: str, permissions: dict[str, bool], allowed: bool
) -> None:
    await world.open_to_all()
    library.stored[1] = article(1, world.scope)
    result = await world.use(world.member("library admin", **permissions), command, **OPTIONS[command])
    refused = result.response is not None and "Manage Server" in result.response.content
    assert refused is not allowed
    if not allowed:
        assert result.ephemeral
        assert library.addresses == []
        assert 1 in library.stored
        assert [type(error).__name__ for error in world.env.errors] == ["NeedsManageServer"]


# Adding


async def test_an_address_is_taken_into_this_servers_scope(world: World, library: FakeLibrary) -> None:
    result = await world.use(world.manager(), "library add", url=f" {PAGE.replace('https', 'HTTPS')} ")
    assert library.addresses == [((PAGE,), world.scope, f"channel:{world.channel.id}")]
    assert result.ephemeral
    assert content(result).startswith("1 added; 3 passages in 0.2 s.")
    assert "Added: Page of https" in content(result)


async def test_a_file_is_taken_into_this_servers_scope(world: World, library: FakeLibrary) -> None:
    result = await world.use(world.manager(), "library add", file=FILE)
    assert library.uploads == [(*FILE, world.scope)]
    assert result.ephemeral
    assert content(result).startswith("1 added; 3 passages in 0.2 s.")


@pytest.mark.parametrize("options", [{}, {"url": PAGE, "file": FILE}])
async def test_it_is_an_address_or_a_file(
    world: World, library: FakeLibrary, options: dict[str, object]
) -> None:
    result = await world.use(world.manager(), "library add", **options)
    assert content(result) == "Give me either an address (url) or a file, one of the two."
    assert result.ephemeral
    assert library.addresses == library.uploads == []  # type: ignore[comparison-overlap]  # both are empty
    assert len(world.env.errors) == 1


@pytest.mark.parametrize(
    "typed", ["/etc/passwd", "file:///etc/passwd", "ftp://example.org/a", "..", "https://", "https:///etc"]
)
async def test_what_is_no_web_address_never_becomes_a_path_of_the_machine(
    world: World, library: FakeLibrary, typed: str
) -> None:
    result = await world.use(world.manager(), "library add", url=typed)
    assert "is no web address" in content(result)
    assert library.addresses == []
    assert len(world.env.errors) == 1


async def test_it_says_what_is_wrong_with_a_file(world: World, library: FakeLibrary) -> None:
    boss = world.manager()
    library.failures["ingest_upload"] = EmptyArticle("a*b.md", "no sentence is left")
    failed = content(await world.use(boss, "library add", file=FILE))
    assert failed.startswith(r"“a\*b.md” holds no article"), "the reason comes first"
    library.failures["ingest_upload"] = UnsupportedFormat("x.exe", (".txt", ".md"))
    assert "Save it as one of .txt, .md" in content(await world.use(boss, "library add", file=FILE))


async def test_no_path_of_the_machine_is_shown(world: World, library: FakeLibrary) -> None:
    library.failures["ingest_upload"] = StoreError("/data/dateline.db", "disk full")
    shown = content(await world.use(world.manager(), "library add", file=FILE))
    assert "/data" not in shown
    assert "incident" in shown


async def test_what_nobody_foresaw_is_said_in_its_place(world: World, library: FakeLibrary) -> None:
    library.failures["ingest"] = RuntimeError("disk on fire")
    assert "incident" in content(await world.use(world.manager(), "library add", url=PAGE))


async def test_a_file_that_is_too_large_is_not_even_fetched(
    world: World, library: FakeLibrary, settings: Settings
) -> None:
    big = ("big.txt", b"x" * (settings.discord.max_attachment_bytes + 1))
    result = await world.use(world.manager(), "library add", file=big)
    assert library.uploads == []
    assert result.ephemeral
    assert "“big.txt” has more; the limit is 2.0 MB." in content(result)
    assert len(world.env.errors) == 1


@pytest.fixture
def held(world: World, library: FakeLibrary) -> asyncio.Event:
    """A job stays in the middle until this is set."""
    event = asyncio.Event()
    library.steps = [Progress("fetching", 30, 120)]
    library.gate = lambda: world.env.external_wait(event.wait(), reason="the test decides")
    return event


async def test_progress_is_shown_meanwhile(world: World, held: asyncio.Event) -> None:
    running = await world.use(world.manager(), "library add", url=PAGE)
    assert "Fetching: 30 of 120 (25%)" in content(running)
    held.set()
    await world.env.settle()
    assert content(running).startswith("1 added")


async def test_the_last_words_find_a_person_whose_interaction_has_ended(
    world: World, held: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = world.manager()
    running = await world.use(boss, "library add", url=PAGE)
    ended = discord.utils.utcnow() - timedelta(minutes=1)
    monkeypatch.setattr("discord.Interaction.expires_at", property(lambda interaction: ended))
    held.set()
    await world.env.settle()
    assert "Fetching" in content(running)
    (told,) = [m for m in boss.user.dm_channel.history() if m.author.bot]
    assert told.content.startswith("1 added; 3 passages")


async def test_a_shutdown_says_that_it_stopped(world: World, held: asyncio.Event) -> None:
    running = await world.use(world.manager(), "library add", url=PAGE)
    bot = world.env.bot
    assert isinstance(bot, DatelineBot)
    await bot.tasks.close(grace=0)
    assert content(running).startswith("Stopped: I am shutting down.")
