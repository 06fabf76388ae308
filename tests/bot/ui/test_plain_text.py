"""Embeds as plain messages: everything that an embed says, in order, whole, within Discord's limits."""

from __future__ import annotations

import re
from itertools import pairwise

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.markup import escape, quoted, size
from bot.ui.embeds import outcome_embed
from bot.ui.plain_text import MESSAGE_LIMIT, embed_as_text
from retrieval import Answer, Reason, Refusal

from ..samples import SENTENCE, TITLE, citation, tomahawk


def words_of(messages: list[str]) -> str:
    """What is read, without markup, marks of a cut and space."""
    text = "\n".join(messages)
    text = re.sub(r"^(> |-# )", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<!\\)\*\*", "", text)
    return re.sub(r"[\s…]", "", text)


def test_an_answer_says_first_what_was_asked_for_and_then_proves_it() -> None:
    (message,) = embed_as_text(outcome_embed(tomahawk()))
    lines = message.split("\n\n")
    assert lines[0] == "**April 1**"
    assert lines[1].startswith("> Officials expect")
    assert "starts on **April 1**" in lines[1]
    assert lines[3].startswith(f"**[1] [2]** {TITLE}")
    assert lines[4].startswith("-# Sure · As of")


def test_a_refusal_keeps_its_step_and_the_nearest_passage_under_its_heading() -> None:
    refusal = Refusal("q", Reason.NOT_ANSWERED, nearest=citation(1))
    (message,) = embed_as_text(outcome_embed(refusal))
    assert message.index("My articles touch on that") < message.index("probably not an answer")
    assert f"> {SENTENCE}" in message


def test_five_long_quotes_take_several_messages_and_lose_nothing() -> None:
    long = tuple(citation(n, f"Sentence {n} says so. " * 60, f"Sentence {n} says") for n in range(1, 6))
    embed = outcome_embed(Answer("q", long, confidence=0.9))
    messages = embed_as_text(embed)
    assert len(messages) > 1
    assert all(size(message) <= MESSAGE_LIMIT for message in messages)
    assert "".join(messages).count("[5]**") == 2


def test_a_quote_that_is_cut_says_so_on_both_sides() -> None:
    quote = "\n".join(f"Line {n} of the quote." for n in range(200))
    messages = embed_as_text(discord.Embed(description=quoted([(quote, False)], 4096)))
    assert len(messages) > 1
    for before, after in pairwise(messages):
        assert before.endswith("…")
        assert after.startswith("> …")


@pytest.mark.parametrize("text", ["字" * 4000, "w" * 4000, "\\*" * 2000, "😀" * 2000, "a**b** " * 550])
def test_text_without_a_place_to_cut_is_cut_all_the_same(text: str) -> None:
    messages = embed_as_text(discord.Embed(description=f"> {text}"))
    assert all(size(message) <= MESSAGE_LIMIT for message in messages)
    assert words_of(messages) == words_of([text])
    assert all(re.sub(r"\\.", "", message).count("**") % 2 == 0 for message in messages)


@given(
    st.lists(st.tuples(st.text(max_size=900), st.booleans()), min_size=1, max_size=6), st.text(max_size=200)
)
def test_any_quote_fits_and_every_word_of_it_is_there(runs: list[tuple[str, bool]], footer: str) -> None:
    description = quoted(runs, 4096)
    embed = discord.Embed(title=escape(footer)[:250], description=description)
    messages = embed_as_text(embed)
    assert all(size(message) <= MESSAGE_LIMIT for message in messages)
    # every character of the text is sent once, however it was cut
    unescaped = re.sub(r"[\s…*\\>#-]", "", "".join(messages))
    assert unescaped == re.sub(r"[\s…*\\>#-]", "", escape(footer)[:250] + description)
