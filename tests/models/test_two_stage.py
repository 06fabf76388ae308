"""The larger reader reads the passages that the small one liked best, and its word counts there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from retrieval.models.base import Readable, SpanScore
from retrieval.models.two_stage import READ_AGAIN, TwoStageReader

PASSAGES = [Readable(text) for text in ("one", "two", "", "three", "four", "five")]


@dataclass
class ScoredReader:
    """Each text is its own span, with the score that it is given; an empty text has none."""

    scores: dict[str, float]
    null: float
    asked: list[list[str]] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        self.asked.append([passage.text for passage in passages])
        return [
            [SpanScore(0, len(text), self.scores[text], self.null, self.null + 1)] if text else []
            for text in self.asked[-1]
        ]


def small() -> ScoredReader:
    return ScoredReader({"one": 1, "two": 9, "three": 7, "four": 8, "five": 2}, null=4)


def large() -> ScoredReader:
    return ScoredReader({"one": 0, "two": -20, "three": -5, "four": -30, "five": 0}, null=-10)


def test_the_best_passages_are_read_again() -> None:
    reader = TwoStageReader(small(), second := large())
    spans = reader.read("Which?", PASSAGES)
    assert second.asked == [["two", "four", "three"]]
    assert len(second.asked[0]) == READ_AGAIN
    assert [[span.score for span in found] for found in spans][1::2] == [[-20], [-5], [2 - 4 - 10]]
    assert spans[2] == []


def test_what_was_not_read_again_keeps_its_margins() -> None:
    first = small()
    spans = TwoStageReader(first, large()).read("Which?", PASSAGES)
    (before,), (after,) = first.read("Which?", PASSAGES)[0], spans[0]
    assert {span.null for found in spans for span in found} == {-10}, "one scale for the question"
    assert after.margin == before.margin
    assert after.score - after.passage_null == before.score - before.passage_null


@pytest.mark.parametrize("passages", [[], [Readable("")]])
def test_nothing_to_read(passages: list[Readable]) -> None:
    assert TwoStageReader(small(), large()).read("Which?", passages) == [[] for _ in passages]
