"""A small set asked once, with the real models."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest

from retrieval import Settings, open_library
from retrieval.evaluation.run import Evaluation, Open, evaluate
from retrieval.evaluation.sets import read_set
from retrieval.models.embedder import SentenceEmbedder
from tests.conftest import ROOT

from .small import write_set


@pytest.fixture(scope="session")
def opened_by(minilm: SentenceEmbedder) -> Open:
    """Opens libraries with the model that is loaded already."""
    return partial(open_library, embedder=minilm)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder whose `eval` holds the evaluation data. Without it a test is skipped, but not in CI."""
    shared = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
    if not (shared / "eval").is_dir():
        missing = f"no evaluation data at {shared}; set DATELINE_SHARED to the folder that holds eval/"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return shared


@pytest.fixture(scope="session")
def small_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_set(tmp_path_factory.mktemp("sets") / "small")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def small(small_set: Path, cache: Path, opened_by: Open) -> Evaluation:
    """Its records and figures, at a threshold that nothing passes."""
    settings = Settings.model_validate({"answer": {"threshold": 1.0, "max_quotes": 1}})
    return asyncio.run(evaluate([read_set(small_set)], settings, cache=cache, opened_by=opened_by))
