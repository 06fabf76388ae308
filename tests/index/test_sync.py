"""Whatever happens to the index, it ends as the one that the stored vectors make."""

from __future__ import annotations

import asyncio
import itertools
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.index import faiss_engine
from retrieval.index.base import IndexEngine
from retrieval.index.faiss_engine import FaissEngine, HnswEngine
from tests.core_fakes import names_in
from tests.index.worlds import World, open_world

process = st.integers(0, 1)
step = st.one_of(
    st.tuples(st.just("put"), process, st.integers(1, 4)),
    st.tuples(st.just("put"), process, st.integers(1, 4)),
    st.tuples(st.just("revise"), process, st.integers(0, 9), st.integers(1, 4)),
    st.tuples(st.just("remove"), process, st.integers(0, 9)),
    st.tuples(
        st.sampled_from(["check", "save", "restart", "die_while_saving", "rebuild", "renewed", "close"]),
        process,
    ),
    st.tuples(st.just("damage"), st.integers(0, 10_000), st.integers(1, 255)),
    st.tuples(st.just("cut"), st.integers(0, 10_000)),
    st.tuples(st.sampled_from(["lose", "leftover", "keep", "bring_back"])),
)
Step = tuple[str, *tuple[int, ...]]


async def take(world: World, given_step: Step) -> None:
    """One thing that happens to the world."""
    match given_step:
        case ("put", who, passages):
            await world.put(who, passages)
        case ("revise", who, which, passages):
            await world.revise(who, which, passages)
        case ("remove", who, which):
            await world.remove(who, which)
        case ("check", who):
            await world.check(who)
        case ("save", who):
            await world.processes[who].index.save()
        case ("restart", who):
            world.processes[who].restart()
        case ("die_while_saving", who):
            await world.processes[who].die_while_saving()
        case ("rebuild", who):
            await world.processes[who].index.rebuild()
        case ("renewed", who):
            await world.processes[who].index.renewed()
        case ("close", who):
            await world.processes[who].index.close()
        case _:
            happen_to_the_snapshot(world.snapshot, given_step)


def happen_to_the_snapshot(snapshot: Path, given_step: Step) -> None:
    kept = snapshot.with_suffix(".kept")
    match given_step:
        case ("leftover",):
            (snapshot.parent / "index.faiss.abc.tmp").write_bytes(b"half a snapsh")
        case ("bring_back",) if kept.exists():
            shutil.copy(kept, snapshot)
        case _ if not snapshot.exists() or not snapshot.stat().st_size:
            return
        case ("damage", at, change):
            data = bytearray(snapshot.read_bytes())
            data[at % len(data)] ^= change
            snapshot.write_bytes(data)
        case ("cut", at):
            data = bytearray(snapshot.read_bytes())
            snapshot.write_bytes(data[: at % len(data)])
        case ("lose",):
            snapshot.unlink()
        case ("keep",):
            shutil.copy(snapshot, kept)


