"""A process whose event loop stands still on purpose says where, ends with a status of its own, and starts again."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.workers.watchdog import STATUS
from tests.conftest import ROOT

needs_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no CPU timer")


def started(how: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.workers.blocked_loop", how, str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def starts_again(folder: Path, articles: int) -> None:
    again = started("free", folder)
    closed = f"added\n{articles} articles, closed cleanly\nunloading\n"
    assert (again.returncode, again.stdout) == (0, closed), again.stderr


def test_a_loop_that_sleeps_is_named_and_ends_the_process(tmp_path: Path) -> None:
    ended = started("asleep", tmp_path)
    assert ended.returncode == STATUS
    said = ended.stdout + ended.stderr
    assert "the event loop stands still" in said
    assert "sleep_on_the_loop" in said
    assert "closed cleanly" not in said
    starts_again(tmp_path, 2)


@needs_timers
@pytest.mark.parametrize("how", ["pattern", "pattern beside"])
def test_a_pattern_that_lets_no_thread_run_ends_the_process(how: str, tmp_path: Path) -> None:
    """On the loop itself, and on a worker beside it: the lock of the interpreter stops the loop all the same."""
    ended = started(how, tmp_path)
    assert ended.returncode == -signal.SIGPROF
    assert "hold_the_interpreter" in ended.stderr
    assert "closed cleanly" not in ended.stdout
    starts_again(tmp_path, 2)


def test_a_process_that_was_told_to_end_ends_also_where_a_thread_does_not(tmp_path: Path) -> None:
    ended = started("never closes", tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "the rest is left where it is" in ended.stdout + ended.stderr
    assert "closed cleanly" not in ended.stdout


def test_a_process_that_was_told_to_end_unloads_nothing_once_all_is_closed(tmp_path: Path) -> None:
    ended = started("closes", tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "added\n1 articles, closed cleanly\n"


def test_a_loop_that_comes_back_is_only_named(tmp_path: Path) -> None:
    ended = started("moment", tmp_path)
    assert ended.returncode == 0, ended.stderr
    said = ended.stdout + ended.stderr
    assert said.index("stands still") < said.index("runs again")
    assert "1 articles, closed cleanly" in ended.stdout


@needs_timers
def test_a_process_that_was_stopped_as_a_whole_goes_on(tmp_path: Path) -> None:
    ended = started("stopped", tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "stands still" not in ended.stdout + ended.stderr
    assert "1 articles, closed cleanly" in ended.stdout
