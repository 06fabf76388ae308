"""Looks after the messages with earlier answers as long as the bot is online: where a quoted article was changed,
corrected or removed the message says so, and where that is undone it says so no more. Whoever asked is told if they wish.

A message is looked at before it is edited, so that what a killed process has done is not done again. "About to tell" is
written down before somebody is told, and "told" after it; what lies between the two is looked up in the channel.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import discord
import structlog

from retrieval import NotFound, StoredAnswer
from retrieval.news import Erratable, Unshown

from ..asking.cog import Ask
from ..asking.queue import QueueClosed
from ..context import BotContext
from ..exceptions import CannotWrite
from ..places import guild_of, message_address, message_of, of_place, person_of, place_of_key
from ..tasks import Loop, settle
from ..text.errors import for_log
from ..text.locale import using_locale
from ..text.markup import clip
from ..text.message_markup import plain
from ..ui.delivery import posted_since
from ..ui.errors import error_boundary, log_only, persist
from ..ui.permissions import channel_permissions
from ..ui.retry import TRANSIENT_ERRORS, is_transient
from .embeds import NoRoom, revision, told_line

SECONDS_BETWEEN = 60.0
PAUSE = 0.5
"""Seconds after an edit: a removal may touch a thousand messages, and people's answers go first."""
QUESTION = 300


class CorrectionLoop:
    """One loop for all messages."""

    def __init__(self, bot: BotContext, *, pause: float = PAUSE) -> None:
        self._bot = bot
        self._pause = pause
        self._log = structlog.get_logger("dateline.corrections")
        self._loop = Loop(bot.tasks, "corrections", seconds=SECONDS_BETWEEN, before=settle, work=self.run)
        self.start, self.stop = self._loop.start, self._loop.stop

    async def run(self) -> None:
        """One round. What fails for one answer is logged, tried again in the next round, and does not stop the others;
        while Discord is away the round ends."""
        errata = self._bot.library.errata
        for answer_id in await errata.touched():
            async with error_boundary(log_only, task="corrections", answer=answer_id):
                if not await self._has_turn():
                    return
                await errata.compare(answer_id)
        for answer_id in await errata.to_show():
            goes_on = True
            async with error_boundary(log_only, task="corrections", answer=answer_id):
                goes_on = await self._has_turn() and await self._show(answer_id)
            if not goes_on:
                return
        for answer_id in await errata.to_tell():
            async with error_boundary(log_only, task="corrections", answer=answer_id):
                if not await self._has_turn():
                    return
                await self._tell(answer_id)

    async def _has_turn(self) -> bool:
        """Waits until nobody waits for an answer; False where the bot is being stopped."""
        try:
            async with self._bot.queue.background_slot():
                return not self._bot.closing
        except QueueClosed:
            return False

    async def _show(self, answer_id: int) -> bool:
        """False while Discord is away. What can never be edited is noted."""
        errata = self._bot.library.errata
        try:
            entry = await errata.get(answer_id)
        except NotFound:
            return True
        try:
            reason = await self._edit(entry)
        except discord.Forbidden:
            reason = Unshown.FORBIDDEN
        except discord.NotFound:
            reason = Unshown.GONE
        except TRANSIENT_ERRORS as error:
            self._log.warning("not edited", answer=answer_id, error=for_log(error))
            if is_transient(error):
                return False
            reason = Unshown.REFUSED
        if reason is not None:
            self._log.info("cannot be edited", answer=answer_id, reason=reason.value)
            await errata.was_not_shown(answer_id, reason)
        return True

    async def _edit(self, entry: Erratable) -> Unshown | None:
        """Why the message cannot be edited; None where it was, or has to wait for the next round."""
        answer, guild = entry.answer, self._guild(entry.answer)
        message_id, channel_id = message_of(answer.posted_key), place_of_key(answer.place)
        if message_id is None or channel_id is None or (answer.home is not None and guild is None):
            return Unshown.GONE
        if guild is not None and guild.unavailable:
            return None
        channel: Any = self._bot.get_channel(channel_id) or self._bot.get_partial_messageable(channel_id)
        message = await persist(partial(channel.fetch_message, message_id))
        try:
            with using_locale(await self._language(answer, channel)):
                edit = revision(message, entry.wanted, embed=channel_permissions(channel).embed)
        except NoRoom:
            return Unshown.REFUSED
        if self._is_answered_anew(answer):
            return None
        if edit is not None:
            await persist(partial(message.edit, **edit))
            self._log.info("edited", answer=answer.id, message=message_id, errata=len(entry.wanted))
            await asyncio.sleep(self._pause)
        await self._bot.library.errata.was_shown(answer.id, entry.wanted)
        return None

    def _guild(self, answer: StoredAnswer) -> discord.Guild | None:
        return self._bot.get_guild(guild_of(answer.home or "") or 0)

    async def _language(self, answer: StoredAnswer, channel: Any) -> str:
        guild = self._guild(answer)
        return of_place(guild, channel, await self._bot.servers.of(guild.id if guild else None))

    def _is_answered_anew(self, answer: StoredAnswer) -> bool:
        """Whether the question was edited just now, so that its message gets another answer."""
        ask, asked = self._bot.get_cog(Ask.__name__), message_of(answer.asked_key)
        return asked is not None and isinstance(ask, Ask) and ask.messages.at_work_on(asked)

    async def _tell(self, answer_id: int) -> None:
        """In a direct message, once; where they take none they are not told."""
        errata = self._bot.library.errata
        try:
            entry = await errata.get(answer_id)
        except NotFound:
            return
        person, address = person_of(entry.answer.asked_by), _address(entry.answer)
        if person is None or address is None:
            await errata.was_told(answer_id)
            return
        if entry.telling is None:
            await errata.begin_telling(answer_id)
        try:
            channel = await self._bot.create_dm(discord.Object(person))
            told = partial(self._tells, address=address)
            if entry.telling is None or await posted_since(channel, entry.telling, told) is None:
                place = self._bot.get_channel(place_of_key(entry.answer.place) or 0)
                with using_locale(await self._language(entry.answer, place)):
                    content = told_line(clip(plain(entry.answer.question), QUESTION), address)
                await self._bot.delivery.deliver(channel, content=content, nonce=f"e{answer_id}")
        except (CannotWrite, discord.Forbidden, discord.NotFound) as error:
            self._log.info("cannot be told", answer=answer_id, error=str(error))
        await errata.was_told(answer_id)

    def _tells(self, message: discord.Message, address: str) -> bool:
        return message.author == self._bot.user and address in message.content


def _address(answer: StoredAnswer) -> str | None:
    """Where Discord shows the answer; None where that is not known."""
    return message_address(guild_of(answer.home or ""), answer.place, answer.posted_key)
