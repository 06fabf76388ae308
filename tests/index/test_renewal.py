"""A worn index is built anew beside the one in use, and takes its place with everything that came meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.index import hnsw_engine
from retrieval.index.base import Ids, Vectors
from retrieval.index.hnsw_engine import HnswBuilder, HnswEngine, HnswIndex
from tests.index.worlds import DIMENSION, open_world


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hnsw_engine, "EXACT_ROWS", 3)
        yield


class CountingEngine(HnswEngine):
    """Counts the builds that were begun, and the vectors that were put; a build may fail."""

    def __init__(self) -> None:
        self.begun = 0
        self.fails = False

    def builder(self, dimension: int, size: int) -> HnswBuilder | HnswIndex:
        self.begun += 1
        return FailingBuilder(dimension) if self.fails else super().builder(dimension, size)


class FailingBuilder(HnswBuilder):
    """Has no memory."""

    def put(self, ids: Ids, vectors: Vectors) -> None:
        raise MemoryError(f"{len(ids)} of {len(vectors)}")


async def test_what_changes_during_a_build_is_in_the_index_afterwards(tmp_path: Path) -> None:
    engine = CountingEngine()
    async with open_world(tmp_path, processes=1, engine=engine) as world:
        for _ in range(4):
            await world.put(0, 4)
        await world.check(0)
        assert engine.begun == 1
        await world.remove(0, 0)
        await world.put(0, 1)
        await world.check(0)  # the former index answers
        await world.processes[0].index.renewed()
        await world.check(0)
        assert engine.begun <= 2


async def test_what_was_built_is_saved_and_read_by_the_next_process(tmp_path: Path) -> None:
    engine = CountingEngine()
    async with open_world(tmp_path, processes=1, engine=engine) as world:
        for _ in range(4):
            await world.put(0, 4)
        await world.check(0)
        await world.processes[0].index.renewed()
        built = engine.load(world.snapshot.read_bytes().split(b"\n", 1)[1], DIMENSION)
        assert not built.worn
        world.processes[0].restart()  # without a word: the build itself saved it
        await world.check(0)
        await world.processes[0].index.close()
        assert engine.begun == 1


async def test_a_build_that_fails_is_not_tried_again(tmp_path: Path) -> None:
    engine = CountingEngine()
    engine.fails = True
    async with open_world(tmp_path, processes=1, engine=engine) as world:
        for _ in range(4):
            await world.put(0, 4)
            await world.check(0)
            await world.processes[0].index.renewed()
        assert engine.begun == 1


async def test_closing_gives_up_a_build_and_saves(tmp_path: Path) -> None:
    async with open_world(tmp_path, processes=1, engine=CountingEngine()) as world:
        await world.put(0, 4)
        await world.check(0)
        await world.processes[0].index.close()
        assert world.snapshot.exists()
        assert not [task for task in asyncio.all_tasks() if task.get_name() == "index-build"]
        world.processes[0].restart()
        await world.check(0)
        await world.processes[0].index.close()
