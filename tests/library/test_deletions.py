"""What was deleted after a backup was made comes back through no restore; nothing else goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from retrieval import Library, Reason, Refusal, Settings, open_library
from retrieval.errors import DeletionsUnknown
from retrieval.store.backup.deletions import REMEMBERED
from retrieval.upkeep import Restored, restore_backup
from tests.consistency import torn
from tests.core_fakes import Clock, HashingEmbedder, add, names_in, open_small, prose

from .test_leaving import furnish, rows_of, subscribe

HERE, ELSEWHERE = "guild:1", "guild:2"


async def ask(library: Library, key: str, by: str | None, home: str | None = HERE) -> int:
    claim = await library.answers.begin(key, question="who?", scopes=(HERE,), asked_by=by, home=home)
    assert claim is not None
    await library.answers.finish(claim, Refusal("who?", Reason.NOTHING_FOUND))
    return claim


async def asked(library: Library) -> list[str]:
    found = [await library.answers.asked(f"q{n}") for n in range(10)]
    return [each.asked_key or "" for each in found if each is not None]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "saved.zip"


@asynccontextmanager
async def opened(tmp_path: Path, clock: Clock) -> AsyncIterator[Library]:
    settings = Settings(data_dir=tmp_path / "data")
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        yield library


async def restored(tmp_path: Path, backup: Path, now: datetime | None = None) -> Restored:
    settings = Settings(data_dir=tmp_path / "new")
    return await restore_backup(backup, settings, now=now or Clock().now)


async def test_a_person_who_was_forgotten_stays_so(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, clock := Clock()) as library:
        first = await ask(library, "q1", "user:1")
        second = await ask(library, "q2", "user:2")
        await library.votes.cast(second, "user:1", 1)
        await library.audit_log.set_preference(HERE, "limit", "3", by="user:1")
        await library.people.read_errata("user:1", True)
        await library.backups.make(backup)
        await library.people.forget("user:1")
        clock.now += timedelta(days=1)
        await ask(library, "q3", "user:1")
        await library.backups.make(tmp_path / "later.zip")
    result = await restored(tmp_path, backup)
    assert result.deleted_again == 1
    async with open_small(tmp_path / "new") as library:
        assert await asked(library) == ["q2"]
        assert (await library.votes.of(second)).up == 0
        (entry,) = (await library.audit_log.page(HERE)).items
        assert entry.by is None
        assert first != second
        assert not (await library.people.summary("user:1")).errata
    again = Settings(data_dir=tmp_path / "again")
    assert (await restore_backup(tmp_path / "later.zip", again, now=clock.now)).deleted_again == 0
    async with open_small(tmp_path / "again") as library:
        assert await asked(library) == ["q2", "q3"], "what they asked later is theirs to keep"


async def test_a_clock_that_was_set_back_leaves_nothing_out(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, clock := Clock()) as library:
        await furnish(library, ELSEWHERE)
        await ask(library, "q1", "user:1")
        gone = await add(library, "a.txt", prose(9), HERE)
        await library.backups.make(backup)
        clock.now -= timedelta(days=3)
        await library.people.forget("user:1")
        await library.scopes.forget_records(ELSEWHERE)
        await library.articles.remove(gone, scopes=(HERE,))
        await library.articles.writer.purge(clock.now + timedelta(days=1))
        clock.now += timedelta(days=4)
        await library.backups.lists.keep()
    await restored(tmp_path, backup, clock.now)
    assert not any(rows_of(tmp_path / "new", ELSEWHERE).values())
    assert not any(rows_of(tmp_path / "new", HERE).values())


async def test_what_retention_and_a_deleted_message_took_stays_away(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, clock := Clock()) as library:
        await ask(library, "q1", "user:1")
        await ask(library, "q2", "user:1", home=ELSEWHERE)
        await ask(library, "q3", "user:1", home=None)
        clock.now += timedelta(days=1)
        await ask(library, "q4", "user:1")
        await ask(library, "q5", "user:1", home=ELSEWHERE)
        await library.backups.make(backup)
        before = clock.now - timedelta(hours=12)
        await library.retention.forget_before(HERE, before)
        await library.retention.forget_before(None, before)
        await library.answers.withdraw("q5")
    assert (await restored(tmp_path, backup)).deleted_again == 3
    async with open_small(tmp_path / "new") as library:
        assert await asked(library) == ["q2", "q4"]


async def test_a_server_that_was_deleted_stays_so(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, clock := Clock()) as library:
        await furnish(library, HERE)
        await furnish(library, ELSEWHERE)
        subscribe(tmp_path / "data", HERE)
        await library.backups.make(backup)
        left = rows_of(tmp_path / "data", ELSEWHERE)
        await library.scopes.mark_left(HERE)
        await library.retention.purge_left(clock.now + timedelta(days=1))
    assert (await restored(tmp_path, backup)).deleted_again > 3
    assert not any(rows_of(tmp_path / "new", HERE).values())
    assert rows_of(tmp_path / "new", ELSEWHERE) == left
    assert torn(tmp_path / "new") == []


async def test_an_article_that_left_the_trash_for_good_stays_away(tmp_path: Path, backup: Path) -> None:
    """The same file that is added anew afterwards is another article."""
    async with opened(tmp_path, clock := Clock()) as library:
        gone = await add(library, "a.txt", prose(1), HERE)
        kept = await add(library, "b.txt", prose(2), HERE)
        await library.backups.make(backup)
        await library.articles.remove(gone, scopes=(HERE,))
        clock.now += timedelta(days=3)
        await library.backups.make(tmp_path / "removed.zip")
        for _ in range(40):
            clock.now += timedelta(days=1)
            await library.retention.empty_trash()
        await add(library, "a.txt", prose(1), HERE)
        await library.backups.make(tmp_path / "anew.zip")
    now = clock.now
    for name, wanted in (("saved.zip", [kept]), ("removed.zip", [kept]), ("anew.zip", [kept, kept + 1])):
        folder = tmp_path / f"of {name}"
        await restore_backup(tmp_path / name, Settings(data_dir=folder), now=now)
        assert torn(folder) == []
        async with open_small(folder) as library:
            page = await library.articles.page(scopes=(HERE,))
            assert sorted(each.id for each in page.items) == wanted


async def test_the_list_names_nobody_and_holds_no_text(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, Clock()) as library:
        await ask(library, "q1", "user:4711")
        await library.backups.make(backup)
        await library.people.forget("user:4711")
        await library.answers.withdraw("q1")
    (name,) = (name for name in names_in(tmp_path) if name.startswith("deletions-"))
    text = (tmp_path / name).read_text()
    assert "4711" not in text
    head, *rows = map(json.loads, text.splitlines())
    assert head["entries"] == len(rows) == 1
    assert rows[0]["kind"] == "person"
    assert len(rows[0]["name"]) == 64
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


async def test_the_list_follows_while_the_library_is_open(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, Clock()) as library:
        await ask(library, "q1", "user:1")
        await library.backups.make(backup)
        await library.people.forget("user:1")
        async with asyncio.timeout(30):
            while not (entries(tmp_path) and entries(tmp_path / "data")):  # noqa: ASYNC110  # a file is all that tells it
                await asyncio.sleep(0.01)
    assert entries(tmp_path) == entries(tmp_path / "data") == 1


def entries(folder: Path) -> int:
    return len(list_in(folder).read_text().splitlines()) - 1


async def test_a_folder_that_is_away_holds_nobody_up(tmp_path: Path) -> None:
    out = tmp_path / "stick"
    out.mkdir()
    async with opened(tmp_path, Clock()) as library:
        await ask(library, "q1", "user:1")
        await library.backups.make(out / "saved.zip")
        out.rename(tmp_path / "pulled out")
        await library.people.forget("user:1")
        await library.backups.make_due()
        assert entries(tmp_path / "data") == 1
        (tmp_path / "pulled out").rename(out)
        await library.backups.make_due()
    assert entries(out) == 1, "the daily job makes it up"


async def test_the_list_of_the_data_folder_counts_too(tmp_path: Path, backup: Path) -> None:
    """A data folder whose database is lost still has its list."""
    async with opened(tmp_path, Clock()) as library:
        await ask(library, "q1", "user:1")
        await library.backups.make(backup)
        await library.people.forget("user:1")
    list_in(tmp_path).unlink()
    for name in ("dateline.db", "index.faiss"):
        (tmp_path / "data" / name).unlink(missing_ok=True)
    result = await restore_backup(backup, Settings(data_dir=tmp_path / "data"), now=Clock().now)
    assert result.deleted_again == 1


# Without a list that can be believed


async def saved(tmp_path: Path, backup: Path) -> Path:
    """A backup with a question that was deleted later; returns the list."""
    async with opened(tmp_path, Clock()) as library:
        await ask(library, "q1", "user:1")
        await library.backups.make(backup)
        await library.people.forget("user:1")
    return list_in(tmp_path)


def list_in(folder: Path) -> Path:
    (path,) = folder.glob("deletions-*.jsonl")
    return path


async def refused(tmp_path: Path, backup: Path, *lists: Path, now: datetime | None = None) -> str:
    with pytest.raises(DeletionsUnknown) as caught:
        await restore_backup(backup, Settings(data_dir=tmp_path / "new"), lists, now=now or Clock().now)
    assert not (tmp_path / "new").exists()
    return caught.value.problem


async def test_without_the_list_nothing_is_restored_unless_that_is_wanted(
    tmp_path: Path, backup: Path
) -> None:
    path = await saved(tmp_path, backup)
    moved = path.rename(tmp_path / "data" / "elsewhere.jsonl")
    assert path.name in await refused(tmp_path, backup)
    settings = Settings(data_dir=tmp_path / "new")
    result = await restore_backup(backup, settings, [moved], now=Clock().now)
    assert result.deleted_again == 1
    anyway = Settings(data_dir=tmp_path / "anyway")
    assert (await restore_backup(backup, anyway, deleted_may_return=True)).deleted_again == 0
    async with open_small(tmp_path / "anyway") as library:
        assert await asked(library) == ["q1"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text: text[: len(text) // 2], "damaged"),
        (lambda text: text.splitlines()[0], "damaged"),
        (lambda text: text.replace("person", "planet"), "damaged"),
        (lambda text: "no list", "damaged"),
        (lambda text: text.replace('"library": "', '"library": "0'), "another library"),
        (lambda text: text.replace('"kept_at": "2026', '"kept_at": "2025'), "older than the backup"),
    ],
)
async def test_a_list_that_cannot_be_believed_is_refused(
    tmp_path: Path, backup: Path, change: Callable[[str], str], problem: str
) -> None:
    path = await saved(tmp_path, backup)
    path.write_text(change(path.read_text()))
    assert problem in await refused(tmp_path, backup)


async def test_a_backup_from_before_the_oldest_deletion_that_is_remembered_is_refused(
    tmp_path: Path, backup: Path
) -> None:
    await saved(tmp_path, backup)
    late = Clock().now + REMEMBERED + timedelta(days=1)
    assert f"{REMEMBERED.days} days" in await refused(tmp_path, backup, now=late)


async def test_deletions_are_forgotten_when_no_backup_is_that_old(tmp_path: Path, backup: Path) -> None:
    async with opened(tmp_path, clock := Clock()) as library:
        await ask(library, "q1", "user:1")
        await library.backups.make(backup)
        await library.people.forget("user:1")
        for _ in range(REMEMBERED.days + 2):
            clock.now += timedelta(days=1)
            await library.backups.clock_check.is_trusted()
        await library.backups.make_due()
    assert entries(tmp_path) == 0
