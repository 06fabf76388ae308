"""Question and passage as one token sequence: the form shared by training and asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import torch

from retrieval.models.base import Readable

# A passage of 110 words, a long headline and a long question stay under this.
MAX_TOKENS = 288
QUESTION_TOKENS = 96
"""A longer question is cut, so that the passage keeps its room."""


@dataclass(frozen=True)
class PairBatch:
    """Token tensors of shape (pairs, tokens).

    `offsets` holds the character range of every token in its passage's text, shape
    (pairs, tokens, 2). `readable` is true for the tokens an answer may touch: those
    of the passage text, never the question, the title or the date.
    """

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    token_type_ids: torch.Tensor
    offsets: torch.Tensor
    readable: torch.Tensor


def context_head(title: str | None, published: date | None) -> str:
    """What stands before the passage text: `"Title. 12 January 2024\\n"`, or nothing."""
    parts: list[str] = []
    if title:
        title = " ".join(title.split())
        parts.append(title if title[-1:] in ".?!" else f"{title}.")
    if published:
        parts.append(f"{published.day} {published:%B %Y}")
    return " ".join(parts) + "\n" if parts else ""


def encode_pairs(tokenizer: Any, questions: Sequence[str], passages: Sequence[Readable]) -> PairBatch:
    """One pair for each question and passage at the same place; the passage is cut at `MAX_TOKENS`.

    `tokenizer` is a fast transformers tokenizer: offsets need one.
    """
    heads = [context_head(passage.title, passage.published) for passage in passages]
    encoded = tokenizer(
        [_cut(tokenizer, question) for question in questions],
        [head + passage.text for head, passage in zip(heads, passages, strict=True)],
        truncation="only_second",
        max_length=MAX_TOKENS,
        padding=True,
        pad_to_multiple_of=32,
        return_offsets_mapping=True,
        return_token_type_ids=True,
        return_tensors="pt",
    )
    shift = torch.tensor([len(head) for head in heads]).view(-1, 1, 1)
    offsets = encoded["offset_mapping"] - shift
    second = torch.tensor([[i == 1 for i in encoded.sequence_ids(row)] for row in range(len(heads))])
    return PairBatch(
        encoded["input_ids"],
        encoded["attention_mask"],
        encoded["token_type_ids"],
        offsets,
        second & (offsets[..., 0] >= 0),
    )


def _cut(tokenizer: Any, question: str) -> str:
    """The question's first `QUESTION_TOKENS` tokens."""
    if len(question) <= QUESTION_TOKENS:  # a token has at least one character
        return question
    encoded = tokenizer(
        question,
        add_special_tokens=False,
        truncation=True,
        max_length=QUESTION_TOKENS,
        return_offsets_mapping=True,
    )
    return question[: encoded["offset_mapping"][-1][1]] if encoded["offset_mapping"] else question
