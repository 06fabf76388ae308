"""Asks the feeds that are due, minute by minute, as long as the bot is online; tells a server once when one fails."""

from __future__ import annotations

import discord
import structlog

from retrieval import FeedInfo, FeedState, PollResult, Result

from ..context import BotContext
from ..places import channel_of, guild_of, of_place
from ..tasks import Loop
from ..text.errors import sentence
from ..text.locale import clause, t, using_locale
from ..text.markup import clip
from ..ui.delivery import posted_since
from ..ui.errors import error_boundary, log_only, new_nonce, persist_in_posting

SECONDS_BETWEEN = 60.0
"""The library knows when each feed is due; this is how late it may be asked."""
NAME_LIMIT = 200
PROBLEM_LIMIT = 400


class FeedLoop:
    """One loop for all feeds. What was missed while the bot was away is spread, not asked all at once."""

    def __init__(self, bot: BotContext) -> None:
        self._bot = bot
        self._log = structlog.get_logger("dateline.feeds")
        self._loop = Loop(
            bot.tasks, "feeds", seconds=SECONDS_BETWEEN, before=bot.library.feeds.spread, work=self.poll
        )
        self.start, self.stop = self._loop.start, self._loop.stop

    async def poll(self) -> None:
        """Asks the feeds that are due, and tells the servers of failures."""
        for result in await self._bot.library.feeds.poll():
            self._note(result)
            self._bot.metrics.polled(result)
            if result.tell:
                self._bot.tasks.spawn(self._tell(result), name="feed")

    def _note(self, result: PollResult) -> None:
        counts = {
            kind.value: sum(item.entries for item in result.items if item.result is kind) for kind in Result
        }
        happened = {kind: count for kind, count in counts.items() if count}
        self._log.info("polled", feed=result.feed.url, state=result.feed.state.value, **happened)

    async def _tell(self, result: PollResult) -> None:
        """Tells the server of a failure. Where that fails it is logged, and the next feed is told all the same."""
        feed = result.feed
        async with error_boundary(log_only, task="feeds", feed=feed.url, notify=feed.notify):
            found = await self._channel(feed)
            if found is None:
                self._log.warning("nobody to tell", feed=feed.url, notify=feed.notify, problem=feed.error)
                return
            channel, guild = found
            preferences = await self._bot.servers.of(guild.id)
            with using_locale(of_place(guild, channel, preferences)):
                text = failing_line(feed) if result.full is None else full_line(feed, result.full)
            await self._post(channel, text)

    async def _post(self, channel: discord.abc.Messageable, text: str) -> None:
        """Posts it once, also when Discord is away for longer than it knows a nonce."""
        nonce, since, tried = new_nonce(), discord.utils.utcnow(), False

        async def post() -> None:
            nonlocal tried
            if tried and await posted_since(channel, since, lambda shown: shown.content == text):
                return
            tried = True
            await persist_in_posting(lambda: channel.send(text, nonce=nonce))

        await self._bot.retrier.retry(post)

    async def _channel(self, feed: FeedInfo) -> tuple[discord.abc.Messageable, discord.Guild] | None:
        """Returns the channel in which the feed was added and its server, if that is the server whose feed it is."""
        channel_id, guild_id = channel_of(feed.notify), guild_of(feed.scope)
        if channel_id is None or guild_id is None:
            return None
        channel = self._bot.get_channel(channel_id) or await self._bot.fetch_channel(channel_id)
        guild = getattr(channel, "guild", None)
        if guild is None or guild.id != guild_id or not isinstance(channel, discord.abc.Messageable):
            return None
        return channel, guild


def full_line(feed: FeedInfo, reason: Exception) -> str:
    """Tells those who manage a server, once, that it has no room for what a feed brings."""
    name = clip(feed.title or feed.url, NAME_LIMIT)
    return t("feed-full", feed=name, reason=sentence(reason, public=True))


def failing_line(feed: FeedInfo) -> str:
    """Tells those who manage the server that a feed fails, once per spell of failures, and once when it is gone for
    good."""
    name = clip(feed.title or feed.url, NAME_LIMIT)
    problem = clip(clause(feed.error or t("feed-no-reason")), PROBLEM_LIMIT)
    if feed.state is FeedState.GONE:
        return t("feed-gone", feed=name, problem=problem)
    if feed.last_success is None:
        return t("feed-never-answered", feed=name, problem=problem)
    day = discord.utils.format_dt(feed.last_success, "D")
    return t("feed-silent-since", feed=name, day=day, problem=problem)
