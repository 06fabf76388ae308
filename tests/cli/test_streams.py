"""A full disk, a pipe that nobody reads and a stream that is closed, as standard output and standard error."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
import structlog
from rich.console import Console

from bot.terminal.streams import REMARKS, RESULTS, OutputLost
from tests.conftest import ROOT

from .terminal import one_sentence


@pytest.fixture(params=["full", "nobody reads"])
def taken_no_more(request: pytest.FixtureRequest) -> Iterator[TextIO]:
    """A stream to which nothing can be written."""
    if request.param == "full":
        stream = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115
    else:
        reader, writer = os.pipe()
        os.close(reader)
        stream = os.fdopen(writer, "w", encoding="utf-8")
    yield stream
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    stream.close()


@pytest.mark.usefixtures("logs_configured")
def test_a_log_that_cannot_be_written_stops_nothing(
    taken_no_more: TextIO, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(sys, "stderr", taken_no_more)
        structlog.get_logger("test").warning("lost")
        logging.getLogger("other library").warning("lost")
        Console(file=REMARKS).print("lost")
    structlog.get_logger("test").warning("there is room again")
    written = capsys.readouterr().err
    assert "there is room again" in written
    assert "lost" not in written


def test_output_that_cannot_be_written_is_said(
    taken_no_more: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", taken_no_more)
    RESULTS.write("an answer")
    with pytest.raises((OutputLost, BrokenPipeError)):
        RESULTS.flush()


@pytest.mark.parametrize(
    ("streams", "status", "said"),
    [("> /dev/full", 1, "No space left on device"), (">&- 2>&-", 0, "")],
)
def test_a_command_whose_streams_take_nothing(streams: str, status: int, said: str, tmp_path: Path) -> None:
    environ = {**os.environ, "DATELINE_DATA_DIR": str(tmp_path / "data")}
    line = f'"$0" -m bot.cli articles {streams}'
    done = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert said in done.stderr
    if said:
        one_sentence(done.stderr)
