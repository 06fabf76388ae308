"""Worlds for the contract of the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .log_world import LogWorld, log_world


@pytest.fixture(params=["real", "fake"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[LogWorld]:
    async with log_world(request.param, tmp_path) as opened:
        yield opened
