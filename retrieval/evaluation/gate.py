"""Floors under the figures, kept in a file with a digest of the data they were measured on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from ..errors import EvaluationError
from .figures import Figures, Trust
from .run import Evaluation
from .sets import EvaluationSet, limited, parsed, read_text

FLOORS = (
    "doc_recall_at_5",
    "passage_at_5",
    "quote_at_1",
    "quote_at_3",
    "span_f1",
    "auroc",
    "coverage",
    "verified",
)
CEILINGS = ("error", "ece")
MARGIN = 0.02
"""Between a figure and its floor, and at least one question: other processors round sums otherwise."""
EXACT = {"verified"}
"""No margin: one quote that is not in its article is one too many."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Figure -> the least, or the most, that it may be. What is not defined is below every floor, above no ceiling."""

    floors: Mapping[str, float] = field(default_factory=dict)
    ceilings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetBounds(Bounds):
    """Bounds of one set; `digest` is over its files."""

    digest: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked (`limit`, `narrow` as in `limited`) and what must come out; `mix` is over all sets together."""

    limit: int | None
    narrow: bool
    sets: Mapping[str, SetBounds]
    mix: Bounds

    def chosen(self, sets: Sequence[EvaluationSet]) -> list[EvaluationSet]:
        """The sets that the gate is about, limited as it says.
        Raises EvaluationError where one is missing or holds other data."""
        given = {each.name: each for each in sets}
        for name, bounds in self.sets.items():
            if name not in given:
                raise EvaluationError(
                    name, "the gate is about this set, and it is not among the folders named"
                )
            if given[name].digest != bounds.digest:
                problem = "its files are not those that the gate was written for"
                raise EvaluationError(str(given[name].folder), f"{problem}: write the gate anew")
        return [limited(given[name], self.limit, narrow=self.narrow) for name in self.sets]

    def broken(self, evaluation: Evaluation) -> list[str]:
        """One line for each bound that does not hold."""
        lines: list[str] = []
        for result in evaluation.sets:
            lines += _broken(result.name, self.sets[result.name], result.figures)
        return [*lines, *_broken("mix", self.mix, evaluation.mix)]


def read_gate(file: Path) -> Gate:
    """Raises EvaluationError."""
    gate = parsed(TypeAdapter(Gate), read_text(file), str(file))
    for bounds in [*gate.sets.values(), gate.mix]:
        for name in [*bounds.floors, *bounds.ceilings]:
            if name not in Figures.__dataclass_fields__:
                raise EvaluationError(str(file), f"{name} is not a figure")
    return gate


def gate_text(evaluation: Evaluation, limit: int | None, *, narrow: bool) -> str:
    """A gate just below what was measured, as the JSON that `read_gate` reads."""
    sets = {}
    for result in evaluation.sets:
        floors, ceilings = _around(result.figures, result.figures.n_answerable)
        sets[result.name] = SetBounds(floors, ceilings, result.digest)
    answerable = sum(result.figures.n_answerable for result in evaluation.sets)
    gate = Gate(limit, narrow, sets, Bounds(*_around(evaluation.mix, answerable)))
    return TypeAdapter(Gate).dump_json(gate, indent=2).decode() + "\n"


def _around(measured: Figures | Trust, answerable: int) -> tuple[dict[str, float], dict[str, float]]:
    """Floors below and ceilings above the figures that there are, to three places."""
    margin = max(MARGIN, 1 / max(1, answerable))
    known = {name: value for name, value in asdict(measured).items() if value is not None}
    floors = {
        name: max(0.0, math.floor(1000 * (known[name] - (0 if name in EXACT else margin))) / 1000)
        for name in FLOORS
        if name in known
    }
    ceilings = {
        name: min(1.0, math.ceil(1000 * (known[name] + margin)) / 1000) for name in CEILINGS if name in known
    }
    return floors, ceilings


def _broken(name: str, bounds: Bounds, measured: Figures | Trust) -> Iterator[str]:
    values = asdict(measured)
    for figure, floor in bounds.floors.items():
        if (value := values.get(figure)) is None or value < floor:
            yield f"{name}: {figure} is {_shown(value)}, the floor is {floor:.3f}"
    for figure, ceiling in bounds.ceilings.items():
        if (value := values.get(figure)) is not None and value > ceiling:
            yield f"{name}: {figure} is {_shown(value)}, the ceiling is {ceiling:.3f}"


def _shown(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"
