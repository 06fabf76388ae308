"""The bot over a real library, whose articles change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from retrieval import Library, Settings, open_library
from tests.core_fakes import HashingEmbedder


@pytest.fixture
async def library(settings: Settings) -> AsyncIterator[Library]:
    async with open_library(settings, embedder=HashingEmbedder()) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"data_dir": tmp_path, "reader": {"model": ""}})
