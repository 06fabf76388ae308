"""Articles as they stood on a day: of those that were changed later, the passages of the version of then.

They are in no index. They are cut and scored when somebody asks, as the two retrievers would have done; only those that
keywords rank best are embedded.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ..models.base import Embed, Vectors
from ..store.articles import Articles
from ..store.news.versions import StoredVersion, VersionDates, Versions, counts_from, keyword_scores
from ..text import depth
from ..types import Article, Filters, Former, Hit, Passage, Span
from ..workers.threads import Worker
from .keyword_search import TITLE_WEIGHT

_READ = 500
"""Versions that are read, those published last. The first question as of a day reads and cuts them in some 1.7 seconds of
one core (200 in 0.66), a later one scores their passages in a quarter of a second."""
_EMBEDDED = 64
"""Passages that are embedded for a question, unless they were for one before."""
_KEPT = 4
"""Days whose versions are kept, for the next question as of the same day."""
_FIRST_ID = -(2**40)
"""Passages of former versions are numbered downwards from here: no other passage has such a number."""

Split = Callable[[str, str], Sequence[Span]]
"""A text and its language to passages, as for the index."""
Context = Callable[[str, str], str]
"""The title and the text of a passage to what is embedded of it."""


@dataclass(frozen=True, slots=True)
class Stood:
    """The number of the version of an article that stood on a day, and when it was changed."""

    number: int
    published_at: str
    former: Former


class FormerPassages:
    """All passages of the versions that stood on a day and were changed later. `changed` are the articles that were
    changed later, whether they were there on that day or not; `hits` are the passages by their numbers, without
    scores."""

    def __init__(
        self, changed: Sequence[int], hits: Mapping[int, Hit], context: Context, embed: Embed, rules: Worker
    ) -> None:
        self.changed = tuple(changed)
        self.hits = hits
        self._context = context
        self._embed = embed
        self._rules = rules

    def depth(self, id: int) -> float:
        """The depth of a passage in its article; 0 where that has no day."""
        hit = self.hits[id]
        return depth(hit.passage.start) if hit.article.published_at else 0.0

    async def keywords(self, weights: Mapping[str, float]) -> dict[int, float]:
        """BM25 of the passages that have any of the weighted terms, best first."""
        scores: dict[int, float] = defaultdict(float)
        for of_term in (await self._scores(weights)).values():
            for id, score in of_term.items():
                scores[id] += score
        return dict(sorted(scores.items(), key=lambda item: -item[1]))

    async def held(self, words: Mapping[str, str]) -> frozenset[str]:
        """Those of the words that a passage or title has. `words` are given with their FTS5 expressions."""
        found = await self._scores(dict.fromkeys(words.values(), 1.0))
        return frozenset(word for word, match in words.items() if found[match])

    async def cosines(self, keywords: Mapping[int, float], asked: Vectors) -> dict[int, float]:
        """Cosines of the passages that keywords rank best with the vector of the question."""
        best = list(dict.fromkeys([*keywords, *self.hits]))[:_EMBEDDED]
        hits = [self.hits[each] for each in best]
        vectors = await self._embed([self._context(each.article.title, each.passage.text) for each in hits])
        return dict(zip(best, map(float, vectors @ asked), strict=True))

    async def _scores(self, weights: Mapping[str, float]) -> dict[str, dict[int, float]]:
        passages = {id: (hit.article.title, hit.passage.text) for id, hit in self.hits.items()}
        return await self._rules.run(keyword_scores, passages, weights, TITLE_WEIGHT)


class FormerVersions:
    """Reads and cuts the versions that stood on the day of the filters."""

    def __init__(
        self,
        *,
        versions: Versions,
        articles: Articles,
        split: Split,
        context: Context,
        embed: Embed,
        rules: Worker,
    ) -> None:
        self._versions = versions
        self._articles = articles
        self._split = split
        self._rules = rules
        self._made = partial(FormerPassages, context=context, embed=embed, rules=rules)
        self._kept: OrderedDict[tuple[Filters, int], FormerPassages] = OrderedDict()

    async def of(self, filters: Filters, day: date, change: int) -> FormerPassages:
        """Those of articles inside the filters. `change` is the newest one of the change feed."""
        found = self._kept.pop((filters, change), None) or await self._read(filters, day)
        self._kept[filters, change] = found
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    async def _read(self, filters: Filters, day: date) -> FormerPassages:
        dates = await self._versions.changed_after(day, replace(filters, since=None, until=None))
        changed = [article for article, versions in dates.items() if not _stands(versions, day)]
        stood = {article: found for article in changed if (found := stood_on(dates[article], day))}
        inside = [article for article, each in stood.items() if _is_inside(each.published_at, filters)]
        wanted = sorted(inside, key=lambda article: stood[article].published_at, reverse=True)[:_READ]
        articles = await self._articles.many(wanted)
        versions = await self._versions.many({article: stood[article].number for article in wanted})
        hits: dict[int, Hit] = {}
        for article_id in wanted:
            if article_id in articles and article_id in versions:
                then = _then(articles[article_id], versions[article_id], stood[article_id].former)
                for passage in await self._rules.run(self._cut, then, _FIRST_ID - len(hits)):
                    hits[passage.id] = Hit(passage, then, 0.0)
        return self._made(changed, hits)

    def _cut(self, article: Article, first_id: int) -> list[Passage]:
        return [
            Passage(first_id - at, article.id, at, *span, article.text[span.start : span.end])
            for at, span in enumerate(self._split(article.text, article.language))
        ]


def stood_on(versions: Sequence[VersionDates], day: date) -> Stood | None:
    """Which version of an article, of which the newest counts from a later day, stood at the end of the day; None where
    none did. A first version without a day of publication may have stood on any day. `versions` are all of them, oldest
    first."""
    since = [each[:10] for each in counts_from(versions)]
    at = max((place for place, each in enumerate(since) if each <= day.isoformat()), default=None)
    if at is None:
        return None
    changed = date.fromisoformat(min(since[at + 1 :]))
    return Stood(versions[at].number, versions[at].published_at or "", Former(day, changed))


def _stands(versions: Sequence[VersionDates], day: date) -> bool:
    """Whether the newest version stood on the day."""
    return counts_from(versions)[-1][:10] <= day.isoformat()


def _is_inside(published_at: str, filters: Filters) -> bool:
    if not published_at:
        return filters.undated or not (filters.since or filters.until)
    published = date.fromisoformat(published_at[:10])
    return (filters.since or published) <= published <= (filters.until or published)


def _then(article: Article, version: StoredVersion, former: Former) -> Article:
    """The article as it was in that version."""
    return replace(
        article,
        version=version.number,
        title=version.title,
        text=version.text,
        fetched_at=version.fetched_at,
        published_at=version.published_at,
        updated_at=version.updated_at,
        correction=version.correction,
        pages=version.pages,
        former=former,
    )
