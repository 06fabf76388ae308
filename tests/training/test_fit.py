"""Fitting gets back what made-up data was made from, and weighs every set the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.random import default_rng

from retrieval import Settings
from retrieval.answer.features import NAMES, Tier, load_calibration
from retrieval.outcomes import SURE
from retrieval.training.fit import (
    SHIPPED,
    Flags,
    Matrix,
    RankingExample,
    fit_confidence,
    fit_ranking,
    lowest_threshold,
    shares,
)

TRUE = np.array([2.0, -1.0, 0.0])


def questions(count: int, group: str = "a") -> list[RankingExample]:
    """Ten sentences each; which is right is drawn from the softmax of the true weights."""
    random = default_rng(1)
    made = []
    for _ in range(count):
        features = random.normal(size=(10, 3))
        chance = np.exp(features @ TRUE)
        right = np.zeros(10, np.bool_)
        right[random.choice(10, p=chance / chance.sum())] = True
        made.append(RankingExample(group, features, right))
    return made


def outcomes(count: int) -> tuple[Matrix, Flags]:
    random = default_rng(2)
    features = random.normal(size=(count, 3))
    return features, random.random(count) < 1 / (1 + np.exp(-(features @ TRUE - 0.5)))


def test_ranking_weights_are_found_again() -> None:
    assert fit_ranking(questions(2000)) == pytest.approx(TRUE, abs=0.2)


def test_questions_without_a_right_sentence_say_nothing() -> None:
    useful = questions(200)
    useless = [RankingExample("b", each.features, np.zeros(10, np.bool_)) for each in questions(50)]
    assert fit_ranking([*useful, *useless]) == pytest.approx(fit_ranking(useful))


def test_a_fixed_weight_stays_and_the_others_are_fitted_round_it() -> None:
    weights = fit_ranking(questions(500), {1: 3.0})
    assert weights[1] == 3.0
    assert weights[0] > 0.5
    features, right = outcomes(500)
    assert fit_confidence(features, right, ["a"] * 500, {2: -1.0}).weights[2] == -1.0


def test_confidence_is_a_probability_that_comes_true() -> None:
    features, right = outcomes(4000)
    confidence = fit_confidence(features, right, ["a"] * 4000).probability(features)
    for low in (0.0, 0.25, 0.5, 0.75):
        inside = (confidence >= low) & (confidence < low + 0.25)
        assert right[inside].mean() == pytest.approx(confidence[inside].mean(), abs=0.05)


def test_a_set_that_is_always_right_teaches_nothing_but_the_base_rate() -> None:
    features, right = outcomes(3000)
    marked = features.copy()
    marked[:, 2] = 0.0
    certain = default_rng(3).normal(size=(3000, 3))
    certain[:, 2] = 1.0  # a feature that only tells which set a question is from
    model = fit_confidence(
        np.concatenate([marked, certain]),
        np.concatenate([right, np.ones(3000, np.bool_)]),
        ["mixed"] * 3000 + ["right"] * 3000,
    )
    alone = fit_confidence(marked, right, ["mixed"] * 3000)
    assert abs(model.weights[2]) < 0.5
    assert model.weights[0] / model.weights[1] == pytest.approx(alone.weights[0] / alone.weights[1], rel=0.1)


def test_every_group_of_a_kind_weighs_the_same_and_news_most() -> None:
    assert shares(["a"] * 40 + ["b"] * 80) == pytest.approx([1 / 80] * 40 + [1 / 160] * 80)
    news = shares(["news_chat_x"] * 30 + ["realtimeqa_y"] * 60 + ["a"] * 30)
    assert news == pytest.approx([0.4 / 30] * 30 + [0.4 / 60] * 60 + [0.2 / 30] * 30)
    few = shares(["a"] * 45 + ["b"])
    assert few[-1] == pytest.approx(few[0] * 45 / 30), "one question is no set"
    for each in (news, few):
        assert each.sum() == pytest.approx(1)


def test_the_threshold_keeps_the_error() -> None:
    confidence = np.linspace(0, 1, 101)
    right = confidence > 0.4
    equal = np.full(101, 1 / 101)
    threshold = lowest_threshold(confidence, right, equal, 0.1)
    given = confidence >= threshold
    assert (~right)[given].mean() <= 0.1
    assert (~right)[confidence >= threshold - 0.01].mean() > 0.1
    assert lowest_threshold(confidence, np.zeros(101, np.bool_), equal, 0.1) == 1.0


@pytest.mark.parametrize("tier", Tier)
def test_what_is_shipped_names_every_feature(tier: Tier) -> None:
    """The larger reader may have no weights of its own; then it has those of the packaged one."""
    file = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert file["features"] == list(NAMES)
    assert load_calibration(tier).as_data() == file.get(tier, file[Tier.SMALL])


def test_the_defaults_are_what_the_fit_found() -> None:
    shipped = load_calibration(Tier.of(Settings().reader.model))
    assert Settings(data_dir=Path()).answer.threshold == shipped.threshold
    assert shipped.sure == SURE
