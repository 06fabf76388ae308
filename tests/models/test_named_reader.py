"""Readers by name: the packaged one, any model for extractive question answering, and none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from transformers import AutoModelForQuestionAnswering

from retrieval import Answer, ModelError, Settings, open_library
from retrieval.models.adapter import fresh_adapter, save_adapter, weights_digest
from retrieval.models.base import Readable
from retrieval.models.embedder import SentenceEmbedder
from retrieval.models.named_reader import LARGE_READER, PACKAGED_READER, NamedReader, fetched
from tests import tiny_models

TEXT = "Anna won the race. Ben lost the prize in 1998."
MADE = {
    "bert": tiny_models.question_answering,
    "distilbert": tiny_models.question_answering_without_types,
}


def large(folder: Path) -> NamedReader:
    """The reader in two stages, the second one with a tiny base and an adapter that knows nothing."""
    base = tiny_models.mpnet(folder / "base")
    untrained = fresh_adapter(AutoModelForQuestionAnswering.from_pretrained(base), rank=2, seed=1)
    save_adapter(folder / "a.safetensors", untrained, {"base_sha256": weights_digest(base)})
    return NamedReader(LARGE_READER, adapter=folder / "a.safetensors", base=str(base))


@pytest.fixture(params=[PACKAGED_READER, LARGE_READER, *MADE])
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> NamedReader:
    name: str = request.param
    if name == LARGE_READER:
        return large(tmp_path)
    return NamedReader(name if name == PACKAGED_READER else str(MADE[name](tmp_path / name)))


def test_every_reader_gives_one_span_a_sentence(reader: NamedReader) -> None:
    passages = [Readable(TEXT, "Race"), Readable("Carla opened the bridge."), Readable("")]
    spans = reader.read("Who won the race?", passages)
    assert [len(found) for found in spans] == [2, 1, 0]
    for passage, found in zip(passages, spans, strict=True):
        assert [span.score for span in found] == sorted((span.score for span in found), reverse=True)
        for span in found:
            words = passage.text[span.start : span.end]
            assert words
            assert words == words.strip()
    again = reader.read("Who won the race?", passages)
    assert again == spans


def test_the_packaged_reader_reads() -> None:
    spans = NamedReader(PACKAGED_READER).read("Who won the race?", [Readable(TEXT)])
    best = spans[0][0]
    assert TEXT[best.start : best.end] == "Anna"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda folder: folder, "no such folder"),
        (lambda folder: folder.mkdir() or folder, "the folder holds no model.safetensors"),
        (tiny_models.mpnet, "reader-large.safetensors was trained on base weights"),
    ],
    ids=["missing", "empty", "another"],
)
def test_a_wrong_base_of_the_larger_reader_is_named(
    tmp_path: Path, make: Callable[[Path], Path], problem: str
) -> None:
    folder = make(tmp_path / "base")
    with pytest.raises(ModelError) as caught:
        NamedReader(LARGE_READER, base=str(folder)).read("Who?", [Readable(TEXT)])
    assert (caught.value.setting, caught.value.model) == ("reader.base", str(folder))
    assert caught.value.problem.startswith(problem)


def test_a_base_that_cannot_be_fetched_says_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"name its folder in reader\.base"):
        fetched("dateline-tests/no-such-model")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda folder: folder, "no such"),
        (lambda folder: folder.mkdir() or folder, ""),
        (lambda folder: _broken(folder), ""),
    ],
    ids=["missing", "empty", "broken"],
)
def test_a_reader_that_is_none_is_a_model_error(
    tmp_path: Path, make: Callable[[Path], Path], problem: str
) -> None:
    folder = make(tmp_path / "model")
    with pytest.raises(ModelError) as caught:
        NamedReader(str(folder)).read("Who?", [Readable(TEXT)])
    assert caught.value.setting == "reader.model"
    assert caught.value.model == str(folder)
    assert "\n" not in caught.value.problem


def _broken(folder: Path) -> Path:
    made = tiny_models.question_answering(folder)
    weights = made / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    return made


def test_a_model_without_a_span_head_is_named(tmp_path: Path) -> None:
    folder = tiny_models.question_answering(tmp_path / "model")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "unheard-of"}), encoding="utf-8")
    with pytest.raises(ModelError):
        NamedReader(str(folder)).read("Who?", [Readable(TEXT)])


@pytest.mark.parametrize("model", ["", "tiny"])
async def test_the_library_answers_without_a_reader_and_with_any(
    model: str, tmp_path: Path, copy_of_seeded: Callable[[], Path], minilm: SentenceEmbedder
) -> None:
    name = str(tiny_models.question_answering(tmp_path / "tiny")) if model else ""
    settings = Settings.model_validate(
        {"data_dir": copy_of_seeded(), "reader": {"model": name}, "answer": {"threshold": 0.0}}
    )
    async with open_library(settings, embedder=minilm) as library:
        outcome = await library.ask("when is the Tomahawk contract expected?")
        assert isinstance(outcome, Answer)
        for citation in outcome.citations:
            assert (await library.context(citation)).verified
