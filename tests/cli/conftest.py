"""The `dateline` command inside this process, over an empty house or the seed articles."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.terminal.session import configure_logs
from retrieval import Settings

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
def logs_configured() -> Iterator[None]:
    """Logs go where the command sends them."""
    root = logging.getLogger()
    before, root.handlers = root.handlers, []
    configure_logs(Settings(data_dir=Path()))
    yield
    root.handlers = before
    structlog.reset_defaults()


LANDSLIDE = {
    "a.md": ("Hill Times", "2024-01-08", "The Garuva landslide killed nine people, the mayor said."),
    "b.md": ("World Desk", "2024-01-09", "Nine people were killed in the Garuva landslide, rescuers said."),
    "c.md": ("Valley Record", "2024-01-16", "The Garuva landslide killed 44 people, the mayor said."),
}


@pytest.fixture
def moved(empty: Dateline, tmp_path: Path) -> Dateline:
    """The command over three articles on a figure that moved."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (publisher, day, text) in LANDSLIDE.items():
        head = f"---\ntitle: Landslide, {publisher}\npublisher: {publisher}\ndate: {day}\n---\n"
        (folder / name).write_text(f"{head}{text} Rain had fallen for a week before the hill gave way.\n")
    assert empty("ingest", folder).exit_code == 0
    return empty


@pytest.fixture
def dateline(empty: Dateline, copy_of_seeded: Callable[[], Path]) -> Dateline:
    """The command over the seed articles."""
    copy_of_seeded()
    return empty
