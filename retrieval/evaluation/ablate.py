"""What each part of answering is worth: `python -m retrieval.evaluation.ablate DIR...` prints a table.

Every row leaves one part out and keeps the weights, which were fitted with it; only "no reader" has weights of its
own. Each figure is that of `dateline eval`: the same library, questions and judge.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from ..answer.candidates import Candidate
from ..answer.features import NAMES, Calibration, load_calibration, timely
from ..answer.question import Question
from ..config import Settings, load_settings
from ..errors import DatelineError
from ..models.base import Embedder, PassageReader, Readable, SpanScore
from ..models.named_reader import PACKAGED_READER
from ..reports import OnProgress, Progress, unwatched
from ..types import Filters, Window
from ..wiring import Parts, named_embedder, named_reader, open_library
from .figures import figure_text
from .library import without_reader
from .run import evaluate
from .sets import EvaluationSet, find_sets, flushed, limited, read_set

FIGURES = {
    "quote_at_1": "quote @1",
    "quote_at_3": "quote @3",
    "auroc": "AUROC",
    "rejection_at_90": "rejection @90",
}
"""Figure -> heading."""
TIMELY = NAMES.index("timely")


@dataclass(frozen=True, slots=True)
class Ablation:
    """A row: what is left out, and how."""

    name: str
    settings: Settings
    parts: Parts


@dataclass(frozen=True, slots=True)
class Seeing:
    """A reader that is handed less of each passage."""

    reader: PassageReader
    part: Callable[[Readable], Readable]

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        return self.reader.read(question, [self.part(passage) for passage in passages])


def ablations(
    settings: Settings, reader: PassageReader, other: PassageReader | None = None
) -> list[Ablation]:
    """The rows, all parts first. `other` is a reader for a last row, in place of the shipped one."""
    usual = Parts(reader=reader)
    dateless = Parts(
        reader=Seeing(reader, _undated),
        when=_no_window,
        calibration=timeless(load_calibration(reader=bool(settings.reader.model))),
    )
    rows = [
        Ablation("all", settings, usual),
        Ablation("no reader", without_reader(settings), Parts()),
        Ablation("no BM25", settings, replace(usual, keywords=_finds_nothing)),
        Ablation("no vectors", settings, replace(usual, vectors=_finds_nothing)),
        Ablation("no title context", settings, Parts(reader=Seeing(reader, _untitled))),
        Ablation("no dates", settings, dateless),
        Ablation("no neighbours joined", settings, replace(usual, join=_apart)),
    ]
    if other is not None:
        rows.append(Ablation("another adapter", settings, Parts(reader=other)))
    return rows


def timeless(weights: Calibration) -> Calibration:
    """The weights as if every article were undated: that feature's share of the score becomes part of the bias."""
    others = np.arange(len(NAMES)) != TIMELY
    undated = timely(None, date.min, date.max)
    return replace(
        weights,
        ranking_weights=weights.ranking_weights * others,
        confidence_weights=weights.confidence_weights * others,
        bias=weights.bias + undated * float(weights.confidence_weights[TIMELY]),
    )


def _untitled(passage: Readable) -> Readable:
    return replace(passage, title=None)


def _undated(passage: Readable) -> Readable:
    return replace(passage, published=None)


async def _finds_nothing(text: str, filters: Filters) -> list[tuple[int, float]]:
    return []


async def _no_window(question: str, today: date) -> Window | None:
    return None


def _apart(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    return list(candidates)


async def table(
    sets: Sequence[EvaluationSet],
    rows: Sequence[Ablation],
    embedder: Embedder,
    *,
    write: Callable[[str], object],
    cache: Path | None = None,
    on_progress: OnProgress = unwatched,
) -> None:
    """Write a Markdown table, each line as soon as it is known. Raises what `evaluate` raises."""
    columns = [f"{each.name}: {heading}" for each in sets for heading in FIGURES.values()]
    write(f"| | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}\n")
    for row in rows:
        opened_by = partial(open_library, embedder=embedder, parts=row.parts)
        evaluation = await evaluate(
            sets, row.settings, cache=cache, opened_by=opened_by, on_progress=_named(row.name, on_progress)
        )
        values = [asdict(result.figures) for result in evaluation.sets]
        cells = [figure_text(figure, each[figure]) for each in values for figure in FIGURES]
        write(f"| {row.name} | {' | '.join(cells)} |\n")


def _named(row: str, on_progress: OnProgress) -> OnProgress:
    return lambda progress: on_progress(replace(progress, stage=f"{row}: {progress.stage}"))


def _lines(write: Callable[[str], object]) -> OnProgress:
    """A line for each stage that is done."""

    def on_progress(progress: Progress) -> None:
        if progress.total and progress.done == progress.total:
            write(f"{progress.stage}: {progress.total}\n")

    return on_progress


def main(argv: Sequence[str] | None = None) -> None:
    """The table on standard output, what is done on standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="evaluation sets")
    parser.add_argument("--limit", type=int, metavar="N", help="questions of each set")
    parser.add_argument("--adapter", type=Path, metavar="FILE", help="adapter for another row")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where the sets' libraries are kept")
    args = parser.parse_args(argv)
    if args.limit is not None and args.limit < 1:
        parser.error("--limit must be at least 1")
    try:
        settings = load_settings(os.environ)
        sets = [limited(read_set(folder), args.limit) for folder in find_sets(args.folders)]
        rows = ablations(settings, named_reader(settings), _adapter(parser, settings, args.adapter))
        asyncio.run(
            table(
                sets,
                rows,
                named_embedder(settings),
                write=flushed,
                cache=args.cache,
                on_progress=_lines(sys.stderr.write),
            )
        )
    except DatelineError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _adapter(parser: argparse.ArgumentParser, settings: Settings, file: Path | None) -> PassageReader | None:
    if file is None:
        return None
    if not file.is_file():
        parser.error(f"{file}: no such file")
    if settings.reader.model != PACKAGED_READER:
        parser.error(f"--adapter is for the packaged reader, not {settings.reader.model!r}")
    return named_reader(settings, file)


if __name__ == "__main__":
    main()
