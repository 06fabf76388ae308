"""The bot as a process of its own under many questions: whether each gets one answer, and what grows.

People, towns and Discord's troubles are those of `tests.soak`. They live in this process, so that what they remember does
not count as the bot's memory.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.places import own_scope
from retrieval import Library, Settings, open_library
from tests.conftest import ROOT
from tests.core_fakes import prose
from tests.discord_sim import DiscordSim, Permission, faults
from tests.ingest.paper import zipped
from tests.soak.attacker import Attacks, gang
from tests.soak.crowd import AT_ONCE, Book, Person
from tests.soak.run import SEED_ARTICLE, settled
from tests.soak.town import Town, build, choose, stock
from tests.soak.trouble import Trouble
from tests.soak.verdict import counted

STARTUP, ENDING = 300.0, 60.0
FIRST, EACH = 2000, 5000
"""Questions after which it is looked at what has grown: after the first so many, and then each time so many more; sooner
where there are few."""
PATIENCE = 600.0
RUSH = 64


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of the bot's process, after so many questions."""

    questions: int
    memory_mib: float
    handles: int
    threads: int
    tasks: int
    log_kib: int
    """The write-ahead log."""
    database_kib: int
    stored: int
    """Answers and refusals in the database."""


@dataclass(frozen=True, slots=True)
class Soaked:
    """What was seen. `wrong` are questions without an answer or with two, `leaks` what another server was shown."""

    asked: int
    answered: int
    refused: int
    wrong: tuple[str, ...]
    leaks: tuple[str, ...]
    sizes: tuple[Sizes, ...]
    lag: tuple[float, float, float]
    """p50, p99 of the loop's lag over everything, and p99 of the rush, in seconds (upper bounds of the buckets)."""
    reconnected: int
    trouble: int
    """Requests that Discord answered wrongly, late or never."""
    attacks: int
    minutes: float
    shutdown_seconds: float
    """From SIGTERM, with people still asking, until the process had ended well."""


class Bot:
    """`dateline run` on a data folder, with its pages for the operator."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, data_dir: Path) -> None:
        self.process, self.port, self.data_dir = process, port, data_dir

    async def metrics(self) -> str:
        async with (
            aiohttp.ClientSession(f"http://127.0.0.1:{self.port}") as session,
            session.get("/metrics") as answer,
        ):
            return await answer.text()

    async def sizes(self, questions: int) -> Sizes:
        process = Path(f"/proc/{self.process.pid}")
        status = (process / "status").read_text(encoding="ascii")
        figures = await self.metrics()
        log = self.data_dir / "dateline.db-wal"
        return Sizes(
            questions=questions,
            memory_mib=int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024,
            handles=len(list((process / "fd").iterdir())),
            threads=int(re.findall(r"Threads:\s+(\d+)", status)[0]),
            tasks=int(float(re.findall(r"^dateline_tasks (\S+)", figures, re.MULTILINE)[0])),
            log_kib=log.stat().st_size // 1024 if log.exists() else 0,
            database_kib=(self.data_dir / "dateline.db").stat().st_size // 1024,
            stored=_answers(self.data_dir),
        )


def _answers(data_dir: Path) -> int:
    with closing(sqlite3.connect(f"file:{data_dir / 'dateline.db'}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM answers").fetchone()[0])


async def started(sim: DiscordSim, data_dir: Path) -> Bot:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (data_dir / "trust.toml").write_text(f"[metrics]\nport = {port}\n")
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(data_dir),
        "HF_HUB_OFFLINE": "1",
        "OMP_NUM_THREADS": "1",
        "DATELINE_DATA_DIR": str(data_dir),
        "DATELINE_DISCORD__API_URL": sim.api_url,
        "DATELINE_DISCORD__GATEWAY_URL": sim.gateway_url,
        "DISCORD_TOKEN": sim.token,
    }
    line = (sys.executable, "-m", "bot.cli", "--config", str(data_dir / "trust.toml"), "run")
    with (data_dir / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*line, cwd=ROOT, env=environ, stdout=log, stderr=log)
    await sim.connected(timeout=STARTUP)
    return Bot(process, port, data_dir)


async def ended(bot: Bot) -> float:
    """Seconds from SIGTERM to the end of the process. Raises AssertionError when that was no good end."""
    start = time.monotonic()
    bot.process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(bot.process.wait(), ENDING)
    log = (bot.data_dir / "log").read_text(errors="replace")
    assert bot.process.returncode == 0, log[-2000:]
    assert "Traceback" not in log, log[log.index("Traceback") :][:2000]
    return time.monotonic() - start


def quantile(before: str, after: str, share: float) -> float:
    """The bucket of the loop's lag below which so large a share of what was measured between two looks lies."""

    def buckets(figures: str) -> dict[float, float]:
        found = re.findall(r'dateline_loop_lag_seconds_bucket\{le="(\S+)"\} (\S+)', figures)
        return {float(bound): float(number) for bound, number in found}

    first, last = buckets(before), buckets(after)
    counts = {bound: last[bound] - first.get(bound, 0.0) for bound in last}
    return next((bound for bound, number in counts.items() if number >= share * counts[max(counts)]), 0.0)


