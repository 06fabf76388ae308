"""Deletion by age: answers, paused watches, briefings, the trash, and the data of scopes that have left. Nothing is
deleted while the clock is doubted (see `store.library_state.ClockCheck`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..index.sync import IndexSync
from ..store.answers import Answers
from ..store.library_state import ClockCheck
from ..store.news.briefings import BriefingStore
from ..store.news.watches import WatchStore
from ..store.scopes import Scopes

if TYPE_CHECKING:  # what reads documents takes a second to import
    from ..ingest.writer import ArticleWriter


@dataclass(kw_only=True, eq=False, repr=False)
class Retention:
    """`trash`: how long a removed article can be brought back."""

    clock_check: ClockCheck
    answers: Answers
    watches: WatchStore
    briefings: BriefingStore
    scopes: Scopes
    writer: ArticleWriter
    index: IndexSync
    clock: Callable[[], datetime]
    trash: timedelta

    async def forget_before(self, home: str | None, before: datetime) -> int:
        """Deletes what was asked in a home before then (None: nobody's home), briefings of it, and watches that have been
        paused since; how many questions."""
        if not await self.clock_check.is_trusted():
            return 0
        await self.watches.end_paused(home, before)
        await self.briefings.forget_before(home, before)
        return await self.answers.forget_before(home, before)

    async def empty_trash(self) -> bool:
        """Deletes what has lain in the trash for its time. False: nothing may be deleted by age now."""
        if not await self.clock_check.is_trusted():
            return False
        await self.writer.purge(self.clock() - self.trash)
        return True

    async def purge_left(self, before: datetime) -> tuple[str, ...]:
        """Deletes all that is kept of scopes which left before then, and what has lain in the trash for its time; which
        scopes. Stopped half-way, the next call goes on."""
        if not await self.empty_trash():
            return ()
        gone = []
        for scope in [each.scope for each in await self.scopes.left()]:
            since = await self.scopes.since(scope)  # who came back while others were deleted is spared
            if since is None or since >= before:
                continue
            await self.scopes.forget_records(scope)
            for article_id in await self.scopes.articles(scope):
                await self.writer.delete(article_id)
            if await self.scopes.settled(scope):
                gone.append(scope)
        if gone:
            await self.index.refresh()
        return tuple(gone)
