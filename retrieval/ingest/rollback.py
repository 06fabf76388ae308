"""Taking a reindex back: each article as the reindex found it, unless others have changed it since."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from ..errors import NotFound
from ..index.sync import IndexSync
from ..store.database import Database
from ..store.reindexes import Reindexes
from ..types import OnProgress, Progress, ReindexSummary
from .writer import ArticleWriter


class Rollback:
    """Each article is one transaction with the note that it is done: stopped half-way, the rest can follow later."""

    def __init__(
        self,
        *,
        database: Database,
        reindexes: Reindexes,
        writer: ArticleWriter,
        index: IndexSync,
        lock: asyncio.Lock,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._reindexes = reindexes
        self._writer = writer
        self._index = index
        self._lock = lock
        self._clock = clock

    async def run(self, run_id: int, scopes: Sequence[str] | None, on_progress: OnProgress) -> ReindexSummary:
        """See `Library.rollback_reindex`; the caller sees to it that no reindex is under way. Raises NotFound."""
        started = time.monotonic()
        run = await self._reindexes.run(run_id, scopes)
        if run is None:
            raise NotFound("reindex", run_id)
        ids = await self._reindexes.kept(run_id)
        put_back: list[int] = []
        for number, article_id in enumerate(ids):
            on_progress(Progress("rolling back", number, len(ids)))
            async with self._lock:
                passages = await self._article(run_id, article_id, scopes)
            if passages is not None:
                put_back.append(passages)
        on_progress(Progress("rolling back", len(ids), len(ids)))
        if not run.rolled_back:
            async with self._database.transaction() as connection:
                await self._reindexes.rolled_back(connection, run_id, self._clock())
        await self._index.refresh()
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
        async with self._database.transaction() as connection:
            before = await self._reindexes.before(connection, run_id, article_id, scopes)
            if before is None:
                return None
            await self._writer.put_back(connection, article_id, before)
            await self._reindexes.forget(connection, run_id, article_id)
        return len(before.passages)
