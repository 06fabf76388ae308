"""The transactions of a reindex, and taking it back.

`Rewriting` writes each change together with the record of what was before. `Rollback` puts that back, article by article,
unless others have changed the article since.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from ..errors import NotFound, StoreError
from ..index.sync import IndexSync
from ..models.base import Vectors
from ..reports import OnProgress, Progress, ReindexSummary
from ..store.articles import Articles
from ..store.database import Connection, Database
from ..store.reindexes import Reindexes
from ..types import Article, Span
from .writer import ArticleWriter, PreparedArticle


@dataclass(kw_only=True, eq=False, repr=False)
class Rollback:
    """Each article is one transaction with the note that it is done: stopped half-way, the rest can follow later."""

    database: Database
    reindexes: Reindexes
    writer: ArticleWriter
    index: IndexSync
    lock: asyncio.Lock
    clock: Callable[[], datetime]

    async def run(self, run_id: int, scopes: Sequence[str] | None, on_progress: OnProgress) -> ReindexSummary:
        """See `Reindex.roll_back`; the caller sees to it that no reindex is under way. Raises NotFound."""
        started = time.monotonic()
        run = await self.reindexes.run(run_id, scopes)
        if run is None:
            raise NotFound("reindex", run_id)
        ids = await self.reindexes.kept(run_id)
        put_back: list[int] = []
        for number, article_id in enumerate(ids):
            on_progress(Progress("rolling back", number, len(ids)))
            async with self.lock:
                passages = await self._article(run_id, article_id, scopes)
            if passages is not None:
                put_back.append(passages)
        on_progress(Progress("rolling back", len(ids), len(ids)))
        if not run.rolled_back:
            async with self.database.transaction() as connection:
                await self.reindexes.rolled_back(connection, run_id, self.clock())
        await self.index.refresh()
        return ReindexSummary(
            articles=len(ids),
            passages=sum(put_back),
            changed=len(put_back),
            embedded=0,
            reused=sum(put_back),
            seconds=time.monotonic() - started,
            left_alone=len(ids) - len(put_back),
        )

    async def _article(self, run_id: int, article_id: int, scopes: Sequence[str] | None) -> int | None:
        """Put back what the run found; how many passages. None: others changed the article since, it is left alone."""
        async with self.database.transaction() as connection:
            before = await self.reindexes.before(connection, run_id, article_id, scopes)
            if before is None:
                return None
            await self.writer.put_back(connection, article_id, before)
            await self.reindexes.forget(connection, run_id, article_id)
        return len(before.passages)


@dataclass(kw_only=True, eq=False, repr=False)
class Rewriting:
    """One reindex under way. Its run is written down with its first change: one that changes nothing leaves no trace,
    and does not push out what an earlier one kept."""

    database: Database
    articles: Articles
    reindexes: Reindexes
    writer: ArticleWriter
    clock: Callable[[], datetime]
    scopes: Sequence[str] | None
    total: int
    _run: int | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._started = self.clock()

    async def revise(self, article: Article, prepared: PreparedArticle) -> bool:
        """A new version of an article, taken in when it was; False if it was changed by others since it was read, and is
        left alone."""
        async with self.database.transaction() as connection:
            run = await self._keep(connection, article)
            if run is None:
                return False
            await self.writer.put_version(connection, article.id, prepared, article.fetched_at)
            if article.gone_at is not None:  # reading it again says nothing of its address
                await self.articles.mark_gone(connection, article.id, article.gone_at)
            await self.reindexes.rewritten(connection, run, article.id)
        self._run = run
        return True

    async def replace_passages(self, article: Article, spans: Sequence[Span], vectors: Vectors) -> bool:
        """Other passages or vectors for the same version; False as in `revise`."""
        async with self.database.transaction() as connection:
            run = await self._keep(connection, article)
            if run is None:
                return False
            await self.writer.put_passages(connection, article.id, spans, vectors)
            await self.reindexes.rewritten(connection, run, article.id)
        self._run = run
        return True

    async def end(self, *, cancelled: bool) -> None:
        """The last word on the run, if it has written anything."""
        if self._run is not None:
            async with self.database.transaction() as connection:
                await self.reindexes.end(connection, self._run, None if cancelled else self.clock())

    async def cancelled(self) -> None:
        """As `end`, for a task that is on its way out: what cannot be noted down must not hold it up."""
        with suppress(StoreError):
            await self.end(cancelled=True)

    async def _keep(self, connection: Connection, article: Article) -> int | None:
        """The run, in whose name the article is now kept as it stands; None if it is another one by now."""
        if await self.articles.present(connection, article.id) != (article.version, article.content_hash):
            return None
        run = self._run and await self.reindexes.newest(connection, self.scopes)
        if run is None:
            run = await self.reindexes.begin(connection, self.scopes, self.total, self._started)
        await self.reindexes.keep(connection, run, article.id)
        return run
