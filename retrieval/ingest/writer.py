"""The transactions that change articles: article, version, passages, keywords, vectors and change rows together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..errors import CannotRestore
from ..models.base import Vectors
from ..store.articles import Articles, Hashes
from ..store.backup.deleted_again import note_article
from ..store.changes import ChangeFeed
from ..store.database import Connection, Database
from ..store.feeds import Addresses, KnownAddress
from ..store.passages import Passages
from ..store.reindexes import Before
from ..store.scopes import trash_of
from ..store.stories import Stories
from ..types import Article, Draft, Span
from ..workers.threads import Worker
from .near_duplicates import Signature, best_match
from .passages import PassageEmbedder
from .quota import Quota


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with all that was computed for it, ready to be written."""

    draft: Draft
    hashes: Hashes
    spans: Sequence[Span]
    vectors: Vectors
    """(len(spans), dimension)"""
    signature: Signature


@dataclass(kw_only=True, eq=False, repr=False)
class ArticleWriter:
    """Each method is one transaction, so that after a kill it has happened whole or not at all. A method that takes a
    connection is a part of its caller's transaction."""

    database: Database
    articles: Articles
    passages: Passages
    stories: Stories
    addresses: Addresses
    change_feed: ChangeFeed
    embedder: PassageEmbedder
    quota: Quota
    worker: Worker
    clock: Callable[[], datetime]

    async def add(self, scope: str, prepared: PreparedArticle) -> int:
        """A new article; returns its id. Raises ScopeFull."""
        (article_id,) = await self.add_all(scope, [prepared])
        return article_id

    async def add_all(self, scope: str, prepared: Sequence[PreparedArticle]) -> list[int]:
        """New articles, all or none of them; their ids. Raises ScopeFull."""
        async with self.database.transaction() as connection:
            return [await self.insert(connection, scope, each, self.clock()) for each in prepared]

    async def insert(
        self, connection: Connection, scope: str, prepared: PreparedArticle, taken_in: datetime
    ) -> int:
        """As `add`, a part of another's transaction. Raises ScopeFull."""
        article_id = await self.articles.insert(connection, scope, prepared.draft, prepared.hashes, taken_in)
        await self.quota.check_added(connection, prepared.draft.name, scope)
        await self._put(connection, article_id, prepared.spans, prepared.vectors)
        await self._assign_story(connection, article_id, prepared.signature)
        return article_id

    async def revise(self, article_id: int, prepared: PreparedArticle) -> None:
        """A new version in place of the present one, which stays readable."""
        async with self.database.transaction() as connection:
            await self.put_version(connection, article_id, prepared, self.clock())

    async def put_version(
        self, connection: Connection, article_id: int, prepared: PreparedArticle, taken_in: datetime
    ) -> None:
        """As `revise`, a part of another's transaction. Raises NotFound."""
        await self.passages.clear(connection, article_id)
        await self.articles.revise(connection, article_id, prepared.draft, prepared.hashes, taken_in)
        await self._put(connection, article_id, prepared.spans, prepared.vectors)
        await self._assign_story(connection, article_id, prepared.signature)

    async def put_passages(
        self, connection: Connection, article_id: int, spans: Sequence[Span], vectors: Vectors
    ) -> None:
        """Other passages or vectors for the same version, a part of another's transaction. Raises NotFound."""
        await self.passages.clear(connection, article_id)
        await self._put(connection, article_id, spans, vectors)

    async def put_back(self, connection: Connection, article_id: int, before: Before) -> None:
        """The article as it was before: its former text as a new version, unless it still has that one, with the
        passages and vectors of then. A part of another's transaction. Raises NotFound."""
        version, _ = await self.articles.present(connection, article_id)
        await self.passages.clear(connection, article_id)
        if version != before.version:
            await self.articles.bring_back(connection, article_id, before.version, before.stated)
        await self.passages.put(connection, article_id, before.stored())
        signature = Signature.from_bytes(before.signature)
        if version != before.version and signature is not None:
            await self._assign_story(connection, article_id, signature)

    async def sign(self, article_id: int, signature: Signature) -> None:
        """Find the story of an article that an older Dateline stored."""
        async with self.database.transaction() as connection:
            await self._assign_story(connection, article_id, signature)

    async def touch(self, article_id: int, source_hash: str) -> None:
        async with self.database.transaction() as connection:
            await self.articles.touch(connection, article_id, source_hash)

    async def reached(self, scope: str, urls: Sequence[str], known: KnownAddress) -> None:
        """The article answers at these addresses."""
        async with self.database.transaction() as connection:
            await self.articles.mark_gone(connection, known.article_id, None)
            for url in urls:
                await self.addresses.put(connection, scope, url, known)

    async def gone(self, article_id: int) -> None:
        """The article's address answers no more; it is kept."""
        async with self.database.transaction() as connection:
            await self.articles.mark_gone(connection, article_id, self.clock())

    async def remove(self, article: Article) -> None:
        """Out of its scope, with all its versions, until `restore` or `purge`. The same article removed before goes."""
        async with self.database.transaction() as connection:
            before = await self.articles.at_key(connection, trash_of(article.scope), article.key)
            if before is not None:
                await self._delete_noted(connection, before)
            await self.stories.leave(connection, article.id)
            await self.addresses.forget(connection, article.id)
            await self.passages.move(connection, article.id, trash_of(article.scope))
            await self.articles.mark_removed(connection, article.id, self.clock())
            trash = trash_of(article.scope)
            for article_id in await self.quota.too_many_removed(connection, article.scope, trash):
                await self._delete_noted(connection, article_id)

    async def restore(self, article_id: int, scope: str) -> None:
        """Back from where `remove` put it. Raises CannotRestore (the same address was added anew meanwhile),
        ScopeFull."""
        async with self.database.transaction() as connection:
            key = await self.articles.key(connection, article_id)
            if await self.articles.at_key(connection, scope, key) is not None:
                raise CannotRestore(key)
            await self.quota.check_restored(connection, key, scope, article_id)
            await self.passages.move(connection, article_id, scope)
            await self.articles.mark_removed(connection, article_id, None)
            signature = Signature.from_bytes(await self.stories.signature(connection, article_id))
            if signature is not None:
                await self._assign_story(connection, article_id, signature)

    async def purge(self, before: datetime) -> int:
        """Delete what was removed before then, for good; how many articles. Writes only if there are any."""
        if not await self.articles.has_removed(before):
            return 0
        async with self.database.transaction() as connection:
            old = await self.articles.removed_before(connection, before)
            for article_id in old:
                await self._delete_noted(connection, article_id)
        self.database.deleted.set()
        return len(old)

    async def delete(self, article_id: int) -> None:
        """For good, with its versions; nothing if it is gone already. Whoever deletes a scope notes that once."""
        async with self.database.transaction() as connection:
            await self.stories.leave(connection, article_id)
            await self._delete(connection, article_id)

    async def _delete_noted(self, connection: Connection, article_id: int) -> None:
        """So that no backup brings it back."""
        await note_article(connection, article_id, self.clock())
        await self._delete(connection, article_id)

    async def _delete(self, connection: Connection, article_id: int) -> None:
        await self.passages.clear(connection, article_id)
        await self.articles.delete(connection, article_id)

    async def _assign_story(self, connection: Connection, article_id: int, signature: Signature) -> None:
        bands = signature.bands()
        likely = await self.stories.likely(connection, article_id, bands)
        like = await self.worker.run(best_match, signature, likely)
        await self.stories.put(connection, article_id, signature.to_bytes(), bands, like)

    async def _put(
        self, connection: Connection, article_id: int, spans: Sequence[Span], vectors: Vectors
    ) -> None:
        model_id = await self.change_feed.model_id(
            connection, self.embedder.fingerprint, self.embedder.name, vectors.shape[1]
        )
        await self.passages.insert(connection, article_id, spans, vectors, model_id)
