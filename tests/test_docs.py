"""What the documents say is so: every setting, command and verb is documented, and the README's session runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from discord.ext import commands
from typer.main import get_command

from bot.cli import app
from bot.client import COGS
from retrieval import Settings, load_settings
from retrieval.config import setting_names

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
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
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", sorted(slash_commands()))
def test_every_slash_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`/{name}\b", README)


@pytest.mark.parametrize("verb", cli_verbs())
def test_every_verb_is_in_the_readme(verb: str) -> None:
    assert re.search(rf"`dateline {verb}\b", README)


@pytest.mark.parametrize("verb", cli_verbs())
def test_every_verb_has_an_example_in_its_help(verb: str) -> None:
    help_text = getattr(get_command(app), "commands")[verb].help  # noqa: B009  # as above
    assert "Example:" in help_text


def test_the_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def readme_session() -> list[tuple[str, str]]:
    """(command, what it prints) of the README's console block."""
    match = re.search(r"```console\n(\$ dateline ingest.*?)```", README, re.DOTALL)
    assert match is not None
    steps = re.split(r"^\$ ", match[1], flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (step.partition("\n") for step in steps)]


def test_the_session_of_the_readme_runs(tmp_path: Path) -> None:
    env = {**os.environ, "DATELINE_DATA_DIR": str(tmp_path), "HF_HUB_OFFLINE": "1"}
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
    return re.sub(r"\d+(?:\.\d)? s\b", "N s", text).strip()
