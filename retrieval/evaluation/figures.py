"""The figures of an evaluation, from the records of its questions. Pure. A figure that is not defined is None."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import measures
from .judge import Record, Standard


@dataclass(frozen=True, slots=True)
class Trust:
    """How far confidence can be trusted. Shares; "answered" means at the configured threshold."""

    auroc: float | None
    """Chance that an answerable question gets more confidence than an unanswerable one."""
    coverage: float | None
    """Of the answerable questions, those answered."""
    error: float | None
    """Of all questions answered, the unanswerable too, those whose first quote is not right."""
    ece: float | None
    """Expected calibration error of confidence as the chance that the first quote is right."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one set. Recall, quotes and spans are shares of the answerable questions."""

    doc_recall_at_1: float | None
    """A gold document is the first document found; any one of them counts."""
    doc_recall_at_5: float | None
    passage_at_5: float | None
    """One of the first five passages holds what a right quote must hold."""
    quote_at_1: float | None
    """The first quote is right."""
    quote_at_3: float | None
    """One of up to three quotes is right."""
    span_em: float | None
    """The words marked as the answer equal an accepted one; where answers are long, not defined."""
    span_f1: float | None
    auroc: float | None
    rejection_at_90: float | None
    """Of the unanswerable, those below the threshold that keeps nine in ten answerable."""
    coverage: float | None
    error: float | None
    nothing_shown: float | None
    """Of the answerable, those not answered at the configured threshold: one minus coverage."""
    wrongly_answered: float | None
    """Of the unanswerable, those answered at the configured threshold."""
    ece: float | None
    verified: float | None
    """Of all quotes shown, those that stand byte for byte in the stored article."""
    p50_ms: float | None
    p95_ms: float | None
    n_answerable: int
    n_unanswerable: int


def figures(records: Sequence[Record], threshold: float) -> Figures:
    """The figures of one set's records; `threshold` is the configured one."""
    good = [each for each in records if each.question.answerable]
    bad = [each for each in records if not each.question.answerable]
    ranks = [each.gold_rank or math.inf for each in good if each.question.doc_ids]
    short = [each for each in good if each.standard is Standard.ANSWER]
    spans = [(_answer_words(each), each.question.answers) for each in short]
    trusted = trust(records, threshold)
    times = [each.milliseconds for each in records]
    return Figures(
        doc_recall_at_1=measures.mean([rank <= 1 for rank in ranks]),
        doc_recall_at_5=measures.mean([rank <= 5 for rank in ranks]),
        passage_at_5=measures.mean([any(p.right for p in each.passages) for each in good]),
        quote_at_1=measures.mean([each.first_right for each in good]),
        quote_at_3=measures.mean([each.any_right for each in good]),
        span_em=measures.mean([measures.exact(words, answers) for words, answers in spans]),
        span_f1=measures.mean([measures.overlap_f1(words, answers) for words, answers in spans]),
        auroc=trusted.auroc,
        rejection_at_90=measures.rejection(_confidences(good), _confidences(bad)),
        coverage=trusted.coverage,
        error=trusted.error,
        nothing_shown=measures.mean([not each.answered(threshold) for each in good]),
        wrongly_answered=measures.mean([each.answered(threshold) for each in bad]),
        ece=trusted.ece,
        verified=measures.mean([quote.verified for each in records for quote in each.quotes]),
        p50_ms=measures.percentile(times, 50),
        p95_ms=measures.percentile(times, 95),
        n_answerable=len(good),
        n_unanswerable=len(bad),
    )


def trust(records: Sequence[Record], threshold: float) -> Trust:
    """Of any records, those of several sets pooled too."""
    good = [each for each in records if each.question.answerable]
    bad = [each for each in records if not each.question.answerable]
    answered = [each for each in records if each.answered(threshold)]
    return Trust(
        auroc=measures.auroc(_confidences(good), _confidences(bad)),
        coverage=measures.mean([each.answered(threshold) for each in good]),
        error=measures.mean([not each.first_right for each in answered]),
        ece=measures.calibration_error(_confidences(records), [each.first_right for each in records]),
    )


@dataclass(frozen=True, slots=True)
class YesNoCounts:
    """How often yes or no is said, at the configured threshold."""

    asked: int
    """Questions of which the set says whether it is yes or no."""
    decided: int
    """Those that are told one of them."""
    right: int
    """Those that are told the right one."""
    undue: int
    """Questions that cannot be answered, and are told yes or no: each is a mistake."""


