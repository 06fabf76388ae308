"""A bench as a terminal shows it, and as data.

What `dateline eval` and `bench` do: everything that can fail cheaply first, then the questions, then the files.

How well pages become articles, as a terminal shows it, and as data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.text.phrases import counted
from retrieval import (
    Bench,
    DateFigures,
    Evaluation,
    EvaluationError,
    Extraction,
    Memory,
    OnProgress,
    Run,
    Settings,
    TextFigures,
    bench,
    evaluate,
    evaluate_extraction,
    figure_text,
    find_extraction_sets,
    find_sets,
    gate_text,
    limited,
    read_gate,
    read_set,
    report_page,
)

NOTE = (
    "Shares are of the mean. Keyword search runs beside question embedding and vector search, so together they can "
    "pass 100%; a stage's time holds its waiting for a thread, and the rest is what no stage covers."
)


def show_bench(console: Console, bench: Bench) -> None:
    """One table of times, then the counts, the memory, and how to read it; in a pipe, Markdown."""
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else box.MARKDOWN, header_style="bold")
    table.add_column("ms a question", no_wrap=True)
    for run in bench.runs:
        for heading in (_name(run), "share"):
            table.add_column(heading, justify="right", no_wrap=True)
    if bench.ratios:
        table.add_column("ratio", justify="right", no_wrap=True)
    for row in _rows(bench):
        table.add_row(*row)
    console.print(table)
    console.print(
        Text(
            f"{counted(bench.questions, 'question')} of {bench.name}, one after another, over "
            f"{counted(bench.articles, 'article')} ({counted(bench.passages, 'passage')}); {bench.model}."
        )
    )
    console.print(
        Text(
            f"Resident memory, MiB: {_mib(bench.before)} before the models are loaded, {_mib(bench.loaded)} after "
            f"loading, {_mib(bench.after)} after the questions{' with the reader' if bench.ratios else ''}."
        )
    )
    console.print(Text(NOTE, style="dim"))


def _rows(bench: Bench) -> list[list[str]]:
    p50, p95 = bench.ratios or (None, None)
    stages = [run.stages for run in bench.runs]
    return [
        ["p50", *_cells([run.p50 for run in bench.runs]), *_ratio(p50)],
        ["p95", *_cells([run.p95 for run in bench.runs]), *_ratio(p95)],
        ["mean", *_shared(bench.runs, [run.mean for run in bench.runs])],
        *(
            [stage.value, *_shared(bench.runs, [each.get(stage) for each in stages])]
            for stage in max(stages, key=len)
        ),
        ["rest", *_shared(bench.runs, [run.rest for run in bench.runs])],
    ]


def _cells(values: Sequence[float]) -> list[str]:
    return [cell for value in values for cell in (f"{value:.1f}", "")]


def _shared(runs: Sequence[Run], values: Sequence[float | None]) -> list[str]:
    """Milliseconds and their share of the run's mean."""
    cells = []
    for run, value in zip(runs, values, strict=True):
        cells += ["–", "–"] if value is None else [f"{value:.1f}", f"{100 * value / run.mean:.0f}%"]
    return cells


def _ratio(value: float | None) -> list[str]:
    return [] if value is None else [f"{value:.2f}"]


def _name(run: Run) -> str:
    return f"reader {run.reader}" if run.reader else "no reader"


def _mib(memory: Memory) -> str:
    parts = [f"{memory.current:.0f}"] if memory.current is not None else []
    parts += [f"peak {memory.peak:.0f}"] if memory.peak is not None else []
    return f"{parts[0]} ({parts[1]})" if len(parts) == 2 else "".join(parts) or "unknown"


def bench_data(bench: Bench) -> dict[str, Any]:
    """What `bench --json` prints: mean milliseconds of a question, memory in MiB, null where it is not known."""
    return {
        "set": bench.name,
        "model": bench.model,
        "articles": bench.articles,
        "passages": bench.passages,
        "questions": bench.questions,
        "runs": [
            {
                "reader": run.reader,
                "p50_ms": run.p50,
                "p95_ms": run.p95,
                "mean_ms": run.mean,
                "stages_ms": {stage.value: value for stage, value in run.stages.items()},
                "rest_ms": run.rest,
            }
            for run in bench.runs
        ],
        "ratio": dict(zip(("p50", "p95"), bench.ratios, strict=True)) if bench.ratios else None,
        "memory_mib": {
            "before": asdict(bench.before),
            "loaded": asdict(bench.loaded),
            "after": asdict(bench.after),
        },
    }


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


TEXT_NOTE = (
    "A string that the article must hold and holds is a true positive, one it must hold and does not a false negative, "
    "one it must not hold and holds a false positive. Lost: what trafilatura keeps of the article and this does not."
)
DATE_NOTE = (
    "Pages that state one day in JSON-LD datePublished and article:published_time: the day each gives, then the same "
    "pages with all dates of JSON-LD and meta tags taken out. Made up: on all pages, a day that is nowhere in them."
)


def show_extraction(console: Console, extraction: Extraction) -> None:
    """A table of texts and one of dates, each with how it is counted; in a pipe, Markdown."""
    texts = _table(console, ("text of", "from"), ("precision", "recall", "F1", "found", "residue", "lost"))
    for text in extraction.texts:
        texts.add_row(text.system, text.given, *_text_cells(text))
    console.print(texts)
    console.print(Text(f"{counted(extraction.pages, 'page')}. {TEXT_NOTE}", style="dim"))
    headings = ("right", "wrong", "none", "hidden: right", "wrong", "none", "made up")
    dates = _table(console, ("date of",), headings)
    for found in extraction.dates:
        dates.add_row(found.system, *_date_cells(found, extraction.dated))
    console.print(dates)
    console.print(Text(f"{counted(extraction.dated, 'page')}. {DATE_NOTE}", style="dim"))


def _table(console: Console, names: tuple[str, ...], figures: tuple[str, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else box.MARKDOWN, header_style="bold")
    for heading in names:
        table.add_column(heading, no_wrap=True)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=not console.is_terminal)
    return table


def _text_cells(text: TextFigures) -> list[str]:
    shares = [figure_text("share", share) for share in (text.precision, text.recall, text.f1)]
    found = f"{text.found} of {text.found + text.missing}"
    residue = f"{text.residue} of {text.residue + text.clean}"
    return [*shares, found, residue, str(text.lost)]


def _date_cells(date: DateFigures, dated: int) -> list[str]:
    counts = [date.right, date.wrong, date.silent, date.hidden_right, date.hidden_wrong, date.hidden_silent]
    shares = (figure_text("share", count / dated if dated else None) for count in counts)
    return [*shares, str(date.invented)]


def extraction_data(extraction: Extraction) -> dict[str, Any]:
    """What `eval extract --json` prints: counts of strings and pages, shares in [0, 1], null where there is none."""
    texts = [
        {**asdict(text), "precision": text.precision, "recall": text.recall, "f1": text.f1}
        for text in extraction.texts
    ]
    dates = [asdict(date) for date in extraction.dates]
    return {"pages": extraction.pages, "dated": extraction.dated, "texts": texts, "dates": dates}
