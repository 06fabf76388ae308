"""Keywords become the question that they stand for; sentences, names and other languages stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given

from retrieval.answer.question import Kind, parse
from retrieval.search.keyword_query import as_follow_up, as_question
from tests.strategies import anything


@pytest.mark.parametrize(
    ("typed", "question", "kind"),
    [
        ("boars head death toll", "how many people died in boars head?", Kind.HOW_MANY),
        ("deaths in the flood?", "how many people died in flood?", Kind.HOW_MANY),
        ("price of the iphone 15", "how much does iphone 15 cost?", Kind.HOW_MUCH),
        ("costco membership price", "how much does costco membership cost?", Kind.HOW_MUCH),
        ("gta 6 release date?", "when is the release date of gta 6?", Kind.WHEN),
        ("emmys date", "when is the date of emmys?", Kind.WHEN),
        ("boeing strike reason", "why boeing strike?", Kind.WHY),
        ("winner eurovision", "who won eurovision?", Kind.WHO),
        ("ceo boeing", "who is the ceo of boeing?", Kind.WHO),
        ("emmy best comedy nominees", "who are the nominees of emmy best comedy?", Kind.WHO),
        ("abe shooting suspect name", "what is the name of abe shooting suspect?", Kind.WHO),
        ("pride arrests location", "where is pride arrests?", Kind.WHERE),
        ("ronnie stout age", "how old is ronnie stout?", Kind.HOW_MANY),
        ("copa america score", "what is the score of copa america?", Kind.HOW_MANY),
        ("total acres burned", "how many acres burned?", Kind.HOW_MANY),
        ("rainbow toys crackdown country", "which country rainbow toys crackdown?", Kind.WHERE),
        ("nichelle nichols role", "which role nichelle nichols?", Kind.WHICH),
    ],
)
def test_keywords_become_a_question(typed: str, question: str, kind: Kind) -> None:
    assert as_question(typed) == question
    assert parse(question).kind is kind


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "price",
        "death toll",
        "mexico city",
        "rhode island",
        "date palm",
        "ice age",
        "retirement age",
        "crew dragon launch",
        "president biden ukraine trip",
        "boeing cuts jobs",
        "what was the score",
        "i heard they raised the price",
        "is it the final score",
        "the mayor said the price and the date",
        "¿total de muertos?",
        "Кто основал McKinsey & Company",
        "gas, oil, price",
        "a b c d e f g h price",
    ],
)
def test_everything_else_stays_as_it_is(typed: str) -> None:
    assert as_question(typed) == typed


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("score?", "what is the score?"),
        ("the price", "how much does it cost?"),
        ("Reason?", "why?"),
        ("death toll", "how many people died?"),
        ("location", "where is it?"),
        ("winner", "who won?"),
        ("why", "why"),
        ("price of oil", "price of oil"),
        ("name", "name"),
    ],
)
def test_a_word_for_the_thing_asked_goes_on_from_a_conversation(typed: str, question: str) -> None:
    assert as_follow_up(typed) == question


@given(anything)
def test_any_text_is_taken(text: str) -> None:
    as_question(text)
    as_follow_up(text)
    as_question(f"{text[:40]} price")
