"""Vectors of sentences that were embedded before are not embedded again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.errors import ModelError
from retrieval.models.base import Vectors
from retrieval.models.vector_cache import VectorCache


def vector(text: str) -> Vectors:
    numbers = np.frombuffer(text.encode().ljust(4, b"."), np.uint8)[:4].astype(np.float32)
    return np.asarray(numbers / np.linalg.norm(numbers), np.float32)


class Counting:
    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    async def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        return np.stack([vector(text) for text in texts])


async def test_only_new_texts_are_embedded_and_the_order_is_that_of_the_texts() -> None:
    embed = Counting()
    cache = VectorCache(embed)
    await cache(["one", "two"])
    found = await cache(["three", "two", "one", "three"])
    assert embed.asked == [["one", "two"], ["three"]]
    assert np.array_equal(found, np.stack([vector(text) for text in ("three", "two", "one", "three")]))


async def test_the_longest_unused_one_goes_first() -> None:
    embed = Counting()
    cache = VectorCache(embed, entries=2)
    await cache(["one", "two"])
    await cache(["one"])
    await cache(["three"])
    await cache(["one", "three"])
    await cache(["two"])
    assert embed.asked == [["one", "two"], ["three"], ["two"]]


async def test_more_texts_than_it_keeps_are_all_embedded() -> None:
    cache = VectorCache(Counting(), entries=1)
    texts = ["one", "two", "three"]
    assert np.array_equal(await cache(texts), np.stack([vector(text) for text in texts]))


async def test_a_failure_leaves_nothing_behind() -> None:
    embed, broken = Counting(), True

    async def fails_once(texts: Sequence[str]) -> Vectors:
        if broken:
            raise ModelError("tiny", "no memory")
        return await embed(texts)

    cache = VectorCache(fails_once)
    with pytest.raises(ModelError):
        await cache(["one"])
    broken = False
    await cache(["one"])
    assert embed.asked == [["one"]]
