"""kill -9 at random moments: nothing acknowledged is lost, nothing is torn, the next start heals by itself.

DATELINE_CRASH_ROUNDS kills each of ingest, reindex and its rollback so often (default 4; the full run is 20).
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Library, Result, Settings, open_library
from retrieval.ingest.article import TOGETHER
from retrieval.models.embedder import SentenceEmbedder
from tests.conftest import ROOT
from tests.consistency import stored_passages, torn
from tests.core_fakes import HashingEmbedder, open_small, write_stories

ROUNDS = int(os.environ.get("DATELINE_CRASH_ROUNDS", "4"))
CLI_ROUNDS = 1 if ROUNDS < 20 else 3
STORIES = 40
LONGEST_DELAY = 0.03
"""Seconds between an acknowledgement and the kill: several transactions long, so that every step of one is hit."""


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.crash_driver", *map(str, arguments)]


def kill_after(seed: int, line: list[str], acknowledged: Path, most: int) -> int:
    """Start `line`, kill it a random moment after a random acknowledgement; returns how many there were."""
    chance = random.Random(seed)
    wanted, delay = chance.randint(0, most), chance.uniform(0, LONGEST_DELAY)
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 60
    while process.poll() is None and len(lines_of(acknowledged)) < wanted:
        assert time.monotonic() < deadline, "no progress"
        time.sleep(0.001)  # the file is the only sign the process gives
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    output, _ = process.communicate(timeout=30)
    assert process.returncode in (-signal.SIGKILL, 0), output.decode()
    count = len(lines_of(acknowledged))
    print(  # noqa: T201  # with its seed a kill can be repeated, more or less
        f"seed {seed}: killed {delay * 1000:.0f} ms after {wanted}; {count} acknowledged, exit {process.returncode}"
    )
    return count


def lines_of(acknowledged: Path) -> list[str]:
    if not acknowledged.exists():
        return []
    return [
        line
        for line in acknowledged.read_text(encoding="utf-8").splitlines(keepends=True)
        if line.endswith("\n")
    ]


async def healed(library: Library, data_dir: Path, embedder: HashingEmbedder) -> None:
    """After the next start: all parts say they are well, and vector search finds the stored vectors exactly."""
    for part in await library.diagnose():
        assert part.ok or part.part == "index", part
    (query,) = embedder.encode(["harbour treaty"])
    newest = [each for each in stored_passages(data_dir) if len(each.vector) == len(query)]
    hits = await library.search("harbour treaty", k=2000)
    found = {hit.passage.id: hit.cosine for hit in hits if hit.cosine is not None}
    assert found.keys() == {each.id for each in newest}
    assert all(abs((found[each.id] or 0.0) - float(each.vector @ query)) < 2e-3 for each in newest)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_while_ingesting(tmp_path: Path, seed: int) -> None:
    folder, data_dir, acknowledged = tmp_path / "in", tmp_path / "data", tmp_path / "acknowledged"
    paths = write_stories(folder, STORIES)
    do = "folder" if seed % 2 else "one-by-one"
    count = kill_after(seed, command(do, data_dir, folder, acknowledged), acknowledged, STORIES - 5)
    promised = {line.strip() for line in lines_of(acknowledged)}
    if (data_dir / "dateline.db").exists():
        assert torn_or_new(data_dir) == []

    async def start_again() -> None:
        embedder = HashingEmbedder()
        async with open_small(data_dir, embedder, search={"candidates": 1000}) as library:
            kept = {each.id for each in (await library.articles.page(limit=100)).items}
            await healed(library, data_dir, embedder)
            assert all(part.ok for part in await library.diagnose())
            at_once = TOGETHER if do == "folder" else 1
            assert count <= len(kept) <= count + at_once
            assert do == "one-by-one" or len(kept) in (*range(0, STORIES, at_once), STORIES), (
                "a group is there whole or not at all"
            )
            calls = embedder.calls
            summary = await library.ingest([folder])
            again = {item.source for item in summary.items if item.result is Result.ADDED}
            assert again.isdisjoint(promised), "an acknowledged article was lost"
            assert len(again) == STORIES - len(kept) == summary.count(Result.ADDED)
            assert summary.count(Result.UNCHANGED) == len(kept)
            assert embedder.calls - calls <= len(again)
            assert (await library.articles.page()).total == STORIES
            await healed(library, data_dir, embedder)

    asyncio.run(start_again())
    assert torn(data_dir) == []
    assert len(paths) == STORIES


def test_killed_inside_the_transaction_of_a_group(tmp_path: Path) -> None:
    """Of the group that was being written nothing is there, of those before it everything."""
    folder, data_dir, acknowledged = tmp_path / "in", tmp_path / "data", tmp_path / "acknowledged"
    write_stories(folder, STORIES)
    line = command("inside-a-group", data_dir, folder, acknowledged)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    promised = {each.strip() for each in lines_of(acknowledged)}
    assert len(promised) == TOGETHER
    assert torn(data_dir) == []

    async def start_again() -> None:
        embedder = HashingEmbedder()
        async with open_small(data_dir, embedder, search={"candidates": 1000}) as library:
            assert (await library.articles.page()).total == TOGETHER
            await healed(library, data_dir, embedder)
            summary = await library.ingest([folder])
            assert {item.source for item in summary.items if item.result is Result.UNCHANGED} == promised
            assert summary.count(Result.ADDED) == STORIES - TOGETHER
            await healed(library, data_dir, embedder)

    asyncio.run(start_again())
    assert torn(data_dir) == []


def torn_or_new(data_dir: Path) -> list[str]:
    """Before the first start has finished there may be no table yet."""
    connection = sqlite3.connect(data_dir / "dateline.db")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return torn(data_dir) if version else []


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of stories, made once; each round kills a copy."""
    folder = tmp_path_factory.mktemp("filled")
    write_stories(folder / "in", STORIES)

    async def fill() -> None:
        async with open_small(folder / "data") as library:
            await library.ingest([folder / "in"])

    asyncio.run(fill())
    return folder / "data"


