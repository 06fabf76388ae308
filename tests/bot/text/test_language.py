"""Every sentence exists in every language, says the same facts, and is used; and the languages are told apart as Discord
does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.text.errors import CORE, key_of
from bot.text.locale import (
    all_of,
    day_in_words,
    day_of_year_in_words,
    language_name,
    language_of,
    languages,
    listed,
    month_in_words,
    t,
    using_locale,
)
from retrieval import DatelineError
from tests.own_code import CODE, tree

from .sentences import BUILT, NOUNS, built, calls, headings, literals, said_in_code, sentences, texts_in_code

OTHERS = tuple(name for name in languages() if name != "en")
FREE = {"meaning-weekend", "span-within-month", "span-within-year", "span-across-years"}
"""Of two days, each in three forms, a language takes those that it writes."""
ENGLISH_WORDS = re.compile(
    r"\b(the|is|are|and|please|this|that|with|not|you|of|it|again|to)\b", re.IGNORECASE
)
LEFT_IN_CODE = {
    "preferences.py": "says what a value must be, as pydantic does: the cause of an error, not a sentence",
}
IN_ENGLISH = {"terminal", "cli", "login", "logs", "monitoring"}
"""What only those who run the bot see."""


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_of_english_with_the_same_facts(language: str) -> None:
    english, other = sentences("en"), sentences(language)
    assert sorted(english.keys() - other.keys()) == [], f"add these keys to bot/text/{language}.ftl"
    assert sorted(other.keys() - english.keys()) == [], f"English lacks these keys of {language}.ftl"
    for key, facts in other.items():
        if key not in FREE:
            assert english[key].shown <= facts.shown | facts.chosen, f"{language}: {key} lost a fact"
            assert facts.shown | facts.chosen <= english[key].shown | english[key].chosen, (
                f"{language}: {key}"
            )


@pytest.mark.parametrize("language", OTHERS)
def test_the_topics_stand_in_the_same_order(language: str) -> None:
    assert headings(language) == headings("en")
    assert list(sentences(language)) == list(sentences("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left(language: str) -> None:
    english = sentences("en")
    for key, sentence in sentences(language).items():
        text = " ".join(sentence.words)
        assert not ENGLISH_WORDS.search(text), f"{language}: {key}: {text}"
        if len(text.split()) > 3:
            assert sentence.words != english[key].words, f"{language}: {key} is not translated"


def test_every_sentence_the_code_asks_for_exists() -> None:
    english = sentences("en")
    said = {key: place for key, place in said_in_code().items() if "{}" not in key}
    assert {key: place for key, place in said.items() if key not in english} == {}, "add to bot/text/*.ftl"
    made = {key: place for key, place in said_in_code().items() if "{}" in key and key not in BUILT}
    assert made == {}, "declare in BUILT what stands for {}"
    assert sorted(built() - english.keys()) == []


def test_every_noun_that_is_counted_is_known() -> None:
    nouns = {noun for call, _ in calls("counted") for noun in literals(call.args[1])}
    assert nouns == set(NOUNS)


def test_every_sentence_is_said_somewhere() -> None:
    """Texts of commands are looked after in test_command_texts; "locale" and the name are about the file itself."""
    by_class = {key_of(kind) for kind in CORE if issubclass(kind, DatelineError)}
    used = texts_in_code() | built() | by_class
    of_commands = re.compile(r"(command|menu|choice)-")
    unused = {key for key in sentences("en") if key not in used and not of_commands.match(key)}
    assert unused == set(), "nobody says these any more"


@pytest.mark.parametrize(
    "path",
    [path for path in CODE if "bot" in path.parts and IN_ENGLISH.isdisjoint({path.stem, path.parent.name})],
    ids=lambda p: p.name,
)
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    """Four words in a row are a sentence, except for descriptions of commands (test_command_texts) and what is logged."""
    if path.name in LEFT_IN_CODE:
        return
    module = tree(path)
    passed = set(_docstrings(module)) | set(_of_commands_and_logs(module))
    found = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in passed
        and re.search(r"\w+ \w+,? \w+ \w+", node.value)
    ]
    assert found == [], "say it with a key of bot/text/*.ftl"


def _docstrings(module: ast.Module) -> Iterator[int]:
    yield from (id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr))


def _of_commands_and_logs(module: ast.Module) -> Iterator[int]:
    about = {"command", "describe", "context_menu"}
    logs = {"info", "warning", "error", "debug"}
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in about | logs
        ):
            yield from (id(inner) for inner in ast.walk(node))
        if isinstance(node, ast.ClassDef):
            yield from (id(inner.value) for inner in node.keywords)


def test_a_locale_of_discord_finds_its_language() -> None:
    assert [language_of(tag) for tag in ("en-US", "en-GB", "de", "es-ES", "es-419", "ja", "pl", "", None)] == [
        "en", "en", "de", "es", "es", "ja", "en", "en", "en",
    ]  # fmt: skip


def test_days_are_written_as_the_language_writes_them() -> None:
    day, written = date(2024, 1, 5), {}
    for language in languages():
        with using_locale(language):
            written[language] = (day_in_words(day), month_in_words(day), day_of_year_in_words(day))
    assert written["en"] == ("5 January 2024", "January 2024", "5 January")
    assert written["de"] == ("5. Januar 2024", "Januar 2024", "5. Januar")
    assert written["es"] == ("5 de enero de 2024", "enero de 2024", "5 de enero")
    assert written["ja"] == ("2024年1月5日", "2024年1月", "1月5日")


def test_names_are_joined_as_the_language_joins_them() -> None:
    joined = {}
    for language in languages():
        with using_locale(language):
            joined[language] = (listed("abc"), all_of("abc"))
    assert joined["en"] == ("a, b, c", "a, b and c")
    assert joined["de"] == ("a, b, c", "a, b und c")
    assert joined["es"] == ("a, b, c", "a, b y c")
    assert joined["ja"] == ("a、b、c", "a、b、c")


def test_numbers_are_written_and_counted_as_the_language_does() -> None:
    said = {}
    for language in languages():
        with using_locale(language):
            said[language] = [t("count-article", n=n) for n in (1, 1200)]
    assert said["en"] == ["1 article", "1,200 articles"]
    assert said["de"] == ["1 Artikel", "1.200 Artikel"]
    assert said["es"] == ["1 artículo", "1.200 artículos"]
    assert said["ja"] == ["記事1件", "記事1,200件"]


@pytest.mark.parametrize("text", ["{ $title }", "{ -x }", "{", '"', "a\n  b", "w" * 5000])
def test_a_fact_is_data_of_any_length(text: str) -> None:
    assert t("article-restored", title=text) == f"“{text}” is back."


def test_a_sentence_that_english_lacks_is_an_error() -> None:
    with pytest.raises(LookupError):
        t("no-such-sentence")


def test_the_names_of_the_languages() -> None:
    assert [language_name(name) for name in languages()] == ["English", "Deutsch", "Español", "日本語"]
