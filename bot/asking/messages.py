"""Messages as questions: heard, answered in one reply, revised when they are edited, withdrawn when they are deleted.

The one message that answers a question: first perhaps its place in the line, then the answer, later another.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress
from datetime import timedelta
from functools import partial
from typing import Any

import aiohttp
import discord
import structlog

from retrieval import Answer, Outcome, StoredAnswer, UnfinishedAnswer

from ..context import BotContext
from ..exceptions import CannotWrite
from ..guilds import message_key, own_scope, place_of, visible_scopes
from ..preferences import Preferences
from ..text.errors import for_log
from ..text.phrases import Face, restarting
from ..ui.delivery import in_place_of
from ..ui.embeds import outcome_embed
from ..ui.errors import ErrorReply
from ..ui.outages import OUTAGES, is_outage
from ..ui.permissions import channel_permissions
from ..ui.standing import PlaceInLine, waiting_reply
from .addressing import NOTHING, Addressed, Standing, Way, Wording, Wordings, addressed
from .admission import asker_of, barred, elsewhere_line, in_turn, refused
from .answering import Asked, Post, answer_again, answer_once, asked_in, kind_words
from .buttons import answer_view
from .limits import Asker
from .queue import QueueClosed
from .withdrawing import UNSURE, Withdrawing, shown_of

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Reply:
    """A reply to `message`; `before` is what stands there from an earlier wording, or from a process that died."""

    def __init__(
        self,
        bot: BotContext,
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


FRESH = timedelta(minutes=15)
"""An edit makes a question of a message only while people still look at it."""
LONGEST_WAIT = 60.0
"""Seconds for which an edited question waits for its turn before it is looked at again."""


class Hearing:
    """What the bot does with messages. Events of one message take turns; see `Wordings`."""

    def __init__(self, bot: BotContext) -> None:
        self._bot = bot
        self._wordings = Wordings()
        self._withdrawing = Withdrawing(bot)

    async def written(
        self, message: discord.Message, meant: Addressed, preferences: Preferences, reply: Reply
    ) -> None:
        if meant.way is Way.ELSEWHERE:
            await self._hint(message, preferences, reply)
            return
        async with self._wordings.newest(message.id) as wording:
            await self._answer(message, meant, preferences, wording, reply)

    async def edited(self, message: discord.Message, preferences: Preferences, reply: Reply) -> None:
        """Revise the reply to what the message now asks, withdraw it where it asks nothing of the bot any more; answer
        a message that only now addresses the bot, or over which something died."""
        async with self._wordings.newest(message.id) as wording:
            meant = addressed(message, self.me, preferences)
            if meant is not None and meant.way is Way.ELSEWHERE:
                meant = None
            stored = await self._bot.library.answer_to(message_key(message.id))
            if wording.outdated:
                return
            if stored is None:
                dead = await self._withdrawing.dead(message.id)
                begun = dead or wording.begun_before
                reply.take_over(UNSURE if dead else wording.take_over())
                fresh = discord.utils.utcnow() - message.created_at < FRESH
                unheard = meant is None or (meant.way is Way.OVERHEARD and not begun)
                if meant is None or unheard or meant.talk is not None:
                    await self._bot.outages.outlast(reply.take_back)
                elif fresh or begun:
                    if reply.standing == NOTHING:  # perhaps it was told something else, such as an error
                        reply.take_over(UNSURE)
                    await self._answer(message, meant, preferences, wording, reply)
            elif meant is None or meant.talk is not None:
                await self._withdrawing.answer(message.id, message.channel.id)
            elif " ".join(meant.question.split()) != stored.question:
                await self._revise(message, meant, preferences, wording, stored)

    async def resume(
        self, message: discord.Message, preferences: Preferences, claim: UnfinishedAnswer
    ) -> None:
        """Answer a question over which a process died, as it stands now; whether that process had posted something is
        looked up. Nothing is done where an edit or a deletion has seen to the claim, or is about to."""
        if self.at_work_on(message.id):
            return
        async with self._wordings.newest(message.id) as wording:
            if claim not in await self._bot.library.unfinished_answers():
                return
            meant = addressed(message, self.me, preferences)
            if meant is None or meant.way is Way.ELSEWHERE or meant.talk is not None:
                await self._bot.library.abandon_answer(claim.id)
                return
            reply = Reply(self._bot, message, before=UNSURE)
            await self._answer(message, meant, preferences, wording, reply, claim.id)

    def at_work_on(self, message_id: int) -> bool:
        return message_id in self._wordings

    async def deleted(self, message_ids: Iterable[int], channel_id: int) -> None:
        """Take the replies back, also those that are just being made."""
        for message_id in message_ids:
            async with self._wordings.newest(message_id) as wording:
                await self._withdrawing.deleted(message_id, channel_id, wording)

    def apology(self, message: discord.Message, reply: Reply) -> ErrorReply:
        """Where an error is told: in reply to whom it concerns. Nobody is told of what they did not ask for."""

        async def say_it(text: str) -> object:
            mentioned = any(user.id == self.me.id for user in message.mentions)
            return await reply.say(text) if not message.guild or mentioned or reply.asked else None

        return say_it

    @property
    def me(self) -> discord.ClientUser:
        assert self._bot.user is not None  # noqa: S101  # messages arrive after the login
        return self._bot.user

    async def _hint(self, message: discord.Message, preferences: Preferences, reply: Reply) -> None:
        """Whoever asks where the bot does not answer is told where it does, once a day."""
        if channel_permissions(message.channel).write and self._bot.limits.should_hint(_asker(message)):
            with suppress(CannotWrite):
                await reply.say(elsewhere_line(preferences))

    async def _answer(
        self,
        message: discord.Message,
        meant: Addressed,
        preferences: Preferences,
        wording: Wording,
        reply: Reply,
        claim: int | None = None,
    ) -> None:
        """`claim` is given up where the question is not answered."""
        reply.unasked = overheard = meant.way is Way.OVERHEARD
        reply.asked = not overheard
        asker = _asker(message)
        may_write = await self._bot.delivery.may_write(message.channel, None if overheard else message.author)
        no = refused(self._bot, asker, anywhere=overheard) if may_write else None
        with suppress(CannotWrite):  # the server was told, and nothing can be said here
            if not may_write or no is not None or meant.talk is not None:
                if claim is not None:
                    await self._bot.library.abandon_answer(claim)
                if no is not None and no.aloud and not overheard:
                    await reply.say(no.line)
                elif may_write and no is None and meant.talk is not None and not overheard:
                    await reply.say(**kind_words(meant.talk, self.me.name))
                return
            await self._ask(message, meant, preferences, wording, reply, claim)

    async def _ask(
        self,
        message: discord.Message,
        meant: Addressed,
        preferences: Preferences,
        wording: Wording,
        reply: Reply,
        claim: int | None,
    ) -> None:
        overheard = meant.way is Way.OVERHEARD

        def wanted(outcome: Outcome) -> bool:
            return not wording.outdated and _worth_saying(outcome, meant, message, preferences)

        place = PlaceInLine(self._bot.standing, reply.say_place, partial(waiting_reply, message))

        @asynccontextmanager
        async def turn() -> AsyncIterator[None]:
            typing = nullcontext() if overheard else typing_in(message.channel)
            async with in_turn(self._bot, _asker(message), None if overheard else place), typing:
                yield

        asked, post = (
            self._asked(message, meant, preferences),
            self._shown_by(reply, message.channel, wording),
        )
        async with place:
            try:
                shown = await answer_once(
                    self._bot.library, asked, post, turn=turn, wanted=wanted, claim=claim
                )
            except QueueClosed:
                if not overheard:
                    await reply.say(restarting())
                return
            if not shown and wording.outdated:
                wording.leave(reply.standing)
            elif not shown:
                await reply.take_back()

    async def _revise(
        self,
        message: discord.Message,
        meant: Addressed,
        preferences: Preferences,
        wording: Wording,
        stored: StoredAnswer,
    ) -> None:
        """The reply that stands is edited; where somebody deleted it, it stays away."""
        asker = _asker(message)
        if barred(self._bot, asker, anywhere=meant.way is Way.OVERHEARD) is not None:
            await self._withdrawing.answer(message.id, message.channel.id)  # it is none to the new question
            return
        while wait := self._bot.limits.take(asker, preferences):
            await asyncio.sleep(min(wait.seconds, LONGEST_WAIT))
            if wording.outdated:
                return
        shown = shown_of(self._bot, message.channel.id, stored)
        if shown is None:
            return
        reply = Reply(self._bot, message, before=Standing(shown))
        asked, post = (
            self._asked(message, meant, preferences),
            self._shown_by(reply, message.channel, wording),
        )
        with suppress(QueueClosed):  # the answer from before stands
            try:
                await answer_again(
                    self._bot.library,
                    asked,
                    stored,
                    post,
                    turn=lambda: in_turn(self._bot, asker),
                    wanted=lambda _: not wording.outdated,
                )
            except discord.NotFound:
                await self._bot.library.withdraw_answer(asked.key)

    def _asked(self, message: discord.Message, meant: Addressed, preferences: Preferences) -> Asked:
        guild_id = message.guild.id if message.guild else None
        return asked_in(
            message.channel,
            preferences,
            key=message_key(message.id),
            question=meant.question,
            scopes=visible_scopes(guild_id),
            person_id=message.author.id,
            home=own_scope(guild_id) if guild_id else None,
            direct=guild_id is None,
            replied_to=meant.replied_to,
        )

    def _shown_by(self, reply: Reply, channel: object, wording: Wording) -> Post:
        """Shows an outcome as this reply, in this channel, until there is a newer wording."""
        face = Face.DISCORD if getattr(channel, "guild", None) else Face.DIRECT

        async def post(outcome: Outcome, answer_id: int) -> int:
            reply.answer_id = answer_id
            embed, view = outcome_embed(outcome, face=face), answer_view(outcome, answer_id, channel)
            return await self._bot.outages.outlast(
                lambda: reply.say(embed=embed, view=view), moot=wording.superseded
            )

        return post


def _asker(message: discord.Message) -> Asker:
    return asker_of(message.author, message.channel, message.guild.id if message.guild else None)


def _worth_saying(
    outcome: Outcome, meant: Addressed, message: discord.Message, preferences: Preferences
) -> bool:
    """Who is asked answers or says why not; who only overhears speaks when sure enough."""
    if meant.way is not Way.OVERHEARD:
        return True
    return isinstance(outcome, Answer) and outcome.confidence >= preferences.threshold(
        *place_of(message.channel)
    )
