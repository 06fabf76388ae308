"""Reciprocal rank fusion against its formula."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.fusion import K, reciprocal_rank_fusion

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


def test_every_list_needs_a_weight() -> None:
    with pytest.raises(ValueError, match="zip"):
        reciprocal_rank_fusion([[1], [2]], [1.0])
