"""All contexts of one source, with the neighbours and the lookalikes of each question."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from retrieval.training.mining import Bm25
from retrieval.training.passages import holds
from retrieval.training.rows import Row

_NEAR = 3
# Lookalikes are drawn from this many of BM25's best.
_LOOKALIKES = 10


class Shelf:
    """Contexts of one source in file order; paragraphs of one article stand side by side."""

    def __init__(self, rows: Sequence[Row], hard: Mapping[str, Sequence[int]]) -> None:
        self.contexts = list(dict.fromkeys(row.context for row in rows))
        self._place = {context: i for i, context in enumerate(self.contexts)}
        best = Bm25(self.contexts).top([row.question for row in rows], _LOOKALIKES)
        self._lookalikes = {
            row.id: list(hard.get(row.id, found.tolist())) for row, found in zip(rows, best, strict=True)
        }

    def place(self, context: str) -> int:
        """Index of a context of this shelf."""
        return self._place[context]

    def near(self, context: str) -> list[str]:
        """The contexts before and after `context`, usually of the same article."""
        place = self._place[context]
        around = range(max(0, place - _NEAR), min(len(self.contexts), place + _NEAR + 1))
        return [self.contexts[i] for i in around if i != place]

    def lookalikes(self, row: Row) -> list[str]:
        """Best contexts for the question that are not its own and do not hold its answer."""
        return [
            context
            for context in (self.contexts[i] for i in self._lookalikes[row.id])
            if context != row.context and not (row.answer and holds(context, row.answer))
        ]

    def lookalike(self, row: Row, rng: random.Random) -> str:
        """One of the lookalikes, the better ones more often; any other context if there is none."""
        found = self.lookalikes(row)
        if not found:
            return rng.choice(self.near(row.context) or self.contexts)
        return found[min(rng.randrange(len(found)), rng.randrange(len(found)))]
