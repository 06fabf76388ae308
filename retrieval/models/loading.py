"""What loading has in common for all models. The libraries take seconds to import, so only the functions import them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import ModelError

if TYPE_CHECKING:
    import torch

TOKEN_STEP = 32
"""Inputs are padded to multiples of so many tokens, because the matrix library keeps a megabyte for each shape."""


@contextmanager
def loading(model: str, setting: str, threads: int) -> Iterator[None]:
    """For a block that loads `model`, which the configuration's key `setting` names: sets the number of threads, turns
    off progress bars, and raises ModelError for any error of the libraries."""
    import torch
    from safetensors import SafetensorError
    from transformers.utils.logging import disable_progress_bar

    torch.set_num_threads(threads)
    disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
    try:
        yield
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise ModelError(
            model, (str(error).strip() or type(error).__name__).splitlines()[0].rstrip("."), setting
        ) from error


def fastest_dtype() -> torch.dtype:
    """bfloat16 where the processor multiplies it clearly faster than float32, else float32."""
    import torch

    seconds = {dtype: _linear_seconds(dtype) for dtype in (torch.float32, torch.bfloat16)}
    return torch.bfloat16 if seconds[torch.bfloat16] < 0.7 * seconds[torch.float32] else torch.float32


def _linear_seconds(dtype: torch.dtype) -> float:
    import torch

    left = torch.ones(512, 384).to(dtype)
    right = torch.ones(1536, 384).to(dtype)
    return product_seconds(lambda: torch.nn.functional.linear(left, right))


def product_seconds(product: Callable[[], object]) -> float:
    """The shortest of a few calls."""
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        product()
        best = min(best, time.perf_counter() - begin)
    return best
