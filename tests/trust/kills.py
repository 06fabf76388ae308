"""kill -9 at random moments of everything that writes. After each, the next start must find all that was acknowledged,
nothing torn, and an index that says what the stored vectors say."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from retrieval import Library, Reason, Refusal, Result, Settings
from retrieval.store.schema import MIGRATIONS
from retrieval.upkeep import restore_backup
from retrieval.upkeep.backup_file import verify
from tests.conftest import ROOT
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, names_in, open_small, prose, write_stories
from tests.crash_driver import STEPS
from tests.ingest.feed_samples import rss
from tests.store.test_migrations import as_of_version_2
from tests.test_crash import finished, healed, lines_of, taken_back, texts_and_vectors
from tests.web.server import Site

from .table import Kind
from .victim import from_loopback, open_later

STORIES = 24
FEEDS, ENTRIES, NEWER = 8, 3, 5
"""So many feeds with so many entries, and later with more."""
LONGEST_DELAY = 0.03
"""Seconds between an acknowledgement and the kill."""
PATIENCE = 60.0


class Victims:
    """The process whose children are killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trust.victim"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def start(self, do: str, *paths: Path) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([do, *map(str, paths)]) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


async def killed(victims: Victims, chance: random.Random, most: int, do: str, *paths: Path) -> list[str]:
    """What was acknowledged before a kill at a random moment."""
    acknowledged = paths[-1]
    wanted, delay = chance.randint(0, most), chance.uniform(0, LONGEST_DELAY)
    child = victims.start(do, *paths)
    deadline = time.monotonic() + PATIENCE
    while _alive(child) and len(lines_of(acknowledged)) < wanted and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(0.001)  # the file is the only sign the process gives
    await asyncio.sleep(delay)
    while _alive(child, signal.SIGKILL):  # noqa: ASYNC110
        await asyncio.sleep(0.001)
    return [line.strip() for line in lines_of(acknowledged)]


def _alive(process: int, sent: int = 0) -> bool:
    """Whether the process was there; `sent` is a signal to it, 0 none."""
    try:
        os.kill(process, sent)
    except ProcessLookupError:
        return False
    return True


@dataclass
class Ground:
    """What the rounds begin with, made once; each round works on copies below `folder`."""

    folder: Path
    victims: Victims
    site: Site
    chance: random.Random

    @property
    def stories(self) -> Path:
        return self.folder / "in"

    def copy(self, name: str, target: Path) -> Path:
        return Path(shutil.copytree(self.folder / name, target))

    async def die(self, do: str, round_: Path, data_dir: Path, reads: Path, most: int) -> list[str]:
        return await killed(self.victims, self.chance, most, do, data_dir, reads, round_ / "acknowledged")


async def prepare(folder: Path, victims: Victims, site: Site, seed: int) -> Ground:
    ground = Ground(folder, victims, site, random.Random(seed))
    write_stories(ground.stories, STORIES)
    async with open_small(folder / "filled") as library:
        await library.ingest([ground.stories])
        ids = sorted(each.id for each in (await library.articles.page(limit=1000)).items)
    ground.copy("filled", folder / "asked")
    async with open_small(folder / "asked") as library:
        for number in range(STEPS):
            person = f"user:{number}"
            claim = await library.answers.begin(person, question="who?", scopes=(), asked_by=person)
            assert claim is not None
            await library.answers.finish(claim, Refusal("who?", Reason.NOTHING_FOUND))
        (folder / "saved").mkdir()
        await library.backups.make(folder / "saved" / "saved.zip")
    ground.copy("filled", folder / "emptied")
    async with open_small(folder / "emptied") as library:
        for article_id in ids:
            await library.articles.remove(article_id)
    ground.copy("filled", folder / "reindexed")
    async with open_small(folder / "reindexed", passages={"words": 40}) as library:
        await library.reindexes.run(full=True)
    (folder / "ids").mkdir()
    (folder / "ids" / "ids.json").write_text(json.dumps(ids))
    (folder / "old").mkdir()
    as_of_version_2(folder / "old" / "dateline.db")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "urls.txt").write_text("\n".join(_feed(site, number) for number in range(FEEDS)))
    await _follow(ground)
    return ground


async def _follow(ground: Ground) -> None:
    """Other feeds, which have more entries than when they were asked last."""
    urls = [_feed(ground.site, number) for number in range(FEEDS, 2 * FEEDS)]
    async with open_small(ground.folder / "followed", fetch=from_loopback(urls[0])) as library:
        await library.ingest(urls)
    for number in range(FEEDS, 2 * FEEDS):
        _feed(ground.site, number, NEWER)
    (ground.folder / "due").mkdir()
    (ground.folder / "due" / "urls.txt").write_text("\n".join(urls))


