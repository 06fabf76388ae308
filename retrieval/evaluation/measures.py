"""Figures of merit for answers and refusals. Pure; confidences are numbers in [0, 1], shares are in [0, 1].

A share of nothing is None: no figure is better than a made-up one.
"""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..text import search_terms

_ARTICLES = {"a", "an", "the"}
KEPT = 0.9
"""The share of answerable questions that the threshold of `rejection` lets through."""
BINS = 10
"""Bins of confidence, as in Guo et al., 2017."""


def tokens(text: str, gap: str = "") -> list[str]:
    """SQuAD's normal form as words (Rajpurkar et al., 2016): lower case, no punctuation, no English articles.

    Punctuation of every script counts, every letter is kept, and where a script has no spaces each character is a
    word. `gap` stands where punctuation stood, except inside a number.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    words = search_terms(_without_punctuation(text, gap)).split()
    return [word for word in words if word not in _ARTICLES] or words


def _without_punctuation(text: str, gap: str) -> str:
    kept = []
    for at, char in enumerate(text):
        if char in string.punctuation or unicodedata.category(char)[0] == "P":
            in_number = char in ".," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
            kept.append("" if in_number else gap)
        else:
            kept.append(char)
    return "".join(kept)


def holds(text: str, answer: str) -> bool:
    """Whether the answer's words stand in `text`, whole and in a row, letter case and punctuation aside.

    Punctuation may join ("U.S." is "US") or part ("mid-1994" holds "1994").
    """
    for gap in ("", " "):
        wanted = tokens(answer, gap)
        if wanted and f" {' '.join(wanted)} " in f" {' '.join(tokens(text, gap))} ":
            return True
    return False


def exact(text: str, answers: Sequence[str]) -> float:
    """1.0 if `text` equals an answer in normal form, else 0.0 (SQuAD's exact match)."""
    return float(any(tokens(text) == tokens(answer) for answer in answers))


def overlap_f1(text: str, answers: Sequence[str]) -> float:
    """The best word-overlap F1 of `text` with an answer, in [0, 1] (SQuAD's F1)."""
    return max((_f1(tokens(text), tokens(answer)) for answer in answers), default=0.0)


def _f1(ours: list[str], theirs: list[str]) -> float:
    common = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * common / (len(ours) + len(theirs)) if common else 0.0


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; of booleans, the share that is true."""
    return float(np.mean(values)) if values else None


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The value that `percent` of the values do not exceed, interpolated; in the unit of the values."""
    return float(np.percentile(values, percent)) if values else None


def auroc(good: Sequence[float], bad: Sequence[float]) -> float | None:
    """Chance that a good score is above a bad one, ties half: 0.5 is blind, 1 is perfect (Mann and Whitney, 1947)."""
    if not good or not bad:
        return None
    from sklearn.metrics import roc_auc_score  # takes a second to load, and only measuring needs it

    labels = [True] * len(good) + [False] * len(bad)
    return float(roc_auc_score(labels, [*good, *bad]))


def rejection(answerable: Sequence[float], unanswerable: Sequence[float]) -> float | None:
    """Share of the unanswerable below the threshold that keeps nine in ten answerable."""
    if not answerable or not unanswerable:
        return None
    threshold = np.quantile(np.asarray(answerable), 1 - KEPT)
    return float((np.asarray(unanswerable) < threshold).mean())


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Expected calibration error (Naeini et al., 2015): how far confidence is from the share that is right, weighted
    by how many are in each bin; 0 is honest, 1 is the opposite of it."""
    if not confidences:
        return None
    gaps = [each.questions * abs(each.confidence - each.right) for each in reliability(confidences, right)]
    return sum(gaps) / len(confidences)


class Bin(NamedTuple):
    """Questions whose confidence lies in one of ten equally wide ranges: how many, and both their means."""

    questions: int
    confidence: float
    right: float


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The bins that are not empty, by rising confidence; what a reliability diagram shows."""
    places = np.minimum((np.asarray(confidences, float) * BINS).astype(int), BINS - 1)
    bins = []
    for place in range(BINS):
        inside = places == place
        if inside.any():
            means = np.asarray(confidences, float)[inside].mean(), np.asarray(right, float)[inside].mean()
            bins.append(Bin(int(inside.sum()), *map(float, means)))
    return bins


class RiskPoint(NamedTuple):
    """Answering what has at least this confidence: the share of questions answered, and the share of those wrong."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> list[RiskPoint]:
    """One point for each confidence that occurs, falling (El-Yaniv and Wiener, 2010)."""
    order = np.argsort(-np.asarray(confidences, float), kind="stable")
    scores = np.asarray(confidences, float)[order]
    wrong = np.cumsum(~np.asarray(right, bool)[order])
    last = [at for at in range(len(scores)) if at + 1 == len(scores) or scores[at + 1] < scores[at]]
    return [RiskPoint(float(scores[at]), (at + 1) / len(scores), float(wrong[at]) / (at + 1)) for at in last]
