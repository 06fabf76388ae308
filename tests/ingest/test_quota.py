"""A disk that is nearly full is seen before anything is written, not after."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from retrieval import Draft
from retrieval.errors import StoreFull
from retrieval.ingest.quota import GROWTH, RESERVE
from tests.core_fakes import HashingEmbedder, add, open_small, prose, write_stories


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """So many bytes are free from now on."""

    def leave(free: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12 - free, free))

    return leave


async def test_a_folder_that_does_not_fit_is_refused_as_a_whole(
    tmp_path: Path, leave: Callable[[int], None]
) -> None:
    write_stories(tmp_path / "in", 30)
    size = sum(path.stat().st_size for path in (tmp_path / "in").iterdir())
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "data", embedder) as library:
        leave(RESERVE + GROWTH * size - 1)
        with pytest.raises(StoreFull, match="20 MB are free"):
            await library.ingest([tmp_path / "in"])
        assert (await library.articles.page()).total == embedder.calls == 0
        leave(RESERVE + GROWTH * size)
        assert len((await library.ingest([tmp_path / "in"])).items) == 30


async def test_each_article_asks_for_its_own_room(tmp_path: Path, leave: Callable[[int], None]) -> None:
    async with open_small(tmp_path / "data") as library:
        await add(library, "a.txt", prose(1))
        leave(RESERVE - 1)
        for summary in (
            await library.ingest_upload("b.txt", prose(2).encode(), scope="shared"),
            await library.add([Draft("c", "c", "Title", prose(3), prose(3))]),
        ):
            assert [type(item.error) for item in summary.items] == [StoreFull]
        assert (await library.articles.page()).total == 1
        same = await library.ingest_upload("a.txt", prose(1).encode(), scope="shared")
        assert same.items[0].error is None, "what is here already needs no room"


async def test_growth_covers_what_is_really_needed(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 200)
    size = sum(path.stat().st_size for path in (tmp_path / "in").iterdir())
    async with open_small(tmp_path / "data") as library:
        await library.ingest([tmp_path / "in"])
        on_disk = sum(path.stat().st_size for path in (tmp_path / "data").iterdir())
    assert on_disk < GROWTH * size + RESERVE / 4
