"""The measuring commands: `dateline eval` (answers, or with “extract” web pages) and `dateline bench` (times).

`bot/cli.py` mounts them; the object of typer's context is its session. Whatever can fail cheaply fails first, before a
question is asked. Results are tables on a terminal, Markdown tables in a pipe, and JSON with `--json`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ..config import Settings
from ..errors import EvaluationError
from ..reports import OnProgress
from .bench import Bench, Memory, bench, memory
from .extraction import Extraction, evaluate_extraction, find_extraction_sets
from .figures import Figures, KindFigures, YesNoCounts, by_kind, counted, figure_text, yes_no_counts
from .gate import gate_text, read_gate
from .run import Evaluation, evaluate
from .scale.run import ScaleFigures, measure_scale, sizes_of
from .sets import find_sets, limited, read_set
from .speed.peers import Comparison, compare
from .speed.throughput import Throughput, bench_data, rows, throughput

T = TypeVar("T")


class Session(Protocol):
    """What a command gets from the command line that it is mounted in."""

    errors: Console
    """For remarks and failures."""

    @property
    def settings(self) -> Settings: ...

    def progress(self) -> AbstractContextManager[OnProgress]:
        """Shows the stages of a long job."""

    def show(
        self,
        value: T,
        as_table: Callable[[Console, T], None],
        as_data: Callable[[T], dict[str, Any]],
        *,
        as_json: bool,
    ) -> None:
        """Prints a result."""


EXTRACT = "extract"
"""The first word of `dateline eval` that asks for extraction sets, unless a folder is called so."""
_Json = Annotated[bool, typer.Option("--json", help="Print all figures as data.")]


async def evaluate_sets(
    context: typer.Context,
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="[extract] DIR...", help="Evaluation sets, and folders of them."),
    ],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many questions of each set.")] = None,
    narrow: Annotated[
        bool,
        typer.Option("--narrow", help="Only with the documents those questions name: quick, and easier."),
    ] = False,
    as_json: _Json = False,
    report: Annotated[Path | None, typer.Option(help="Write a page to read: curves and errors.")] = None,
    gate: Annotated[
        Path | None, typer.Option(help="Ask what this file says; a figure below its floor is a failure.")
    ] = None,
    write_gate: Annotated[Path | None, typer.Option(help="Write floors just below the figures.")] = None,
    cache: Annotated[Path | None, typer.Option(help="Keep the sets' libraries in this folder.")] = None,
) -> None:
    """Measure how good the answers are: ask sets of questions with known answers, and judge every quote.

    Example: dateline eval seeds --report report.html

    A set is a folder with questions.jsonl beside docs.jsonl or article files. Its articles are embedded once and
    kept in the user's cache folder; your own library is not touched. With --gate, the file says how many
    questions of which sets are asked.

    “eval extract DIR...” measures how web pages are read instead: text, residue and dates, beside trafilatura alone.
    Such a set is a folder with expected.jsonl and pages; only --json goes with it.
    """
    # longer than 45 lines because every option stands here with its help
    session: Session = context.obj
    if folders[0] == Path(EXTRACT) and not folders[0].exists():
        if len(folders) == 1 or any((limit, narrow, report, gate, write_gate, cache)):
            raise typer.BadParameter(f"“{EXTRACT}” takes folders and --json, nothing else")
        await _evaluate_extraction(session, folders[1:], as_json=as_json)
        return
    if gate and (limit or narrow):
        raise typer.BadParameter("the gate's file says what is asked; leave out --limit and --narrow")
    for file in (report, write_gate):
        if file is not None and not file.absolute().parent.is_dir():
            raise EvaluationError(str(file), "its folder does not exist")
    floors = read_gate(gate) if gate else None
    sets = [read_set(folder) for folder in find_sets(folders)]
    if floors:
        limit, narrow, sets = floors.limit, floors.narrow, floors.chosen(sets)
    else:
        sets = [limited(each, limit, narrow=narrow) for each in sets]
    with session.progress() as on_progress:
        evaluation = await evaluate(sets, session.settings, cache=cache, on_progress=on_progress)
    if report:
        from .report import report_page  # jinja2 is loaded only for a page

        _write(report, report_page(evaluation, date.today()))
    if write_gate:
        _write(write_gate, gate_text(evaluation, limit, narrow=narrow))
    session.show(evaluation, show_figures, evaluation_data, as_json=as_json)
    if floors and (broken := floors.broken(evaluation)):
        for line in broken:
            session.errors.print(Text(line, style="red"))
        raise typer.Exit(1)


async def _evaluate_extraction(session: Session, folders: Sequence[Path], *, as_json: bool) -> None:
    sets = find_extraction_sets(folders)
    with session.progress() as on_progress:
        extraction = await evaluate_extraction(sets, on_progress)
    session.show(extraction, show_extraction, extraction_data, as_json=as_json)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(str(file), error.strerror or "cannot be written") from error


BENCH_QUESTIONS, SCALE_QUESTIONS = 500, 100


async def time_answers(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An evaluation set; with --scale, a folder.")],
    questions: Annotated[
        int | None,
        typer.Option(min=1, help="Ask so many of the set, again and again (500), or made up (100)."),
    ] = None,
    as_json: _Json = False,
    cache: Annotated[Path | None, typer.Option(help="Keep the set's library in this folder.")] = None,
    scale: Annotated[
        str | None, typer.Option(metavar="SIZES", help="Search made-up libraries of so many passages.")
    ] = None,
    peers: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Compare with the systems that its scripts measure.")
    ] = None,
) -> None:
    """Measure how long answers take, stage by stage, and how much is done in a second and in how much memory.

    Example: dateline bench seeds --questions 100

    A set is as for eval, and its kept library is the same. The first time, its articles are embedded first; run it
    again for memory figures without that. Ingesting is measured in a temporary folder.

    With --scale 10k,100k,1M no set is read: libraries of made-up articles of these sizes are put below DIR, and searched
    with 100 questions; nothing is embedded. A million passages take a quarter of an hour and 4 GB.

    With --peers, the scripts in FOLDER measure other systems on the set, each in an environment of its own, and
    Dateline does the same: one table. Their variables (PEERS, LIMIT, REPEATS, VENVS) are taken from the environment.
    """
    # longer than 45 lines because every option stands here with its help
    session: Session = context.obj
    if scale is not None:
        if cache is not None:
            raise typer.BadParameter("with --scale, the libraries are kept in DIR; leave out --cache")
        sizes = sizes_of(scale)
        with session.progress() as on_progress:
            libraries = await measure_scale(folder, sizes, questions or SCALE_QUESTIONS, on_progress)
        session.show(libraries, show_scale, scale_data, as_json=as_json)
        return
    found = find_sets([folder])
    if len(found) > 1:
        raise EvaluationError(str(folder), f"there are {len(found)} sets in it; name one of them")
    given = read_set(found[0])
    if peers:
        compared = await compare(peers, given.folder, on_line=lambda line: session.errors.print(Text(line)))
        session.show(compared, show_comparison, asdict, as_json=as_json)
        return
    count, settings = questions or BENCH_QUESTIONS, session.settings
    with session.progress() as on_progress:
        measured = await bench(given, settings, questions=count, cache=cache, on_progress=on_progress)
        done = await throughput(given, settings, questions=count, on_progress=on_progress)
    session.show((measured, done), show_bench, bench_data, as_json=as_json)


def show_comparison(console: Console, comparison: Comparison) -> None:
    """Prints the table as its script wrote it."""
    console.print(Text(comparison.table), crop=False, soft_wrap=True)


def _table(console: Console, names: Sequence[str], figures: Sequence[str], *, fold: bool = True) -> Table:
    """An empty table: columns of words, then columns of numbers, whose headings may fold on a terminal."""
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else box.MARKDOWN, header_style="bold")
    for heading in names:
        table.add_column(heading, no_wrap=True)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=not (fold and console.is_terminal))
    return table


FIGURES = {
    "passage_at_5": "passage @5",
    "quote_at_1": "quote @1",
    "quote_at_3": "quote @3",
    "span_f1": "span F1",
    "auroc": "AUROC",
    "coverage": "coverage",
    "error": "error",
    "ece": "ECE",
    "verified": "verified",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
}
"""Figure -> heading: those that fit on a terminal and say most; `--json` and the report have all of them."""
WIDE = 240
"""Columns for a table that must not be cut: in a pipe."""


KINDS = {
    "quote_at_1": "quote @1",
    "quote_at_3": "quote @3",
    "shown": "shown",
    "all_items": "all items",
    "decided": "yes or no",
    "decided_right": "rightly",
}
"""The same for the questions of one type."""


def show_figures(console: Console, evaluation: Evaluation) -> None:
    """Prints a row for each set, then one for all questions together; then for each set with several types of questions
    a table of them, and its mistakes."""
    table = _table(console, ("set",), ("questions", *FIGURES.values()))
    for result in evaluation.sets:
        values = asdict(result.figures)
        cells = [figure_text(figure, values[figure]) for figure in FIGURES]
        table.add_row(escape(result.name), str(len(result.records)), *cells)
    values = asdict(evaluation.mix)
    cells = [figure_text(figure, values[figure]) if figure in values else "" for figure in FIGURES]
    table.add_row("mix", str(sum(len(each.records) for each in evaluation.sets)), *cells, style="bold")
    console.print(table, crop=False, width=None if console.is_terminal else WIDE)
    for result in evaluation.sets:
        rows = by_kind(result.records, evaluation.threshold)
        groups = sum(row.type is None for row in rows)
        if len(rows) > 2 * groups:  # some group has several types
            console.print(_kinds_table(console, result.name, rows), crop=False)
            console.print(Text(_over_all(result.figures), style="dim"))
        told = yes_no_counts(result.records, evaluation.threshold)
        if told.asked:
            console.print(Text(f"{result.name}: {_told(told)}", style="dim"))


def _over_all(measured: Figures) -> str:
    """The mistakes of a set in a sentence."""
    shown = {name: figure_text(name, value) for name, value in asdict(measured).items()}
    return (
        f"Nothing shown though answerable: {shown['nothing_shown']}. Answered though not answerable: "
        f"{shown['wrongly_answered']}. Error: {shown['error']} at coverage {shown['coverage']}."
    )


def _told(told: YesNoCounts) -> str:
    """How many questions of yes or no were decided, in a sentence."""
    undue = f" Said to {counted(told.undue, 'question')} without an answer." if told.undue else ""
    return f"{told.decided} of {counted(told.asked, 'question')} of yes or no decided, {told.right} rightly.{undue}"


def _kinds_table(console: Console, name: str, rows: Sequence[KindFigures]) -> Table:
    table = _table(console, (escape(name),), ("questions", *KINDS.values()))
    for row in rows:
        values = asdict(row)
        cells = [figure_text(figure, values[figure]) for figure in KINDS]
        heading = row.group if row.type is None else f"  {escape(row.type)}"
        table.add_row(heading, str(row.n), *cells, style="bold" if row.type is None else None)
    return table


def evaluation_data(evaluation: Evaluation) -> dict[str, Any]:
    """What `eval --json` prints: shares in [0, 1], times in milliseconds, null where a figure is not defined. A row of
    `kinds` whose type is null is all of its group."""
    rows = [
        {
            "set": each.name,
            "documents": each.documents,
            "questions": len(each.records),
            **asdict(each.figures),
            "yes_no": asdict(yes_no_counts(each.records, evaluation.threshold)),
            "kinds": [asdict(row) for row in by_kind(each.records, evaluation.threshold)],
        }
        for each in evaluation.sets
    ]
    return {
        "model": evaluation.model,
        "threshold": evaluation.threshold,
        "sets": rows,
        "mix": {"questions": sum(row["questions"] for row in rows), **asdict(evaluation.mix)},
    }


BENCH_NOTE = (
    "Shares are of the mean. Keyword search runs beside question embedding and vector search, so together they can "
    "pass 100%; a stage's time holds its waiting for a thread, and the rest is what no stage covers."
)


def show_bench(console: Console, measured: tuple[Bench, Throughput]) -> None:
    """Prints a table of times, the counts, the memory, and how to read it; then a table of what is done in a second."""
    bench, done = measured
    columns = [(f"reader {run.reader}" if run.reader else "no reader", "share") for run in bench.runs]
    headings = [heading for pair in columns for heading in pair] + ["ratio"] * bool(bench.ratios)
    table = _table(console, ("ms a question",), headings, fold=False)
    for number, percentile in enumerate(("p50", "p95")):
        cells = [cell for run in bench.runs for cell in (f"{getattr(run, percentile):.1f}", "")]
        table.add_row(percentile, *cells, *([f"{bench.ratios[number]:.2f}"] if bench.ratios else []))
    stages = [run.stages for run in bench.runs]
    means: dict[str, list[float | None]] = {"mean": [run.mean for run in bench.runs]}
    means |= {stage.value: [each.get(stage) for each in stages] for stage in max(stages, key=len)}
    means["rest"] = [run.rest for run in bench.runs]
    for name, values in means.items():
        pairs = [_with_share(value, run.mean) for run, value in zip(bench.runs, values, strict=True)]
        table.add_row(name, *(cell for pair in pairs for cell in pair))
    console.print(table)
    for line in (
        f"{counted(bench.questions, 'question')} of {bench.name}, one after another, over "
        f"{counted(bench.articles, 'article')} ({counted(bench.passages, 'passage')}); {bench.model}.",
        f"Resident memory, MiB: {_mib(bench.before)} before the models are loaded, {_mib(bench.loaded)} after "
        f"loading, {_mib(bench.after)} after the questions{' with the reader' if bench.ratios else ''}.",
    ):
        console.print(Text(line))
    console.print(Text(BENCH_NOTE, style="dim"))
    others = _table(console, (f"{counted(done.articles, 'article')} of {escape(bench.name)}",), ("",))
    for name, figure in (*rows(done), ("MiB of memory at most", f"{memory().peak or 0:.0f}")):
        others.add_row(name, figure)
    console.print(others)


def _with_share(value: float | None, mean: float) -> tuple[str, str]:
    """Milliseconds, and their share of the run's mean."""
    return ("–", "–") if value is None else (f"{value:.1f}", f"{100 * value / mean:.0f}%")