@given(st.lists(step, max_size=25))
@example([("put", 0, 2), ("check", 0), ("die_while_saving", 0), ("put", 1, 2), ("check", 0), ("check", 1)])
@example(
    [("put", 0, 3), ("check", 1), ("save", 1), ("revise", 0, 0, 3), ("check", 0), ("save", 0), ("restart", 1)]
)
@example(
    [
        ("put", 0, 2),
        ("check", 0),
        ("save", 0),
        ("keep",),
        ("put", 0, 2),
        ("check", 0),
        ("save", 0),
        ("bring_back",),
        ("restart", 0),
    ]
)
@example(
    [("put", 0, 1), ("check", 0), ("remove", 0, 0), ("check", 0), ("save", 0), ("restart", 0), ("check", 0)]
)
def test_any_order_of_writes_crashes_and_losses_ends_like_a_rebuild(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(scenario(Path(folder), steps, FaissEngine()))


@given(st.lists(step, max_size=25))
@example(
    [
        ("put", 0, 4),
        ("put", 0, 4),
        ("check", 0),
        ("renewed", 0),
        ("put", 1, 2),
        ("remove", 0, 0),
        ("check", 0),
    ]
)
@example(
    [("put", 0, 4), ("put", 0, 4), ("check", 0), ("renewed", 0), ("restart", 0), ("check", 0), ("close", 0)]
)
@example(
    [("put", 0, 4), ("put", 0, 4), ("check", 0), ("remove", 0, 0), ("save", 1), ("renewed", 0), ("check", 0)]
)
def test_a_large_library_ends_like_a_rebuild_too(steps: list[Step]) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(faiss_engine, "EXACT_ROWS", 3)
        asyncio.run(scenario(Path(folder), steps, HnswEngine()))


async def scenario(folder: Path, steps: list[Step], engine: IndexEngine) -> None:
    async with open_world(folder, engine=engine) as world:
        for each in steps:
            await take(world, each)
        await world.check(0)
        await world.check(1)
        for number in (0, 1):
            await world.processes[number].index.renewed()
            world.processes[number].restart()
            await world.check(number)
            await world.processes[number].index.close()


async def test_no_byte_of_the_header_can_lie(tmp_path: Path) -> None:
    """A changed byte anywhere in the header is noticed or does no harm."""
    async with open_world(tmp_path, processes=1) as world:
        for _ in range(12):
            await world.put(0, 1)
        await world.check(0)
        await world.processes[0].index.save()
        await world.revise(0, 3, 1)
        good = world.snapshot.read_bytes()
        for at in range(0, good.index(b"\n") + 1, 3):
            other = bytes([good[at] ^ (1 + at * 37 % 255)])
            world.snapshot.write_bytes(good[:at] + other + good[at + 1 :])
            world.processes[0].restart()
            await world.check(0)


@pytest.mark.parametrize("number", [13, 14, 18, "12", None, 1.5, True, [12], -1])
async def test_a_header_with_another_number_is_not_believed(tmp_path: Path, number: object) -> None:
    async with open_world(tmp_path, processes=1) as world:
        for _ in range(12):
            await world.put(0, 1)
        await world.check(0)
        await world.processes[0].index.save()
        await world.revise(0, 3, 1)
        await world.put(0, 2)
        header, data = world.snapshot.read_bytes().split(b"\n", 1)
        changed = json.dumps({**json.loads(header), "change": number}).encode()
        world.snapshot.write_bytes(changed + b"\n" + data)
        world.processes[0].restart()
        await world.check(0)


async def test_the_snapshot_of_a_life_that_was_rolled_back_is_not_believed(tmp_path: Path) -> None:
    """Somebody restores dateline.db from a backup and leaves index.faiss where it is; numbers are given out again."""
    async with open_world(tmp_path, processes=1) as world:
        await world.put(0, 1)
    shutil.copy(tmp_path / "dateline.db", tmp_path / "backup")
    async with open_world(tmp_path, processes=1, first=100) as world:
        for _ in range(5):
            await world.put(0, 1)
        await world.check(0)
        await world.processes[0].index.save()
    shutil.copy(tmp_path / "backup", tmp_path / "dateline.db")
    async with open_world(tmp_path, processes=1, first=1000) as world:
        for _ in range(8):
            await world.put(0, 1)
        await world.check(0)


async def test_the_snapshot_of_another_database_is_not_believed(tmp_path: Path) -> None:
    """Two data folders with the same numbers, and the index of one copied into the other."""
    for name, first in (("a", 100), ("b", 200)):
        (tmp_path / name).mkdir()
        async with open_world(tmp_path / name, processes=1, first=first) as world:
            await world.put(0, 3)
            await world.check(0)
            await world.processes[0].index.save()
    shutil.copy(tmp_path / "a" / "index.faiss", tmp_path / "b" / "index.faiss")
    async with open_world(tmp_path / "b", processes=1, first=300) as world:
        await world.check(0)


@pytest.mark.parametrize("moment", range(6))
async def test_a_feed_pruned_while_it_is_read_is_not_half_read(tmp_path: Path, moment: int) -> None:
    """The other process saves and prunes before one of the reads with which this one catches up, whichever it is."""
    async with open_world(tmp_path) as world:
        await world.put(0, 2)
        await world.check(0)
        await world.check(1)
        await world.put(1, 3)
        database = world.processes[0].database
        reads = itertools.count()

        async def overtaken() -> None:
            if next(reads) == moment:
                await world.check(1)
                await world.processes[1].index.save()

        one, several = database.one, database.all

        async def overtaken_one(sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Row | None:
            await overtaken()
            return await one(sql, parameters)

        async def overtaken_all(sql: str, parameters: Iterable[Any] = ()) -> list[sqlite3.Row]:
            await overtaken()
            return await several(sql, parameters)

        database.one, database.all = overtaken_one, overtaken_all  # type: ignore[method-assign]  # where threads switch
        await world.check(0)
        assert next(reads) > moment, "it was overtaken"


async def test_another_model_sees_only_its_own_vectors(tmp_path: Path) -> None:
    async with open_world(tmp_path, processes=1, model="one") as world:
        await world.put(0, 3)
        await world.check(0)
        await world.processes[0].index.save()
    async with open_world(tmp_path, processes=1, model="two") as world:
        await world.check(0)
        await world.put(0, 2)
        await world.check(0)
        await world.processes[0].index.save()
    async with open_world(tmp_path, processes=1, model="one") as world:
        await world.check(0)


async def test_leftovers_of_a_killed_save_are_swept(tmp_path: Path) -> None:
    (tmp_path / "index.faiss.abc.tmp").write_bytes(b"half")
    async with open_world(tmp_path, processes=1) as world:
        await world.put(0, 1)
        await world.check(0)
        await world.processes[0].index.save()
        assert names_in(tmp_path) == ["dateline.db", "dateline.db-shm", "dateline.db-wal", "index.faiss"]


async def test_saving_prunes_the_feed(tmp_path: Path) -> None:
    async with open_world(tmp_path, processes=1) as world:
        await world.put(0, 4)
        await world.check(0)
        change_feed = world.processes[0].change_feed
        last = await change_feed.last_change()
        assert len(await change_feed.changes_after(0) or ()) == 4
        await world.processes[0].index.save()
        assert await change_feed.last_change() == last
        assert await change_feed.changes_after(last) == []
        assert await change_feed.changes_after(last - 1) is None
