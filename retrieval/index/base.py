"""What the core asks of a vector index. Ids are int64, vectors float32 of unit length, scores cosines."""

from __future__ import annotations

from typing import Protocol

from ..store.passages import Ids, Vectors

__all__ = ["Ids", "IndexBuilder", "IndexEngine", "VectorIndex", "Vectors"]


class VectorIndex(Protocol):
    """One thread at a time calls it. It forgets nothing it was told and needs no training."""

    @property
    def worn(self) -> bool:
        """Whether searches would be much quicker in an index that the engine's `builder` makes of the same vectors."""

    def put(self, ids: Ids, vectors: Vectors) -> None:
        """Add (n, dimension) vectors under distinct ids; an id that is there already is replaced."""

    def remove(self, ids: Ids) -> None:
        """Ids that are not there are ignored."""

    def search(self, vector: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        """At most `k` (id, cosine), best first, among `allowed` only. `vector` is (dimension,). An array of `allowed` ids
        is never changed after it was given."""

    def dump(self) -> bytes:
        """Everything, as bytes that the engine's `load` reads back."""

    def __len__(self) -> int:
        """How many vectors it holds."""


class IndexBuilder(Protocol):
    """Makes an index that is quick to search, however long that takes. One thread at a time calls it."""

    def put(self, ids: Ids, vectors: Vectors) -> None:
        """Add (n, dimension) vectors; all ids that are ever put are ascending."""

    def done(self) -> VectorIndex:
        """The index of all that was put. Nothing is put afterwards."""


class IndexEngine(Protocol):
    """Makes indexes of one kind."""

    name: str
    """Stands in the snapshot's header; another name means another format."""

    def create(self, dimension: int) -> VectorIndex:
        """An empty index that is filled quickly."""

    def builder(self, dimension: int, size: int) -> IndexBuilder:
        """For an index of about so many vectors."""

    def load(self, data: bytes, dimension: int) -> VectorIndex:
        """Raises ValueError for bytes that are no index of this dimension."""
