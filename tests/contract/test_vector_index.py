"""Every vector index against an exact oracle, by value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.base import Ids, IndexEngine, VectorIndex, Vectors
from retrieval.index.faiss_engine import FaissEngine, HnswEngine

ENGINES: list[IndexEngine] = [FaissEngine(), HnswEngine()]
DIMENSION = 32
TOLERANCE = 2e-3
"""float16 has eleven bits: each of two unit vectors is off by at most about 0.0005 of its length."""


@pytest.fixture(params=ENGINES, ids=lambda engine: type(engine).__name__)
def engine(request: pytest.FixtureRequest) -> IndexEngine:
    made: IndexEngine = request.param
    return made


def unit(seed: int, count: int, dimension: int = DIMENSION) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def ids_of(*numbers: int) -> Ids:
    return np.array(numbers, np.int64)


def filled(engine: IndexEngine, ids: Ids, vectors: Vectors) -> VectorIndex:
    index = engine.create(vectors.shape[1])
    index.put(ids, vectors)
    return index


def check(
    index: VectorIndex, held: dict[int, Vectors], query: Vectors, k: int, allowed: Ids | None = None
) -> None:
    """The same ids in the same order with the same cosines, up to float16."""
    found = index.search(query, k, allowed)
    inside = set(held) if allowed is None else set(held) & set(allowed.tolist())
    exact = {id: float(held[id] @ query / np.linalg.norm(held[id])) for id in inside}
    assert len(index) == len(held)
    assert len(found) == min(k, len(inside))
    assert len({id for id, _ in found}) == len(found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(abs(score - exact[id]) < TOLERANCE for id, score in found)
    worst = min((exact[id] for id, _ in found), default=2.0)
    assert all(exact[id] <= worst + 2 * TOLERANCE for id in inside - {id for id, _ in found}), (
        "one was missed"
    )


def test_scores_are_cosines(engine: IndexEngine) -> None:
    vectors = unit(1, 500)
    ids = np.arange(500, dtype=np.int64) * 7 + 3_000_000_000
    index = filled(engine, ids, vectors)
    held = dict(zip(ids.tolist(), vectors, strict=True))
    for query in unit(2, 20):
        check(index, held, query, 10)
    ((first, score),) = index.search(vectors[4], 1)
    assert first == ids[4]
    assert score == pytest.approx(1.0, abs=TOLERANCE)
    last, score = index.search(-vectors[4], 500)[-1]
    assert last == ids[4]
    assert score == pytest.approx(-1.0, abs=TOLERANCE)


@pytest.mark.parametrize("share", [0.0, 0.002, 0.1, 0.5, 1.0])
def test_a_filter_loses_nothing_inside_it(engine: IndexEngine, share: float) -> None:
    vectors = unit(3, 1000)
    ids = np.arange(1, 1001, dtype=np.int64)
    index = filled(engine, ids, vectors)
    allowed = np.sort(np.random.default_rng(4).choice(ids, int(1000 * share), replace=False))
    held = dict(zip(ids.tolist(), vectors, strict=True))
    for query in unit(5, 10):
        check(index, held, query, 8, allowed)


def test_one_allowed_among_many_is_found_however_far_it_is(engine: IndexEngine) -> None:
    vectors = unit(6, 1000)
    index = filled(engine, np.arange(1, 1001, dtype=np.int64), vectors)
    ((found, score),) = index.search(-vectors[41], 5, ids_of(42, 9999))
    assert found == 42
    assert score == pytest.approx(-1.0, abs=TOLERANCE)


def test_put_replaces(engine: IndexEngine) -> None:
    old, new = unit(7, 3), unit(8, 3)
    index = filled(engine, ids_of(1, 2, 3), old)
    index.put(ids_of(2, 3), new[1:])
    held = {1: old[0], 2: new[1], 3: new[2]}
    for query in (*old, *new):
        check(index, held, query, 3)


def test_remove(engine: IndexEngine) -> None:
    vectors = unit(9, 4)
    index = filled(engine, ids_of(1, 2, 3, 4), vectors)
    index.remove(ids_of(2, 4, 77))
    index.remove(ids_of())
    check(index, {1: vectors[0], 3: vectors[2]}, vectors[1], 4)
    index.remove(ids_of(1, 3))
    assert index.search(vectors[0], 3) == []
    index.put(ids_of(2), vectors[1:2])
    check(index, {2: vectors[1]}, vectors[1], 4)


def test_edges_of_k(engine: IndexEngine) -> None:
    vectors = unit(10, 3)
    index = filled(engine, ids_of(1, 2, 3), vectors)
    check(index, dict(zip((1, 2, 3), vectors, strict=True)), vectors[0], 1000)
    assert index.search(vectors[0], 0) == []
    assert index.search(vectors[0], 3, ids_of()) == []
    assert engine.create(DIMENSION).search(vectors[0], 3) == []
    assert engine.create(DIMENSION).search(vectors[0], 3, ids_of(1)) == []


def test_a_dump_reads_back_as_the_same_index(engine: IndexEngine) -> None:
    vectors = unit(11, 200)
    ids = np.arange(200, dtype=np.int64) + 5
    index = filled(engine, ids, vectors)
    index.remove(ids[:50])
    again = engine.load(index.dump(), DIMENSION)
    for query in unit(12, 5):
        assert again.search(query, 20) == index.search(query, 20)
    again.put(ids[:1], vectors[:1])
    check(
        again,
        dict(zip(ids[[0, *range(50, 200)]].tolist(), vectors[[0, *range(50, 200)]], strict=True)),
        vectors[0],
        9,
    )
    empty = engine.load(engine.create(DIMENSION).dump(), DIMENSION)
    assert len(empty) == 0


@given(data=st.binary(max_size=200))
def test_garbage_is_refused(data: bytes) -> None:
    for engine in ENGINES:
        with pytest.raises(ValueError):  # noqa: PT011  # the message is the engine's own
            engine.load(data, DIMENSION)


def test_half_a_dump_and_other_dimensions_are_refused(engine: IndexEngine) -> None:
    data = filled(engine, ids_of(1, 2), unit(13, 2)).dump()
    for bad in (data[:-1], data[: len(data) // 2], data[:8], b""):
        with pytest.raises(ValueError):  # noqa: PT011
            engine.load(bad, DIMENSION)
    with pytest.raises(ValueError, match="dimension"):
        engine.load(data, DIMENSION + 1)


def test_what_one_engine_dumped_an_engine_of_that_name_loads() -> None:
    """A library that was made before there were graphs goes on with its snapshot, and the other way round."""
    ids, vectors = ids_of(1, 2, 3), unit(14, 3)
    for one in ENGINES:
        for other in (engine for engine in ENGINES if engine.name == one.name):
            loaded = other.load(filled(one, ids, vectors).dump(), DIMENSION)
            assert [id for id, _ in loaded.search(vectors[1], 1)] == [2]
