"""Fitted weights: which sentence comes first, and how likely it answers. Made by `retrieval.evaluation.fit`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from .features import NAMES

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """`rank` and `weigh` hold a weight for each of `features.NAMES`, in order.

    From a confidence of `threshold` on an answer is given, from `sure` on it is called sure: what the fit found on the
    development sets. What is configured (`answer.threshold`) decides; a test holds its default to this."""

    rank: Vector
    weigh: Vector
    bias: float
    threshold: float
    sure: float

    def score(self, features: Vector) -> float:
        """For ranking the sentences of one question; comparable within it only."""
        return float(features @ self.rank)

    def confidence(self, features: Vector) -> float:
        """Probability that the sentence answers the question (logistic regression)."""
        return float(1 / (1 + np.exp(-(self.bias + features @ self.weigh))))

    def as_data(self) -> dict[str, object]:
        """For the file that `load_calibration` reads."""

        def named(weights: Vector) -> dict[str, float]:
            return {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}

        return {
            "rank": named(self.rank),
            "confidence": named(self.weigh),
            "bias": round(self.bias, 4),
            "threshold": self.threshold,
            "sure": self.sure,
        }


def load_calibration(*, reader: bool) -> Calibration:
    """The shipped weights, for answering with a reader or without one."""
    data = json.loads(resources.files(__package__).joinpath("calibration.json").read_text(encoding="utf-8"))
    part = data["with_reader" if reader else "without_reader"]

    def vector(name: str) -> Vector:
        return np.array([part[name][feature] for feature in NAMES], np.float64)

    return Calibration(
        vector("rank"),
        vector("confidence"),
        float(part["bias"]),
        float(part["threshold"]),
        float(part["sure"]),
    )
