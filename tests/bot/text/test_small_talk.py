"""Small talk is told from questions, in every language, and taken off where it stands around one."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import message_markup
from bot.text import small_talk as small_talk_module
from bot.text.locale import languages
from bot.text.small_talk import Talk, small_talk, without_courtesy
from tests.pumping import least, ways

WHEN = "when is the contract expected?"
OWN = ("Dateline", "News Desk")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", Talk.HELLO),
        ("Hello there!!", Talk.HELLO),
        ("heyyyy", Talk.HELLO),
        ("hey Dateline", Talk.HELLO),
        ("good morning, news desk", Talk.HELLO),
        ("What can you do?", Talk.HELLO),
        ("help", Talk.HELLO),
        ("?", Talk.HELLO),
        ("???", Talk.HELLO),
        ("…", Talk.HELLO),
        (":)", Talk.HELLO),
        ("bot?", Talk.HELLO),
        ("Hallo zusammen", Talk.HELLO),
        ("Wie geht’s?", Talk.HELLO),
        ("¡Hola! ¿Qué tal?", Talk.HELLO),
        ("こんにちは！", Talk.HELLO),
        ("thanks :D", Talk.THANKS),
        ("ok, thank you so much!", Talk.THANKS),
        ("thx bot", Talk.THANKS),
        ("Vielen Dank!", Talk.THANKS),
        ("muchas gracias", Talk.THANKS),
        ("ありがとうございます。", Talk.THANKS),
        ("ok", Talk.REACTION),
        ("OKAY.", Talk.REACTION),
        ("lol", Talk.REACTION),
        ("hahahaha", Talk.REACTION),
        ("jajaja", Talk.REACTION),
        ("wwww", Talk.REACTION),
        ("good bot", Talk.REACTION),
        ("alles klar", Talk.REACTION),
        ("vale, perfecto", Talk.REACTION),
        ("なるほど", Talk.REACTION),
        ("I see…", Talk.REACTION),
    ],
)
def test_small_talk(text: str, kind: Talk) -> None:
    assert small_talk(text, OWN) is kind


@pytest.mark.parametrize(
    "text",
    [
        WHEN,
        "why?",
        "who?",
        "and where?",
        "hi, who signs it?",
        "thanks, and when?",
        "Hello Kitty",
        "Good Morning America",
        "the Bay of Pigs",
        "2+2?",
        "contract?",
        "契約は？",
        "what about Australia?",
        "Tomahawk",
        "ok computer",
        "what can you do about inflation?",
    ],
)
def test_no_small_talk(text: str) -> None:
    assert small_talk(text, OWN) is None


@pytest.mark.parametrize(
    "text",
    [
        f"hey bot, {WHEN}",
        f"Hey Bot {WHEN}",
        f"hi Dateline! {WHEN}",
        f"Dateline, {WHEN}",
        f"@ann.b, {WHEN}",
        f"News Desk: {WHEN}",
        f"hello everyone, {WHEN}",
        f"hey Anna, {WHEN}",
        f"hi there – {WHEN}",
        f"hey {WHEN}",
        f"please {WHEN}",
        f"Hello! {WHEN} Thanks in advance".replace(" in advance", "!"),
        f"Good morning all.\n{WHEN}\nThank you so much!!",
        f"{WHEN} thanks!",
        "when is the contract expected, bot?",
        "when is the contract expected please?",
        "when is the contract expected, please, Dateline?",
        f"Hallo Bot, {WHEN}",
        f"Hola a todos: {WHEN}",
        f"こんにちは、{WHEN}",
        f"ボットさん、{WHEN}",
        f"ok. {WHEN} lol",
    ],
)
def test_a_question_is_freed_of_courtesy(text: str) -> None:
    assert without_courtesy(text, OWN) == WHEN


@pytest.mark.parametrize(
    "text",
    [
        WHEN,
        "Hello Kitty is from which year?",
        "Good Morning America began when?",
        "Bot Technologies was founded when?",
        "who said please?",
        "who said hello?",
        "is he a friend?",
        "Please Please Me is by whom?",
        "All Things Considered airs when?",
        "what do people do, and why?",
        "thanks",
        "hi bot",
        "Anna, when is it?",
        "",
        "Is it so? No reason was given.",
    ],
)
def test_what_belongs_to_a_question_stays(text: str) -> None:
    assert without_courtesy(text, OWN) == text


@given(st.text())
def test_any_text_is_taken_and_words_are_only_left_out(text: str) -> None:
    small_talk(text, OWN)
    assert without_courtesy(text, OWN) == text or len(without_courtesy(text, OWN)) < len(text)


@pytest.mark.parametrize(
    "piece", ["hi ", "hi. ", "ha", "please ", "bot, ", "x", "? ", "\n", ":) ", "w", "a.", "hey A, "]
)
@pytest.mark.parametrize("length", [1_900, 3_900, 20_000])
def test_the_time_it_takes_grows_with_the_text_only(piece: str, length: int) -> None:
    text = piece * (length // len(piece))
    assert least(lambda said: (small_talk(said, OWN), without_courtesy(said, OWN)), text) < 0.5


def test_every_language_says_thanks_in_its_own_words() -> None:
    said = {"en": "thank you", "de": "danke", "es": "gracias", "ja": "ありがとう"}
    assert {language: small_talk(said[language]) for language in languages()} == dict.fromkeys(
        said, Talk.THANKS
    )


@pytest.mark.parametrize("module", [message_markup, small_talk_module], ids=lambda module: module.__name__)
def test_every_pattern_is_linear(module: ModuleType) -> None:
    patterns = [each for each in vars(module).values() if isinstance(each, re.Pattern)]
    assert len(patterns) >= 7
    pieces = [
        " ",
        "\n",
        "a",
        ",",
        ":",
        "*",
        "_",
        "<",
        "</a",
        "<@",
        "> ",
        "- ",
        "[",
        "[a](http://b",
        "http://",
    ]
    pieces += ["http://*", ":-(", "ha"]
    for pattern in patterns:
        for piece in pieces:
            text = piece * (20_000 // len(piece))
            found = ways(pattern)["finditer"]
            assert least(found, f"{text}\x00") < 0.5, (pattern.pattern, piece)
