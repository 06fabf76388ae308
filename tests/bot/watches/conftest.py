"""The loop of the bot that runs."""

from __future__ import annotations

import pytest

from bot.watches.loop import WatchLoop
from tests.fakes import FakeLibrary

from ..world import World
from .use import looking_after


@pytest.fixture
def loop(world: World, library: FakeLibrary) -> WatchLoop:
    return looking_after(world, library)
