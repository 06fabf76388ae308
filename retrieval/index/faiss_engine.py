"""Vector search with faiss-cpu: exact, and for large libraries by a graph.

Exact search over float16 vectors is the right default up to hundreds of thousands of passages: nothing to train or tune,
deletes work, and recall is 1 (up to float16) whatever the filter.

Searching the graph (HNSW) of a million vectors takes about a millisecond, exact search 25 and more. A graph is slow to
build and cannot delete: deleted vectors are only marked, and new ones are searched exactly beside it, until so many of
either have gathered that a new graph is worth its time. Up to `EXACT_ROWS` vectors there is no graph at all, and few
allowed ids are always searched exactly, because a graph loses what is rare among its neighbours. The vectors are not
quantized further than they are stored, so that cosines are the same as in exact search; with the links, that is 0.9 KB a
vector.

Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using HNSW graphs", TPAMI 2020.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import ReferenceType, ref

import faiss
import numpy as np
import numpy.typing as npt

from .base import Ids, Vectors

Bits = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Selection:
    """`count` rows; `bits` has a bit for every row of the index, the first row in the lowest bit of the first byte. It is
    None where all rows are selected."""

    count: int
    bits: Bits | None


def selection(mask: Mask) -> Selection:
    """Of the rows whose place is true."""
    count = int(np.count_nonzero(mask))
    return Selection(count, None if count == len(mask) else np.packbits(mask, bitorder="little"))


class Selections:
    """Selections of one index, kept for the arrays that come again: a caller gives the same array of ids until a passage
    changes. To make one takes about 10 ms for a million ids."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[ReferenceType[Ids], Selection]] = OrderedDict()

    def clear(self) -> None:
        """The rows have changed."""
        self._kept.clear()

    def of(self, allowed: Ids, ids: Ids, alive: Mask | None = None) -> Selection:
        """The rows whose id is allowed and which are alive; `ids` are those of all rows."""
        kept = self._kept.get(id(allowed))
        if kept is not None and kept[0]() is allowed:
            return kept[1]
        mask = np.isin(ids, allowed)
        made = selection(mask if alive is None else mask & alive)
        self._kept[id(allowed)] = ref(allowed), made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made


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


EXACT_ROWS = 200_000
"""Up to so many vectors are searched exactly: 5 ms."""
_WORN = 0.2
"""With a larger share of dead and new vectors, a graph is built anew."""
_LINKS, _BUILDING = 16, 64
"""Neighbours of a vector (twice as many on the lowest level), and candidates for them while building."""
_SEARCHING, _MOST_SEARCHING = 384, 2048
"""Candidates kept while searching: with a million synthetic vectors, recall of the first ten is 0.99 at one millisecond,
and with 128 it was 0.97. More are kept where some rows are not allowed, in proportion."""


