"""Messages as questions: heard, answered in one reply, revised when they are edited, withdrawn when they are deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from retrieval import Answer, Outcome, StoredAnswer

from ..preferences import Preferences
from ..render import outcome_embed
from ..scopes import message_key, message_of, own_scope, visible_scopes
from ..sending.delivery import CannotWrite
from ..sending.means import means_in
from ..sending.outermost import Say
from .addressing import Addressed, Way, addressed, place_of
from .admission import admitted, asker_of, elsewhere_line, turn
from .answering import Asked, Post, answer_again, answer_once, asked_in
from .asker import Asker
from .courtesies import kind_words
from .replying import Reply, typing_in
from .views import answer_view
from .wordings import Wording, Wordings

if TYPE_CHECKING:
    from ..client import DatelineBot

FRESH = timedelta(minutes=15)
"""An edit makes a question of a message only while people still look at it."""
LONGEST_WAIT = 60.0
"""Seconds for which an edited question waits for its turn before it is looked at again."""


class Hearing:
    """What the bot does with messages. Events of one message take turns; see `Wordings`."""

    def __init__(self, bot: DatelineBot) -> None:
        self._bot = bot
        self._wordings = Wordings()

    async def written(self, message: discord.Message, meant: Addressed, preferences: Preferences) -> None:
        if meant.way is Way.ELSEWHERE:
            await self._hint(message, preferences)
            return
        async with self._wordings.newest(message.id) as wording:
            await self._answer(message, meant, preferences, wording)

    async def edited(self, message: discord.Message, preferences: Preferences) -> None:
        """Revise the reply to what the message now asks, withdraw it where it asks nothing of the bot any more; answer
        a message that only now addresses the bot."""
        async with self._wordings.newest(message.id) as wording:
            meant = addressed(message, self.me, preferences)
            if meant is not None and meant.way is Way.ELSEWHERE:
                meant = None
            stored = await self._bot.library.answer_to(message_key(message.id))
            if wording.outdated:
                return
            if stored is None:
                fresh = discord.utils.utcnow() - message.created_at < FRESH
                if meant is not None and meant.way is Way.ADDRESSED and meant.talk is None and fresh:
                    await self._answer(message, meant, preferences, wording)
            elif meant is None or meant.talk is not None:
                await self._withdraw(message.id, message.channel.id)
            elif " ".join(meant.question.split()) != stored.question:
                await self._revise(message, meant, preferences, wording, stored)

    async def deleted(self, message_ids: Iterable[int], channel_id: int) -> None:
        """Take the replies back, also those that are just being made."""
        for message_id in message_ids:
            async with self._wordings.newest(message_id):
                await self._withdraw(message_id, channel_id)

    def apology(self, message: discord.Message) -> Say:
        """Where an error is told: in reply to whom it concerns. Nobody is told of what they did not ask for."""

        async def say_it(text: str) -> object:
            meant = not message.guild or any(user.id == self.me.id for user in message.mentions)
            return await Reply(self._bot, message).say(text) if meant else None

        return say_it

    @property
    def me(self) -> discord.ClientUser:
        assert self._bot.user is not None  # noqa: S101  # messages arrive after the login
        return self._bot.user

    async def _hint(self, message: discord.Message, preferences: Preferences) -> None:
        """Whoever asks where the bot does not answer is told where it does, once a day."""
        if means_in(message.channel).write and self._bot.limits.should_hint(_asker(message)):
            with suppress(CannotWrite):
                await Reply(self._bot, message).say(elsewhere_line(preferences))

    async def _answer(
        self, message: discord.Message, meant: Addressed, preferences: Preferences, wording: Wording
    ) -> None:
        overheard = meant.way is Way.OVERHEARD
        reply = Reply(self._bot, message, unasked=overheard)
        if not await self._bot.delivery.may_write(message.channel, None if overheard else message.author):
            return

        def wanted(outcome: Outcome) -> bool:
            return not wording.outdated and _worth_saying(outcome, meant, message, preferences)

        asker = _asker(message)
        asked = self._asked(message, meant, preferences)
        async with AsyncExitStack() as stack:
            stack.enter_context(suppress(CannotWrite))  # the server was told, and nothing can be said here
            say_wait = None if overheard else reply.say
            no = await stack.enter_async_context(admitted(self._bot, asker, say_wait, anywhere=overheard))
            if no is not None:
                if no.aloud and not overheard:
                    await reply.say(no.line)
                return
            if meant.talk is not None:
                await reply.say(**kind_words(meant.talk, self.me.name))
                return
            if not overheard:
                await stack.enter_async_context(typing_in(message.channel))
            if not await answer_once(
                self._bot.library, asked, _shown_by(reply, message.channel), wanted=wanted
            ):
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
        while wait := self._bot.limits.take(asker, preferences):
            await asyncio.sleep(min(wait.seconds, LONGEST_WAIT))
            if wording.outdated:
                return
        shown = _partial(self._bot, message.channel.id, stored)
        if shown is None:
            return
        reply = Reply(self._bot, message, shown=shown)

        asked, post = self._asked(message, meant, preferences), _shown_by(reply, message.channel)
        async with turn(self._bot, asker) as leaving:
            if leaving is not None:
                return
            try:
                await answer_again(
                    self._bot.library, asked, stored, post, wanted=lambda _: not wording.outdated
                )
            except discord.NotFound:
                await self._bot.library.withdraw_answer(asked.key)

    async def _withdraw(self, message_id: int, channel_id: int) -> None:
        stored = await self._bot.library.withdraw_answer(message_key(message_id))
        shown = _partial(self._bot, channel_id, stored) if stored else None
        if shown is not None:
            await self._bot.delivery.withdraw(shown)

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


def _asker(message: discord.Message) -> Asker:
    return asker_of(message.author, message.channel, message.guild.id if message.guild else None)


def _shown_by(reply: Reply, channel: object) -> Post:
    """Shows an outcome as this reply, in this channel."""

    async def post(outcome: Outcome, answer_id: int) -> int:
        return await reply.say(embed=outcome_embed(outcome), view=answer_view(outcome, answer_id, channel))

    return post


def _worth_saying(
    outcome: Outcome, meant: Addressed, message: discord.Message, preferences: Preferences
) -> bool:
    """Who is asked answers or says why not; who only overhears speaks when sure enough."""
    if meant.way is not Way.OVERHEARD:
        return True
    return isinstance(outcome, Answer) and outcome.confidence >= preferences.threshold(
        *place_of(message.channel)
    )


def _partial(bot: DatelineBot, channel_id: int, stored: StoredAnswer) -> discord.PartialMessage | None:
    """The message that shows the answer."""
    posted = message_of(stored.posted_key)
    return None if posted is None else bot.get_partial_messageable(channel_id).get_partial_message(posted)
