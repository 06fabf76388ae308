"""The verifier says whether a sentence supports or refutes a statement, or does neither: the packaged encoder with a
small adapter of its own.

Statement and text are one token sequence, made as for the reader (`encode_pairs`). Each token of the text has three
scores, and a sentence has the mean of its tokens': so it is read among its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoTokenizer

from ..types import Span
from .base import Entailment, Placed
from .reader import PairBatch, adapted, encode_pairs, token_logits

LABELS = SUPPORTS, REFUTES, NEITHER = range(3)
ADAPTER = Path(__file__).parent / "verifier.safetensors"


class Verifier:
    """Compares a statement with up to a dozen sentences in one batch. Only one thread may use it at a time."""

    def __init__(self, model: nn.Module, tokenizer: Any) -> None:
        self._model = model
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, adapter: Path, base_dir: Path, dtype: torch.dtype | None = None) -> Verifier:
        """As `Reader.load`."""
        model = adapted(adapter, base_dir, dtype, outputs=len(LABELS))
        return cls(model, AutoTokenizer.from_pretrained(base_dir))

    def verify(self, statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        """See `StatementVerifier.verify`."""
        if not placed:
            return []
        batch = encode_pairs(self._tokenizer, [statement] * len(placed), [each.around for each in placed])
        logits = token_logits(self._model, batch)
        chances = spans_mean(logits, batch, range(len(placed)), [each.span for each in placed]).softmax(-1)
        return [Entailment(row[SUPPORTS], row[REFUTES]) for row in chances.tolist()]


def spans_mean(
    logits: torch.Tensor, batch: PairBatch, rows: Sequence[int], spans: Sequence[Span]
) -> torch.Tensor:
    """(spans, 3): the mean over the tokens that each of the spans touches, in the pair with the number in `rows`. A span
    that was cut off has the pair's first token."""
    begin = torch.tensor([span.start for span in spans]).view(-1, 1)
    end = torch.tensor([span.end for span in spans]).view(-1, 1)
    rows = list(rows)
    offsets = batch.offsets[rows]
    touched = batch.readable[rows] & (offsets[..., 0] < end) & (offsets[..., 1] > begin)
    touched[:, 0] |= ~touched.any(1)
    weight = touched.float()
    return (logits[rows] * weight[..., None]).sum(1) / weight.sum(1, keepdim=True)
