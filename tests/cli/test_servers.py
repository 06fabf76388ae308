"""`dateline servers`, over a library in which four scopes have something."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.terminal.servers import show_servers
from retrieval import ScopeUsage
from tests.core_fakes import add, dated, open_small, prose

from .terminal import Dateline

SECRET = "Glacierhaven"


@pytest.fixture
def used(empty: Dateline, tmp_path: Path) -> Dateline:
    async def fill() -> None:
        async with open_small(tmp_path / "data") as library:
            for number, scope in enumerate(("shared", "guild:1", "guild:1", "guild:2")):
                await add(library, f"{number}.md", dated(SECRET, prose(number), "The Wire", None), scope)
            for number, home in enumerate(("guild:1", "guild:3", None)):
                await library.answers.begin(f"m{number}", question=SECRET, scopes=("shared",), home=home)
            await library.articles.remove(4, scopes=("guild:2",))
            await library.scopes.mark_left("guild:2")

    asyncio.run(fill())
    return empty


def test_each_server_is_counted_and_nothing_of_it_is_read_out(used: Dateline) -> None:
    done = used("servers")
    assert done.exit_code == 0
    head, first, *_ = done.stdout.splitlines()
    assert head.split() == "server articles passages MB of text feeds watches questions in the trash".split()
    assert first.split()[:2] == ["1", "2"]
    assert "2 removed the bot on 2026-01-02" in done.stdout
    assert "20,000 articles, 1,000 MB of text, 100 feeds and 500 watches" in done.stdout
    assert SECRET not in done.stdout


def test_as_data(used: Dateline) -> None:
    data = json.loads(used("servers", "--json").stdout)
    found = {each["scope"]: each for each in data["servers"]}
    assert list(found) == ["guild:1", "shared", None, "guild:3", "guild:2"]
    counts = {scope: (each["articles"], each["questions"], each["removed"]) for scope, each in found.items()}
    assert counts == {
        "guild:1": (2, 1, 0),
        "shared": (1, 0, 0),
        None: (0, 1, 0),
        "guild:3": (0, 1, 0),
        "guild:2": (0, 0, 1),
    }
    assert found["guild:1"]["passages"] > found["shared"]["passages"] > 0
    assert found["guild:1"]["bytes"] > found["shared"]["bytes"] > 1_000
    assert found["guild:2"]["left"].startswith("2026-01-02")
    assert data["limits"]["articles"] == 20_000


def test_what_is_nearly_full_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    limits = {"articles": 10, "bytes": 1_000_000, "feeds": 10, "watches": 0}
    usages = [
        ScopeUsage("guild:7", 9, 90, 899_999, 8, 0, 0, 0, None),
        ScopeUsage("shared", 50, 500, 9_000_000, 90, 0, 0, 0, None),
    ]
    show_servers(limits, Console(width=200), usages)
    shown = capsys.readouterr().out
    assert "7 has 90% of its articles." in shown
    assert shown.count("of its") == 1
