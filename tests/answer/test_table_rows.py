"""Rows of tables: the asked row and the asked cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.candidates import asked_cell, asked_rows, sentences_of
from retrieval.answer.question import parse
from retrieval.types import Span
from tests.strategies import anything

from .test_answering import hits

ROWS = [
    "District: North | Anna Berg: 12,410 | Omar Diaz: 9,877",
    "District: South | Anna Berg: 8,001 | Omar Diaz: 15,320",
    "District: Harbour | Anna Berg: 3,900 | Omar Diaz: 4,118",
]
PROSE = "Omar Diaz said in the north that the count was fair."


def rows_for(question: str, *lines: str) -> list[str]:
    found = hits("Vote", "\n\n".join(lines))
    found_sentences = sentences_of(found, [[] for _ in found])
    return [sentence.text for sentence in asked_rows(parse(question), found_sentences)]


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How many votes did Omar Diaz get in the South district?", [ROWS[1]]),
        ("how many votes did anna berg get in the harbour district", [ROWS[2]]),
        ("How many votes did Omar Diaz get?", ROWS),
        ("Who won?", ROWS),
    ],
)
def test_the_row_that_is_asked_for(question: str, left: list[str]) -> None:
    assert rows_for(question, *ROWS, PROSE) == [*left, PROSE]


def test_rows_of_tables_with_other_columns_are_no_rivals() -> None:
    other = "South | 3"
    assert rows_for("How many boats are in the south?", *ROWS, other) == [ROWS[1], other]


@pytest.mark.parametrize(
    ("question", "mark", "value"),
    [
        ("How many votes did Omar Diaz get in the South district?", "8,001 | Omar Diaz: 15,320", "15,320"),
        (
            "How many votes did Anna Berg get in the South district?",
            "Anna Berg: 8,001 | Omar Diaz: 15,320",
            "8,001",
        ),
        ("How many votes did Omar Diaz get?", "15,320", "15,320"),
    ],
)
def test_a_mark_keeps_to_the_cell_that_is_asked_for(question: str, mark: str, value: str) -> None:
    at = ROWS[1].index(mark)
    found = asked_cell(parse(question), ROWS[1], Span(at, at + len(mark)))
    assert ROWS[1][found.start : found.end] == value


@given(anything, st.data())
def test_a_cell_lies_in_its_row(text: str, data: st.DataObject) -> None:
    row = f"{text} | {text}: x"
    start = data.draw(st.integers(0, len(row)))
    end = data.draw(st.integers(start, len(row)))
    found = asked_cell(parse(text), row, Span(start, end))
    assert 0 <= found.start <= found.end <= len(row)
