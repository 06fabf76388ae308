"""Figures of each kind of question."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from retrieval import Answer, YesNo
from retrieval.evaluation.cli import show_figures
from retrieval.evaluation.figures import YesNoCounts, by_kind, figures, trust, yes_no_counts
from retrieval.evaluation.judge import Record
from retrieval.evaluation.run import Evaluation, SetResult

from .small import asked, record

RECORDS = [
    record(asked(type="when"), {"a": True}),
    record(asked(type="who"), {"b": False, "c": True}, confidence=0.4),
    record(asked(type="who"), {"d": True, "e": False}),
    record(asked(type="list", answer_groups=(("f",), ("g",))), {"f": True, "g": True}),
    record(asked(type="list", answer_groups=(("f",), ("g",))), {"f": True}),
    record(asked(type="yes_no", yes_no="no"), {"h": True}),
    record(asked(type="riddle"), {"i": False}),
    record(asked(), {}),
    record(asked(answerable=False, type="who"), {"j": False}, confidence=0.4),
    record(asked(answerable=False, type="chitchat"), {}),
    record(asked(answerable=False, type="absent"), {"k": False}),
]


def test_a_row_for_each_group_and_each_of_its_types() -> None:
    rows = by_kind(RECORDS, 0.5)
    assert [(row.group, row.type, row.n) for row in rows] == [
        ("facts", None, 3),
        ("facts", "who", 2),
        ("facts", "when", 1),
        ("open kinds", None, 3),
        ("open kinds", "yes_no", 1),
        ("open kinds", "list", 2),
        ("other kinds", None, 2),
        ("other kinds", "riddle", 1),
        ("not answerable", None, 3),
        ("not answerable", "absent", 1),
        ("not answerable", "chitchat", 1),
        ("not answerable", "who", 1),
    ]
    who, lists, refused = rows[1], rows[5], rows[8]
    assert (who.quote_at_1, who.quote_at_3, who.shown, who.all_items) == (0.5, 1.0, 0.5, None)
    assert (lists.all_items, rows[3].all_items) == (0.5, 0.5)
    assert (refused.quote_at_1, refused.quote_at_3) == (None, None)
    assert refused.shown == pytest.approx(1 / 3)
    assert [(row.type, row.decided) for row in rows if row.decided is not None] == [
        (None, 0.0),
        ("yes_no", 0.0),
    ]
    assert {row.decided_right for row in rows} == {None}


def told(said: YesNo, confidence: float = 1.0, **fields: Any) -> Record:
    """A question that is told this."""
    made = record(asked(**fields), {"a": True}, confidence)
    assert isinstance(made.outcome, Answer)
    return replace(made, outcome=replace(made.outcome, verdict=said))


VERDICTS = [
    told(YesNo.NO, type="yes_no", yes_no="no"),
    told(YesNo.YES, type="yes_no", yes_no="no"),
    told(YesNo.YES, 0.4, type="yes_no", yes_no="yes"),  # below the threshold
    told(YesNo.YES, answerable=False, type="false_premise"),
    told(YesNo.YES, type="who"),  # the set does not say what is right
    record(asked(type="yes_no", yes_no="yes"), {"b": True}),
]


def test_yes_and_no_are_counted() -> None:
    assert yes_no_counts(VERDICTS, 0.5) == YesNoCounts(asked=4, decided=2, right=1, undue=1)
    rows = {row.type: row for row in by_kind(VERDICTS, 0.5)}
    assert (rows["yes_no"].decided, rows["yes_no"].decided_right) == (0.5, 0.5)
    assert (rows["false_premise"].decided, rows["false_premise"].decided_right) == (None, 0.0)
    assert "small: 2 of 4 questions of yes or no decided, 1 rightly. Said to 1 question without" in printed(
        VERDICTS
    )
    assert "decided" not in printed([RECORDS[0]])


def test_what_is_shown_and_what_is_not_over_all() -> None:
    over_all = figures(RECORDS, 0.5)
    assert (over_all.coverage, over_all.nothing_shown) == (0.75, 0.25)
    assert over_all.wrongly_answered == pytest.approx(1 / 3)


def printed(records: list[Record]) -> str:
    result = SetResult("small", "", 1, tuple(records), figures(records, 0.5))
    console = Console(file=io.StringIO(), width=200)
    show_figures(console, Evaluation("model", 0.5, (result,), trust(records, 0.5)))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_kinds_are_printed_where_there_are_several() -> None:
    table = printed(RECORDS)
    assert "Nothing shown though answerable: 25.0%. Answered though not answerable: 33.3%." in table
    assert [line.split("|")[1].strip() for line in table.splitlines() if "who" in line] == ["who", "who"]
    assert "yes or no" in table
    assert [text.count("quote @1") for text in (table, printed([RECORDS[0], RECORDS[9]]))] == [2, 1]
