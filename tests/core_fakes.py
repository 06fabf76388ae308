"""Stand-ins and small worlds for the tests of the core. The embedder knows no meaning, only words."""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from retrieval import IngestSummary, Library, Settings, open_library
from retrieval.models.base import Vectors
from retrieval.text import content_hash

DIMENSION = 64


class HashingEmbedder:
    """Words hashed into a few dimensions: texts with the same words are near each other. Counts what it is asked."""

    def __init__(self, name: str = "hashing", dimension: int = DIMENSION) -> None:
        self.name = name
        self.dimension = dimension
        self.calls = 0
        self.texts: list[str] = []
        self.before: Callable[[Sequence[str]], None] | None = None
        """Called on the worker with the texts of each call."""

    def fingerprint(self) -> str:
        return f"{self.name}-{self.dimension}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        self.texts.extend(texts)
        if self.before is not None:
            self.before(texts)
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, np.float32)
        vector[0] = 0.1  # a text without words has a direction too
        for word in re.findall(r"\w+", text.lower()):
            digest = hashlib.blake2b(f"{self.name} {word}".encode(errors="replace"), digest_size=4).digest()
            vector[int.from_bytes(digest[:2], "big") % self.dimension] += 1 if digest[2] % 2 else -1
        return vector / np.float32(np.linalg.norm(vector))


class Gate:
    """Holds an embedder at its next call: wait for `reached`, look around, then `open` it."""

    def __init__(self, when: Callable[[Sequence[str]], bool] = lambda texts: True) -> None:
        self._when = when
        self._reached = threading.Event()
        self._open = threading.Event()

    def __call__(self, texts: Sequence[str]) -> None:
        if not self._open.is_set() and self._when(texts):
            self._reached.set()
            if not self._open.wait(30):
                raise TimeoutError("nobody opened the gate")

    def wait_until_reached(self) -> None:
        """Blocks: call it through `asyncio.to_thread`."""
        if not self._reached.wait(30):
            raise TimeoutError("nobody came to the gate")

    def open(self) -> None:
        self._open.set()


class Clock:
    """A minute passes each time somebody looks."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def open_small(
    data_dir: Path, embedder: HashingEmbedder | None = None, **tables: Mapping[str, object]
) -> AbstractAsyncContextManager[Library]:
    """A library without a real model. `tables` are tables of the settings: `passages={"words": 40}`."""
    settings = Settings.model_validate({"data_dir": data_dir, **tables})
    return open_library(settings, embedder=embedder or HashingEmbedder(), clock=Clock())


async def add(library: Library, name: str, text: str, scope: str = "shared") -> int:
    """One article as an upload; returns its id."""
    summary = await library.ingest_upload(name, text.encode(), scope=scope)
    (item,) = summary.items
    assert item.article_id is not None, item
    return item.article_id


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def results(summary: IngestSummary) -> list[str]:
    return [item.result.value for item in summary.items]


_WORDS = (
    "harbour council treaty engine winter bridge market signal river copper senate village border vessel "
    "budget forest minister railway satellite hospital orchard festival tunnel pipeline glacier museum"
).split()


def prose(seed: int, sentences: int = 12) -> str:
    """A title and paragraphs of made-up sentences; another seed, another text."""
    chance = random.Random(seed)
    lines = [f"Story {seed} about the {chance.choice(_WORDS)}", ""]
    for _ in range(max(1, sentences // 4)):
        paragraph = []
        for _ in range(4):
            words = [chance.choice(_WORDS) for _ in range(chance.randint(6, 14))]
            paragraph.append(f"The {' '.join(words)} number {chance.randint(1, 99)}.")
        lines += [" ".join(paragraph), ""]
    return "\n".join(lines)


def write_stories(folder: Path, count: int, sentences: int = 12) -> list[Path]:
    """`count` small files in a new folder, in the order in which ingest takes them."""
    folder.mkdir(parents=True)
    paths = [folder / f"story-{number:04d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(prose(number, sentences), encoding="utf-8")
    return paths


def dated(title: str, body: str, publisher: str | None = None, date: str | None = None) -> str:
    """A Markdown article with front matter."""
    stated = {"title": title, "publisher": publisher, "date": date}
    lines = [f"{field}: {value}" for field, value in stated.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


def rehash(data_dir: Path) -> None:
    """After a change past Dateline's own code: as if the articles had been stored so in the first place."""
    parts = "text, title, url, byline, publisher, published_at, updated_at, language"
    with closing(sqlite3.connect(data_dir / "dateline.db")) as connection:
        for article_id, *stated in connection.execute(f"SELECT id, {parts} FROM articles").fetchall():  # noqa: S608
            made = (content_hash(*stated), article_id)
            connection.execute("UPDATE articles SET content_hash = ? WHERE id = ? AND pages = '[]'", made)
        connection.commit()
