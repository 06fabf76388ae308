"""For every test: no network for models, no setting from outside; the real model and a seeded library, made once."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"  # before anything imports transformers
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import pytest
from hypothesis import HealthCheck, settings

from retrieval import Library, Settings, open_library, wiring
from retrieval.models.base import Embedder, PassageReader
from retrieval.models.embedder import PACKAGED_MODEL, SentenceEmbedder
from retrieval.workers import process
from tests.prepared_child import PreparedChild

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]  # the machine is shared: slow is not wrong
settings.register_profile("lean", max_examples=40, deadline=None, suppress_health_check=_QUIET)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_QUIET)
settings.load_profile(os.environ.get("DATELINE_HYPOTHESIS", "lean"))


SLOW = frozenset(
    """
    library/test_check test_crash test_crash_backup test_golden test_hostile_text test_imports library/test_articles
    library/test_ask library/test_backup library/test_backup_files library/test_bad_rows library/test_clock
    library/test_conversation library/test_damage library/test_deep_check library/test_deletions library/test_export
    library/test_entries library/test_version_history library/test_hostile
    library/test_identity library/test_ingest library/test_leaving library/test_meanwhile
    library/test_open library/test_quota library/test_reindex library/test_reindex_plan
    library/test_rollback library/test_scopes library/test_stories library/test_time library/test_time_travel
    library/test_walls
    library/test_web test_off_the_loop workers/test_process test_seeds workers/test_threads
    workers/test_watchdog bot/test_client bot/asking/test_end_to_end bot/admin/test_recovery
    bot/library/test_library_end_to_end bot/monitoring/test_server bot/admin/test_undo_rights bot/ui/test_wire_retry
    bot/test_wire_process bot/asking/test_wire_small_talk bot/test_wire_start cli/test_bench
    cli/test_check cli/test_commands cli/test_eval cli/test_library cli/test_process cli/test_reindex
    cli/test_secrets cli/test_doctor cli/test_why contract/test_embedder evaluation/test_ablate evaluation/test_bench
    evaluation/test_run index/test_snapshot_failures index/test_sync ingest/test_html_hostile
    ingest/test_listings_hostile ingest/test_markdown ingest/test_quota soak/test_soak store/test_answers
    store/test_audit_log news/test_watches watch_month/test_watch_month evaluation/test_moving_values
    news/test_timeline cli/test_timeline bot/timeline/test_timeline bot/corrections/test_wire_corrections
    bot/corrections/test_corrections news/test_errata news/test_feed_posts bot/feed_posts/test_posting
    bot/feed_posts/test_wire_posting bot/feed_posts/test_pages trust/test_any_order trust/test_trust
    bot/ui/test_hostile_ids
    """.split()
)
"""Files below `tests/` that `make test-fast` leaves out: each took 4 seconds or more on one core, or waits as long.
Measure with `pytest --durations=0` before a file is added or taken away; `make test` runs all of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).with_suffix("").as_posix() in SLOW:
            item.add_marker(pytest.mark.slow)
    items.sort(
        key=lambda item: item.get_closest_marker("slow") is None
    )  # no process is left with a long one at the end


FOR_TESTS = ("DATELINE_SHARED", "DATELINE_CRASH_ROUNDS", "DATELINE_HYPOTHESIS")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name == "DISCORD_TOKEN" or (name.startswith("DATELINE_") and name not in FOR_TESTS):
            monkeypatch.delenv(name)


def _arithmetic() -> str:
    """Where the measure comes from by which models choose their arithmetic. Its module is not imported for this: it
    takes seconds, and few files need it."""
    name = "retrieval.models.arithmetic"
    return str(getattr(getattr(sys.modules.get(name), "product_seconds", None), "__module__", name))


@pytest.fixture(scope="session", autouse=True)
def _models_loaded_once() -> Iterator[None]:
    """Libraries that are opened with the same models share them, unless a test has them compute otherwise
    (`golden_sources.same_everywhere`); what a test has loaded itself is its own."""
    embedder, reader = wiring.named_embedder, wiring.named_reader
    loaded: dict[object, Embedder] = {}
    read: dict[object, PassageReader] = {}

    def shared_embedder(settings: Settings, *, exact: bool = False) -> Embedder:
        key = settings.embedding.model_dump_json(), exact, _arithmetic()
        return loaded.setdefault(key, embedder(settings, exact=exact))

    def shared_reader(settings: Settings, adapter: Path | None = None) -> PassageReader:
        chosen = settings.reader
        key = chosen.model, chosen.base, chosen.threads, settings.embedding.threads, adapter, _arithmetic()
        return read.setdefault(key, reader(settings, adapter))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "named_embedder", shared_embedder)
        patch.setattr(wiring, "named_reader", shared_reader)
        yield


@pytest.fixture(scope="session")
def prepared_child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreparedChild]:
    child = PreparedChild(tmp_path_factory.mktemp("child"))
    yield child
    child.close()


@pytest.fixture(autouse=True)
def _quick_children(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, prepared_child: PreparedChild
) -> None:
    """Where the child itself is tested, it is started as ever."""
    path = request.node.path
    if path.parent.name != "workers" and path.stem != "test_secrets" and hasattr(os, "pidfd_open"):
        monkeypatch.setattr(process, "COMMAND", prepared_child)


@pytest.fixture(scope="session")
def minilm() -> SentenceEmbedder:
    """The packaged model, loaded once."""
    embedder = SentenceEmbedder(PACKAGED_MODEL)
    embedder.encode(["load"])
    return embedder


@pytest.fixture(scope="session")
def seeded(minilm: SentenceEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seed articles. Copy it (`copy_of_seeded`), do not open it."""
    data_dir = tmp_path_factory.mktemp("seeded") / "data"

    async def ingest() -> None:
        async with open_library(Settings(data_dir=data_dir), embedder=minilm) as library:
            summary = await library.ingest([SEEDS])
            assert summary.items
            assert all(item.error is None for item in summary.items)

    asyncio.run(ingest())
    return data_dir


@pytest.fixture
def copy_of_seeded(seeded: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a private copy of the seeded data folder."""

    def copy() -> Path:
        return Path(shutil.copytree(seeded, tmp_path / "data"))

    return copy


@pytest.fixture
async def library(copy_of_seeded: Callable[[], Path], minilm: SentenceEmbedder) -> AsyncIterator[Library]:
    """The seed articles and the real model, in a folder of its own."""
    async with open_library(Settings(data_dir=copy_of_seeded()), embedder=minilm) as opened:
        yield opened
