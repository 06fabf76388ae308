"""What loading any model has in common. The libraries take seconds to import: only inside, when a model is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import ModelError


@contextmanager
def loading(model: str, setting: str, threads: int) -> Iterator[None]:
    """The block loads `model`, which the configuration's key `setting` names: it computes with so many threads, draws
    no progress bars, and whatever is wrong with the model becomes one ModelError."""
    import torch
    from safetensors import SafetensorError
    from transformers.utils.logging import disable_progress_bar

    torch.set_num_threads(threads)
    disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
    try:
        yield
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise ModelError(model, str(error).strip().splitlines()[0].rstrip("."), setting) from error
