"""Answers, at the start, the questions over which the process before died, while people may still look at them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

import discord
import structlog

from retrieval import UnfinishedAnswer

from ..context import BotContext
from ..places import message_of, place_of_key
from ..ui.errors import error_boundary, log_only
from ..ui.retry import is_transient
from .messages import MessageHandler

STILL_WAITED_FOR = timedelta(minutes=15)
"""The answer to an older question would only surprise."""


class Resuming:
    """Reads the claims that nobody finished, once. Those of commands are dropped, because an answer to one is shown
    with a token, a secret which is not stored."""

    def __init__(self, bot: BotContext, messages: MessageHandler) -> None:
        self._bot = bot
        self._messages = messages
        self._done = False
        self._one_at_a_time = asyncio.Lock()
        self._log = structlog.get_logger("dateline.ask")

    async def resume(self) -> None:
        """Called whenever a session begins; works the first time that the claims can be read."""
        await self._bot.messages_recovered.wait()
        async with self._one_at_a_time:  # sessions may follow each other quickly
            if self._done:
                return
            claims = await self._bot.library.answers.unfinished()
            self._done = True
        found = [claim for claim in claims if await self._worth_answering(claim)]
        places = groupby(
            sorted(found, key=lambda claim: (claim.place or "", claim.id)), lambda claim: claim.place
        )
        for _, group in places:
            self._bot.tasks.spawn(self._answer_in_order(list(group)), name="resumed")

    async def _worth_answering(self, claim: UnfinishedAnswer) -> bool:
        message_id = message_of(claim.asked_key)
        if message_id is not None and self._messages.at_work_on(message_id):
            return False
        if message_id is None and claim.asked_at >= self._bot.started:
            return False  # a command of this very process
        late = discord.utils.utcnow() - claim.asked_at > STILL_WAITED_FOR
        if message_id is None or place_of_key(claim.place) is None or late:
            self._log.info("dropped", key=claim.asked_key, late=late)
            await self._bot.library.answers.abandon(claim.id)
            return False
        return True

    async def _answer_in_order(self, claims: Sequence[UnfinishedAnswer]) -> None:
        """Answers the questions of one place one after another, because a later one may continue an earlier one."""
        for claim in claims:
            async with error_boundary(log_only, resumed=claim.asked_key):
                await self._answer(claim)

    async def _answer(self, claim: UnfinishedAnswer) -> None:
        try:
            message = await self._bot.retrier.retry(lambda: self._fetched(claim))
        except (discord.HTTPException, discord.InvalidData) as error:
            self._log.info("dropped", key=claim.asked_key, error=str(error))
            if not is_transient(error):
                await self._bot.library.answers.abandon(claim.id)
            return
        if message is None:
            await self._bot.library.answers.abandon(claim.id)
            return
        self._log.info("resumed", key=claim.asked_key)
        await self._messages.resume(message, claim)

    async def _fetched(self, claim: UnfinishedAnswer) -> discord.Message | None:
        """The message and its author as they are now. None in a place without messages."""
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
