"""The `dateline` command as a process of its own: pipes, signals, a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.consistency import torn
from tests.core_fakes import write_stories

DATELINE = [sys.executable, "-m", "bot.cli"]
PATIENCE = 120


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return kept | {"DATELINE_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path), "HF_HUB_OFFLINE": "1"}


def run(environ: dict[str, str], *arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    line = [*DATELINE, *arguments]
    return subprocess.run(line, cwd=ROOT, env=environ, capture_output=True, timeout=PATIENCE, check=False)


def test_from_nothing_to_an_answer(environ: dict[str, str], tmp_path: Path) -> None:
    """Ingest, then ask in another process, with nothing on standard error and data on standard output."""
    done = run(environ, "ingest", "seeds")
    assert (done.returncode, done.stderr.strip()) == (0, b"")
    question = b"when is the Tomahawk \xe9 contract expected?"  # an argument is bytes
    done = run(environ, "ask", "--json", question)
    assert (done.returncode, done.stderr) == (0, b"")
    data = json.loads(done.stdout)
    assert data["answered"] is True
    assert "April 1" in data["answer"]
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["dateline.db", "index.faiss"]


def test_a_reader_that_leaves_is_no_failure(
    environ: dict[str, str], copy_of_seeded: Callable[[], Path]
) -> None:
    copy_of_seeded()
    process = subprocess.Popen(
        [*DATELINE, "articles"], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaints) == (0, b"")


def test_ctrl_c_stops_a_reindex_cleanly(environ: dict[str, str], tmp_path: Path) -> None:
    """On a terminal, once its progress is on the screen."""
    write_stories(tmp_path / "in", 30, sentences=400)
    data_dir = tmp_path / "data"
    places = [str(path) for path in (data_dir, tmp_path / "in", tmp_path / "done")]
    filling = [sys.executable, "-m", "tests.crash_driver", "folder", *places]
    subprocess.run(filling, cwd=ROOT, check=True, timeout=PATIENCE)
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [*DATELINE, "reindex"], cwd=ROOT, env=environ | {"TERM": "xterm"},
        stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    seen = read_until(screen, b"/30")
    process.send_signal(signal.SIGINT)
    seen += read_until(screen, None)
    os.close(screen)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(PATIENCE) == 130, seen
    assert b"Stopped. What was finished is kept." in seen
    assert b"Traceback" not in seen
    assert torn(data_dir) == []


def test_sigterm_in_an_ingest_says_what_was_kept(environ: dict[str, str], tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 60, sentences=60)
    process = subprocess.Popen(
        [*DATELINE, "ingest", str(tmp_path / "in")], cwd=ROOT, env=environ,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    database = tmp_path / "data" / "dateline.db"
    deadline = time.monotonic() + PATIENCE
    first = 0  # what is stored first may not be counted yet when the second is
    while not first or stored(database) == first:
        first = first or (stored(database) if database.exists() else 0)
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)  # the database is the only sign the process gives
    process.terminate()
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, said.decode()
    words = said.decode().split("Stopped. What was finished is kept. ")[1].split()
    assert (0 < int(words[0]) <= stored(database), words[2]) == (True, "60"), said.decode()
    assert torn(tmp_path / "data") == []


def stored(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'articles'").fetchone()
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0]) if tables[0] else 0


def read_until(screen: int, words: bytes | None) -> bytes:
    """What the terminal shows up to `words`, or to its end."""
    seen = b""
    while words is None or words not in seen:
        ready, _, _ = select.select([screen], [], [], PATIENCE)
        assert ready, seen
        try:
            data = os.read(screen, 4096)
        except OSError:  # the other side is closed
            data = b""
        if not data:
            assert words is None, seen
            break
        seen += data
    return seen
