"""The index of a large library, its graph and its exact segment, against an exact oracle; sizes are made small for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.index import faiss_engine
from retrieval.index.base import Ids, VectorIndex, Vectors
from retrieval.index.faiss_engine import HnswEngine

DIMENSION = 16
TOLERANCE = 2e-3
ENGINE = HnswEngine()


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(faiss_engine, "EXACT_ROWS", 4)
        yield


def unit(seed: int, count: int, dimension: int = DIMENSION) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


class Oracle:
    """A dictionary of vectors beside the index; `check` compares what both find."""

    def __init__(self) -> None:
        self.index: VectorIndex = ENGINE.create(DIMENSION)
        self.held: dict[int, Vectors] = {}
        self._seed = 0

    def put(self, ids: list[int]) -> None:
        vectors = self._vectors(len(ids))
        self.index.put(np.array(ids, np.int64), vectors)
        self.held |= zip(ids, vectors, strict=True)

    def remove(self, ids: list[int]) -> None:
        self.index.remove(np.array(ids, np.int64))
        self.held = {id: vector for id, vector in self.held.items() if id not in ids}

    def build(self) -> None:
        builder = ENGINE.builder(DIMENSION, len(self.held))
        ids = sorted(self.held)
        for at in range(0, len(ids), 7):
            some = ids[at : at + 7]
            builder.put(np.array(some, np.int64), np.stack([self.held[id] for id in some]))
        self.index = builder.done()
        assert not self.index.worn

    def reload(self) -> None:
        data = self.index.dump()
        self.index = ENGINE.load(data, DIMENSION)
        assert self.index.dump() == data

    def check(self, allowed: set[int] | None, k: int) -> None:
        (query,) = self._vectors(1)
        given = None if allowed is None else np.array(sorted(allowed), np.int64)
        for _ in range(2):  # the second time with what the index has kept of the allowed ids
            found = self.index.search(query, k, given)
            inside = set(self.held) if allowed is None else set(self.held) & allowed
            exact = sorted((float(self.held[id] @ query) for id in inside), reverse=True)
            assert [score for _, score in found] == pytest.approx(exact[:k], abs=TOLERANCE)
            assert {id for id, _ in found} <= inside
            assert len({id for id, _ in found}) == len(found)
            assert all(abs(score - float(self.held[id] @ query)) < TOLERANCE for id, score in found)
        assert len(self.index) == len(self.held)

    def _vectors(self, count: int) -> Vectors:
        self._seed += 1
        return unit(self._seed, count)


some_ids = st.lists(st.integers(1, 60), min_size=1, max_size=15, unique=True)
step = st.one_of(
    st.tuples(st.sampled_from(["put", "put", "remove"]), some_ids),
    st.tuples(st.sampled_from(["build", "reload"]), st.none()),
    st.tuples(st.just("check"), st.none() | st.sets(st.integers(1, 70))),
)


@given(steps=st.lists(step, max_size=20), k=st.integers(1, 200))
@example([("put", list(range(1, 41))), ("build", None), ("remove", list(range(1, 31))), ("check", None)], 10)
@example(
    [
        ("put", list(range(1, 31))),
        ("build", None),
        ("put", [5, 40, 41]),
        ("reload", None),
        ("remove", [5, 6, 40]),
        ("check", set(range(1, 50))),
        ("put", [6]),
        ("build", None),
    ],
    10,
)
def test_it_finds_what_the_dictionary_holds(steps: list[tuple[str, object]], k: int) -> None:
    oracle = Oracle()
    for name, argument in steps:
        if name in ("put", "remove", "build", "reload"):
            getattr(oracle, name)(*([argument] if argument else []))
        else:
            oracle.check(argument, k)  # type: ignore[arg-type]  # a set or None, as drawn
    oracle.check(None, k)
    oracle.check(set(range(1, 30)), k)


def test_when_it_is_worn() -> None:
    oracle = Oracle()
    seen: list[bool] = []
    changes: tuple[Callable[[], None], ...] = (
        lambda: oracle.put([1, 2, 3, 4]),  # so few are searched exactly
        lambda: oracle.put(list(range(5, 21))),
        oracle.build,
        lambda: oracle.put([21, 22, 23, 24]),
        lambda: oracle.remove([1, 2]),
        lambda: oracle.remove(list(range(3, 22))),  # three are left, and a graph of twenty
        oracle.build,
    )
    for change in changes:
        change()
        seen.append(oracle.index.worn)
    assert seen == [False, True, False, False, True, True, False]
    oracle.check(None, 10)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.5, 0.9, 1.0])
def test_recall_of_a_part_is_that_of_the_whole(share: float) -> None:
    vectors, ids = unit(1, 3000, 64), np.arange(1, 3001, dtype=np.int64) * 3
    builder = ENGINE.builder(64, 3000)
    builder.put(ids, vectors)
    index = builder.done()
    allowed = np.sort(np.random.default_rng(2).choice(ids, int(3000 * share), replace=False))
    found, wanted = 0, 0
    for query in unit(3, 30, 64):
        scores = np.where(np.isin(ids, allowed), vectors @ query, -2.0)
        best = set(ids[np.argsort(-scores)[: min(10, len(allowed))]].tolist())
        got: Ids = np.array([id for id, _ in index.search(query, 10, allowed)], np.int64)
        assert set(got.tolist()) <= set(allowed.tolist())
        found, wanted = found + len(best & set(got.tolist())), wanted + len(best)
    assert found >= 0.98 * wanted


def test_a_damaged_dump_is_refused() -> None:
    oracle = Oracle()
    oracle.put(list(range(1, 31)))
    oracle.build()
    oracle.put([31])
    data = oracle.index.dump()
    for bad in (
        data[:-1],
        data[:200],
        data[: data.index(b"\n")],
        b"{}\n" + data,
        b'{"rows": 3, "graph": 0}\nabc',
    ):
        with pytest.raises(ValueError):  # noqa: PT011  # the message is the engine's own
            ENGINE.load(bad, DIMENSION)
    with pytest.raises(ValueError, match="dimension"):
        ENGINE.load(data, DIMENSION + 1)
