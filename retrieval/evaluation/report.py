"""A run as one HTML page that a person can read offline: figures, curves, and the errors behind them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from .errors_shown import error_cards
from .figures import Figures, Trust, figure_text
from .measures import RiskPoint, reliability, risk_coverage
from .page_style import STYLE
from .plots import reliability_plot, risk_coverage_plot
from .records import Record
from .run import Evaluation, SetResult

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


def report_page(evaluation: Evaluation, made_on: date) -> str:
    """The page, complete in itself."""
    asked = sum(len(each.records) for each in evaluation.sets)
    meaning = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in MEANING.items())
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>How good Dateline is, {made_on}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>How good Dateline is</h1><p class='faint'>{made_on} · {asked:,} questions in {len(evaluation.sets)} sets · "
        f"model {escape(evaluation.model)} · threshold {evaluation.threshold:g}</p>"
        f"{_table(evaluation)}<details><summary>What the columns mean</summary><dl>{meaning}</dl></details>"
        f"{_everything(evaluation)}{''.join(_section(each, evaluation.threshold) for each in evaluation.sets)}"
        "</main></body></html>\n"
    )


def _table(evaluation: Evaluation) -> str:
    opening = {next(iter(group)) for group in GROUPS.values()}
    above = "".join(f"<th class='opens' colspan='{len(group)}'>{name}</th>" for name, group in GROUPS.items())
    labels = {figure: label for group in GROUPS.values() for figure, label in group.items()}
    below = "".join(f"<th{_opens(figure, opening)}>{label}</th>" for figure, label in labels.items())
    rows = [
        f"<tr><th><a href='#{escape(each.name)}'>{escape(each.name)}</a></th>"
        f"{_counts([each])}{_cells(each.figures, labels, opening)}</tr>"
        for each in evaluation.sets
    ]
    mix = f"{_counts(evaluation.sets)}{_cells(evaluation.mix, labels, opening)}"
    return (
        f"<div class='scroll'><table><thead><tr><th></th><th>Questions</th>{above}</tr>"
        f"<tr><th>set</th><th>answerable + not</th>{below}</tr></thead>"
        f"<tbody>{''.join(rows)}<tr class='mix'><th>mix</th>{mix}</tr></tbody></table></div>"
    )


def _counts(results: Sequence[SetResult]) -> str:
    kinds = [(each.figures.n_answerable, each.figures.n_unanswerable) for each in results]
    return f"<td>{sum(good for good, _ in kinds):,} + {sum(bad for _, bad in kinds):,}</td>"


def _cells(measured: Figures | Trust, labels: dict[str, str], opening: set[str]) -> str:
    return "".join(
        f"<td{_opens(figure, opening)}>{figure_text(figure, getattr(measured, figure, None))}</td>"
        for figure in labels
    )


def _opens(figure: str, opening: set[str]) -> str:
    return " class='opens'" if figure in opening else ""


def _everything(evaluation: Evaluation) -> str:
    if len(evaluation.sets) < 2:
        return ""
    records = [record for each in evaluation.sets for record in each.records]
    return f"<h2>All sets together</h2>{_plots(records, evaluation.threshold)}"


def _section(result: SetResult, threshold: float) -> str:
    articles = f"{result.documents:,} article{'' if result.documents == 1 else 's'}"
    about = f"{articles}, {len(result.records):,} questions"
    return (
        f"<section id='{escape(result.name)}'><h2>{escape(result.name)}</h2><p class='faint'>{about}</p>"
        f"{_plots(result.records, threshold)}{error_cards(result.records, threshold)}</section>"
    )


def _plots(records: Sequence[Record], threshold: float) -> str:
    confidences = [each.confidence for each in records]
    right = [each.first_right for each in records]
    curve = risk_coverage_plot(risk_coverage(confidences, right), _now(records, threshold))
    bins = reliability_plot(reliability(confidences, right)) if records else ""
    return (
        f"<div class='plots'><figure>{curve}<figcaption>Answering only what is surest: how many questions are "
        "answered, and how many of those answers are wrong. Unanswerable questions count as wrong once "
        "answered. The dot is the configured threshold.</figcaption></figure>"
        f"<figure>{bins}<figcaption>Confidence stated against the share that is right. On the dashed line it is "
        "honest; below, too sure. Larger dots are more questions.</figcaption></figure></div>"
    )


def _now(records: Sequence[Record], threshold: float) -> RiskPoint | None:
    answered = [each for each in records if each.answered(threshold)]
    if not answered:
        return None
    wrong = sum(not each.first_right for each in answered)
    return RiskPoint(threshold, len(answered) / len(records), wrong / len(answered))
