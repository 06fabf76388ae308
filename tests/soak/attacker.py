"""People who mean harm: they ask what is hard to read, upload what unpacks to too much, press what is not theirs."""

from __future__ import annotations

import asyncio
import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.discord_sim import (
    Channel,
    DiscordSim,
    Guild,
    Interaction,
    Message,
    Permission,
    RefusedError,
    User,
)

from .town import Town

PATIENCE = 5.0
"""Seconds for which an attacker looks for a reply."""
PUMPED = (
    "goodbye " * 40 + "and who signs it?",
    "it " * 1_000,
    "that " * 600,
    "they " * 600,
    "on 1 May 2024 " * 150,
    "last week and the week before " * 100,
    "what about " * 250 + "?",
    "(" * 1_000 + "[" * 1_000 + ")" * 1_000,
    "who said " + "\u201c" * 1_500 + "?",
    "a" * 3_000 + "?",
    "-" * 3_000 + " when?",
    "thanks, " * 300 + "bye",
    "https://a.b/" * 200,
    "1,000,000,000" * 200,
)
"""Questions that a rule may read in more than linear time."""
FORGED = (
    "dateline:sources:{n}",
    "dateline:source:{n}:0:on",
    "dateline:show:{n}",
    "dateline:continue:{n}",
    "dateline:reason:{n}",
    "dateline:restore:{n}",
    "dateline:ask-again:{n}",
    "dateline:source-for:{n}",
    "dateline:rollback:{n}:now",
    "dateline:feed:remove:{n}",
    "dateline:forget:{user}",
    "dateline:unanswered:dismiss:{n}",
    "dateline:articles:{n}:on",
    "dateline:sources:99999999999999999999999999",
    "dateline:sources:-1",
    "dateline:source:\u0661:\u0662:on",
    "dateline:sources:{n};DROP TABLE answers",
    "dateline:",
    "x" * 100,
)
CHOSEN = {
    "dateline:ledger:0:undo": ("change:{n}", "article:{n}"),
    "dateline:feeds:0:pick": ("{n}",),
    "dateline:unanswered:0:pick": ("{n}",),
}
"""Menus, with the entry of somebody else as the choice."""
BURST = 12
"""Messages of a flood, without a pause."""


