"""Figures of merit for answers and refusals."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import roc_auc_score

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def plain(text: str) -> str:
    """SQuAD's normal form: lower case, no punctuation, no articles, single blanks."""
    kept = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(_ARTICLES.sub(" ", kept).split())


def exact(text: str, answers: Sequence[str]) -> float:
    """1.0 if `text` equals an answer in normal form."""
    return float(any(plain(text) == plain(answer) for answer in answers))


def overlap_f1(text: str, answers: Sequence[str]) -> float:
    """Best word-overlap F1 of `text` with any answer."""
    return max((_f1(plain(text).split(), plain(a).split()) for a in answers), default=0.0)


def _f1(ours: list[str], theirs: list[str]) -> float:
    common = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * common / (len(ours) + len(theirs)) if common else 0.0


def auroc(good: Sequence[float], bad: Sequence[float]) -> float | None:
    """Chance that a good score is above a bad one; None when either is missing."""
    if not good or not bad:
        return None
    labels = [1] * len(good) + [0] * len(bad)
    return float(roc_auc_score(labels, [*good, *bad]))


def rejection(answerable: Sequence[float], unanswerable: Sequence[float]) -> float | None:
    """Share of the unanswerable below the threshold that keeps nine in ten answerable."""
    if not answerable or not unanswerable:
        return None
    threshold = np.quantile(np.asarray(answerable), 0.1)
    return float((np.asarray(unanswerable) < threshold).mean())