class HnswIndex:
    """A graph whose rows are ordered by id, some of them dead, and the exact segment `fresh`."""

    def __init__(self, graph: faiss.IndexHNSWSQ | None, ids: Ids, alive: Mask, fresh: FaissIndex) -> None:
        self._graph = graph
        self._ids = ids
        self._alive = alive
        self._fresh = fresh
        self._selections = Selections()

    @property
    def worn(self) -> bool:
        unsettled = len(self._fresh) + int(np.count_nonzero(~self._alive))
        wanted = self._graph is not None or len(self) > EXACT_ROWS
        return wanted and unsettled > _WORN * len(self)

    def put(self, ids: Ids, vectors: Vectors) -> None:
        self._bury(ids)
        self._fresh.put(ids, vectors)

    def remove(self, ids: Ids) -> None:
        self._bury(ids)
        self._fresh.remove(ids)

    def search(self, vector: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        new = self._fresh.search(vector, k, allowed)
        if self._graph is None or k <= 0:
            return new
        settled = self._search_graph(self._graph, vector, k, self._selected(allowed))
        return sorted([*new, *settled], key=lambda pair: (-pair[1], pair[0]))[:k]

    def dump(self) -> bytes:
        if self._graph is None:
            return self._fresh.dump()
        graph = faiss.serialize_index(self._graph).data
        header = json.dumps({"rows": len(self._ids), "graph": len(graph)}).encode()
        return b"".join((header, b"\n", self._ids.data, self._alive.data, graph, self._fresh.dump()))

    def done(self) -> HnswIndex:
        """It is its own builder where no graph is wanted."""
        return self

    def __len__(self) -> int:
        return int(np.count_nonzero(self._alive)) + len(self._fresh)

    def _bury(self, ids: Ids) -> None:
        at = np.searchsorted(self._ids, ids)
        within = at < len(self._ids)
        rows = at[within][self._ids[at[within]] == ids[within]]
        if len(rows):
            self._alive[rows] = False
            self._selections.clear()

    def _selected(self, allowed: Ids | None) -> Selection:
        if allowed is None:
            return selection(self._alive)
        return self._selections.of(allowed, self._ids, self._alive)

    def _search_graph(
        self, graph: faiss.IndexHNSWSQ, vector: Vectors, k: int, selected: Selection
    ) -> list[tuple[int, float]]:
        k = min(k, selected.count)
        if not k:
            return []
        query = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        if selected.count > EXACT_ROWS and k <= _SEARCHING:
            found = self._named(*graph.search(query, k, params=_wide_enough(selected, len(self._ids))))
            if len(found) == k:
                return found
        return self._named(*graph.storage.search(query, k, params=only(selected)))

    def _named(self, scores: Vectors, rows: Ids) -> list[tuple[int, float]]:
        """Without the places that a search left empty."""
        found = rows[0] >= 0
        return list(zip(self._ids[rows[0][found]].tolist(), scores[0][found].tolist(), strict=True))


def _wide_enough(selected: Selection, rows: int) -> faiss.SearchParameters:
    """More candidates are kept where fewer of the graph's rows are selected."""
    candidates = min(_MOST_SEARCHING, _SEARCHING * rows // selected.count)
    chosen = {} if selected.bits is None else {"sel": bitmap(selected.bits)}
    wide: faiss.SearchParameters = faiss.SearchParametersHNSW(efSearch=candidates, **chosen)  # type: ignore[attr-defined]  # its stub lacks the class
    return wide


class HnswBuilder:
    """Adds vectors to a graph. It computes with one thread: others may be answering."""

    def __init__(self, dimension: int) -> None:
        kind: Any = faiss.ScalarQuantizer.QT_fp16  # its stub takes it for another class
        self._graph = faiss.IndexHNSWSQ(dimension, kind, _LINKS, faiss.METRIC_INNER_PRODUCT)
        self._graph.hnsw.efConstruction = _BUILDING
        self._fresh = FaissEngine().create(dimension)
        self._ids: list[Ids] = []

    def put(self, ids: Ids, vectors: Vectors) -> None:
        faiss.omp_set_num_threads(1)  # of the thread that calls it
        self._graph.add(np.ascontiguousarray(vectors, np.float32))
        self._ids.append(np.array(ids, np.int64))

    def done(self) -> HnswIndex:
        ids = np.concatenate(self._ids) if self._ids else np.zeros(0, np.int64)
        return HnswIndex(self._graph, ids, np.ones(len(ids), np.bool_), self._fresh)


_HEADER = b'{"rows": '
"""What is dumped with a graph begins so."""


def _without_graph(exact: FaissIndex) -> HnswIndex:
    return HnswIndex(None, np.zeros(0, np.int64), np.zeros(0, np.bool_), exact)


class HnswEngine:
    """Makes `HnswIndex`es."""

    name = FaissEngine.name
    """Without a graph, what is dumped is the exact index, as before there were graphs."""

    def create(self, dimension: int) -> HnswIndex:
        return _without_graph(FaissEngine().create(dimension))

    def builder(self, dimension: int, size: int) -> HnswBuilder | HnswIndex:
        return HnswBuilder(dimension) if size > EXACT_ROWS else self.create(dimension)

    def load(self, data: bytes, dimension: int) -> HnswIndex:
        if not data.startswith(_HEADER):
            return _without_graph(FaissEngine().load(data, dimension))
        end = data.find(b"\n")
        try:
            header = json.loads(data[:end])
            rows, size = int(header["rows"]), int(header["graph"])
        except (TypeError, KeyError, OverflowError) as error:
            raise ValueError(f"no header: {error}") from error
        rest = memoryview(data)[end + 1 :]
        ends = np.cumsum([8 * rows, rows, size]).tolist()
        if rows < 0 or size < 0 or ends[-1] > len(rest) or bool(rows) != bool(size):
            raise ValueError("its parts are not as long as they should be")
        ids = np.frombuffer(rest, np.int64, rows).copy()
        alive = np.frombuffer(rest, np.uint8, rows, ends[0]) != 0
        graph = _read_graph(rest[ends[1] : ends[2]], rows, dimension) if size else None
        if np.any(np.diff(ids) <= 0):
            raise ValueError("its ids are not in order")
        return HnswIndex(graph, ids, alive, FaissEngine().load(rest[ends[2] :], dimension))


def _read_graph(data: memoryview, rows: int, dimension: int) -> faiss.IndexHNSWSQ:
    """Raises ValueError."""
    try:
        graph = faiss.deserialize_index(np.frombuffer(data, np.uint8))
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    if not isinstance(graph, faiss.IndexHNSWSQ) or (graph.d, graph.ntotal) != (dimension, rows):
        raise ValueError(f"{type(graph).__name__} of {graph.ntotal} vectors, {graph.d} dimensions")
    return graph
