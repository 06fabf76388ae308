"""From chosen evidence to an answer or a refusal, in quotes alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..dates.quotes import notes_of
from ..text import page_of
from ..types import Answer, Article, Citation, Outcome, Quote, Reason, Refusal, Span
from . import abstain
from .candidates import Candidate
from .compose import Join, joined
from .posts import published_at
from .question import Question

SUPPORT = 0.5
"""A further quote is shown if its confidence is at least this share of what the first one needs."""


def compose(
    question: Question,
    candidates: Sequence[Candidate],
    *,
    threshold: float,
    max_quotes: int,
    join: Join = joined,
) -> Outcome:
    """The best candidates as numbered quotes, or the reason why there are none with the nearest one."""
    if not question.focus or not candidates or candidates[0].confidence < threshold:
        return _refusal(question, candidates)
    best, *others = join(question, candidates)
    shown = [best, *(each for each in others if each.confidence >= SUPPORT * threshold)][:max_quotes]
    citations = tuple(cite(number, each) for number, each in enumerate(shown, start=1))
    return Answer(question.text, citations, best.confidence)


def cite(number: int, candidate: Candidate, *, marked: bool = True) -> Citation:
    """A candidate as a numbered citation."""
    return cite_span(number, candidate.article, candidate.span, candidate.marks if marked else ())


def cite_span(number: int, article: Article, span: Span, marks: tuple[Span, ...] = ()) -> Citation:
    """A stretch of an article as a numbered citation; the marks lie in it, in order."""
    quote = Quote(article.id, article.version, span, article.text[span.start : span.end], marks)
    return Citation(
        number,
        quote,
        article.title,
        article.publisher,
        published_at(article, span.start) or article.published_at,
        article.url,
        notes_of(article, span),
        article.correction,
        article.gone_at is not None,
        article.story,
        page=page_of(article.pages, span.start),
    )


def _refusal(question: Question, candidates: Sequence[Candidate]) -> Refusal:
    reason = abstain.reason(question, candidates)
    confidence = candidates[0].confidence if candidates else 0.0
    if reason is not Reason.NOT_ANSWERED:
        return Refusal(question.text, reason, confidence=confidence)
    nearest = candidates[0]
    return Refusal(question.text, reason, cite(1, nearest, marked=False), nearest.missing, confidence)
