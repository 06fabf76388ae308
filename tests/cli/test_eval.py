"""`dateline eval`: figures for people and for programs, a page, a gate; and what goes wrong, in a sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.evaluation.small import write_set
from tests.evaluation.test_extraction import write_pages

from .terminal import Dateline, one_sentence

FIGURES = (
    "doc_recall_at_1 doc_recall_at_5 passage_at_5 quote_at_1 quote_at_3 span_em span_f1 auroc rejection_at_90 "
    "coverage error nothing_shown wrongly_answered ece verified p50_ms p95_ms n_answerable n_unanswerable"
).split()


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    return write_set(tmp_path / "sets" / "small")


def test_figures_page_and_gate(empty: Dateline, small_set: Path, tmp_path: Path) -> None:
    cache, page, gate = tmp_path / "cache", tmp_path / "report.html", tmp_path / "gate.json"
    done = empty("eval", small_set, "--cache", cache, "--json", "--report", page, "--write-gate", gate)
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    (row,) = data["sets"]
    assert list(row) == ["set", "documents", "questions", *FIGURES, "yes_no", "kinds"]
    kinds = [(each["group"], each["type"], each["n"]) for each in row["kinds"]]
    assert kinds == [("other kinds", None, 3), ("other kinds", "short", 1), ("not answerable", None, 1)]
    assert (row["set"], row["documents"], row["questions"]) == ("small", 2, 4)
    assert row["verified"] == 1
    assert set(data["mix"]) == {"questions", "coverage", "error", "ece", "auroc"}
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not (tmp_path / "data").exists(), "the library itself is not opened"

    raised = json.loads(gate.read_text())
    raised["sets"]["small"]["floors"]["doc_recall_at_5"] = 1.01
    raised["limit"] = 2
    gate.write_text(json.dumps(raised))
    done = empty("eval", tmp_path / "sets", "--cache", cache, "--gate", gate)
    assert done.exit_code == 1
    assert re.search(r"\| small\s*\|\s*2 \|", done.stdout), "a Markdown table of what the gate asks"
    assert "small: doc_recall_at_5 is 1.000, the floor is 1.010" in done.stderr.splitlines()


def test_what_can_fail_cheaply_fails_first(empty: Dateline, small_set: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate.json"
    digest = {"floors": {}, "ceilings": {}, "digest": "0"}
    gate.write_text(json.dumps({"limit": None, "narrow": True, "sets": {"small": digest}, "mix": {}}))
    for arguments, said in (
        ([tmp_path / "nowhere"], "no such folder"),
        ([tmp_path], "holds questions.jsonl"),
        ([small_set, "--report", tmp_path / "no" / "report.html"], "its folder does not exist"),
        ([small_set, "--gate", tmp_path / "none.json"], "No such file"),
        ([small_set, "--gate", gate], "not those that the gate was written for"),
    ):
        done = empty("eval", *arguments, "--cache", tmp_path / "cache")
        assert done.exit_code == 1
        one_sentence(done.stderr.replace(". Correct it", "; correct it"))
        assert said in done.stderr
    assert not (tmp_path / "cache").exists()
    assert empty("eval", small_set, "--gate", gate, "--limit", "3").exit_code == 2
    assert empty("eval").exit_code == 2


def test_extract(empty: Dateline, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages")
    done = empty("eval", "extract", tmp_path)
    assert done.exit_code == 0, done.output
    assert re.search(r"\| Dateline\s+\| plain text \|\s+100.0% \|\s+75.0% \|", done.stdout)
    assert re.search(r"\| Dateline\s+\|\s+100.0% \|", done.stdout)
    data = json.loads(empty("eval", "extract", folder, "--json").stdout)
    assert (data["pages"], data["dated"]) == (2, 1)
    assert {row["given"] for row in data["texts"]} == {"HTML", "plain text"}
    assert data["texts"][2]["precision"] == 1.0
    assert list(data["dates"][1])[:2] == ["system", "right"]
    assert empty("eval", "extract").exit_code == 2
    assert empty("eval", "extract", folder, "--limit", "3").exit_code == 2
    missing = empty("eval", "extract", tmp_path / "nowhere")
    assert missing.exit_code == 1
    one_sentence(missing.stderr.replace(". Correct it", "; correct it"))
