"""A backup is the library at one moment, made while others work, and nothing but a whole one is ever brought back."""

from __future__ import annotations

import asyncio
import hashlib
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from retrieval import Filters, Library, Reason, Refusal, Settings, StoreError, open_library
from retrieval.errors import (
    BackupError,
    BackupTarget,
    FolderNotEmpty,
)
from retrieval.store.schema import MIGRATIONS
from retrieval.upkeep import backup_file, check_backup, restore_backup
from retrieval.upkeep.backup_file import DATABASE, MANIFEST, SETTINGS
from retrieval.upkeep.saved_settings import as_toml, differences
from tests.consistency import torn
from tests.core_fakes import Clock, HashingEmbedder, names_in, open_small, prose, write_stories

NOW = Clock().now + timedelta(hours=1)
GUILD = "guild:7"


async def filled(data_dir: Path, backup: Path) -> None:
    """A library with two articles, an answer and a preference, saved in `backup`."""
    async with open_small(data_dir) as library:
        await library.ingest_upload("a.txt", prose(1).encode(), scope="shared")
        await library.ingest_upload("b.txt", prose(2).encode(), scope=GUILD)
        claim = await library.answers.begin("discord:1", question="who?", scopes=(GUILD,), home=GUILD)
        assert claim is not None
        await library.answers.finish(claim, Refusal("who?", Reason.NOTHING_FOUND))
        await library.audit_log.set_preference(GUILD, "limit", "3", by="user:1")
        await library.backups.make(backup)


def settings_of(data_dir: Path, **tables: Any) -> Settings:
    return Settings.model_validate({"data_dir": data_dir, **tables})


async def restored(backup: Path, data_dir: Path) -> None:
    await restore_backup(backup, settings_of(data_dir), now=NOW)


async def test_all_of_it_comes_back_and_nothing_is_embedded_again(tmp_path: Path) -> None:
    backup = tmp_path / "saved.zip"
    await filled(tmp_path / "data", backup)
    await restored(backup, tmp_path / "new")
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "new", embedder) as library:
        assert all(part.ok for part in await library.diagnose())
        asked = embedder.calls
        hits = await library.search("harbour treaty", filters=Filters(("shared", GUILD)))
        assert {hit.article.scope for hit in hits if hit.cosine is not None} == {"shared", GUILD}
        assert embedder.calls == asked + 1, "only the question"
        assert (await library.answers.asked("discord:1")) is not None
        assert await library.audit_log.preferences(GUILD) == {"limit": "3"}
    assert torn(tmp_path / "new") == []


async def test_a_backup_while_articles_are_taken_in_is_one_moment(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 60)
    async with open_small(tmp_path / "data") as library:
        job = asyncio.create_task(library.ingest([tmp_path / "in"]))
        counts = []
        for number in range(4):
            info = await library.backups.make(tmp_path / f"{number}.zip")
            counts.append(info.manifest.contents.articles)
        await job
    assert counts == sorted(counts)
    for number, count in enumerate(counts):
        await restored(tmp_path / f"{number}.zip", tmp_path / f"new{number}")
        assert torn(tmp_path / f"new{number}") == []
        async with open_small(tmp_path / f"new{number}") as library:
            assert (await library.articles.page()).total == count


async def test_what_a_backup_says_of_itself_can_be_read_by_anybody(tmp_path: Path) -> None:
    backup = tmp_path / "saved.zip"
    await filled(tmp_path / "data", backup)
    with zipfile.ZipFile(backup) as archive:
        assert archive.namelist() == [MANIFEST, SETTINGS, DATABASE]
        stated = json.loads(archive.read(MANIFEST))
        for name in (SETTINGS, DATABASE):
            assert stated["files"][name]["sha256"] == hashlib.sha256(archive.read(name)).hexdigest()
    assert stated["contents"]["schema"] == len(MIGRATIONS)
    assert (stated["contents"]["articles"], stated["contents"]["answers"]) == (2, 1)
    assert backup.stat().st_mode & 0o077 == 0


