"""A run as one HTML page that a person can read offline: figures, curves, and the errors behind them. Pure.

The worst errors of a set as cards for a person to read. Pure.

The report's style sheet: one column on a phone, light and dark as the reader's system says.

The report's two plots, as SVG that needs nothing from outside. Colours are classes of the page. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from ..types import Citation
from .figures import Figures, Trust, figure_text
from .judge import JudgedPassage, Record, Standard
from .measures import Bin, RiskPoint, reliability, risk_coverage
from .run import Evaluation, SetResult

SHOWN = 15
"""Cards of each kind; more than anybody reads in one sitting."""
_LONGEST = 700
"""Characters of a question, answer or passage."""
_EXPECTED = 3
"""Accepted answers shown; the others are mostly other spellings."""


def error_cards(records: Sequence[Record], threshold: float) -> str:
    """Confident wrong answers, then questions that were wrongly refused, the worst of each first."""
    answered = [each for each in records if each.answered(threshold)]
    wrong = [each for each in answered if not each.first_right]
    wrong.sort(key=lambda each: -each.confidence)
    refused = [each for each in records if each.question.answerable and not each.answered(threshold)]
    refused.sort(key=lambda each: (not each.first_right, each.confidence))
    return _kind("Confident and wrong", "wrong", wrong) + _kind("Answerable, but refused", "refused", refused)


def _kind(title: str, name: str, records: Sequence[Record]) -> str:
    if not records:
        return f'<p class="faint">{title}: none.</p>'
    some = f", the first {SHOWN} shown" if len(records) > SHOWN else ""
    cards = "".join(_card(each, name) for each in records[:SHOWN])
    return f'<details class="kind"><summary>{title}: {len(records)}{some}</summary>{cards}</details>'


def _card(record: Record, name: str) -> str:
    question = record.question
    earlier = "".join(f'<p class="faint">{escape(_cut(turn.text))}</p>' for turn in question.history[-2:])
    before = f'<span class="label">Said before</span>{earlier}' if earlier else ""
    return (
        f'<article class="{name}" id="{escape(question.id)}">{before}'
        f"<h4>{_text(question.text, question.lang)}</h4>"
        f"<div>{''.join(_chips(record))}</div>"
        f'<span class="label">Expected</span>{_expected(record)}'
        f'<span class="label">{"Given" if name == "wrong" else "Would have given"}</span>{_given(record)}'
        f"{_passages(record)}</article>"
    )


def _chips(record: Record) -> Iterator[str]:
    yield _chip(f"confidence {record.confidence:.2f}")
    if record.question.asked_on:
        yield _chip(f"asked on {record.question.asked_on}")
    if record.question.type:
        yield _chip(record.question.type)
    if not record.question.answerable:
        return
    if record.quotes:
        yield _chip("first quote right", "good") if record.first_right else _chip("first quote wrong", "bad")
    held = next((rank for rank, each in enumerate(record.passages, start=1) if each.right), None)
    yield _chip(f"answer in passage {held}", "good") if held else _chip("answer in no passage", "bad")
    if record.question.doc_ids and record.gold_rank is None:
        yield _chip("article not found", "bad")
    elif record.gold_rank:
        yield _chip(f"article found at {record.gold_rank}", "good" if record.gold_rank == 1 else "")


def _chip(words: str, kind: str = "") -> str:
    return f'<span class="chip {kind}">{escape(words)}</span>'


def _expected(record: Record) -> str:
    question = record.question
    if not question.answerable:
        return "<p>A refusal: the articles do not answer this.</p>"
    answers = list(dict.fromkeys(question.answers))
    rest = len(answers) - _EXPECTED
    shown = [_text(_cut(answer), question.lang) for answer in answers[:_EXPECTED]]
    said = " <span class='faint'>or</span> ".join(shown) + (
        f" <span class='faint'>or {rest} more</span>" if rest > 0 else ""
    )
    judged: dict[Standard, str] = {
        Standard.EVIDENCE: "judged by the passages that support it",
        Standard.DOCUMENT: "judged by its article",
    }
    how = judged.get(record.standard)
    return f"<p>{said or 'any of its articles'}{f' <span class=faint>({how})</span>' if how else ''}</p>"


def _given(record: Record) -> str:
    if not record.quotes:
        return "<p>Nothing.</p>"
    return _quote(record.quotes[0].citation, record.question.lang)


def _quote(citation: Citation, lang: str | None) -> str:
    parts = "".join(
        f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in citation.quote.parts
    )
    source = [citation.title, citation.publisher or "", (citation.published_at or "undated")[:10]]
    return (
        f"<blockquote{_direction(lang)}>“{parts}”</blockquote>"
        f'<p class="faint">{escape(" · ".join(filter(None, source)))}</p>'
    )


def _passages(record: Record) -> str:
    items = "".join(_passage(each, record.question.lang) for each in record.passages)
    return (
        f"<details><summary class='faint'>Passages found</summary><ol class='passages'>{items}</ol></details>"
    )


def _passage(passage: JudgedPassage, lang: str | None) -> str:
    held = _chip("holds the answer", "good") if passage.right else ""
    title = escape(" · ".join(filter(None, [passage.title, (passage.published_at or "")[:10]])))
    kind = " class='holds'" if passage.right else ""
    return f"<li{kind}><b>{title}</b> {held}<br>{_text(_cut(passage.text), lang)}</li>"


def _text(text: str, lang: str | None) -> str:
    return f"<span{_direction(lang)}>{escape(text)}</span>"


def _direction(lang: str | None) -> str:
    return f' dir="auto" lang="{escape(lang)}"' if lang else ' dir="auto"'


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


STYLE = """
:root { color-scheme: light dark; --page: #fbfbf9; --card: #fff; --ink: #1d2226; --faint: #667079; --line: #dfe1dd;
  --curve: #1f6f8b; --good: #2e7d4f; --bad: #b3372f; --mark: #ffe28a; --mark-ink: #2b2100; --chip: #eef0ec; }
@media (prefers-color-scheme: dark) { :root { --page: #14181b; --card: #1c2226; --ink: #e4e7e8; --faint: #98a2a9;
  --line: #323a40; --curve: #63b6d3; --good: #6cc592; --bad: #f08a80; --mark: #6b5410; --mark-ink: #fff3cf;
  --chip: #283036; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 74rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.8rem 0 .2rem; padding-top: .8rem; border-top: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.6rem 0 .2rem; }
p { margin: .3rem 0; max-width: 46rem; }
a { color: var(--curve); }
.faint { color: var(--faint); font-size: .9rem; }
.scroll { overflow-x: auto; margin: 1rem 0; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .88rem; width: 100%; }
th, td { padding: .4rem .55rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
thead th { font-weight: 600; color: var(--faint); vertical-align: bottom; }
thead tr:first-child th { text-align: left; padding-bottom: 0; border-bottom: 0; color: var(--ink); }
.opens { border-left: 1px solid var(--line); }
tbody th, thead th:first-child { text-align: left; position: sticky; left: 0; background: var(--card);
  max-width: 46vw; overflow: hidden; text-overflow: ellipsis; }
tbody tr:last-child > * { border-bottom: 0; }
tr.mix > * { border-top: 2px solid var(--line); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; font-size: .9rem; margin: .5rem 0; }
dt { font-weight: 600; } dd { margin: 0; color: var(--faint); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin: 1rem 0; }
figure { margin: 0; padding: .8rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
figcaption { font-size: .85rem; color: var(--faint); margin-top: .3rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: var(--faint); }
svg .axis, svg .now-label { fill: var(--ink); }
svg .now-label { font-weight: 600; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.grid { stroke: var(--line); fill: none; } .ideal { stroke: var(--faint); stroke-dasharray: 4 4; fill: none; }
.curve { stroke: var(--curve); stroke-width: 2.5; stroke-linejoin: round; fill: none; } .thin { stroke-width: 1.2; }
.bin { fill: var(--curve); } .now { fill: var(--bad); stroke: var(--card); stroke-width: 1.5; }
details { margin: .6rem 0; } summary { cursor: pointer; }
details.kind > summary { font-weight: 600; padding: .3rem 0; }
article { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--faint);
  border-radius: 8px; padding: .8rem 1rem; margin: .8rem 0; overflow-wrap: anywhere; }
article.wrong { border-left-color: var(--bad); } article.refused { border-left-color: var(--curve); }
article h4 { margin: 0 0 .4rem; font-size: 1.02rem; }
article .label { display: block; color: var(--faint); font-size: .78rem; letter-spacing: .03em; margin-top: .55rem; }
blockquote { margin: .15rem 0 0; padding: 0; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: 0 .15em; }
.chip { display: inline-block; background: var(--chip); border-radius: 99px; padding: .05rem .6rem; font-size: .8rem;
  margin: .1rem .3rem .1rem 0; } .chip.good { color: var(--good); } .chip.bad { color: var(--bad); }
ol.passages { padding-left: 1.3rem; font-size: .9rem; } ol.passages li { margin: .5rem 0; }
ol.passages li.holds::marker { color: var(--good); font-weight: 700; }
"""


WIDTH, HEIGHT = 360, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 42
_TICKS = 4
_RISK_STEPS = (0.1, 0.2, 0.5, 1.0)
"""Where the risk axis may end: a curve that stays low should not lie flat on the floor."""


def risk_coverage_plot(points: Sequence[RiskPoint], now: RiskPoint | None) -> str:
    """Share answered against share wrong; `now` is where the configured threshold stands."""
    highest = max((point.risk for point in points), default=1.0)
    top = next(step for step in _RISK_STEPS if step >= highest)
    path = " ".join(
        f"{'L' if number else 'M'}{_x(point.coverage):.1f},{_y(point.risk / top):.1f}"
        for number, point in enumerate(points)
    )
    marks = [f'<path class="curve" d="{path}"/>'] if points else []
    if now is not None:
        x, y = _x(now.coverage), _y(now.risk / top)
        said = f"threshold {now.threshold:.2f}: {now.coverage:.0%} answered, {now.risk:.0%} of them wrong"
        anchor, dx = ("end", -9) if now.coverage > 0.5 else ("start", 9)
        marks += [
            f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{escape(said)}</title></circle>',
            f'<text class="now-label" x="{x + dx:.1f}" y="{max(y - 9, _TOP + 9):.1f}" text-anchor="{anchor}">'
            f"at {now.threshold:.2f}</text>",
        ]
    return _framed("Share answered", "Share wrong", top, marks, "Risk–coverage curve")


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Stated confidence against the share that is right; on the diagonal, confidence is honest."""
    most = max((each.questions for each in bins), default=1)
    marks = [f'<path class="ideal" d="M{_x(0)},{_y(0)} L{_x(1)},{_y(1)}"/>']
    path = " ".join(
        f"{'L' if number else 'M'}{_x(each.confidence):.1f},{_y(each.right):.1f}"
        for number, each in enumerate(bins)
    )
    if len(bins) > 1:
        marks.append(f'<path class="curve thin" d="{path}"/>')
    for each in bins:
        said = f"{each.questions} questions: confidence {each.confidence:.0%}, right {each.right:.0%}"
        radius = 3 + 6 * (each.questions / most) ** 0.5
        marks.append(
            f'<circle class="bin" cx="{_x(each.confidence):.1f}" cy="{_y(each.right):.1f}" r="{radius:.1f}">'
            f"<title>{escape(said)}</title></circle>"
        )
    return _framed("Confidence", "Share right", 1.0, marks, "Reliability diagram")


def _x(share: float) -> float:
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _framed(across: str, up: str, top: float, marks: Sequence[str], name: str) -> str:
    """Grid, numbers and axis titles around the marks; the vertical axis ends at `top`."""
    lines = []
    for tick in range(_TICKS + 1):
        share = tick / _TICKS
        x, y = _x(share), _y(share)
        lines += [
            f'<path class="grid" d="M{x:.1f},{_TOP} V{HEIGHT - _BOTTOM}"/>',
            f'<path class="grid" d="M{_LEFT},{y:.1f} H{WIDTH - _RIGHT}"/>',
            f'<text x="{x:.1f}" y="{HEIGHT - _BOTTOM + 15}" text-anchor="middle">{share:.0%}</text>',
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_percent(share * top)}</text>',
        ]
    middle = _y(0.5)
    titles = [
        f'<text class="axis" x="{_x(0.5):.1f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(across)}</text>',
        f'<text class="axis" x="11" y="{middle:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 11 {middle:.1f})">{escape(up)}</text>',
    ]
    body = "".join([*lines, *titles, *marks])
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(name)}">{body}</svg>'


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


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
