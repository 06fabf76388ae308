"""What stands between a question and its answer: who may ask, where, how often, and whose turn it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

import aiohttp
import discord
import structlog

from ..context import BotContext
from ..guilds import place_of, roles_of, server_of
from ..preferences import Preferences
from ..text.errors import for_log
from ..text.locale import listed, t
from ..text.phrases import restarting
from .limits import Asker, Wait
from .queue import Place, QueueClosed

SayWait = Callable[[str], Awaitable[object]]
"""Shows a sentence such as "You are number 7 in line; …" in place of the one before; see `admitted`."""
_NAMED_CHANNELS = 5


class Why(Enum):
    """Why a question is not answered."""

    ELSEWHERE = "elsewhere"
    """The bot does not answer in this channel."""
    NOT_ASKER = "not asker"
    """The person has none of the roles that may ask."""
    TOO_MANY = "too many"
    """A limit is used up."""
    LEAVING = "leaving"
    """The bot is being stopped."""


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """`line` is the sentence for whoever asked. A command always says it, a message only where `aloud`."""

    why: Why
    line: str
    aloud: bool = True


def asker_of(person: discord.abc.User, channel: object, guild_id: int | None) -> Asker:
    """Who asks where. `guild_id` None for every place whose server this bot is not in."""
    channel_id, parent_id = place_of(channel)
    if guild_id is None:
        return Asker(person.id, None, channel_id)
    return Asker(person.id, guild_id, channel_id, parent_id, roles_of(person))


def asker_in(interaction: discord.Interaction[Any]) -> Asker:
    """Who uses an interaction, as one who asks."""
    return asker_of(interaction.user, interaction.channel, server_of(interaction))


def refused(bot: BotContext, asker: Asker, *, anywhere: bool = False) -> NotAdmitted | None:
    """Why this person may not ask now; None spends a question of the limits. `anywhere` for what the caller has found
    to be heard already, such as a question in a channel opened to unaddressed ones."""
    return barred(bot, asker, anywhere=anywhere) or held_back(bot, asker)


def barred(bot: BotContext, asker: Asker, *, anywhere: bool = False) -> NotAdmitted | None:
    """Why this person may not ask here at all, by what the server has set; spends nothing."""
    preferences = bot.servers.known(asker.guild_id)
    if asker.guild_id is not None:
        if not (anywhere or preferences.listens(asker.channel_id or 0, asker.parent_id)):
            return NotAdmitted(
                Why.ELSEWHERE, elsewhere_line(preferences), bot.limits.should_refuse_aloud(asker)
            )
        if not preferences.may_ask(asker.role_ids):
            line = t("turn-not-asker", roles=_mentions("@&", preferences.asker_roles))
            return NotAdmitted(Why.NOT_ASKER, line, bot.limits.should_refuse_aloud(asker))
    return None


def held_back(bot: BotContext, asker: Asker) -> NotAdmitted | None:
    """Why nobody may ask here just now; None spends a question of the limits."""
    if (wait := bot.limits.take(asker, bot.servers.known(asker.guild_id))) is not None:
        return NotAdmitted(Why.TOO_MANY, again_line(wait), bot.limits.should_warn(asker, wait))
    return None


@asynccontextmanager
async def turn(
    bot: BotContext, asker: Asker, say_wait: SayWait | None = None
) -> AsyncIterator[NotAdmitted | None]:
    """Wait in the queue; inside, the person has a turn (None), or the bot is leaving (a value).

    Where the wait is long, `say_wait` is given a sentence, and another when the place has moved a lot.
    """
    async with AsyncExitStack() as held:
        try:
            await held.enter_async_context(bot.queue.turn(asker, _told(say_wait) if say_wait else None))
        except QueueClosed:
            yield NotAdmitted(Why.LEAVING, restarting())
        else:
            yield None


def in_turn(
    bot: BotContext, asker: Asker, say_wait: SayWait | None = None
) -> AbstractAsyncContextManager[None]:
    """Likewise; raises QueueClosed where the bot is leaving."""
    return bot.queue.turn(asker, _told(say_wait) if say_wait else None)


def again_line(wait: Wait) -> str:
    """ "One moment, please: you can ask again in 6 s.", with what is used up."""
    return t(f"turn-again-{wait.limit.value}", seconds=wait.seconds)


def place_line(place: Place) -> str:
    """ "You are number 7 in line; your answer comes in about 20 s."."""
    return t("turn-place", position=place.position, seconds=place.seconds)


def _told(say_wait: SayWait) -> Callable[[Place], Awaitable[None]]:
    async def on_wait(place: Place) -> None:
        try:
            await say_wait(place_line(place))
        except (discord.DiscordException, aiohttp.ClientError) as error:  # still worth an answer
            structlog.get_logger("dateline.ask").warning("place not told", error=for_log(error))

    return on_wait


def elsewhere_line(preferences: Preferences) -> str:
    """Where the bot answers instead."""
    if not preferences.channels:
        return t("turn-not-here")
    return t("turn-elsewhere", channels=_mentions("#", preferences.channels))


def _mentions(sign: str, ids: tuple[int, ...]) -> str:
    more = " …" if len(ids) > _NAMED_CHANNELS else ""
    return listed(f"<{sign}{each}>" for each in ids[:_NAMED_CHANNELS]) + more
