"""The `dateline` command inside this process, over an empty house or the seed articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import app

from .terminal import Dateline


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dateline]:
    """The command over a new data folder."""
    for name in ("DATELINE_SHARED", "DATELINE_CRASH_ROUNDS", "DATELINE_HYPOTHESIS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object, **options: Any) -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], **options)

    yield run
    structlog.reset_defaults()


@pytest.fixture
def dateline(empty: Dateline, copy_of_seeded: Callable[[], Path]) -> Dateline:
    """The command over the seed articles."""
    copy_of_seeded()
    return empty
