"""A damaged database: what is wrong is an answer of `diagnose` or a StoreError, never a bare exception of sqlite3."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from retrieval import StoreError
from tests.core_fakes import HashingEmbedder, open_small
from tests.stories import QUESTION, fill

PAGE = 4096


@pytest.mark.parametrize("page", [*range(1, 12), 20, 40])
async def test_a_damaged_page(tmp_path: Path, page: int) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    overwrite(data_dir / "dateline.db", page)
    with contextlib.suppress(StoreError):
        async with open_small(data_dir) as library:
            for call in (
                library.articles.page,
                library.status,
                library.reindexes.run,
                partial(library.ask, QUESTION),
            ):
                await store_errors_only(call)
            await library.diagnose()


async def store_errors_only(call: Callable[[], Awaitable[object]]) -> None:
    with contextlib.suppress(StoreError):
        await call()


def overwrite(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    at = page * PAGE % len(data)
    data[at : at + PAGE] = (b"\xde\xad\xbe\xef" * PAGE)[:PAGE]
    path.write_bytes(data)


async def test_damage_is_diagnosed(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    connection = sqlite3.connect(data_dir / "dateline.db")
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'article_versions'"
    ).fetchone()
    connection.close()
    overwrite(data_dir / "dateline.db", root - 1)
    async with open_small(data_dir) as library:
        database, *_ = await library.diagnose()
        assert (database.part, database.ok) == ("database", False)
        assert database.detail
