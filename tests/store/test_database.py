"""Opening the database: what fits, what does not, and what another process may do meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from retrieval import StoreError
from retrieval.errors import StoreBusy
from retrieval.store import database as module
from retrieval.store.database import open_database
from retrieval.store.schema import MIGRATIONS
from tests.core_fakes import names_in


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def content_of(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "er" / "dateline.db"


async def test_a_new_file_is_brought_to_the_newest_shape(path: Path) -> None:
    async with open_database(path) as database:
        row = await database.one("PRAGMA user_version")
        assert row is not None
        assert row[0] == len(MIGRATIONS)
        assert await database.problems() == []
    async with open_database(path) as again:
        assert await again.all("SELECT * FROM articles") == []


async def test_every_write_is_flushed_to_the_disk(path: Path) -> None:
    async with open_database(path) as database, database.transaction() as connection:
        for pragma, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)):
            (row,) = await connection.execute_fetchall(f"PRAGMA {pragma}")
            assert row[0] == value


async def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    async with open_database(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    connection.close()
    before = content_of(path)
    with pytest.raises(StoreError, match="newer") as caught:
        async with open_database(path):
            pass
    assert caught.value.path == str(path)
    assert content_of(path) == before


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    put(path, content)
    with pytest.raises(StoreError):
        async with open_database(path):
            pass
    assert content_of(path) == content


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        async with open_database(tmp_path / "file" / "dateline.db"):
            pass


def test_a_folder_in_the_database_s_place(tmp_path: Path) -> None:
    """Refused, and no thread is left that complains when the loop is gone (seen as a warning, not always at once)."""

    async def start() -> None:
        with pytest.raises(StoreError):
            async with open_database(tmp_path):
                pass

    for _ in range(20):
        asyncio.run(start())


async def test_a_damaged_database_is_diagnosed_or_refused(path: Path) -> None:
    """Never an exception of sqlite3 that no sentence stands for."""
    async with open_database(path) as database, database.transaction() as connection:
        await connection.executemany(
            "INSERT INTO answers(asked_key, scopes, question, asked_at) VALUES (?, '[]', ?, '')",
            [(str(number), "why? " * 200) for number in range(200)],
        )
    data = bytearray(content_of(path))
    for at in range(8192, len(data), 4096):
        data[at : at + 512] = b"\xde\xad" * 256
    put(path, bytes(data))
    try:
        async with open_database(path) as database:
            assert await database.problems()
    except StoreError:
        pass


async def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    async with open_database(path) as database:

        async def fail() -> None:
            async with database.transaction() as connection:
                await connection.execute("INSERT INTO scopes(name) VALUES ('x')")
                await connection.execute("INSERT INTO nowhere VALUES (1)")

        with pytest.raises(StoreError, match="nowhere"):
            await fail()
        assert await database.all("SELECT * FROM scopes") == []
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO scopes(name) VALUES ('y')")
        assert [row["name"] for row in await database.all("SELECT name FROM scopes")] == ["y"]


async def test_a_cancelled_transaction_leaves_nothing_and_frees_the_lock(path: Path) -> None:
    async with open_database(path) as database:
        inside = asyncio.Event()

        async def write() -> None:
            async with database.transaction() as connection:
                await connection.execute("INSERT INTO scopes(name) VALUES ('x')")
                inside.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(write())
        await inside.wait()
        assert await database.all("SELECT * FROM scopes") == [], "readers see only what is committed"
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with database.transaction() as connection:
            assert list(await connection.execute_fetchall("SELECT * FROM scopes")) == []


async def test_another_process_that_keeps_writing_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.05)
    async with open_database(path) as database:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            async with database.transaction():
                pass
        assert await database.all("SELECT * FROM articles") == [], "reading goes on"
        other.execute("ROLLBACK")
        other.close()
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO scopes(name) VALUES ('x')")


async def test_many_processes_may_start_at_once(path: Path) -> None:
    async def start(number: int) -> None:
        async with open_database(path) as database, database.transaction() as connection:
            await connection.execute("INSERT INTO scopes(name) VALUES (?)", (str(number),))

    await asyncio.gather(*(start(number) for number in range(8)))
    async with open_database(path) as database:
        assert len(await database.all("SELECT * FROM scopes")) == 8


async def test_closing_leaves_one_file(path: Path) -> None:
    async with open_database(path) as database, database.transaction() as connection:
        await connection.execute("INSERT INTO scopes(name) VALUES ('x')")
    assert names_in(path.parent) == ["dateline.db"]
