"""Articles cut into passages: whole sentences packed to about the same number of words. Pure."""

from __future__ import annotations

from ..text import paragraphs, sentences, word_count
from ..types import Span

RECIPE = "sentences packed by paragraph; title line above; 1"
"""Names how passages and their context are made. Change it with the code below: stored vectors then count as stale."""


def split(text: str, words: int, language: str = "en") -> list[Span]:
    """Passages in order, each of whole sentences with about `words` words; together they hold every sentence.

    A passage ends early at a paragraph's end when it is two thirds full, so that it keeps to one subject.
    """
    passages: list[Span] = []
    current: Span | None = None
    size = 0
    for paragraph in paragraphs(text):
        for sentence in _sentences_in(text, paragraph, language):
            count = word_count(text[sentence.start : sentence.end])
            if current is not None and size + count > words * 1.15:
                passages.append(current)
                current, size = None, 0
            current = Span(current.start if current else sentence.start, sentence.end)
            size += count
        if current is not None and size >= words * 2 / 3:
            passages.append(current)
            current, size = None, 0
    if current is not None:
        passages.append(current)
    return passages


def context(title: str, passage: str) -> str:
    """What is embedded for a passage: its article's title above its own text."""
    return f"{title}\n{passage}"


def _sentences_in(text: str, paragraph: Span, language: str) -> list[Span]:
    found = sentences(text[paragraph.start : paragraph.end], language)
    return [Span(paragraph.start + span.start, paragraph.start + span.end) for span in found]
