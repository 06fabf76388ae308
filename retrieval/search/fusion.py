"""Copies of one story among the passages found: each thing said is looked at once. Pure.

Reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009).

Questions that mean the same, put together. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..text import phrases
from ..types import Hit

PHRASE_WORDS = 3
SAME_PASSAGE = 0.8
"""Share of a passage's phrases that other articles of the same story have said already: from here on it is left out.
Of a passage that is half new the answer may be in the new half."""


def deduplicated(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Without passages that repeat what a better one from another article of the same story says."""
    said: dict[int, dict[int, set[str]]] = {}
    kept: list[Hit] = []
    for hit in hits:
        if hit.article.story is None:
            kept.append(hit)
            continue
        articles = said.setdefault(hit.article.story, {})
        own = set(phrases(hit.passage.text, PHRASE_WORDS))
        others = set().union(*(each for id, each in articles.items() if id != hit.article.id))
        if others and len(own & others) >= SAME_PASSAGE * len(own):
            continue
        articles.setdefault(hit.article.id, set()).update(own)
        kept.append(hit)
    return tuple(kept)


K = 60
"""The paper's constant: how fast a rank's weight falls. Larger flattens; it was not tuned here."""


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], weights: Sequence[float]) -> dict[int, float]:
    """id -> sum over the rankings of weight / (K + rank), rank from 1; best first, ties by id."""
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, id in enumerate(ranking, start=1):
            scores[id] = scores.get(id, 0.0) + weight / (K + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


ALIKE = 0.77
"""Cosine from which two questions count as one, for MiniLM. At it, of 17 pairs of paraphrases written for this 14 are put
together, and of 15 pairs on the same matter that ask for something else 3 (who and when of one event; opening and
closing). Of the questions of XQuAD and SQuAD on one paragraph 7 to 10 % with other answers are, of any two 0.1 %. A lower
one gains loose paraphrases at twice that price. tests/search/test_clusters.py holds pairs of either side."""


def clusters(vectors: npt.NDArray[np.float32], alike: float = ALIKE) -> list[list[int]]:
    """Groups of rows of (n, dimension) unit vectors. Each row joins the group whose first member is nearest, if that is
    `alike`; so no chain of half-alike questions makes one group of many."""
    leaders: list[int] = []
    groups: list[list[int]] = []
    for row in range(len(vectors)):
        cosines = vectors[leaders] @ vectors[row] if leaders else np.zeros(0)
        best = int(np.argmax(cosines)) if len(cosines) else -1
        if best >= 0 and cosines[best] >= alike:
            groups[best].append(row)
        else:
            leaders.append(row)
            groups.append([row])
    return groups
