"""Disks that fill up, may not be written, or lose and turn bits: what was acknowledged stays, and what is not what was
stored is never served."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from retrieval import Answer, DatelineError, Draft, Library, StoreError
from retrieval.ingest import quota
from retrieval.text import normalise
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, add, open_small, prose
from tests.store.test_full_disk import fill_up
from tests.test_crash import healed

from .dying import copied_as_killed
from .table import Kind

ARTICLES = 12
PAGE = 4096
SMALL_DISK = "6m"
EXACT: dict[str, dict[str, object]] = {"search": {"candidates": 1000}}
QUOTING: dict[str, dict[str, object]] = {"answer": {"threshold": 0.0}, "reader": {"model": ""}, **EXACT}
"""Whatever is nearest is quoted, and no model reads: what matters is whose words they are."""


def texts() -> dict[str, str]:
    return {f"{number}.txt": prose(number) for number in range(ARTICLES)}


async def fill(data_dir: Path) -> dict[int, str]:
    """Ids and the texts as they were stored. The last article stands in the log only, beside the database."""
    async with open_small(data_dir) as library:
        ids = [await add(library, name, text) for name, text in texts().items()]
        return {id: (await library.articles.get(id)).text for id in ids}


# A full disk


class SmallDisk:
    """A file system of a few megabytes. Raises OSError where none may be mounted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self._run("mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(path))

    def _run(self, *line: str) -> None:
        try:
            done = subprocess.run(line, capture_output=True, check=False)
        except FileNotFoundError as error:
            raise OSError(str(error)) from error
        if done.returncode:
            raise OSError(done.stderr.decode().strip())

    def leave_free(self, pages: int) -> Path:
        """Everything is taken but so many pages."""
        filler = fill_up(self.path)
        with filler.open("r+b") as file:
            file.truncate(max(0, filler.stat().st_size - pages * PAGE))
        return filler

    def read_only(self, *, yes: bool) -> None:
        self._run("mount", "-o", f"remount,{'ro' if yes else 'rw'}", str(self.path))

    def close(self) -> None:
        self._run("umount", "-l", str(self.path))


async def full_at(disk: SmallDisk, filled: Path, pages: int) -> int:
    """The disk is full after so many pages more. Acknowledged articles that are gone when there is room again."""
    data_dir = Path(shutil.copytree(filled, disk.path / "data"))
    embedder = HashingEmbedder()
    try:
        with patch.object(quota, "RESERVE", 0):
            async with open_small(data_dir, embedder, **EXACT) as library:
                first = (await library.articles.page()).items[0].id
                filler = disk.leave_free(pages)
                added = [await _added(library, number) for number in range(ARTICLES, ARTICLES + 6)]
                promised = {article_id for article_id in added if article_id is not None}
                gone = await _taken_away(library, first)
                await _reindexed(library)
            filler.unlink()
            async with open_small(data_dir, embedder, **EXACT) as library:
                there = {each.id for each in (await library.articles.page(limit=1000)).items}
                assert (first in there) is not gone
                await healed(library, data_dir, embedder)
                assert await _added(library, 1000) is not None, "it does not go on where there is room again"
        assert torn(data_dir) == []
        return len(promised - there)
    finally:
        shutil.rmtree(data_dir)
        (disk.path / "filler").unlink(missing_ok=True)


async def _added(library: Library, number: int) -> int | None:
    """The id of a new article; None where there was no room for it."""
    text = normalise(prose(number))
    (item,) = (await library.add([Draft("", f"key {number}", f"Story {number}", text, text)])).items
    assert item.error is None or isinstance(item.error, StoreError), item.error
    return item.article_id


async def _taken_away(library: Library, article_id: int) -> bool:
    try:
        await library.articles.remove(article_id)
    except StoreError:
        return False
    return True


async def _reindexed(library: Library) -> None:
    with suppress(StoreError):
        await library.reindexes.run(full=True)


async def full_disks(folder: Path, times: int) -> list[Kind]:
    full, read_only = Kind("disk full, at every page"), Kind("disk that may only be read")
    filled = folder / "filled"
    await fill(filled)
    try:
        disk = SmallDisk(folder / "disk")
    except OSError as error:
        return [Kind(f"full disk: not tried, no file system may be mounted here ({error})")]
    try:
        for number in range(times):
            await full.counted(full_at(disk, filled, number))
        for _ in range(max(1, times // 10)):
            await read_only.counted(only_read(disk, filled))
    finally:
        disk.close()
    return [full, read_only]


async def only_read(disk: SmallDisk, filled: Path) -> int:
    """It does not start, says so, and has everything when it may write again."""
    data_dir = Path(shutil.copytree(filled, disk.path / "data"))
    try:
        disk.read_only(yes=True)
        try:
            async with open_small(data_dir) as library:
                await add(library, "more.txt", prose(99))
                raise AssertionError("it wrote on a disk that may not be written")
        except StoreError:
            pass
        finally:
            disk.read_only(yes=False)
        async with open_small(data_dir) as library:
            return ARTICLES - (await library.articles.page()).total
    finally:
        shutil.rmtree(data_dir)


# Damage


def flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 8])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def tear(path: Path, chance: random.Random) -> None:
    """The end is missing, or was never written."""
    data = path.read_bytes()
    at = chance.randrange(len(data))
    path.write_bytes(data[:at] if chance.random() < 0.5 else data[:at] + bytes(len(data) - at))


def damaged(
    folder: Path, name: str, harm: Callable[[Path, random.Random], None], chance: random.Random
) -> Path:
    data_dir = Path(shutil.copytree(folder, folder.with_name("damaged")))
    harm(data_dir / name, chance)
    return data_dir


async def snapshot_damaged(data_dir: Path) -> int:
    """Costs a rebuild and nothing else."""
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder, **EXACT) as library:
        await healed(library, data_dir, embedder)
        return ARTICLES - (await library.articles.page(limit=1000)).total


