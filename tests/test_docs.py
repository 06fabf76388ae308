"""What the documents say is so: every setting, command and verb is documented, and the README's session runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from discord.ext import commands
from typer.main import get_command

from bot.cli import app
from bot.client import COGS
from bot.preferences import ChannelPreferences, Preferences
from retrieval import Settings, load_settings
from retrieval.config import setting_names
from tests.conftest import SLOW
from tests.own_code import CODE

ROOT = Path(__file__).parent.parent
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
        *sorted((ROOT / "docs").glob("*.md")),
        *(
            ROOT / name
            for name in (
                "retrieval/evaluation/README.md",
                "retrieval/models/reader.md",
                "retrieval/models/reader-large.md",
                "retrieval/models/verifier.md",
                "tests/discord_sim/README.md",
            )
        ),
    )
}
"""Where a page stands in the repository -> its text."""
README, CONTRIBUTING = PAGES["README.md"], PAGES["CONTRIBUTING.md"]
USING, SETTINGS = PAGES["docs/using.md"], PAGES["docs/settings.md"]
EVALUATION, HOW_IT_WORKS = PAGES["docs/evaluation.md"], PAGES["docs/how-it-works.md"]
MOST_WORDS = 1000
"""Of the README: what a stranger reads before deciding whether to go on."""
DEFAULTS = ROOT / "config" / "default.toml"


def slash_commands() -> Iterator[str]:
    """ "ask", "admin reindex": what a cog's class declares, groups with their commands."""
    for cog in COGS:
        group = f"{cog.__cog_group_name__} " if issubclass(cog, commands.GroupCog) else ""
        yield from (f"{group}{command.name}" for command in cog.__cog_app_commands__)


def cli_verbs() -> list[str]:
    command = get_command(app)
    return sorted(getattr(command, "commands"))  # noqa: B009  # a click group; its type is not exported


def value_at(settings: Settings, dotted: str) -> object:
    value: Any = settings
    for part in dotted.split("."):
        value = getattr(value, part)
    if isinstance(value, tuple):
        return list(value)
    return value.get_secret_value() if hasattr(value, "get_secret_value") else value


def test_default_toml_lists_every_setting_with_its_default() -> None:
    toml = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    listed = {
        f"{table}.{key}" if isinstance(inner, dict) else table: value
        for table, inner in toml.items()
        for key, value in (inner.items() if isinstance(inner, dict) else [(table, inner)])
    }
    assert listed.pop("data_dir") == ""
    plain = Settings()
    assert listed == {name: value_at(plain, name) for name in setting_names() if name != "data_dir"}


def test_default_toml_is_a_valid_configuration() -> None:
    assert load_settings({}, DEFAULTS) == load_settings({})


def test_every_line_of_default_toml_is_explained() -> None:
    lines = DEFAULTS.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if re.match(r"\w+ = ", line):
            assert above.startswith("#"), line


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in SETTINGS


@pytest.mark.parametrize("kind", [Preferences, ChannelPreferences])
def test_every_preference_is_documented(kind: type[Preferences | ChannelPreferences]) -> None:
    names = {each.name for each in fields(kind)} - {"overrides"}
    assert sorted(name for name in names if f"`{name}`" not in SETTINGS) == []


@pytest.mark.parametrize("name", sorted(slash_commands()))
def test_every_slash_command_is_documented(name: str) -> None:
    assert re.search(rf"`/{name}\b", USING)


@pytest.mark.parametrize("verb", cli_verbs())
def test_every_verb_is_documented(verb: str) -> None:
    assert re.search(rf"`dateline {verb}\b", USING)


@pytest.mark.parametrize("verb", cli_verbs())
def test_every_verb_has_an_example_in_its_help(verb: str) -> None:
    help_text = getattr(get_command(app), "commands")[verb].help  # noqa: B009  # as above
    assert "Example:" in help_text


def test_the_readme_is_short() -> None:
    assert len(README.split()) <= MOST_WORDS


def test_the_figures_of_the_readme_are_those_of_the_evaluation() -> None:
    rows = re.findall(r"^\| .+ \| (.+) \| `(.+)` \|$", README, re.MULTILINE)
    assert len(rows) == 3
    for figures, command in rows:
        assert command in EVALUATION
        assert [each for each in re.findall(r"[\d.]+%?", figures) if each not in EVALUATION] == []


def test_files_that_are_marked_slow_are_there() -> None:
    assert sorted(name for name in SLOW if not (ROOT / "tests" / f"{name}.py").exists()) == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """To a file or folder, and there to a heading."""
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", PAGES[page]):
        file, _, heading = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), target
        assert not heading or heading in anchors(path.read_text(encoding="utf-8")), target


def anchors(text: str) -> set[str]:
    """What a link to a heading of the page ends in, as GitHub makes it."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_are_there(page: str) -> None:
    named = re.findall(r"`((?:retrieval|bot|tests|config|docs|seeds)/[\w./-]*(?:/|\.\w+))`", PAGES[page])
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_folder_of_the_code_has_its_row() -> None:
    folders = {path.parent.relative_to(ROOT).as_posix() for path in CODE}
    assert sorted(each for each in folders if f"| `{each}/` |" not in HOW_IT_WORKS) == []


def test_every_folder_of_the_code_is_among_those_that_may_import() -> None:
    folders = {path.relative_to(ROOT).parts[:2] for path in CODE if len(path.relative_to(ROOT).parts) > 2}
    assert sorted(each for each in map("/".join, folders) if f"| `{each}/` |" not in CONTRIBUTING) == []


def readme_session() -> list[tuple[str, str]]:
    """(command, what it prints) of the README's console block."""
    match = re.search(r"```console\n(\$ dateline ingest.*?)```", README, re.DOTALL)
    assert match is not None
    steps = re.split(r"^\$ ", match[1], flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (step.partition("\n") for step in steps)]


def test_the_session_of_the_readme_runs(tmp_path: Path) -> None:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    env = {**outside, "DATELINE_DATA_DIR": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    for command, expected in readme_session():
        words = re.findall(r'"([^"]*)"|(\S+)', command)
        arguments = [quoted or plain for quoted, plain in words][1:]
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=240,
        )
        assert _settled(done.stdout) == _settled(expected), command


def _settled(text: str) -> str:
    """Without what differs from run to run: durations, and white space at the edges."""
    return re.sub(r"(?:\d+ min )?\d+(?:\.\d)? (?:s|min)\b", "N s", text).strip()
