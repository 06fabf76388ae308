"""Training groups: one question over several passages, of which at most one answers.

The other passages are hard negatives: found by BM25 within the question's own source, or made by edits.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from ..english import AUXILIARIES, STOP_WORDS
from ..evaluation.edits import edit_passage, edit_question, swap_word
from ..models.base import Readable
from ..text import words as words_of
from .passages import (
    among,
    answering,
    crop,
    draw_date,
    draw_size,
    draw_title,
    holds,
    without_answer,
)
from .rows import BY_ARTICLE, SENTENCE_LEVEL, SHORT, Row

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
# Hard negatives are drawn from this many of BM25's best.
_HARD_NEGATIVES = 10


class Contexts:
    """Contexts of one source in file order; paragraphs of one article stand side by side."""

    def __init__(self, rows: Sequence[Row], hard: Mapping[str, Sequence[int]]) -> None:
        self.contexts = list(dict.fromkeys(row.context for row in rows))
        self._place = {context: i for i, context in enumerate(self.contexts)}
        best = Bm25(self.contexts).top([row.question for row in rows], _HARD_NEGATIVES)
        self._hard_negatives = {
            row.id: list(hard.get(row.id, found.tolist())) for row, found in zip(rows, best, strict=True)
        }

    def place(self, context: str) -> int:
        """The number of one of these contexts."""
        return self._place[context]

    def near(self, context: str) -> list[str]:
        """The contexts before and after `context`, usually of the same article."""
        place = self._place[context]
        around = range(max(0, place - _NEAR), min(len(self.contexts), place + _NEAR + 1))
        return [self.contexts[i] for i in around if i != place]

    def hard_negatives(self, row: Row) -> list[str]:
        """Best contexts for the question that are not its own and do not hold its answer."""
        return [
            context
            for context in (self.contexts[i] for i in self._hard_negatives[row.id])
            if context != row.context and not (row.answer and holds(context, row.answer))
        ]

    def hard_negative(self, row: Row, rng: random.Random) -> str:
        """One of the hard negatives, the better ones more often; any other context if there is none."""
        found = self.hard_negatives(row)
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
    # else hard negatives only),
    edited: float = 0.65
    # and so many of the edits swap an ordinary word, not a name, a number or an opposite.
    words: float = 0.0
    # Wrong passages beside a right one: the passage edited, or without its answer, or a hard negative.
    passage_edited: float = 0.15
    removed: float = 0.35
    # Of the questions, so many are asked in keywords.
    keywords: float = 0.0


@dataclass(frozen=True)
class Example:
    """A question, a passage and the answer's characters in the passage's text (None: no answer).

    With `loose` the answer is somewhere inside `span`, not exactly it.
    """

    question: str
    passage: Readable
    span: tuple[int, int] | None = None
    loose: bool = False


@dataclass(frozen=True)
class Snippet:
    """A passage before it gets its title; `context` is the text it was cut from."""

    text: str
    span: tuple[int, int] | None
    context: str


_ASKED_FOR = {
    "who": ("who", "name", ""),
    "when": ("when", "date", ""),
    "where": ("where", "location", "place", ""),
    "why": ("why", "reason", "cause"),
    "how many": ("number", "how many", "total", ""),
    "how much": ("how much", "amount", "price"),
    "how long": ("how long", "duration"),
    "how old": ("age", "how old"),
    "how": ("how", ""),
}
"""Question word -> what stands for it in a search box."""
_LOWER = 0.85
_AT_THE_END = 0.65
_FEWEST_KEYWORDS = 2


def keywords(question: str, rng: random.Random) -> str:
    """The question as people type it in a search box: "Who designed the tower in Oslo?" -> "designed tower oslo name".
    A question of fewer than two such words stays as it is."""
    low = question.lower().strip()
    asked = next((word for word in _ASKED_FOR if low.startswith(f"{word} ")), "")
    rest = words_of(question)[len(asked.split()) :]
    kept = [word for word in rest if word.lower() not in STOP_WORDS and word.lower() not in AUXILIARIES]
    if len(kept) < _FEWEST_KEYWORDS:
        return question
    wanted = rng.choice(_ASKED_FOR[asked]) if asked else ""
    parts = [*kept, wanted] if rng.random() < _AT_THE_END else [wanted, *kept]
    text = " ".join(filter(None, parts))
    return text.lower() if rng.random() < _LOWER else text


class GroupMaker:
    """Makes the group of a row; the same random generator state gives the same group."""

    def __init__(self, contexts: Mapping[str, Contexts], size: int, mix: Mix | None = None) -> None:
        self._contexts = contexts
        self._size = size
        self._mix = mix or Mix()

    def make(self, row: Row, rng: random.Random) -> list[Example]:
        """`size` examples of one question in random order."""
        size = draw_size(rng)
        question = row.question
        snippets: list[Snippet]
        if row.start < 0:
            snippets = [Snippet(row.context.strip(), None, row.context)]
        elif rng.random() < self._mix.unanswered:
            question, snippets = self._unanswered(row, size, rng)
        else:
            snippets = [self._answered(row, size, rng)]
            snippets.append(self._wrong(row, snippets[0], size, rng))
        while len(snippets) < self._size:
            snippets.append(self._hard_negative(row, size, rng))
        if self._mix.keywords and rng.random() < self._mix.keywords:
            question = keywords(question, rng)
        elif rng.random() < UNMARKED:
            question = question.rstrip("? ")
        rng.shuffle(snippets)
        return self._titled(row, question, snippets, rng)

    def _answered(self, row: Row, size: int, rng: random.Random) -> Snippet:
        span = (row.start, row.end)
        if row.source in SHORT:
            near = self._contexts[row.source].near(row.context)
            return Snippet(*among(row.context, span, near, size, rng), row.context)
        return Snippet(*crop(row.context, span, size, rng), row.context)

    def _unanswered(self, row: Row, size: int, rng: random.Random) -> tuple[str, list[Snippet]]:
        right = self._answered(row, size, rng)
        near = self._contexts[row.source].near(row.context)
        if rng.random() < self._mix.edited and right.span:
            sentence = answering(right.text, right.span)
            edited = None
            if self._mix.words and rng.random() < self._mix.words:
                edited = swap_word(row.question, right.text, sentence, rng)
            if not edited:
                edited = edit_question(row.question, right.text, sentence, row.answer, near, rng)
            if edited:
                return edited, [Snippet(right.text, None, row.context)]
        removed = without_answer(row.context, (row.start, row.end))
        if removed:
            return row.question, [Snippet(*crop(removed, None, size, rng), row.context)]
        return row.question, []

    def _wrong(self, row: Row, right: Snippet, size: int, rng: random.Random) -> Snippet:
        draw = rng.random()
        if draw < self._mix.passage_edited and right.span:
            near = self._contexts[row.source].near(row.context)
            sentence = answering(right.text, right.span)
            changed = edit_passage(row.question, right.text, sentence, row.answer, near, rng)
            if changed:
                return Snippet(changed, None, row.context)
        if draw < self._mix.passage_edited + self._mix.removed:
            removed = without_answer(row.context, (row.start, row.end))
            if removed:
                return Snippet(*crop(removed, None, size, rng), row.context)
        return self._hard_negative(row, size, rng)

    def _hard_negative(self, row: Row, size: int, rng: random.Random) -> Snippet:
        contexts = self._contexts[row.source]
        size = size if rng.random() < SAME_SIZE else draw_size(rng)
        text = contexts.hard_negative(row, rng)
        if row.source not in SHORT:
            return Snippet(*crop(text, None, size, rng), text)
        near = [other for other in contexts.near(text) if other != row.context]
        return Snippet(among(text, (0, len(text)), near, size, rng)[0], None, text)

    def _titled(
        self, row: Row, question: str, snippets: Sequence[Snippet], rng: random.Random
    ) -> list[Example]:
        dated = rng.random() < DATED_GROUPS
        examples = []
        for snippet in snippets:
            whole = [snippet.context]
            if row.source in BY_ARTICLE:
                whole += self._contexts[row.source].near(snippet.context)
            title = draw_title(question, snippet.text, whole, snippet.span is not None, rng)
            published = draw_date(rng) if dated and rng.random() < 0.8 else None
            passage = Readable(snippet.text, title, published)
            examples.append(Example(question, passage, snippet.span, row.source in SENTENCE_LEVEL))
        return examples


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