def _feed(site: Site, number: int, entries: int = ENTRIES) -> str:
    items = []
    for entry in range(entries):
        title, _, text = prose(1000 + NEWER * number + entry, 8).partition("\n\n")
        link = site.page(f"/{number}/{entry}", f"<article><h1>{title}</h1><p>{text}</p></article>")
        items.append(f"<title>{title}</title><link>{link}</link><description>{text[:200]}</description>")
    return site.feed(f"/feed/{number}", rss(*items))


# Each kills once and says how many acknowledged writes were lost; whatever else is wrong is an AssertionError.


async def ingest(ground: Ground, round_: Path) -> int:
    do = ground.chance.choice(["one-by-one", "folder"])
    promised = await ground.die(do, round_, round_ / "data", ground.stories, STORIES - 5)
    return await _taken_in(ground, round_ / "data", promised)


async def snapshot(ground: Ground, round_: Path) -> int:
    promised = await ground.die("snapshot", round_, round_ / "data", ground.stories, STORIES - 5)
    return await _taken_in(ground, round_ / "data", promised)


async def _taken_in(ground: Ground, data_dir: Path, promised: list[str]) -> int:
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder, search={"candidates": 1000}) as library:
        await healed(library, data_dir, embedder)
        summary = await library.ingest([ground.stories])
        again = {item.source for item in summary.items if item.result is Result.ADDED}
        assert len(again) + summary.count(Result.UNCHANGED) == STORIES
        await healed(library, data_dir, embedder)
    assert torn(data_dir) == []
    return len(again & set(promised))


async def remove(ground: Ground, round_: Path) -> int:
    data_dir = ground.copy("filled", round_ / "data")
    gone = await ground.die("remove", round_, data_dir, ground.stories, STORIES - 2)
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder, search={"candidates": 1000}) as library:
        left = {str(each.id) for each in (await library.articles.page(limit=1000)).items}
        found = {str(hit.article.id) for hit in await library.search("harbour treaty", k=1000)}
        assert found == left
        assert STORIES - len(gone) - 1 <= len(left)
        for article_id in set(gone) - left:
            await library.articles.restore(int(article_id))
    assert torn(data_dir) == []
    return len(left & set(gone))


async def restore(ground: Ground, round_: Path) -> int:
    data_dir = ground.copy("emptied", round_ / "data")
    back = await ground.die("restore articles", round_, data_dir, ground.folder / "ids", STORIES - 2)
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder, search={"candidates": 1000}) as library:
        left = {str(each.id) for each in (await library.articles.page(limit=1000)).items}
        found = {str(hit.article.id) for hit in await library.search("harbour treaty", k=1000)}
        assert found == left
        assert len(left) <= len(back) + 1
    assert torn(data_dir) == []
    return len(set(back) - left)


async def reindex(ground: Ground, round_: Path) -> int:
    data_dir = ground.copy("filled", round_ / "data")
    do = ground.chance.choice(["reindex-words", "reindex-model"])
    said = await ground.die(do, round_, data_dir, ground.stories, STORIES)
    embedder = HashingEmbedder("other", 48) if do == "reindex-model" else HashingEmbedder()
    words = 100 if do == "reindex-model" else 40
    assert torn(data_dir, words=(100, 40)) == []
    lost = max(0, len(said) - finished(data_dir, embedder, words))
    if ground.chance.random() < 0.5:
        await taken_back(data_dir, HashingEmbedder())
        assert texts_and_vectors(data_dir) == texts_and_vectors(ground.folder / "filled")
        return lost
    tables = {"passages": {"words": words}, "search": {"candidates": 1000}}
    async with open_small(data_dir, embedder, **tables) as library:
        await library.reindexes.run()
        await healed(library, data_dir, embedder)
    assert finished(data_dir, embedder, words) == STORIES
    return lost


async def roll_back(ground: Ground, round_: Path) -> int:
    data_dir = ground.copy("reindexed", round_ / "data")
    said = await ground.die("rollback", round_, data_dir, ground.stories, STORIES)
    before, after = texts_and_vectors(ground.folder / "filled"), texts_and_vectors(data_dir)
    await taken_back(data_dir, HashingEmbedder())
    assert torn(data_dir) == []
    assert texts_and_vectors(data_dir) == before
    return max(0, len(said) - sum(after[id] == before[id] for id in before))


async def migrate(ground: Ground, round_: Path) -> int:
    said = await ground.die("migrate", round_, round_ / "data", ground.folder / "old", 40)
    done = {line for line in said if not line.startswith("copied")}
    copied = {line.split()[1] for line in said if line.startswith("copied")}
    lost = 0
    for name in copied:
        with closing(sqlite3.connect(round_ / "data" / name / "dateline.db")) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        assert version in (2, len(MIGRATIONS)), "half-migrated"
        lost += name in done and version != len(MIGRATIONS)
    for name in copied - done:
        async with open_small(round_ / "data" / name) as library:
            assert await library.answers.get(1)
            assert all(each.ok for each in await library.diagnose())
    return lost


