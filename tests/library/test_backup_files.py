"""Only a whole backup of Dateline is brought back, and where it is refused nothing is left behind."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from retrieval import StoreError
from retrieval.errors import (
    BackupDamaged,
    BackupError,
    BackupForeign,
    BackupTooNew,
    StoreDamaged,
)
from retrieval.store.schema import MIGRATIONS
from retrieval.upkeep import backup_file, check_backup
from retrieval.upkeep.backup_file import DATABASE, MANIFEST, SETTINGS
from tests.core_fakes import names_in, open_small, prose
from tests.older_schema import bring_back

from .test_backup import filled, restored, settings_of


@pytest.fixture
async def saved(tmp_path: Path) -> Path:
    backup = tmp_path / "saved.zip"
    await filled(tmp_path / "data", backup)
    return backup


async def refused(backup: Path, data_dir: Path, kind: type[StoreError]) -> str:
    """Neither checking nor restoring takes it; nothing is left in the folder. Returns the reason."""
    with pytest.raises(kind):
        await check_backup(backup, settings_of(data_dir))
    with pytest.raises(kind) as caught:
        await restored(backup, data_dir)
    assert type(caught.value) is kind
    assert is_empty(data_dir)
    return caught.value.problem


def is_empty(folder: Path) -> bool:
    return not folder.exists() or names_in(folder) == []


def bytes_of(file: Path) -> bytes:
    return file.read_bytes()


def shorter(file: Path, whole: bytes, length: int) -> None:
    file.write_bytes(whole[:length])


async def test_a_file_that_ends_early_is_refused(saved: Path, tmp_path: Path) -> None:
    whole = bytes_of(saved)
    for length in (60, 100, 1000, len(whole) // 2, len(whole) - 100, len(whole) - 1):
        shorter(saved, whole, length)
        await refused(saved, tmp_path / "new", BackupDamaged)


async def test_no_byte_can_be_another_one(saved: Path, tmp_path: Path) -> None:
    """Wherever a bit is flipped, the file is refused, or what is brought back is what was saved (a bit of a date in the
    archive's own directory means nothing)."""
    assert unnoticed(saved, tmp_path / "unpacked") < 200


def unnoticed(saved: Path, target: Path) -> int:
    """How many flipped bits changed nothing; there is none that changed something."""
    whole = saved.read_bytes()
    with zipfile.ZipFile(saved) as archive:
        wanted = archive.read(DATABASE)
        begins = archive.getinfo(DATABASE).header_offset + 60
        ends = begins - 60 + archive.getinfo(DATABASE).compress_size
    passed = 0
    for at in [*range(400), *range(400, len(whole) - 400, 97), *range(len(whole) - 400, len(whole))]:
        changed = bytearray(whole)
        changed[at] ^= 0x10
        saved.write_bytes(changed)
        try:
            backup_file.verify(saved)
            backup_file.unpack_database(saved, target)
        except BackupError:
            target.unlink(missing_ok=True)
            continue
        assert target.read_bytes() == wanted
        assert not begins < at < ends
        target.unlink()
        passed += 1
    return passed


@pytest.mark.parametrize(
    "content", [b"", b"Not a backup.", b"PK\x03\x04" + b"x" * 500, b"SQLite format 3\0" * 99]
)
async def test_another_file_is_no_backup(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    await refused(tmp_path / "other.zip", tmp_path / "new", BackupForeign)


async def test_another_archive_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("story.txt", prose(1))
    assert MANIFEST in await refused(tmp_path / "other.zip", tmp_path / "new", BackupForeign)


def repacked(backup: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """The same archive with other contents, and sums that fit."""
    with zipfile.ZipFile(backup) as archive:
        files = {name: archive.read(name) for name in (SETTINGS, DATABASE)}
        stated = json.loads(archive.read(MANIFEST))
    change(stated, files)
    for name, data in files.items():
        stated["files"][name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(stated))
        for name, data in files.items():
            archive.writestr(name, data)


async def test_a_newer_one_is_refused_with_its_version(saved: Path, tmp_path: Path) -> None:
    repacked(saved, lambda stated, files: stated["contents"].update(schema=len(MIGRATIONS) + 1))
    assert f"schema {len(MIGRATIONS) + 1}" in await refused(saved, tmp_path / "new", BackupTooNew)
    repacked(saved, lambda stated, files: stated.update(format=2, version="9.0", contents="another shape"))
    assert "version 9.0, format 2" in await refused(saved, tmp_path / "new", BackupTooNew)


@pytest.mark.parametrize(
    "stated", [{"files": {}}, {"made_at": "soon"}, {"made_at": "2026-01-01"}, {"format": "x"}]
)
async def test_a_manifest_of_another_make_is_refused(
    saved: Path, tmp_path: Path, stated: dict[str, Any]
) -> None:
    with zipfile.ZipFile(saved) as archive:
        now = {**json.loads(archive.read(MANIFEST)), **stated}
        files = {name: archive.read(name) for name in (SETTINGS, DATABASE)}
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(now))
        for name, data in files.items():
            archive.writestr(name, data)
    await refused(saved, tmp_path / "new", BackupForeign)


async def test_what_is_no_database_of_ours_is_refused_whatever_its_sums_say(
    saved: Path, tmp_path: Path
) -> None:
    repacked(saved, lambda stated, files: files.update({DATABASE: b"no database" * 1000}))
    await refused(saved, tmp_path / "new", BackupForeign)


async def test_a_database_that_was_damaged_before_it_was_packed_is_refused(
    saved: Path, tmp_path: Path
) -> None:
    def damage(stated: dict[str, Any], files: dict[str, bytes]) -> None:
        data = bytearray(files[DATABASE])
        data[8192:16384] = b"\xff" * 8192
        files[DATABASE] = bytes(data)

    repacked(saved, damage)
    with pytest.raises(BackupDamaged):
        await restored(saved, tmp_path / "new")
    assert names_in(tmp_path / "new") == []


async def test_a_damaged_library_is_not_saved(tmp_path: Path) -> None:
    await filled(tmp_path / "data", tmp_path / "saved.zip")
    async with open_small(tmp_path / "data") as library:
        with (tmp_path / "data" / "dateline.db").open("r+b") as stream:
            stream.seek(8192)
            stream.write(b"\xff" * 40960)
        with pytest.raises(StoreDamaged):
            await library.backups.make(tmp_path / "second.zip")
    assert not (tmp_path / "second.zip").exists()
    assert [name for name in names_in(tmp_path) if "partial" in name] == []


async def test_an_older_one_is_brought_to_the_present_shape(saved: Path, tmp_path: Path) -> None:
    def older(stated: dict[str, Any], files: dict[str, bytes]) -> None:
        file = tmp_path / "older.db"
        file.write_bytes(files[DATABASE])
        with closing(sqlite3.connect(file)) as connection:
            bring_back(connection, 6)
        files[DATABASE] = file.read_bytes()
        stated["contents"]["schema"] = 6

    repacked(saved, older)
    await restored(saved, tmp_path / "new")
    async with open_small(tmp_path / "new") as library:
        assert (await library.articles.page()).total == 1
        await library.people.forget("user:1")
