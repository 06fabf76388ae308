"""Measures a reader on development sets: `python -m retrieval.training.assess --help`."""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from retrieval.answer.reader import Reader
from retrieval.answer.reading import Readable
from retrieval.evaluation.measures import auroc, exact, overlap_f1, rejection
from retrieval.text import sentences
from retrieval.training.devset import (
    DevPassage,
    Encoder,
    Found,
    Question,
    read_passages,
    read_questions,
    retrieve,
)
from retrieval.training.mining import Bm25
from retrieval.training.passages import holds

# Above this many words the accepted answers are paraphrases: evidence decides instead.
LONG_ANSWER_WORDS = 12
# The margin of sentences in which no span was found.
UNREAD = -60.0


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be quoted, with everything it can be ranked by."""

    passage: DevPassage
    start: int
    end: int
    span: str
    margin: float
    own_margin: float
    cosine: float
    passage_cosine: float
    passage_lexical: float
    coverage: float
    rank: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


Scorer = Callable[[Candidate], float]
SCORERS: dict[str, Scorer] = {
    "cosine": lambda c: c.cosine,
    "reader": lambda c: c.margin,
    "reader own null": lambda c: c.own_margin,
    "reader + 5 cos": lambda c: c.margin + 5 * c.cosine,
    "reader + 10 cos": lambda c: c.margin + 10 * c.cosine,
    "reader + 10 cos + 10 passage": lambda c: c.margin + 10 * c.cosine + 10 * c.passage_cosine,
}


def candidates(
    reader: Reader,
    question: Question,
    found: Found,
    cosines: Callable[[str], float],
    covered: Callable[[str], float],
) -> list[Candidate]:
    """One candidate for each sentence of the retrieved passages; unread ones rank last."""
    spans = reader.read(question.text, [Readable(p.text, p.title, p.published) for p in found.passages])
    made: list[Candidate] = []
    places = zip(found.passages, found.cosines, found.lexical, spans, strict=True)
    for rank, (passage, near, lexical, read) in enumerate(places):
        for start, end in sentences(passage.text):
            best = next((s for s in read if start <= s.start < end), None)
            made.append(
                Candidate(
                    passage,
                    start,
                    end,
                    passage.text[best.start : best.end] if best else "",
                    best.margin if best else UNREAD,
                    best.score - best.passage_null if best else UNREAD,
                    cosines(passage.text[start:end]),
                    near,
                    lexical,
                    covered(f"{passage.title or ''} {passage.text[start:end]}"),
                    rank,
                )
            )
    return made


def right(candidate: Candidate, question: Question) -> bool:
    """Whether the sentence holds an accepted answer; where those are long, overlaps evidence."""
    if min(len(answer.split()) for answer in question.answers) > LONG_ANSWER_WORDS:
        begin = candidate.passage.start + candidate.start
        end = candidate.passage.start + candidate.end
        return any(
            doc == candidate.passage.doc_id and begin < stop and end > start
            for doc, start, stop in question.evidence
        )
    return any(holds(candidate.text, answer) for answer in question.answers)


def row(
    scorer: Scorer, questions: Sequence[Question], pools: Sequence[list[Candidate]]
) -> dict[str, float | int | None]:
    """The figures of one way of ranking on one set."""
    first: list[bool] = []
    third: list[bool] = []
    matches: list[float] = []
    f1s: list[float] = []
    ok: list[float] = []
    wrong: list[float] = []
    none: list[float] = []
    for question, pool in zip(questions, pools, strict=True):
        ranked = distinct(sorted(pool, key=scorer, reverse=True))
        top = scorer(ranked[0]) if ranked else -99.0
        if not question.answerable:
            none.append(top)
            continue
        hits = [right(candidate, question) for candidate in ranked[:3]]
        first.append(bool(hits and hits[0]))
        third.append(any(hits))
        matches.append(exact(ranked[0].span, question.answers) if ranked else 0.0)
        f1s.append(overlap_f1(ranked[0].span, question.answers) if ranked else 0.0)
        (ok if first[-1] else wrong).append(top)
    return {
        "answer@1": float(np.mean(first)),
        "cited@3": float(np.mean(third)),
        "EM": float(np.mean(matches)),
        "F1": float(np.mean(f1s)),
        "AUROC": auroc(ok + wrong, none),
        "rej@90": rejection(ok + wrong, none),
        "AUROC right": auroc(ok, wrong + none),
        "answerable": len(first),
        "unanswerable": len(none),
    }


def distinct(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The ranked sentences without repeated texts."""
    kept: dict[str, Candidate] = {}
    for candidate in ranked:
        kept.setdefault(candidate.text, candidate)
    return list(kept.values())


