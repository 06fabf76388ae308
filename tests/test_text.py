"""Text functions on any text: offsets give back the text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.text import (
    content_hash,
    normalise,
    paragraphs,
    phrases,
    search_terms,
    sentences,
    slices,
    word_count,
    words,
)
from tests.strategies import anything, lines

LANGUAGES = st.sampled_from(["en", "ja", "de", "xx", "", "zz-latn", "🤷", "\0"])
HIDDEN = {"Cc", "Cs", "Cf"}
JOINERS = {"\u200c", "\u200d"}
"""Visible in their effect: they shape Persian words and emoji."""


@given(anything | lines)
def test_normalise_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(anything)
def test_normalised_text_can_be_stored_and_hides_nothing(text: str) -> None:
    clean = normalise(text)
    clean.encode()
    assert unicodedata.is_normalized("NFC", clean)
    assert not {char for char in clean if char in "\0\r\t\u202e\u2066\u200b\ufeff\ud800\u2028"}
    assert "\n\n\n" not in clean
    assert all(line == line.strip() and "  " not in line for line in clean.split("\n"))


def test_normalise_by_example() -> None:
    assert normalise(" a\u00a0\tb \r\n\r\n\r\n\r\nc\u202e\u200bd e\u0301\n") == "a b\n\ncd é"
    assert normalise("the ﬁnal oﬃce ﬂoor, ﬅ") == "the final office floor, st"
    assert normalise("👩\u200d👩\u200d👧") == "👩\u200d👩\u200d👧"


@given(anything, LANGUAGES)
def test_sentences_cover_the_text_in_order(text: str, language: str) -> None:
    text = normalise(text)
    found = sentences(text, language)
    at = 0
    for span in found:
        assert at <= span.start < span.end <= len(text)
        assert text[at : span.start].strip() == "", "nothing but blanks between sentences"
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        at = span.end
    assert text[at:].strip() == ""


@given(anything, LANGUAGES)
def test_sentences_take_text_that_nobody_normalised(text: str, language: str) -> None:
    assert "".join("".join(text[s.start : s.end] for s in sentences(text, language)).split()) == "".join(
        text.split()
    )


@given(st.integers(1, 6000), st.sampled_from(["x", "xy ", "漢", "word, ", "👍"]))
def test_a_huge_line_is_cut_into_sentences_of_bearable_length(count: int, unit: str) -> None:
    text = normalise(unit * count)
    assert max(span.end - span.start for span in sentences(text)) <= 1200


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "The U.S. Navy agreed. Dr. Sato of Kyodo Inc. did not. “Why?” she asked."
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "The U.S. Navy agreed.",
        "Dr. Sato of Kyodo Inc. did not.",
        "“Why?” she asked.",
    ]


@given(anything | lines)
def test_paragraphs_are_the_text_without_blank_lines(text: str) -> None:
    text = normalise(text)
    found = list(paragraphs(text))
    assert [text[span.start : span.end] for span in found] == [part for part in text.split("\n\n") if part]
    assert all(a.end < b.start for a, b in pairwise(found))


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=4))
def test_parts_of_a_hash_do_not_run_into_each_other(parts: list[str | None]) -> None:
    joined = "".join(part or "" for part in parts)
    assert content_hash(*parts) == content_hash(*parts)
    if parts != [joined]:
        assert content_hash(*parts) != content_hash(joined)
    assert content_hash(*parts, None) != content_hash(*parts, "")


@given(anything)
def test_words_stand_in_the_text(text: str) -> None:
    assert all(word in text for word in words(text))
    assert word_count(text) >= 0


def test_scripts_without_spaces_are_searched_by_character() -> None:
    assert search_terms("東京 and 大阪").split() == ["東", "京", "and", "大", "阪"]
    assert word_count("the U.S. fleet") == 3
    assert word_count("第一列島線に") == 3


@given(anything | lines, st.integers(1, 40))
def test_slices_are_the_whole_text_in_short_pieces(text: str, size: int) -> None:
    pieces = [text[piece.start : piece.end] for piece in slices(text, size)]
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= size for piece in pieces)


def test_a_long_text_has_the_phrases_and_sentences_of_its_parts() -> None:
    part = "The harbour council met on Tuesday and nobody came. "
    text = part * 2_000
    said = [text[each.start : each.end] for each in sentences(text)]
    whole = [each for each in said if each == part.strip()]
    assert len(whole) > 1_980, "a piece ends within a sentence at most once in 20,000 characters"
    assert "".join(said).replace(" ", "") == text.replace(" ", "")
    folded = [word.casefold() for word in words(text)]
    assert list(phrases(text, 4)) == [" ".join(folded[at : at + 4]) for at in range(len(folded) - 3)]
    assert list(phrases("Two words", 4)) == ["two words"]
