"""Replies that are taken back, because their question is gone or asks nothing of the bot any more."""

from __future__ import annotations

import discord

from retrieval import StoredAnswer

from ..context import BotContext
from ..guilds import message_key, message_of
from .addressing import NOTHING, Standing, Wording

UNSURE = Standing(unsure=True)
"""Somebody may have posted something."""


class Withdrawing:
    """While Discord is away it waits, as answers do."""

    def __init__(self, bot: BotContext) -> None:
        self._bot = bot

    async def answer(self, message_id: int, channel_id: int) -> bool:
        """Forget what the message was answered with, and take it back. False where there was no answer."""
        stored = await self._bot.library.answers.withdraw(message_key(message_id))
        shown = shown_of(self._bot, channel_id, stored) if stored else None
        if shown is not None:
            await self._bot.outages.outlast(lambda: self._bot.delivery.withdraw(shown))
        return stored is not None

    async def deleted(self, message_id: int, channel_id: int, wording: Wording) -> None:
        """Likewise for a question that was deleted; also what may stand in reply to it, where it was not answered to the
        end. A claim that is left belongs to nobody: whoever works on a message holds its turn, and so does the caller."""
        if await self.answer(message_id, channel_id):
            return
        left = UNSURE if await self.dead(message_id) else wording.take_over()
        if left != NOTHING:
            await self._bot.outages.outlast(lambda: self._clear(message_id, channel_id, left))

    async def dead(self, message_id: int) -> bool:
        """Whether a process, or its work, died over this question; from here on it is the caller's, who looks at what
        stands in the channel when that has been put right."""
        dead = await self._bot.library.answers.abandon_claim(message_key(message_id))
        if dead:
            await self._bot.put_right.wait()
        return dead

    async def _clear(self, message_id: int, channel_id: int, left: Standing) -> None:
        shown, me = left.shown, self._bot.user
        channel = self._bot.get_channel(channel_id) or self._bot.get_partial_messageable(channel_id)
        if shown is None and me is not None and isinstance(channel, discord.abc.Messageable):
            shown = await self._bot.delivery.find(channel, message_id, me.id)
        if shown is not None:
            await self._bot.delivery.withdraw(shown)


def shown_of(bot: BotContext, channel_id: int, stored: StoredAnswer) -> discord.PartialMessage | None:
    """The message that shows the answer."""
    posted = message_of(stored.posted_key)
    return None if posted is None else bot.get_partial_messageable(channel_id).get_partial_message(posted)
