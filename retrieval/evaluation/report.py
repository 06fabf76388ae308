"""A run as one HTML page that a person can read offline: figures, curves, and the worst errors. Pure.

The page itself is `report.html`, a jinja2 template that escapes what sets and articles say; here stands what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule

from .figures import Figures, Trust, counted, figure_text
from .judge import Record, Standard
from .measures import Bin, RiskPoint, reliability, risk_coverage
from .run import Evaluation

MOST_CARDS = 15
"""Cards of each kind; more than anybody reads in one sitting."""
_LONGEST = 700
"""Characters of a question, answer or passage."""
WIDTH, HEIGHT = 360, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 42
"""Units of a plot, and its margins."""
_RISK_STEPS = (0.1, 0.2, 0.5, 1.0)
"""Where the risk axis may end: a curve that stays low should not lie flat on the floor."""
GROUPS: dict[str, dict[str, str]] = {
    "Finding": {"doc_recall_at_1": "article @1", "doc_recall_at_5": "@5", "passage_at_5": "passage @5"},
    "Answering": {"quote_at_1": "quote @1", "quote_at_3": "@3", "span_em": "span EM", "span_f1": "F1"},
    "Knowing when": {
        "auroc": "AUROC",
        "rejection_at_90": "rej. @90",
        "coverage": "coverage",
        "error": "error",
        "ece": "ECE",
    },
    "Promises": {"verified": "verified", "p50_ms": "p50 ms", "p95_ms": "p95 ms"},
}
"""The table's columns: heading -> figure -> label."""
MEANING = {
    "article @k": "an article that answers is among the first k found",
    "passage @5": "one of the first five passages holds the answer",
    "quote @1, @3": "the first quote, or one of three, holds an accepted answer; where answers are long, gold evidence",
    "span EM, F1": "the marked words against the accepted answers, exactly and by words in common",
    "AUROC": "chance that an answerable question gets more confidence than an unanswerable one; 0.5 is blind",
    "rej. @90": "of the unanswerable, those refused at the threshold that lets nine in ten answerable through",
    "coverage": "of the answerable, those answered at the configured threshold",
    "error": "of all answers given at that threshold, those whose first quote is wrong",
    "ECE": "how far confidence is from the share that is right, on average",
    "verified": "of all quotes, those that stand byte for byte in the stored article",
}
_JUDGED = {
    Standard.EVIDENCE: "judged by the passages that support it",
    Standard.DOCUMENT: "judged by its article",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """What the page shows of some records: both plots, and the errors, the worst of each kind first."""

    records: Sequence[Record]
    curve: str
    reliability: str
    wrong: Sequence[Record]
    refused: Sequence[Record]


def report_page(evaluation: Evaluation, made_on: date) -> str:
    """The page, complete in itself."""
    parts = [(each, _part(each.records, evaluation.threshold)) for each in evaluation.sets]
    whole = _part([record for each in evaluation.sets for record in each.records], evaluation.threshold)
    return _rendered("page", evaluation, whole, parts, made_on)


def _part(records: Sequence[Record], threshold: float) -> _Part:
    confidences = [each.confidence for each in records]
    right = [each.first_right for each in records]
    answered = [each for each in records if each.answered(threshold)]
    refused = [each for each in records if each.question.answerable and not each.answered(threshold)]
    wrong = [each for each in answered if not each.first_right]
    now = None
    if answered:
        now = RiskPoint(threshold, len(answered) / len(records), len(wrong) / len(answered))
    return _Part(
        records,
        curve=risk_coverage_plot(risk_coverage(confidences, right), now),
        reliability=reliability_plot(reliability(confidences, right)) if records else "",
        wrong=sorted(wrong, key=lambda each: -each.confidence),
        refused=sorted(refused, key=lambda each: (not each.first_right, each.confidence)),
    )


def risk_coverage_plot(points: Sequence[RiskPoint], now: RiskPoint | None) -> str:
    """Share answered against share wrong, as SVG; `now` is where the configured threshold stands."""
    highest = max((point.risk for point in points), default=1.0)
    return _rendered("risk_coverage_plot", points, now, next(step for step in _RISK_STEPS if step >= highest))


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Stated confidence against the share that is right, as SVG; on the diagonal, confidence is honest."""
    return _rendered("reliability_plot", bins)


def _rendered(macro: str, *values: object) -> str:
    """What a macro of the page makes of the values: escaped, and marked so that another macro takes it as it is."""
    markup: str = getattr(_macros(), macro)(*values)
    return markup


@cache
def _macros() -> TemplateModule:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        groups=GROUPS, meaning=MEANING, judged=_JUDGED, most_cards=MOST_CARDS, width=WIDTH, height=HEIGHT
    )
    environment.filters.update(x=_x, y=_y, shown=_shown, cut=_cut, chips=_chips, counted=counted)
    return environment.get_template("report.html").module


def _x(share: float, shift: float = 0) -> str:
    return f"{_LEFT + share * (WIDTH - _LEFT - _RIGHT) + shift:.1f}"


def _y(share: float, shift: float = 0, at_least: float = 0) -> str:
    return f"{max(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM) + shift, at_least):.1f}"


def _shown(figure: str, measured: Figures | Trust) -> str:
    return figure_text(figure, getattr(measured, figure, None))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _chips(record: Record) -> Iterator[tuple[str, str]]:
    """Short facts about a record, each with "good", "bad" or neither."""
    yield f"confidence {record.confidence:.2f}", ""
    if record.question.asked_on:
        yield f"asked on {record.question.asked_on}", ""
    if record.question.type:
        yield record.question.type, ""
    if not record.question.answerable:
        return
    if record.quotes:
        yield ("first quote right", "good") if record.first_right else ("first quote wrong", "bad")
    held = next((rank for rank, each in enumerate(record.passages, start=1) if each.right), None)
    yield (f"answer in passage {held}", "good") if held else ("answer in no passage", "bad")
    if record.question.doc_ids and record.gold_rank is None:
        yield "article not found", "bad"
    elif record.gold_rank:
        yield f"article found at {record.gold_rank}", "good" if record.gold_rank == 1 else ""
