"""Reciprocal rank fusion against its formula; and clusters of similar questions, with the real model."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.models.embedder import SentenceEmbedder
from retrieval.search.fusion import (
    ALIKE,
    LATE,
    WORDS,
    K,
    clusters,
    deduplicated,
    reciprocal_rank_fusion,
    weighted_scores,
)
from retrieval.types import Article, Hit, Passage

SAME = [
    ("When does the new library open?", "What day is the new library opening?"),
    ("When does the new library open?", "when will the new library be opened"),
    ("Who won the mayoral election?", "Who was elected mayor?"),
    ("Who won the mayoral election?", "who is the winner of the election for mayor"),
    ("How much does the bridge cost?", "What is the price of the bridge?"),
    ("How much does the bridge cost?", "how expensive is the bridge"),
    ("Why was the ferry cancelled?", "What is the reason the ferry was cancelled?"),
    ("Where will the festival take place?", "What is the venue of the festival?"),
    ("How many people died in the flood?", "What was the death toll of the flood?"),
    ("Is the museum free?", "Do you have to pay to enter the museum?"),
    ("What did the minister say about the strike?", "What was the minister's comment on the strike?"),
    ("wann öffnet die Bibliothek", "Wann macht die Bibliothek auf?"),
]
OTHER = [
    ("When does the new library open?", "Who designed the new library?"),
    ("When does the new library open?", "When does the new swimming pool open?"),
    ("Who won the mayoral election?", "Who won the cup final?"),
    ("How much does the bridge cost?", "How long is the bridge?"),
    ("How much does the bridge cost?", "How much does the ferry cost?"),
    ("Why was the ferry cancelled?", "When does the ferry leave?"),
    ("How many people died in the flood?", "How many people died in the earthquake?"),
    ("Is the museum free?", "Where is the museum?"),
    ("What did the minister say about the strike?", "What did the minister say about the budget?"),
]
ranking = st.lists(st.integers(1, 30), unique=True, max_size=20)
rankings = st.lists(ranking, min_size=1, max_size=3)


@given(rankings)
def test_scores_are_the_formula(lists: list[list[int]]) -> None:
    fused = reciprocal_rank_fusion(lists, [1.0] * len(lists))
    assert set(fused) == {id for each in lists for id in each}
    for id, score in fused.items():
        expected = sum(1 / (K + each.index(id) + 1) for each in lists if id in each)
        assert score == pytest.approx(expected)


@given(rankings)
def test_best_first_and_ties_by_id(lists: list[list[int]]) -> None:
    fused = list(reciprocal_rank_fusion(lists, [1.0] * len(lists)).items())
    assert all((-a[1], a[0]) <= (-b[1], b[0]) for a, b in pairwise(fused))


@given(ranking)
def test_lists_that_agree_keep_their_order(ids: list[int]) -> None:
    assert list(reciprocal_rank_fusion([ids, ids, []], [1.0, 0.5, 1.0])) == ids


@given(ranking, ranking)
def test_the_order_of_the_lists_does_not_matter(first: list[int], second: list[int]) -> None:
    one = reciprocal_rank_fusion([first, second], [1.0, 1.0])
    other = reciprocal_rank_fusion([second, first], [1.0, 1.0])
    assert one == pytest.approx(other)


def test_found_by_both_beats_found_by_one() -> None:
    assert next(iter(reciprocal_rank_fusion([[1, 2, 3], [4, 2, 5]], [1.0, 1.0]))) == 2


def test_cosines_words_and_depth_are_weighed_together() -> None:
    scores = weighted_scores({1: 8.0, 2: 2.0, 3: 4.0}, {1: 0.4, 4: 0.5}, {1: 0.0, 2: 1.0, 3: 0.0, 4: 0.5})
    assert scores == pytest.approx(
        {
            1: 0.8 + WORDS,
            3: 0.8 + WORDS / 2,  # found by its words alone: the lowest cosine
            4: 1 - LATE / 2,
            2: 0.8 + WORDS / 4 - LATE,
        }
    )
    assert list(scores) == [1, 3, 4, 2]


@given(
    st.dictionaries(st.integers(1, 30), st.floats(0.1, 40)),
    st.dictionaries(st.integers(1, 30), st.floats(-1, 1)),
)
def test_what_is_weighed_is_scale_free_and_has_a_depth(
    lexical: dict[int, float], dense: dict[int, float]
) -> None:
    depths = dict.fromkeys([*lexical, *dense][1:], 0.0)
    scores = weighted_scores(lexical, dense, depths)
    assert set(scores) == set(depths)
    assert scores == pytest.approx(
        weighted_scores({id: 3 * each for id, each in lexical.items()}, dense, depths)
    )


def test_every_list_needs_a_weight() -> None:
    with pytest.raises(ValueError, match="zip"):
        reciprocal_rank_fusion([[1], [2]], [1.0])


@pytest.mark.parametrize(("one", "other"), SAME)
def test_paraphrases_are_one(minilm: SentenceEmbedder, one: str, other: str) -> None:
    assert clusters(minilm.encode([one, other])) == [[0, 1]]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_questions_are_not(minilm: SentenceEmbedder, one: str, other: str) -> None:
    assert clusters(minilm.encode([one, other])) == [[0], [1]]


def test_each_joins_the_nearest_leader_and_no_chain_forms() -> None:
    def at(degrees: float) -> list[float]:
        return [float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))]

    step = float(np.degrees(np.arccos(ALIKE))) - 1
    vectors = np.array([at(0), at(step), at(2 * step), at(1.4 * step)], np.float32)
    assert clusters(vectors) == [[0, 1], [2, 3]]


@given(st.lists(st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3), max_size=12))
def test_every_row_is_in_one_group_with_a_leader_that_is_alike(rows: list[list[float]]) -> None:
    vectors = np.array(rows, np.float32).reshape(-1, 3) + np.float32(1e-3)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-9))
    groups = clusters(vectors)
    assert sorted(row for group in groups for row in group) == list(range(len(rows)))
    assert all(vectors[row] @ vectors[group[0]] >= ALIKE - 1e-5 for group in groups for row in group[1:])


def hit(article: int, day: str | None, figure: str) -> Hit:
    text = (
        f"The harbour bridge of Tonbridge will open on {figure}, engineers said at the town hall. People of the town "
        "met in the square, and the shops around it stayed open until the evening."
    )
    fetched = datetime(2024, 6, 1, tzinfo=UTC)
    made = Article(article, "shared", str(article), 1, "Bridge", text, "", fetched, published_at=day, story=1)
    return Hit(Passage(article, article, 0, 0, len(text), text), made, 1.0)


def test_a_copy_is_left_out_unless_it_is_later_and_has_another_figure() -> None:
    first = hit(1, "2024-04-01", "May 5")
    later, same = hit(2, "2024-04-09", "June 1"), hit(3, "2024-04-09", "May 5")
    for other in (
        same,
        hit(4, "2024-04-01", "June 1"),
        hit(5, None, "June 1"),
        hit(6, "2024-03-01", "June 1"),
    ):
        assert deduplicated([first, other]) == (first,), other
    assert deduplicated([first, later]) == (first, later)
    assert deduplicated([first, later, hit(7, "2024-04-10", "June 1")]) == (first, later)
    assert deduplicated([later, first]) == (later,)