def bombs() -> dict[str, bytes]:
    """Uploads by file name. Made before the soak begins: making them takes seconds."""
    text = "The harbour opens on Monday, said the mayor.\n\n" * 320_000
    inner = _zipped((f"{number}.txt", b"x " * 2_000_000) for number in range(20))
    small = (f"Notice {number}\n\nThe pier of number {number} is closed.".encode() for number in range(60))
    return {
        "one-text.zip": _zipped([("a.txt", text.encode())]),
        "many-files.zip": _zipped((f"{number}.txt", b"A\n\nIt is.") for number in range(5_000)),
        "many-names.zip": _zipped((f"{number}.png", b"") for number in range(15_000)),
        "nested.zip": _zipped((f"{number}.zip", inner) for number in range(40)),
        "lines.jsonl": b"{}\n" * 400_000,
        "brackets.md": b"[" * 500_000,
        "deep.html": b"<div>" * 200_000,
        "small-ones.zip": _zipped((f"{number}.txt", data) for number, data in enumerate(small)),
        "damaged.zip": inner[: len(inner) // 2],
    }


def _zipped(files: Iterator[tuple[str, bytes]] | Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Lair:
    """A server of the attackers' own, in which all of them are admins."""

    guild: Guild
    channel: Channel
    flooded: Channel
    people: tuple[User, ...]


def gang(
    sim: DiscordSim, towns: Sequence[Town], attacks: Attacks, size: int, seed: int
) -> tuple[Attacker, ...]:
    """So many attackers in a server of their own; none for 0."""
    if not size:
        return ()
    lair, uploads = _move_in(sim, size), bombs()
    return tuple(
        Attacker(sim, user, lair, towns, uploads, attacks, seed * 1000 + number)
        for number, user in enumerate(lair.people)
    )


def _move_in(sim: DiscordSim, attackers: int) -> Lair:
    people = [sim.add_user(f"attacker{number}") for number in range(attackers)]
    first, *others = people
    guild = sim.add_guild("Lair", members=others, owner=first)
    if others:
        sim.add_role(guild, "admins", Permission.ADMINISTRATOR, others)
    channel, flooded = (sim.add_channel(guild, name) for name in ("general", "flooded"))
    return Lair(guild, channel, flooded, tuple(people))


@dataclass(slots=True)
class Attacks:
    """What was tried, and what came of it."""

    tried: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    """Those after which the bot said something: a refusal mostly."""
    leaks: list[str] = field(default_factory=list)
    """What an attacker was shown of another server."""


class Attacker:
    def __init__(
        self,
        sim: DiscordSim,
        user: User,
        lair: Lair,
        towns: Sequence[Town],
        uploads: Mapping[str, bytes],
        attacks: Attacks,
        seed: int,
    ) -> None:
        self.sim, self.user, self.lair, self.towns = sim, user, lair, towns
        self.uploads, self.attacks = uploads, attacks
        self.rng = random.Random(seed)

    async def live(self, until: float) -> None:
        """Attack until then, one thing after another."""
        ways = {"pumped": self.pump, "flood": self.flood, "upload": self.upload, "forged": self.forge}
        while time.monotonic() < until:
            (name,) = self.rng.choices(list(ways), weights=(45, 10, 15, 30))
            self.attacks.tried[name] += 1
            with suppress(
                RefusedError, TimeoutError
            ):  # Discord does not let it through, or the bot is silent
                self.attacks.answered[name] += await ways[name]()
            await asyncio.sleep(self.rng.uniform(0.2, 2))

    async def pump(self) -> bool:
        """In a direct message every question is a follow-up; in a channel a reply to the bot's answer is."""
        text = self.rng.choice(PUMPED)
        if self.rng.random() < 0.5:
            return await self._say(self.sim.dm(self.user), text) is not None
        before = await self._say(self.lair.channel, "when is the Tomahawk contract expected?")
        return await self._say(self.lair.channel, text, reply_to=before) is not None

    async def flood(self) -> bool:
        for number in range(BURST):
            text = f"{self.sim.bot.mention} who is number {number}?"
            await self.sim.say(self.lair.flooded, self.user, text, mentions=[self.sim.bot])
        return False

    async def upload(self) -> bool:
        name = self.rng.choice(list(self.uploads))
        file = (name, self.uploads[name])
        return await self._seen(await self.sim.slash(self.lair.channel, self.user, "library add", file=file))

    async def forge(self) -> bool:
        """On a message of the bot in a place of theirs: ids of others' answers, articles, feeds and changes."""
        said = [
            *self.sim.messages(self.lair.channel, from_bot=True),
            *self.sim.messages(self.sim.dm(self.user), from_bot=True),
        ]
        if not said:
            return False
        number, user = (
            self.rng.randint(1, 200),
            self.rng.choice(self.rng.choice(self.towns).people or (self.user,)),
        )
        custom_id = self.rng.choice((*FORGED, *CHOSEN))
        chosen = CHOSEN.get(custom_id)
        values = [self.rng.choice(chosen).format(n=number)] if chosen else None
        pressed = self.sim.forge(
            self.rng.choice(said), self.user, custom_id.format(n=number, user=user.id), values
        )
        return await self._seen(pressed)

    async def _say(self, channel: Channel, text: str, reply_to: Message | None = None) -> Message | None:
        """The reply, if one came in time."""
        mentions = [self.sim.bot] if channel.guild_id else []
        said = await self.sim.say(channel, self.user, text, mentions=mentions, reply_to=reply_to)

        def replies() -> list[Message]:
            found = self.sim.messages(channel, from_bot=True)
            return [message for message in found if message.reply_to == said.id]

        try:
            await self.sim.wait_until(replies, timeout=PATIENCE)
        except TimeoutError:
            return None
        reply = replies()[0]
        self._look(reply.text)
        return reply

    async def _seen(self, used: Interaction) -> bool:
        await used.response(timeout=PATIENCE)
        for message in (used.answer, *used.followups):
            if message is not None:
                self._look(message.text)
        return True

    def _look(self, text: str) -> None:
        for town in self.towns:
            if f"{town.name} harbour opens" in text:
                self.attacks.leaks.append(f"{self.user.name} saw an article of {town.name}")
