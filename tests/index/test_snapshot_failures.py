"""The snapshot is a cache: whatever keeps it from being read or written costs a rebuild and one warning, nothing else."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from retrieval import Answer
from tests.core_fakes import add, names_in, open_small, prose

from .worlds import open_world

QUESTION = "when was the treaty signed?"
TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """As on a full disk: every write beyond `size` fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def in_the_way(path: Path, kind: str) -> None:
    path.unlink(missing_ok=True)
    if kind == "folder":
        (path / "with something in it").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.symlink_to(path)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "circle"])
async def test_something_else_in_its_place(tmp_path: Path, kind: str) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TREATY)
    in_the_way(tmp_path / "index.faiss", kind)
    with capture_logs() as logs:
        async with open_small(tmp_path) as library:
            assert isinstance(await library.ask(QUESTION), Answer)
            (hit,) = await library.search(QUESTION)
            assert hit.cosine is not None, "the index was built from the database"
            await add(library, "b.txt", prose(1))
            await library.reindexes.run()
    warned = [each["event"] for each in logs if each["log_level"] == "warning"]
    assert warned.count("index_rebuild") == 1
    assert warned.count("snapshot_not_saved") == (1 if kind == "folder" else 0)
    async with open_small(tmp_path) as library:
        assert all(each.ok for each in await library.diagnose())


async def test_a_full_disk_at_the_end(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        library = await stack.enter_async_context(open_small(tmp_path))
        await add(library, "a.txt", TREATY)
        assert isinstance(await library.ask(QUESTION), Answer)
        with capture_logs() as logs, no_file_longer_than(100):
            await stack.aclose()
    (warning,) = [each for each in logs if each["event"] == "snapshot_not_saved"]
    assert os.strerror(errno.EFBIG) in warning["error"]
    assert not [name for name in names_in(tmp_path) if "faiss" in name], "nothing half-written"
    async with open_small(tmp_path) as library:
        assert all(each.ok for each in await library.diagnose())


async def test_it_is_tried_again_when_there_is_room(tmp_path: Path) -> None:
    async with open_world(tmp_path, processes=1) as world:
        await world.put(0, 3)
        await world.check(0)
        index = world.processes[0].index
        with capture_logs() as logs, no_file_longer_than(100):
            await index.save()
            await index.save()
        assert [each["event"] for each in logs] == ["snapshot_not_saved"], "one warning, not one for each try"
        await index.save()
        assert world.snapshot.is_file()


async def test_the_mark_of_a_saved_snapshot_cannot_be_noted(tmp_path: Path) -> None:
    """The disk is full for the database, too: the snapshot is not believed next time, and nothing else happens."""
    async with open_world(tmp_path, processes=1) as world:
        await world.put(0, 3)
        await world.check(0)
        process = world.processes[0]
        await process.database._writer.execute("PRAGMA query_only=ON")
        with capture_logs() as logs:
            await process.index.save()
        assert [each["event"] for each in logs] == ["snapshot_not_saved"]
        process.restart()
        await world.check(0)


async def test_leftovers_that_cannot_be_swept(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TREATY)
    (tmp_path / "index.faiss.abc.tmp" / "deep").mkdir(parents=True)
    async with open_small(tmp_path) as library:
        assert isinstance(await library.ask(QUESTION), Answer)
