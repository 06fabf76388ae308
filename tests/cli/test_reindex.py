"""`dateline reindex`: what it would do, and taking it back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.core_fakes import rehash

from .terminal import Dateline, one_sentence

SHORT = {"DATELINE_PASSAGES__WORDS": "40"}


def passages(data_dir: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(data_dir / "dateline.db")
    rows = connection.execute(
        'SELECT article_id, start, "end", vector FROM passages ORDER BY article_id, ordinal'
    ).fetchall()
    connection.close()
    return rows


def change(data_dir: Path, sql: str) -> None:
    connection = sqlite3.connect(data_dir / "dateline.db")
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_dry_run_and_back(dateline: Dateline, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    before = passages(data_dir)
    nothing = dateline("reindex", "--dry-run")
    assert nothing.exit_code == 0, nothing.output
    assert "1 article: 1 unchanged; 0 of" in nothing.stdout
    assert "Nothing was written." in nothing.stdout
    change(data_dir, "UPDATE articles SET publisher = 'The [Old] Herald', content_hash = 'old'")
    rehash(data_dir)
    change(data_dir, "UPDATE articles SET original = replace(original, 'April 1', 'April 2')")
    foretold = dateline("reindex", "--dry-run", env=SHORT)
    assert foretold.exit_code == 0, foretold.output
    assert "1 read differently" in foretold.stdout
    assert "The [Old] Herald · read differently" in foretold.stdout
    assert "other publisher" in foretold.stdout
    signs = {(line[0], "April 2" in line, "April 1" in line) for line in foretold.stdout.splitlines() if line}
    assert {("−", False, True), ("+", True, False)} <= signs
    assert passages(data_dir) == before
    assert dateline("reindex", env=SHORT).exit_code == 0
    assert len(passages(data_dir)) > len(before)
    back = dateline("reindex", "--rollback")
    assert back.exit_code == 0, back.output
    assert "1 article and" in back.stdout
    assert "as before" in back.stdout
    assert "another model" not in back.stdout
    assert passages(data_dir) == before
    again = dateline("reindex", "--rollback")
    assert (again.exit_code, again.stdout.strip()) == (0, "There is no reindex to take back.")


def test_only_passages_and_vectors(dateline: Dateline) -> None:
    split = dateline("reindex", "--dry-run", env=SHORT)
    assert "1 cut into other passages" in split.stdout
    full = dateline("reindex", "--dry-run", "--full")
    assert "1 only embedded again" in full.stdout
    assert len(full.stdout.splitlines()) == 1, "no list of articles of which nothing changes that one reads"


def test_back_to_vectors_of_another_model(dateline: Dateline, tmp_path: Path) -> None:
    change(tmp_path / "data", "UPDATE models SET fingerprint = 'an older model'")
    assert dateline("reindex").exit_code == 0
    back = dateline("reindex", "--rollback")
    assert back.exit_code == 0, back.output
    assert "vectors of another model than" in back.stdout
    assert "embedding.model" in back.stdout


def test_nothing_there(empty: Dateline) -> None:
    assert "0 articles: nothing to do; 0 of 0 passages" in empty("reindex", "--dry-run").stdout
    assert empty("reindex", "--rollback").exit_code == 0


@pytest.mark.parametrize("other", ["--full", "--dry-run"])
def test_a_rollback_goes_with_nothing_else(empty: Dateline, other: str, tmp_path: Path) -> None:
    done = empty("reindex", "--rollback", other)
    assert done.exit_code == 2
    assert "--rollback" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_damaged_database(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "data" / "dateline.db").write_bytes(b"not a database" * 1000)
    for option in ("--dry-run", "--rollback"):
        done = dateline("reindex", option)
        assert done.exit_code == 1
        one_sentence(done.stderr)
