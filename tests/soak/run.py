"""One soak from beginning to end."""

from __future__ import annotations

import asyncio
import os
import resource
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import DatelineBot
from retrieval import Library, Settings, open_library
from tests.discord_sim import DiscordSim

from .attacker import Attacks, gang
from .crowd import Book, Person
from .town import Town, build, stock
from .trouble import Trouble, watch
from .verdict import Counted, counted, faults_found

SEED_ARTICLE = Path(__file__).parents[2] / "seeds" / "japan-us-tomahawk.txt"
READY_SECONDS = 30.0
SETTLE_SECONDS = 120.0
QUIET_LOOKS = 4
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Options:
    seconds: float = 600.0
    users: int = 50
    guilds: int = 10
    seed: int = 1
    trouble_seconds: float = 10.0
    """Between two troubles of the gateway, on average."""
    attackers: int = 0
    pause_seconds: float = 20.0
    """Of a person between two questions, on average: below the limits, so that each has a claim to an answer."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was seen. `problems` is empty where everybody got one answer."""

    problems: tuple[str, ...]
    kinds: tuple[Counted, ...]
    lags: tuple[float, ...]
    offers: tuple[float, ...]
    pages: int
    edits: int
    waited: int
    """Questions whose place in the line was told."""
    trouble: Counter[str]
    resumes: int
    identifies: int
    unexpected: tuple[str, ...]
    attacks: Attacks
    memory_mib: tuple[int, int, int]
    """At the start, at the end, and the largest."""


async def soak(  # longer than 45 lines because it is one story from the start to the count
    options: Options, logged: Sequence[object] = ()
) -> Report:
    """`logged` are the log's entries as they come (structlog's `capture_logs`). Opens nothing but loopback sockets."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        sim = await stack.enter_async_context(DiscordSim())
        stack.enter_context(patch.object(Route, "BASE", sim.api_url))
        stack.enter_context(patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sim.gateway_url)))
        settings = Settings(data_dir=Path(folder))
        library = await stack.enter_async_context(open_library(settings, answers_first=True))
        await library.ingest([SEED_ARTICLE])
        towns = build(sim, options.guilds, options.users)
        await stock(library, towns)
        attacks = Attacks()
        attackers = gang(sim, towns, attacks, options.attackers, options.seed)
        await library.warm()
        bot = await stack.enter_async_context(DatelineBot(library, settings, guild_ready_timeout=0.1))
        await bot.login(sim.token)
        online = asyncio.create_task(bot.connect())
        await asyncio.wait_for(bot.wait_until_ready(), READY_SECONDS)
        book, lags, trouble = Book(), list[float](), Trouble(sim, options.seed)
        before = memory_mib()
        until = time.monotonic() + options.seconds
        people = [
            Person(sim, user, town, book, options.seed * 1000 + user.id % 1000, options.pause_seconds)
            for town in towns
            for user in town.people
        ]
        async with asyncio.TaskGroup() as group:
            group.create_task(watch(until, lags))
            group.create_task(trouble.make(until, options.trouble_seconds))
            for person in people:
                group.create_task(person.live(until))
            for attacker in attackers:
                group.create_task(attacker.live(until))
        sim.faults.clear()
        problems = await settled(sim, library, book, towns)
        await bot.close()
        await asyncio.gather(online, return_exceptions=True)
        return Report(
            problems=(*problems, *attacks.leaks),
            kinds=tuple(await counted(library, book)),
            lags=tuple(lags),
            offers=tuple(book.offers),
            pages=book.pages,
            edits=sum(asked.edits for asked in book.asked),
            waited=sum(asked.waited for asked in book.asked),
            trouble=trouble.counts(),
            resumes=sim.core.gateway.resumes,
            identifies=sim.core.gateway.identifies,
            attacks=attacks,
            unexpected=tuple(str(entry) for entry in logged if _is_unexpected(entry)),
            memory_mib=(before, memory_mib(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024),
        )


async def settled(
    sim: DiscordSim, library: Library, book: Book, towns: Sequence[Town], patience: float = SETTLE_SECONDS
) -> tuple[str, ...]:
    """Until everybody has got their answer, and a while later still has no second one; else what is wrong at the end of
    a long wait."""
    await sim.connected(timeout=SETTLE_SECONDS)
    deadline = time.monotonic() + patience
    quiet = 0
    problems: list[str] = []
    while quiet < QUIET_LOOKS and time.monotonic() < deadline:
        await sim.barrier(timeout=SETTLE_SECONDS)
        await asyncio.sleep(0.5)
        problems = await faults_found(sim, library, book, towns)
        quiet = 0 if problems else quiet + 1
    return tuple(problems)


def _is_unexpected(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("event") in ("unexpected", "failed")


def memory_mib() -> int:
    """Resident memory of this process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE // 2**20
