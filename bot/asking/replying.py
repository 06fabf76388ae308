"""The one message that answers a question: first perhaps its place in the line, then the answer, later another."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog

from ..errors import for_log

if TYPE_CHECKING:
    from ..client import DatelineBot


class Reply:
    """A reply to `message`; `shown` is the message that stands there now, from this time or one before."""

    def __init__(
        self,
        bot: DatelineBot,
        message: discord.Message,
        *,
        shown: discord.Message | discord.PartialMessage | None = None,
        unasked: bool = False,
    ) -> None:
        self._bot = bot
        self._message = message
        self._shown = shown
        self._unasked = unasked

    async def say(
        self,
        content: str | None = None,
        *,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
    ) -> int:
        """Show this in place of what was shown; the id of the message that does. The nonce makes Discord post a repeated
        request once. Raises CannotWrite, NotFound (somebody deleted what was shown)."""
        what: dict[str, Any] = {"content": content, "embed": embed, "view": view, "reply_to": self._message}
        if self._shown is None:
            nonce = str(self._message.id)
            deliver = self._bot.delivery.deliver
            self._shown = await deliver(self._message.channel, nonce=nonce, unasked=self._unasked, **what)
        else:
            self._shown = await self._bot.delivery.revise(self._shown, **what)
        return self._shown.id

    async def take_back(self) -> None:
        """Nothing is shown any more."""
        if self._shown is not None:
            await self._bot.delivery.withdraw(self._shown)
            self._shown = None


@asynccontextmanager
async def typing_in(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Shows that the bot types, where Discord lets it: no answer is missed for want of three dots."""
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(channel.typing())
        except (discord.HTTPException, aiohttp.ClientError) as error:
            structlog.get_logger("dateline.ask").info("not typing", error=for_log(error))
        yield
