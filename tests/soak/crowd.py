"""People: each asks, looks at sources, rewords, deletes, goes on, at a pace of their own."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord_sim import Ack, Channel, DiscordSim, Interaction, Message, RefusedError, User

from .town import FOLLOW_UPS, Town, choose

PATIENCE = 120.0
"""Seconds after which an answer counts as missing."""
AT_ONCE = 4
"""One less than a person may ask at once, because Discord may hold questions up and hand them over together."""
REFILL_SECONDS = 25.0
"""In which the limits grant so many again, and a little more."""


@dataclass(slots=True)
class Asked:
    """A question and what is known of it. `message` is what asked it, or `used` the command."""

    kind: str
    user: User
    town: Town
    place: Channel
    text: str
    message: Message | None = None
    used: Interaction | None = None
    seconds: float | None = None
    """Until its answer was there; None while there is none."""
    deleted: bool = False
    edits: int = 0
    waited: bool = False
    """Their place in the line was told first."""
    undelivered: bool = False
    """Discord gave the command up before the bot was back."""


@dataclass(slots=True)
class Book:
    """All that people did."""

    asked: list[Asked] = field(default_factory=list)
    pages: int = 0
    offers: list[float] = field(default_factory=list)
    """Seconds until choices were offered while somebody typed."""


class Person:
    def __init__(self, sim: DiscordSim, user: User, town: Town, book: Book, seed: int, pause: float) -> None:
        self.sim, self.user, self.town, self.book, self.pause = sim, user, town, book, pause
        self.rng = random.Random(seed)
        self.spent: deque[float] = deque(maxlen=AT_ONCE)
        """When the latest questions and rewordings were sent."""

    async def live(self, until: float) -> None:
        """Act until then; what was begun is finished."""
        await asyncio.sleep(self.rng.uniform(0, self.pause))
        while time.monotonic() < until:
            await self.act()
            pause = self.rng.expovariate(1 / self.pause)
            await asyncio.sleep(max(0.0, min(pause, until - time.monotonic())))

    async def act(self) -> None:
        """One thing that people do."""
        ways = (self.mention, self.command, self.direct, self.type)
        await self.rng.choices(ways, weights=(55, 22, 15, 8))[0]()

    async def mention(self) -> None:
        channel = self.rng.choice(self.town.channels)
        asked = await self._say(channel, "mention", choose(self.town, self.rng), mention=True)
        await self._afterwards(asked)

    async def direct(self) -> None:
        await self._afterwards(await self._say(self.sim.dm(self.user), "direct", choose(self.town, self.rng)))

    async def command(self) -> None:
        channel, text = self.rng.choice(self.town.channels), choose(self.town, self.rng)
        await self._within_limits()
        started = time.monotonic()
        used = await self.sim.slash(channel, self.user, "ask", question=text)
        asked = Asked("command", self.user, self.town, channel, text, used=used)
        self.book.asked.append(asked)
        try:
            await used.acked(timeout=5)
            await used.response(timeout=PATIENCE)
            asked.waited = not (used.answer and used.answer.embeds)
            await used.wait_until(lambda used: used.answer and used.answer.embeds, timeout=PATIENCE)
        except TimeoutError:
            asked.undelivered = used.ack is None  # what else is missing is found at the end
        else:
            asked.seconds = time.monotonic() - started

    async def type(self) -> None:
        """Words of a title, into the option that offers articles."""
        started = time.monotonic()
        try:
            await self.sim.autocomplete(
                self.town.channels[0], self.user, "ask", "article", self.town.name[:3], question="when?"
            )
        except TimeoutError:  # Discord asks again with the next letter
            return
        self.book.offers.append(time.monotonic() - started)

    async def _say(
        self,
        channel: Channel,
        kind: str,
        text: str,
        *,
        mention: bool = False,
        reply_to: Message | None = None,
    ) -> Asked:
        asked = Asked(kind, self.user, self.town, channel, text)
        mentions = [self.sim.bot] if mention else []
        await self._within_limits()
        started = time.monotonic()
        asked.message = await self.sim.say(channel, self.user, text, mentions=mentions, reply_to=reply_to)
        self.book.asked.append(asked)
        await self._until(lambda: bool(replies_to(self.sim, asked)))
        asked.waited = not _is_answered(self.sim, asked)
        if await self._until(lambda: _is_answered(self.sim, asked)):
            asked.seconds = time.monotonic() - started
        return asked

    async def _afterwards(self, asked: Asked) -> None:
        """What people do with an answer."""
        if asked.seconds is None or asked.message is None:
            return
        await asyncio.sleep(self.rng.uniform(0.2, 2))
        what = self.rng.random()
        if what < 0.2:
            await self._look(asked)
        elif what < 0.35:
            await self._reword(asked, asked.message)
        elif what < 0.45:
            asked.deleted = True
            await self.sim.delete(asked.message)
        elif what < 0.65:
            answer = replies_to(self.sim, asked)[0]
            direct = asked.kind == "direct"
            text = self.rng.choice(FOLLOW_UPS)
            await self._say(asked.place, "follow-up", text, reply_to=None if direct else answer)

    async def _look(self, asked: Asked) -> None:
        answer = replies_to(self.sim, asked)[0]
        try:
            pressed = await self.sim.click(answer, "Sources", self.user)
            await pressed.response(timeout=15)
        except (RefusedError, TimeoutError):  # a refusal has no sources; Discord gave the press up
            return
        self.book.pages += 1

    async def _reword(self, asked: Asked, message: Message) -> None:
        await self._within_limits()
        asked.text = choose(self.town, self.rng)
        asked.edits += 1
        mention = f"{self.sim.bot.mention} " if asked.kind == "mention" else ""
        await self.sim.edit(message, mention + asked.text)

    async def _within_limits(self) -> None:
        """Wait as long as somebody who wants every question answered has to."""
        if len(self.spent) == AT_ONCE:
            await asyncio.sleep(self.spent[0] + REFILL_SECONDS - time.monotonic())
        self.spent.append(time.monotonic())

    async def _until(self, done: Callable[[], bool]) -> bool:
        try:
            await self.sim.wait_until(done, timeout=PATIENCE)
        except TimeoutError:
            return False
        return True


def replies_to(sim: DiscordSim, asked: Asked) -> list[Message]:
    """What stands in reply to a question now."""
    return sim.replies(asked.message) if asked.message is not None else []


def _is_answered(sim: DiscordSim, asked: Asked) -> bool:
    """An answer or a refusal stands there; a place in the line is neither."""
    return any(reply.embeds for reply in replies_to(sim, asked))


def was_acknowledged(asked: Asked) -> bool:
    return asked.used is not None and asked.used.ack is Ack.DEFER
