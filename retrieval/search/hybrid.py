"""Searches passages with two retrievers at the same time, keywords and vectors, and weighs their scores together.

Both retrievers apply the filters. A cross-encoder may rank the best passages again. As of a day, the passages of articles
that were changed later stand in the results as they were then.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from ..index.base import Ids, Vectors
from ..index.sync import IndexSync
from ..models.reranker import Rerank
from ..store.articles import Articles
from ..store.changes import ChangeFeed
from ..store.passages import Passages, ids_of, with_changes
from ..types import Filters, Hit
from ..workers.telemetry import Stage, Telemetry, timing
from .former import FormerPassages, FormerVersions
from .fusion import deduplicated, reciprocal_rank_fusion, weighted_scores
from .keyword_search import KeywordSearch
from .keywords import match_expression

_RERANKED = 24
"""Passages that a cross-encoder scores; each costs a pass of its model."""
_SPARE = 2
"""So many times more passages are searched than wanted, because duplicates are removed."""
_KEPT_IDS = 8_000_000
"""Ids of passages inside filters that are kept, together: 64 MB."""
_CHANGED = 2000
"""With more changed passages, all ids inside the filters are read anew."""
_ATTEMPTS = 3
"""Attempts of one search while a reindex replaces passages; each takes milliseconds."""

Scored = list[tuple[int, float]]
Retriever = Callable[[str, Filters], Awaitable[Scored]]
"""A text and filters to (passage id, score), best first."""


@dataclass(frozen=True, slots=True)
class _Allowed:
    """The ids of passages inside filters, ascending, at a change of the feed."""

    change: int
    ids: Ids


class HybridSearch:
    """Searches passages. `embed` turns one text into a unit vector, off the event loop. `keywords` and `vectors` are
    retrievers to use instead of the usual ones. Without `former`, no search is as of a day."""

    def __init__(
        self,
        *,
        passages: Passages,
        articles: Articles,
        change_feed: ChangeFeed,
        index: IndexSync,
        embed: Callable[[str], Awaitable[Vectors]],
        candidates: int,
        former: FormerVersions | None = None,
        rerank: Rerank | None = None,
        keywords: Retriever | None = None,
        vectors: Retriever | None = None,
        telemetry: Telemetry | None = None,
    ) -> None:
        self._passages = passages
        self._articles = articles
        self._change_feed = change_feed
        self._index = index
        self._embed = embed
        self._candidates = candidates
        self._former = former
        self._rerank = rerank
        self._keyword_search = KeywordSearch(passages, change_feed)
        self._retrievers = (keywords or self._lexical, vectors or self._dense)
        self._telemetry = telemetry
        self._allowed: OrderedDict[Filters, _Allowed] = OrderedDict()
        self._filtering = asyncio.Lock()

    async def search(self, text: str, filters: Filters, k: int) -> tuple[Hit, ...]:
        """The `k` best passages inside the filters, best first."""
        wanted = _SPARE * (k if self._rerank is None else max(k, _RERANKED))
        for _ in range(_ATTEMPTS):
            before = await self._change_feed.last_change()
            hits, lost = await self._search(text, filters, wanted)
            if not lost or await self._change_feed.last_change() == before:
                break
        hits = (await self._index.worker.run(deduplicated, hits))[: wanted // _SPARE]
        return hits if self._rerank is None else (await self._reranked(self._rerank, text, hits))[:k]

    async def visible(self, filters: Filters) -> int:
        """How many passages are inside the filters."""
        former, filters = await self._as_they_stood(filters)
        return len(await self._allowed_ids(filters)) + (len(former.hits) if former else 0)

    async def absent(self, words: Sequence[str], filters: Filters) -> tuple[str, ...]:
        """Those of the words that no article inside the filters has, in any form that the keyword index knows as one."""
        former, filters = await self._as_they_stood(filters)
        matches = {word: match for word in words if (match := match_expression(word)) is not None}
        held = await self._passages.held(matches, filters)
        absent = [word for word in matches if word not in held]
        if former is not None and absent:
            held |= await former.held({word: matches[word] for word in absent})
        return tuple(word for word in matches if word not in held)

    async def _reranked(self, rerank: Rerank, text: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits ranked by the cross-encoder, whose scores replace those of the fusion."""
        with timing(self._telemetry, Stage.RERANKING):
            scores = await rerank(text, [f"{hit.article.title}\n{hit.passage.text}" for hit in hits])
        scored = [replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)]
        return tuple(sorted(scored, key=lambda hit: (-hit.score, hit.passage.id)))

    async def _search(self, text: str, filters: Filters, k: int) -> tuple[tuple[Hit, ...], int]:
        """The hits, and how many passages disappeared between search and fetch, because a reindex replaced them."""
        former, filters = await self._as_they_stood(filters)
        lexical, dense = await asyncio.gather(*(retriever(text, filters) for retriever in self._retrievers))
        if former is not None:
            lexical, dense = await self._with_former(text, former, lexical, dense)
        bm25, cosine = dict(lexical), dict(dense)
        wanted = list(bm25 | cosine)
        with timing(self._telemetry, Stage.FETCHING):
            places = await self._passages.places(wanted)
            depths = {id: place.depth for id, place in places.items()}
            if former is not None:
                depths |= {id: former.depth(id) for id in wanted if id in former.hits}
            scores = weighted_scores(bm25, cosine, depths)
            best = list(scores)[:k]
            articles = await self._articles.many(
                list({places[id].article_id: None for id in best if id in places})
            )
            passages = await self._passages.fetch(best, articles)
        found = {passage.id: Hit(passage, articles[passage.article_id], 0.0) for passage in passages}
        if former is not None:
            found.update(former.hits)
        hits = tuple(
            replace(found[id], score=scores[id], cosine=cosine.get(id), bm25=bm25.get(id))
            for id in best
            if id in found
        )
        return hits, len(wanted) - len(scores) + len(best) - len(hits)

    async def _as_they_stood(self, filters: Filters) -> tuple[FormerPassages | None, Filters]:
        """The passages as of the day of the filters, where they have one, and the filters without the articles that were
        changed later."""
        if filters.as_of is None or self._former is None:
            return None, filters
        former = await self._former.of(filters, filters.as_of, await self._change_feed.last_change())
        return former, replace(filters, as_of=None, without=(*filters.without, *former.changed))

    async def _with_former(
        self, text: str, former: FormerPassages, lexical: Scored, dense: Scored
    ) -> tuple[Scored, Scored]:
        """What the retrievers found, together with the passages of former versions, best first."""
        if not former.hits:
            return lexical, dense
        keywords = await former.keywords(await self._keyword_search.weights(text))
        cosines = await former.cosines(keywords, await self._embed(text))
        return self._best([*lexical, *keywords.items()]), self._best([*dense, *cosines.items()])

    def _best(self, scored: Scored) -> Scored:
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[: self._candidates]

    async def _lexical(self, text: str, filters: Filters) -> Scored:
        with timing(self._telemetry, Stage.KEYWORDS):
            inside = await self.visible(filters)
            return (
                await self._keyword_search.search(text, filters, inside, self._candidates) if inside else []
            )

    async def _dense(self, text: str, filters: Filters) -> Scored:
        with timing(self._telemetry, Stage.VECTORS):
            allowed = await self._allowed_ids(filters)
        if not len(allowed):
            return []
        with timing(self._telemetry, Stage.EMBEDDING):
            vector = await self._embed(text)
        with timing(self._telemetry, Stage.VECTORS):
            return await self._index.search(vector, self._candidates, allowed)

    async def _allowed_ids(self, filters: Filters) -> Ids:
        """The ids inside the filters, ascending. They are kept, because the questions of a server mostly have the same
        filters, and only what changed meanwhile is read again."""
        async with self._filtering:
            change = await self._change_feed.last_change()
            kept = self._allowed.pop(filters, None)
            if kept is None or kept.change != change:
                kept = _Allowed(change, await self._read_allowed(filters, kept))
            self._allowed[filters] = kept
            while (
                len(self._allowed) > 1 and sum(len(each.ids) for each in self._allowed.values()) > _KEPT_IDS
            ):
                self._allowed.popitem(last=False)
            return kept.ids

    async def _read_allowed(self, filters: Filters, kept: _Allowed | None) -> Ids:
        changed = await self._change_feed.changes_after(kept.change) if kept else None
        if kept is None or changed is None or len(changed) > _CHANGED:
            return await self._index.worker.run(ids_of, await self._passages.allowed(filters))
        rows = await self._passages.allowed(filters, changed)
        return await self._index.worker.run(with_changes, kept.ids, changed, rows)


def merged(lists: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The hits of several searches, fused by rank. A passage keeps its scores from the first list that has it."""
    hits = {hit.passage.id: hit for each in reversed(lists) for hit in reversed(each)}
    order = reciprocal_rank_fusion([[hit.passage.id for hit in each] for each in lists], [1.0] * len(lists))
    return tuple(hits[id] for id in order)
