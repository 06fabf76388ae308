"""`dateline bench`: times for people and for programs; and what goes wrong, in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.small import write_set

from .terminal import Dateline, one_sentence


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    return write_set(tmp_path / "sets" / "small")


def test_a_table_and_data(empty: Dateline, small_set: Path, tmp_path: Path) -> None:
    arguments = ("bench", small_set, "--questions", 3, "--cache", tmp_path / "cache")
    done = empty(*arguments, "--json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert (data["set"], data["articles"], data["passages"], data["questions"]) == ("small", 2, 2, 3)
    read, unread = data["runs"]
    assert (read["reader"], unread["reader"]) == ("dateline", "")
    assert "reading" in read["stages_ms"]
    assert "reading" not in unread["stages_ms"]
    assert data["ratio"] == {name: read[f"{name}_ms"] / unread[f"{name}_ms"] for name in ("p50", "p95")}
    assert list(data["memory_mib"]) == ["before", "loaded", "after"]
    done_in_a_second = data["throughput"]
    assert done_in_a_second["articles"] == 3, "a copy is an article that is taken in"
    assert 0 < done_in_a_second["encoding"]["share"] < 1.5
    assert [count for count, _ in done_in_a_second["askers"]] == [1, 8, 64]
    assert not (tmp_path / "data").exists(), "the library itself is not opened"

    done = empty(*arguments, env={"DATELINE_READER__MODEL": ""})
    assert done.exit_code == 0, done.output
    rows = [line.strip("| ").split("|") for line in done.stdout.splitlines() if line.startswith("|")]
    assert [cell.strip() for cell in rows[0]] == ["ms a question", "no reader", "share"]
    names = [row[0].strip() for row in rows[2:]]
    assert names[:4] == ["p50", "p95", "mean", "time window"]
    assert "rest" in names
    others = names[names.index("rest") + 1 :]
    assert others[:2] == ["2 articles of small", "---"] or "articles of small" in others[0]
    assert "passages embedded a second" in others
    assert "questions a second, 64 asking at the same time" in others
    assert others[-1] == "MiB of memory at most"
    assert "reading" not in names
    assert "3 questions of small, one after another, over 2 articles (2 passages)" in done.stdout
    assert "runs beside" in done.stdout


def test_libraries_of_any_size(empty: Dateline, tmp_path: Path) -> None:
    arguments = ("bench", tmp_path / "libraries", "--scale", "100,200", "--questions", 2)
    done = empty(*arguments, "--json")
    assert done.exit_code == 0, done.output
    first, second = json.loads(done.stdout)["libraries"]
    assert (first["passages"], second["passages"], first["questions"]) == (100, 200, 2)
    assert [each["scope"] for each in second["scopes"]] == ["whole", "1 %", "0.1 %"]
    assert list(second["scopes"][0]["keywords"]) == ["p50", "p95"]
    assert second["scopes"][0]["recall"] == 1.0
    assert not (tmp_path / "data").exists(), "the library itself is not opened"

    done = empty(*arguments)
    rows = [line.strip("| ").split("|") for line in done.stdout.splitlines() if line.startswith("|")]
    assert [row[0].strip() for row in rows[2:]] == ["100"] * 3 + ["200"] * 3
    assert "Milliseconds of the processor" in done.stdout
    assert empty("bench", tmp_path, "--scale", "ten").exit_code == 1
    assert empty("bench", tmp_path, "--scale", "100", "--cache", tmp_path).exit_code == 2


def test_one_set_and_a_real_one(empty: Dateline, small_set: Path, tmp_path: Path) -> None:
    write_set(tmp_path / "sets" / "other")
    for folder, said in (
        (tmp_path / "nowhere", "no such folder"),
        (tmp_path, "holds questions.jsonl"),
        (small_set.parent, "there are 2 sets in it"),
    ):
        done = empty("bench", folder, "--cache", tmp_path / "cache")
        assert done.exit_code == 1
        one_sentence(done.stderr.replace(". Correct it", "; correct it"))
        assert said in done.stderr
    assert not (tmp_path / "cache").exists()
    assert empty("bench").exit_code == 2
    assert empty("bench", small_set, "--questions", "0").exit_code == 2


def test_other_systems_that_are_not_there(empty: Dateline, small_set: Path, tmp_path: Path) -> None:
    done = empty("bench", small_set, "--peers", tmp_path / "none")
    assert done.exit_code == 1
    one_sentence(done.stderr)
    assert "there is no run_all.sh in it" in done.stderr
