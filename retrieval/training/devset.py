"""Development sets as passages and questions, and a fixed retriever over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from retrieval.answer.pairs import context_head
from retrieval.text import sentences
from retrieval.training.mining import Bm25

PASSAGE_WORDS = 100
TOP = 8
# Usual constant of reciprocal rank fusion (Cormack et al., 2009).
RRF_K = 60
_ENCODER_TOKENS = 256
_BATCH = 32


@dataclass(frozen=True)
class DevPassage:
    """Characters `start` to `end` of a document, with what is shown before them."""

    doc_id: str
    title: str | None
    published: date | None
    text: str
    start: int


@dataclass(frozen=True)
class Question:
    """A question, its accepted answers and, where answers are long, the evidence's characters."""

    id: str
    text: str
    answerable: bool
    answers: tuple[str, ...]
    evidence: tuple[tuple[str, int, int], ...]


def read_passages(folder: Path) -> list[DevPassage]:
    """Every document of a set cut into runs of whole sentences of about `PASSAGE_WORDS` words."""
    passages: list[DevPassage] = []
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            published = _day(record.get("date"))
            for start, end in runs(record["text"]):
                text = record["text"][start:end]
                passages.append(DevPassage(record["id"], record.get("title"), published, text, start))
    return passages


def runs(text: str) -> list[tuple[int, int]]:
    """Character ranges of whole sentences packed to `PASSAGE_WORDS` words where possible."""
    found: list[tuple[int, int]] = []
    words = 0
    for start, end in sentences(text):
        count = len(text[start:end].split())
        if found and words + count <= PASSAGE_WORDS:
            found[-1] = (found[-1][0], end)
            words += count
        else:
            found.append((start, end))
            words = count
    return found


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def read_questions(folder: Path, limit: int) -> list[Question]:
    """The first `limit` answerable and the first `limit` unanswerable questions."""
    kept: dict[bool, list[Question]] = {True: [], False: []}
    with (folder / "questions.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if len(kept[record["answerable"]]) < limit:
                kept[record["answerable"]].append(_question(record))
    return kept[True] + kept[False]


def _question(record: dict[str, Any]) -> Question:
    return Question(
        record["id"],
        record["question"],
        record["answerable"],
        tuple(record["answers"]),
        tuple((e["doc_id"], e["start"], e["end"]) for e in record.get("evidence", [])),
    )


class Encoder:
    """Unit sentence vectors of the base model, kept on disk by content."""

    def __init__(self, base: Path, cache: Path) -> None:
        self._tokenizer: Any = AutoTokenizer.from_pretrained(base)
        model: Any = AutoModel.from_pretrained(base, attn_implementation="eager")
        self._model = model.bfloat16().eval()
        self._cache = cache

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of 384 numbers and length 1 for each text."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:24]
        path = self._cache / f"{digest}.npy"
        if path.exists():
            kept: NDArray[np.float32] = np.load(path)
            return kept
        found = self._encode(texts)
        self._cache.mkdir(parents=True, exist_ok=True)
        np.save(path, found)
        return found

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found = np.zeros((len(texts), 384), dtype=np.float32)
        for begin in range(0, len(order), _BATCH):
            places = order[begin : begin + _BATCH]
            encoded = self._tokenizer(
                [texts[i] for i in places],
                padding=True,
                truncation=True,
                max_length=_ENCODER_TOKENS,
                return_tensors="pt",
            )
            with torch.inference_mode():
                hidden = self._model(**encoded).last_hidden_state.float()
            mask = encoded["attention_mask"][..., None]
            mean = (hidden * mask).sum(1) / mask.sum(1)
            found[places] = torch.nn.functional.normalize(mean).numpy()
        return found


@dataclass(frozen=True)
class Found:
    """The passages retrieved for one question, best first, with their cosine and BM25 scores."""

    passages: tuple[DevPassage, ...]
    cosines: tuple[float, ...]
    lexical: tuple[float, ...]


def retrieve(encoder: Encoder, passages: Sequence[DevPassage], questions: Sequence[Question]) -> list[Found]:
    """The best `TOP` passages of each question by reciprocal rank fusion of cosine and BM25."""
    texts = [context_head(p.title, None) + p.text for p in passages]
    asked = [question.text for question in questions]
    cosines = encoder.vectors(asked) @ encoder.vectors(texts).T
    lexical = Bm25(texts).scores(asked)
    fused = _reciprocal_ranks(cosines) + _reciprocal_ranks(lexical)
    best = np.argsort(-fused, axis=1, kind="stable")[:, :TOP]
    return [
        Found(
            tuple(passages[i] for i in row),
            tuple(float(cosines[q, i]) for i in row),
            tuple(float(lexical[q, i]) for i in row),
        )
        for q, row in enumerate(best)
    ]


def _reciprocal_ranks(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    ranks = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1)
    return 1.0 / (RRF_K + 1 + ranks)