@pytest.mark.parametrize("seed", range(100, 100 + ROUNDS))
def test_killed_while_reindexing(tmp_path: Path, filled: Path, seed: int) -> None:
    data_dir, acknowledged = Path(shutil.copytree(filled, tmp_path / "data")), tmp_path / "acknowledged"
    do = "reindex-words" if seed % 2 else "reindex-model"
    count = kill_after(seed, command(do, data_dir, tmp_path, acknowledged), acknowledged, STORIES)
    assert torn(data_dir, words=(100, 40)) == []

    async def start_again() -> None:
        embedder = HashingEmbedder("other", 48) if do == "reindex-model" else HashingEmbedder()
        words = 100 if do == "reindex-model" else 40
        tables = {"passages": {"words": words}, "search": {"candidates": 1000}}
        async with open_small(data_dir, embedder, **tables) as library:
            await healed(library, data_dir, embedder)
            assert (await library.articles.page()).total == STORIES
            done = finished(data_dir, embedder, words)
            assert count <= done
            summary = await library.reindexes.run()
            assert summary.articles == STORIES
            assert finished(data_dir, embedder, words) == STORIES
            assert all(part.ok for part in await library.diagnose())
            await healed(library, data_dir, embedder)
            if do == "reindex-model":
                assert summary.reused == sum(1 for _ in stored_passages(data_dir)) - summary.embedded
                assert summary.embedded > 0 or done == STORIES

    asyncio.run(start_again())
    assert torn(data_dir, words=(100 if do == "reindex-model" else 40,)) == []


