"""A worn index is built anew beside the one in use, and takes its place with everything that came meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.index import faiss_engine
from retrieval.index.base import Ids, Vectors
from retrieval.index.faiss_engine import HnswBuilder, HnswEngine
from tests.index.worlds import DIMENSION, open_world


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(faiss_engine, "EXACT_ROWS", 3)
        yield


class CountingEngine(HnswEngine):
    """Counts the builds that were begun. A build may fail, or be held up."""

    def __init__(self) -> None:
        self.begun = 0
        self.fails = False
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def builder(self, dimension: int, size: int) -> HnswBuilder:
        self.begun += 1
        return WaitingBuilder(dimension, self)


class WaitingBuilder(HnswBuilder):
    """Waits until it may go on, or has no memory."""

    def __init__(self, dimension: int, engine: CountingEngine) -> None:
        super().__init__(dimension)
        self._engine = engine

    def put(self, ids: Ids, vectors: Vectors) -> None:
        if self._engine.fails:
            raise MemoryError
        self._engine.may_go_on.wait()
        super().put(ids, vectors)


async def test_what_changes_during_a_build_is_in_the_index_afterwards(tmp_path: Path) -> None:
    engine = CountingEngine()
    async with open_world(tmp_path, processes=1, engine=engine) as world:
        for _ in range(10):
            await world.put(0, 4)
        engine.may_go_on.clear()
        await world.check(0)
        await world.remove(0, 0)
        await world.put(0, 1)
        await world.check(0)  # the former index answers
        engine.may_go_on.set()
        await world.processes[0].index.renewed()
        await world.check(0)
        assert engine.begun == 1


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
    engine = CountingEngine()
    async with open_world(tmp_path, processes=1, engine=engine) as world:
        await world.put(0, 4)
        engine.may_go_on.clear()
        await world.check(0)
        await world.processes[0].index.close()
        engine.may_go_on.set()
        assert world.snapshot.exists()
        assert not [task for task in asyncio.all_tasks() if task.get_name() == "index-build"]
        world.processes[0].restart()
        await world.check(0)
        await world.processes[0].index.close()
