"""Rows of the training files, and the arguments of the programs that read them."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Share of each file's questions used in one epoch. Files that show what users ask (facts in
# edited prose) are used whole; reviews, policies and forum posts are thinned.
SHARES: dict[str, float] = {
    "squad_train_part": 1.0,
    "squadshifts_newwiki": 1.0,
    "squadshifts_reddit": 0.4,
    "squadshifts_amazon": 0.25,
    "squad_sentence_pairs": 0.6,
    "selqa_sentence": 1.0,
    "qamr": 0.4,
    "qadiscourse": 0.4,
    "policyqa": 0.3,
    "qed_nq": 1.0,
    "multispanqa": 1.0,
    "covidqa": 0.4,
    "timeqa_human": 1.0,
}
# Their answer is a whole sentence; where inside it the answer stands is not known.
SENTENCE_LEVEL = frozenset({"squad_sentence_pairs", "selqa_sentence"})
# Paragraphs of one article stand side by side in these files.
BY_ARTICLE = frozenset({"squad_train_part", "squadshifts_newwiki", "squad_sentence_pairs"})
# Their contexts are single sentences, to be read among their neighbours.
SHORT = frozenset({"squad_sentence_pairs", "qadiscourse"})


@dataclass(frozen=True)
class Row:
    """One question over one context; `start` is -1 when the context does not answer it."""

    id: str
    question: str
    context: str
    answer: str
    start: int
    source: str

    @property
    def end(self) -> int:
        return self.start + len(self.answer)


def common_arguments(description: str | None, *, out: str, seed: int) -> argparse.ArgumentParser:
    """The arguments that training and mining share. `out` says what is written, `seed` is the default one."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.jsonl rows")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--out", type=Path, required=True, help=out)
    parser.add_argument("--seed", type=int, default=seed)
    parser.add_argument("--threads", type=int, default=1)
    return parser


def read_rows(path: Path) -> list[Row]:
    """The rows of one file, in an order that keeps paragraphs of one article together."""
    with path.open(encoding="utf-8") as lines:
        rows = [_row(json.loads(line)) for line in lines]
    if rows and rows[0].source == "squad_sentence_pairs":
        rows.sort(key=lambda row: int(row.id.rsplit("-", 1)[1]))
    return rows


def _row(record: dict[str, object]) -> Row:
    return Row(
        id=str(record["id"]),
        question=" ".join(str(record["question"]).split()),
        context=str(record["context"]),
        answer=str(record["answer_text"] or ""),
        start=int(str(record["answer_start"])),
        source=str(record["source"]),
    )


def read_sources(data: Path, sources: Iterable[str]) -> dict[str, list[Row]]:
    """Rows of each named file of `data`; `FileNotFoundError` names the first that is missing."""
    return {source: read_rows(data / f"{source}.jsonl") for source in sources}


def data_digest(data: Path, sources: Iterable[str]) -> str:
    """SHA-256 over the named files' bytes, in the order given."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update((data / f"{source}.jsonl").read_bytes())
    return digest.hexdigest()
