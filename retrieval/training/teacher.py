"""Lets a larger reader teach a smaller one: its scores are what the smaller one learns, beside the right spans.

Both read the same pairs. Their vocabularies split words alike, so that token `i` of a passage is the same for both; where
one reader's limit cuts a passage a token earlier, the other's last token is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer

from ..models.reader import PairBatch, adapted, encode_pairs, token_logits
from .data import Example

LOW = -1e4
"""The score of a token that was not read or cannot be an answer: far below any other, yet finite: sums stay numbers."""
WARMTH = 2.0
"""Both readers' scores are divided by it: the teacher's second thoughts count, too."""


class Teacher:
    """A larger reader that is not trained."""

    def __init__(self, adapter: Path, base_dir: Path) -> None:
        """Raises AdapterError if the adapter was trained on other base weights."""
        self._model = adapted(adapter, base_dir)
        self._tokenizer: Any = AutoTokenizer.from_pretrained(base_dir)

    def scores(self, pupils: PairBatch, examples: Sequence[Example]) -> torch.Tensor:
        """The teacher's start and end scores at the tokens of the pupil's batch, shape (pairs, tokens, 2); `LOW` at those
        that are not the passage's, but for the first, which has the score of no answer."""
        own = encode_pairs(
            self._tokenizer, [each.question for each in examples], [each.passage for each in examples]
        )
        logits = token_logits(self._model, own)
        scores = torch.full((*pupils.input_ids.shape, 2), LOW)
        scores[:, 0] = logits[:, 0]
        for row, (theirs, ours) in enumerate(zip(own.readable, pupils.readable, strict=True)):
            read, wanted = theirs.nonzero().squeeze(1), ours.nonzero().squeeze(1)
            both = min(len(read), len(wanted))
            scores[row, wanted[:both]] = logits[row, read[:both]]
        return scores


def teaching_loss(
    logits: torch.Tensor, taught: torch.Tensor, readable: torch.Tensor, group: int
) -> torch.Tensor:
    """Cross-entropy of the scores (pairs, tokens, 2) with the teacher's, a scalar: the mean of that of each passage with
    its own null and of that of all `group` passages of a question with the mean of their nulls."""
    sides = [_side(logits[..., side], taught[..., side], readable, group) for side in (0, 1)]
    return (sides[0] + sides[1]) / 2 * WARMTH**2


def _side(scores: torch.Tensor, taught: torch.Tensor, readable: torch.Tensor, group: int) -> torch.Tensor:
    learnt, wanted = (
        torch.cat([each[:, :1], each[:, 1:].masked_fill(~readable[:, 1:], LOW)], 1) / WARMTH
        for each in (scores, taught)
    )
    return (_entropy(learnt, wanted) + _entropy(_together(learnt, group), _together(wanted, group))) / 2


def _together(scores: torch.Tensor, group: int) -> torch.Tensor:
    """All tokens of a question's passages in one row, behind one null."""
    null = scores[:, 0].view(-1, group).mean(1, keepdim=True)
    return torch.cat([null, scores[:, 1:].reshape(len(null), -1)], 1)


def _entropy(learnt: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return -(wanted.softmax(1) * learnt.log_softmax(1)).sum(1).mean()
