"""When one sentence is not enough: neighbours that are likely part of the answer join its quote. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..types import Span
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
