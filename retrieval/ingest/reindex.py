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

from ..errors import IngestError, NotFound, ReindexRunning
from ..index.sync import IndexSync
from ..store.articles import Articles, Source, draft_hash
from ..store.feed import Feed
from ..store.passages import Passages
from ..threads import Worker
from ..types import Draft, OnProgress, Progress, ReindexSummary
from .dedupe import signature
from .embedding import PassageEmbedder
from .parsing import Parsing
from .passages import split
from .write import ArticleWriter, Ready


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
        parsing: Parsing,
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
        self._parsing = parsing
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
        draft = await self._read_again(source)
        revised = draft is not None and draft_hash(draft) != source.content_hash
        title, text = (draft.title, draft.text) if draft and revised else (article.title, article.text)
        language = draft.language if draft and revised else article.language
        spans = await self._parser.run(split, text, self._words, language)
        if article.story is None:  # stored by a Dateline that knew no stories
            await self._writer.sign(article_id, await self._parser.run(signature, article.text))
        stored = await self._feed.article_vectors(article_id, self._embedder.fingerprint)
        known = {article.text[span.start : span.end]: vector for span, vector in stored.items()}
        if full or title != article.title:
            known = {}
        moved = revised or [span for span, _ in await self._passages.of_article(article_id)] != spans
        if not moved and all(text[span.start : span.end] in known for span in spans):
            return _Outcome(len(spans))
        vectors, embedded = await self._embedder.passages(title, text, spans, on_progress, known)
        if draft is not None and revised:
            signed = await self._parser.run(signature, text)
            ready = Ready(draft, source.source_hash, spans, vectors, signed)
            await self._writer.revise(article_id, ready)
        else:
            await self._writer.replace_passages(article_id, spans, vectors)
        return _Outcome(len(spans), embedded, moved)

    async def _read_again(self, source: Source) -> Draft | None:
        """Today's reading of a stored original; None where today's rules leave nothing, so that the old text stays."""
        try:
            return await self._parsing.reread(source.name, source.key, source.original)
        except IngestError:
            return None
