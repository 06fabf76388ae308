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
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from retrieval import Library, Settings, open_library
from retrieval.store.database import open_database
from tests.core_fakes import HashingEmbedder, open_small
from tests.crash_driver import carry_out, say

SCOPE = "shared"
STAGGER = timedelta(minutes=1)
"""Between two feeds that were missed, and more."""


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
    async with open_small(data_dir, fetch=from_loopback(urls[0])) as library:
        for url in urls:
            await library.ingest([url])
            say(file, url)


async def poll_due(data_dir: Path, paths: list[Path], file: TextIO) -> None:
    """The feeds that the file names are there and due: they are asked one after another, as by a bot that was away."""
    urls = paths[0].read_text(encoding="utf-8").split()
    async with open_later(data_dir, urls[0]) as (library, clock):
        await library.feeds.spread()
        for _ in urls:
            for result in await library.feeds.poll():
                say(file, result.feed.url)
            clock.now += STAGGER


@asynccontextmanager
async def open_later(data_dir: Path, url: str) -> AsyncIterator[tuple[Library, StandingClock]]:
    """The library of `open_small`, when its feeds are due again; with its clock."""
    clock = StandingClock(datetime(2026, 1, 3, tzinfo=UTC))
    settings = Settings.model_validate({"data_dir": data_dir, "fetch": from_loopback(url)})
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        yield library, clock


@dataclass
class StandingClock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def from_loopback(url: str) -> dict[str, object]:
    """Settings with which this address may be fetched."""
    return {"allow_private_networks": True, "allowed_ports": [int(url.split(":")[2].split("/")[0])]}


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
        elif do == "poll due":
            await poll_due(data_dir, paths, file)
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
