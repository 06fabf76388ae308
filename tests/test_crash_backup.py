"""kill -9 while a library is saved, brought back, or made to forget: there is a whole file or none, a whole database or
none, and what was deleted stays away. DATELINE_CRASH_ROUNDS as for `test_crash`."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from retrieval import Library, Reason, Refusal, Settings
from retrieval.upkeep import restore_backup
from retrieval.upkeep.backup_file import verify
from tests.consistency import torn
from tests.core_fakes import names_in, open_small, write_stories
from tests.crash_driver import STEPS
from tests.test_crash import ROUNDS, command, kill_after, lines_of

STORIES = 20
MOST = 6
"""Backups and restores that are waited for before the kill."""


@pytest.fixture(scope="module")
def library_and_backup(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A library, in which somebody has asked for each step, and a backup of it; each is only read by a test."""
    folder = tmp_path_factory.mktemp("saved")
    write_stories(folder / "in", STORIES)
    (folder / "out").mkdir()

    async def fill() -> None:
        async with open_small(folder / "data") as library:
            await library.ingest([folder / "in"])
            for number in range(STEPS):
                person = f"user:{number}"
                claim = await library.answers.begin(person, question="who?", scopes=(), asked_by=person)
                assert claim is not None
                await library.answers.finish(claim, Refusal("who?", Reason.NOTHING_FOUND))
            await library.backups.make(folder / "out" / "saved.zip")

    asyncio.run(fill())
    return folder / "data", folder / "out" / "saved.zip"


@pytest.mark.parametrize("seed", range(500, 500 + ROUNDS))
def test_killed_while_saving(tmp_path: Path, library_and_backup: tuple[Path, Path], seed: int) -> None:
    data_dir = copied(library_and_backup[0], tmp_path / "data")
    out, acknowledged = tmp_path / "out", tmp_path / "acknowledged"
    out.mkdir()
    (out / "story.txt").write_text("The driver writes where this lies.")
    count = kill_after(seed, command("backup", data_dir, out, acknowledged), acknowledged, MOST)
    made = [name for name in names_in(out) if name.endswith(".zip") and not name.startswith(".")]
    assert count <= len(made) <= count + 1
    assert all(verify(out / name).contents.articles == STORIES for name in made)
    assert torn(data_dir) == []

    async def start_again() -> None:
        async with open_small(data_dir) as library:
            await library.backups.make(out / "after.zip")
        await restore_backup(out / "after.zip", Settings(data_dir=tmp_path / "new"), deleted_may_return=True)

    asyncio.run(start_again())
    assert torn(tmp_path / "new") == []


@pytest.mark.parametrize("seed", range(600, 600 + ROUNDS))
def test_killed_while_restoring(tmp_path: Path, library_and_backup: tuple[Path, Path], seed: int) -> None:
    saved, new, acknowledged = library_and_backup[1], tmp_path / "new", tmp_path / "acknowledged"
    new.mkdir()
    count = kill_after(seed, command("restore", new, saved.parent, acknowledged), acknowledged, MOST)
    whole = [name for name in names_in(new) if (new / name / "dateline.db").exists()]
    assert count <= len(whole) <= count + 1
    assert [torn(new / name) for name in whole] == [[]] * len(whole)
    for name in set(names_in(new)) - set(whole):
        asyncio.run(restore_backup(saved, Settings(data_dir=new / name), deleted_may_return=True))
        assert torn(new / name) == []
        assert names_in(new / name) == ["dateline.db"]


@pytest.mark.parametrize("seed", range(700, 700 + ROUNDS))
def test_killed_while_people_are_forgotten(
    tmp_path: Path, library_and_backup: tuple[Path, Path], seed: int
) -> None:
    """Whoever was told that they are forgotten is forgotten in what is brought back, as soon as the library was open
    once more: the database knows it, and the list is made from that. Nobody else is, but for one who was being
    forgotten."""
    data_dir = copied(library_and_backup[0], tmp_path / "data")
    saved = (
        tmp_path / "elsewhere.zip"
    )  # no list lies beside it: that of the data folder has to know everybody
    shutil.copy(library_and_backup[1], saved)
    acknowledged = tmp_path / "acknowledged"
    count = kill_after(
        seed, command("forget", data_dir, library_and_backup[1].parent, acknowledged), acknowledged, STEPS
    )
    promised = {line.strip() for line in lines_of(acknowledged)}

    async def start_again() -> tuple[set[str], set[str]]:
        async with open_small(data_dir) as library:
            await library.backups.make_due()
            here = await forgotten(library)
        deletions = data_dir / next(name for name in names_in(data_dir) if name.startswith("deletions-"))
        settings = Settings(data_dir=tmp_path / "new")
        # by the clock of these tests the list is as old as the backup
        restored = await restore_backup(saved, settings, [deletions], deleted_may_return=True)
        assert restored.deleted_again == len(here), "all of them were in the backup"
        async with open_small(tmp_path / "new") as library:
            return here, await forgotten(library)

    here, there = asyncio.run(start_again())
    assert promised <= here == there
    assert count <= len(here) <= count + 1


async def forgotten(library: Library) -> set[str]:
    people = {f"user:{number}" for number in range(STEPS)}
    return {person for person in people if not (await library.people.summary(person)).answers}


def copied(data_dir: Path, target: Path) -> Path:
    return Path(shutil.copytree(data_dir, target))