@pytest.fixture(scope="module")
def reindexed(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    """The library of stories after a reindex that changed every article, half of them their texts."""
    data_dir = Path(shutil.copytree(filled, tmp_path_factory.mktemp("reindexed") / "data"))
    connection = sqlite3.connect(data_dir / "dateline.db")
    connection.execute(
        "UPDATE articles SET original = rtrim(original) || ' It was opened in spring.' WHERE id % 2"
    )
    connection.commit()
    connection.close()

    async def reindex() -> None:
        async with open_small(data_dir, passages={"words": 40}) as library:
            assert (await library.reindexes.run()).changed == STORIES

    asyncio.run(reindex())
    return data_dir


@pytest.mark.parametrize("seed", range(300, 300 + ROUNDS))
def test_a_killed_reindex_is_taken_back(tmp_path: Path, filled: Path, seed: int) -> None:
    data_dir, acknowledged = Path(shutil.copytree(filled, tmp_path / "data")), tmp_path / "acknowledged"
    do = "reindex-words" if seed % 2 else "reindex-model"
    kill_after(seed, command(do, data_dir, tmp_path, acknowledged), acknowledged, STORIES)
    asyncio.run(taken_back(data_dir, HashingEmbedder()))
    assert torn(data_dir) == []
    assert texts_and_vectors(data_dir) == texts_and_vectors(filled)


@pytest.mark.parametrize("seed", range(400, 400 + ROUNDS))
def test_killed_while_rolling_back(tmp_path: Path, filled: Path, reindexed: Path, seed: int) -> None:
    data_dir, acknowledged = Path(shutil.copytree(reindexed, tmp_path / "data")), tmp_path / "acknowledged"
    count = kill_after(seed, command("rollback", data_dir, tmp_path, acknowledged), acknowledged, STORIES)
    assert torn(data_dir, words=(100, 40)) == []
    before = texts_and_vectors(filled)
    done = sum(texts_and_vectors(data_dir)[id] == before[id] for id in before)
    assert count <= done
    asyncio.run(taken_back(data_dir, HashingEmbedder()))
    assert torn(data_dir) == []
    assert texts_and_vectors(data_dir) == before


async def taken_back(data_dir: Path, embedder: HashingEmbedder) -> None:
    """Roll back what the killed process left, twice: the second time there is nothing to do."""
    async with open_small(data_dir, embedder, search={"candidates": 1000}) as library:
        for run in await library.reindexes.recent():
            summary = await library.reindexes.roll_back(run.id)
            assert (summary.left_alone, summary.changed) == (0, summary.articles)
            assert (await library.reindexes.roll_back(run.id)).articles == 0
        assert embedder.calls == 0
        await healed(library, data_dir, embedder)


def texts_and_vectors(data_dir: Path) -> dict[int, list[tuple[str, int, int, bytes]]]:
    """What a rollback brings back of each article."""
    found: dict[int, list[tuple[str, int, int, bytes]]] = {}
    for each in stored_passages(data_dir):
        row = (f"{each.title}\n{each.text}", each.start, each.end, each.vector.tobytes())
        found.setdefault(each.article_id, []).append(row)
    return found


def finished(data_dir: Path, embedder: HashingEmbedder, words: int) -> int:
    """Articles whose vectors are all of this model and whose passages are all of about this size."""
    own: dict[int, list[bool]] = {}
    for each in stored_passages(data_dir):
        fits = (
            len(each.vector) == embedder.dimension
            and len(each.text[each.start : each.end].split()) <= words * 1.15
        )
        own.setdefault(each.article_id, []).append(fits)
    return sum(all(fits) for fits in own.values())


async def make_empty(data_dir: Path, minilm: SentenceEmbedder) -> None:
    """So that what stands in the write-ahead log later is articles, not the tables being made."""
    async with open_library(Settings(data_dir=data_dir), embedder=minilm):
        pass


def holds_some(data_dir: Path) -> bool:
    """Whether an article is stored: not before the transaction of the first group has ended."""
    with closing(sqlite3.connect(f"file:{data_dir / 'dateline.db'}?mode=ro", uri=True)) as database:
        return bool(database.execute("SELECT EXISTS (SELECT 1 FROM articles)").fetchone()[0])


@pytest.mark.parametrize("seed", range(200, 200 + CLI_ROUNDS))
def test_the_command_line_killed_while_ingesting(tmp_path: Path, minilm: SentenceEmbedder, seed: int) -> None:
    """The installed program with the real model; the database tells when it is at work."""
    folder, data_dir = tmp_path / "in", tmp_path / "data"
    write_stories(folder, 30, sentences=40)
    asyncio.run(make_empty(data_dir, minilm))
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    environ["DATELINE_DATA_DIR"] = str(data_dir)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "ingest", str(folder)],
        cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    wal = data_dir / "dateline.db-wal"
    deadline = time.monotonic() + 120
    start = 100_000 + random.Random(seed).randint(0, 1_500_000)
    while process.poll() is None and not (
        wal.exists() and wal.stat().st_size > start and holds_some(data_dir)
    ):
        assert time.monotonic() < deadline, "no progress"
        time.sleep(0.002)
    process.kill()
    output, _ = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL, output.decode()
    assert torn(data_dir) == []

    async def start_again() -> None:
        async with open_library(Settings(data_dir=data_dir), embedder=minilm) as library:
            kept = (await library.articles.page()).total
            assert kept > 0
            assert all(part.ok for part in await library.diagnose())
            summary = await library.ingest([folder])
            assert (summary.count(Result.UNCHANGED), summary.count(Result.ADDED)) == (kept, 30 - kept)
            print(f"seed {seed}: {kept} of 30 articles were in when it was killed")  # noqa: T201  # as above

    asyncio.run(start_again())
    assert torn(data_dir) == []
