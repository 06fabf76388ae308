"""The part of the stand-in library that keeps single articles and feeds."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval import (
    SHARED_SCOPE,
    Article,
    ArticleInfo,
    Copy,
    FeedInfo,
    Filters,
    NotFound,
    PollResult,
    ScopeUsage,
    Version,
)


class FakeArticles:
    """See `FakeLibrary`."""

    def __init__(self) -> None:
        self.infos: list[ArticleInfo] = []
        self.failures: dict[str, Exception] = {}
        """Method name -> what it raises instead of working."""
        self.stored: dict[int, Article] = {}
        self.removed: dict[int, Article] = {}
        self.versions: dict[int, tuple[Version, ...]] = {}
        self.copied: dict[int, tuple[Copy, ...]] = {}
        self.feed_infos: list[FeedInfo] = []
        self.polls: list[tuple[PollResult, ...]] = []
        """What each poll brings, one after the other; nothing after the last."""
        self.polled = 0
        self.spread = 0

    def _fail(self, method: str) -> None:
        if method in self.failures:
            raise self.failures[method]

    async def titles(
        self, words: str, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 25
    ) -> tuple[ArticleInfo, ...]:
        self._fail("titles")
        found = (i for i in self.infos if words.casefold() in f"{i.title} {i.publisher or ''}".casefold())
        return tuple(info for info in found if info.scope in scopes)[:limit]

    async def publishers(
        self, words: str, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 25
    ) -> tuple[str, ...]:
        self._fail("publishers")
        seen = (i.publisher for i in self.infos if i.publisher and i.scope in scopes)
        return tuple(dict.fromkeys(name for name in seen if words.casefold() in name.casefold()))[:limit]

    async def article(self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Article:
        article = self.stored.get(article_id)
        if article is None or article.scope not in scopes:
            raise NotFound("article", article_id)
        return article

    async def history(
        self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)
    ) -> tuple[Version, ...]:
        await self.article(article_id, scopes=scopes)
        return self.versions.get(article_id, ())

    async def copies(self, article_id: int, *, filters: Filters | None = None) -> tuple[Copy, ...]:
        return self.copied.get(article_id, ())

    async def remove(self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Article:
        article = await self.article(article_id, scopes=scopes)
        self.removed[article_id] = self.stored.pop(article_id)
        return article

    async def restore(self, article_id: int, *, scope: str = SHARED_SCOPE) -> Article:
        self._fail("restore")
        article = self.removed.get(article_id)
        if article is None or article.scope != scope:
            raise NotFound("removed article", article_id)
        self.stored[article_id] = self.removed.pop(article_id)
        return article

    async def feeds_all(self, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> tuple[FeedInfo, ...]:
        return tuple(feed for feed in self.feed_infos if feed.scope in scopes)

    async def remove_feed(self, feed_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> FeedInfo:
        for feed in await self.feeds_all(scopes=scopes):
            if feed.id == feed_id:
                self.feed_infos.remove(feed)
                return feed
        raise NotFound("feed", feed_id)

    async def spread_feeds(self) -> None:
        self.spread += 1
        self._fail("spread_feeds")

    async def poll_feeds(self) -> tuple[PollResult, ...]:
        self.polled += 1
        self._fail("poll_feeds")
        return self.polls.pop(0) if self.polls else ()

    async def usage(self, scopes: Sequence[str]) -> tuple[ScopeUsage, ...]:
        self._fail("usage")
        (scope,) = scopes
        articles = sum(info.scope == scope for info in self.infos)
        return (ScopeUsage(scope, articles, 0, 1_500_000, 0, 0, 0, 0, None),)
