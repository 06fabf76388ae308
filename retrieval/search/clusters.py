"""Questions that mean the same, put together. Pure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
