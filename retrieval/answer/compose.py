"""Makes an answer or a refusal from ranked candidates. Its quotes are not checked yet: `verify` does that.

The best candidate becomes the first quote; neighbouring sentences that are likely a part of the answer join it. If its
confidence is below the threshold, the answer is a doubtful one; far below, there is a refusal with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..dates.quotes import notes_of, published_at
from ..outcomes import (
    AboutSource,
    Agreement,
    Answer,
    GivenValue,
    Outcome,
    OutcomeKind,
    Reason,
    Refusal,
    SourceFact,
    Turn,
)
from ..text import page_of
from ..types import Article, Citation, Quote, Span
from .candidates import Candidate
from .compared.rivals import Rival, numbered, origin, rivals, words_of
from .question import STORY_KINDS, Kind, Question, stem, stems, without_brackets

SHARE = 0.1
"""A neighbour joins if its chance to be the answering sentence is at least this (softmax of the ranking scores). On the
development sets it lengthens one quote in six by a sentence; with a larger value quotes miss the answer more often
(`dateline eval`)."""
_LONGER = (Kind.WHY, Kind.HOW)
"""Reasons and ways need more room: half the chance is enough, and a third sentence may join."""
LONGEST = 60
"""Words of a lengthened quote; more would be a paragraph."""
_LOOKED_AT = 6
"""Only so many of the best candidates may join as neighbours."""

Join = Callable[[Question, Sequence[Candidate]], list[Candidate]]


def joined(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first; the first one is lengthened by its neighbours, which are then left out."""
    if not candidates:
        return []
    chances = _chances(candidates)
    share, most = (SHARE / 2, 3) if question.kind in _LONGER else (SHARE, 2)
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
    """True if `other` is the sentence before or after the quote, across paragraphs too, and both are short enough."""
    if quote.article.id != other.article.id:
        return False
    first, second = sorted((quote.span, other.span))
    between = quote.article.text[first.end : second.start]
    words = len(quote.text.split()) + len(other.text.split())
    return first.end <= second.start and not between.strip() and words <= LONGEST


NEAR_COSINE = 0.25
"""Below this cosine a sentence is about something else."""
_NEAREST_OF = 3
"""The nearest sentence is looked for among so many of the best ones."""


def _nearest(question: Question, candidates: Sequence[Candidate]) -> Candidate | None:
    """The best one that is about what was asked: it has half of the question's words or more. None without one."""
    half = len(question.focus) / 2
    return next(
        (
            each
            for each in candidates[:_NEAREST_OF]
            if len(each.missing) <= half and each.features.cosine >= NEAR_COSINE
        ),
        None,
    )


SUPPORT = 2 / 3
"""A further quote is shown if its confidence is at least this share of the threshold, and it asks nothing itself."""


def compose(
    question: Question,
    candidates: Sequence[Candidate],
    *,
    threshold: float,
    max_quotes: int,
    doubt: float = 1.0,
    join: Join = joined,
    present: bool = True,
) -> Outcome:
    """The best candidates as numbered quotes, or a refusal with the nearest sentence. From the confidence `doubt` on and
    below the threshold the quotes are a doubtful answer; a `doubt` that is not below the threshold has none. `present` is
    false where the question names a time of its own: then a newer value does not go before a likelier one."""
    if not question.focus or not candidates:
        return _refusal(question, candidates)
    if candidates[0].confidence < min(threshold, _worth_showing(question, candidates[0], doubt)):
        return _refusal(question, candidates)
    least = SUPPORT * threshold
    given: Sequence[Rival] = ()
    if candidates[0].confidence >= threshold:
        candidates, given = rivals(question, candidates, least=least, threshold=threshold, present=present)
    best, *others = join(question, candidates)
    further = [each for each in others if each.confidence >= least and not each.features.asks]
    if question.kind in STORY_KINDS:
        further = _one_each(best, further)
    shown = [best, *_disagreeing_first(further, given)][:max_quotes]
    if best.confidence < threshold:
        return _doubtful(question, shown, doubt)
    citations = tuple(cite(number, each) for number, each in enumerate(shown, start=1))
    return Answer(question.text, citations, best.confidence, values=numbered(_values(given), citations))


def _disagreeing_first(further: Sequence[Candidate], given: Sequence[Rival]) -> list[Candidate]:
    """Where sources disagree, their quotes are shown before others that say more of the same."""
    disagreeing = [each.given.candidate for each in given if each.agreement is Agreement.DISAGREE]
    return sorted(further, key=lambda each: all(each is not other for other in disagreeing))


def _values(given: Sequence[Rival]) -> list[GivenValue]:
    """What other articles give, each with a quote in which the value is marked."""
    return [
        GivenValue(
            each.agreement,
            cite_span(0, each.given.candidate.article, each.given.candidate.span, (words_of(each),)),
        )
        for each in given
    ]


