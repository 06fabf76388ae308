"""Posts the digest of each server when it is due, as long as the bot is online.

A digest is due once for each moment of its schedule, whatever the clocks do; what was missed while the bot was away is
one digest. "About to tell" is written down before it is posted, and "told" after it; what a killed process left between
the two is looked up in the channel by the time below the message.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import discord
import structlog

from retrieval import NotFound
from retrieval.news import Briefing, DigestState, Since

from ..asking.queue import QueueClosed
from ..audit import AuditAction
from ..context import BotContext
from ..exceptions import CannotWrite
from ..places import own_scope, person_key, visible_scopes
from ..preferences import Preferences
from ..tasks import Loop, settle
from ..ui.delivery import posted_since
from ..ui.errors import error_boundary, log_only
from .digest import digest_channel, due_before, make_digest, post_digest, schedule_of, stamp_of

SECONDS_BETWEEN = 60.0


class DigestLoop:
    """One loop for all servers. `now` gives the time, with its zone."""

    def __init__(self, bot: BotContext, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._bot = bot
        self._now = now
        self._log = structlog.get_logger("dateline.digests")
        self._loop = Loop(bot.tasks, "digests", seconds=SECONDS_BETWEEN, before=settle, work=self.run)
        self.start, self.stop = self._loop.start, self._loop.stop

    async def run(self) -> None:
        """One round. What fails for one server is logged, tried again in the next round, and does not stop the others."""
        states = await self._bot.library.briefings.store.digests()
        for guild in list(self._bot.guilds):
            if guild.unavailable or self._bot.closing:
                continue
            async with error_boundary(log_only, task="digests", guild=guild.id):
                await self._look_after(guild.id, states.get(own_scope(guild.id)))

    async def _look_after(self, guild_id: int, state: DigestState | None) -> None:
        store, home = self._bot.library.briefings.store, own_scope(guild_id)
        preferences, now = await self._bot.servers.of(guild_id), self._now()
        if not preferences.digest_channel:
            if state is not None:
                await store.end(home)
            return
        due, schedule = due_before(now, preferences), schedule_of(preferences)
        if state is None or state.schedule != schedule:
            await store.schedule(home, schedule, due, now)
        elif not state.paused and (state.telling is not None or due > state.due):
            await self._tell(guild_id, state, preferences, due)

    async def _tell(self, guild_id: int, state: DigestState, preferences: Preferences, due: datetime) -> None:
        """Tells what is due. A channel that is closed for good pauses the digest; while Discord is away it waits."""
        try:
            channel = await digest_channel(self._bot, guild_id, preferences)
            if state.telling is not None and state.telling_since is not None:
                begun = await self._begun(state.telling)
                if begun is not None and await self._is_posted(channel, state.telling_since, begun):
                    due = due_before(state.telling_since, preferences)
                elif begun is not None and due <= state.telling_since:
                    await post_digest(self._bot, channel, preferences, begun, state.telling)
                else:  # the next one is due already: it has what that one had
                    begun = await self._post(channel, state, preferences)
            else:
                begun = await self._post(channel, state, preferences)
        except (CannotWrite, discord.Forbidden, discord.NotFound):
            await self._pause(guild_id, state, preferences)
        except QueueClosed:
            self._log.info("stopped", guild=guild_id)
        else:
            await self._bot.library.briefings.store.told(state.home, due, begun.until)
            self._log.info("told", guild=guild_id, stories=len(begun.entries))

    async def _post(self, channel: Any, state: DigestState, preferences: Preferences) -> Briefing:
        """Nothing is posted where nothing is new, unless the server wants that."""
        briefing = await make_digest(self._bot, channel.guild.id, Since.last(state.until))
        if briefing.entries or preferences.digest_empty:
            scopes, store = visible_scopes(channel.guild.id), self._bot.library.briefings.store
            briefing_id = await store.begin_telling(state.home, briefing, scopes)
            await post_digest(self._bot, channel, preferences, briefing, briefing_id)
        return briefing

    async def _begun(self, briefing_id: int) -> Briefing | None:
        """What a process that was killed was telling."""
        try:
            return (await self._bot.library.briefings.kept(briefing_id)).briefing
        except NotFound:
            return None

    async def _is_posted(self, channel: Any, since: datetime, briefing: Briefing) -> bool:
        me, stamp = self._bot.user, stamp_of(briefing)

        def is_it(shown: discord.Message) -> bool:
            return shown.author == me and any(each.timestamp == stamp for each in shown.embeds)

        return await posted_since(channel, since, is_it) is not None

    async def _pause(self, guild_id: int, state: DigestState, preferences: Preferences) -> None:
        """Says so in the log of the server; its page of /setup does until it goes on."""
        if not await self._bot.library.briefings.store.pause(state.home):
            return
        channel_id = preferences.digest_channel[0]
        self._log.warning("paused", guild=guild_id, channel=channel_id)
        facts = json.dumps({"channel": str(channel_id)})
        by = person_key(self._bot.user.id) if self._bot.user else None
        await self._bot.library.audit_log.record(state.home, AuditAction.DIGEST_PAUSED.value, facts, by=by)
