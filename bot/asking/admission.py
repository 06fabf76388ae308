"""Who may ask, where and how often, and the slot in which a question is worked on; and who may see an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
import discord
import structlog

from retrieval import NotFound, StoredAnswer

from ..context import BotContext
from ..places import may_see, place_of, roles_of, server_of
from ..preferences import Preferences
from ..text.errors import for_log
from ..text.locale import listed, t
from .limits import Requester, Wait
from .queue import Place

ShowPlace = Callable[[str], Awaitable[object]]
"""Shows a sentence such as "You are number 7 in line; …" in place of the one before."""
_NAMED_CHANNELS = 5


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """Why a question is not answered: `line` is the sentence for the person who asked. A command always says it, the
    reply to a message only where `aloud`."""

    line: str
    aloud: bool = True


def requester_of(person: discord.abc.User, channel: object, guild_id: int | None) -> Requester:
    """The person who asks in this channel. `guild_id` is None for every place whose server this bot is not in."""
    channel_id, parent_id = place_of(channel)
    if guild_id is None:
        return Requester(person.id, None, channel_id)
    return Requester(person.id, guild_id, channel_id, parent_id, roles_of(person))


def requester_in(interaction: discord.Interaction[Any]) -> Requester:
    """The person who uses the interaction."""
    return requester_of(interaction.user, interaction.channel, server_of(interaction))


def not_admitted(bot: BotContext, requester: Requester, *, anywhere: bool = False) -> NotAdmitted | None:
    """Why the person may not ask now. None where they may; that spends a question of the limits. With `anywhere` the
    channel is not looked at: a question that the bot overhears comes from one that was opened to it."""
    return not_permitted(bot, requester, anywhere=anywhere) or rate_limited(bot, requester)


def not_permitted(bot: BotContext, requester: Requester, *, anywhere: bool = False) -> NotAdmitted | None:
    """Why the person may not ask here at all, as the server's managers chose. It spends nothing."""
    if requester.guild_id is None:
        return None
    preferences = bot.servers.known(requester.guild_id)
    if not (anywhere or preferences.listens(requester.channel_id or 0, requester.parent_id)):
        bot.metrics.not_admitted("place")
        return NotAdmitted(elsewhere_line(preferences), bot.limits.should_refuse_aloud(requester))
    if not preferences.may_ask(requester.role_ids):
        bot.metrics.not_admitted("role")
        line = t("turn-not-asker", roles=_mentions("@&", preferences.asker_roles))
        return NotAdmitted(line, bot.limits.should_refuse_aloud(requester))
    return None


def rate_limited(bot: BotContext, requester: Requester) -> NotAdmitted | None:
    """Which limit is used up. None where none is; that spends a question of each."""
    wait = bot.limits.take(requester, bot.servers.known(requester.guild_id))
    if wait is None:
        return None
    bot.metrics.not_admitted(wait.limit.value)
    return NotAdmitted(again_line(wait), bot.limits.should_warn(requester, wait))


def slot(
    bot: BotContext, requester: Requester, show_place: ShowPlace | None = None
) -> AbstractAsyncContextManager[Callable[[], None]]:
    """Waits in the queue and holds a slot, until what it gives is called or to its end. Where the wait is long,
    `show_place` shows the place in the line, and again when that has changed a lot. Raises QueueClosed where the bot is
    being stopped."""
    return bot.queue.slot(requester, partial(_show_place, show_place) if show_place else None)


async def _show_place(show: ShowPlace, place: Place) -> None:
    try:
        await show(place_line(place))
    except (discord.DiscordException, aiohttp.ClientError, TimeoutError) as error:  # still worth an answer
        structlog.get_logger("dateline.ask").warning("place not told", error=for_log(error))


async def answer_seen(interaction: discord.Interaction[Any], answer_id: int) -> StoredAnswer:
    """What was answered. Raises NotFound, also for whoever may not see it, and in another place."""
    stored: StoredAnswer = await interaction.client.library.answers.get(answer_id)
    if not may_see(interaction, stored):
        raise NotFound("answer", answer_id)
    return stored


def again_line(wait: Wait) -> str:
    """ "One moment, please: you can ask again in 6 s.", with the limit that is used up."""
    return t(f"turn-again-{wait.limit.value}", seconds=wait.seconds)


def place_line(place: Place) -> str:
    """ "You are number 7 in line; your answer comes in about 20 s."."""
    return t("turn-place", position=place.position, seconds=place.seconds)


def elsewhere_line(preferences: Preferences) -> str:
    """ "I do not answer here. Ask me in #questions."."""
    if not preferences.channels:
        return t("turn-not-here")
    return t("turn-elsewhere", channels=_mentions("#", preferences.channels))


def _mentions(sign: str, ids: tuple[int, ...]) -> str:
    more = " …" if len(ids) > _NAMED_CHANNELS else ""
    return listed(f"<{sign}{each}>" for each in ids[:_NAMED_CHANNELS]) + more