def yes_no_counts(records: Sequence[Record], threshold: float) -> YesNoCounts:
    """Of any records."""
    asked = [each for each in records if each.question.yes_no]
    told = [each for each in records if each.said(threshold)]
    return YesNoCounts(
        len(asked),
        decided=sum(each.question.yes_no is not None for each in told),
        right=sum(each.question.yes_no == each.said(threshold) for each in told),
        undue=sum(not each.question.answerable for each in told),
    )


FACTS, OPEN_KINDS, OTHER_KINDS, UNANSWERABLE = "facts", "open kinds", "other kinds", "not answerable"
GROUPS: Mapping[str, tuple[str, ...]] = {
    FACTS: ("who", "how_many", "when", "where", "what_said"),
    OPEN_KINDS: (
        *("what_happened", "why", "yes_no", "list", "compare"),
        *("summary", "latest", "window", "changing_figure"),
    ),
    OTHER_KINDS: (),
    UNANSWERABLE: ("near_miss", "false_premise", "absent", "chitchat"),
}
"""Group -> its types, in order. Other types of answerable questions are other kinds; those of unanswerable ones
are not answerable, whatever they are called."""


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Questions of one type, or with `type` None all of a group. Shares; quotes are not defined for the unanswerable."""

    group: str
    type: str | None
    n: int
    quote_at_1: float | None
    quote_at_3: float | None
    shown: float | None
    """Those that get an answer at the configured threshold."""
    all_items: float | None
    """Of list questions, those whose quotes together hold every item."""
    decided: float | None
    """Of the questions of which the set says whether it is yes or no, those that are told one of them."""
    decided_right: float | None
    """Of those and the questions without an answer that are told yes or no, those that are told the right one."""


def by_kind(records: Sequence[Record], threshold: float) -> tuple[KindFigures, ...]:
    """A row for each group that occurs, followed by one for each of its types. Questions without a type count in their
    group only."""
    rows = []
    for group, types in GROUPS.items():
        own = [each for each in records if _group(each) == group]
        rows += [_kind(group, None, own, threshold)] if own else []
        for kind in sorted({each.question.type or "" for each in own} - {""}, key=_place(types)):
            rows.append(_kind(group, kind, [each for each in own if each.question.type == kind], threshold))
    return tuple(rows)


def _place(types: Sequence[str]) -> Callable[[str], tuple[int, str]]:
    """Sorts as `types` are ordered, then the others by name."""
    return lambda kind: (types.index(kind) if kind in types else len(types), kind)


def _group(record: Record) -> str:
    if not record.question.answerable:
        return UNANSWERABLE
    kind = record.question.type
    return next((group for group in (FACTS, OPEN_KINDS) if kind in GROUPS[group]), OTHER_KINDS)


def _kind(group: str, kind: str | None, records: Sequence[Record], threshold: float) -> KindFigures:
    good = [each for each in records if each.question.answerable]
    told = yes_no_counts(records, threshold)
    return KindFigures(
        group,
        kind,
        len(records),
        quote_at_1=measures.mean([each.first_right for each in good]),
        quote_at_3=measures.mean([each.any_right for each in good]),
        shown=measures.mean([each.answered(threshold) for each in records]),
        all_items=measures.mean([items for each in good if (items := each.shows_all_items) is not None]),
        decided=measures.share(told.decided, told.asked),
        decided_right=measures.share(told.right, told.decided + told.undue),
    )


def figure_text(figure: str, value: float | None) -> str:
    """A figure as a person reads it: shares in per cent, AUROC and ECE as they are, times in whole milliseconds."""
    if value is None:
        return "–"
    if figure in ("auroc", "ece"):
        return f"{value:.3f}"
    return f"{value:.0f}" if figure.endswith("_ms") else f"{100 * value:.1f}%"


def counted(number: int, noun: str) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _confidences(records: Iterable[Record]) -> list[float]:
    return [each.confidence for each in records]


def _answer_words(record: Record) -> str:
    """What a reader takes for the answer: the marked words of the first quote, or all of it where none are."""
    if not record.quotes:
        return ""
    quote = record.quotes[0].citation.quote
    return " ".join(text for text, marked in quote.parts if marked) or quote.text
