"""A synthetic library of any size: articles of made-up words and clustered unit vectors, the same for the same seed.

Word frequencies follow Zipf's law, so that a question has common words with long posting lists, as in real text; each
article has words of its own topic. Vectors lie around centres of very different sizes, with an intrinsic dimension of
64, which is closer to sentence embeddings than uniform vectors are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...models.base import Vectors

DIMENSION = 384
PASSAGES_AN_ARTICLE = 10
WORDS_A_PASSAGE = (80, 160)
"""The fewest and the most."""
QUESTION_WORDS = 8
_VOCABULARY = 200_000
_SHIFT = 2.7
"""Of Mandelbrot's form of the law: the commonest word is one in forty."""
_TOPIC_WORDS = 30
_TOPICAL = 0.2
"""Share of an article's words that come from its topic."""
_CENTRES = 4000
_INTRINSIC = 64
_SPREAD = 0.8
"""Length of a vector's offset from its centre, compared with the centre's length."""
_ONSETS = "b d f g h k l m n p r s t v w z br dr kl pr st tr".split()
_VOWELS = "a e i o u".split()


@dataclass(frozen=True, slots=True)
class SyntheticArticle:
    """Its passages and their vectors, (passages, DIMENSION) float32 of unit length."""

    number: int
    passages: tuple[str, ...]
    vectors: Vectors


class SyntheticCorpus:
    """`passages` of them in articles of `PASSAGES_AN_ARTICLE`."""

    def __init__(self, passages: int, seed: int = 1) -> None:
        self.articles = passages // PASSAGES_AN_ARTICLE
        self._seed = seed
        random = np.random.default_rng([seed, 0])
        self._words = _words(random)
        weights = 1.0 / (np.arange(_VOCABULARY) + 1 + _SHIFT)
        self._cumulated = np.cumsum(weights / weights.sum())
        sizes = 1.0 / (np.arange(_CENTRES) + 1) ** 0.7
        self._centre_sizes = np.cumsum(sizes / sizes.sum())
        basis = random.normal(size=(_INTRINSIC, DIMENSION))
        self._basis = (basis / np.linalg.norm(basis, axis=1, keepdims=True)).astype(np.float32)
        self._centres = random.normal(size=(_CENTRES, _INTRINSIC)).astype(np.float32)

    def article(self, number: int) -> SyntheticArticle:
        """The article with this number, counted from 0."""
        random = np.random.default_rng([self._seed, 1, number])
        lengths = random.integers(WORDS_A_PASSAGE[0], WORDS_A_PASSAGE[1] + 1, PASSAGES_AN_ARTICLE)
        ranks = self._ranks(random, int(lengths.sum()))
        topic = random.integers(500, _VOCABULARY // 4, _TOPIC_WORDS)
        topical = random.random(len(ranks)) < _TOPICAL
        ranks[topical] = random.choice(topic, int(topical.sum()))
        passages = np.split(self._words[ranks], np.cumsum(lengths)[:-1])
        texts = tuple(" ".join(words) for words in passages)
        return SyntheticArticle(number, texts, self._vectors(random, PASSAGES_AN_ARTICLE))

    def all_articles(self) -> Iterator[SyntheticArticle]:
        return (self.article(number) for number in range(self.articles))

    def questions(self, count: int) -> list[tuple[str, npt.NDArray[np.float32]]]:
        """So many pairs of a text of `QUESTION_WORDS` distinct words, drawn from one passage with the common ones, and
        a vector that is no passage's."""
        random = np.random.default_rng([self._seed, 2])
        vectors = self._vectors(random, count)
        pairs = []
        for vector in vectors:
            article = self.article(int(random.integers(self.articles)))
            passage = article.passages[int(random.integers(PASSAGES_AN_ARTICLE))]
            words = random.permutation(list(dict.fromkeys(passage.split())))[:QUESTION_WORDS]
            pairs.append((" ".join(words), vector))
        return pairs

    def _ranks(self, random: np.random.Generator, count: int) -> npt.NDArray[np.int64]:
        return np.asarray(np.searchsorted(self._cumulated, random.random(count) * self._cumulated[-1]))

    def _vectors(self, random: np.random.Generator, count: int) -> Vectors:
        which = np.searchsorted(self._centre_sizes, random.random(count) * self._centre_sizes[-1])
        offsets = random.normal(size=(count, _INTRINSIC)).astype(np.float32)
        vectors = (self._centres[which] + _SPREAD * offsets) @ self._basis
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def _words(random: np.random.Generator) -> npt.NDArray[np.object_]:
    """Distinct made-up words, the commonest first and shortest."""
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        syllables = 2 + (len(words) > len(_ONSETS) ** 2) + (len(words) > 20_000)
        onsets, vowels = (
            random.integers(len(_ONSETS), size=syllables),
            random.integers(len(_VOWELS), size=syllables),
        )
        pairs = zip(onsets, vowels, strict=True)
        words["".join(_ONSETS[onset] + _VOWELS[vowel] for onset, vowel in pairs)] = None
    return np.array(list(words), object)
