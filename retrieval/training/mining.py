"""Passages that look right: BM25 neighbours of every question within its own source."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

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