async def backup(ground: Ground, round_: Path) -> int:
    data_dir, out = ground.copy("filled", round_ / "data"), round_ / "out"
    out.mkdir()
    (out / "story.txt").write_text("Backups are written where this lies.")
    said = await ground.die("backup", round_, data_dir, out, 4)
    made = [name for name in names_in(out) if name.endswith(".zip") and not name.startswith(".")]
    assert all(verify(out / name).contents.articles == STORIES for name in made)
    assert torn(data_dir) == []
    return len(set(said) - set(made))


async def restore_of_backup(ground: Ground, round_: Path) -> int:
    new = round_ / "new"
    new.mkdir()
    said = await ground.die("restore", round_, new, ground.folder / "saved", 4)
    whole = [name for name in names_in(new) if (new / name / "dateline.db").exists()]
    assert all(torn(new / name) == [] for name in whole)
    return len(set(said) - set(whole))


async def forget(ground: Ground, round_: Path) -> int:
    """Nobody who was told that they are forgotten is in what a backup of before brings back."""
    data_dir = ground.copy("asked", round_ / "data")
    said = await ground.die("forget", round_, data_dir, ground.folder / "saved", STEPS)
    async with open_small(data_dir) as library:
        await library.backups.make_due()
    lists = [data_dir / name for name in names_in(data_dir) if name.startswith("deletions-")]
    saved, settings = ground.folder / "saved" / "saved.zip", Settings(data_dir=round_ / "new")
    await restore_backup(saved, settings, lists, deleted_may_return=True)
    async with open_small(round_ / "new") as library:
        return sum([bool((await library.people.summary(person)).answers) for person in said])


async def poll(ground: Ground, round_: Path) -> int:
    said = await ground.die("poll", round_, round_ / "data", ground.folder / "feeds", FEEDS - 1)
    urls = (ground.folder / "feeds" / "urls.txt").read_text().split()
    async with open_small(round_ / "data", fetch=from_loopback(urls[0])) as library:
        known = {feed.url for feed in await library.feeds.all()}
        lost = len(set(said) - known) + await _missing(library, ground, said, ENTRIES)
        await library.ingest(urls)
        await _all_once(library, FEEDS * ENTRIES)
    assert torn(round_ / "data") == []
    return lost


async def poll_due(ground: Ground, round_: Path) -> int:
    data_dir = ground.copy("followed", round_ / "data")
    said = await ground.die("poll due", round_, data_dir, ground.folder / "due", FEEDS - 1)
    async with open_later(data_dir, ground.site.url("/")) as (library, clock):
        lost = await _missing(library, ground, said, NEWER)
        clock.now += timedelta(days=1)
        await library.feeds.poll()
        await _all_once(library, FEEDS * NEWER)
    assert torn(data_dir) == []
    return lost


async def _missing(library: Library, ground: Ground, feeds: list[str], entries: int) -> int:
    """How many entries of these feeds are not in."""
    infos = (await library.articles.page(limit=1000)).items
    stored = {(await library.articles.get(each.id)).url for each in infos}
    numbers = [url.rpartition("/")[2] for url in feeds]
    wanted = {ground.site.url(f"/{number}/{entry}") for number in numbers for entry in range(entries)}
    return len(wanted - stored)


async def _all_once(library: Library, number: int) -> None:
    titles = [each.title for each in (await library.articles.page(limit=1000)).items]
    assert len(titles) == len(set(titles)) == number, "an entry is missing, or there twice"


MOMENTS: dict[str, Callable[[Ground, Path], Awaitable[int]]] = {
    "ingest": ingest,
    "removal": remove,
    "restore": restore,
    "reindex": reindex,
    "roll back": roll_back,
    "snapshot": snapshot,
    "migration": migrate,
    "backup": backup,
    "restore of a backup": restore_of_backup,
    "forgetting a person": forget,
    "adding feeds": poll,
    "feed poll": poll_due,
}


async def kill(folder: Path, kills: int, seed: int) -> list[Kind]:
    """So many kills, spread over the moments."""
    kinds = {name: Kind(f"kill -9: {name}") for name in MOMENTS}
    victims = Victims()
    try:
        async with Site() as site:
            ground = await prepare(folder, victims, site, seed)
            for number in range(kills):
                name = list(MOMENTS)[number % len(MOMENTS)]
                round_ = folder / f"round-{number}"
                round_.mkdir()
                await kinds[name].counted(MOMENTS[name](ground, round_))
                shutil.rmtree(round_)
    finally:
        victims.close()
    return [kind for kind in kinds.values() if kind.tried]
