"""What reads like a question that nobody addressed to the bot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.addressing import asks


@pytest.mark.parametrize(
    "text",
    [
        "when is the contract expected?",
        "Who signed it",
        "is that so? I doubt it",
        "so … “when?”",
        "**why?**",
        "||really?||",
        "¿cuándo se firma?",
        "Cuándo se firma",
        "Wann wird unterschrieben",
        "契約はいつですか？",
        "契約はいつですか。",
        "متى؟",
    ],
)
def test_questions(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello all",
        "see https://example.org/?page=2",
        "https://example.org/a?b",
        "that is whatever",
        "",
        "  ",
        "I know when it is",
        "lol",
    ],
)
def test_remarks(text: str) -> None:
    assert not asks(text)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert asks(text) in (True, False)
