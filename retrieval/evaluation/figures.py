"""The figures of an evaluation, from the records of its questions. Pure. A figure that is not defined is None."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
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
