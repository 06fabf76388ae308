"""The bot in a simulated Discord (simcord), over a library that says what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any, cast

import pytest
from simcord.env import Env
from structlog.testing import capture_logs

from bot.client import DatelineBot
from bot.text.locale import unlinked
from retrieval import Library, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from tests.discord_sim.conftest import description, sim, start  # noqa: F401  # fixtures are found by name
from tests.fakes import FakeLibrary

from .samples import WHEN, tomahawk
from .world import World

SEED = Path(__file__).parents[2] / "seeds" / "japan-us-tomahawk.txt"


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """What was logged, instead of lines on the screen."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture(autouse=True)
def own_process() -> Iterator[None]:
    """No test knows the commands of another one's bot."""
    with unlinked():
        yield


@pytest.fixture
def library() -> FakeLibrary:
    fake = FakeLibrary()
    fake.outcomes[WHEN] = tomahawk()
    return fake


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Callable[[], DatelineBot]:
    """A new process: nothing but the library and the data folder is left of the one before."""
    return lambda: DatelineBot(cast(Library, library), settings)


@pytest.fixture
def simcord_bot(make_bot: Callable[[], DatelineBot]) -> DatelineBot:
    return make_bot()


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    """The packaged model, loaded once."""
    return SentenceEmbedder("all-MiniLM-L6-v2", batch_size=32)


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder) -> Path:
    """A data folder with the seed in it; tests work on copies."""
    folder = tmp_path_factory.mktemp("seed")

    async def ingest() -> None:
        async with open_library(Settings(data_dir=folder), embedder=embedder) as library:
            await library.ingest([SEED])

    asyncio.run(ingest())
    return folder


@pytest.fixture
def world(simcord_env: Env) -> World:
    guild = simcord_env.create_guild()
    return World(simcord_env, guild, guild.create_text_channel("general"))
