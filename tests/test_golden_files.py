"""The comparison with golden files: what it lets pass, what it fails on, when it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import golden_files
from tests.golden_files import as_text, compare, differing, settled


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(golden_files, "FOLDER", tmp_path)
    monkeypatch.setattr(golden_files, "WRITING", False)
    monkeypatch.setattr(golden_files, "IN_CI", False)
    return tmp_path


def test_a_difference_fails_and_says_what_to_do(elsewhere: Path) -> None:
    (elsewhere / "a.txt").write_bytes(b"one\ntwo\n")
    compare("a.txt", "one\ntwo\n")
    for name, other in (
        ("a.txt", "one\nthree\n"),
        ("a.txt", "one\ntwo"),
        ("a.txt", ""),
        ("missing.txt", "one\n"),
    ):
        with pytest.raises(pytest.fail.Exception, match="DATELINE_GOLDEN=write") as failed:
            compare(name, other)
        assert "\n-" in str(failed.value), "what differs is shown"


def test_files_are_written_on_request_and_never_in_ci(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(golden_files, "WRITING", True)
    with pytest.raises(pytest.skip.Exception, match="written"):
        compare("a.txt", "one\n")
    assert (elsewhere / "a.txt").read_bytes() == b"one\n"
    monkeypatch.setattr(golden_files, "IN_CI", True)
    with pytest.raises(pytest.fail.Exception, match="CI"):
        compare("a.txt", "two\n")
    assert (elsewhere / "a.txt").read_bytes() == b"one\n"


def test_scores_are_kept_to_two_places_and_nothing_else_is_near_enough() -> None:
    def scored(value: float) -> Any:
        return {"findings": [{"confidence": value, "start": 3}]}

    assert settled(scored(0.9249), None) == scored(0.92)
    assert settled(scored(0.9255), scored(0.92)) == scored(0.92), "within a hair of the border"
    assert settled(scored(0.9275), scored(0.92)) == scored(0.93)
    assert settled({"confidence": None}, {"confidence": 0.5}) == {"confidence": None}
    assert settled({"start": 0.9255}, {"start": 0.92}) == {"start": 0.9255}


def test_what_differs_is_kept_of_a_translation() -> None:
    original = {"a": "one\ntwo", "b": [1, {"c": "x"}], "d": "same"}
    assert differing(original, original) == {}
    assert differing({**original, "a": "one\nzwei"}, original) == {"a": {"1": "zwei"}}
    assert differing({**original, "a": "eins"}, original) == {"a": "eins"}
    assert differing({**original, "b": [1, {"c": "y"}]}, original) == {"b": {"1": {"c": "y"}}}
    assert differing({**original, "b": [1]}, original) == {"b": [1]}
    assert differing({"a": "one\ntwo"}, original) == {"a": ["one", "two"]}


def test_a_golden_file_shows_what_a_reader_does_not_see() -> None:
    written = as_text({"a": "x\u202ey\nz\U000e0041", "b": ["long " * 30, 0, None, {}]})
    long = f'"{"long " * 30}"'
    assert (
        written
        == f'{{\n "a": ["x\\u202ey", "z\\udb40\\udc41"],\n "b": [\n  {long},\n  0,\n  null,\n  {{}}\n ]\n}}\n'
    )
    assert json.loads(written) == {"a": ["x\u202ey", "z\U000e0041"], "b": ["long " * 30, 0, None, {}]}
