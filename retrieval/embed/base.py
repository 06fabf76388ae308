"""What the core asks of an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Text to unit vectors. Called on one worker thread, never on the event loop."""

    @property
    def name(self) -> str:
        """What the configuration calls it."""

    def fingerprint(self) -> str:
        """Changes whenever the vectors would. Costs one read of the weights' file, no loading. Raises ModelError."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension) float32, each row of length 1. Loads the model on first use. Raises ModelError."""
