"""Answers, refusals, checked claims and the list of articles, for people on a terminal and as data for `--json`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from retrieval import (
    Answer,
    ArticleInfo,
    Citation,
    Finding,
    GivenValue,
    OnProgress,
    Outcome,
    Page,
    Progress,
    Stance,
    Verdict,
)

from ..text.locale import t
from ..text.phrases import (
    TERMINAL,
    corrected_line,
    date_label,
    dates_line,
    difference_line,
    footing_line,
    known_by_line,
    left_out_lines,
    nearest_label,
    nearest_line,
    next_step,
    page_label,
    refusal_line,
    remarks,
    stance_line,
    value_lines,
    verdict_line,
)

MARK_STYLE = "bold reverse"


def show_outcome(console: Console, outcome: Outcome) -> None:
    """An answer with its numbered quotes, or a refusal with the nearest passage. Above the quotes stands yes or no, else
    the words that answer; of a doubtful answer, that they may not answer."""
    for line in filter(None, (corrected_line(outcome), known_by_line(outcome))):
        console.print(Text(line, style="dim"))
    if isinstance(outcome, Answer):
        marked = outcome.answer_text if outcome.citations[0].quote.marks else ""
        if above := t("may-not-answer") if outcome.doubtful else verdict_line(outcome) or marked:
            console.print(Text(above, style="bold"))
        for line in value_lines(outcome):
            console.print(Text(line, style="yellow"))
        for citation in outcome.citations:
            show_citation(console, citation, f"[{citation.number}]")
        console.print()
        console.print(Text(footing_line(outcome), style="dim"))
        return
    console.print(Text(refusal_line(outcome), style="bold"))
    console.print(Text(next_step(outcome, TERMINAL)))
    if outcome.nearest is not None:
        console.print(Text(f"{nearest_label(outcome)}:", style="dim"))
        show_citation(console, outcome.nearest, "   ")


def show_citation(console: Console, citation: Citation, number: str) -> None:
    """The quote with its marked words, what its relative dates mean, then what is known of its article."""
    indent = len(number) + 1
    console.print()
    _indented(console, Text.assemble("“", _marked(console, citation), "”"), indent, number)
    if dates := dates_line(citation):
        _indented(console, Text(dates, style="dim"), indent)
    _indented(console, Text(citation.title, style="italic"), indent)
    publisher = citation.publisher or "unknown publisher"
    facts = (
        publisher,
        date_label(citation.published_at),
        page_label(citation),
        t("gone") if citation.gone else "",
    )
    _indented(console, Text(" · ".join(filter(None, facts)), style="dim"), indent)
    for remark in remarks(citation):
        _indented(console, Text(remark, style="yellow"), indent)
    if citation.url:
        _indented(console, Text(citation.url, style="dim"), indent)


def _indented(console: Console, text: Text, indent: int, label: str = "") -> None:
    """A hanging indent on a terminal; one unbroken line anywhere else, so that nothing is cut in a pipe."""
    if not console.is_terminal:
        console.print(Text.assemble(label.ljust(indent), text), soft_wrap=True)
        return
    grid = Table.grid()
    grid.add_column(width=indent)
    grid.add_column()
    grid.add_row(label, text)
    console.print(grid)


def _marked(console: Console, citation: Citation) -> Text:
    """Marked words stand out by style on a terminal, between ** anywhere else."""
    text = Text()
    for run, is_marked in citation.quote.parts:
        plain_mark = is_marked and not console.is_terminal
        text.append(f"**{run}**" if plain_mark else run, style=MARK_STYLE if is_marked else "")
    return text


def show_articles(console: Console, page: Page[ArticleInfo]) -> None:
    """A table of one page of articles."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "published", "publisher", "title", "version", "passages"):
        table.add_column(heading, overflow="fold" if heading == "title" else "ellipsis")
    for item in page.items:
        publisher = escape(item.publisher or "–")
        row = (str(item.id), date_label(item.published_at), publisher, _listed_title(item), str(item.version))
        table.add_row(*row, str(item.passages))
    console.print(table)
    shown = page.offset + len(page.items)
    if page.items and shown < page.total:
        console.print(f"{page.offset + 1}–{shown} of {page.total}; more with --offset {shown}", style="dim")


def _listed_title(item: ArticleInfo) -> str:
    return f"{escape(item.title)} ({t('gone')})" if item.gone_at else escape(item.title)


