"""A bench as a terminal shows it, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.text.phrases import counted
from retrieval import Bench, Memory, Run

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
