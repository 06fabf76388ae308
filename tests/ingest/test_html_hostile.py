"""Pages that are made to hang or break a reader."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import IngestError
from retrieval.ingest.formats.html import without_code
from retrieval.text import normalise

from .pages import BODY, FIRST, page, read

HOSTILE = {
    "deep": "<div>" * 100_000 + BODY,
    "one line": "<p>" + "a word and " * 5_000_000,
    "attributes": "<p " + " ".join(f"a{number}='x'" for number in range(200_000)) + ">" + BODY,
    "unclosed": "<p><b><i><table><tr><td>" * 20_000 + BODY,
    "entities": "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + "&amp;&b;&lt;" * 100_000 + BODY,
    "scripts": "<script " * 500_000 + BODY,
    "open scripts": "<script>" * 200_000 + BODY,
    "comments": "<!--" * 500_000,
    "drawings": "<svg>" * 200_000,
    "brackets": "<" * 500_000,
    "closing": ">" * 500_000,
    "json": "<script type='application/ld+json'>" + "[" * 200_000 + "</script>" + BODY,
    "json list": "<script type='application/ld+json'>["
    + '{"@type":"Article"},' * 20_000
    + "{}]</script>"
    + BODY,
    "times": "<h1>T</h1>" + "<time datetime='2024-01-01'>x</time>" * 10_000 + BODY,
    "headings": "<h1>T</h1>" * 10_000 + BODY,
    "blanks": "<p>" + " " * 2_000_000 + BODY,
    "tables": "<table><tr><td>" * 3_000 + BODY,
    "NULs": "<p>" + "\0" * 100_000 + BODY,
    "nothing": "",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_an_article_or_an_error_soon(name: str) -> None:
    with contextlib.suppress(IngestError):
        assert read(HOSTILE[name]).text


def test_invisible_and_bidirectional_characters_go() -> None:
    draft = read(page(BODY.replace("treaty", "tr\u202eea\u200bty\u2066")))
    assert draft.text.startswith(FIRST)
    assert normalise(draft.text) == draft.text


def test_text_is_never_markup() -> None:
    draft = read(page(f"<p>{FIRST} &lt;script&gt;alert(1)&lt;/script&gt; @everyone</p>{BODY}"))
    assert "<script>alert(1)</script> @everyone" in draft.text, "as words, which the faces escape"


@given(st.text(st.sampled_from("<>!-/scriptyvgle \"'="), max_size=200))
def test_without_code_only_takes_away(source: str) -> None:
    rest = iter(source)
    assert all(char in rest for char in without_code(source))


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div class=x>", "<table>", "<td>", "A sentence of some words.", "<h1>", "<time>",
                                 "<time datetime='2024-01-01'>", "<script>", "</script>", "<ul><li>", "\0", "&#0;", "<!--", "]]>",
                                 "<link rel=canonical href='http://[::1'>", "<meta property='og:url' content='//x'>"]), max_size=30))  # fmt: skip
def test_any_markup_is_an_article_or_an_error(pieces: list[str]) -> None:
    with contextlib.suppress(IngestError):
        draft = read("".join(pieces))
        assert draft.title
        assert "\0" not in draft.title + draft.text
