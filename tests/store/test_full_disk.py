"""A disk that fills up: what was stored stays, what is wrong is said as such, and the write-ahead log gives room back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval import StoreError
from retrieval.errors import StoreFull
from retrieval.ingest import quota
from retrieval.store import database as module
from retrieval.store.database import Database, open_database, store_error
from tests.core_fakes import add, open_small, prose

MEGABYTE = 2**20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB."""
    path = tmp_path / "disk"
    path.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("no mount program here")
    mounted = subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", path], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"may not mount a file system: {mounted.stderr.decode().strip()}")
    yield path
    subprocess.run([umount, "-l", path], check=True)


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (65536, 4096, 1):
            try:
                while stream.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler


async def write(database: Database, size: int) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT OR REPLACE INTO facts(name, value) VALUES ('blob', ?)", ("x" * size,)
        )


async def test_a_full_disk_is_called_full(small_disk: Path) -> None:
    async with open_database(small_disk / "dateline.db") as database:
        await write(database, 1000)
        filler = fill_up(small_disk)
        with pytest.raises(StoreFull):
            await write(database, MEGABYTE)
        assert await database.one("SELECT length(value) FROM facts") is not None, "reading goes on"
        filler.unlink()
        await write(database, 2000)
        assert await database.problems() == []


async def test_a_database_on_a_full_disk_is_not_called_a_matter_of_rights(small_disk: Path) -> None:
    async with open_database(small_disk / "dateline.db"):
        pass
    fill_up(small_disk)
    with pytest.raises(StoreFull):
        async with open_database(small_disk / "dateline.db") as database:
            await write(database, MEGABYTE)


async def test_answering_and_leaving_on_a_full_disk(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "RESERVE", 0)
    async with open_small(small_disk / "data") as library:
        await add(library, "a.txt", prose(1))
        hits = await library.search("harbour")
        fill_up(small_disk)
        assert await library.search("harbour") == hits
        (item,) = (await library.ingest_upload("b.txt", prose(2).encode(), scope="shared")).items
        assert isinstance(item.error, StoreFull)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(28, "No space left on device"), "StoreFull"),
        (OSError(122, "Disk quota exceeded"), "StoreFull"),
        (PermissionError(13, "Permission denied"), "StoreForbidden"),
        (OSError(30, "Read-only file system"), "StoreForbidden"),
        (ValueError("embedded null byte"), "StoreForbidden"),
        (sqlite3.IntegrityError("UNIQUE constraint failed"), "StoreBusy"),
        (sqlite3.ProgrammingError("closed"), "StoreError"),
    ],
)
def test_every_cause_has_its_kind(error: Exception, kind: str, tmp_path: Path) -> None:
    assert type(store_error(tmp_path / "dateline.db", error)).__name__ == kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("FULL", "StoreFull"), ("READONLY", "StoreForbidden"), ("CORRUPT", "StoreDamaged"),
        ("NOTADB", "StoreDamaged"), ("BUSY", "StoreBusy"), ("IOERR_FSYNC", "StoreError"),
        ("CORRUPT_VTAB", "StoreDamaged"), ("CANTOPEN_ISDIR", "StoreForbidden"),
        ("READONLY_DIRECTORY", "StoreForbidden"),
    ],
)  # fmt: skip
def test_every_code_of_sqlite_has_its_kind(code: str, kind: str, tmp_path: Path) -> None:
    error = sqlite3.OperationalError(code)
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{code}")
    assert type(store_error(tmp_path / "dateline.db", error)).__name__ == kind


async def until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110  # nobody tells when a file has become shorter
        await asyncio.sleep(0.05)


def log_of(path: Path) -> int:
    return path.with_name(f"{path.name}-wal").stat().st_size


async def test_the_log_is_emptied_when_nobody_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IDLE_SECONDS", 0.2)
    path = tmp_path / "dateline.db"
    async with open_database(path) as database, asyncio.timeout(20):
        await write(database, MEGABYTE)
        assert log_of(path) > MEGABYTE
        await until(lambda: log_of(path) == 0)
        assert await database.one("SELECT length(value) FROM facts") is not None


async def test_the_log_is_emptied_as_soon_as_the_last_reader_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile nobody waits: neither the reader nor whoever writes."""
    monkeypatch.setattr(module, "_IDLE_SECONDS", 0.1)
    path = tmp_path / "dateline.db"
    async with open_database(path) as database, asyncio.timeout(20):
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT * FROM facts").fetchall()
        await write(database, MEGABYTE)
        await asyncio.sleep(0.5)
        assert log_of(path) > MEGABYTE
        await write(database, 10)
        other.close()
        await until(lambda: log_of(path) == 0)


async def test_leaving_empties_the_log_beside_another_process(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    async with open_database(path):
        async with open_database(path) as ingest:
            await write(ingest, MEGABYTE)
        assert log_of(path) == 0


async def test_a_log_that_grew_is_cut(tmp_path: Path) -> None:
    async with open_database(tmp_path / "dateline.db") as database, database.transaction() as connection:
        (row,) = await connection.execute_fetchall("PRAGMA journal_size_limit")
        assert 2**20 <= row[0] <= 2**26


async def test_a_newer_database_is_no_matter_of_room(tmp_path: Path) -> None:
    async with open_database(tmp_path / "dateline.db"):
        pass
    connection = sqlite3.connect(tmp_path / "dateline.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(StoreError) as caught:
        async with open_database(tmp_path / "dateline.db"):
            pass
    assert type(caught.value).__name__ == "StoreTooNew"


async def test_a_backup_onto_a_disk_without_room_leaves_nothing(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether that is seen before, or while it is written."""
    async with open_small(tmp_path / "data") as library:
        for number in range(20):
            await add(library, f"{number}.txt", prose(number, 400))
        with pytest.raises(StoreFull) as caught:
            await library.backups.make(small_disk / "a.zip")
        assert "may need" in caught.value.problem
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr("retrieval.upkeep.backup_file.shutil.disk_usage", lambda folder: usage)
        with pytest.raises(StoreFull):
            await library.backups.make(small_disk / "a.zip")
        filler = fill_up(small_disk)
        with pytest.raises(StoreFull):
            await library.backups.export(small_disk / "a.jsonl")
    assert list_of(small_disk) == [filler.name]


def list_of(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
