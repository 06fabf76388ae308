"""What Discord adds to a text goes; what people mean stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.message_markup import plain
from tests.pumping import least

WHEN = "when is the contract expected?"
NAMES = {"@5": "Ann Baker", "@&6": "Reporters"}


@pytest.mark.parametrize(
    "text",
    [
        f"<@5> {WHEN}",
        f"<@!5>, {WHEN}",
        f"<@5> <@7> <@&6>: {WHEN}",
        "when is the contract expected <@5>?",
        "when is the contract expected, <@&6>?",
        f"{WHEN} <@5>",
        f"<#123> {WHEN}",
        "when is the <#123> contract expected?",
        f"</ask:123456789012345678> {WHEN}",
        f"</library add:123> {WHEN}",
        f"<id:customize> {WHEN}",
        f"https://discord.com/channels/1/2/3 {WHEN}",
        f"{WHEN} https://ptb.discordapp.com/channels/@me/2/3",
        f"<https://discord.com/channels/1/2/3> {WHEN}",
        f"{WHEN} https://tenor.com/view/waiting-gif-123",
        f"<:wave:123> {WHEN} <a:dance:456>",
        f"🚀 {WHEN} 👩🏽‍🚀❤️🇯🇵",
        "when is the 🚀 contract expected?",
        f":rocket: {WHEN} :thumbs_up:",
        f"@everyone {WHEN}",
        f"@here, {WHEN}".replace(",", ""),
        f"# {WHEN}",
        f"### {WHEN}",
        f"-# {WHEN}",
        f"> {WHEN}",
        f">>> {WHEN}",
        f"- {WHEN}",
        f"* {WHEN}",
        f"> # **{WHEN}**",
        f"**{WHEN}**",
        f"***{WHEN}***",
        f"*{WHEN}*",
        f"_{WHEN}_",
        f"__{WHEN}__",
        f"~~{WHEN}~~",
        f"||{WHEN}||",
        f"|| {WHEN} ||",
        f"`{WHEN}`",
        f"```\n{WHEN}\n```",
        f"```py\n{WHEN}\n```",
        "*when* is __the__ **contract** ||expected||?",
        "**__*when*__** is the contract expected?",
        "w\u200bhen is the con\u200dtract\u2060 expected?\ufeff",
        "when is the [contract](https://example.org/a) expected?",
        r"\*when\* is the contract expected?".replace(r"\*", ""),
    ],
)
def test_all_ways_of_asking_are_one_question(text: str) -> None:
    assert plain(text, NAMES) == WHEN


@pytest.mark.parametrize(
    "text",
    [
        "what is C# and C++?",
        "is 5 > 3 or 2 < 3?",
        "what does * mean?",
        "why is 3*4*5 written 3 * 4 * 5?",
        "what is snake_case_name in __init__.py and foo_bar_?",
        "does “quoted” 'text' \"stay\" at $5.30, 3 ~ 4 and ~5 %?",
        "is a || b the same as a | b?",
        "what costs €5 (5° C, №5, ㎡, ™, ®, B♭, a → b)?",
        "who is at ann@here.example and @reuters?",
        "what is #metoo about, and issue #5?",
        "see https://example.org/a_b_c?d=*e*",
        "is it <b>bold</b> or [1] (2)?",
        "نمی‌دانم",
        "契約はいつですか？",
        "2_000_000 or 2 000?",
        "is it at 10:30: or 10:45: sharp?",
    ],
)
def test_what_is_part_of_a_question_stays(text: str) -> None:
    assert plain(text, NAMES) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("did <@5> sign it?", "did Ann Baker sign it?"),
        ("who is <@5>?", "who is Ann Baker?"),
        ("what is said about <@&6>?", "what is said about Reporters?"),
        ("did <@99> sign it?", "did sign it?"),
        ("is it signed by <t:1700000000:D>?", "is it signed by 14 November 2023?"),
        ("what happened on <t:-86400>", "what happened on 31 December 1969"),
        ("and <t:999999999999>?", "and?"),
        ("see <https://example.org/a>", "see https://example.org/a"),
        (r"what does \*this\* mean", "what does *this* mean"),
        ("> said there\nand what is it here?", "said there\nand what is it here?"),
        ("1\ufe0f\u20e3 what", "1 what"),
    ],
)
def test_what_has_a_meaning_is_put_into_words(text: str, words: str) -> None:
    assert plain(text, NAMES) == words


@given(st.text())
def test_any_text_is_taken_and_a_second_time_changes_no_length_upwards(text: str) -> None:
    once = plain(text)
    assert len(plain(once)) <= len(once)


@pytest.mark.parametrize(
    "piece",
    [
        "<@",
        "<@5> ",
        "*",
        "**a ",
        "_",
        "||",
        "`",
        "[",
        "[a](http://b",
        "> ",
        "<t:1",
        "@here",
        "</a",
        "\\",
        "🚀",
        " ",
        "\n",
    ],
)
def test_the_time_it_takes_grows_with_the_text_only(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert least(lambda said: plain(said, NAMES), text) < 0.5
