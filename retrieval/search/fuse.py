"""Reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""

from __future__ import annotations

from collections.abc import Sequence

K = 60
"""The paper's constant: how fast a rank's weight falls. Larger flattens; it was not tuned here."""


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], weights: Sequence[float]) -> dict[int, float]:
    """id -> sum over the rankings of weight / (K + rank), rank from 1; best first, ties by id."""
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, id in enumerate(ranking, start=1):
            scores[id] = scores.get(id, 0.0) + weight / (K + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
