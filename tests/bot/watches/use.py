"""Setting watches in the simulated Discord, and reading what it shows."""

from __future__ import annotations

from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.client import DatelineBot
from bot.watches.loop import WatchLoop
from retrieval import Answer
from tests.fakes import FakeLibrary

from ..samples import WHEN, citation, mention, replies, text_of
from ..world import World

CHANGES, ANSWERED = "Tell me when this changes", "Tell me when there is an answer"
MAY = Answer(WHEN, (citation(1, "The deal is now expected on May 3, officials said.", "May 3"),), 0.9)


def looking_after(world: World, library: FakeLibrary) -> WatchLoop:
    """The loop of the bot that runs now, at the library's time."""
    assert isinstance(world.env.bot, DatelineBot)
    return WatchLoop(world.env.bot, lambda: library.watches.now)


async def asked(world: World, who: MemberActor, question: str = WHEN) -> discord.Message:
    await who.send(world.channel, f"{mention(world.env)} {question}")
    return replies(world.channel)[-1]


async def set_one(world: World, who: MemberActor, label: str = CHANGES) -> InteractionResult:
    return await who.click(await asked(world, who), label=label)


def words(result: InteractionResult) -> str:
    shown = [*([result.response] if result.response is not None else []), *result.followups]
    return "\n".join(f"{each.content}\n{''.join(map(text_of, each.embeds))}" for each in shown)


def labels(message: Any) -> list[str]:
    """Of the buttons under a message, or under the answer to an interaction, which simcord gives as it was sent."""
    sent = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    parts = [part for row in sent for part in row["components"]]
    return [part.get("label") or part["emoji"]["name"] for part in parts if part["type"] == 2]


def labels_of(result: InteractionResult) -> list[str]:
    assert result.response is not None
    return labels(result.response)
