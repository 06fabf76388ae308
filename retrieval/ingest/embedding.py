"""Vectors for passages, in steps short enough that questions get their turn on the same worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..embed.base import Embedder, Vectors
from ..text import content_hash
from ..threads import Worker
from ..types import OnProgress, Progress, Span
from .passages import RECIPE, context


class PassageEmbedder:
    """Embeds passages with their context. `fingerprint` covers the model and how passages are made."""

    def __init__(self, embedder: Embedder, worker: Worker, model_fingerprint: str, batch_size: int) -> None:
        self._embedder = embedder
        self._worker = worker
        self._batch_size = batch_size
        self.name = embedder.name
        self.fingerprint = content_hash(model_fingerprint, RECIPE)[:32]

    async def passages(
        self,
        title: str,
        text: str,
        spans: Sequence[Span],
        on_progress: OnProgress,
        known: Mapping[str, Vectors],
    ) -> tuple[Vectors, int]:
        """(len(spans), dimension), and how many rows had to be computed. `known` are vectors of passages under the
        same title by their text. Raises ModelError."""
        texts = [text[span.start : span.end] for span in spans]
        vectors = dict(known)
        new = [each for each in dict.fromkeys(texts) if each not in vectors]
        for at in range(0, len(new), self._batch_size):
            if len(new) > self._batch_size:
                on_progress(Progress("embedding", at, len(new)))
            batch = new[at : at + self._batch_size]
            contexts = [context(title, each) for each in batch]
            vectors.update(zip(batch, await self._worker.run(self._embedder.encode, contexts), strict=True))
        return np.stack([vectors[each] for each in texts]), len(new)