async def test_nothing_but_the_backup_and_the_list_of_deletions_is_left(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    await filled(tmp_path / "data", tmp_path / "out" / "saved.zip")
    (deletions, saved) = names_in(tmp_path / "out")
    assert saved == "saved.zip"
    assert deletions.startswith("deletions-")
    await restored(tmp_path / "out" / "saved.zip", tmp_path / "new")
    assert names_in(tmp_path / "new") == ["dateline.db"]


async def test_deleted_text_is_not_in_the_file_of_a_backup(tmp_path: Path) -> None:
    """It would lie in the free pages of a copy that was made page by page."""
    async with open_small(tmp_path / "data") as library:
        claim = await library.answers.begin(
            "discord:1", question="where is the zanzibar treaty? " * 500, scopes=(), asked_by="user:1"
        )
        assert claim is not None
        await library.people.forget("user:1")
        await library.backups.make(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        assert b"zanzibar" not in archive.read(DATABASE)


# Where it may be written


@pytest.fixture
async def saved(tmp_path: Path) -> Path:
    backup = tmp_path / "saved.zip"
    await filled(tmp_path / "data", backup)
    return backup


async def target_refused(library: Library, target: Path) -> str:
    with pytest.raises(BackupError) as caught:
        await library.backups.make(target)
    return caught.value.problem


async def test_a_file_is_only_written_where_it_is_safe(tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "data")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    async with open_small(tmp_path / "data") as library:
        assert "exists already" in await target_refused(library, tmp_path / "there.zip")
        assert "exists already" in await target_refused(library, tmp_path / "dangling")
        assert "is a folder" in await target_refused(library, tmp_path)
        assert "there is no folder" in await target_refused(library, tmp_path / "no" / "a.zip")
        for inside in (tmp_path / "data" / "a.zip", tmp_path / "link" / "a.zip"):
            assert "data folder" in await target_refused(library, inside)
        with pytest.raises(StoreError):
            await library.backups.make(Path("/proc/dateline.zip"))
        with pytest.raises(BackupTarget):
            await library.backups.export(tmp_path / "there.zip")
    assert (tmp_path / "there.zip").read_text() == "mine"


async def test_a_file_that_somebody_else_wrote_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, target = backup_file.pack, tmp_path / "saved.zip"

    def meanwhile(*arguments: Any) -> None:
        pack(*arguments)
        target.write_text("mine")

    monkeypatch.setattr(backup_file, "pack", meanwhile)
    async with open_small(tmp_path / "data") as library:
        assert "exists already" in await target_refused(library, target)
    assert target.read_text() == "mine"
    assert [name for name in names_in(tmp_path) if "partial" in name] == []


async def test_a_cancelled_backup_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, pack = asyncio.Event(), backup_file.pack
    loop = asyncio.get_running_loop()

    def slow(*arguments: Any) -> None:
        loop.call_soon_threadsafe(begun.set)
        pack(*arguments)

    monkeypatch.setattr(backup_file, "pack", slow)
    (tmp_path / "out").mkdir()
    async with open_small(tmp_path / "data") as library:
        job = asyncio.create_task(library.backups.make(tmp_path / "out" / "saved.zip"))
        await begun.wait()
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
    assert names_in(tmp_path / "out") == []


@pytest.mark.parametrize("name", ["dateline.db", "index.faiss", "notes.txt"])
async def test_only_an_empty_folder_is_restored_into(saved: Path, tmp_path: Path, name: str) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / name).write_text("mine")
    with pytest.raises(FolderNotEmpty) as caught:
        await restored(saved, new)
    assert caught.value.problem == name
    assert names_in(new) == [name]
    assert (await check_backup(saved, settings_of(new))).info.manifest.contents.articles == 2


async def test_what_a_killed_restore_left_is_no_obstacle(saved: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    for name in ("dateline.db.restoring", "dateline.db.restoring-wal", "bot.lock"):
        (new / name).write_text("half")
    await restored(saved, new)
    assert names_in(new) == ["bot.lock", "dateline.db"]


# Backups that are made by themselves


def numbered(folder: Path) -> list[str]:
    return [name for name in names_in(folder) if name.endswith(".zip")]


async def test_they_are_made_when_they_are_due_and_the_oldest_go(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    clock = Clock()
    async with open_small(
        tmp_path / "data", backup={"folder": str(folder), "every": 2, "keep": 3}
    ) as library:
        library.backups.clock = clock
        made = []
        for _ in range(10):
            info = await library.backups.make_due()
            made += [info.path.name] if info else []
            clock.now += timedelta(days=1)
        assert len(made) == 5
        assert numbered(folder) == made[-3:]
        assert await library.backups.make_due() is not None
        assert await library.backups.make_due() is None, "a bot that is started often makes no more of them"


async def test_none_are_made_unless_a_folder_is_named(tmp_path: Path) -> None:
    async with open_small(tmp_path / "data") as library:
        assert await library.backups.make_due() is None
    assert names_in(tmp_path) == ["data"]


async def test_libraries_that_share_a_folder_leave_each_other_alone(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    for name in ("one", "two"):
        clock = Clock()
        async with open_small(tmp_path / name, backup={"folder": str(folder), "keep": 2}) as library:
            library.backups.clock = clock
            for _ in range(3):
                await library.backups.make_due()
                clock.now += timedelta(days=1)
    assert len(numbered(folder)) == 4
    assert len([name for name in names_in(folder) if name.startswith("deletions-")]) == 2


async def test_while_the_clock_is_doubted_no_backup_goes(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    settings = settings_of(tmp_path / "data", backup={"folder": str(folder), "keep": 1})
    clock = Clock()
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        await library.backups.make_due()
        clock.now += timedelta(days=3650)
        await library.backups.make_due()
        assert len(numbered(folder)) == 2
        clock.now -= timedelta(days=3649)
        await library.backups.make_due()
        (kept,) = numbered(folder)
        assert "-2026010" in kept, "what a wrong clock has dated counts as the oldest"


async def test_what_killed_processes_left_in_the_folder_goes_after_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / ".dateline-x.zip.1234.db.partial").write_text("half")
    clock = Clock()
    async with open_small(tmp_path / "data", backup={"folder": str(folder)}) as library:
        library.backups.clock = clock
        await library.backups.make_due()
        assert [name for name in names_in(folder) if "partial" in name]
        clock.now += timedelta(days=3650)
        await library.backups.make_due()
        assert [name for name in names_in(folder) if "partial" in name] == []


# Settings


def test_no_secret_is_among_the_settings_that_are_saved() -> None:
    settings = Settings.model_validate(
        {
            "data_dir": "/data",
            "discord": {"token": "s3cret-token", "api_url": "https://me:s3cret@proxy.example/api"},
            "answer": {"max_quotes": 2},
            "reader": {"model": '„a\\b"c'},
            "fetch": {"allowed_ports": [80, 8080], "allow_private_networks": True},
        }
    )
    saved = as_toml(settings)
    assert "s3cret" not in saved
    assert differences(saved, settings) == ()
    now = settings.model_copy(update={"answer": settings.answer.model_copy(update={"max_quotes": 4})})
    assert differences(saved, now) == (("answer.max_quotes", "2", "4"),)
    assert differences(as_toml(Settings()), Settings()) == ()
    assert differences("not [toml", Settings()) == ()


async def test_a_token_is_nowhere_in_a_backup(tmp_path: Path) -> None:
    async with open_small(tmp_path / "data", discord={"token": "s3cret-token"}) as library:
        await library.backups.make(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        assert not any(b"s3cret" in archive.read(name) for name in archive.namelist())
