"""Groups of passages for questions that people typed, as `retrieval.evaluation.typed` writes them, a line each."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..models.base import Readable
from .data import Example


@dataclass(frozen=True, slots=True)
class Typed:
    """A passage that was found for a question. `span` has the characters of the answer, or, with `loose`, those inside
    which it lies; None where the passage does not answer."""

    text: str
    title: str
    published: str | None
    span: tuple[int, int] | None
    loose: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its passages, those that the search likes best first."""

    question: str
    passages: tuple[Typed, ...]

    def examples(self, size: int, rng: random.Random) -> list[Example]:
        """`size` passages in random order, a right one among them if there is any; some twice if there are fewer."""
        right = [each for each in self.passages if each.span]
        wrong = [each for each in self.passages if not each.span]
        chosen = rng.sample(right, min(len(right), max(1, size // 3)))
        left = size - len(chosen)
        chosen += rng.sample(wrong, min(len(wrong), left))
        chosen += rng.choices(self.passages, k=size - len(chosen))
        rng.shuffle(chosen)
        return [_example(self.question, each) for each in chosen]


def _example(question: str, passage: Typed) -> Example:
    published = date.fromisoformat(passage.published) if passage.published else None
    readable = Readable(passage.text, passage.title, published)
    return Example(question, readable, passage.span, passage.loose)


def read_groups(files: Sequence[Path]) -> list[Group]:
    """All lines of the files."""
    return [
        _group(json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()
    ]


def _group(record: Mapping[str, Any]) -> Group:
    passages = tuple(
        Typed(**{**each, "span": tuple(each["span"]) if each["span"] else None})
        for each in record["passages"]
    )
    return Group(record["question"], passages)
