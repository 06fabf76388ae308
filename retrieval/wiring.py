"""Opens a library: the only place that constructs engines and hands the parts to each other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

import numpy as np

from .config import Settings
from .embed.base import Embedder, Vectors
from .embed.sentence import SentenceEmbedder
from .index.faiss_engine import FaissEngine
from .index.sync import IndexSync
from .ingest.embedding import PassageEmbedder
from .ingest.reindex import Reindex
from .ingest.run import Ingest
from .ingest.write import ArticleWriter
from .library import Library
from .search.hybrid import HybridSearch
from .store.answers import Answers
from .store.articles import Articles
from .store.database import open_database
from .store.feed import Feed
from .store.passages import Passages
from .threads import MicroBatcher, Worker


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_library(
    settings: Settings, *, embedder: Embedder | None = None, clock: Callable[[], datetime] = _now
) -> AsyncIterator[Library]:
    """Open everything in `settings.data_dir`. Raises StoreError, ModelError (no such model).

    `embedder` and `clock` are for tests; the model itself is loaded when the first vector is needed.
    """
    model = embedder or SentenceEmbedder(
        settings.embedding.model, settings.embedding.batch_size, settings.embedding.threads
    )
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.database_path))
        model_worker = await stack.enter_async_context(Worker("model"))
        index_worker = await stack.enter_async_context(Worker("index"))
        parser = await stack.enter_async_context(Worker("parser"))
        fingerprint = await model_worker.run(model.fingerprint)
        articles, passages, feed = Articles(database), Passages(database), Feed(database)
        passage_embedder = PassageEmbedder(model, model_worker, fingerprint, settings.embedding.batch_size)
        texts = MicroBatcher(model_worker, _each_encoded(model))
        index = IndexSync(
            feed=feed,
            engine=FaissEngine(),
            worker=index_worker,
            path=settings.snapshot_path,
            fingerprint=passage_embedder.fingerprint,
        )
        stack.push_async_callback(index.save)
        writer = ArticleWriter(
            database=database,
            articles=articles,
            passages=passages,
            feed=feed,
            embedder=passage_embedder,
            clock=clock,
        )
        writing = asyncio.Lock()
        yield Library(
            settings=settings,
            database=database,
            articles=articles,
            passages=passages,
            answers=Answers(database),
            ingest=Ingest(
                articles=articles,
                writer=writer,
                embedder=passage_embedder,
                parser=parser,
                words=settings.passages.words,
                max_bytes=settings.ingest.max_file_bytes,
                lock=writing,
            ),
            reindex=Reindex(
                articles=articles,
                passages=passages,
                feed=feed,
                writer=writer,
                embedder=passage_embedder,
                index=index,
                parser=parser,
                words=settings.passages.words,
                lock=writing,
            ),
            writer=writer,
            search=HybridSearch(
                passages=passages,
                articles=articles,
                feed=feed,
                index=index,
                embed=_one_of(texts),
                candidates=settings.search.candidates,
            ),
            index=index,
            embedder=passage_embedder,
            texts=texts,
            clock=clock,
        )


def _each_encoded(model: Embedder) -> Callable[[Sequence[Sequence[str]]], Sequence[Vectors]]:
    """Several callers' texts in one call of the model, handed back to each."""

    def encode(batches: Sequence[Sequence[str]]) -> Sequence[Vectors]:
        vectors = model.encode([text for batch in batches for text in batch])
        ends = np.cumsum([len(batch) for batch in batches])
        return np.split(vectors, ends[:-1])

    return encode


def _one_of(texts: MicroBatcher[Sequence[str], Vectors]) -> Callable[[str], Awaitable[Vectors]]:
    async def embed(text: str) -> Vectors:
        vectors = await texts.run([text])
        return np.asarray(vectors[0])

    return embed
