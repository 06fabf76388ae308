"""Articles cut into passages (whole sentences packed to about the same number of words), and the vectors of passages.

Vectors are computed in short steps in the background, so that a question on the same worker goes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..models.base import Embedder, Vectors
from ..reports import OnProgress, Progress
from ..text import content_hash, paragraphs, sentences, word_count
from ..types import Span
from ..workers.threads import Worker

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


class PassageEmbedder:
    """Embeds passages with their context. `fingerprint` covers the model and how passages are made."""

    def __init__(self, embedder: Embedder, worker: Worker, model_fingerprint: str, batch_size: int) -> None:
        self._embedder = embedder
        self._worker = worker
        self._batch_size = batch_size
        self.name = embedder.name
        self.fingerprint = content_hash(model_fingerprint, RECIPE)[:32]

    async def passages(
        self,
        title: str,
        text: str,
        spans: Sequence[Span],
        on_progress: OnProgress,
        known: Mapping[str, Vectors],
    ) -> tuple[Vectors, int]:
        """(len(spans), dimension), and how many rows had to be computed. `known` are vectors of passages under the
        same title by their text. Raises ModelError."""
        sheet = await self._worker.run_in_background(_Sheet, title, text, spans, known)
        for at in range(0, len(sheet.new), self._batch_size):
            if len(sheet.new) > self._batch_size:
                on_progress(Progress("embedding", at, len(sheet.new)))
            step = [(sheet, each) for each in sheet.new[at : at + self._batch_size]]
            await self._worker.run_in_background(_fill, self._embedder, step)
        return sheet.vectors, len(sheet.new)

    async def of_articles(
        self, articles: Sequence[tuple[str, str, Sequence[Span]]]
    ) -> list[tuple[Vectors, int]]:
        """As `passages` for each title, text and spans, without known vectors. A step may hold passages of several
        articles, of about the same length, so that little is padded. Raises ModelError."""
        sheets = [
            await self._worker.run_in_background(_Sheet, title, text, spans, {})
            for title, text, spans in articles
        ]
        wanted = sorted(
            ((sheet, each) for sheet in sheets for each in sheet.new), key=lambda pair: len(pair[1])
        )
        for at in range(0, len(wanted), self._batch_size):
            step = wanted[at : at + self._batch_size]
            await self._worker.run_in_background(_fill, self._embedder, step)
        return [(sheet.vectors, len(sheet.new)) for sheet in sheets]


def _fill(embedder: Embedder, step: Sequence[tuple[_Sheet, str]]) -> None:
    """Embeds passages and puts each vector where it belongs. Raises ModelError."""
    vectors = embedder.encode([context(sheet.title, each) for sheet, each in step])
    for (sheet, each), vector in zip(step, vectors, strict=True):
        sheet.put(each, vector)


class _Sheet:
    """The vectors of one article: a single array, filled row by row."""

    def __init__(self, title: str, text: str, spans: Sequence[Span], known: Mapping[str, Vectors]) -> None:
        self.vectors: Vectors = np.zeros((len(spans), 0), np.float32)
        self.title = title
        self._rows: dict[str, list[int]] = {}
        for row, span in enumerate(spans):
            self._rows.setdefault(text[span.start : span.end], []).append(row)
        self.new = [each for each in self._rows if each not in known]
        """Texts of passages that need a vector; one that occurs twice needs one."""
        for each, vector in known.items():
            self.put(each, vector)

    def put(self, passage: str, vector: Vectors) -> None:
        if not self.vectors.shape[1]:
            self.vectors = np.zeros((len(self.vectors), len(vector)), np.float32)
        if passage in self._rows:
            self.vectors[self._rows[passage]] = vector
