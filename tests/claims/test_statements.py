"""Which sentences of a chat message can be checked."""

# ruff: noqa: E501  # a row of a table is easier to read whole
from __future__ import annotations

import pytest
from hypothesis import given

from retrieval.claims.statements import MAX_CHARACTERS, MAX_STATEMENTS, MAX_WORDS, claimed, statements
from retrieval.text import normalise
from tests.strategies import anything, lines


@given(anything | lines)
def test_any_message_is_read_and_its_statements_stand_in_it(message: str) -> None:
    text = normalise(message)
    found = statements(text)
    assert len(found) <= MAX_STATEMENTS
    at = 0
    for each in found:
        assert at <= each.span.start < each.span.end <= len(text)
        at = each.span.end
        assert len(each.text.split()) <= MAX_WORDS * 2


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("hey guys, did you know that Japan will buy 400 missiles? lol", ["Japan will buy 400 missiles"]),
        ("**Breaking**: Japan signed it on May 5. Great! What do you think?", ["Japan signed it on May 5."]),
        ("<@123> I heard that the old bridge closed in 2021 https://a.example/b?c", ["the old bridge closed in 2021"]),
        ("US officials said the deal is off.", ["US officials said the deal is off."]),
        ("> Kyoto hosted the treaty\nno, Tokyo hosted the treaty", ["Kyoto hosted the treaty", "Tokyo hosted the treaty"]),
        ("`rm -rf Kyoto treaty` ||Tokyo hosted the __treaty__||", ["Tokyo hosted the treaty"]),
        ("i heard the old bridge is shut for good", ["the old bridge is shut for good"]),
        ("no ferries are planned in Alder", ["no ferries are planned in Alder"]),
        ("no. Kyoto hosted the treaty", ["Kyoto hosted the treaty"]),
        ("i heard about the old bridge", []),
        ("i heard from a friend that the old bridge closed", []),
        ("the us closed its embassy in Alder", ["the us closed its embassy in Alder"]),
        ("they sold us the old bridge", []),
        ("did the bridge close in 2021?", []),
        ("I think the bridge closed in 2021.", []),
        ("if the bridge closes the ferry is full", []),
        ("look at this old bridge", []),
        ("you should close the old bridge", []),
        ("It closed in May.", []),
        ("hello", []),
        ("thanks!", []),
        ("@everyone @here :wave: <:bridge:123>", []),
        ("", []),
    ],
)  # fmt: skip
def test_by_example(message: str, found: list[str]) -> None:
    assert [each.text for each in statements(message)] == found


def test_a_pronoun_leans_on_the_statement_before() -> None:
    first, second = statements("The bridge closed in May. It has cracks in three pillars.")
    assert (first.context, second.context) == ("", "The bridge closed in May.")


def test_a_long_message_is_bounded() -> None:
    message = " ".join(f"The bridge number {n} closed in May." for n in range(1000))
    found = claimed(message)
    assert len(found.statements) == MAX_STATEMENTS
    assert found.left_out == message[:MAX_CHARACTERS].count("May.") - MAX_STATEMENTS
    assert MAX_CHARACTERS - 40 < len(message) - found.unread <= MAX_CHARACTERS
    assert message[-found.unread :].startswith("The bridge number"), "no half sentence is checked"
    assert statements("x " * MAX_CHARACTERS + "The bridge closed in May.") == ()


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("The bridge closed in May. " * 1000, ["The bridge closed in May."]),
        ("The bridge closed in May. The BRIDGE closed in May! Really. The bridge closed in May", ["The bridge closed in May."]),
        ("The bridge closed in May. It has cracks in three pillars. It has cracks in three pillars. The ferry sank. It has cracks in three pillars.", ["The bridge closed in May.", "It has cracks in three pillars.", "The ferry sank.", "It has cracks in three pillars."]),
        ("The bridge closed in May. The ferry sank twice. The bridge closed in May. It has cracks in three pillars.", ["The bridge closed in May.", "The ferry sank twice.", "It has cracks in three pillars."]),
    ],
)  # fmt: skip
def test_what_is_said_again_counts_once(message: str, found: list[str]) -> None:
    claims = claimed(message)
    assert [each.text for each in claims.statements] == found
    assert claims.left_out == 0


def test_a_pronoun_after_a_repeated_statement_leans_on_that() -> None:
    claims = statements(
        "The bridge closed in May. The ferry sank twice. The bridge closed in May. It has cracks in three pillars."
    )
    assert claims[-1].context == "The bridge closed in May."
