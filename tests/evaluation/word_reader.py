"""A reader that knows no language: the first word of every sentence, the better the more the sentence echoes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.models.base import Readable, SpanScore
from retrieval.text import sentences


class WordReader:
    """Keeps what it was asked to read."""

    def __init__(self) -> None:
        self.questions: list[str] = []
        self.passages: list[Readable] = []

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        self.questions.append(question)
        self.passages.extend(passages)
        asked = set(re.findall(r"\w+", question.lower()))
        return [self._spans(asked, passage.text) for passage in passages]

    def _spans(self, asked: set[str], text: str) -> list[SpanScore]:
        spans = []
        for start, end in sentences(text, "en"):
            words = re.findall(r"\w+", text[start:end].lower())
            shared = float(len(asked & set(words)))
            spans.append(SpanScore(start, start + len(words[0]) if words else end, shared, 0.0, 0.0))
        return sorted(spans, key=lambda span: -span.score)
