"""Made-up libraries are the same for the same seed, and searched as large ones are. Nothing is about how fast it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import EvaluationError
from retrieval.evaluation.scale.corpus import DIMENSION, PASSAGES_AN_ARTICLE, QUESTION_WORDS, SyntheticCorpus
from retrieval.evaluation.scale.library import HUNDREDTH, REST, THOUSANDTH, scope_of
from retrieval.evaluation.scale.run import measure_scale, sizes_of
from retrieval.index import faiss_engine
from retrieval.reports import Progress
from retrieval.search import keyword_search


def test_a_corpus_is_the_same_for_the_same_seed() -> None:
    first, again, other = SyntheticCorpus(100), SyntheticCorpus(100), SyntheticCorpus(100, seed=2)
    assert first.article(3).passages == again.article(3).passages != other.article(3).passages
    assert np.array_equal(first.article(3).vectors, again.article(3).vectors)
    assert [text for text, _ in first.questions(3)] == [text for text, _ in again.questions(3)]


def test_an_article() -> None:
    article = SyntheticCorpus(100).article(0)
    assert len(article.passages) == PASSAGES_AN_ARTICLE
    assert article.vectors.shape == (PASSAGES_AN_ARTICLE, DIMENSION)
    assert np.linalg.norm(article.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert all(80 <= len(passage.split()) <= 160 for passage in article.passages)


def test_a_question_is_words_of_one_passage_and_a_vector_of_none() -> None:
    corpus = SyntheticCorpus(100)
    passages = [set(passage.split()) for article in corpus.all_articles() for passage in article.passages]
    vectors = np.concatenate([article.vectors for article in corpus.all_articles()])
    for text, vector in corpus.questions(5):
        words = set(text.split())
        assert len(words) == QUESTION_WORDS
        assert any(words <= passage for passage in passages)
        assert np.max(vectors @ vector) < 0.999


def test_scopes_are_as_large_as_they_are_called() -> None:
    scopes = [scope_of(number) for number in range(10_000)]
    assert [scopes.count(scope) for scope in (HUNDREDTH, THOUSANDTH, REST)] == [100, 10, 9890]


@pytest.mark.parametrize(("text", "sizes"), [("10k,100K, 1M", [10_000, 100_000, 1_000_000]), ("20", [20])])
def test_sizes(text: str, sizes: list[int]) -> None:
    assert sizes_of(text) == sizes


@pytest.mark.parametrize("text", ["", "k", "9", "-10k", "1.5M", "10k,", "ten", "²k"])
def test_other_sizes_are_refused(text: str) -> None:
    with pytest.raises(EvaluationError):
        sizes_of(text)


async def test_a_library_is_measured_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faiss_engine, "EXACT_ROWS", 100)
    monkeypatch.setattr(keyword_search, "SMALL", 0)
    seen: list[Progress] = []
    (figures,) = await measure_scale(tmp_path, [2000], 5, seen.append)
    assert (figures.passages, figures.questions) == (2000, 5)
    assert [each.scope for each in figures.scopes] == ["whole", "1 %", "0.1 %"]
    assert all(each.overlap >= 0.98 for each in figures.scopes)
    assert all(each.recall >= 0.98 for each in figures.scopes)
    assert 768 < figures.memory_bytes < 1024 < figures.disk_bytes
    assert {"filling", "building the index"} <= {each.stage for each in seen}
    seen.clear()
    await measure_scale(tmp_path, [2000], 5, seen.append)
    assert "filling" not in {each.stage for each in seen}
