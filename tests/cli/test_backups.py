"""Saving, checking and bringing back in the terminal: what is said, and that each failure is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.data_folder import held

from .terminal import EXAMPLE, Dateline, one_sentence


@pytest.fixture
def saved(dateline: Dateline, tmp_path: Path) -> Path:
    backup = tmp_path / "saved.zip"
    done = dateline("backup", backup)
    assert done.exit_code == 0, done.output
    assert "1 article, 5 passages, 0 answers" in done.stdout
    assert "It was read again and is whole." in done.stdout
    return backup


def failed(dateline: Dateline, *arguments: object, env: dict[str, str] | None = None) -> str:
    done = dateline(*arguments, env=env or {})
    assert done.exit_code == 1, done.output
    one_sentence(done.stderr)
    return done.stderr


def elsewhere(tmp_path: Path, **variables: str) -> dict[str, str]:
    return {"DATELINE_DATA_DIR": str(tmp_path / "new"), **variables}


def test_a_restored_library_answers_as_before(dateline: Dateline, saved: Path, tmp_path: Path) -> None:
    before = dateline("ask", EXAMPLE, "--json").stdout
    checked = dateline("restore-backup", "--check", saved, env=elsewhere(tmp_path))
    assert checked.exit_code == 0
    assert "is whole: 1 article" in checked.stdout
    assert not (tmp_path / "new").exists()
    done = dateline("restore-backup", saved, env=elsewhere(tmp_path))
    assert done.exit_code == 0, done.output
    assert "deleted again since then: 0 questions and articles" in done.stdout
    assert dateline("ask", EXAMPLE, "--json", env=elsewhere(tmp_path)).stdout == before


def test_settings_that_are_others_now_are_said(dateline: Dateline, saved: Path, tmp_path: Path) -> None:
    env = elsewhere(tmp_path, DATELINE_ANSWER__MAX_QUOTES="2", DISCORD_TOKEN="s3cret")
    done = dateline("restore-backup", "--check", saved, env=env)
    assert "answer.max_quotes was 3 and is 2" in done.stdout
    assert "s3cret" not in done.output


def test_what_is_wrong_is_one_sentence(dateline: Dateline, saved: Path, tmp_path: Path) -> None:
    assert "exists already" in failed(dateline, "backup", saved)
    assert "data folder" in failed(dateline, "backup", tmp_path / "data" / "a.zip")
    assert "there is no folder" in failed(dateline, "backup", tmp_path / "no" / "a.zip")
    assert "exists already" in failed(dateline, "export", saved)
    assert "No such file" in failed(
        dateline, "restore-backup", tmp_path / "none.zip", env=elsewhere(tmp_path)
    )
    assert "dateline.db" in failed(dateline, "restore-backup", saved)
    whole = saved.read_bytes()
    saved.write_bytes(whole[:-100])
    assert "is damaged" in failed(dateline, "restore-backup", "--check", saved)
    saved.write_text("a letter")
    assert "is no backup of Dateline" in failed(dateline, "restore-backup", saved, env=elsewhere(tmp_path))


def test_a_folder_in_which_a_bot_runs_is_left_alone(dateline: Dateline, saved: Path, tmp_path: Path) -> None:
    with held(tmp_path / "new"):
        assert "Another “dateline run”" in failed(dateline, "restore-backup", saved, env=elsewhere(tmp_path))


def test_without_the_list_of_deletions_it_says_what_that_means(
    dateline: Dateline, saved: Path, tmp_path: Path
) -> None:
    for folder in (tmp_path, tmp_path / "data"):
        for path in folder.glob("deletions-*"):
            path.unlink()
    said = failed(dateline, "restore-backup", saved, env=elsewhere(tmp_path))
    assert "--deleted-may-return" in said
    done = dateline("restore-backup", saved, "--deleted-may-return", env=elsewhere(tmp_path))
    assert done.exit_code == 0
    assert "what was deleted since is there again" in done.stdout


def test_restore_is_for_articles_and_says_so(dateline: Dateline, saved: Path) -> None:
    done = dateline("restore", saved)
    assert done.exit_code == 2
    assert "dateline restore-backup" in done.stderr
    assert dateline("restore", "0").exit_code == 2
    assert dateline("restore", "9" * 30).exit_code == 2
    assert "no removed article" in failed(dateline, "restore", "99")


def test_an_export_is_taken_back(dateline: Dateline, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    done = dateline("export", file)
    assert done.stdout == f"Exported 1 article, 0 feeds and 0 settings to {file}.\n"
    back = dateline("ingest", file, env=elsewhere(tmp_path))
    assert back.exit_code == 0, back.output
    assert "1 added" in back.stdout
    assert "1 unchanged" in dateline("ingest", file).stdout
