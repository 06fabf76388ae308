"""The servers of a soak, what each may read, and what people ask there."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.places import own_scope
from retrieval import Library
from tests.discord_sim import Channel, DiscordSim, Guild, User

TOWNS = (
    "Larkhaven Brindleford Ostermouth Quillington Harrowgate Selmere Tarnwick Ullaport Vexley Wyndham".split()
)
SHARED = (
    "when is the Tomahawk contract expected?",
    "under which framework will the contract be signed?",
    "where would the missiles be stationed?",
    "how much do the missiles cost?",
    "who is Maria Shumakova?",
)
FOLLOW_UPS = ("and when was that?", "who said so?", "and where?", "what about Australia?", "why?")


@dataclass(frozen=True, slots=True)
class Town:
    """A server with an article of its own."""

    guild: Guild
    channels: tuple[Channel, ...]
    people: tuple[User, ...]
    name: str
    day: int

    @property
    def secret(self) -> str:
        """Words that stand in this server's article only."""
        return f"{self.day} May"

    def questions(self) -> tuple[str, ...]:
        harbour = f"the {self.name} harbour"
        return (
            *SHARED,
            f"when does {harbour} open?",
            f"who paid for {harbour}?",
            f"how long did {harbour} take?",
        )


def build(sim: DiscordSim, guilds: int, users: int) -> tuple[Town, ...]:
    """So many servers, the people spread over them."""
    people = [sim.add_user(f"user{number}") for number in range(users)]
    towns = []
    for number in range(guilds):
        own = tuple(people[number::guilds])
        name = TOWNS[number % len(TOWNS)] + ("" if number < len(TOWNS) else str(number))
        guild = sim.add_guild(name, members=own)
        channels = tuple(sim.add_channel(guild, channel) for channel in ("general", "news"))
        towns.append(Town(guild, channels, own, name, 3 + number))
    return tuple(towns)


async def stock(library: Library, towns: Sequence[Town]) -> None:
    """Every server gets its article."""
    for town in towns:
        text = (
            f"---\ntitle: Harbour works in {town.name}\npublisher: {town.name} News\ndate: 2025-03-04\n---\n"
            f"The {town.name} harbour opens on {town.secret}, the port authority said on Tuesday. "
            f"Work on the {town.name} harbour took three years and was paid for by the county. "
            "Ferries will call at the new pier twice a day in summer."
        )
        await library.ingest_upload("harbour.md", text.encode(), scope=own_scope(town.guild.id))


def choose(town: Town, rng: random.Random) -> str:
    return rng.choice(town.questions())
