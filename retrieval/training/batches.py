"""The endless, repeatable stream of training batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.answer.pairs import PairBatch, encode_pairs
from retrieval.training.groups import GroupMaker, Reading, epoch_rows
from retrieval.training.loss import Targets, targets
from retrieval.training.rows import Row

# Groups sorted by length together: keeps padding low while batches stay mixed.
_POOL_BATCHES = 48


@dataclass(frozen=True)
class Batch:
    """Token tensors with their targets; pairs of one question stand together."""

    pairs: PairBatch
    targets: Targets


class BatchStream:
    """Batch number n is a function of the seed and n alone, so a run can resume anywhere."""

    def __init__(
        self,
        sources: dict[str, list[Row]],
        maker: GroupMaker,
        tokenizer: Any,
        *,
        shares: Mapping[str, float],
        groups_per_batch: int,
        seed: int,
    ) -> None:
        self._sources = sources
        self._shares = shares
        self._maker = maker
        self._tokenizer = tokenizer
        self._per_batch = groups_per_batch
        self._seed = seed

    def start_at(self, step: int) -> Iterator[Batch]:
        """Batches from number `step` on, without end."""
        pool, skip = divmod(step, _POOL_BATCHES)
        while True:
            for readings in self._pool(pool)[skip:]:
                yield self._encoded(readings)
            pool, skip = pool + 1, 0

    def _pool(self, number: int) -> list[list[Reading]]:
        """The readings of each batch of one pool."""
        size = _POOL_BATCHES * self._per_batch
        rng = random.Random(f"{self._seed} pool {number}")
        groups = [
            self._maker.make(row, random.Random(f"{self._seed} {number} {i} {row.id}"))
            for i, row in enumerate(self._rows(number * size, size))
        ]
        groups.sort(key=lambda group: max(len(r.passage.text) for r in group))
        batches = [
            [reading for group in groups[i : i + self._per_batch] for reading in group]
            for i in range(0, size, self._per_batch)
        ]
        rng.shuffle(batches)
        return batches

    def _rows(self, start: int, count: int) -> Iterator[Row]:
        """Questions `start` to `start + count` of the endless sequence of epochs."""
        epoch = 0
        rows = self._epoch(epoch)
        while start >= len(rows):
            start -= len(rows)
            epoch += 1
            rows = self._epoch(epoch)
        while count:
            part = rows[start : start + count]
            yield from part
            count -= len(part)
            start, epoch = 0, epoch + 1
            if count:
                rows = self._epoch(epoch)

    def _epoch(self, number: int) -> list[Row]:
        return epoch_rows(self._sources, self._shares, random.Random(f"{self._seed} epoch {number}"))

    def _encoded(self, readings: Sequence[Reading]) -> Batch:
        pairs = encode_pairs(self._tokenizer, [r.question for r in readings], [r.passage for r in readings])
        return Batch(pairs, targets(pairs, readings))
