"""What each part of answering is worth: `python -m retrieval.evaluation.ablate DIR...` prints a table.

Every row leaves one part out and keeps the weights, which were fitted with it; only "no reader" has weights of its
own. Each figure is that of `dateline eval`: the same library, questions and judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from ..answer.candidates import Candidate
from ..answer.features import NAMES, Calibration, Certainty, Tier, Weights, load_calibration, timely
from ..answer.question import Question
from ..config import Settings
from ..models.base import Embedder, PassageReader, Readable, SpanScore
from ..models.named_reader import LARGE_READER, PACKAGED_READER
from ..reports import OnProgress, unwatched
from ..types import Filters, Window
from ..wiring import Parts, named_embedder, named_reader, open_library
from . import program
from .figures import figure_text
from .run import evaluate, without_reader
from .sets import EvaluationSet, find_sets, limited, read_set

FIGURES = {
    "quote_at_1": "quote @1",
    "quote_at_3": "quote @3",
    "auroc": "AUROC",
    "rejection_at_90": "rejection @90",
}
"""Figure -> heading."""
DATED = [NAMES.index("timely"), NAMES.index("newest")]


@dataclass(frozen=True, slots=True)
class Ablation:
    """A row: what is left out, and how."""

    name: str
    settings: Settings
    parts: Parts


@dataclass(frozen=True, slots=True)
class PartialReader:
    """A reader that is handed less of each passage."""

    reader: PassageReader
    part: Callable[[Readable], Readable]

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        return self.reader.read(question, [self.part(passage) for passage in passages])


def ablations(
    settings: Settings, reader: PassageReader, other: PassageReader | None = None
) -> list[Ablation]:
    """The rows of the table; the first has all parts. `other` is a reader for a last row, in place of the shipped one."""
    usual = Parts(reader=reader)
    dateless = Parts(
        reader=PartialReader(reader, _undated),
        when=_no_window,
        calibration=timeless(load_calibration(Tier.of(settings.reader.model))),
    )
    rows = [
        Ablation("all", settings, usual),
        Ablation("no reader", without_reader(settings), Parts()),
        Ablation("no BM25", settings, replace(usual, keywords=_finds_nothing)),
        Ablation("no vectors", settings, replace(usual, vectors=_finds_nothing)),
        Ablation("no title context", settings, Parts(reader=PartialReader(reader, _untitled))),
        Ablation("no dates", settings, dateless),
        Ablation("no neighbours joined", settings, replace(usual, join=_not_joined)),
    ]
    if other is not None:
        rows.append(Ablation("another adapter", settings, Parts(reader=other)))
    return rows


def timeless(calibration: Calibration) -> Calibration:
    """The weights as if every article were undated: that feature's share of the score becomes part of the bias."""
    return replace(
        calibration, groups={name: _timeless(weights) for name, weights in calibration.groups.items()}
    )


def _timeless(weights: Weights) -> Weights:
    others = ~np.isin(np.arange(len(NAMES)), DATED)
    undated = timely(None, date.min, date.max)

    def without(certainty: Certainty) -> Certainty:
        share = undated * float(certainty.weights[DATED].sum())
        return Certainty(certainty.weights * others, certainty.bias + share)

    return Weights(weights.ranking * others, without(weights.certainty), without(weights.among_few))


def _untitled(passage: Readable) -> Readable:
    return replace(passage, title=None)


def _undated(passage: Readable) -> Readable:
    return replace(passage, published=None)


async def _finds_nothing(text: str, filters: Filters) -> list[tuple[int, float]]:
    return []


async def _no_window(question: str, today: date) -> Window | None:
    return None


def _not_joined(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
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


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = program.arguments(__doc__)
    parser.add_argument("--adapter", type=Path, metavar="FILE", help="adapter for another row")
    args = parser.parse_args(argv)
    if args.adapter and not args.adapter.is_file():
        parser.error(f"{args.adapter}: no such file")

    async def work(settings: Settings) -> None:
        sets = [limited(read_set(folder), args.limit) for folder in find_sets(args.folders)]
        if args.adapter and settings.reader.model not in (PACKAGED_READER, LARGE_READER):
            parser.error(f"--adapter is for the packaged readers, not {settings.reader.model!r}")
        other = named_reader(settings, args.adapter) if args.adapter else None
        await table(
            sets,
            ablations(settings, named_reader(settings), other),
            named_embedder(settings),
            write=program.write,
            cache=args.cache,
            on_progress=program.stage_line,
        )

    program.run(work)


if __name__ == "__main__":
    main()
