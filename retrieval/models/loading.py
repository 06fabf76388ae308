"""What loading has in common for all models. The libraries take seconds to import, so only the functions import them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import ModelError


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
