"""`dateline doctor --deep` and `--repair` on the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.data_folder import held

from .terminal import EXAMPLE, Dateline, one_sentence

PARTS = ("file", "references", "texts", "passages", "keywords", "vectors", "vector index", "sizes")


def damage(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "data" / "dateline.db")) as connection:
        connection.execute(statement)
        connection.commit()


def marks(output: str) -> dict[str, str]:
    """Name of a check -> its mark."""
    lines = [line.partition(": ")[0].split(" ", 1) for line in output.splitlines()]
    return {name: mark for mark, name in lines}


def test_damage_is_named_with_its_remedy_and_then_mended(dateline: Dateline, tmp_path: Path) -> None:
    sound = dateline("doctor", "--deep")
    assert sound.exit_code == 0, sound.output
    assert {name: marks(sound.stdout).get(name) for name in PARTS} == dict.fromkeys(PARTS, "✓")
    assert "– backups: none are made; name a folder on another disk in backup.folder" in sound.stdout
    damage(tmp_path, "UPDATE passages SET start = start + 9 WHERE id = 2")
    assert "Something is damaged" not in dateline("run", input="").stderr, "that takes the deep check"
    sick = dateline("doctor", "--deep")
    assert sick.exit_code == 1
    assert "✗ passages: article 1: " in sick.stdout
    assert "stop the bot and run “dateline doctor --repair”" in sick.stdout
    mended = dateline("doctor", "--repair", env={"DATELINE_BACKUP__FOLDER": str(tmp_path / "safe")})
    assert mended.exit_code == 0, mended.output
    assert f"✓ backups: every day into {tmp_path / 'safe'}, the newest 7 are kept" in mended.stdout
    assert "✓ mended: cut and embedded again: articles 1" in mended.stdout
    assert "April 1" in dateline("ask", EXAMPLE).stdout


def test_what_is_set_aside_is_said_and_the_rest_goes_on(dateline: Dateline, tmp_path: Path) -> None:
    damage(tmp_path, "UPDATE articles SET text = replace(text, 'April', 'Avril'), original = 'lost'")
    mended = dateline("doctor", "--repair")
    assert "– not mended: article 1 “Japan and U.S. Move" in mended.stdout
    assert "set aside: article 1" in mended.stdout
    assert "Avril" not in dateline("ask", EXAMPLE).stdout
    assert "Traceback" not in mended.output


def test_nothing_is_repaired_under_a_running_bot(dateline: Dateline, tmp_path: Path) -> None:
    with held(tmp_path / "data"):
        done = dateline("doctor", "--repair")
    assert done.exit_code == 1
    one_sentence(done.stderr)


def test_a_start_says_what_is_plainly_damaged(dateline: Dateline, tmp_path: Path) -> None:
    damage(tmp_path, "DELETE FROM passage_terms_docsize WHERE id = 2")
    assert "Something is damaged: the keyword index has 1 rows" in dateline("run", input="").stderr
