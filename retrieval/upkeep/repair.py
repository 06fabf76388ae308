"""Puts right what the deep check finds, where it can be derived: texts from what they were read from, if the hash proves
it; passages, keywords, vectors and the index from the texts. What cannot be derived is set aside, where nobody is
answered from it. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from ..errors import IngestError
from ..ingest.passages import PassageEmbedder, context, split
from ..models.base import Vectors
from ..reports import Diagnosis, unwatched
from ..store.articles import Articles, draft_hash
from ..store.changes import ChangeFeed
from ..store.database import Connection, Database
from ..store.integrity import repairs
from ..types import Draft, Span
from ..workers.threads import Worker
from .deep_check import STEP, Damage, DeepCheck

if TYPE_CHECKING:  # what reads documents takes a second to import
    import asyncio

    from ..ingest.parsing import Parsing


_DAMAGED = 4
"""Characters of a hash of 64."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article's passages, cut again."""

    article_id: int
    spans: Sequence[Span]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class _Work:
    """All that was made before anything is written."""

    again: dict[int, tuple[Draft, str]]
    """Article -> what it was read from, read again, and its hash."""
    aside: tuple[int, ...]
    cut: tuple[_Cut, ...]
    embedded: tuple[tuple[Sequence[int], Vectors], ...]


@dataclass(kw_only=True, eq=False, repr=False)
class Repair:
    """`lock` is that of ingest and reindex: nothing else writes articles meanwhile."""

    deep_check: DeepCheck
    database: Database
    articles: Articles
    change_feed: ChangeFeed
    embedder: PassageEmbedder
    parsing: Parsing
    worker: Worker
    lock: asyncio.Lock
    words: int
    trash_days: int
    clock: Callable[[], datetime]

    async def run(self) -> tuple[Diagnosis, ...]:
        """What was mended (ok), and what was set aside or cannot be mended (not ok); nothing where all was in order. All
        writing is one transaction. Raises ModelError, StoreError."""
        async with self.lock:
            damage = await self.deep_check.look()
            if (
                damage.vectors
            ):  # the sample has found one of another text: which others are, only all of them say
                damage = await self.deep_check.look(every_vector=True)
            if not damage.found:
                return ()
            if damage.beyond_repair:
                return (_beyond_repair(damage),)
            work = await self._prepare(damage)
            async with self.database.transaction() as connection:
                await self._write(connection, damage, work)
            await self.deep_check.index.rebuild()
        return tuple(_done(damage, work, self.trash_days))

    async def _prepare(self, damage: Damage) -> _Work:
        again: dict[int, tuple[Draft, str]] = {}
        cut: dict[int, tuple[str, str, str]] = {}
        for article in damage.contents:
            found = await self._read_again(article.id)
            if found is None:
                continue
            again[article.id] = found
            cut[article.id] = (found[0].title, found[0].text, found[0].language)
        aside = tuple(each.id for each in damage.contents if each.id not in again)
        for article_id in damage.passages:
            stored = await self.articles.get(article_id)
            if stored is not None:
                cut[article_id] = (stored.title, stored.text, stored.language)
        made = tuple([await self._cut(article_id, *facts) for article_id, facts in cut.items()])
        return _Work(again, aside, made, await self._embedded(damage.vectors, {*cut, *aside}))

    async def _read_again(self, article_id: int) -> tuple[Draft, str] | None:
        """The article as its original says, where that is proved: it has the stored hash, or it is what is stored and has
        that hash but for a few characters, which are what is damaged then."""
        stored, source = await self.articles.get(article_id), await self.articles.source(article_id)
        if stored is None or source is None:
            return None
        try:
            draft = await self.parsing.reread(source.name, source.key, source.original, source.hints)
        except IngestError:
            return None
        made = await self.worker.run(draft_hash, draft)
        own = Draft(
            *(source.name, source.key, stored.title, source.original, stored.text, stored.url, stored.byline),
            publisher=stored.publisher,
            published_at=stored.published_at,
            updated_at=stored.updated_at,
            language=stored.language,
            pages=stored.pages,
        )
        same = made == await self.worker.run(draft_hash, own) and _nearly(made, source.content_hash)
        return (draft, made) if same or made == source.content_hash else None

    async def _cut(self, article_id: int, title: str, text: str, language: str) -> _Cut:
        spans = await self.worker.run(split, text, self.words, language)
        vectors, _ = await self.embedder.passages(title, text, spans, unwatched, {})
        return _Cut(article_id, spans, vectors)

    async def _embedded(
        self, ids: Sequence[int], articles: set[int]
    ) -> tuple[tuple[Sequence[int], Vectors], ...]:
        """Vectors for these passages, but those of `articles`, which get others."""
        found = []
        for at in range(0, len(ids), STEP):
            rows = [
                row
                for row in await self.deep_check.integrity.texts(ids[at : at + STEP])
                if row["article_id"] not in articles
            ]
            if rows:
                vectors = await self.deep_check.embed([context(row["title"], row["text"]) for row in rows])
                found.append(([row["id"] for row in rows], np.asarray(vectors)))
        return tuple(found)

    async def _write(self, connection: Connection, damage: Damage, work: _Work) -> None:
        if damage.file:
            await repairs.rebuild_indexes(connection)
        for broken in damage.references:
            await repairs.mend_reference(connection, broken)
        for article_id, (draft, content_hash) in work.again.items():
            await repairs.write_again(connection, article_id, draft, content_hash)
        for article_id in work.aside:
            await repairs.set_aside(connection, article_id, self.clock())
        for each in work.cut:
            model_id = await self._model_id(connection, each.vectors)
            await repairs.cut_again(connection, each.article_id, each.spans, each.vectors, model_id)
        for ids, vectors in work.embedded:
            await repairs.embed_again(connection, ids, vectors, await self._model_id(connection, vectors))
        await repairs.mend_sizes(connection)
        if damage.keywords or damage.references or work.again or work.aside or work.cut:
            await repairs.rebuild_keywords(connection)

    async def _model_id(self, connection: Connection, vectors: Vectors) -> int:
        fingerprint, name = self.embedder.fingerprint, self.embedder.name
        return await self.change_feed.model_id(connection, fingerprint, name, vectors.shape[1])