@contextmanager
def progress_bars(console: Console) -> Iterator[OnProgress]:
    """A bar for each stage of a long job; nothing but the bars is drawn, and they vanish at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def on_progress(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(progress.stage)
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield on_progress


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """What `--json` prints. Offsets are code points into the article's stored text. A doubtful answer does not count as
    answered: it has the keys of an answer, and `doubtful` and `certainty` say what it is. "corrected" is there only where
    a misspelt word was read as another one, "verdict" ("yes" or "no") only where a quote settles a question of that kind,
    "undecided" only where none does, "about" only where something was asked of the article itself, "values" only where
    other articles give a value that could be compared, "known_by" only where it was asked for as of a day."""
    data = _outcome_data(outcome)
    if isinstance(outcome, Answer) and outcome.verdict:
        data["verdict"] = outcome.verdict.value
    if isinstance(outcome, Answer) and outcome.undecided:
        data["undecided"] = True
    if isinstance(outcome, Answer) and outcome.about:
        about = asdict(outcome.about) | {"added_at": outcome.about.added_at.isoformat()}
        data["about"] = {name: value for name, value in about.items() if name != "of"}
    if outcome.corrected:
        data["corrected"] = [each._asdict() for each in outcome.corrected]
    if outcome.known_by:
        data["known_by"] = outcome.known_by.isoformat()
    if isinstance(outcome, Answer) and outcome.values:
        data["values"] = [_value_data(each) for each in outcome.values]
    return data


def _value_data(given: GivenValue) -> dict[str, Any]:
    """The `number` is that of the same quote among the answer's citations, or 0."""
    return {"value": given.words, "agreement": given.agreement.value, **citation_data(given.citation)}


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Answer):
        return {
            "answered": not outcome.doubtful,
            "doubtful": outcome.doubtful,
            "question": outcome.question,
            "answer": outcome.answer_text,
            "confidence": round(outcome.confidence, 3),
            "certainty": outcome.certainty.value,
            "as_of": outcome.as_of.isoformat() if outcome.as_of else None,
            "articles": outcome.articles,
            "origins": outcome.origins,
            "citations": [citation_data(citation) for citation in outcome.citations],
        }
    return {
        "answered": False,
        "doubtful": False,
        "question": outcome.question,
        "reason": outcome.reason.value,
        "message": refusal_line(outcome),
        "missing": list(outcome.missing),
        "since": outcome.since.isoformat() if outcome.since else None,
        "until": outcome.until.isoformat() if outcome.until else None,
        "nearest": citation_data(outcome.nearest) if outcome.nearest else None,
    }


def citation_data(citation: Citation) -> dict[str, Any]:
    """A citation, with the article and version that its offsets count in; "stood_on" and "changed_on" only of a version
    that stood on the day that was asked for."""
    quote, former = citation.quote, citation.former
    days = (
        {"stood_on": former.stood_on.isoformat(), "changed_on": former.changed_on.isoformat()}
        if former
        else {}
    )
    return {
        "number": citation.number,
        "quote": quote.text,
        "marks": [text for text, is_marked in quote.parts if is_marked],
        "title": citation.title,
        "publisher": citation.publisher,
        "published_at": citation.published_at,
        "page": citation.page,
        "url": citation.url,
        "correction": citation.correction,
        "gone": citation.gone,
        "copies": [asdict(copy) for copy in citation.copies],
        "article_id": quote.article_id,
        "version": quote.version,
        "start": quote.span.start,
        "end": quote.span.end,
        "mark_spans": [[mark.start, mark.end] for mark in quote.marks],
        "dates": [
            {"words": note.words, "means": note.means, "start": note.span.start, "end": note.span.end}
            for note in citation.dates
        ],
        **days,
    }


def show_verdict(console: Console, verdict: Verdict) -> None:
    """A block for each sentence that was checked, or what would be one."""
    if not verdict.findings:
        console.print(Text(t("claim-nothing-to-check"), style="bold"))
    for number, finding in enumerate(verdict.findings):
        if number:
            console.print()
        _show_finding(console, finding)
    for line in left_out_lines(verdict):
        console.print()
        console.print(Text(line, style="bold"))


def _show_finding(console: Console, finding: Finding) -> None:
    console.print(Text(finding.claim, style="italic"), soft_wrap=not console.is_terminal)
    console.print(Text(stance_line(finding), style="bold"))
    for difference in finding.differs:
        console.print(Text(difference_line(difference)))
    for citation in finding.citations:
        show_citation(console, citation, f"[{citation.number}]")
    if finding.nearest is not None:
        console.print(Text(f"{nearest_line(finding)}:", style="dim"))
        show_citation(console, finding.nearest, "   ")


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """What `check --json` prints. `start` and `end` of a finding are code points into the text as it is printed."""
    return {
        "text": verdict.text,
        "stance": verdict.stance.value,
        "findings": [_finding_data(each) for each in verdict.findings],
        "left_out": verdict.left_out,
        "unread": verdict.unread,
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    found = finding.stance is not Stance.NOT_FOUND
    return {
        "claim": finding.claim,
        "start": finding.span.start,
        "end": finding.span.end,
        "stance": finding.stance.value,
        "confidence": round(finding.confidence, 3) if found else None,
        "differs": [difference._asdict() for difference in finding.differs],
        "citations": [citation_data(citation) for citation in finding.citations],
        "nearest": citation_data(finding.nearest) if finding.nearest else None,
        "leaning": finding.leaning.value if finding.leaning else None,
    }
