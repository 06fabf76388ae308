"""Keyword search by BM25 whose cost does not grow with the commonest words of the question.

FTS5 scores every passage that has any of the words; in a large library, common words make that most of it. There,
only passages with one of the rarer words are scored, with all words and the same formula. A passage without any of the
rarer words is hardly ever among the best: the words that are not asked for carry at most `_LEFT_OUT` of the weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..store.changes import ChangeFeed
from ..store.passages import Passages, inverse_frequency
from ..types import Filters
from .keywords import query_terms

TITLE_WEIGHT = 0.5
"""BM25 weight of the title, compared with the passage's own words: every passage of an article has its title."""
SMALL = 25_000
"""In a library of so many passages, every passage with any of the words is scored: 15 ms for a question with common
words. The evaluation sets have fewer, so that what is measured with them holds."""
_CHEAP_POSTINGS = 5000
"""In a larger one, with at most so many postings inside the filters, all words but the very commonest are asked for."""
_LEFT_OUT = 0.25
"""Share of the words' inverse document frequencies that the common words may carry. Measured with `_CANDIDATES`, overlap
of the first ten with those of the full search: 0.996 with a million synthetic passages (`dateline bench --scale`), 1.000
with 919 questions over 19,411 passages of articles. With 0.5 it was 0.92 and 0.998."""
_CANDIDATES = 1000
"""At least so many postings of the rarer words lie inside the filters."""
_SPARE = 3
"""So many times more passages of all scopes are ranked than wanted, before those outside the filters are taken out."""
_ENOUGH = 10
"""If fewer passages are found, the common words are needed too."""
_DRIFT = 0.02
"""Document frequencies are counted anew when so many passages have changed, compared with all of them."""
_MOST_COUNTED = 20_000
"""Words whose document frequencies are kept; about 2 MB."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A passage must have one of the `rare` words; the `common` ones add to its score."""

    rare: tuple[str, ...]
    common: tuple[str, ...]

    @property
    def match(self) -> str:
        """The FTS5 expression. FTS5 scores each occurrence of a word in the expression, so that all of them stand there
        twice where some do: the score is `repeated` times BM25."""
        rare = " OR ".join(self.rare)
        if not self.common:
            return rare
        return f"({rare}) AND ({' OR '.join((*self.rare, *self.common, *self.common))})"

    @property
    def repeated(self) -> int:
        return 2 if self.common else 1


def plan(terms: Sequence[str], frequencies: Mapping[str, int], passages: int, inside: int) -> Plan:
    """How to search for terms with these document frequencies, in a library of so many passages, of which so many are
    inside the filters. A term that is there twice weighs twice."""
    order = sorted(terms, key=lambda term: frequencies[term])
    # for SQLite, a word of more than half of all passages weighs a millionth
    kept = [term for term in order if frequencies[term] <= passages / 2] or order[:1]
    if sum(frequencies[term] for term in kept) * inside <= _CHEAP_POSTINGS * passages:
        return Plan(tuple(kept), ())
    weights = [inverse_frequency(frequencies[term], passages) if frequencies[term] else 0.0 for term in kept]
    postings, rare = 0, 0
    while rare < len(kept) and (
        postings * inside < _CANDIDATES * passages or sum(weights[rare:]) > _LEFT_OUT * sum(weights)
    ):
        postings += frequencies[kept[rare]]
        rare += 1
    return Plan(tuple(kept[:rare]), tuple(kept[rare:]))


@dataclass(slots=True)
class _Counted:
    """The passages of all scopes, and in how many of them a term occurs, at a change of the feed."""

    change: int
    passages: int
    frequencies: dict[str, int]


class KeywordSearch:
    """Finds passages by their words. Document frequencies only decide how to search, so that somewhat old ones do."""

    def __init__(self, passages: Passages, change_feed: ChangeFeed) -> None:
        self._passages = passages
        self._change_feed = change_feed
        self._counted: _Counted | None = None

    async def search(self, text: str, filters: Filters, inside: int, limit: int) -> list[tuple[int, float]]:
        """At most `limit` pairs of a passage id and its BM25 (larger is better), best first, inside the filters.
        `inside` is how many passages there are inside them, at least roughly."""
        terms = query_terms(text)
        if not terms:
            return []
        counted = await self._fresh()
        if counted.passages > SMALL:
            planned = plan(terms, await self._frequencies(counted, terms), counted.passages, inside)
            found = await self._found(planned, filters, limit, mostly=2 * inside >= counted.passages)
            if len(found) >= min(_ENOUGH, limit):
                return found
        return await self._passages.lexical(" OR ".join(terms), filters, limit, TITLE_WEIGHT)

    async def weights(self, text: str) -> dict[str, float]:
        """The terms of the text with their inverse document frequencies."""
        counted, terms = await self._fresh(), query_terms(text)
        frequencies = await self._frequencies(counted, terms)
        return {term: inverse_frequency(frequencies[term], counted.passages) for term in terms}

    async def _found(
        self, planned: Plan, filters: Filters, limit: int, *, mostly: bool
    ) -> list[tuple[int, float]]:
        """`mostly`: most passages are inside the filters."""
        if mostly:
            found = await self._passages.lexical_of_best(
                planned.match, filters, _SPARE * limit, limit, TITLE_WEIGHT
            )
        else:
            found = await self._passages.lexical(planned.match, filters, limit, TITLE_WEIGHT)
        return [(id, score / planned.repeated) for id, score in found]

    async def _fresh(self) -> _Counted:
        change = await self._change_feed.last_change()
        counted = self._counted
        if counted is None or not 0 <= change - counted.change <= _DRIFT * counted.passages:
            counted = self._counted = _Counted(change, await self._passages.total(), {})
        return counted

    async def _frequencies(self, counted: _Counted, terms: Sequence[str]) -> dict[str, int]:
        known = counted.frequencies
        missing = [term for term in terms if term not in known]
        if missing:
            if len(known) > _MOST_COUNTED:
                known.clear()
                missing = list(terms)
            known |= zip(missing, await self._passages.frequencies(missing), strict=True)
        return {term: known[term] for term in terms}