def _mib(memory: Memory) -> str:
    parts = [f"{memory.current:.0f}"] if memory.current is not None else []
    parts += [f"peak {memory.peak:.0f}"] if memory.peak is not None else []
    return f"{parts[0]} ({parts[1]})" if len(parts) == 2 else "".join(parts) or "unknown"


SCALE_NOTE = (
    "Milliseconds of the processor for one question of eight words: keyword search, vector search, and both with fusion "
    "and fetching. Overlap and recall: share of the exact ten best that are found. Bytes are those of a passage: "
    "on disk, and in memory for the vector index."
)


def show_scale(console: Console, libraries: Sequence[ScaleFigures]) -> None:
    """Prints a row for each library and scope, and how to read it."""
    searches = ("keywords", "vectors", "both")
    headings = [f"{search} {percentile}" for search in searches for percentile in ("p50", "p95")]
    table = _table(
        console, ("passages", "scope"), (*headings, "overlap @10", "recall @10", "disk B", "memory B")
    )
    for library in libraries:
        for scope in library.scopes:
            times = (scope.keywords, scope.vectors, scope.fused)
            cells = [f"{value:.1f}" for each in times for value in (each.p50, each.p95)]
            cells += [f"{scope.overlap:.3f}", f"{scope.recall:.3f}", f"{library.disk_bytes:,.0f}"]
            table.add_row(f"{library.passages:,}", scope.scope, *cells, f"{library.memory_bytes:,.0f}")
    console.print(table, crop=False, width=None if console.is_terminal else WIDE)
    console.print(Text(SCALE_NOTE, style="dim"))


