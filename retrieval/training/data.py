"""All contexts of one source, with the neighbours and the lookalikes of each question.

Passages that look right: BM25 neighbours of every question within its own source.

Training groups: one question over several passages, of which at most one answers.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from retrieval.models.base import Readable
from retrieval.training.edits import edit_passage, edit_question, swap_word
from retrieval.training.passages import (
    among,
    answering,
    crop,
    draw_date,
    draw_size,
    draw_title,
    holds,
    without_answer,
)
from retrieval.training.rows import BY_ARTICLE, SENTENCE_LEVEL, SHORT, Row

# Usual BM25 constants (Robertson and Zaragoza, 2009).
K1 = 1.2
B = 0.75
_CHUNK = 512


class Bm25:
    """BM25 over a fixed list of texts, English stop words left out."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._vectorizer = CountVectorizer(stop_words="english", token_pattern=r"\w+", dtype=np.float32)
        counts = csr_matrix(self._vectorizer.fit_transform(texts))
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0))
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        present = np.bincount(counts.indices, minlength=counts.shape[1])
        idf = np.log1p((counts.shape[0] - present + 0.5) / (present + 0.5))
        counts.data = counts.data * (K1 + 1) / (counts.data + norm[rows]) * idf[counts.indices]
        self._weights = csr_matrix(counts.T)

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Scores of all texts for all queries, shape (queries, texts)."""
        wanted = csr_matrix(self._vectorizer.transform(queries))
        wanted.data[:] = 1.0
        return np.asarray((wanted @ self._weights).todense(), dtype=np.float32)

    def top(self, queries: Sequence[str], k: int) -> NDArray[np.int64]:
        """Indices of the best `k` texts for each query, best first, shape (queries, k)."""
        best = []
        for begin in range(0, len(queries), _CHUNK):
            scores = self.scores(queries[begin : begin + _CHUNK])
            best.append(np.argsort(-scores, axis=1, kind="stable")[:, :k])
        return np.concatenate(best)


_NEAR = 3
# Lookalikes are drawn from this many of BM25's best.
_LOOKALIKES = 10


class Shelf:
    """Contexts of one source in file order; paragraphs of one article stand side by side."""

    def __init__(self, rows: Sequence[Row], hard: Mapping[str, Sequence[int]]) -> None:
        self.contexts = list(dict.fromkeys(row.context for row in rows))
        self._place = {context: i for i, context in enumerate(self.contexts)}
        best = Bm25(self.contexts).top([row.question for row in rows], _LOOKALIKES)
        self._lookalikes = {
            row.id: list(hard.get(row.id, found.tolist())) for row, found in zip(rows, best, strict=True)
        }

    def place(self, context: str) -> int:
        """Index of a context of this shelf."""
        return self._place[context]

    def near(self, context: str) -> list[str]:
        """The contexts before and after `context`, usually of the same article."""
        place = self._place[context]
        around = range(max(0, place - _NEAR), min(len(self.contexts), place + _NEAR + 1))
        return [self.contexts[i] for i in around if i != place]

    def lookalikes(self, row: Row) -> list[str]:
        """Best contexts for the question that are not its own and do not hold its answer."""
        return [
            context
            for context in (self.contexts[i] for i in self._lookalikes[row.id])
            if context != row.context and not (row.answer and holds(context, row.answer))
        ]

    def lookalike(self, row: Row, rng: random.Random) -> str:
        """One of the lookalikes, the better ones more often; any other context if there is none."""
        found = self.lookalikes(row)
        if not found:
            return rng.choice(self.near(row.context) or self.contexts)
        return found[min(rng.randrange(len(found)), rng.randrange(len(found)))]


# People drop the question mark.
UNMARKED = 0.2
DATED_GROUPS = 0.4
SAME_SIZE = 0.7


@dataclass(frozen=True)
class Mix:
    """How often each kind of group and of wrong passage is made, as shares of 1."""

    # Of the questions that have an answer, so many are shown without any passage that gives it:
    unanswered: float = 0.33
    # so many of them edited over the original passage (else the answer's sentence is taken out,
    # else lookalikes only),
    edited: float = 0.65
    # and so many of the edits swap an ordinary word, not a name, a number or an opposite.
    words: float = 0.0
    # Wrong passages beside a right one: the passage edited, or without its answer, or a lookalike.
    passage_edited: float = 0.15
    removed: float = 0.35


@dataclass(frozen=True)
class Reading:
    """A question, a passage and the answer's characters in the passage's text (None: no answer).

    With `loose` the answer is somewhere inside `span`, not exactly it.
    """

    question: str
    passage: Readable
    span: tuple[int, int] | None = None
    loose: bool = False


@dataclass(frozen=True)
class Draft:
    """A passage before it gets its title; `context` is the text it was cut from."""

    text: str
    span: tuple[int, int] | None
    context: str


class GroupMaker:
    """Makes the group of a row; the same random generator state gives the same group."""

    def __init__(self, shelves: Mapping[str, Shelf], size: int, mix: Mix | None = None) -> None:
        self._shelves = shelves
        self._size = size
        self._mix = mix or Mix()

    def make(self, row: Row, rng: random.Random) -> list[Reading]:
        """`size` readings of one question in random order."""
        size = draw_size(rng)
        question = row.question
        drafts: list[Draft]
        if row.start < 0:
            drafts = [Draft(row.context.strip(), None, row.context)]
        elif rng.random() < self._mix.unanswered:
            question, drafts = self._unanswered(row, size, rng)
        else:
            drafts = [self._answered(row, size, rng)]
            drafts.append(self._wrong(row, drafts[0], size, rng))
        while len(drafts) < self._size:
            drafts.append(self._lookalike(row, size, rng))
        if rng.random() < UNMARKED:
            question = question.rstrip("? ")
        rng.shuffle(drafts)
        return self._dressed(row, question, drafts, rng)

    def _answered(self, row: Row, size: int, rng: random.Random) -> Draft:
        span = (row.start, row.end)
        if row.source in SHORT:
            near = self._shelves[row.source].near(row.context)
            return Draft(*among(row.context, span, near, size, rng), row.context)
        return Draft(*crop(row.context, span, size, rng), row.context)

    def _unanswered(self, row: Row, size: int, rng: random.Random) -> tuple[str, list[Draft]]:
        right = self._answered(row, size, rng)
        near = self._shelves[row.source].near(row.context)
        if rng.random() < self._mix.edited and right.span:
            sentence = answering(right.text, right.span)
            edited = None
            if self._mix.words and rng.random() < self._mix.words:
                edited = swap_word(row.question, right.text, sentence, rng)
            if not edited:
                edited = edit_question(row.question, right.text, sentence, row.answer, near, rng)
            if edited:
                return edited, [Draft(right.text, None, row.context)]
        removed = without_answer(row.context, (row.start, row.end))
        if removed:
            return row.question, [Draft(*crop(removed, None, size, rng), row.context)]
        return row.question, []

    def _wrong(self, row: Row, right: Draft, size: int, rng: random.Random) -> Draft:
        draw = rng.random()
        if draw < self._mix.passage_edited and right.span:
            near = self._shelves[row.source].near(row.context)
            sentence = answering(right.text, right.span)
            changed = edit_passage(row.question, right.text, sentence, row.answer, near, rng)
            if changed:
                return Draft(changed, None, row.context)
        if draw < self._mix.passage_edited + self._mix.removed:
            removed = without_answer(row.context, (row.start, row.end))
            if removed:
                return Draft(*crop(removed, None, size, rng), row.context)
        return self._lookalike(row, size, rng)

    def _lookalike(self, row: Row, size: int, rng: random.Random) -> Draft:
        shelf = self._shelves[row.source]
        size = size if rng.random() < SAME_SIZE else draw_size(rng)
        text = shelf.lookalike(row, rng)
        if row.source not in SHORT:
            return Draft(*crop(text, None, size, rng), text)
        near = [other for other in shelf.near(text) if other != row.context]
        return Draft(among(text, (0, len(text)), near, size, rng)[0], None, text)

    def _dressed(self, row: Row, question: str, drafts: Sequence[Draft], rng: random.Random) -> list[Reading]:
        dated = rng.random() < DATED_GROUPS
        readings = []
        for draft in drafts:
            whole = [draft.context]
            if row.source in BY_ARTICLE:
                whole += self._shelves[row.source].near(draft.context)
            title = draw_title(question, draft.text, whole, draft.span is not None, rng)
            published = draw_date(rng) if dated and rng.random() < 0.8 else None
            passage = Readable(draft.text, title, published)
            readings.append(Reading(question, passage, draft.span, row.source in SENTENCE_LEVEL))
        return readings


def epoch_rows(
    sources: Mapping[str, Sequence[Row]], shares: Mapping[str, float], rng: random.Random
) -> list[Row]:
    """The questions of one epoch in random order: each source's share (1.0: all), drawn anew."""
    chosen: list[Row] = []
    for source, rows in sources.items():
        count = round(len(rows) * shares.get(source, 1.0))
        chosen += rng.sample(list(rows), count)
    rng.shuffle(chosen)
    return chosen
