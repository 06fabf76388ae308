"""Takes one article in: what it is among those that are stored, what has to be computed, what is written."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from ..embed.base import Vectors
from ..errors import FileTooLarge
from ..store.articles import Articles, Hashes, draft_hash
from ..store.feed import Feed, by_passage
from ..text import bytes_hash
from ..threads import Worker
from ..types import Draft, IngestItem, OnProgress, Raw, Result
from .dedupe import signature
from .drafts import accepted
from .embedding import PassageEmbedder
from .parsing import Parsing
from .passages import split
from .plan import Intent, plan, plan_same_bytes
from .quota import Quota
from .write import ArticleWriter, Ready


class Taking:
    """One article at a time is planned and written; reading the next one goes on meanwhile."""

    def __init__(
        self,
        *,
        articles: Articles,
        feed: Feed,
        writer: ArticleWriter,
        embedder: PassageEmbedder,
        parsing: Parsing,
        worker: Worker,
        words: int,
        max_bytes: int,
        quota: Quota,
        lock: asyncio.Lock,
    ) -> None:
        self._articles = articles
        self._feed = feed
        self._writer = writer
        self._embedder = embedder
        self._parsing = parsing
        self._worker = worker
        self._words = words
        self._max_bytes = max_bytes
        self._quota = quota
        self._lock = lock

    async def bytes(self, raw: Raw, source: str, scope: str, on_progress: OnProgress) -> IngestItem:
        """What a file or a page holds. `source` is what the person called it. Raises DatelineError."""
        if len(raw.data) > self._max_bytes:
            raise FileTooLarge(source, len(raw.data), self._max_bytes)
        source_hash = await self._worker.run(bytes_hash, raw.data)
        same_bytes = await self._articles.by_source(scope, source_hash, raw.key)
        same_key = await self._articles.by_key(scope, raw.key) if raw.key else None
        intent = plan_same_bytes(raw.key, same_key, same_bytes)
        if intent is not None:
            return IngestItem(source, intent.result, intent.article_id)
        return await self._in(await self._parsing.read(raw), source_hash, source, scope, on_progress)

    async def draft(self, given: Draft, source: str, scope: str, on_progress: OnProgress) -> IngestItem:
        """An article without bytes of its own: it is known by its content alone. Raises DatelineError."""
        draft = await self._worker.run(accepted, given, self._max_bytes)
        return await self._in(draft, None, source, scope, on_progress)

    async def has(self, draft: Draft, scope: str) -> bool:
        """Whether an article with its key is here."""
        return await self._articles.by_key(scope, draft.key) is not None

    async def _in(
        self,
        draft: Draft,
        source_hash: str | None,
        source: str,
        scope: str,
        on_progress: OnProgress,
    ) -> IngestItem:
        """`source_hash` None: it has no bytes of its own."""
        self._quota.check_text(source, draft)
        content_hash = await self._worker.run(draft_hash, draft)
        hashes = Hashes(source_hash or content_hash, content_hash)
        async with self._lock:
            intent = plan(
                draft.key,
                await self._articles.by_key(scope, draft.key),
                await self._articles.by_content(scope, content_hash, draft.key),
            )
            intent = replace(intent, touch=intent.touch and source_hash is not None)
            item = await self._carry_out(intent, draft, hashes, source, scope, on_progress)
        return replace(item, source=source, title=draft.title, warnings=draft.warnings)

    async def _carry_out(
        self, intent: Intent, draft: Draft, hashes: Hashes, source: str, scope: str, on_progress: OnProgress
    ) -> IngestItem:
        if intent.result in (Result.UNCHANGED, Result.DUPLICATE):
            if intent.touch and intent.article_id is not None:
                await self._writer.touch(intent.article_id, hashes.source)
            return IngestItem("", intent.result, intent.article_id)
        size = await self._worker.run(_bytes_of, draft)
        check = self._quota.check_room if intent.article_id is None else self._quota.check_growth
        await check(source, scope, size)
        spans = await self._worker.run(split, draft.text, self._words, draft.language)
        self._quota.check_passages(source, spans)
        known = await self._known(intent.article_id, draft.title)
        vectors, embedded = await self._embedder.passages(draft.title, draft.text, spans, on_progress, known)
        signed = await self._worker.run(signature, draft.text)
        ready = Ready(draft, hashes, spans, vectors, signed)
        article_id = intent.article_id
        if article_id is None:
            article_id = await self._writer.add(scope, ready)
        else:
            await self._writer.revise(article_id, ready)
        return IngestItem("", intent.result, article_id, passages=len(spans), embedded=embedded)

    async def _known(self, article_id: int | None, title: str) -> Mapping[str, Vectors]:
        """The vectors of the present version by passage text; a vector is of the passage under its title."""
        article = await self._articles.get(article_id) if article_id is not None else None
        if article is None or article.title != title:
            return {}
        stored = await self._feed.article_vectors(article.id, self._embedder.fingerprint)
        return await self._worker.run(by_passage, article.text, stored)


def _bytes_of(draft: Draft) -> int:
    return len(draft.original.encode()) + len(draft.text.encode())
