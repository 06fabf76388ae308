"""The articles of a library as a face sees them: listed, read, removed and brought back, inside the scopes it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import NotFound
from .reports import ArticleInfo, LibraryStatistics, Page, Version
from .store.articles import Articles
from .store.database import Database
from .store.news.versions import Versions
from .store.scopes import library_statistics, trash_of
from .store.stories import Stories
from .text import normalise
from .types import SHARED_SCOPE, Article, Copy, Filters
from .version_history import history
from .workers.threads import Worker

if TYPE_CHECKING:  # what reads documents takes a second to import
    from .ingest.writer import ArticleWriter


EVERYTHING_SHARED = Filters()


@dataclass(kw_only=True, eq=False, repr=False)
class ArticleCollection:
    """Every method takes `scopes`: what lies in another scope does not exist for the caller."""

    database: Database
    articles: Articles
    versions: Versions
    story_store: Stories
    writer: ArticleWriter
    parser: Worker

    async def page(
        self, *, scopes: Sequence[str] = (SHARED_SCOPE,), offset: int = 0, limit: int = 10
    ) -> Page[ArticleInfo]:
        """Newest first by the day of publication; undated ones last, of those the one taken in last first."""
        return await self.articles.page(scopes, offset, limit)

    async def get(self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Article:
        """Raises NotFound, also when the article is in another scope."""
        article = await self.articles.get(article_id)
        if article is None or article.scope not in scopes:
            raise NotFound("article", article_id)
        return article

    async def remove(self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Article:
        """Takes an article away with its versions; returns what it was. `restore` brings it back for
        `settings.ingest.trash_days`. Raises NotFound."""
        article = await self.get(article_id, scopes=scopes)
        await self.writer.remove(article)
        return article

    async def restore(self, article_id: int, *, scope: str = SHARED_SCOPE) -> Article:
        """Brings back what was removed from the scope. Raises NotFound, CannotRestore (added anew meanwhile)."""
        article = await self.articles.get(article_id)
        if article is None or article.scope != trash_of(scope):
            raise NotFound("removed article", article_id)
        await self.writer.restore(article_id, scope)
        return await self.get(article_id, scopes=(scope,))

    async def history(
        self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)
    ) -> tuple[Version, ...]:
        """Every version with what changed in it, oldest first. Raises NotFound."""
        article = await self.get(article_id, scopes=scopes)
        return await self.parser.run(history, await self.versions.of_article(article_id), article.language)

    async def copies(self, article_id: int, *, filters: Filters = EVERYTHING_SHARED) -> tuple[Copy, ...]:
        """The other articles that tell the same story in the same words, oldest first."""
        return (await self.story_store.copies([article_id], filters)).get(article_id, ())

    async def stories(
        self, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 20
    ) -> tuple[tuple[Article, ...], ...]:
        """The stories that several articles tell, those with most articles first; each oldest first."""
        groups = await self.story_store.largest(scopes, limit)
        articles = await self.articles.many([article_id for group in groups for article_id in group])
        return tuple(
            tuple(
                sorted((articles[id] for id in group), key=lambda each: (each.published_at or "9", each.id))
            )
            for group in groups
        )

    async def titles(
        self, words: str, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 25
    ) -> tuple[ArticleInfo, ...]:
        """Articles whose title or publisher holds the words as they are typed, newest first."""
        return await self.articles.titled(normalise(words), scopes, limit)

    async def publishers(
        self, words: str, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 25
    ) -> tuple[str, ...]:
        """Publishers whose name holds the words as they are typed, those with most articles first."""
        return await self.articles.publishers(normalise(words), scopes, limit)

    async def statistics(self, scopes: Sequence[str] = (SHARED_SCOPE,)) -> LibraryStatistics:
        """How the articles spread over days and publishers."""
        return await library_statistics(self.database, scopes)
