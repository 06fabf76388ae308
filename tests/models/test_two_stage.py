"""The larger reader reads the passages that the small one liked best, and its word counts there; passages after a clear
answer are not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from retrieval.models.base import Readable, SpanScore
from retrieval.models.two_stage import CLEAR, READ_AGAIN, READ_FIRST, EarlyExitReader, TwoStageReader

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


MANY = [Readable(str(number)) for number in range(READ_FIRST + 3)]


@pytest.mark.parametrize("margin", [CLEAR, CLEAR - 0.1])
def test_the_other_passages_are_read_if_no_answer_is_clear(margin: float) -> None:
    scores = {passage.text: 0.0 for passage in MANY} | {"1": 4 + margin}
    spans = EarlyExitReader(reader := ScoredReader(scores, null=4)).read("Which?", MANY)
    read = [[str(number) for number in range(READ_FIRST)]]
    rest = [str(number) for number in range(READ_FIRST, len(MANY))]
    assert reader.asked == (read if margin >= CLEAR else [*read, rest])
    assert [bool(found) for found in spans] == [
        margin < CLEAR or number < READ_FIRST for number in range(len(MANY))
    ]


def test_two_calls_have_one_null() -> None:
    class Both:
        """The first call has the null 1, the second 4; a passage's own null is that of its call."""

        nulls = iter([1.0, 4.0])

        def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
            null = next(self.nulls)
            return [[SpanScore(0, 1, 2.0, null, null)] for _ in passages]

    spans = EarlyExitReader(Both()).read("Which?", MANY)
    assert {span.null for found in spans for span in found} == {(1.0 * READ_FIRST + 4.0 * 3) / len(MANY)}
    assert [found[0].passage_null for found in spans] == [1.0] * READ_FIRST + [4.0] * 3


def test_few_passages_are_read_in_one_call() -> None:
    assert EarlyExitReader(reader := small()).read("Which?", PASSAGES[:2])
    assert reader.asked == [["one", "two"]]
    assert EarlyExitReader(small()).read("Which?", []) == []
