"""What a message says and asks, without its markup."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import discord
import pytest

from bot.text.message_text import QUESTION_LIMIT, question_in, text_of


def message(content: str, forwarded: str | None = None) -> discord.Message:
    snapshots = [] if forwarded is None else [SimpleNamespace(content=forwarded)]
    return cast(
        discord.Message,
        SimpleNamespace(content=content, message_snapshots=snapshots, mentions=[], guild=None),
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<@123> when is it?", "when is it?"),
        ("> **quoted** words\nand _mine_", "quoted words\nand mine"),
        ("see [the page](https://example.org/x) <:wave:12> now", "see the page now"),
        ("||hidden|| `code` ~~gone~~", "hidden code gone"),
        ("# Heading\n\n\ntext", "Heading\ntext"),
        ("<t:1700000000:R> <#5> <@&6> </ask:7>", "14 November 2023"),
        ("  \n ", ""),
        ("https://example.org/a_b?c=1", "https://example.org/a_b?c=1"),
    ],
)
def test_markup_goes_and_words_stay(content: str, text: str) -> None:
    assert text_of(message(content)) == text


def test_a_forwarded_message_says_what_the_original_said() -> None:
    assert text_of(message("", "It is **so**.")) == "It is so."
    assert text_of(message("my own words", "It is so.")) == "my own words"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Hi all. When is the U.S. deal expected? I think soon!", "When is the U.S. deal expected?"),
        ("Is it so?\nOr so?", "Is it so?"),
        ("“Is it 3.5 percent?” he asked", "Is it 3.5 percent?"),
        ("日本はいつ契約しますか？それと", "日本はいつ契約しますか？"),
        ("Sunny day. see https://x.org/a?b=1", "Sunny day. see https://x.org/a?b=1"),
        ("What?! No way.", "What?"),
        ("The contract is expected in May.", "The contract is expected in May."),
    ],
)
def test_the_first_question_alone(text: str, question: str) -> None:
    assert question_in(text) == question


def test_a_long_text_without_a_question_is_bounded() -> None:
    asked = question_in("It says so. " * 200)
    assert len(asked) <= QUESTION_LIMIT
    assert asked.endswith("…")
    assert len(question_in("x" * 3000 + "?")) <= QUESTION_LIMIT
