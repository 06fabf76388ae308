"""What a crash test kills: `python -m tests.crash_driver DO DATA_DIR FOLDER ACKNOWLEDGED`. Not a test.

Each line of the file ACKNOWLEDGED is flushed to the disk after Dateline said that this work is done.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, TextIO

from retrieval import Library, Progress, Settings
from retrieval.ingest.article import TOGETHER
from retrieval.store.stories import Stories
from retrieval.upkeep import restore_backup
from tests.core_fakes import HashingEmbedder, open_small

STEPS = 40
"""People who are forgotten one after the other."""
REOPEN_AFTER = 7
"""Ingests in one opening: closing writes the snapshot, which is a moment to be killed at too."""


def say(file: TextIO, line: str) -> None:
    file.write(line + "\n")
    file.flush()
    os.fsync(file.fileno())


async def ingest_one_by_one(data_dir: Path, paths: list[Path], file: TextIO) -> None:
    for start in range(0, len(paths), REOPEN_AFTER):
        async with open_small(data_dir) as library:
            for path in paths[start : start + REOPEN_AFTER]:
                (item,) = (await library.ingest([path])).items
                say(file, f"{item.source}")


async def ingest_at_once(data_dir: Path, paths: list[Path], file: TextIO) -> None:
    said = 0

    def done_before(progress: Progress) -> None:
        nonlocal said
        if progress.stage == "ingesting":
            for path in paths[said : progress.done]:
                say(file, str(path))
            said = progress.done

    async with open_small(data_dir) as library:
        await library.ingest(paths, on_progress=done_before)


def die_inside(number: int) -> None:
    """The process kills itself while it writes its article of this number, in the middle of the transaction."""
    put, calls = Stories.put, count(1)

    async def fatal(self: Stories, *arguments: Any) -> None:
        await put(self, *arguments)
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(Stories, "put", fatal)  # noqa: B010  # an assignment would be checked for its types


async def reindex(library: Library, file: TextIO, *, full: bool) -> None:
    def done_before(progress: Progress) -> None:
        if progress.stage == "reindexing" and progress.done:
            say(file, str(progress.done))

    await library.reindexes.run(full=full, on_progress=done_before)


async def roll_back(library: Library, file: TextIO) -> None:
    def done_before(progress: Progress) -> None:
        if progress.done:
            say(file, str(progress.done))

    (run,) = await library.reindexes.recent()
    await library.reindexes.roll_back(run.id, on_progress=done_before)


def main(do: str, data_dir: Path, folder: Path, acknowledged: Path) -> None:
    with acknowledged.open("a", encoding="utf-8") as file:
        asyncio.run(carry_out(do, data_dir, sorted(folder.iterdir()), file))


async def carry_out(do: str, data_dir: Path, paths: list[Path], file: TextIO) -> None:
    if do == "one-by-one":
        await ingest_one_by_one(data_dir, paths, file)
    elif do == "folder":
        await ingest_at_once(data_dir, paths, file)
    elif do == "inside-a-group":
        die_inside(TOGETHER + 4)
        await ingest_at_once(data_dir, paths, file)
    elif do == "purge":
        async with open_small(data_dir) as library:
            for scope in await library.retention.purge_left(datetime.max.replace(tzinfo=UTC)):
                say(file, scope)
    elif do == "backup":
        async with open_small(data_dir) as library:
            for number in range(1000):
                made = await library.backups.make(paths[0].parent / f"{number:04d}.zip")
                say(file, made.path.name)
    elif do == "restore":
        for number in range(1000):
            settings = Settings(data_dir=data_dir / f"{number:04d}")
            await restore_backup(paths[-1], settings, deleted_may_return=True)
            say(file, f"{number:04d}")
    elif do == "forget":
        async with open_small(data_dir) as library:
            for number in range(STEPS):
                await library.people.forget(f"user:{number}")
                say(file, f"user:{number}")
    elif do == "reindex-model":
        async with open_small(data_dir, HashingEmbedder("other", 48)) as library:
            await reindex(library, file, full=False)
    elif do == "rollback":
        async with open_small(data_dir, passages={"words": 40}) as library:
            await roll_back(library, file)
    else:
        async with open_small(data_dir, passages={"words": 40}) as library:
            await reindex(library, file, full=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
