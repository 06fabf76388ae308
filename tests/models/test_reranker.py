"""The optional cross-encoder decides the order of passages, and raises ModelError if it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import ModelError, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from retrieval.models.reranker import CrossEncoderReranker
from tests import tiny_models

TEXTS = ["Anna won the race.", "Ben lost the prize.", "Carla opened the bridge in 1998."]


def test_a_score_for_each_text_alike_every_time(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(str(tiny_models.cross_encoder(tmp_path / "model")))
    scores = reranker.score("Who won?", TEXTS)
    assert len(scores) == len(TEXTS)
    assert len(set(scores)) == len(TEXTS)
    assert reranker.score("Who won?", TEXTS[::-1]) == pytest.approx(scores[::-1], abs=1e-5)
    assert reranker.score("Who won?", []) == []


async def test_passages_come_in_the_order_of_the_cross_encoder(
    tmp_path: Path, copy_of_seeded: Callable[[], Path], minilm: SentenceEmbedder
) -> None:
    model = str(tiny_models.cross_encoder(tmp_path / "model"))
    settings = Settings.model_validate({"data_dir": copy_of_seeded(), "rerank": {"model": model}})
    question = "where would the missiles be stationed?"
    async with open_library(settings, embedder=minilm) as library:
        hits = await library.search(question, k=3)
    async with open_library(Settings(data_dir=settings.data_dir), embedder=minilm) as plain:
        everything = await plain.search(question, k=24)
    texts = [f"{hit.article.title}\n{hit.passage.text}" for hit in everything]
    scores = CrossEncoderReranker(model).score(question, texts)
    expected = sorted(zip(scores, everything, strict=True), key=lambda pair: -pair[0])[:3]
    assert [hit.passage.id for hit in hits] == [hit.passage.id for _, hit in expected]
    assert [hit.score for hit in hits] == pytest.approx([score for score, _ in expected], abs=1e-5)


def test_a_model_that_cannot_rank_is_a_model_error(tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", tiny_models.cross_encoder(tmp_path / "three", labels=3)):
        with pytest.raises(ModelError) as caught:
            CrossEncoderReranker(str(folder)).score("Who?", TEXTS)
        assert caught.value.setting == "rerank.model"
