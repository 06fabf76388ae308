"""Combines results: passages of two retrievers weighed by their scores, reciprocal rank fusion of rankings, removal of
duplicate passages, clusters of similar questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from ..english import NUMBER_WORDS
from ..text import phrases, words
from ..types import Hit

PHRASE_WORDS = 3
SAME_PASSAGE = 0.8
"""A passage is a duplicate if better passages from other articles of its story hold at least this share of its phrases.
The value is high because the answer may stand in the new part of a passage that is half new."""


def deduplicated(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits without passages that repeat better ones from other articles of the same story. A later copy with another
    figure is none: that is how a story moves."""
    said: dict[int, dict[int, set[str]]] = {}
    kept: list[Hit] = []
    for hit in hits:
        if hit.article.story is None:
            kept.append(hit)
            continue
        articles = said.setdefault(hit.article.story, {})
        own = set(phrases(hit.passage.text, PHRASE_WORDS))
        others = set().union(*(each for id, each in articles.items() if id != hit.article.id))
        if others and len(own & others) >= SAME_PASSAGE * len(own) and not _moved(hit, kept):
            continue
        articles.setdefault(hit.article.id, set()).update(own)
        kept.append(hit)
    return tuple(kept)


def _moved(hit: Hit, kept: Sequence[Hit]) -> bool:
    """Whether its article is of a later day than the others of its story that are kept, and has a figure of its own."""
    others = [each for each in kept if each.article.story == hit.article.story]
    day = hit.article.published_on
    if day is None or any((each.article.published_on or day) >= day for each in others):
        return False
    known = set().union(*(_figures(each) for each in others))
    return not _figures(hit) <= known


def _figures(hit: Hit) -> set[str]:
    found = (word.lower() for word in words(hit.passage.text))
    return {word for word in found if word in NUMBER_WORDS or any(map(str.isdigit, word))}


WORDS, LATE = 0.28, 0.135
"""What BM25 and the depth in the article count beside the cosine: fitted as a softmax over the passages found for 1,901
typed questions (`tests/eval/news_chat_2022b`, `_2024b`). Of twelve other sets of news, the passage with the evidence is
among the first ten for 91.4 % on average, by reciprocal ranks for 88.7 %; the first for 53.6 and 45.7 %."""


def weighted_scores(
    lexical: Mapping[int, float], dense: Mapping[int, float], depths: Mapping[int, float]
) -> dict[int, float]:
    """id -> score of the passages that have a depth, best first, equal scores by id. `lexical` has BM25, `dense` cosines:
    each counts as a share of the best one, so that another model's scale does not matter. A passage that is found by its
    words alone has the lowest of the cosines."""
    words, similar = max(lexical.values(), default=0.0), max(dense.values(), default=0.0)
    least = min(dense.values(), default=0.0)
    scores = {
        id: (dense.get(id, least) / similar if similar > 0 else 0.0)
        + (WORDS * lexical.get(id, 0.0) / words if words > 0 else 0.0)
        - LATE * depth
        for id, depth in depths.items()
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


K = 60
"""The constant of the paper; with a larger one, low ranks count more. It was not tuned here."""


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], weights: Sequence[float]) -> dict[int, float]:
    """id -> sum over the rankings of weight / (K + rank), rank from 1; best first, equal scores by id.

    Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion", SIGIR 2009.
    """
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, id in enumerate(ranking, start=1):
            scores[id] = scores.get(id, 0.0) + weight / (K + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


ALIKE = 0.77
"""Two questions with at least this cosine (of MiniLM) count as one. It joins 14 of 17 pairs of paraphrases written for
this, and 3 of 15 pairs on the same topic with another question (who and when of one event; opening and closing). Of
questions of XQuAD and SQuAD with different answers, it joins 7 to 10 % of the pairs on one paragraph and 0.1 % of all
pairs. A lower value joins more loose paraphrases and twice as many others. tests/search/test_fusion.py has examples."""


def clusters(vectors: npt.NDArray[np.float32], alike: float = ALIKE) -> list[list[int]]:
    """Groups of rows of (n, dimension) unit vectors. Each row joins the group whose first member is nearest, if the
    cosine is at least `alike`. It is compared with first members only, so that a chain of similar questions is not one
    group."""
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
