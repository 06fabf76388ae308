"""Rebuild what derives from stored articles: cleaned text, passages, keywords, vectors, index.

Article by article, each in its own transaction, while the index goes on answering. Stopping half-way leaves a
consistent library, and doing it again does only what is left.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from ..embed.base import Vectors
from ..errors import IngestError, NotFound, ReindexRunning
from ..index.sync import IndexSync
from ..store.articles import Articles, Source, draft_hash
from ..store.feed import Feed
from ..store.passages import Passages
from ..threads import Worker
from ..types import Draft, OnProgress, Progress, ReindexSummary, Span
from . import readers
from .embedding import PassageEmbedder
from .passages import split
from .write import ArticleWriter


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one article."""

    passages: int = 0
    embedded: int = 0
    changed: bool = False


class Reindex:
    """One at a time; `running` says whether there is one."""

    def __init__(
        self,
        *,
        articles: Articles,
        passages: Passages,
        feed: Feed,
        writer: ArticleWriter,
        embedder: PassageEmbedder,
        index: IndexSync,
        parser: Worker,
        words: int,
        lock: asyncio.Lock,
    ) -> None:
        self._articles = articles
        self._passages = passages
        self._feed = feed
        self._writer = writer
        self._embedder = embedder
        self._index = index
        self._parser = parser
        self._words = words
        self._lock = lock
        self.running = False

    async def run(self, scopes: Sequence[str] | None, full: bool, on_progress: OnProgress) -> ReindexSummary:
        """All articles of `scopes` (None: of every scope). `full` embeds again what could be reused.
        Raises ReindexRunning, ModelError, StoreError."""
        if self.running:
            raise ReindexRunning
        self.running = True
        try:
            return await self._run(scopes, full, on_progress)
        finally:
            self.running = False

    async def _run(self, scopes: Sequence[str] | None, full: bool, on_progress: OnProgress) -> ReindexSummary:
        started = time.monotonic()
        ids = await self._articles.ids(scopes)
        outcomes: list[_Outcome] = []
        for number, article_id in enumerate(ids):
            on_progress(Progress("reindexing", number, len(ids)))
            async with self._lock:
                with suppress(NotFound):  # removed since the list was made
                    outcomes.append(await self._one(article_id, full, on_progress))
        on_progress(Progress("reindexing", len(ids), len(ids)))
        await self._index.rebuild()
        passages = sum(outcome.passages for outcome in outcomes)
        embedded = sum(outcome.embedded for outcome in outcomes)
        return ReindexSummary(
            articles=len(outcomes),
            passages=passages,
            changed=sum(outcome.changed for outcome in outcomes),
            embedded=embedded,
            reused=passages - embedded,
            seconds=time.monotonic() - started,
        )

    async def _one(self, article_id: int, full: bool, on_progress: OnProgress) -> _Outcome:
        article = await self._articles.get(article_id)
        source = await self._articles.source(article_id)
        if article is None or source is None:
            raise NotFound("article", article_id)
        draft = await self._parser.run(_read_again, source)
        revised = draft is not None and draft_hash(draft) != source.content_hash
        title, text = (draft.title, draft.text) if draft and revised else (article.title, article.text)
        language = draft.language if draft and revised else article.language
        spans = await self._parser.run(split, text, self._words, language)
        stored = await self._feed.article_vectors(article_id, self._embedder.fingerprint)
        reusable = {} if full or (title, text) != (article.title, article.text) else stored
        moved = revised or [span for span, _ in await self._passages.of_article(article_id)] != spans
        missing = [span for span in spans if span not in reusable]
        if not moved and not missing:
            return _Outcome(len(spans))
        vectors = await self._vectors(title, text, spans, reusable, on_progress)
        if draft is not None and revised:
            await self._writer.revise(article_id, draft, source.source_hash, spans, vectors)
        else:
            await self._writer.replace_passages(article_id, spans, vectors)
        return _Outcome(len(spans), len(missing), moved)

    async def _vectors(
        self, title: str, text: str, spans: list[Span], reusable: dict[Span, Vectors], on_progress: OnProgress
    ) -> Vectors:
        missing = [span for span in spans if span not in reusable]
        known = dict(reusable)
        if missing:
            fresh = await self._embedder.passages(title, text, missing, on_progress)
            known.update(zip(missing, fresh, strict=True))
        return np.stack([known[span] for span in spans])


def _read_again(source: Source) -> Draft | None:
    """Today's reading of a stored original; None where today's rules leave nothing, so that the old text stays."""
    try:
        return readers.reread(source.name, source.key, source.original)
    except IngestError:
        return None
