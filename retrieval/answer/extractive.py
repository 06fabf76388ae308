"""From chosen evidence to an answer or a refusal, in quotes alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Answer, Citation, Outcome, Quote, Reason, Refusal
from . import abstain
from .evidence import Candidate
from .question import Question

SUPPORT = 0.8
"""A further quote is shown only if its confidence is at least this share of the first one's."""


def compose(
    question: Question, candidates: Sequence[Candidate], *, threshold: float, max_quotes: int
) -> Outcome:
    """The best candidates as numbered quotes, or the reason why there are none with the nearest one."""
    ranked = [(abstain.confidence(question, each), each) for each in candidates]
    good = [each for each in ranked if each[0] >= threshold]
    if not question.focus or not good:
        return _refusal(question, candidates)
    first = good[0][0]
    shown = [each for score, each in good if score >= SUPPORT * first][:max_quotes]
    return Answer(
        question.text, tuple(cite(number, each) for number, each in enumerate(shown, start=1)), first
    )


def cite(number: int, candidate: Candidate, *, marked: bool = True) -> Citation:
    """A candidate as a numbered citation."""
    article = candidate.article
    quote = Quote(
        article.id, article.version, candidate.span, candidate.text, candidate.marks if marked else ()
    )
    return Citation(number, quote, article.title, article.publisher, article.published_at, article.url)


def _refusal(question: Question, candidates: Sequence[Candidate]) -> Refusal:
    reason = abstain.reason(question, candidates)
    if reason is not Reason.NOT_ANSWERED:
        return Refusal(question.text, reason)
    nearest = candidates[0]
    return Refusal(question.text, reason, cite(1, nearest, marked=False), nearest.missing)
