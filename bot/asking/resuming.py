"""Questions over which the process before died: they are answered at the start, while people may still look at them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

import discord
import structlog

from retrieval import UnfinishedAnswer

from ..context import BotContext
from ..guilds import message_of, of_guild, of_place, place_of_key
from ..text.locale import set_locale
from ..ui.errors import error_boundary, log_only
from ..ui.outages import is_outage
from .messages import Hearing

STILL_WAITED_FOR = timedelta(minutes=15)
"""The answer to an older question would only surprise."""


class Resuming:
    """Reads the claims that nobody finished, once. Those of commands are dropped: their answers are nobody else's, and
    the token that shows them is a secret which is not stored."""

    def __init__(self, bot: BotContext, hearing: Hearing) -> None:
        self._bot = bot
        self._hearing = hearing
        self._done = False
        self._one_at_a_time = asyncio.Lock()
        self._log = structlog.get_logger("dateline.ask")

    async def resume(self) -> None:
        """Called whenever a session begins; does it the first time that the claims can be read."""
        await self._bot.put_right.wait()
        async with self._one_at_a_time:  # sessions may follow each other quickly
            if self._done:
                return
            claims = await self._bot.library.unfinished_answers()
            self._done = True
        found = [claim for claim in claims if await self._worth_answering(claim)]
        places = groupby(
            sorted(found, key=lambda claim: (claim.place or "", claim.id)), lambda claim: claim.place
        )
        for _, group in places:
            self._bot.tasks.spawn(self._answer_in_order(list(group)), name="resumed")

    async def _worth_answering(self, claim: UnfinishedAnswer) -> bool:
        message_id = message_of(claim.asked_key)
        if message_id is not None and self._hearing.at_work_on(message_id):
            return False
        if message_id is None and claim.asked_at >= self._bot.started:
            return False  # a command of this very process
        late = discord.utils.utcnow() - claim.asked_at > STILL_WAITED_FOR
        if message_id is None or place_of_key(claim.place) is None or late:
            self._log.info("dropped", key=claim.asked_key, late=late)
            await self._bot.library.abandon_answer(claim.id)
            return False
        return True

    async def _answer_in_order(self, claims: Sequence[UnfinishedAnswer]) -> None:
        """Of one place: a later question may go on from an earlier one."""
        for claim in claims:
            async with error_boundary(log_only, resumed=claim.asked_key):
                await self._answer(claim)

    async def _answer(self, claim: UnfinishedAnswer) -> None:
        try:
            message = await self._bot.outages.outlast(lambda: self._fetched(claim))
        except (discord.HTTPException, discord.InvalidData) as error:
            self._log.info("dropped", key=claim.asked_key, error=str(error))
            if not is_outage(error):
                await self._bot.library.abandon_answer(claim.id)
            return
        if message is None:
            await self._bot.library.abandon_answer(claim.id)
            return
        self._log.info("resumed", key=claim.asked_key)
        set_locale(of_guild(message.guild))
        preferences = await self._bot.servers.of(message.guild.id if message.guild else None)
        set_locale(of_place(message.guild, message.channel, preferences))
        await self._hearing.resume(message, preferences, claim)

    async def _fetched(self, claim: UnfinishedAnswer) -> discord.Message | None:
        """The message as it stands now, its author as the member that they are now. None in a place without messages."""
        channel_id, message_id = place_of_key(claim.place), message_of(claim.asked_key)
        assert channel_id is not None  # noqa: S101  # `_worth_answering` has seen to it
        assert message_id is not None  # noqa: S101
        channel = self._bot.get_channel(channel_id) or await self._bot.fetch_channel(channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            return None
        message = await channel.fetch_message(message_id)
        if message.guild is not None and not isinstance(message.author, discord.Member):
            message.author = await message.guild.fetch_member(message.author.id)
        return message