def scale_data(libraries: Sequence[ScaleFigures]) -> dict[str, Any]:
    """What `bench --scale --json` prints: milliseconds, shares in [0, 1], bytes of a passage."""
    return {"libraries": [asdict(each) for each in libraries]}


TEXT_NOTE = (
    "A string that the article must hold and holds is a true positive, one it must hold and does not a false negative, "
    "one it must not hold and holds a false positive. Lost: what trafilatura keeps of the article and this does not."
)
DATE_NOTE = (
    "Pages that state one day in JSON-LD datePublished and article:published_time: the day each gives, then the same "
    "pages with all dates of JSON-LD and meta tags taken out. Made up: on all pages, a day that is nowhere in them."
)


def show_extraction(console: Console, extraction: Extraction) -> None:
    """Prints a table of texts and one of dates, each with how it is counted."""
    texts = _table(console, ("text of", "from"), ("precision", "recall", "F1", "found", "residue", "lost"))
    for text in extraction.texts:
        shares = [figure_text("share", share) for share in (text.precision, text.recall, text.f1)]
        found = f"{text.found} of {text.found + text.missing}"
        residue = f"{text.residue} of {text.residue + text.clean}"
        texts.add_row(text.system, text.given, *shares, found, residue, str(text.lost))
    console.print(texts)
    console.print(Text(f"{counted(extraction.pages, 'page')}. {TEXT_NOTE}", style="dim"))
    headings = ("right", "wrong", "none", "hidden: right", "wrong", "none", "made up")
    dates = _table(console, ("date of",), headings)
    for each in extraction.dates:
        counts = (
            each.right,
            each.wrong,
            each.silent,
            each.hidden_right,
            each.hidden_wrong,
            each.hidden_silent,
        )
        shares = [
            figure_text("share", count / extraction.dated if extraction.dated else None) for count in counts
        ]
        dates.add_row(each.system, *shares, str(each.invented))
    console.print(dates)
    console.print(Text(f"{counted(extraction.dated, 'page')}. {DATE_NOTE}", style="dim"))


def extraction_data(extraction: Extraction) -> dict[str, Any]:
    """What `eval extract --json` prints: counts of strings and pages, shares in [0, 1], null where there is none."""
    texts = [
        {**asdict(text), "precision": text.precision, "recall": text.recall, "f1": text.f1}
        for text in extraction.texts
    ]
    dates = [asdict(date) for date in extraction.dates]
    return {"pages": extraction.pages, "dated": extraction.dated, "texts": texts, "dates": dates}