async def database_damaged(data_dir: Path, stored: dict[int, str]) -> int:
    """What is served is what was stored, or it is said that it cannot be. The damage itself loses nothing that was not
    damaged; how much that is, nobody can know here."""
    try:
        async with open_small(data_dir, HashingEmbedder(), **QUOTING) as library:
            for number in (1, 5, 9):
                await _served(library, prose(number).split(".")[1], stored)
            await library.diagnose()
    except StoreError:
        pass
    return 0


async def _served(library: Library, question: str, stored: dict[int, str]) -> None:
    try:
        outcome = await library.ask(f"what about {question}?")
    except DatelineError:
        return
    for citation in outcome.citations if isinstance(outcome, Answer) else ():
        quote = citation.quote
        assert stored[quote.article_id][quote.span.start : quote.span.end] == quote.text, (
            "a damaged text was served"
        )


async def damages(folder: Path, times: int, seed: int) -> list[Kind]:
    """So many of each kind."""
    chance = random.Random(seed)
    whole = folder / "whole"
    stored = await fill(whole)
    async with open_small(whole) as library:
        await add(library, "in-the-log.txt", prose(500))
        logged = folder / "logged"
        copied_as_killed(whole, logged)
        stored |= {
            each.id: (await library.articles.get(each.id)).text
            for each in (await library.articles.page()).items
        }
    kinds = []
    work: tuple[tuple[str, Path, str, Callable[[Path], Awaitable[int]]], ...] = (
        ("snapshot", folder / "indexed", "index.faiss", snapshot_damaged),
        ("database", whole, "dateline.db", lambda data_dir: database_damaged(data_dir, stored)),
        ("write-ahead log", logged, "dateline.db-wal", lambda data_dir: database_damaged(data_dir, stored)),
    )
    await fill(folder / "indexed")
    for part, source, name, check in work:
        for how, harm in (("bits turned in the", flip), ("torn", tear)):
            kind = Kind(f"{how} {part}")
            for _ in range(times):
                data_dir = damaged(source, name, harm, chance)
                await kind.counted(check(data_dir))
                shutil.rmtree(data_dir)
            kinds.append(kind)
    return kinds
