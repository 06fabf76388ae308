"""A month of news with the real library: stories that move, restarts, and a process that dies at each step of telling.
Every change is told exactly once, and nothing else is. The models are quick ones; `news/test_watches` has the real ones.
"""

# ruff: noqa: E501  # one event a line
from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from simcord.env import Env

from bot.client import DatelineBot
from bot.places import message_key
from bot.ui.delivery import Delivery
from bot.watches.loop import WatchLoop
from retrieval import Library, Settings, open_library
from retrieval.models.base import Readable, SpanScore
from retrieval.news import Watches
from retrieval.store.news.watches import WatchStore
from retrieval.text import sentences
from retrieval.wiring import Parts
from tests.core_fakes import HashingEmbedder, add, dated

from ..samples import mention, replies
from ..world import World

pytestmark = [
    pytest.mark.simcord(settle_timeout=60),  # the library works on real time, also on a busy machine
    pytest.mark.timeout(900),
]

QUAKE = "how many people died in the quake in Hualien?"
BRIDGE = "when will the harbour bridge in Tonbridge reopen?"
MAYOR = "who is the mayor of Ashford?"
WALL = "how much will the sea wall in Dover cost?"
RACE = "who won the Lakeside marathon?"


@dataclass(frozen=True)
class Event:
    """An article that comes in, or a new version of one; and what is told because of it: the question and a word of the
    new answer."""

    file: str
    title: str
    text: str
    told: tuple[str, str] | None = None


START = (
    Event("quake-1", "Quake in Hualien", "Four people died in the quake in Hualien, officials said."),
    Event(
        "bridge-1",
        "Tonbridge bridge",
        "The harbour bridge in Tonbridge will reopen on May 5, engineers said.",
    ),
    Event("mayor-1", "Ashford votes", "Ann Lee is the mayor of Ashford, the council said on its website."),
    Event("wall-1", "Dover sea wall", "The sea wall in Dover will cost 40 million dollars, the port said."),
)
MONTH = (
    Event("quake-2", "Hualien mourns", "The quake in Hualien killed four people, the mayor said at a service."),
    Event("quake-3", "Quake toll rises", "Nine people died in the quake in Hualien, officials said.", (QUAKE, "Nine")),
    Event("bridge-2", "Bridge delayed", "The harbour bridge in Tonbridge will reopen on June 1, engineers said.", (BRIDGE, "June 1")),
    Event("race-1", "Lakeside marathon", "Mary Cole won the Lakeside marathon in two hours and twenty minutes.", (RACE, "Mary Cole")),
    Event("mayor-2", "New mayor in Ashford", "Omar Diaz is the mayor of Ashford after the election, the council said.", (MAYOR, "Omar Diaz")),
    Event("wall-3", "Sea wall dearer", "The sea wall in Dover will cost 52 million dollars, the port said.", (WALL, "52 million")),
    Event("quake-4", "Quake toll", "Thirteen people died in the quake in Hualien, officials said.", (QUAKE, "Thirteen")),
    Event("bridge-2", "Bridge delayed", "The harbour bridge in Tonbridge will reopen on July 9, engineers said.", (BRIDGE, "July 9")),
    Event("wall-4", "Sea wall dearer still", "The sea wall in Dover will cost 61 million dollars, the port said.", (WALL, "61 million")),
    Event("quake-5", "Quake toll again", "Twenty people died in the quake in Hualien, officials said.", (QUAKE, "Twenty")),
    Event("wall-5", "Port on sea wall", "The port said that the sea wall in Dover will cost about 61 million dollars."),
    Event("quake-5", "Quake toll again", "Twenty people died in the quake in Hualien, officials said. The town is quiet."),
    Event("race-2", "After the marathon", "Mary Cole, who won the Lakeside marathon, thanked the helpers."),
    Event("roses", "Roses", "The keeper of the old lighthouse grew roses beside the shed all summer."),
)  # fmt: skip
"""The first ten meet the ten moments at which the process dies."""


_VALUE = re.compile(
    r"(?i:four|nine|thirteen|twenty) people|(?:May|June|July) \d|Ann Lee|Omar Diaz|Mary Cole|\d\d million dollars"
)


class ValueReader:
    """Marks the value in each sentence that has most words of the question."""

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        return [sorted(_spans(question, each.text), key=lambda span: -span.score) for each in passages]


def _spans(question: str, text: str) -> list[SpanScore]:
    asked, found = set(re.findall(r"[A-Z]\w+|\w{4,}", question)), []
    for start, end in sentences(text, "en"):
        value = _VALUE.search(text, start, end)
        shared = len(asked & set(re.findall(r"\w+", text[start:end]))) / len(asked)
        score = 12.0 if value and shared >= 0.5 else -8.0
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


class Town:
    """The bot over a library on the disk, both of which can be started again."""

    def __init__(self, data_dir: Path) -> None:
        self.settings = Settings(data_dir=data_dir)
        self.now = datetime(2024, 4, 1, tzinfo=UTC)
        self.stack = AsyncExitStack()
        self.library: Library

    async def open(self) -> DatelineBot:
        await self.stack.aclose()
        embedder, parts = HashingEmbedder("hashing", 512), Parts(reader=ValueReader())
        self.library = await self.stack.enter_async_context(
            open_library(self.settings, embedder=embedder, clock=lambda: self.now, parts=parts)
        )
        return DatelineBot(self.library, self.settings)

    async def take_in(self, event: Event) -> None:
        """Half a day later."""
        self.now += timedelta(hours=12)
        text = dated(event.title, event.text, f"{event.file} News", self.now.date().isoformat())
        await add(self.library, f"{event.file}.md", text)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    made = Town(tmp_path)
    yield made
    await made.stack.aclose()


@pytest.fixture
async def simcord_bot(town: Town) -> DatelineBot:
    return await town.open()


def dying(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
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

    monkeypatch.setattr(owner, name, step)


async def test_every_change_is_told_once_and_nothing_else(
    simcord_env: Env, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    guild = simcord_env.create_guild()
    world = World(simcord_env, guild, guild.create_text_channel("general"))
    ann = world.member("ann")
    for event in START:
        await town.take_in(event)
    for question in (QUAKE, BRIDGE, MAYOR, WALL, RACE):
        await ann.send(world.channel, f"{mention(world.env)} {question}")
        shown = replies(world.channel)[-1]
        while await town.library.answers.posted(message_key(shown.id)) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # it is logged when it is shown; nothing wakes whoever waits for that
        label = "Tell me when there is an answer" if question == RACE else "Tell me when this changes"
        await ann.click(shown, label=label)
    watches: Watches = town.library.watches
    assert len(await watches.of_person(f"discord:user:{ann.id}")) == 5
    await looked_after(world, town)
    answered = len(replies(world.channel))
    expected: list[tuple[str, str]] = []
    for number, event in enumerate(MONTH):
        await town.take_in(event)
        expected += [event.told] if event.told else []
        with monkeypatch.context() as patch, suppress(Killed):
            dying(patch, number)
            await looked_after(world, town)
        await world.env.restart_bot(await town.open())
        await looked_after(world, town)
        await looked_after(world, town)
        news = replies(world.channel)[answered:]
        found = [(str(each.embeds[0].author.name).strip("“”"), str(each.embeds[0].title)) for each in news]
        assert [question for question, _ in found] == [question for question, _ in expected], event
        assert all(words in title for (_, words), (_, title) in zip(expected, found, strict=True)), found
    assert len(expected) == 9


async def looked_after(world: World, town: Town) -> None:
    assert isinstance(world.env.bot, DatelineBot)
    await WatchLoop(world.env.bot, lambda: town.now).run()
