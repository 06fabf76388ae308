"""Passages that cannot win are not read, and only these."""

from __future__ import annotations

import pytest

from retrieval.answer.candidates import worth_reading
from retrieval.types import Hit
from tests.answer.test_answering import hits

SCORES = {
    "nearest": (0.70, 2.0),
    "as near as the limit": (0.40, 0.0),
    "far, but with the words": (0.10, 8.0),
    "only by its words": (None, 1.0),
    "of the story, by no search": (None, None),
    "far, with some of the words": (0.39, 7.9),
    "far, without words": (0.10, None),
}


@pytest.fixture
def found() -> list[Hit]:
    made = [hits(name, "Anna won.")[0] for name in SCORES]
    return [
        Hit(each.passage, each.article, 0.0, cosine=cosine, bm25=bm25)
        for each, (cosine, bm25) in zip(made, SCORES.values(), strict=True)
    ]


def test_what_is_far_in_meaning_and_in_words_is_left_out(found: list[Hit]) -> None:
    found[0] = Hit(found[0].passage, found[0].article, 0.0, cosine=0.70, bm25=10.0)
    kept = [each.article.title for each in worth_reading(found)]
    assert kept == list(SCORES)[:5]


def test_without_words_the_meaning_alone_decides(found: list[Hit]) -> None:
    bare = [Hit(each.passage, each.article, 0.0, cosine=each.cosine) for each in found]
    kept = [each.article.title for each in worth_reading(bare)]
    assert kept == ["nearest", "as near as the limit", "only by its words", "of the story, by no search"]


def test_nothing_found_is_nothing_to_read() -> None:
    assert worth_reading([]) == []
