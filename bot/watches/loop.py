"""Looks after the watches as long as the bot is online: follows what changed, asks the touched questions again when
nobody else asks, and tells each change once.

"About to tell" is written down before a message is posted, and "told" after it. What a killed process left between the
two is looked up in the channel: the message carries the number of the change in its button.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import structlog

from retrieval import Filters, NotFound
from retrieval.news import News, Paused, Watch

from ..asking.buttons import SourcesButton
from ..asking.queue import QueueClosed
from ..context import BotContext
from ..exceptions import CannotWrite
from ..places import guild_of, message_key, of_place, person_of, place_key, place_of, place_of_key
from ..preferences import Preferences
from ..tasks import Loop, settle
from ..text.locale import ENGLISH, languages, using_locale
from ..ui.components import view_of
from ..ui.delivery import has_button, posted_since
from ..ui.errors import error_boundary, log_only
from .buttons import StopWatchButton
from .embeds import is_direct, news_embed, news_line

SECONDS_BETWEEN = 60.0
AT_MOST_EVERY = timedelta(hours=1)
"""A watch is told of again after so long; what changed twice meanwhile is told as one change."""


class WatchLoop:
    """One loop for all watches. `now` gives the time, with its zone."""

    def __init__(self, bot: BotContext, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._bot = bot
        self._now = now
        self._log = structlog.get_logger("dateline.watches")
        self._loop = Loop(bot.tasks, "watches", seconds=SECONDS_BETWEEN, before=settle, work=self.run)
        self.start, self.stop = self._loop.start, self._loop.stop

    async def run(self) -> None:
        """One round. What fails for one watch is logged, tried again in the next round, and does not stop the others."""
        watches = self._bot.library.watches
        await self._tell_all()
        await watches.follow()
        for watch_id in await watches.touched():
            try:
                async with (
                    self._bot.queue.background_slot(),
                    error_boundary(log_only, task="watches", watch=watch_id),
                ):
                    await self._ask(watch_id)
            except QueueClosed:
                return
        await self._tell_all()

    async def _ask(self, watch_id: int) -> None:
        try:
            watch = await self._bot.library.watches.get(watch_id)
        except NotFound:
            return
        if await self._bot.library.watches.ask(watch, await self._filters(watch)):
            self._log.info("changed", watch=watch_id)

    async def _filters(self, watch: Watch) -> Filters:
        """What may be seen where it was set, as the server has it now."""
        preferences = await self._preferences(watch)
        channel_id = place_of_key(watch.place)
        channel = self._bot.get_channel(channel_id) if channel_id else None
        return Filters(
            watch.scopes, preferences.trusted(*place_of(channel)) if channel else preferences.publishers
        )

    async def _preferences(self, watch: Watch) -> Preferences:
        return await self._bot.servers.of(guild_of(watch.home) if watch.home else None)

    async def _tell_all(self) -> None:
        for watch_id in await self._bot.library.watches.with_news():
            if self._bot.closing:
                return
            async with error_boundary(log_only, task="watches", watch=watch_id):
                await self._tell(watch_id)

    async def _tell(self, watch_id: int) -> None:
        """Tells what is due. A place that is closed for good pauses the watch; while Discord is away it waits."""
        try:
            watch = await self._bot.library.watches.get(watch_id)
        except NotFound:
            return
        news = watch.news
        if news is None or watch.paused or not await self._is_due(watch):
            return
        try:
            channel = await self._channel(watch)
            if isinstance(channel, Paused):
                await self._pause(watch, channel)
            elif channel is not None:
                await self._tell_in(channel, watch, news)
        except CannotWrite:
            await self._pause(watch, Paused.PLACE)
        except (discord.Forbidden, discord.NotFound):
            await self._pause(watch, Paused.PLACE if place_of_key(watch.place) else Paused.CLOSED)

    async def _is_due(self, watch: Watch) -> bool:
        """What was begun is ended at any hour."""
        if watch.telling is not None:
            return True
        if watch.told_at is not None and self._now() - watch.told_at < AT_MOST_EVERY:
            return False
        return not (await self._preferences(watch)).is_quiet(self._now())

    async def _channel(self, watch: Watch) -> Any:
        """The channel, or why there is none; None where Discord does not show the server at the moment, or the bot is not
        in it any more."""
        if watch.home is not None:
            guild = self._bot.get_guild(guild_of(watch.home) or 0)
            if guild is None or guild.unavailable:
                return None
            if not await _is_member(guild, person_of(watch.person) or 0):
                return Paused.LEFT
        channel_id = place_of_key(watch.place)
        if channel_id is None:
            person: Any = discord.Object(person_of(watch.person) or 0)
            return await self._bot.create_dm(person)
        channel = self._bot.get_channel(channel_id) or await self._bot.fetch_channel(channel_id)
        home = getattr(getattr(channel, "guild", None), "id", None)
        if home != guild_of(watch.home or "") or not isinstance(channel, discord.abc.Messageable):
            return Paused.PLACE
        return channel

    async def _tell_in(self, channel: Any, watch: Watch, news: News) -> None:
        """Posts it, unless a process before has done so."""
        watches = self._bot.library.watches
        if watch.telling is not None:
            custom_id = StopWatchButton(watch.id, watch.told).custom_id
            try:
                shown = await posted_since(channel, watch.telling, lambda each: has_button(each, custom_id))
            except CannotWrite:
                # whoever lets it go on would rather hear of it twice than never
                await watches.not_told(watch.id)
                raise
            if shown is not None:
                await self._told(watch, shown)
                return
        elif not await watches.begin_telling(watch.id):
            return
        answer_id = await self._answer_id(channel, watch, news)
        try:
            shown = await self._post(channel, watch, news, answer_id)
        except (CannotWrite, discord.Forbidden, discord.NotFound):
            await watches.not_told(watch.id)
            raise
        await self._told(watch, shown)

    async def _post(self, channel: Any, watch: Watch, news: News, answer_id: int) -> discord.Message:
        guild = getattr(channel, "guild", None)
        language = watch.language if watch.language in languages() else ENGLISH
        if guild is not None:
            language = of_place(guild, channel, await self._preferences(watch))
        person: Any = discord.Object(person_of(watch.person) or 0)
        mention = watch.mention and guild is not None
        with using_locale(language):
            return await self._bot.delivery.deliver(
                channel,
                content=news_line(watch, news, mention=mention),
                embed=news_embed(watch, news),
                view=view_of(*_sources(watch, answer_id), StopWatchButton(watch.id, watch.told)),
                nonce=f"w{watch.id}-{watch.told}",
                mentions=discord.AllowedMentions(
                    everyone=False, roles=False, replied_user=False, users=[person] if mention else False
                ),
            )

    async def _told(self, watch: Watch, shown: discord.Message) -> None:
        await self._bot.library.watches.was_told(watch.id)
        self._log.info("told", watch=watch.id, number=watch.told, message=shown.id)
        stored = await self._bot.library.answers.asked(_key(watch))
        if stored is not None:  # so that a reply to the message continues from it
            await self._bot.library.answers.finish(
                stored.id, stored.outcome, posted_key=message_key(shown.id), narrowed=True
            )

    async def _answer_id(self, channel: Any, watch: Watch, news: News) -> int:
        """The logged answer, whose sources the message opens."""
        answers = self._bot.library.answers
        if (stored := await answers.asked(_key(watch))) is not None:
            return stored.id
        await answers.abandon_claim(_key(watch))  # of a process that was killed here
        answer_id = await answers.begin(
            _key(watch),
            question=watch.question,
            scopes=watch.scopes,
            asked_by=watch.person,
            place=place_key(channel.id),
            home=watch.home,
            private=is_direct(watch),
        )
        assert answer_id is not None  # noqa: S101  # the key was given back just above
        await answers.finish(answer_id, news.outcome, narrowed=True)
        return answer_id

    async def _pause(self, watch: Watch, reason: Paused) -> None:
        self._log.info("paused", watch=watch.id, reason=reason.value)
        await self._bot.library.watches.pause(watch.id, reason)


def _key(watch: Watch) -> str:
    """The name of the change in the log of answers."""
    return f"watch:{watch.id}:{watch.told}"


def _sources(watch: Watch, answer_id: int) -> list[SourcesButton]:
    """None in a direct message about the articles of a server: there only the shared ones are seen."""
    return [] if is_direct(watch) and watch.home is not None else [SourcesButton(answer_id)]


async def _is_member(guild: discord.Guild, person: int) -> bool:
    try:
        await guild.fetch_member(person)
    except discord.NotFound:
        return False
    return True
