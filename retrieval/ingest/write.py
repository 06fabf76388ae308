"""The transactions that change articles: article, version, passages, keywords, vectors and change rows together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from ..embed.base import Vectors
from ..store.articles import Articles
from ..store.database import Connection, Database
from ..store.feed import Feed
from ..store.passages import Passages
from ..types import Draft, Span
from .embedding import PassageEmbedder


class ArticleWriter:
    """Each method is one transaction: after a kill it has happened whole, or not at all."""

    def __init__(
        self,
        *,
        database: Database,
        articles: Articles,
        passages: Passages,
        feed: Feed,
        embedder: PassageEmbedder,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._articles = articles
        self._passages = passages
        self._feed = feed
        self._embedder = embedder
        self._clock = clock

    async def add(
        self, scope: str, draft: Draft, source_hash: str, spans: Sequence[Span], vectors: Vectors
    ) -> int:
        """A new article; returns its id."""
        async with self._database.transaction() as connection:
            article_id = await self._articles.insert(connection, scope, draft, source_hash, self._clock())
            await self._put(connection, article_id, spans, vectors)
        return article_id

    async def revise(
        self, article_id: int, draft: Draft, source_hash: str, spans: Sequence[Span], vectors: Vectors
    ) -> None:
        """A new version in place of the present one, which stays readable."""
        async with self._database.transaction() as connection:
            await self._passages.clear(connection, article_id)
            await self._articles.revise(connection, article_id, draft, source_hash, self._clock())
            await self._put(connection, article_id, spans, vectors)

    async def replace_passages(self, article_id: int, spans: Sequence[Span], vectors: Vectors) -> None:
        """Other passages or vectors for the same version."""
        async with self._database.transaction() as connection:
            await self._passages.clear(connection, article_id)
            await self._put(connection, article_id, spans, vectors)

    async def touch(self, article_id: int, source_hash: str) -> None:
        async with self._database.transaction() as connection:
            await self._articles.touch(connection, article_id, source_hash)

    async def remove(self, article_id: int) -> None:
        """The article with all its versions."""
        async with self._database.transaction() as connection:
            await self._passages.clear(connection, article_id)
            await self._articles.delete(connection, article_id)

    async def _put(
        self, connection: Connection, article_id: int, spans: Sequence[Span], vectors: Vectors
    ) -> None:
        model_id = await self._feed.model_id(
            connection, self._embedder.fingerprint, self._embedder.name, vectors.shape[1]
        )
        await self._passages.insert(connection, article_id, spans, vectors, model_id)
