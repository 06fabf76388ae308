"""Importing does nothing: no settings, no threads, no files, no models; and a face loads only what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.own_code import CODE, module_of

IMPORT_ALL = """
import importlib, os, sys, threading, logging
before = dict(os.environ)
for name in sys.argv[1:]:
    importlib.import_module(name)
assert dict(os.environ) == before, "the environment was changed"
assert threading.active_count() == 1, threading.enumerate()
assert not logging.getLogger().handlers, "logging was configured"
assert os.listdir(".") == [], os.listdir(".")
"""


def modules() -> list[str]:
    return [name for name in map(module_of, CODE) if "training" not in name]


def python(code: str, *arguments: str, cwd: Path) -> str:
    """Run code in a fresh interpreter without any environment; warnings are errors."""
    audioop = "ignore:'audioop' is deprecated:DeprecationWarning"  # discord.py's own import
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", audioop, "-c", code, *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "HOME": str(cwd)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_importing_does_nothing(tmp_path: Path) -> None:
    assert python(IMPORT_ALL, *modules(), cwd=tmp_path) == ""
    assert os.listdir(tmp_path) == []


def test_the_terminal_loads_neither_discord_nor_a_model(tmp_path: Path) -> None:
    heavy = ("discord", "torch", "transformers", "sentence_transformers", "aiohttp", "sklearn", "jinja2")
    named = "bot.cli, bot.terminal.chat, bot.terminal.doctor"
    code = f"import sys, retrieval, {named}; print([m for m in {heavy!r} if m in sys.modules])"
    assert python(code, cwd=tmp_path).strip() == "[]"


def test_every_public_name_is_there() -> None:
    import retrieval

    assert len(retrieval.__all__) <= 80
    assert sorted(retrieval.__all__) == list(dict.fromkeys(sorted(retrieval.__all__)))
    assert all(hasattr(retrieval, name) for name in retrieval.__all__)
    errors = [
        name
        for name, value in vars(retrieval).items()
        if isinstance(value, type) and issubclass(value, Exception)
    ]
    assert set(errors) <= set(retrieval.__all__)
