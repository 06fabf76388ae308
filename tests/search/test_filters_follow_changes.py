"""The ids that a search is restricted to are kept between questions, and are those of the database at every question."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval import Filters
from retrieval.index.base import Ids, Vectors
from retrieval.index.sync import IndexSync
from retrieval.search.hybrid import HybridSearch
from retrieval.store.articles import Articles
from retrieval.store.passages import Passages, ids_of
from tests.index.worlds import DIMENSION, Process, World, open_world

FILTERS = (
    Filters(),
    Filters(scopes=("trash:shared",)),
    Filters(scopes=("shared", "trash:shared", "guild:1")),
)
step = st.one_of(
    st.tuples(st.just("put"), st.integers(1, 4)),
    st.tuples(st.just("revise"), st.integers(0, 9), st.integers(1, 4)),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("ask"), st.integers(0, len(FILTERS) - 1)),
    st.tuples(st.just("save")),
)


class WatchedIndex(IndexSync):
    """Remembers which ids the last search was restricted to."""

    asked: Ids | None = None

    async def search(self, vector: Vectors, k: int, allowed: Ids | None) -> list[tuple[int, float]]:
        self.asked = allowed
        return await super().search(vector, k, allowed)


async def embed(_text: str) -> Vectors:
    return np.ones(DIMENSION, np.float32) / np.float32(DIMENSION**0.5)


def watched(process: Process, index: WatchedIndex) -> HybridSearch:
    return HybridSearch(
        passages=Passages(process.database),
        articles=Articles(process.database),
        change_feed=process.change_feed,
        index=index,
        embed=embed,
        candidates=50,
    )


async def take(world: World, given_step: tuple[object, ...]) -> None:
    match given_step:
        case ("put", int(passages)):
            await world.put(0, passages)
        case ("revise", int(which), int(passages)):
            await world.revise(0, which, passages)
        case ("remove", int(which)):
            await world.remove(0, which)


@given(st.lists(step, max_size=20))
@example([("put", 3), ("ask", 0), ("ask", 2), ("remove", 0), ("ask", 0), ("ask", 1), ("ask", 2)])
@example([("put", 3), ("ask", 0), ("revise", 0, 2), ("save",), ("ask", 0)])
def test_they_are_those_of_the_database(steps: list[tuple[object, ...]]) -> None:
    async def scenario(folder: Path) -> None:
        async with open_world(folder, processes=1) as world:
            (process,) = world.processes
            index = process.fresh_index(WatchedIndex)
            search = watched(process, index)
            for each in [*steps, ("ask", 0), ("ask", 1), ("ask", 2)]:
                await take(world, each)
                if each[0] == "save":
                    await index.refresh()
                    await index.save()  # forgets the changes until now
                if each[0] == "ask":
                    filters = FILTERS[int(str(each[1]))]
                    index.asked = None
                    await search.search("text", filters, 5)
                    wanted = ids_of(await Passages(process.database).allowed(filters)).tolist()
                    assert (index.asked.tolist() if index.asked is not None else []) == wanted

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(scenario(Path(folder)))
