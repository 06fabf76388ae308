"""What `dateline eval` and `bench` do: everything that can fail cheaply first, then the questions, then the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from retrieval import (
    Bench,
    Evaluation,
    EvaluationError,
    Extraction,
    OnProgress,
    Settings,
    bench,
    evaluate,
    evaluate_extraction,
    find_extraction_sets,
    find_sets,
    gate_text,
    limited,
    read_gate,
    read_set,
    report_page,
)

EXTRACT = "extract"
"""The first word of `dateline eval` that asks for extraction sets, unless a folder is called so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The command's arguments."""

    folders: tuple[Path, ...]
    limit: int | None = None
    narrow: bool = False
    gate: Path | None = None
    write_gate: Path | None = None
    report: Path | None = None
    cache: Path | None = None


async def run_evaluation(
    wanted: Wanted, settings: Settings, on_progress: OnProgress
) -> tuple[Evaluation, list[str]]:
    """The figures, and the bounds of the gate that they break. Raises EvaluationError and what `evaluate` raises."""
    for file in (wanted.report, wanted.write_gate):
        _check_folder(file)
    gate = read_gate(wanted.gate) if wanted.gate else None
    sets = [read_set(folder) for folder in find_sets(wanted.folders)]
    smaller = [limited(each, wanted.limit, narrow=wanted.narrow) for each in sets]
    chosen = gate.chosen(sets) if gate else smaller
    evaluation = await evaluate(chosen, settings, cache=wanted.cache, on_progress=on_progress)
    if wanted.report:
        _write(wanted.report, report_page(evaluation, date.today()))
    if wanted.write_gate:
        limit, narrow = (gate.limit, gate.narrow) if gate else (wanted.limit, wanted.narrow)
        _write(wanted.write_gate, gate_text(evaluation, limit, narrow=narrow))
    return evaluation, gate.broken(evaluation) if gate else []


def wants_extraction(folders: Sequence[Path]) -> bool:
    return bool(folders) and folders[0] == Path(EXTRACT) and not folders[0].exists()


async def run_extraction(folders: Sequence[Path], on_progress: OnProgress) -> Extraction:
    """How well the pages of extraction sets are read. Raises EvaluationError."""
    return await evaluate_extraction(find_extraction_sets(folders), on_progress)


async def run_bench(
    folder: Path, questions: int, cache: Path | None, settings: Settings, on_progress: OnProgress
) -> Bench:
    """The times of one set's questions. Raises EvaluationError and what `bench` raises."""
    found = find_sets([folder])
    if len(found) > 1:
        raise EvaluationError(str(folder), f"there are {len(found)} sets in it; name one of them")
    given = read_set(found[0])
    return await bench(given, settings, questions=questions, cache=cache, on_progress=on_progress)


def _check_folder(file: Path | None) -> None:
    if file is not None and not file.absolute().parent.is_dir():
        raise EvaluationError(str(file), "its folder does not exist")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(str(file), error.strerror or "cannot be written") from error
