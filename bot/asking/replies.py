"""The one message that replies to a question: perhaps first with a place in the line, then with the answer, and after an
edit with another one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

import aiohttp
import discord
import structlog

from ..context import BotContext
from ..exceptions import CannotWrite
from ..text.errors import for_log
from ..ui.delivery import in_place_of, is_forgotten
from ..ui.permissions import channel_permissions
from ..ui.retry import TRANSIENT_ERRORS, is_transient
from .revisions import NOTHING, Shown

TYPING_SECONDS = 1.0
"""An answer waits no longer for Discord to have taken that the bot types."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Reply:
    """The reply to `message`. It begins with what stands there `before`: from an earlier revision, or from a process
    that died."""

    def __init__(
        self,
        bot: BotContext,
        message: discord.Message,
        *,
        before: Shown = NOTHING,
    ) -> None:
        self.answer_id: int | None = None
        """The id of what is shown, where it is an answer or a refusal."""
        self.unasked = False
        """Whether nobody has addressed the bot. Then nobody is told which permissions it lacks."""
        self.asked = False
        """Whether somebody is sure to have addressed the bot, also without a mention. Then an error is shown."""
        self._bot = bot
        self._message = message
        self._shown: discord.Message | discord.PartialMessage | None
        self._unsure: bool
        self._tried: tuple[str, datetime] | None
        self.take_over(before)
        self._instead_of: int | None = None
        self._postings = 0

    @property
    def shown(self) -> Shown:
        return Shown(self._shown, self._unsure, self._tried)

    def take_over(self, before: Shown) -> None:
        """Goes on from what stands there."""
        self._shown, self._unsure, self._tried = before.message, before.unsure, before.tried

    async def say(
        self,
        content: str | None = None,
        *,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
    ) -> int:
        """Shows this in place of what was shown, and returns the id of the message that shows it. After a failure it
        may be called again: where something may have been posted, it looks for that first. Raises CannotWrite,
        NotFound (somebody deleted what was shown)."""
        shown = await self._show(content, embed, view)
        for message in {shown, self._instead_of or shown}:
            await self._bot.job_messages.settled(message)
        return shown

    async def say_place(self, line: str) -> int:
        """Shows a place in the line likewise. The answer is still to come, so that the note of it is kept."""
        try:
            return await self._show(line)
        finally:
            self._tried = None  # one that may stand there unseen is no answer, and forbids none

    async def _show(
        self,
        content: str | None,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
    ) -> int:
        delivery = self._bot.delivery
        what: dict[str, Any] = {"content": content, "embed": embed, "view": view, "reply_to": self._message}
        await self._make_sure()
        if self._shown is not None:
            before = self._shown
            self._shown = await delivery.edit_or_remove(before, **what)
            self._instead_of = before.id
        if self._shown is None:
            nonce, now = self._nonce(embed), discord.utils.utcnow()
            await self._refuse_a_second(nonce)
            try:
                self._shown = await delivery.deliver(
                    self._message.channel, nonce=nonce, unasked=self.unasked, **what
                )
            except TRANSIENT_ERRORS as error:
                if is_transient(error):
                    self._unsure, self._tried = True, self._tried or (nonce, now)
                raise
            self._postings += 1
            self._tried = None
        return self._shown.id

    async def take_back(self) -> None:
        """Deletes what is shown."""
        await self._make_sure()
        if self._shown is not None:
            await self._bot.delivery.withdraw(self._shown)
            await self._bot.job_messages.settled(self._shown.id)
            self._shown = None

    async def _make_sure(self) -> None:
        if self._unsure and self._shown is None and self._bot.user is not None:
            channel, me = self._message.channel, self._bot.user.id
            self._shown = await self._bot.delivery.find(channel, self._message.id, me)
            if self._shown is not None:
                self._bot.job_messages.take_on(self._shown.id)
        self._unsure = False

    async def _refuse_a_second(self, nonce: str) -> None:
        """Raises CannotWrite where an earlier request may have posted something, which nobody can see: the history may
        not be read, and the nonce says nothing any more, or is another one."""
        channel = self._message.channel
        if self._tried is None or channel_permissions(channel).history:
            return
        tried, since = self._tried
        if nonce != tried or is_forgotten(since):
            missing = "read_message_history"
            await self._bot.hints.missing(channel, missing, None if self.unasked else self._message.author)
            raise CannotWrite(missing)

    def _nonce(self, embed: discord.Embed | None) -> str:
        """Discord posts a nonce once: it is the same for each try of one posting, in whatever process, and for each
        delivery of one event; each posting has another."""
        if self._instead_of is not None:
            return in_place_of(self._instead_of)
        if embed is not None and self.answer_id is not None:
            what = f"a{_short(self.answer_id)}"
        else:
            edited = self._message.edited_at
            what = f"s{_short(int(edited.timestamp() * 1000) if edited else 0)}"
        return f"{_short(self._message.id)}{what}{'z' * self._postings}"


def _short(number: int) -> str:
    """The number in base 36, because a nonce has 25 characters at most."""
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits or "0"


@asynccontextmanager
async def typing_in(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Shows that the bot types. The answer waits for nothing of it, but that what was asked of Discord so far is done:
    else it would show that the bot types when the answer stands there."""
    begun = asyncio.Event()
    types = asyncio.create_task(_type(channel, begun), name="typing")
    try:
        yield
        with suppress(TimeoutError):
            await asyncio.wait_for(begun.wait(), TYPING_SECONDS)
    finally:
        types.cancel()
        await asyncio.wait({types})


async def _type(channel: discord.abc.Messageable, begun: asyncio.Event) -> None:
    try:
        async with channel.typing():
            begun.set()
            await asyncio.Event().wait()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        structlog.get_logger("dateline.ask").info("not typing", error=for_log(error))
    finally:
        begun.set()
