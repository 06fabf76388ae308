"""Exact search over float16 vectors with faiss-cpu.

Exact is the right default up to hundreds of thousands of passages: nothing to train or tune, deletes work, and recall
is 1 (up to float16) whatever the filter.
"""

from __future__ import annotations

from functools import cached_property

import faiss
import numpy as np

from .base import Ids, Vectors
from .selection import Bits, Selection, Selections


def only(selected: Selection) -> faiss.SearchParameters | None:
    """To search the selected rows of an index; None for all of them."""
    return None if selected.bits is None else faiss.SearchParameters(sel=bitmap(selected.bits))  # type: ignore[call-arg]  # its stub lacks the keyword


def bitmap(bits: Bits) -> faiss.IDSelectorBitmap:
    """The rows whose bit is set."""
    return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]  # its stub shows what lies below Python


class FaissIndex:
    """`IndexIDMap2` over a float16 scalar quantizer; inner product of unit vectors is the cosine."""

    worn = False

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        self._index = index
        self._selections = Selections()

    @cached_property
    def _ids(self) -> Ids:
        """By row."""
        return np.array(faiss.vector_to_array(self._index.id_map))

    def put(self, ids: Ids, vectors: Vectors) -> None:
        self.remove(ids)
        self._index.add_with_ids(
            np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64)
        )
        self._rows_changed()

    def remove(self, ids: Ids) -> None:
        if len(ids) and len(self):
            self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids, np.int64)))
            self._rows_changed()

    def search(self, vector: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        if k <= 0 or not len(self):
            return []
        selected = None if allowed is None else self._selections.of(allowed, self._ids)
        k = min(k, len(self) if selected is None else selected.count)
        if not k:
            return []
        query = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        parameters = None if selected is None else only(selected)
        scores, rows = self._index.index.search(query, k, params=parameters)
        ids = self._ids[rows[0]]
        return [(int(id), float(score)) for id, score in zip(ids, scores[0], strict=True)]

    def dump(self) -> bytes:
        return bytes(faiss.serialize_index(self._index))

    def done(self) -> FaissIndex:
        """It is its own builder, too."""
        return self

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def _rows_changed(self) -> None:
        self.__dict__.pop("_ids", None)
        self._selections.clear()


class FaissEngine:
    """Makes `FaissIndex`es."""

    name = "faiss flat fp16"

    def create(self, dimension: int) -> FaissIndex:
        flat = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        return FaissIndex(faiss.IndexIDMap2(flat))

    def builder(self, dimension: int, size: int) -> FaissIndex:  # the protocol's
        return self.create(dimension)

    def load(self, data: bytes | memoryview, dimension: int) -> FaissIndex:
        try:
            index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        except RuntimeError as error:
            raise ValueError(str(error)) from error
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            raise ValueError(f"{type(index).__name__} of {index.d} dimensions")
        if index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise ValueError(f"metric {index.metric_type}")
        return FaissIndex(index)
