"""What is wrong is said in one sentence, with an exit status that means it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .terminal import Dateline, one_sentence


def test_doctor(dateline: Dateline, tmp_path: Path) -> None:
    done = dateline("doctor")
    assert done.exit_code == 0, done.stdout
    for name in ("configuration", "database", "model", "index", "articles", "token", "intents"):
        assert name in done.stdout
    (tmp_path / "data" / "dateline.db").write_bytes(b"not a database" * 1000)
    sick = dateline("doctor")
    assert sick.exit_code == 1
    assert "✗" in sick.stdout
    assert "Traceback" not in sick.output


def test_doctor_in_an_empty_house(empty: Dateline) -> None:
    done = empty("doctor")
    assert done.exit_code == 1
    assert "dateline ingest PATH" in done.stdout


@pytest.mark.parametrize(
    "environ",
    [{"DATELINE_ANSWER__MAX_QUOTES": "many"}, {"DATELINE_NONSENSE": "1"}, {"DATELINE_CONFIG": "/no/such.toml"},
     {"DATELINE_EMBEDDING__MODEL": "/no/such/model"}, {"DATELINE_EMBEDDING__MODEL": "nobody/no-such-model"},
     {"DATELINE_DATA_DIR": "/dev/null/x"}, {"DATELINE_DATA_DIR": "~nobody-here/x"}],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(dateline: Dateline, environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A Title\n\nIt is an article.")
    done = dateline("ingest", tmp_path / "a.txt", env=environ)
    assert done.exit_code == 1
    *_, last = (line for line in done.stderr.splitlines() if line.strip())
    one_sentence(last)
    assert "Traceback" not in done.output
    assert ".." not in last


def test_a_wrong_key_in_the_file_is_one_sentence(dateline: Dateline, tmp_path: Path) -> None:
    config = tmp_path / "dateline.toml"
    config.write_text("[answer]\nmax_qoutes = 1\n")
    done = dateline("--config", config, "articles")
    assert done.exit_code == 1
    one_sentence(done.stderr)
    assert "max_qoutes" in done.stderr
    assert str(config) in done.stderr
    config.write_text("[answer]\nmax_quotes = 1\n")
    assert dateline("--config", config, "articles").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["ask"], ["ask", "a", "b"], ["--nonsense"], ["articles", "--limit", "x"]]
)
def test_wrong_usage(empty: Dateline, arguments: list[str], tmp_path: Path) -> None:
    assert empty(*arguments).exit_code == 2
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["ask", "chat", "ingest", "articles", "reindex", "run", "doctor"])
def test_every_command_has_help_with_an_example(empty: Dateline, command: str) -> None:
    done = empty(command, "--help")
    assert done.exit_code == 0
    assert "Example:" in done.stdout
    assert command in empty("--help").stdout
