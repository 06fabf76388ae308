"""Exact search over float16 vectors with faiss-cpu.

Exact is the right default up to hundreds of thousands of passages: nothing to train or tune, deletes work, and recall
is 1 (up to float16) whatever the filter.
"""

from __future__ import annotations

import faiss
import numpy as np

from .base import Ids, Vectors


class FaissIndex:
    """`IndexIDMap2` over a float16 scalar quantizer; inner product of unit vectors is the cosine."""

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        self._index = index

    def put(self, ids: Ids, vectors: Vectors) -> None:
        self.remove(ids)
        self._index.add_with_ids(
            np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64)
        )

    def remove(self, ids: Ids) -> None:
        if len(ids) and len(self):
            self._index.remove_ids(_selector(ids))

    def search(self, vector: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0 or not len(self):
            return []
        query = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        parameters = None if allowed is None else faiss.SearchParameters(sel=_selector(allowed))  # type: ignore[call-arg]  # its stub lacks the keyword

        scores, ids = self._index.search(query, k, params=parameters)
        return [(int(id), float(score)) for id, score in zip(ids[0], scores[0], strict=True) if id >= 0]

    def dump(self) -> bytes:
        return bytes(faiss.serialize_index(self._index))

    def __len__(self) -> int:
        return int(self._index.ntotal)


class FaissEngine:
    """Makes `FaissIndex`es."""

    name = "faiss flat fp16"

    def create(self, dimension: int) -> FaissIndex:
        flat = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        return FaissIndex(faiss.IndexIDMap2(flat))

    def load(self, data: bytes, dimension: int) -> FaissIndex:
        try:
            index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        except RuntimeError as error:
            raise ValueError(str(error)) from error
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            raise ValueError(f"{type(index).__name__} of {index.d} dimensions")
        if index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise ValueError(f"metric {index.metric_type}")
        return FaissIndex(index)


def _selector(ids: Ids) -> faiss.IDSelectorBatch:
    return faiss.IDSelectorBatch(np.ascontiguousarray(ids, np.int64))
