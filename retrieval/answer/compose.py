"""When one sentence is not enough: neighbours that are likely part of the answer join its quote. Pure.

Why nothing was good enough to be called an answer. Pure.

From chosen evidence to an answer or a refusal, in quotes alone.

Quotes against their source: byte for byte, at their offsets, or not at all. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..dates.quotes import notes_of, published_at
from ..text import page_of
from ..types import Answer, Article, Citation, Outcome, Quote, Reason, Refusal, Span
from .candidates import Candidate
from .question import Kind, Question

SHARE = 0.1
"""A neighbour joins with at least this chance of being the answering sentence itself (softmax of the ranking scores,
which were fitted as such). On the development sets it lengthens one quote in six by a sentence; a larger share gives
shorter quotes that miss the answer more often (`dateline eval`)."""
_TELLING = (Kind.WHY, Kind.HOW)
"""Reasons and ways take more room: half the chance is enough, and a third sentence may come along."""
LONGEST = 60
"""Words of a quote that has been lengthened: more is no quote but a paragraph."""
_LOOKED_AT = 6
"""A neighbour is one of the best sentences itself."""

Join = Callable[[Question, Sequence[Candidate]], list[Candidate]]


def joined(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first, the first one with its neighbours; those are no candidates of their own then."""
    if not candidates:
        return []
    chances = _chances(candidates)
    telling = question.kind in _TELLING
    share, most = (SHARE / 2, 3) if telling else (SHARE, 2)
    quote, taken = candidates[0], {0}
    while len(taken) < most:
        place = next(
            (
                place
                for place, other in enumerate(candidates[:_LOOKED_AT])
                if place not in taken and chances[place] >= share and _fits(quote, other)
            ),
            None,
        )
        if place is None:
            break
        other = candidates[place]
        taken.add(place)
        span = Span(min(quote.span.start, other.span.start), max(quote.span.end, other.span.end))
        quote = replace(quote, span=span)
    return [quote, *(each for place, each in enumerate(candidates) if place not in taken)]


def _chances(candidates: Sequence[Candidate]) -> list[float]:
    scores = np.array([each.score for each in candidates])
    chances = np.exp(scores - scores.max())
    return [float(chance) for chance in chances / chances.sum()]


def _fits(quote: Candidate, other: Candidate) -> bool:
    """True for the sentence directly before or after, also across a paragraph break, if both are short enough."""
    if quote.article.id != other.article.id:
        return False
    first, second = sorted((quote.span, other.span))
    between = quote.article.text[first.end : second.start]
    words = len(quote.text.split()) + len(other.text.split())
    return first.end <= second.start and not between.strip() and words <= LONGEST


NEAR_COSINE = 0.25
"""Below it, and without a shared word, the nearest sentence is about something else altogether."""


def refusal_reason(question: Question, candidates: Sequence[Candidate]) -> Reason:
    """Something near it does not answer, or there is nothing on this."""
    if not question.focus:
        return Reason.NOT_A_QUESTION
    if not candidates:
        return Reason.NOTHING_FOUND
    best = candidates[0]
    on_topic = len(best.missing) <= len(question.focus) / 2 and best.features.cosine >= NEAR_COSINE
    return Reason.NOT_ANSWERED if on_topic else Reason.NOTHING_FOUND


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
    reason = refusal_reason(question, candidates)
    confidence = candidates[0].confidence if candidates else 0.0
    if reason is not Reason.NOT_ANSWERED:
        return Refusal(question.text, reason, confidence=confidence)
    nearest = candidates[0]
    return Refusal(question.text, reason, cite(1, nearest, marked=False), nearest.missing, confidence)


def marked_within(quote_span: Span, spans: list[Span]) -> tuple[Span, ...]:
    """Those of `spans` inside the quote, in order, without overlaps."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if quote_span.start <= span.start < span.end <= quote_span.end and (
            not out or span.start >= out[-1].end
        ):
            out.append(span)
    return tuple(out)
