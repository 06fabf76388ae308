"""Rows of tables as evidence: which row of a table a question asks for, and which cell of a row. Pure.

A row reads "District: South | Anna Berg: 8,001 | Omar Diaz: 15,320".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..text import CELL
from ..types import Span
from .lexis import stem, stems
from .question import Question
from .shortlist import Sentence

_PAIR = ": "


def asked_rows(question: Question, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences without those rows of a table that another row answers more exactly, because it holds all the words
    of the question that they hold and more: the row of the south where a number of the south is asked for."""
    asked = frozenset(map(stem, question.focus))
    held: dict[tuple[int, int], dict[int, frozenset[str]]] = defaultdict(dict)
    for place, sentence in enumerate(found):
        if table := _table(sentence):
            held[table][place] = asked & stems(sentence.text)
    passed_over = {
        place
        for rows in held.values()
        for place, own in rows.items()
        if any(own < other for other in rows.values())
    }
    return [sentence for place, sentence in enumerate(found) if place not in passed_over]


def _table(sentence: Sentence) -> tuple[int, int] | None:
    """The article and the number of columns, for a row of a table."""
    cells = sentence.text.count(CELL)
    return (sentence.hit.article.id, cells) if cells else None


def asked_cell(question: Question, row: str, mark: Span) -> Span:
    """A mark that lies across several cells of a row, kept to the value of the cell with most of the question's words."""
    if CELL not in row[mark.start : mark.end]:
        return mark
    asked = frozenset(map(stem, question.focus))
    crossed = [cell for cell in _cells(row) if cell.start < mark.end and mark.start < cell.end]
    best = max(crossed, key=lambda cell: len(asked & stems(row[cell.start : cell.end])), default=mark)
    value = row.find(_PAIR, best.start, best.end)
    return best if value < 0 else Span(value + len(_PAIR), best.end)


def _cells(row: str) -> Iterator[Span]:
    start = 0
    for cell in row.split(CELL):
        yield Span(start, start + len(cell))
        start += len(cell) + len(CELL)
