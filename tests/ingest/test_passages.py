"""Passages: whole sentences, all of them, in order, of about the wished size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.passages import split
from retrieval.text import normalise, sentences, word_count
from tests.core_fakes import prose
from tests.strategies import anything, lines


@given(anything | lines, st.integers(20, 400), st.sampled_from(["en", "ja", "xx"]))
def test_passages_hold_every_sentence_once(text: str, words: int, language: str) -> None:
    text = normalise(text)
    passages = split(text, words, language)
    at = 0
    for span in passages:
        assert at <= span.start < span.end <= len(text)
        assert text[at : span.start].strip() == ""
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        at = span.end
    assert text[at:].strip() == ""


@given(st.integers(0, 500), st.integers(20, 200))
def test_passages_are_made_of_whole_sentences(seed: int, words: int) -> None:
    text = normalise(prose(seed, 40))
    edges = sentences(text)
    passages = split(text, words)
    assert {span.start for span in passages} <= {span.start for span in edges}
    assert {span.end for span in passages} <= {span.end for span in edges}
    longest = max(word_count(text[edge.start : edge.end]) for edge in edges)
    assert all(word_count(text[s.start : s.end]) <= max(words * 1.15, longest) for s in passages)


def test_a_passage_ends_with_its_paragraph_when_it_is_full_enough() -> None:
    paragraph = " ".join(f"This is sentence number {number} of it." for number in range(12))  # 84 words
    text = f"{paragraph}\n\n{paragraph}\n\nShort end."
    assert [text[s.start : s.end] for s in split(text, 100)] == [paragraph, paragraph, "Short end."]


@given(anything)
def test_splitting_again_gives_the_same(text: str) -> None:
    text = normalise(text)
    assert split(text, 50) == split(text, 50)
