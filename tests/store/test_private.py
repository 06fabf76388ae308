"""What is stored is for the eyes of its owner: the folder and every file in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from retrieval.store import database as folder
from retrieval.store.database import open_database
from tests.core_fakes import add, open_small, prose

TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."


@pytest.fixture(autouse=True)
def _open_to_everybody() -> Iterator[None]:
    """As careless as a user can be."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(path: Path) -> str:
    return oct(stat.S_IMODE(path.lstat().st_mode))


def open_to_others(data_dir: Path) -> list[str]:
    return [
        f"{path.name} {rights(path)}"
        for path in (data_dir, *data_dir.iterdir())
        if path.lstat().st_mode & 0o077
    ]


async def test_whatever_is_in_the_folder_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = tmp_path / "deep" / "data"
    seen: set[str] = set()
    rename = Path.replace

    def looked_at(self: Path, target: Path) -> Path:
        seen.add(self.suffix)
        assert open_to_others(data_dir) == []
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", looked_at)
    async with open_small(data_dir) as library:
        await add(library, "a.txt", TREATY)
        await library.reindexes.run()
        seen |= {path.name for path in data_dir.iterdir()}
        assert open_to_others(data_dir) == []
    assert {".tmp", "dateline.db", "dateline.db-wal", "dateline.db-shm", "index.faiss"} <= seen
    assert rights(data_dir) == "0o700"
    assert {rights(path) for path in data_dir.iterdir()} == {"0o600"}


async def test_what_an_older_version_left_open_is_closed(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    async with open_small(data_dir) as library:
        await add(library, "a.txt", prose(1))
        (data_dir / "commands.sha256").write_text("0")
        (data_dir / "link").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "elsewhere").write_text("not ours")
        for path in (data_dir, *data_dir.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o664)
        async with open_small(data_dir):
            assert open_to_others(data_dir) == [f"link {rights(data_dir / 'link')}"]
    assert rights(tmp_path / "elsewhere") == "0o664", "nothing outside the folder is touched"


async def test_a_folder_for_everybody_is_not_taken_from_them(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    public.chmod(0o1777)
    (public / "of somebody").write_text("x")
    async with open_database(public / "dateline.db"):
        assert rights(public) == "0o1777"
        assert rights(public / "of somebody") == "0o666"
        assert {rights(path) for path in public.glob("dateline.db*")} == {"0o600"}


async def test_what_belongs_to_another_user_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(folder, "_user", lambda: os.geteuid() + 1)
    async with open_database(tmp_path / "data" / "dateline.db"):
        assert rights(tmp_path / "data") == "0o777"


async def test_a_file_system_without_rights_is_one_warning_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()

    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    with capture_logs() as logs:
        async with open_database(tmp_path / "data" / "dateline.db") as database:
            assert await database.problems() == []
    assert [each["event"] for each in logs] == ["not_private"]
