"""A mark never cuts off the denial before it, nor, in an answer to a question of yes or no, a negation of its clause.
Words without a name do not say who, and words without a number not how many.
"""

from __future__ import annotations

import pytest

from retrieval.answer.features import counts_nothing, names_nobody
from retrieval.answer.question import Kind, parse
from retrieval.answer.spans import with_denial, with_denial_before
from retrieval.types import Span


@pytest.mark.parametrize(
    ("text", "marked", "longer"),
    [
        ("The union decided not to endorse Harris, it said.", "endorse Harris", "not to endorse Harris"),
        ("The union did not endorse her, it said.", "The union did", "The union did not endorse her"),
        ("The union didn’t endorse her.", "endorse", "didn’t endorse"),
        ("The union endorsed nobody", "The union endorsed", "The union endorsed nobody"),
        ("It was not late, the union endorsed her.", "endorsed her", "endorsed her"),
        ("The union did not endorse her.", "did not endorse", "did not endorse"),
        ("The union endorsed her.", "endorsed", "endorsed"),
    ],
)
def test_a_mark_takes_in_the_negation_of_its_clause(text: str, marked: str, longer: str) -> None:
    start = text.index(marked)
    found = with_denial(text, Span(start, start + len(marked)))
    assert text[found.start : found.end] == longer


@pytest.mark.parametrize(
    ("text", "marked", "longer"),
    [
        ("Stout denied claims he pushed a car.", "he pushed a car", "denied claims he pushed a car"),
        ("She denies that she took money.", "took money", "denies that she took money"),
        ("The firm rejected reports of a sale.", "a sale", "rejected reports of a sale"),
        ("They did not endorse Harris.", "endorse Harris", "not endorse Harris"),
        ("It was never to be sold.", "sold", "never to be sold"),
        ("It was not only Harris who came.", "Harris", "Harris"),
        ("Nobody had asked. Harris came.", "Harris", "Harris"),
    ],
)
def test_a_mark_takes_in_the_denial_right_before_it(text: str, marked: str, longer: str) -> None:
    start = text.index(marked)
    found = with_denial_before(text, Span(start, start + len(marked)))
    assert text[found.start : found.end] == longer


@pytest.mark.parametrize("asked", ["did", "didn't", "isn’t", "won't", "can't", "has", "hasn’t"])
def test_what_asks_for_yes_or_no(asked: str) -> None:
    assert parse(f"{asked} the strike end?").kind is Kind.YES_NO


@pytest.mark.parametrize(
    ("answer", "nobody"),
    [
        ("Thursday", True),
        ("on Thursday", True),
        ("II", True),
        ("the US", False),
        ("WHO", False),
        ("May", False),
    ],
)
def test_a_day_or_a_number_names_nobody(answer: str, nobody: bool) -> None:
    assert names_nobody(answer) is nobody


@pytest.mark.parametrize(
    ("question", "marked", "counts"),
    [
        ("how old is the probe?", "its twin", False),
        ("how much did they pay?", "the district", False),
        ("how much did they pay?", "$5", True),
        ("how many survived?", "nobody", True),
        ("how many came?", "several hundred people", True),
        ("how many came?", "a dozen", True),
        ("how many came?", "", True),
        ("who came?", "its twin", True),
    ],
)
def test_a_number_is_asked_and_the_words_have_one(question: str, marked: str, counts: bool) -> None:
    assert counts_nothing(parse(question), marked) is not counts