def several(question: str, outcomes: Sequence[Outcome], max_quotes: int) -> Outcome:
    """The outcomes of the questions of one message as one: the first quote of each answer, then their further ones. It is
    as sure as the least sure of them, and says neither yes nor no. Where nothing is answered, the first of the likeliest
    kind."""
    for kind in (OutcomeKind.ANSWER, OutcomeKind.DOUBTFUL):
        found = [each for each in outcomes if isinstance(each, Answer) and each.kind is kind]
        if found:
            break
    else:
        return replace(outcomes[0], question=question)
    ranked = sorted((each for answer in found for each in answer.citations), key=lambda each: each.number)
    places = {(each.quote.article_id, each.quote.span): each for each in reversed(ranked)}
    cited = [each for each in ranked if places[each.quote.article_id, each.quote.span] is each]
    citations = tuple(
        replace(each, number=number)
        for number, each in enumerate(cited[: max(max_quotes, len(found))], start=1)
    )
    corrected = tuple(dict.fromkeys(each for answer in found for each in answer.corrected))
    least = min(found, key=lambda each: each.confidence)
    known = {each.known_by for each in found}
    values = numbered([each for answer in found for each in answer.values], citations)
    return replace(
        least,
        question=question,
        citations=citations,
        corrected=corrected,
        values=values,
        verdict=None,
        undecided=False,
        about=None,
        known_by=known.pop() if len(known) == 1 else None,
    )


def undecided(answer: Answer) -> Answer:
    """The answer to a question of yes or no that its quotes leave open: no words in them are marked as the answer."""
    return replace(answer, citations=_unmarked(answer), undecided=True)


def about_source(answer: Answer, asked: SourceFact, article: Article) -> Answer:
    """The answer with what is known of the article of its first quote in place of what it says."""
    about = AboutSource(
        asked=asked,
        title=article.title,
        publisher=article.publisher,
        byline=article.byline,
        published_at=article.published_at,
        updated_at=article.updated_at,
        added_at=article.fetched_at,
        of=Turn.of(answer),
    )
    return replace(answer, citations=_unmarked(answer), about=about, values=(), verdict=None, undecided=False)


def _unmarked(answer: Answer) -> tuple[Citation, ...]:
    return tuple(replace(each, quote=replace(each.quote, marks=())) for each in answer.citations)


def _one_each(best: Candidate, further: Sequence[Candidate]) -> list[Candidate]:
    """Of the further quotes the best one of each story that is not told yet, the newest first."""
    told, kept = {origin(best)}, []
    for each in further:
        if origin(each) not in told:
            told.add(origin(each))
            kept.append(each)
    return sorted(kept, key=lambda each: each.article.published_at or "", reverse=True)


def cite(number: int, candidate: Candidate, *, marked: bool = True) -> Citation:
    """A candidate as a numbered citation."""
    return cite_span(number, candidate.article, candidate.span, candidate.marks if marked else ())


def cite_span(number: int, article: Article, span: Span, marks: tuple[Span, ...] = ()) -> Citation:
    """A part of an article as a numbered citation; the marks lie in it, in order."""
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
        former=article.former,
    )


_ANOTHER_THING = 0.08
"""If a missing word changes the meaning of the question so much (the feature "conflict"), hardly any candidate is right:
at most one in ten of those between the two limits, with other missing words every third to every second one."""


def _worth_showing(question: Question, candidate: Candidate, doubt: float) -> float:
    """The confidence from which a candidate is shown as one that may not answer. Where a name or number of the question
    stands nowhere near it, or what the question is about, it is never shown: "Ryan Binkley" is not near "Donald Duck".
    Words of the conversation that stand beside the question, in brackets, only say what it may be about."""
    own = stems(without_brackets(question.text)[0])
    lacks = any(stem(word) in own for word in candidate.missing)
    is_another = lacks and candidate.features.conflict >= _ANOTHER_THING
    return 1.0 if is_another or not set(candidate.missing).isdisjoint(question.names) else doubt


def _doubtful(question: Question, shown: Sequence[Candidate], doubt: float) -> Answer:
    """Quotes of which the first is as likely as `doubt` asks; in one that is less likely nothing is marked."""
    citations = tuple(
        cite(number, each, marked=each.confidence >= doubt) for number, each in enumerate(shown, start=1)
    )
    return Answer(question.text, citations, shown[0].confidence, doubtful=True)


def _refusal(question: Question, candidates: Sequence[Candidate]) -> Refusal:
    confidence = candidates[0].confidence if candidates else 0.0
    if not question.focus:
        return Refusal(question.text, Reason.NOT_A_QUESTION, confidence=confidence)
    near = _nearest(question, candidates)
    if near is None:
        return Refusal(question.text, Reason.NOTHING_FOUND, confidence=confidence)
    nearest = cite(1, near, marked=False)
    return Refusal(question.text, Reason.NOT_ANSWERED, nearest, near.missing, confidence)


def marked_within(quote_span: Span, spans: list[Span]) -> tuple[Span, ...]:
    """The spans that lie inside the quote, in order, without overlaps."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if quote_span.start <= span.start < span.end <= quote_span.end and (
            not out or span.start >= out[-1].end
        ):
            out.append(span)
    return tuple(out)
