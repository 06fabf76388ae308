"""A database with made-up articles and vectors, several processes' indexes over it, and an exact oracle."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np

from retrieval.index.base import IndexEngine
from retrieval.index.faiss_engine import FaissEngine
from retrieval.index.sync import IndexSync
from retrieval.ingest.near_duplicates import signature
from retrieval.ingest.passages import PassageEmbedder
from retrieval.ingest.quota import Quota, QuotaLimits
from retrieval.ingest.writer import ArticleWriter, PreparedArticle
from retrieval.models.base import Vectors
from retrieval.store.articles import Articles, Hashes, draft_hash
from retrieval.store.changes import ChangeFeed
from retrieval.store.database import Database, open_database
from retrieval.store.feeds import Addresses
from retrieval.store.passages import Passages
from retrieval.store.scopes import UsageStore
from retrieval.store.stories import Stories
from retrieval.types import Draft, Span
from retrieval.workers.threads import Worker
from tests.core_fakes import Clock, HashingEmbedder

Index = TypeVar("Index", bound=IndexSync)
DIMENSION = 16
TOLERANCE = 2e-3
FAISS = FaissEngine()


class DyingFeed(ChangeFeed):
    """A process that dies after its snapshot is in place and before the feed is pruned."""

    dies_before_prune = False

    async def prune(self, seq: int, mark: str) -> None:
        if self.dies_before_prune:
            raise KilledError
        await super().prune(seq, mark)


class KilledError(Exception):
    """The process ended here."""


class Process:
    """One process with its own connections and its own index in memory."""

    def __init__(
        self,
        database: Database,
        worker: Worker,
        builder: Worker,
        folder: Path,
        model: str,
        engine: IndexEngine,
    ) -> None:
        self.engine = engine
        self._builder = builder
        self._worker = worker
        self._folder = folder
        self.database = database
        self.change_feed = DyingFeed(database)
        self._embedder = PassageEmbedder(HashingEmbedder(model, DIMENSION), worker, model, 32)
        self.stored_articles = Articles(database)
        self.writer = ArticleWriter(
            database=database,
            articles=self.stored_articles,
            passages=Passages(database),
            stories=Stories(database),
            addresses=Addresses(database),
            change_feed=self.change_feed,
            embedder=self._embedder,
            quota=Quota(QuotaLimits(), UsageStore(database)),
            worker=worker,
            clock=Clock(),
        )
        self.index: IndexSync = self.fresh_index()

    def fresh_index(self, kind: type[Index] = IndexSync) -> Index:  # type: ignore[assignment]  # the default of a type variable
        """What a process that starts now has: nothing but the files."""
        return kind(
            change_feed=self.change_feed,
            engine=self.engine,
            worker=self._worker,
            builder=self._builder,
            path=self._folder / "index.faiss",
            fingerprint=self._embedder.fingerprint,
        )

    def restart(self) -> None:
        """Killed without a word, and started again."""
        self.change_feed.dies_before_prune = False
        self.index = self.fresh_index()

    async def die_while_saving(self) -> None:
        self.change_feed.dies_before_prune = True
        with contextlib.suppress(KilledError):
            await self.index.save()
        self.restart()

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint


class World:
    """Articles come and go; `check` compares every process with what the database holds."""

    def __init__(self, folder: Path, processes: list[Process], first: int) -> None:
        self.folder = folder
        self.processes = processes
        self.articles: list[int] = []
        self._numbers = itertools.count(first)

    @property
    def snapshot(self) -> Path:
        return self.folder / "index.faiss"

    def _vectors(self, count: int) -> Vectors:
        vectors = (
            np.random.default_rng(next(self._numbers)).normal(size=(count, DIMENSION)).astype(np.float32)
        )
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    async def put(self, process: int, passages: int) -> None:
        number = next(self._numbers)
        draft = Draft("a.txt", f"key {number}", "Title", "text", "some text " * passages)
        spans = [Span(at * 10, at * 10 + 9) for at in range(passages)]
        writer = self.processes[process].writer
        ready = PreparedArticle(
            draft,
            Hashes(f"{number}", draft_hash(draft)),
            spans,
            self._vectors(passages),
            signature(draft.text),
        )
        self.articles.append(await writer.add("shared", ready))

    async def revise(self, process: int, which: int, passages: int) -> None:
        if not self.articles:
            return
        article_id = self.articles[which % len(self.articles)]
        draft = Draft("a.txt", f"key of {article_id}", "Title", "text", "more text " * passages)
        spans = [Span(at * 10, at * 10 + 9) for at in range(passages)]
        writer = self.processes[process].writer
        number = next(self._numbers)
        ready = PreparedArticle(
            draft,
            Hashes(f"{number}", draft_hash(draft)),
            spans,
            self._vectors(passages),
            signature(draft.text),
        )
        await writer.revise(article_id, ready)

    async def remove(self, process: int, which: int) -> None:
        """Taken away, and for every second article for good."""
        if not self.articles:
            return
        own = self.processes[process]
        article = await own.stored_articles.get(self.articles.pop(which % len(self.articles)))
        assert article is not None
        await own.writer.remove(article)
        if article.id % 2:
            await own.writer.purge(datetime.max.replace(tzinfo=UTC))

    def stored(self, fingerprint: str) -> dict[int, Vectors]:
        """Every vector of the model, read past all of Dateline's own code."""
        connection = sqlite3.connect(self.folder / "dateline.db")
        rows = connection.execute(
            """SELECT p.id, p.vector FROM passages p JOIN models m ON m.id = p.model_id WHERE m.fingerprint = ?""",
            (fingerprint,),
        ).fetchall()
        connection.close()
        return {row[0]: np.frombuffer(row[1], np.float16).astype(np.float32) for row in rows}

    async def check(self, number: int) -> None:
        """One process finds exactly the stored vectors with exactly their cosines."""
        process = self.processes[number]
        stored = self.stored(process.fingerprint)
        (query,) = self._vectors(1)
        found = dict(await process.index.search(query, 10_000, None))
        assert found.keys() == stored.keys()
        assert all(abs(found[id] - float(vector @ query)) < TOLERANCE for id, vector in stored.items())
        assert await process.index.missing() == 0


@asynccontextmanager
async def open_world(
    folder: Path,
    processes: int = 2,
    model: str = "model",
    first: int = 1,
    engine: IndexEngine = FAISS,
) -> AsyncIterator[World]:
    """`first` seeds the vectors: another number, other vectors."""
    async with AsyncExitStack() as stack:
        opened = []
        for _ in range(processes):
            database = await stack.enter_async_context(open_database(folder / "dateline.db"))
            worker = await stack.enter_async_context(Worker("index"))
            builder = await stack.enter_async_context(Worker("index-builder"))
            opened.append(Process(database, worker, builder, folder, model, engine))
        yield World(folder, opened, first)
