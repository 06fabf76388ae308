"""Which precision multiplies matrices fastest on this processor, and models that use it.

torch takes MKL for float32, whose generic kernels reach less than half of the rate of some processors; oneDNN, which
comes with torch, reaches it if the weights are stored as its kernels read them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import torch
from torch import nn

TOKEN_STEP = 32
"""Inputs are padded to multiples of so many tokens, because the matrix library keeps a megabyte for each shape."""
TOGETHER = 512
"""So many tokens are computed at once, unless one text has more. Ten passages of 165 tokens take 0.68 of the time of a
single batch on one thread with bfloat16 units, because little is padded and what a layer writes stays in the cache."""
_FASTER = 0.7
"""What is clearly faster takes less than this share of the time; bfloat16 is less exact, and a measurement on a machine
with other work may be off by a fifth."""


class PackedLinear(nn.Module):
    """A linear layer by oneDNN, its weights stored as the kernels read them. Raises AttributeError, RuntimeError or
    NotImplementedError where torch was built without it."""

    def __init__(self, layer: nn.Linear, activation: str = "none") -> None:
        """`activation`: what oneDNN applies to the product while it is in the cache, "none" or "gelu" (the exact one)."""
        super().__init__()
        self._library: Any = torch.ops.mkldnn
        self._activation = activation
        self._bias = layer.bias
        self._stored = self._library._reorder_linear_weight(layer.weight.detach(), TOGETHER)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        product: torch.Tensor = self._library._linear_pointwise(
            rows, self._stored, self._bias, self._activation, [], "none"
        )
        return product


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """With which precision a model computes, and whether its linear layers are packed."""

    dtype: torch.dtype
    packed: bool
    rate: float
    """Multiplications and additions a second in a product of the packaged model's size, counted singly."""

    def applied(self, model: nn.Module) -> None:
        """Makes the model, all of it, compute so."""
        model.to(self.dtype)
        if self.packed:
            _pack(model)


def _pack(model: nn.Module) -> None:
    from transformers.activations import GELUActivation  # importing it sets variables of the environment

    if isinstance(getattr(model, "intermediate_act_fn", None), GELUActivation):  # a feed-forward layer
        model.dense = PackedLinear(cast(nn.Linear, model.dense), "gelu")
        model.intermediate_act_fn = nn.Identity()
    for name, part in list(model.named_children()):
        if isinstance(part, nn.Linear):
            setattr(model, name, PackedLinear(part))
        else:
            _pack(part)


PRECISIONS = (torch.float32, torch.bfloat16)


def fastest(dtypes: Sequence[torch.dtype] = PRECISIONS) -> Arithmetic:
    """The first of these precisions, unless another is clearly faster on this processor. It multiplies a few matrices to
    know, which takes some milliseconds. The layers are packed wherever torch can: the two libraries take nearly the same
    time, so that a measurement would choose now one and now the other, and what they compute differs."""
    first, *others = [_measured(dtype) for dtype in dtypes]
    faster = [each for each in others if first.rate < _FASTER * each.rate]
    return max(faster, key=lambda each: each.rate, default=first)


def _measured(dtype: torch.dtype) -> Arithmetic:
    with torch.inference_mode():
        plain = nn.Linear(384, 1536).to(dtype)
        rows = torch.ones(512, 384).to(dtype)
        packed = _packed(plain, rows)
        seconds = product_seconds(partial(packed or plain, rows))
        return Arithmetic(dtype, packed is not None, 2 * rows.numel() * 1536 / seconds)


def _packed(plain: nn.Linear, rows: torch.Tensor) -> PackedLinear | None:
    """The layer packed; None where torch was built without the library, or it multiplies these rows wrongly."""
    try:
        packed = PackedLinear(plain)
        return packed if torch.allclose(packed(rows), plain(rows), atol=1e-2) else None
    except (AttributeError, RuntimeError, NotImplementedError):
        return None


def batches(lengths: Sequence[int], together: int = TOGETHER) -> Iterator[list[int]]:
    """The numbers of texts with these lengths in tokens, the shortest text first, in lists that have at most `together`
    tokens when all are as long as the longest of the list, or of one text."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[number] > together:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def whole_steps(tokens: int) -> int:
    """So many tokens a text of `tokens` has when it is padded."""
    return -(-tokens // TOKEN_STEP) * TOKEN_STEP


def product_seconds(product: Callable[[], object]) -> float:
    """The shortest of a few calls, in time of this thread: waiting for a processor that others use does not count."""
    best = float("inf")
    for _ in range(5):
        begin = time.thread_time()
        product()
        best = min(best, time.thread_time() - begin)
    return best
