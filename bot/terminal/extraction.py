"""How well pages become articles, as a terminal shows it, and as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from retrieval import DateFigures, Extraction, TextFigures, figure_text

from ..text.phrases import counted

TEXT_NOTE = (
    "A string that the article must hold and holds is a true positive, one it must hold and does not a false negative, "
    "one it must not hold and holds a false positive. Lost: what trafilatura keeps of the article and this does not."
)
DATE_NOTE = (
    "Pages that state one day in JSON-LD datePublished and article:published_time: the day each gives, then the same "
    "pages with all dates of JSON-LD and meta tags taken out. Made up: on all pages, a day that is nowhere in them."
)


def show_extraction(console: Console, extraction: Extraction) -> None:
    """A table of texts and one of dates, each with how it is counted; in a pipe, Markdown."""
    texts = _table(console, ("text of", "from"), ("precision", "recall", "F1", "found", "residue", "lost"))
    for text in extraction.texts:
        texts.add_row(text.system, text.given, *_text_cells(text))
    console.print(texts)
    console.print(Text(f"{counted(extraction.pages, 'page')}. {TEXT_NOTE}", style="dim"))
    headings = ("right", "wrong", "none", "hidden: right", "wrong", "none", "made up")
    dates = _table(console, ("date of",), headings)
    for date in extraction.dates:
        dates.add_row(date.system, *_date_cells(date, extraction.dated))
    console.print(dates)
    console.print(Text(f"{counted(extraction.dated, 'page')}. {DATE_NOTE}", style="dim"))


def _table(console: Console, names: tuple[str, ...], figures: tuple[str, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else box.MARKDOWN, header_style="bold")
    for heading in names:
        table.add_column(heading, no_wrap=True)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=not console.is_terminal)
    return table


def _text_cells(text: TextFigures) -> list[str]:
    shares = [figure_text("share", share) for share in (text.precision, text.recall, text.f1)]
    found = f"{text.found} of {text.found + text.missing}"
    residue = f"{text.residue} of {text.residue + text.clean}"
    return [*shares, found, residue, str(text.lost)]


def _date_cells(date: DateFigures, dated: int) -> list[str]:
    counts = [date.right, date.wrong, date.silent, date.hidden_right, date.hidden_wrong, date.hidden_silent]
    shares = (figure_text("share", count / dated if dated else None) for count in counts)
    return [*shares, str(date.invented)]


def extraction_data(extraction: Extraction) -> dict[str, Any]:
    """What `eval extract --json` prints: counts of strings and pages, shares in [0, 1], null where there is none."""
    texts = [
        {**asdict(text), "precision": text.precision, "recall": text.recall, "f1": text.f1}
        for text in extraction.texts
    ]
    dates = [asdict(date) for date in extraction.dates]
    return {"pages": extraction.pages, "dated": extraction.dated, "texts": texts, "dates": dates}
