"""Finds the wrong passages a half-trained reader likes best, for a second run of training.

`python -m retrieval.training.mine --data DIR --base DIR --adapter FILE --out hard.json` writes
`{row id: [context numbers, most tempting first]}` for `retrieval.training.train --hard`.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from ..models.base import Readable
from ..models.reader import Reader
from .data import Contexts
from .passages import runs
from .rows import SHARES, SHORT, Row, common_arguments, read_sources

log = logging.getLogger(__name__)

# Hard negatives read for each question, and how many of them are kept.
READ = 4
KEPT = 2


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = common_arguments(__doc__, out="file for the hard negatives", seed=2)
    parser.add_argument("--adapter", type=Path, required=True, help="the half-trained reader")
    parser.add_argument("--questions", type=int, default=3500)
    return parser.parse_args(argv)


def tempting(reader: Reader, contexts: Contexts, row: Row) -> list[int]:
    """Numbers of the `KEPT` hard negatives whose best span scores highest, best first."""
    texts = contexts.hard_negatives(row)[:READ]
    read = reader.read(row.question, [Readable(_beginning(text)) for text in texts])
    scored = [(spans[0].score, text) for spans, text in zip(read, texts, strict=True) if spans]
    return [contexts.place(text) for _, text in sorted(scored, reverse=True)[:KEPT]]


def _beginning(text: str) -> str:
    """The first sentences of `text`, as long as a passage."""
    start, end = runs(text)[0]
    return text[start:end]


def minable(sources: dict[str, list[Row]]) -> list[Row]:
    """Answerable rows whose contexts are passages; each source as often as in training."""
    return [
        row
        for source, rows in sources.items()
        if source not in SHORT
        for row in rows[: round(len(rows) * SHARES[source])]
        if row.start >= 0
    ]


def run(args: argparse.Namespace) -> None:
    """Mine `args.questions` questions and write the result at the end."""
    torch.set_num_threads(args.threads)
    sources = read_sources(args.data, SHARES)
    rows = minable(sources)
    chosen: Sequence[Row] = random.Random(args.seed).sample(rows, min(args.questions, len(rows)))
    contexts = {name: Contexts(read, {}) for name, read in sources.items() if name not in SHORT}
    reader = Reader.load(args.adapter, args.base)
    hard: dict[str, list[int]] = {}
    for count, row in enumerate(chosen, 1):
        found = tempting(reader, contexts[row.source], row)
        if found:
            hard[row.id] = found
        if count % 500 == 0:
            log.info("%d of %d questions", count, len(chosen))
    args.out.write_text(json.dumps(hard))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stdout)
    run(arguments())
