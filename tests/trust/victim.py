"""What is killed. `python -m tests.trust.victim` imports the program once and then has a child for each line of its
standard input (a list in JSON: what to do, then four paths), whose number it prints. A child writes a line into the last
of the paths, through to the disk, after Dateline said that this work is done. Not a test."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TextIO

from retrieval.store.database import open_database
from tests.core_fakes import open_small
from tests.crash_driver import carry_out, say

SCOPE = "shared"


async def take_away(data_dir: Path, file: TextIO) -> None:
    async with open_small(data_dir) as library:
        for each in sorted((await library.articles.page(limit=1000)).items, key=lambda info: info.id):
            await library.articles.remove(each.id)
            say(file, str(each.id))


async def bring_back(data_dir: Path, ids: list[int], file: TextIO) -> None:
    async with open_small(data_dir) as library:
        for article_id in ids:
            await library.articles.restore(article_id)
            say(file, str(article_id))


async def write_snapshots(data_dir: Path, paths: list[Path], file: TextIO) -> None:
    """One is written each time the library is closed, and it has changed."""
    for path in paths:
        async with open_small(data_dir) as library:
            await library.ingest([path])
            say(file, str(path))


async def migrate(data_dir: Path, paths: list[Path], file: TextIO) -> None:
    """The same old database again and again."""
    for number in range(1000):
        target = data_dir / f"{number:04d}"
        target.mkdir(parents=True)
        shutil.copy(paths[0], target / "dateline.db")
        say(file, f"copied {number:04d}")
        async with open_database(target / "dateline.db"):
            say(file, f"{number:04d}")


async def poll(data_dir: Path, paths: list[Path], file: TextIO) -> None:
    """Each feed that the file names is added, which takes its articles in."""
    urls = paths[0].read_text(encoding="utf-8").split()
    port = int(urls[0].split(":")[2].split("/")[0])
    async with open_small(
        data_dir, fetch={"allow_private_networks": True, "allowed_ports": [port]}
    ) as library:
        for url in urls:
            await library.ingest([url])
            say(file, url)


async def suffer(do: str, data_dir: Path, folder: Path, acknowledged: Path) -> None:
    paths = sorted(folder.iterdir())  # noqa: ASYNC240  # nobody else waits in this process
    with acknowledged.open("a", encoding="utf-8") as file:
        if do == "remove":
            await take_away(data_dir, file)
        elif do == "restore articles":
            await bring_back(data_dir, json.loads(paths[0].read_text(encoding="utf-8")), file)
        elif do == "snapshot":
            await write_snapshots(data_dir, paths, file)
        elif do == "migrate":
            await migrate(data_dir, paths, file)
        elif do == "poll":
            await poll(data_dir, paths, file)
        else:
            await carry_out(do, data_dir, paths, file)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    print("ready", flush=True)  # noqa: T201  # how it is talked to
    for line in sys.stdin:
        do, *paths = json.loads(line)
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what it logs is no number of a child
            try:
                asyncio.run(suffer(do, *map(Path, paths)))
            finally:
                sys.stderr.flush()
                os._exit(0)
        print(child, flush=True)  # noqa: T201  # as above


if __name__ == "__main__":
    main()