async def soak(  # longer than 45 lines because it is one story from the start to the count
    folder: Path, questions: int, minutes: float, seed: int, users: int, guilds: int
) -> Soaked:
    """So many questions, or for so long, with Discord's troubles and an attacker; at the end a stop under full load."""
    began = time.monotonic()

    def enough() -> bool:
        return len(book.asked) >= questions or time.monotonic() - began > 60 * minutes

    async with AsyncExitStack() as stack:
        sim = await stack.enter_async_context(DiscordSim())
        library = await stack.enter_async_context(open_library(Settings(data_dir=folder)))
        await library.ingest([SEED_ARTICLE])
        towns = build(sim, guilds, users)
        await stock(library, towns)
        attacks, book, sizes = Attacks(), Book(), list[Sizes]()
        attackers = gang(sim, towns, attacks, 1, seed)
        bot = await started(sim, folder)
        stack.callback(_killed, bot.process)
        people = [
            Person(sim, user, town, book, seed * 1000 + number, pause=5.0)
            for town in towns
            for number, user in enumerate(town.people)
        ]
        before = await bot.metrics()
        await _rush(sim, library, people, towns)
        rushed = await bot.metrics()
        trouble = Trouble(sim, seed)
        others = [
            asyncio.create_task(trouble.make(float("inf"), 10.0)),
            *(asyncio.create_task(attacker.live(float("inf"))) for attacker in attackers),
            asyncio.create_task(_measuring(bot, book, sizes, questions)),
        ]
        async with asyncio.TaskGroup() as group:
            for person in people:
                group.create_task(_lives(person, enough))
        await _over(others)
        sim.faults.clear()
        wrong = await settled(sim, library, book, towns, PATIENCE)
        sizes.append(await bot.sizes(len(book.asked)))
        figures = await bot.metrics()
        kinds = await counted(library, book)
        seconds = await _stopped_under_load(sim, bot, towns)
        return Soaked(
            asked=len(book.asked),
            answered=sum(kind.answered for kind in kinds),
            refused=sum(kind.refused for kind in kinds),
            wrong=tuple(each for each in wrong if "saw an article" not in each),
            leaks=(*(each for each in wrong if "saw an article" in each), *attacks.leaks),
            sizes=tuple(sizes),
            lag=(
                quantile(before, figures, 0.5),
                quantile(before, figures, 0.99),
                quantile(before, rushed, 0.99),
            ),
            reconnected=sim.core.gateway.resumes + sim.core.gateway.identifies - 1,
            trouble=sum(trouble.counts().values()),
            attacks=sum(attacks.tried.values()),
            minutes=(time.monotonic() - began) / 60,
            shutdown_seconds=seconds,
        )


async def _lives(person: Person, enough: Callable[[], bool]) -> None:
    await asyncio.sleep(person.rng.uniform(0, person.pause))
    while not enough():
        await person.act()
        await asyncio.sleep(person.rng.expovariate(1 / person.pause))


async def _measuring(bot: Bot, book: Book, sizes: list[Sizes], questions: int) -> None:
    due, each = min(FIRST, questions // 5), min(EACH, max(1, questions // 4))
    while True:
        await asyncio.sleep(1)
        if len(book.asked) >= due:
            sizes.append(await bot.sizes(len(book.asked)))
            due = len(book.asked) // each * each + each


async def _over(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task


async def _rush(sim: DiscordSim, library: Library, people: Sequence[Person], towns: Sequence[Town]) -> None:
    """Many at once, while the bot takes an archive in and another process goes through everything again."""
    stories = {f"{number}.txt": prose(number, 40).encode() for number in range(30)}
    town = towns[0]
    admin = town.people[0]
    sim.add_role(town.guild, "admins", Permission.ADMINISTRATOR, [admin])
    adding = sim.slash(town.channels[0], admin, "library add", file=("stories.zip", zipped(stories)))
    work: list[Coroutine[Any, Any, Any]] = [_once(person) for person in (list(people) * AT_ONCE)[:RUSH]]
    scopes = [own_scope(each.guild.id) for each in towns]
    await asyncio.gather(adding, library.reindexes.run(scopes=scopes, full=True), *work)


async def _once(person: Person) -> None:
    await person._say(
        person.rng.choice(person.town.channels), "rush", choose(person.town, person.rng), mention=True
    )


async def _stopped_under_load(sim: DiscordSim, bot: Bot, towns: Sequence[Town]) -> float:
    """SIGTERM while many wait for an answer and Discord answers slowly."""
    sim.faults.add("POST", "/channels/*/messages", faults.slow(2.0), times=10**6)
    chance = random.Random(1)
    for town in towns:
        for user in town.people:
            await sim.say(town.channels[1], user, choose(town, chance), mentions=[sim.bot])
    await asyncio.sleep(1)
    return await ended(bot)


def _killed(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
