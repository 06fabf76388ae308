"""Floors under the figures: written, read, held; and the project's own, on the shared evaluation data."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.text.errors import sentence
from retrieval import Settings
from retrieval.errors import EvaluationError
from retrieval.evaluation.gate import gate_text, read_gate
from retrieval.evaluation.run import Evaluation, Open, evaluate
from retrieval.evaluation.sets import find_sets, read_set
from tests.conftest import ROOT, SEEDS

from .small import QUESTIONS, write_set

FLOORS = ROOT / "tests" / "eval_floors.json"


@pytest.fixture
def gate_file(small: Evaluation, tmp_path: Path) -> Path:
    file = tmp_path / "gate.json"
    file.write_text(gate_text(small, 4, narrow=False), encoding="utf-8")
    return file


def worse(evaluation: Evaluation, **figures: Any) -> Evaluation:
    (result,) = evaluation.sets
    changed = replace(result, figures=replace(result.figures, **figures))
    return replace(evaluation, sets=(changed,))


def test_what_was_measured_holds_and_less_does_not(small: Evaluation, gate_file: Path) -> None:
    gate = read_gate(gate_file)
    assert gate.broken(small) == []
    broken = gate.broken(worse(small, quote_at_1=0.1, verified=0.999, ece=1.0, auroc=None))
    floor = json.loads(gate_file.read_text())["sets"]["small"]["floors"]["quote_at_1"]
    assert f"small: quote_at_1 is 0.100, the floor is {floor:.3f}" in broken
    assert "small: verified is 0.999, the floor is 1.000" in broken
    assert "small: auroc is not defined" in " ".join(broken)
    assert any(line.startswith("small: ece is 1.000, the ceiling is") for line in broken)
    assert len(broken) == 4


def test_one_question_may_flip(small: Evaluation, gate_file: Path) -> None:
    floors = read_gate(gate_file).sets["small"].floors
    figures = small.sets[0].figures
    assert figures.quote_at_1 is not None
    assert floors["quote_at_1"] == pytest.approx(figures.quote_at_1 - 1 / figures.n_answerable, abs=0.001)
    assert floors["verified"] == 1


def test_a_gate_on_other_data_says_so(gate_file: Path, small_set: Path, tmp_path: Path) -> None:
    gate = read_gate(gate_file)
    assert len(gate.chosen([read_set(small_set)])[0].questions) == 4
    with pytest.raises(EvaluationError) as caught:
        gate.chosen([read_set(write_set(tmp_path / "small", QUESTIONS[::-1]))])
    assert "not those that the gate was written for" in sentence(caught.value)
    with pytest.raises(EvaluationError, match=r"small: .* not among the folders"):
        gate.chosen([read_set(SEEDS)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Invalid JSON"),
        ('{"limit": 3}', "narrow: Field required"),
        ('{"limit": 3, "narrow": false, "sets": {}, "mix": {"floors": {"beauty": 1}}}', "beauty is not"),
        ('{"limit": 3, "narrow": false, "sets": {}, "mix": {"floors": {"auroc": "high"}}}', "valid number"),
    ],
)
def test_a_malformed_gate_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "gate.json"
    with pytest.raises(EvaluationError, match="No such file"):
        read_gate(file)
    file.write_text(text)
    with pytest.raises(EvaluationError) as caught:
        read_gate(file)
    assert str(file) in sentence(caught.value)
    assert said in sentence(caught.value)


@pytest.mark.timeout(1800)  # five minutes and more on a processor without units for bfloat16
def test_the_floors_hold(tmp_path: Path, opened_by: Open, shared_data: Path) -> None:
    """The project's quality gate: a few questions of several sets, every time."""
    gate = read_gate(FLOORS)
    names = [
        path
        for path in find_sets([SEEDS, shared_data / "eval", ROOT / "tests" / "eval"])
        if path.name in gate.sets
    ]
    chosen = gate.chosen([read_set(path) for path in names])
    evaluation = asyncio.run(evaluate(chosen, Settings(), cache=tmp_path, opened_by=opened_by))
    assert gate.broken(evaluation) == []
