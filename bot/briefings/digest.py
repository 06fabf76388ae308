"""A server's own digest: when it is due, what it is about, and how it is posted."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord

from retrieval import Filters, Refusal
from retrieval.news import Briefing, Since, Wanted

from ..context import BotContext
from ..exceptions import CannotWrite
from ..places import of_place, own_scope, place_of, visible_scopes
from ..preferences import Preferences
from ..text.locale import t, using_locale
from .buttons import page_view
from .embeds import briefing_embed

TEST_DAYS = 7
"""So far back the digest of a test goes."""


def due_before(now: datetime, preferences: Preferences) -> datetime:
    """The last moment, in UTC, at which the digest was to be posted up to `now`. A day has one, also where the clocks are
    changed at that hour."""
    zone = ZoneInfo(preferences.time_zone)
    today = now.astimezone(zone).date()
    for back in range(9):
        day = today - timedelta(days=back)
        moment = datetime.combine(day, time(preferences.digest_hour), zone).astimezone(UTC)
        if day.weekday() in preferences.digest_days and moment <= now:
            return moment
    raise AssertionError("no day")  # `preferences` holds that there is one


def schedule_of(preferences: Preferences) -> str:
    """What names the schedule: a change of it never posts a digest at once."""
    days = "".join(map(str, sorted(preferences.digest_days)))
    return f"{preferences.digest_channel[0]} {days} {preferences.digest_hour} {preferences.time_zone}"


async def make_digest(bot: BotContext, guild_id: int, since: Since) -> Briefing:
    """What is new, when nobody else asks. About topics of which no article tells, nothing is new. Raises QueueClosed, and
    what asking raises."""
    preferences = await bot.servers.of(guild_id)
    channel_id = preferences.digest_channel[0] if preferences.digest_channel else None
    channel = bot.get_channel(channel_id) if channel_id else None
    publishers = preferences.trusted(*place_of(channel)) if channel else preferences.publishers
    wanted = Wanted(preferences.digest_topics, preferences.digest_feeds)
    async with bot.queue.background_slot():
        found = await bot.library.briefings.make(wanted, since, Filters(visible_scopes(guild_id), publishers))
    if isinstance(found, Refusal):
        return Briefing(preferences.digest_topics, since, discord.utils.utcnow())
    return found


async def digest_channel(bot: BotContext, guild_id: int, preferences: Preferences) -> Any:
    """The channel to post in. Raises CannotWrite where it is none of the server's, or what Discord says of it."""
    (channel_id,) = preferences.digest_channel[:1] or (0,)
    channel = bot.get_channel(channel_id) or await bot.fetch_channel(channel_id)
    home = getattr(getattr(channel, "guild", None), "id", None)
    if home != guild_id or not isinstance(channel, discord.abc.Messageable):
        raise CannotWrite("view_channel")
    return channel


async def post_digest(
    bot: BotContext,
    channel: Any,
    preferences: Preferences,
    briefing: Briefing,
    briefing_id: int,
    note: str = "",
) -> discord.Message:
    """Posts it, in the language of the channel; it pings nobody. Raises CannotWrite and what Discord says."""
    with using_locale(of_place(channel.guild, channel, preferences)):
        embed = briefing_embed(briefing, note=t(note) if note else "")
        embed.timestamp = stamp_of(briefing)
        return await bot.delivery.deliver(
            channel,
            embed=embed,
            view=page_view(briefing_id, briefing, private=False),
            nonce=f"d{briefing_id}",
        )


def stamp_of(briefing: Briefing) -> datetime:
    """The time below the message, by which it is known again."""
    return briefing.until.replace(microsecond=0)


async def post_test(bot: BotContext, guild_id: int) -> int:
    """Posts a digest of the last days, marked as a test, and returns the channel. It counts for nothing, but a digest
    that was paused goes on. Raises CannotWrite and what Discord says."""
    preferences = await bot.servers.of(guild_id)
    channel = await digest_channel(bot, guild_id, preferences)
    since = Since((discord.utils.utcnow() - timedelta(days=TEST_DAYS)).date())
    briefing = await make_digest(bot, guild_id, since)
    store, home = bot.library.briefings.store, own_scope(guild_id)
    briefing_id = await store.keep(briefing, visible_scopes(guild_id), person=None, home=home)
    await post_digest(bot, channel, preferences, briefing, briefing_id, "digest-test")
    await store.resume(home)
    return int(channel.id)
