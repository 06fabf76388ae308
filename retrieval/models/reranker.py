"""A cross-encoder, which is optional: it scores each passage together with the question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from ..errors import ModelError
from .loading import loading

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

SETTING = "rerank.model"

Rerank = Callable[[str, Sequence[str]], Awaitable[Sequence[float]]]
"""A question and passages to a score for each passage, larger is better; off the event loop."""


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder by name or path. It is called on one worker thread."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._name = name
        self._threads = threads
        self._model: CrossEncoder | None = None

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, comparable within the call. Loads the model on first use. Raises ModelError."""
        if not texts:
            return []
        if self._model is None:
            self._model = self._load()
        scores = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in scores]

    def _load(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder  # takes seconds: only when something is ranked

        with loading(self._name, SETTING, self._threads):
            model: CrossEncoder = CrossEncoder(self._name, device="cpu")
        if model.num_labels != 1:
            problem = f"it gives {model.num_labels} scores for a passage, one is needed"
            raise ModelError(self._name, problem, SETTING)
        return model