def _nearly(made: str, stored: str) -> bool:
    """Whether no more characters differ than a damaged byte explains: hashes of two texts have nothing in common."""
    return len(made) == len(stored) and sum(map(str.__ne__, made, stored)) <= _DAMAGED


def _beyond_repair(damage: Damage) -> Diagnosis:
    problem = f"pages of the file itself are damaged and nothing was changed: {'; '.join(damage.file)}"
    return Diagnosis("file", False, problem)


def _done(damage: Damage, work: _Work, trash_days: int) -> Iterator[Diagnosis]:
    if damage.file:
        yield Diagnosis("file", True, "SQLite's indexes were made anew from their tables")
    for each in damage.references:
        yield Diagnosis(
            "references", True, _mended(each.table, each.parent, each.rows, set_null=each.set_null)
        )
    for article in damage.contents:
        name = f"article {article.id} “{article.title}”" + f" ({article.url})" * bool(article.url)
        if article.id in work.again:
            yield Diagnosis("texts", True, f"{name} was read again from its original")
        else:
            problem = (
                f"{name} is damaged and cannot be derived: it was set aside, and is deleted after {trash_days} days; add "
                "it again from its source"
            )
            yield Diagnosis("texts", False, problem)
    if damage.passages:
        articles = ", ".join(map(str, damage.passages))
        yield Diagnosis("passages", True, f"cut and embedded again: articles {articles}")
    if damage.keywords or work.again or work.aside or work.cut:
        yield Diagnosis("keywords", True, "the keyword index was made anew from the texts")
    if count := sum(len(ids) for ids, _ in work.embedded):
        yield Diagnosis("vectors", True, f"{count} passages were embedded again")
    if damage.sizes:
        yield Diagnosis("sizes", True, f"the sizes of {damage.sizes} articles were counted again")
    yield Diagnosis("vector index", True, "it was made anew from the stored vectors")


def _mended(table: str, parent: str, rows: int, *, set_null: bool) -> str:
    if table == "articles":
        return (
            f"{rows} articles of a scope that is not there were set aside, where nobody is answered from them"
        )
    if parent == "models":
        return f"{rows} vectors of {table} that no model made are gone; “dateline reindex” makes those of passages"
    if set_null:
        return f"{rows} rows of {table} name nothing of {parent} any more"
    return f"{rows} rows of {table} that belonged to nothing were deleted"
