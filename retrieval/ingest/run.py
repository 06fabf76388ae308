"""Carries ingest plans out: everything slow first, then one short transaction an article."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..errors import DatelineError, FileTooLarge
from ..store.articles import Articles, draft_hash
from ..text import bytes_hash
from ..threads import Worker
from ..types import Draft, IngestItem, IngestSummary, OnProgress, Progress, Raw, Result
from . import files, readers
from .drafts import accepted
from .embedding import PassageEmbedder
from .passages import split
from .plan import Intent, plan, plan_same_bytes
from .write import ArticleWriter


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to take in: how to get its bytes, how it is called, what it is known by."""

    name: str
    source: str
    key: str | None
    load: Callable[[], bytes]


Step = Callable[[], Awaitable[tuple[IngestItem, int]]]
"""Takes one thing in: what became of it, and how many passages it brought. Raises DatelineError."""


class Ingest:
    """Takes articles in, one at a time; what comes while another is being written waits its turn."""

    def __init__(
        self,
        *,
        articles: Articles,
        writer: ArticleWriter,
        embedder: PassageEmbedder,
        parser: Worker,
        words: int,
        max_bytes: int,
        lock: asyncio.Lock,
    ) -> None:
        self._articles = articles
        self._writer = writer
        self._embedder = embedder
        self._parser = parser
        self._words = words
        self._max_bytes = max_bytes
        self._lock = lock

    async def paths(self, paths: Sequence[Path], scope: str, on_progress: OnProgress) -> IngestSummary:
        """Files and folders, in order. A bad one is an item with its error; the rest goes on."""
        found = await self._parser.run(files.expand, paths)
        inputs = [Input(file.name, file.shown, file.key, partial(self._load, file)) for file in found]
        return await self._read_in(inputs, scope, on_progress)

    async def upload(self, name: str, data: bytes, scope: str, on_progress: OnProgress) -> IngestSummary:
        """One attachment; it is known by its URL or its title, because names of uploads repeat."""
        return await self._read_in([Input(name, name, None, lambda: data)], scope, on_progress)

    async def drafts(self, drafts: Sequence[Draft], scope: str, on_progress: OnProgress) -> IngestSummary:
        """Articles without a file, in order. A bad one is an item with its error; the rest goes on."""
        steps = [(each.name, partial(self._take_over, each, scope, on_progress)) for each in drafts]
        return await self._batch(steps, on_progress)

    def _load(self, file: files.FileInput) -> bytes:
        if file.error is not None:
            raise file.error
        return files.read_bytes(file.path, self._max_bytes)

    async def _read_in(self, inputs: Sequence[Input], scope: str, on_progress: OnProgress) -> IngestSummary:
        steps = [(given.source, partial(self._take_in, given, scope, on_progress)) for given in inputs]
        return await self._batch(steps, on_progress)

    async def _batch(self, steps: Sequence[tuple[str, Step]], on_progress: OnProgress) -> IngestSummary:
        """`steps` are names with what is to be done under them."""
        started = time.monotonic()
        items: list[IngestItem] = []
        passages = 0
        for number, (source, step) in enumerate(steps):
            on_progress(Progress("ingesting", number, len(steps)))
            try:
                async with self._lock:
                    item, added = await step()
            except DatelineError as error:
                item, added = IngestItem(source, Result.FAILED, error=error), 0
            items.append(item)
            passages += added
        on_progress(Progress("ingesting", len(steps), len(steps)))
        return IngestSummary(tuple(items), passages, time.monotonic() - started)

    async def _take_in(self, given: Input, scope: str, on_progress: OnProgress) -> tuple[IngestItem, int]:
        """The item and how many passages it brought. Raises DatelineError."""
        data = await self._parser.run(given.load)
        if len(data) > self._max_bytes:
            raise FileTooLarge(given.source, len(data), self._max_bytes)
        source_hash = await self._parser.run(bytes_hash, data)
        same_bytes = await self._articles.by_source(scope, source_hash, given.key)
        same_key = await self._articles.by_key(scope, given.key) if given.key else None
        intent = plan_same_bytes(given.key, same_key, same_bytes)
        if intent is not None:
            return IngestItem(given.source, intent.result, intent.article_id), 0
        draft = await self._parser.run(readers.read, Raw(given.name, data, given.key))
        intent = await self._plan(draft, scope)
        article_id, passages = await self._carry_out(intent, draft, source_hash, scope, on_progress)
        return IngestItem(
            given.source, intent.result, article_id, draft.title, None, draft.warnings
        ), passages

    async def _take_over(self, given: Draft, scope: str, on_progress: OnProgress) -> tuple[IngestItem, int]:
        """As `_take_in`; without bytes of its own, a draft is known by its content alone."""
        draft = await self._parser.run(accepted, given, self._max_bytes)
        intent = replace(await self._plan(draft, scope), touch=False)
        article_id, passages = await self._carry_out(intent, draft, draft_hash(draft), scope, on_progress)
        return IngestItem(given.name, intent.result, article_id, draft.title, None, draft.warnings), passages

    async def _plan(self, draft: Draft, scope: str) -> Intent:
        return plan(
            draft.key,
            await self._articles.by_key(scope, draft.key),
            await self._articles.by_content(scope, draft_hash(draft), draft.key),
        )

    async def _carry_out(
        self, intent: Intent, draft: Draft, source_hash: str, scope: str, on_progress: OnProgress
    ) -> tuple[int | None, int]:
        if intent.result in (Result.UNCHANGED, Result.DUPLICATE):
            if intent.touch and intent.article_id is not None:
                await self._writer.touch(intent.article_id, source_hash)
            return intent.article_id, 0
        spans = await self._parser.run(split, draft.text, self._words, draft.language)
        vectors = await self._embedder.passages(draft.title, draft.text, spans, on_progress)
        if intent.article_id is None:
            return await self._writer.add(scope, draft, source_hash, spans, vectors), len(spans)
        await self._writer.revise(intent.article_id, draft, source_hash, spans, vectors)
        return intent.article_id, len(spans)
