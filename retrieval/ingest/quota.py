"""What has no room is refused before anything is computed for it or written: limits of an article, of a scope, and of the
disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ArticleTooLong, ScopeFull, StoreFull
from ..store.database import Connection
from ..store.scopes import Usage, UsageStore
from ..types import SHARED_SCOPE, Draft, Span


@dataclass(frozen=True, slots=True)
class QuotaLimits:
    """The section `quota` of the settings, as far as it is about what is stored. The first two are of an article, the
    others of a scope."""

    article_characters: int = 2_000_000
    article_passages: int = 5_000
    server_articles: int = 20_000
    server_bytes: int = 1_000_000_000
    server_feeds: int = 100


@dataclass(eq=False, repr=False)
class Quota:
    """Limits of an article and of a scope. The shared scope is the operator's own and has none."""

    limits: QuotaLimits
    usage: UsageStore

    def check_text(self, source: str, draft: Draft) -> None:
        """Raises ArticleTooLong."""
        if (size := len(draft.text)) > self.limits.article_characters:
            raise ArticleTooLong(source, size, self.limits.article_characters, "quota.article_characters")

    def check_passages(self, source: str, spans: Sequence[Span]) -> None:
        """Raises ArticleTooLong."""
        if (size := len(spans)) > self.limits.article_passages:
            raise ArticleTooLong(source, size, self.limits.article_passages, "quota.article_passages")

    async def check_room(self, source: str, scope: str, size: int) -> None:
        """Whether one more article of so many bytes has room. Raises ScopeFull."""
        if scope != SHARED_SCOPE:
            self._check(source, await self.usage.of(scope), 1, size)

    async def check_growth(self, source: str, scope: str, size: int) -> None:
        """Whether a new version of so many bytes has room; the number of articles stays. Raises ScopeFull."""
        if scope != SHARED_SCOPE:
            self._check_bytes(source, await self.usage.of(scope), size)

    async def check_added(self, connection: Connection, source: str, scope: str) -> None:
        """Whether there was room for the article that the transaction has just added: another process may have taken it
        since `check_room`. Raises ScopeFull."""
        if scope != SHARED_SCOPE:
            self._check(source, await self.usage.within(connection, scope), 0, 0)

    async def check_restored(self, connection: Connection, source: str, scope: str, article_id: int) -> None:
        """Whether an article that comes back to the scope, in the same transaction, has room. Raises ScopeFull."""
        if scope != SHARED_SCOPE:
            size = await self.usage.size(connection, article_id)
            self._check(source, await self.usage.within(connection, scope), 1, size)

    def check_feeds(self, source: str, scope: str, feeds: int) -> None:
        """Whether one more has room beside so many feeds. Raises ScopeFull."""
        if scope != SHARED_SCOPE and feeds >= self.limits.server_feeds:
            raise ScopeFull(source, feeds, self.limits.server_feeds, "quota.server_feeds")

    async def too_many_removed(self, connection: Connection, scope: str, trash: str) -> list[int]:
        """What has to go from the trash of a scope for good, so that it holds no more than the scope itself may: the
        first removed first, the last removed never."""
        if scope == SHARED_SCOPE:
            return []
        articles = total = 0
        gone = []
        for number, (article_id, size) in enumerate(await self.usage.removed(connection, trash)):
            articles, total = articles + 1, total + size
            if number and (articles > self.limits.server_articles or total > self.limits.server_bytes):
                gone.append(article_id)
        return gone

    def _check(self, source: str, usage: Usage, articles: int, size: int) -> None:
        if usage.articles + articles > self.limits.server_articles:
            raise ScopeFull(source, usage.articles, self.limits.server_articles, "quota.server_articles")
        self._check_bytes(source, usage, size)

    def _check_bytes(self, source: str, usage: Usage, size: int) -> None:
        if usage.bytes + size > self.limits.server_bytes:
            raise ScopeFull(source, usage.bytes, self.limits.server_bytes, "quota.server_bytes")


GROWTH = 6
"""Bytes on the disk for each byte of text: the original and the cleaned text, keywords, vectors (about as much as the
text again), and all of it once more in the write-ahead log for a while. What holds less text than bytes needs less."""
RESERVE = 20_000_000
"""Bytes that stay free: questions are written down too, and the snapshot of the index is written beside the old one."""


class DiskSpace:
    """Of the disk that a folder lies on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self, size: int) -> None:
        """For so many bytes of articles. Blocks, as every look at a disk may. Raises StoreFull."""
        free, needed = shutil.disk_usage(self._folder).free, GROWTH * size + RESERVE
        if free < needed:
            problem = f"{_megabytes(free)} MB are free, and taking this in may need {_megabytes(needed)} MB"
            raise StoreFull(str(self._folder), problem)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f}"
