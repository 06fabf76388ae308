"""Which watches a changed passage can touch: a cheap filter before a question is asked again.

A passage can be the new answer to a question only if it is near it in meaning, or has most of its words. Everything is
compared at once: a thousand watches cost about as much as one search. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..answer.question import is_content, stems
from ..models.base import Vectors
from ..store.news.watches import ChangedPassage, Watched
from ..text import search_terms, words

NEAR = 0.45
"""From this cosine on a passage touches a question, whatever its words. This and the two below were chosen with
`python -m retrieval.evaluation.news.watches DIR...`."""
FAIR = 0.2
"""From this cosine on it does if it has so many of the question's words as well:"""
SHARE = 0.4
_AT_ONCE = 64
"""Passages compared in one step: 10,000 watches times as many cosines are 2.5 MB."""


class TouchFilter:
    """Made once for all active watches, and used until there are others."""

    def __init__(self, watched: Sequence[Watched]) -> None:
        parts = [(each, *part) for each in watched for part in _parts(each)]
        self._ids = np.array([each.id for each, _, _ in parts], np.int64)
        self._vectors = (
            np.stack([vector for _, _, vector in parts]) if parts else np.zeros((0, 1), np.float32)
        )
        self._scopes = np.array([each.scopes for each, _, _ in parts], object)
        wanted = [terms_of(line) for _, line, _ in parts]
        self._sizes = np.array([max(1, len(each)) for each in wanted], np.float32)
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, terms in enumerate(wanted):
            for term in terms:
                rows[term].append(row)
        self._rows = {term: np.array(found, np.int64) for term, found in rows.items()}
        self._seen: dict[str, npt.NDArray[np.bool_]] = {}

    def touched_by(self, passages: Sequence[ChangedPassage]) -> set[int]:
        """The watches that these passages can touch."""
        found: set[int] = set()
        for at in range(0, len(passages) if len(self._ids) else 0, _AT_ONCE):
            some = passages[at : at + _AT_ONCE]
            cosines = self._vectors @ self._stacked(some).T
            for column, passage in enumerate(some):
                near = cosines[:, column] >= NEAR
                fair = cosines[:, column] >= (FAIR if passage.vector is not None else 0.0)
                held = self._shares(passage) >= SHARE
                touched = (near | (fair & held)) & self._sees(passage.scope)
                found.update(self._ids[touched].tolist())
        return found

    def _stacked(self, passages: Sequence[ChangedPassage]) -> Vectors:
        """(passages, dimension); zeros for one without a vector of this model: its words decide then."""
        vectors = np.zeros((len(passages), self._vectors.shape[1]), np.float32)
        for row, passage in enumerate(passages):
            if passage.vector is not None and len(passage.vector) == 2 * vectors.shape[1]:
                vectors[row] = np.frombuffer(passage.vector, np.float16)
        return vectors

    def _shares(self, passage: ChangedPassage) -> npt.NDArray[np.float32]:
        """Of each question, which share of its words the passage or its title has."""
        counts = np.zeros(len(self._ids), np.float32)
        for term in stems(search_terms(f"{passage.title} {passage.text}")) & self._rows.keys():
            counts[self._rows[term]] += 1
        shares: npt.NDArray[np.float32] = counts / self._sizes
        return shares

    def _sees(self, scope: str) -> npt.NDArray[np.bool_]:
        """Which watches see the articles of this scope."""
        if scope not in self._seen:
            quoted = f'"{scope}"'  # in a JSON list
            distinct = {each: quoted in each for each in set(self._scopes.tolist())}
            self._seen[scope] = np.array([distinct[each] for each in self._scopes], bool)
        return self._seen[scope]


def terms_of(line: str) -> frozenset[str]:
    """The stems of what a question asks about."""
    return stems(" ".join(word for word in words(search_terms(line)) if is_content(word)))


def packed(vectors: Vectors) -> bytes:
    """(questions, dimension) as they are stored with a watch."""
    return vectors.astype(np.float16).tobytes()


def _parts(watched: Watched) -> list[tuple[str, Vectors]]:
    """Each question of a watch with its vector; none where what is stored is damaged."""
    lines = watched.words.split("\n")
    stored = np.frombuffer(watched.vectors, np.float16) if len(watched.vectors) % 2 == 0 else np.zeros(0)
    if not len(stored) or len(stored) % len(lines) or not np.isfinite(stored).all():
        return []
    return list(zip(lines, stored.astype(np.float32).reshape(len(lines), -1), strict=True))
