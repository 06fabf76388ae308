"""One month from beginning to end: what is published, what goes wrong, and what is told."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import DatelineBot
from bot.places import message_key
from bot.tasks import Loop
from bot.ui.delivery import Delivery
from bot.watches.loop import WatchLoop
from retrieval import Library, Result, Settings, open_library
from retrieval.models.base import Readable, SpanScore
from retrieval.store.news.watches import WatchStore
from retrieval.text import sentences
from retrieval.wiring import USUAL, Parts
from tests.core_fakes import HashingEmbedder
from tests.discord_sim import Channel, DiscordSim, Message, faults
from tests.web.server import ATOM, Site

from .stories import VALUE, Version, is_open

MONTH = timedelta(days=30)
POSTS = ("POST", "/channels/*/messages")
LABELS = {False: "Tell me when this changes", True: "Tell me when there is an answer"}
WAIT = 120.0
"""Seconds, on a busy machine."""


class ValueReader:
    """Marks the value in each sentence that has most words of the question."""

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        return [sorted(_spans(question, each.text), key=lambda span: -span.score) for each in passages]


def _spans(question: str, text: str) -> list[SpanScore]:
    asked, found = set(re.findall(r"[A-Z]\w+|\w{4,}", question)), []
    for start, end in sentences(text, "en"):
        value = re.compile(VALUE).search(text, start, end)
        shared = len(asked & set(re.findall(r"\w+", text[start:end]))) / len(asked)
        score = 12.0 if value and shared > 0.5 else -8.0
        found.append(SpanScore(*(value.span() if value else (start, end)), score, 0.0, 0.0))
    return found


class Killed(BaseException):
    """The process is gone: nothing of ours catches it."""


STEPS: tuple[tuple[type, str], ...] = (
    (WatchStore, "mark"),
    (WatchStore, "asked"),
    (WatchStore, "begin_telling"),
    (Delivery, "deliver"),
    (WatchStore, "was_told"),
)


def dying(number: int) -> Any:
    """The process dies before or after one of the steps, once."""
    owner, name = STEPS[number // 2 % len(STEPS)]
    real: Callable[..., Awaitable[Any]] = getattr(owner, name)
    alive = True

    async def step(self: Any, *given: Any, **named: Any) -> Any:
        nonlocal alive
        if alive and number % 2 == 0:
            alive = False
            raise Killed
        found = await real(self, *given, **named)
        if alive:
            alive = False
            raise Killed
        return found

    return patch.object(owner, name, step)


@dataclass
class Report:
    """What was told, in order, beside what was to be told; each as the question and words of the answer."""

    versions: Counter[str] = field(default_factory=Counter)
    expected: list[tuple[str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    trouble: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def look(self, version: Version) -> None:
        """Notes what differs after a version, once."""
        missing = Counter(self.expected) - Counter(self._known())
        false = Counter(self._known()) - Counter(self.expected)
        for what, found in (("not told", missing), ("told and no change", false)):
            for (question, words), times in found.items():
                line = f"{what}: {question} {words} ({times})"
                if line not in {each.partition(" | ")[0] for each in self.problems}:
                    self.problems.append(f"{line} | after {version.page}, {version.step}")

    def _known(self) -> list[tuple[str, str]]:
        """What was told, by the words that were expected where they stand in it."""
        wanted = {
            question: [words for asked, words in self.expected if asked == question]
            for question, _ in self.told
        }
        return [
            (question, next((words for words in wanted[question] if words in title), title))
            for question, title in self.told
        ]


class Town:
    """A server in which each watch has its person; the bot, its library and a web server with two feeds."""

    def __init__(self, sim: DiscordSim, site: Site, folder: Path, *, real: bool) -> None:
        fetch = {"allow_private_networks": True, "allowed_ports": [site.port]}
        self.settings = Settings.model_validate({"data_dir": folder, "fetch": fetch})
        self.sim, self.site, self.real = sim, site, real
        self.guild = sim.add_guild("newsroom")
        self.channel: Channel = sim.add_channel(self.guild, "general")
        self.now = datetime(2024, 4, 1, 6, tzinfo=UTC)
        self.process = AsyncExitStack()
        self.starts = 0
        self.entries: dict[str, dict[str, str]] = {"one": {}, "two": {}}
        self.published: dict[str, str] = {}

    async def start(self) -> None:
        """A new process; nothing but the data folder is left of the one before."""
        await self.process.aclose()
        quick = (None, USUAL) if self.real else (HashingEmbedder("hashing", 512), Parts(reader=ValueReader()))
        self.library: Library = await self.process.enter_async_context(
            open_library(self.settings, embedder=quick[0], clock=lambda: self.now, parts=quick[1])
        )
        self.bot = await self.process.enter_async_context(
            DatelineBot(self.library, self.settings, guild_ready_timeout=0.1)
        )
        await self.bot.login(self.sim.token)
        online = asyncio.create_task(self.bot.connect())
        self.process.push_async_callback(_ended, self.bot, online)
        self.starts += 1
        await asyncio.wait_for(self.bot.wait_until_ready(), WAIT)

    async def look_after(self) -> None:
        await WatchLoop(self.bot, lambda: self.now).run()

    def publish(self, version: Version) -> None:
        """The page says it from now on, and its feed announces that."""
        day, feed = self.now.isoformat(), ("one", "two")[version.story % 2]
        first = self.published.setdefault(version.page, day)
        url = self.site.page(f"/{version.page}", _page(version, first, day))
        entry = f"<id>{version.page}</id><title>{_title(version)}</title><link href='{url}'/>"
        dates = f"<updated>{day}</updated><published>{first}</published>"
        self.entries[feed][version.page] = f"<entry>{entry}{dates}</entry>"
        self._announce()

    def _announce(self) -> None:
        for name, entries in self.entries.items():
            whole = "".join(reversed(entries.values()))
            body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title>{whole}</feed>'
            self.site.feed(f"/{name}.xml", body, media_type=ATOM)

    async def take_in(self) -> None:
        """The first time the feeds are followed, later they are polled."""
        if not await self.library.feeds.all(scopes=["shared"]):
            await self.library.ingest([self.site.url(f"/{name}.xml") for name in self.entries])
            return
        items = [item for result in await self.library.feeds.poll() for item in result.items]
        assert [item.result for item in items] in ([Result.ADDED], [Result.UPDATED]), items

    async def watch(self, question: str, *, is_open: bool) -> None:
        """Somebody asks, and wants to be told."""
        person = self.sim.add_user(f"reader{len(self.guild.members)}")
        self.sim.join(self.guild, person)
        asked = await self.sim.say(self.channel, person, question, mentions=[self.sim.bot])
        await self.sim.wait_until(lambda: self._replies(asked), WAIT)
        (shown,) = self._replies(asked)
        async with asyncio.timeout(WAIT):
            while await self.library.answers.posted(message_key(shown.id)) is None:  # noqa: ASYNC110
                await asyncio.sleep(
                    0.01
                )  # it is logged when it is shown; nothing wakes whoever waits for that
        await (await self.sim.click(shown, LABELS[is_open], person)).response(WAIT)

    def _replies(self, asked: Message) -> list[Message]:
        return [each for each in self.sim.messages(self.channel, from_bot=True) if each.reply_to == asked.id]

    @property
    def news(self) -> list[Message]:
        return [each for each in self.sim.messages(self.channel, from_bot=True) if "🔔" in each.content]


async def _ended(bot: DatelineBot, online: asyncio.Task[None]) -> None:
    await bot.close()
    await asyncio.gather(online, return_exceptions=True)


def _title(version: Version) -> str:
    return f"{version.question.rstrip('?').capitalize()}, says {version.publisher}"


def _page(version: Version, first: str, changed: str) -> str:
    return f"""<html lang="en"><head><title>{_title(version)}</title>
        <meta property="og:site_name" content="{version.publisher}"/>
        <meta property="article:published_time" content="{first}"/>
        <meta property="article:modified_time" content="{changed}"/></head>
        <body><article><h1>{_title(version)}</h1><p>{version.text}</p>
        <p>{version.more}</p>
        </article></body></html>"""


@asynccontextmanager
async def _town(*, real: bool) -> AsyncIterator[Town]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        sim = await stack.enter_async_context(DiscordSim())
        site = await stack.enter_async_context(Site())
        quiet = stack.enter_context(ExitStack())
        quiet.enter_context(patch.object(Route, "BASE", sim.api_url))
        quiet.enter_context(patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sim.gateway_url)))
        quiet.enter_context(patch.object(Loop, "start", lambda self: None))  # the month has hours of its own
        quiet.enter_context(patch("bot.ui.retry.FIRST_PAUSE", 0.05))
        town = Town(sim, site, Path(folder), real=real)
        stack.push_async_callback(lambda: town.process.aclose())
        yield town


async def month(
    told: Sequence[Sequence[Version]],
    *,
    real: bool = False,
    on_version: Callable[[Version], None] = lambda _: None,
) -> Report:
    """The month of some stories. `real` reads with the packaged models in place of quick ones; `on_version` hears of each
    version when it is told."""
    report = Report()
    async with _town(real=real) as town:
        for versions in told:
            if not is_open(versions[0].story):
                town.publish(versions[0])
                report.versions[versions[0].step] += 1
        await town.start()
        await town.bot.servers.change(town.guild.id, "channel_per_minute", 300, by=1)
        await town.take_in()
        for versions in told:
            await town.watch(versions[0].question, is_open=is_open(versions[0].story))
        await town.look_after()
        later = [each for each in _in_turn(told) if each.number or is_open(each.story)]
        for number, version in enumerate(later):
            town.now += MONTH / len(later)
            town.publish(version)
            await town.take_in()
            report.versions[version.step] += 1
            report.expected += [(version.question, version.told)] if version.told else []
            await _trouble(town, number, report.trouble)
            for _ in range(2):
                await town.look_after()
            report.told = [_told(each) for each in town.news]
            report.look(version)
            on_version(version)
        report.problems += [str(each) for each in town.sim.violations]
    return report


def _in_turn(told: Sequence[Sequence[Version]]) -> list[Version]:
    """The first versions of all stories, then the second ones, and so on."""
    return [each for step in zip_longest(*told) for each in step if each is not None]


def _told(message: Message) -> tuple[str, str]:
    embed = message.embeds[0]
    return embed["author"]["name"].strip("“”"), embed.get("title", "")


async def _trouble(town: Town, number: int, counted: Counter[str]) -> None:
    """What goes wrong while the version is told."""
    sim, kind = (
        town.sim,
        ("killed", "cut", "lost reply", "killed", "away", "restarted with errors")[number % 6],
    )
    counted[kind] += 1
    if kind == "killed":
        try:
            with dying(counted["died"]):
                await town.look_after()
        except Killed:
            counted["died"] += 1
        await town.start()
    elif kind == "cut":
        sim.cut(1006, rewind=2)
        await town.look_after()
        await sim.connected(timeout=WAIT)
    elif kind == "lost reply":
        rule = sim.faults.add(*POSTS, faults.lost_reply(502))
        await town.look_after()
        counted["replies lost"] += rule.hits
    elif kind == "away":
        async with sim.down():
            await town.look_after()
        await sim.connected(timeout=WAIT)
    else:
        await town.start()
        rule = sim.faults.add(*POSTS, faults.server_error(503), times=2)
        await town.look_after()
        counted["posts refused"] += rule.hits
    sim.faults.clear()
