"""Why nothing was good enough to be called an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Reason
from .candidates import Candidate
from .question import Question

NEAR_COSINE = 0.25
"""Below it, and without a shared word, the nearest sentence is about something else altogether."""


def reason(question: Question, candidates: Sequence[Candidate]) -> Reason:
    """Something near it does not answer, or there is nothing on this."""
    if not question.focus:
        return Reason.NOT_A_QUESTION
    if not candidates:
        return Reason.NOTHING_FOUND
    best = candidates[0]
    on_topic = len(best.missing) <= len(question.focus) / 2 and best.features.cosine >= NEAR_COSINE
    return Reason.NOT_ANSWERED if on_topic else Reason.NOTHING_FOUND
