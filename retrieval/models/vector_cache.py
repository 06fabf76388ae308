"""Keeps the vectors of sentences, so that a sentence that is read for one question is not embedded for the next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from .base import Embed, Vectors

ENTRIES = 8192
"""With 384 dimensions 13 MiB. Half a dozen questions' worth of news articles have a thousand sentences."""


class VectorCache:
    """An `Embed` for texts of articles: at most `entries` vectors, the longest unused one goes first. It holds no texts,
    only their digests; questions do not belong in it. For one event loop."""

    def __init__(self, embed: Embed, entries: int = ENTRIES) -> None:
        self._embed = embed
        self._entries = entries
        self._kept: OrderedDict[bytes, Vectors] = OrderedDict()

    async def __call__(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each text, shape (texts, dimensions). Raises ModelError."""
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in texts]
        found = {key: self._kept[key] for key in keys if key in self._kept}
        absent = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if absent:
            vectors = await self._embed(list(absent.values()))
            found.update(zip(absent, vectors, strict=True))
        for key in keys:
            self._keep(key, found[key])
        return np.stack([found[key] for key in keys])

    def _keep(self, key: bytes, vector: Vectors) -> None:
        if key not in self._kept:
            self._kept[key] = vector.copy()  # a row of a batch would keep the whole batch
        self._kept.move_to_end(key)
        if len(self._kept) > self._entries:
            self._kept.popitem(last=False)
