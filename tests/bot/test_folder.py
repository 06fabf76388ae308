"""The data folder belongs to one application of Discord, and to one running bot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.data_folder import FolderInUse, ForeignFolder, claim, held
from bot.text.errors import sentence
from retrieval import Library, Settings, StoreError, open_library
from tests.conftest import ROOT
from tests.discord_sim import DiscordSim
from tests.fakes import FakeLibrary

from .samples import info

HOLD = """
import sys, pathlib
from bot.data_folder import held
with held(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_folder_is_held_by_one_process_and_freed_however_that_ends(tmp_path: Path, how: int) -> None:
    folder = tmp_path / "not" / "there yet"
    process = holder(folder)
    with process:
        with pytest.raises(FolderInUse) as caught, held(folder):
            pass
        assert str(folder) in sentence(caught.value)
        assert "DATELINE_DATA_DIR" in sentence(caught.value)
        process.send_signal(how)
        process.wait(30)
        with held(folder):
            pass
    with held(folder):
        pass


def test_one_process_holds_it_once(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(FolderInUse), held(tmp_path):
        pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError), held(tmp_path / "file" / "data"):
        pass


async def test_whose_folder_it_is_outlives_the_process_and_is_handed_over_on_purpose(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    async with open_library(settings) as library:
        await claim(library, tmp_path, 111)
        await claim(library, tmp_path, 111)
    async with open_library(settings) as library:
        with pytest.raises(ForeignFolder) as caught:
            await claim(library, tmp_path, 222)
        told = sentence(caught.value)
        assert all(word in told for word in ("111", "222", "--adopt", str(tmp_path)))
        await claim(library, tmp_path, 111)
        await claim(library, tmp_path, 222, adopt=True)
    async with open_library(settings) as library:
        await claim(library, tmp_path, 222)
        with pytest.raises(ForeignFolder):
            await claim(library, tmp_path, 111)


@pytest.mark.parametrize("adopt", [False, True])
async def test_another_applications_bot_touches_nothing(
    sim: DiscordSim, library: FakeLibrary, settings: Settings, adopt: bool
) -> None:
    """It would note every server as left, and delete its articles 14 days later."""
    sim.add_guild("newsroom", members=[sim.add_user("ann")])
    library.infos = [info(1, "guild:99")]
    library.owned_by = "discord:application:111"
    before = str(vars(library))
    bot = DatelineBot(cast(Library, library), settings, adopt=adopt, guild_ready_timeout=0.1)
    async with bot:
        if adopt:
            await bot.login(sim.token)
            assert library.owned_by == f"discord:application:{sim.bot.id}"
            return
        with pytest.raises(ForeignFolder) as caught:
            await bot.start(sim.token)
    assert (caught.value.owner, caught.value.mine) == ("111", str(sim.bot.id))
    assert str(vars(library)) == before
    assert sim.core.store.commands == {}
