"""Fits the weights that rank sentences and the confidence of an answer. Pure; numpy arrays in, weights out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NOTHING: Mapping[int, float] = {}

RANKING_PENALTY = 1e-3
CONFIDENCE_PENALTY = 3e-3
"""L2 penalties on weights of features of about unit size: small enough not to matter where a feature is common,
large enough that one seen in a handful of questions stays near 0."""


@dataclass(frozen=True)
class Ranked:
    """One question: `features` (sentences, features), `right` (sentences,); `group` is the set it comes from."""

    group: str
    features: Matrix
    right: Flags


def fit_ranking(questions: Sequence[Ranked], held: Mapping[int, float] = NOTHING) -> Vector:
    """Weights that maximise the chance of the right sentences under a softmax over each question's sentences
    (ListNet's top-one likelihood, Cao et al., ICML 2007). Every group weighs the same; questions without a right
    sentence say nothing. `held`: feature number -> its weight, not fitted."""
    useful = [each for each in questions if each.right.any()]
    counts = {group: sum(each.group == group for each in useful) for group in {each.group for each in useful}}
    share = [1 / len(counts) / counts[each.group] for each in useful]
    width = useful[0].features.shape[1]

    def loss(weights: Vector) -> tuple[float, Vector]:
        total, gradient = RANKING_PENALTY * float(weights @ weights), 2 * RANKING_PENALTY * weights
        for each, weight in zip(useful, share, strict=True):
            scores = each.features @ weights
            scores -= scores.max()
            chance = np.exp(scores) / np.exp(scores).sum()
            right = chance[each.right].sum() + 1e-12
            total -= weight * float(np.log(right))
            posterior = np.where(each.right, chance / right, 0.0)
            gradient = gradient + weight * ((chance - posterior) @ each.features)
        return total, gradient

    return _minimum(loss, width, held)


@dataclass(frozen=True)
class Logistic:
    """Probability = 1 / (1 + exp(-(features @ weights + bias)))."""

    weights: Vector
    bias: float

    def probability(self, features: Matrix) -> Vector:
        """(questions, features) to (questions,)."""
        return np.asarray(1 / (1 + np.exp(-(features @ self.weights + self.bias))))


def fit_confidence(
    features: Matrix, right: Flags, groups: Sequence[str], held: Mapping[int, float] = NOTHING
) -> Logistic:
    """Logistic regression of "the first quote is right", every group weighing the same.

    Each group has an intercept of its own while the weights are fitted, so that they cannot learn which set a
    question comes from (one is answerable throughout, another to a half); the one bias is fitted afterwards.
    `held` as in `fit_ranking`.
    """
    names = sorted(set(groups))
    member = np.array([[group == name for name in names] for group in groups], np.float64)
    share = equal_shares(groups)
    width = features.shape[1]

    def loss(parameters: Vector) -> tuple[float, Vector]:
        weights = parameters[:width]
        logits = features @ weights + member @ parameters[width:]
        residual = share * (_sigmoid(logits) - right)
        total = share @ (np.logaddexp(0, logits) - right * logits)
        gradient = np.concatenate([residual @ features + 2 * CONFIDENCE_PENALTY * weights, residual @ member])
        return float(total + CONFIDENCE_PENALTY * weights @ weights), gradient

    fitted = _minimum(loss, width + len(names), held)
    logits = features @ fitted[:width]

    def bias_loss(bias: Vector) -> tuple[float, Vector]:
        moved = logits + bias[0]
        total = share @ (np.logaddexp(0, moved) - right * moved)
        return float(total), np.array([share @ (_sigmoid(moved) - right)])

    return Logistic(fitted[:width], float(_minimum(bias_loss, 1, NOTHING)[0]))


def _minimum(loss: Callable[[Vector], tuple[float, Vector]], width: int, held: Mapping[int, float]) -> Vector:
    start = np.array([held.get(place, 0.0) for place in range(width)])
    bounds = [(held[place], held[place]) if place in held else (None, None) for place in range(width)]
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def lowest_threshold(confidence: Vector, right: Flags, shares: Vector, error: float) -> float:
    """The lowest confidence from which on at most `error` of the answers given are wrong, weighted by `shares`, in
    hundredths; 1.0 if there is none."""
    for hundredths in range(1, 100):
        threshold = hundredths / 100
        given = confidence >= threshold
        if not given.any():
            break
        if float((shares * ~right)[given].sum() / shares[given].sum()) <= error:
            return threshold
    return 1.0


def equal_shares(groups: Sequence[str]) -> Vector:
    """A weight for each question so that every group weighs the same; they sum to 1."""
    counts = {group: groups.count(group) for group in set(groups)}
    return np.array([1 / len(counts) / counts[group] for group in groups])


def _sigmoid(values: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-values)))
