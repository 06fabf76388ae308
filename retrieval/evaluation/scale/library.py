"""The synthetic library on disk: filled once, then opened as often as it is measured."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate, islice
from pathlib import Path

from ...index.sync import IndexSync
from ...models.base import Vectors
from ...reports import OnProgress, Progress
from ...search.hybrid import HybridSearch
from ...search.keyword_search import KeywordSearch
from ...store.articles import Articles, Hashes, draft_hash
from ...store.changes import ChangeFeed
from ...store.database import Connection, open_database
from ...store.passages import Passages
from ...types import Draft, Filters, Span
from ...wiring import vector_engine
from ...workers.threads import Worker
from .corpus import DIMENSION, SyntheticArticle, SyntheticCorpus

DATABASE, SNAPSHOT = "dateline.db", "index.faiss"
HUNDREDTH, THOUSANDTH, REST = "guild:1", "guild:2", "shared"
SCOPES = {
    "whole": Filters(scopes=(REST, HUNDREDTH, THOUSANDTH)),
    "1 %": Filters(scopes=(HUNDREDTH,)),
    "0.1 %": Filters(scopes=(THOUSANDTH,)),
}
"""Name -> what is searched."""
CANDIDATES = 50
"""Passages taken from either search, as configured by default."""
MODEL = "synthetic"
"""Fingerprint of the stored vectors, which no model made."""
_AT_ONCE = 200
"""Articles of one transaction."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of search over a library. `vectors` has the vector of each question that is asked."""

    passages: Passages
    change_feed: ChangeFeed
    index: IndexSync
    keywords: KeywordSearch
    hybrid: HybridSearch
    vectors: dict[str, Vectors]


@asynccontextmanager
async def open_synthetic(folder: Path) -> AsyncIterator[Opened]:
    """Raises StoreError. The vector index is that of a library of this size, however long it takes to build."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(folder / DATABASE))
        worker = await stack.enter_async_context(Worker("index"))
        builder = await stack.enter_async_context(Worker("index-builder"))
        passages, change_feed = Passages(database), ChangeFeed(database)
        index = IndexSync(
            change_feed=change_feed,
            engine=vector_engine(),
            worker=worker,
            builder=builder,
            path=folder / SNAPSHOT,
            fingerprint=MODEL,
        )
        stack.push_async_callback(index.close)
        vectors: dict[str, Vectors] = {}

        async def embed(text: str) -> Vectors:
            return vectors[text]

        hybrid = HybridSearch(
            passages=passages,
            articles=Articles(database),
            change_feed=change_feed,
            index=index,
            embed=embed,
            candidates=CANDIDATES,
        )
        await index.refresh()
        await index.renewed()
        keywords = KeywordSearch(passages, change_feed)
        yield Opened(passages, change_feed, index, keywords, hybrid, vectors)


async def fill(folder: Path, corpus: SyntheticCorpus, on_progress: OnProgress) -> None:
    """Store the articles of the corpus, those that the folder lacks. Raises StoreError, OSError."""
    async with open_database(folder / DATABASE) as database:
        articles, passages, change_feed = Articles(database), Passages(database), ChangeFeed(database)
        stored = len(await articles.ids(None))
        for start in range(stored, corpus.articles, _AT_ONCE):
            on_progress(Progress("filling", start, corpus.articles))
            async with database.transaction() as connection:
                model_id = await change_feed.model_id(connection, MODEL, MODEL, DIMENSION)
                for number in range(start, min(start + _AT_ONCE, corpus.articles)):
                    await _put(connection, articles, passages, corpus.article(number), model_id)


async def _put(
    connection: Connection, articles: Articles, passages: Passages, article: SyntheticArticle, model_id: int
) -> None:
    text = "\n".join(article.passages)
    ends = accumulate(len(each) + 1 for each in article.passages)
    spans = [Span(end - 1 - len(each), end - 1) for each, end in zip(article.passages, ends, strict=True)]
    title = " ".join(islice(article.passages[0].split(), 6))
    draft = Draft("synthetic.txt", f"{article.number}", title, "", text, language="en")
    hashes = Hashes(f"{article.number}", draft_hash(draft))
    id = await articles.insert(connection, scope_of(article.number), draft, hashes, datetime.now(UTC))
    await passages.insert(connection, id, spans, article.vectors, model_id)


def scope_of(number: int) -> str:
    """The scope of the article with this number."""
    if number % 1000 == 500:
        return THOUSANDTH
    return HUNDREDTH if number % 100 == 7 else REST