def assess(
    reader: Reader | None, encoder: Encoder, folder: Path, limit: int, dump: Path | None = None
) -> dict[str, dict[str, float | int | None]]:
    """The figures of every scorer on one set, and the reading time of a question.

    Without a reader only the vectors are made and kept.
    """
    questions = read_questions(folder, limit)
    everything = read_passages(folder)
    found = retrieve(encoder, everything, questions)
    passages = list(dict.fromkeys(p.text for f in found for p in f.passages))
    found_sentences = list(dict.fromkeys(t[a:b] for t in passages for a, b in sentences(t)))
    vectors = encoder.vectors(found_sentences)
    lexicon = Bm25([passage.text for passage in everything])
    place = {sentence: i for i, sentence in enumerate(found_sentences)}
    asked = encoder.vectors([question.text for question in questions])
    if reader is None:
        return {}
    begin = time.perf_counter()
    pools = []
    for question, near, vector in zip(questions, found, asked, strict=True):
        cosine = partial(_cosine, vectors, place, vector)
        covered = partial(lexicon.coverage, question.text)
        pools.append(candidates(reader, question, near, cosine, covered))
    if dump:
        kept = [[(c, q.answerable and right(c, q)) for c in p] for q, p in zip(questions, pools, strict=True)]
        dump.write_bytes(pickle.dumps((questions, kept)))
    seconds = (time.perf_counter() - begin) / max(1, len(questions))
    table = {name: row(scorer, questions, pools) for name, scorer in SCORERS.items()}
    ceiling = [
        any(right(c, q) for c in pool) for q, pool in zip(questions, pools, strict=True) if q.answerable
    ]
    table["limits"] = {"ceiling": float(np.mean(ceiling)), "ms": 1000 * seconds}
    return table


def _cosine(
    vectors: NDArray[np.float32], place: Mapping[str, int], asked: NDArray[np.float32], text: str
) -> float:
    return float(asked @ vectors[place[text]])


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", type=Path, help="without it only the vectors are cached")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--cache", type=Path, required=True, help="folder for vectors")
    parser.add_argument("--sets", type=Path, nargs="+", required=True)
    parser.add_argument("--limit", type=int, default=400, help="questions of each kind in a set")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--dump", type=Path, help="write the candidates to this folder")
    return parser.parse_args(argv)


def main(args: argparse.Namespace) -> None:
    """Print one block for each set."""
    torch.set_num_threads(args.threads)
    reader = Reader.load(args.adapter, args.base) if args.adapter else None
    encoder = Encoder(args.base, args.cache)
    tables = {}
    for folder in args.sets:
        tables[folder.name] = assess(
            reader, encoder, folder, args.limit, args.dump and args.dump / f"{folder.name}.pickle"
        )
        sys.stdout.write(show(folder.name, tables[folder.name]))
        sys.stdout.flush()
    if args.json:
        args.json.write_text(json.dumps(tables, indent=1) + "\n")


def show(name: str, table: dict[str, dict[str, float | int | None]]) -> str:
    """One set's figures as lines of text."""
    lines = [name]
    for scorer, figures in table.items():
        cells = [
            f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
            for key, value in figures.items()
        ]
        lines.append(f"  {scorer:30} " + "  ".join(cells))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(arguments())
