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
    """`rank` and `weigh` hold a weight for each of `features.NAMES`, in order."""

    rank: Vector
    weigh: Vector
    bias: float

    def score(self, features: Vector) -> float:
        """For ranking the sentences of one question; comparable within it only."""
        return float(features @ self.rank)

    def confidence(self, features: Vector) -> float:
        """Probability that the sentence answers the question (logistic regression)."""
        return float(1 / (1 + np.exp(-(self.bias + features @ self.weigh))))


def load_calibration(*, reader: bool) -> Calibration:
    """The shipped weights, for answering with a reader or without one."""
    data = json.loads(resources.files(__package__).joinpath("calibration.json").read_text(encoding="utf-8"))
    part = data["with_reader" if reader else "without_reader"]

    def vector(name: str) -> Vector:
        return np.array([part[name][feature] for feature in NAMES], np.float64)

    return Calibration(vector("rank"), vector("confidence"), float(part["bias"]))
