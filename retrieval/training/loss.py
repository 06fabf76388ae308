"""The reader's loss: right span or no answer, per passage and over all passages of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from retrieval.answer.pairs import PairBatch
from retrieval.training.groups import Reading

# Masked logits; far below any score, yet finite so that sums stay numbers.
LOW = -1e4


@dataclass(frozen=True)
class Targets:
    """Boolean tensors (pairs, tokens): tokens that may start, and that may end, the answer.

    `answered` (pairs,) tells which pairs have an answer. A pair whose answer was cut off by the
    token limit is neither: `valid` (pairs,) is false there.
    """

    starts: torch.Tensor
    ends: torch.Tensor
    answered: torch.Tensor
    valid: torch.Tensor


def targets(batch: PairBatch, readings: Sequence[Reading]) -> Targets:
    """Answer characters turned into token targets."""
    begin = torch.tensor([r.span[0] if r.span else -1 for r in readings]).view(-1, 1)
    end = torch.tensor([r.span[1] if r.span else -1 for r in readings]).view(-1, 1)
    loose = torch.tensor([r.loose for r in readings]).view(-1, 1)
    touched = batch.readable & (batch.offsets[..., 0] < end) & (batch.offsets[..., 1] > begin)
    # The first touched token starts the answer and the last one ends it; a loose answer may
    # start and end anywhere inside.
    first = touched & (touched.cumsum(1) == 1)
    last = touched & (touched.flip(1).cumsum(1).flip(1) == 1)
    wanted = (end >= 0).squeeze(1)
    found = touched.any(1)
    complete = (batch.offsets[..., 1] * batch.readable).max(1).values >= end.squeeze(1)
    return Targets(
        torch.where(loose, touched, first),
        torch.where(loose, touched, last),
        wanted & found,
        ~wanted | (found & complete),
    )


def reading_loss(logits: torch.Tensor, readable: torch.Tensor, wanted: Targets, group: int) -> torch.Tensor:
    """Mean of the per-passage and the per-question cross-entropy; a scalar.

    `logits` (pairs, tokens, 2) are start and end scores; pairs of a question stand together,
    `group` at a time. A passage's null is its [CLS] score; a question's null is the mean of
    those, so that scores of different passages compare and the null is one per question.
    """
    per_side = [
        _side_loss(logits[..., side], readable, marks, wanted, group)
        for side, marks in ((0, wanted.starts), (1, wanted.ends))
    ]
    return (per_side[0] + per_side[1]) / 2


def _side_loss(
    scores: torch.Tensor, readable: torch.Tensor, marks: torch.Tensor, wanted: Targets, group: int
) -> torch.Tensor:
    null = scores[:, 0]
    total = scores.masked_fill(~readable, LOW).logsumexp(1)
    right = scores.masked_fill(~marks, LOW).logsumexp(1)
    passage = torch.logaddexp(total, null) - torch.where(wanted.answered, right, null)
    group_null = null.view(-1, group).mean(1)
    group_total = torch.logaddexp(total.view(-1, group).logsumexp(1), group_null)
    group_right = right.masked_fill(~wanted.answered, LOW).view(-1, group).logsumexp(1)
    any_answered = wanted.answered.view(-1, group).any(1)
    question = group_total - torch.where(any_answered, group_right, group_null)
    valid = wanted.valid.float()
    group_valid = wanted.valid.view(-1, group).all(1).float()
    return (
        (passage * valid).sum() / valid.sum().clamp(min=1)
        + (question * group_valid).sum() / group_valid.sum().clamp(min=1)
    ) / 2
