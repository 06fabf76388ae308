"""Each measure against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation import measures
from retrieval.evaluation.measures import holds, tokens
from tests.strategies import anything

SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5000001, 0.9, 1.0]), max_size=12)
JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Officials expect it on April 1, 2024.", "april 1"),
        ("The U.S. agreed.", "US"),
        ("It began in mid-1994–95.", "1994"),
        ("It costs 1,300.5 dollars", "1300.5"),
        ("Japan’s minister", "Japan"),
        ("a man of the world", "the man of a world"),
        ("冬にシベリア気団が来る。", "シベリア気団"),
        ("共有１３６次", "136次"),
        ("ทีมรับของแพนเธอร์สยอมแพ้ที่คะแนน 308", "308"),
        ("ทีมรับของแพนเธอร์ส", "แพนเธอร์ส"),
        ("كم نقطة تخلى عنها؟", "نقطة تخلى"),
        ("Сколько очков уступила?", "ОЧКОВ"),
        ("café\u0301", "CAFÉ\u0301"),
    ],
)
def test_an_answer_that_stands_in_a_text(text: str, answer: str) -> None:
    assert holds(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("in 1994", "199"),
        ("1,308 points", "308"),
        ("308.5 points", "308"),
        ("$10,000 for the 110 of them", "10"),
        ("the 10th day", "10"),
        ("Japanese", "Japan"),
        ("共1360次", "136次"),
        ("anything", ""),
        ("anything?", "?"),
        ("", "Rome"),
        ("one two three", "one three"),
    ],
)
def test_an_answer_that_does_not(text: str, answer: str) -> None:
    assert not holds(text, answer)


@given(anything, anything, anything)
def test_a_text_holds_its_own_parts(before: str, answer: str, after: str) -> None:
    assert holds(f"{before} \n {answer} \n {after}", answer) == bool(tokens(answer))


@given(anything)
def test_the_normal_form_is_stable_and_loses_no_letter(text: str) -> None:
    once = tokens(text)
    assert tokens(" ".join(once)) == once
    assert bool(once) == any(word for word in once)


@given(anything, st.lists(anything, min_size=1, max_size=3))
def test_spans_are_shares_and_equal_texts_are_whole_ones(text: str, answers: list[str]) -> None:
    assert 0 <= measures.exact(text, answers) <= 1
    assert 0 <= measures.overlap_f1(text, answers) <= 1
    if tokens(text):
        assert measures.exact(text, [*answers, text]) == measures.overlap_f1(text, [*answers, text]) == 1


def test_overlap_f1_counts_words_in_common() -> None:
    assert measures.overlap_f1("in Rome", ["Rome", "Paris"]) == pytest.approx(2 / 3)
    assert measures.overlap_f1("rome rome", ["Rome"]) == pytest.approx(2 / 3)
    assert measures.overlap_f1("Rome", []) == 0


@given(SCORES, SCORES)
def test_auroc_is_the_share_of_pairs_in_order(good: list[float], bad: list[float]) -> None:
    pairs = [1.0 if high > low else 0.5 if high == low else 0.0 for high in good for low in bad]
    assert measures.auroc(good, bad) == (pytest.approx(np.mean(pairs)) if pairs else None)


@given(SCORES, SCORES)
def test_rejection_keeps_nine_in_ten(good: list[float], bad: list[float]) -> None:
    rejected = measures.rejection(good, bad)
    if not good or not bad:
        assert rejected is None
        return
    refused = [score for score in bad if np.mean(np.asarray(good) > score) >= measures.KEPT]
    assert rejected is not None
    assert rejected * len(bad) >= len(refused) - 1e-9, "what nine in ten are above is rejected"


@given(JUDGED)
def test_calibration_error_is_a_share_and_its_bins_lose_nobody(judged: list[tuple[float, bool]]) -> None:
    confidences, right = [each[0] for each in judged], [each[1] for each in judged]
    bins = measures.reliability(confidences, right)
    assert sum(each.questions for each in bins) == len(judged)
    error = measures.calibration_error(confidences, right)
    assert error is not None
    assert 0 <= error <= 1
    lowest = abs(np.mean(confidences) - np.mean(right))
    assert error >= lowest - 1e-9, "bins can hide nothing that the whole shows"


def test_calibration_error_of_the_honest_and_the_opposite() -> None:
    assert measures.calibration_error([1.0, 1.0, 0.0], [True, True, False]) == 0
    assert measures.calibration_error([1.0, 0.0], [False, True]) == 1
    assert measures.calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert measures.calibration_error([], []) is None


@given(JUDGED)
def test_the_risk_curve_ends_where_everything_is_answered(judged: list[tuple[float, bool]]) -> None:
    confidences, right = [each[0] for each in judged], [each[1] for each in judged]
    curve = measures.risk_coverage(confidences, right)
    assert curve[-1].coverage == 1
    assert curve[-1].risk == pytest.approx(1 - np.mean(right))
    for point in curve:
        answered = [ok for score, ok in judged if score >= point.threshold]
        assert point.coverage == pytest.approx(len(answered) / len(judged))
        assert point.risk == pytest.approx(1 - np.mean(answered))
    assert [point.coverage for point in curve] == sorted({point.coverage for point in curve})


def test_shares_of_nothing_are_undefined() -> None:
    assert measures.mean([]) is None
    assert measures.percentile([], 95) is None
    assert measures.mean([True, False]) == 0.5
    assert measures.percentile([1.0, 2.0, 3.0], 50) == 2
