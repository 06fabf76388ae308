"""Takes one article in: what it is among those that are stored, what has to be computed, what is written."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from ..embed.base import Vectors
from ..errors import FileTooLarge
from ..store.articles import Articles, draft_hash
from ..store.feed import Feed
from ..text import bytes_hash
from ..threads import Worker
from ..types import Draft, IngestItem, OnProgress, Raw, Result
from .dedupe import signature
from .drafts import accepted
from .embedding import PassageEmbedder
from .parsing import Parsing
from .passages import split
from .plan import Intent, plan, plan_same_bytes
from .room import Room
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
        room: Room,
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
        self._room = room
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
        await self._worker.run(self._room.check, len(raw.data))
        return await self._in(await self._parsing.read(raw), source_hash, source, scope, on_progress)

    async def draft(self, given: Draft, source: str, scope: str, on_progress: OnProgress) -> IngestItem:
        """An article without bytes of its own: it is known by its content alone. Raises DatelineError."""
        await self._worker.run(self._room.check, len(given.text))
        draft = await self._worker.run(accepted, given, self._max_bytes)
        return await self._in(draft, draft_hash(draft), source, scope, on_progress, touch=False)

    async def has(self, draft: Draft, scope: str) -> bool:
        """Whether an article with its key is here."""
        return await self._articles.by_key(scope, draft.key) is not None

    async def _in(
        self,
        draft: Draft,
        source_hash: str,
        source: str,
        scope: str,
        on_progress: OnProgress,
        *,
        touch: bool = True,
    ) -> IngestItem:
        async with self._lock:
            intent = plan(
                draft.key,
                await self._articles.by_key(scope, draft.key),
                await self._articles.by_content(scope, draft_hash(draft), draft.key),
            )
            intent = replace(intent, touch=intent.touch and touch)
            item = await self._carry_out(intent, draft, source_hash, scope, on_progress)
        return replace(item, source=source, title=draft.title, warnings=draft.warnings)

    async def _carry_out(
        self, intent: Intent, draft: Draft, source_hash: str, scope: str, on_progress: OnProgress
    ) -> IngestItem:
        if intent.result in (Result.UNCHANGED, Result.DUPLICATE):
            if intent.touch and intent.article_id is not None:
                await self._writer.touch(intent.article_id, source_hash)
            return IngestItem("", intent.result, intent.article_id)
        spans = await self._worker.run(split, draft.text, self._words, draft.language)
        known = await self._known(intent.article_id, draft.title)
        vectors, embedded = await self._embedder.passages(draft.title, draft.text, spans, on_progress, known)
        signed = await self._worker.run(signature, draft.text)
        ready = Ready(draft, source_hash, spans, vectors, signed)
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
        return {article.text[span.start : span.end]: vector for span, vector in stored.items()}
