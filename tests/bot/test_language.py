"""Every sentence exists in every language, with the same facts; and the languages are told apart as Discord does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from bot.language import (
    day_in_words,
    language_name,
    language_of,
    languages,
    month_in_words,
    say,
    speaking,
)
from tests.own_code import CODE, tree

OTHERS = tuple(name for name in languages() if name != "en")


class _Facts(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  # the library's naming
        self.names.add(node.id.name)


def sentences(language: str) -> dict[str, set[str]]:
    """Key ("name" or "name.attribute") -> the facts it is filled with. Fails on what cannot be read or stands twice."""
    source = (files("bot") / "locale" / f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in parse(source).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            for key, pattern in _patterns(entry):
                assert key not in found, f"{language}: {key} stands twice"
                facts = _Facts()
                facts.visit(pattern)
                found[key] = facts.names
    return found


def _patterns(message: Any) -> Iterator[tuple[str, Any]]:
    if message.value is not None:
        yield message.id.name, message.value
    for attribute in message.attributes:
        yield f"{message.id.name}.{attribute.id.name}", attribute.value


def said_in_code() -> dict[str, str]:
    """The keys that stand literally in a call of `say`, with where."""
    return {
        node.args[0].value: f"{path.name}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_of_english_with_the_same_facts(language: str) -> None:
    english, other = sentences("en"), sentences(language)
    assert sorted(english.keys() - other.keys()) == []
    assert sorted(other.keys() - english.keys()) == []
    assert {key: facts for key, facts in other.items() if facts != english[key]} == {}


def test_every_sentence_the_code_asks_for_exists() -> None:
    english = sentences("en")
    assert {key: place for key, place in said_in_code().items() if key not in english} == {}


def test_a_locale_of_discord_finds_its_language() -> None:
    assert [language_of(tag) for tag in ("en-US", "en-GB", "de", "es-ES", "es-419", "ja", "pl", "", None)] == [
        "en", "en", "de", "es", "es", "ja", "en", "en", "en",
    ]  # fmt: skip


def test_days_are_written_as_the_language_writes_them() -> None:
    day, written = date(2024, 1, 5), {}
    for language in languages():
        with speaking(language):
            written[language] = (day_in_words(day), month_in_words(day))
    assert written["en"] == ("5 January 2024", "January 2024")
    assert written["de"] == ("5. Januar 2024", "Januar 2024")
    assert written["es"] == ("5 de enero de 2024", "enero de 2024")
    assert written["ja"] == ("2024年1月5日", "2024年1月")


def test_a_sentence_that_english_lacks_is_an_error() -> None:
    with pytest.raises(LookupError):
        say("no-such-sentence")


def test_the_names_of_the_languages() -> None:
    assert [language_name(name) for name in languages()] == ["English", "Deutsch", "Español", "日本語"]
