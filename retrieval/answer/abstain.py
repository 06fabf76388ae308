"""Whether the best evidence is good enough to be called an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..types import Reason
from .evidence import Candidate
from .question import Question
from .spans import REQUIRED

BIAS = -5.4
WEIGHTS = np.array([4.0, 2.5, 1.0, -15.0, 2.5, 0.5])
"""Logistic weights of cosine, covered, typed, conflict, passage, tied; with BIAS they make the confidence."""
NEAR_COSINE = 0.25
"""Below it, and without a shared word, the nearest sentence is about something else altogether."""


def confidence(question: Question, best: Candidate) -> float:
    """Probability-like: 0.5 is the line. A kind of answer that needs a form (a date, a number) and has none gets 0."""
    if question.kind in REQUIRED and not best.marks:
        return 0.0
    if any(word in question.names for word in best.missing):
        return 0.0
    return float(1 / (1 + np.exp(-(BIAS + best.features.vector @ WEIGHTS))))


def reason(question: Question, candidates: Sequence[Candidate]) -> Reason:
    """Why nothing was good enough: something near it does not answer, or there is nothing on this."""
    if not question.focus:
        return Reason.NOT_A_QUESTION
    if not candidates:
        return Reason.NOTHING_FOUND
    best = candidates[0]
    on_topic = len(best.missing) <= len(question.focus) / 2 and best.features.cosine >= NEAR_COSINE
    return Reason.NOT_ANSWERED if on_topic else Reason.NOTHING_FOUND
