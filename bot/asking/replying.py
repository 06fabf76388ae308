"""The one message that answers a question: first perhaps its place in the line, then the answer, later another."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog

from ..text.errors import for_log
from ..ui.delivery import in_place_of
from ..ui.outages import OUTAGES, is_outage
from .wordings import NOTHING, Standing

if TYPE_CHECKING:
    from ..client import DatelineBot

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Reply:
    """A reply to `message`; `before` is what stands there from an earlier wording, or from a process that died."""

    def __init__(
        self,
        bot: DatelineBot,
        message: discord.Message,
        *,
        before: Standing = NOTHING,
    ) -> None:
        self.answer_id: int | None = None
        """Of what is shown, where it is an answer."""
        self.unasked = False
        """Whether nobody has addressed the bot: then nobody is told what it lacks."""
        self.asked = False
        """Whether it is sure that somebody has, without a mention too: then an error is told."""
        self._bot = bot
        self._message = message
        self._shown: discord.Message | discord.PartialMessage | None = before.shown
        self._unsure = before.unsure
        self._instead_of: int | None = None
        self._postings = 0

    @property
    def standing(self) -> Standing:
        return Standing(self._shown, self._unsure)

    def take_over(self, before: Standing) -> None:
        """Go on from what stands there."""
        self._shown, self._unsure = before.shown, before.unsure

    async def say(
        self,
        content: str | None = None,
        *,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
    ) -> int:
        """Show this in place of what was shown; the id of the message that does. After a failure it may be called
        again: where it is not sure that nothing was posted, it looks first. Raises CannotWrite, NotFound (somebody
        deleted what was shown)."""
        shown = await self._show(content, embed, view)
        for message in {shown, self._instead_of or shown}:
            await self._bot.standing.settled(message)
        return shown

    async def say_place(self, line: str) -> int:
        """Likewise a place in line, which is not the last word."""
        return await self._show(line)

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
            nonce = self._nonce(embed)
            try:
                self._shown = await delivery.deliver(
                    self._message.channel, nonce=nonce, unasked=self.unasked, **what
                )
            except OUTAGES as error:
                self._unsure = is_outage(error)
                raise
            self._postings += 1
        return self._shown.id

    async def take_back(self) -> None:
        """Nothing is shown any more."""
        await self._make_sure()
        if self._shown is not None:
            await self._bot.delivery.withdraw(self._shown)
            await self._bot.standing.settled(self._shown.id)
            self._shown = None

    async def _make_sure(self) -> None:
        if self._unsure and self._shown is None and self._bot.user is not None:
            channel, me = self._message.channel, self._bot.user.id
            self._shown = await self._bot.delivery.find(channel, self._message.id, me)
            if self._shown is not None:
                self._bot.standing.take_on(self._shown.id)
        self._unsure = False

    def _nonce(self, embed: discord.Embed | None) -> str:
        """The same for each try of one posting, in whatever process, and for each delivery of one event; another for
        each posting."""
        if self._instead_of is not None:
            return in_place_of(self._instead_of)
        if embed is not None and self.answer_id is not None:
            what = f"a{_short(self.answer_id)}"
        else:
            edited = self._message.edited_at
            what = f"s{_short(int(edited.timestamp() * 1000) if edited else 0)}"
        return f"{_short(self._message.id)}{what}{'z' * self._postings}"


def _short(number: int) -> str:
    """In base 36: a nonce has 25 characters."""
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits or "0"


@asynccontextmanager
async def typing_in(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Shows that the bot types, where Discord lets it: no answer is missed for want of three dots."""
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(channel.typing())
        except (discord.HTTPException, aiohttp.ClientError) as error:
            structlog.get_logger("dateline.ask").info("not typing", error=for_log(error))
        yield
