"""What the bot does with the messages of Discord: it answers them, answers them anew when they are edited, and takes its
reply back when they are deleted.

Reading order: `MessageHandler.created` says what a message asks (`addressing`), `_answer` hands the question to
`answering.answer` together with the `ReplyPresenter` that shows the outcome (`replies`). Several events of one message
are handled one after another (`revisions`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from datetime import timedelta
from functools import partial

import discord

from retrieval import Answer, Outcome, StoredAnswer, UnfinishedAnswer

from ..context import BotContext
from ..exceptions import CannotWrite
from ..places import message_key, message_of, of_guild, of_place, own_scope, place_of, visible_scopes
from ..preferences import Preferences
from ..text.locale import set_locale
from ..text.phrases import Face
from ..ui.embeds import outcome_embed
from ..ui.errors import error_boundary
from ..ui.job_messages import PlaceInLine, waiting_reply
from ..ui.permissions import channel_permissions
from .addressing import Addressed, Way, addressed
from .admission import ShowPlace, elsewhere_line, not_permitted, requester_of
from .answering import DiscordQuestion, Presenter, answer, answer_again
from .buttons import answer_view
from .limits import Requester
from .replies import Reply, typing_in
from .revisions import NOTHING, UNSURE, Revision, Revisions, Shown

FRESH = timedelta(minutes=15)
"""An edit makes a question of a message only while people still look at it."""
LONGEST_WAIT = 60.0
"""Seconds for which an edited question waits for the limits before it is looked at again."""


class ReplyPresenter(Presenter):
    """Shows an outcome as the reply to a message, as long as the message has no newer revision."""

    def __init__(
        self,
        bot: BotContext,
        message: discord.Message,
        meant: Addressed,
        preferences: Preferences,
        revision: Revision,
        reply: Reply,
    ) -> None:
        self._bot = bot
        self._message = message
        self._preferences = preferences
        self._revision = revision
        self._reply = reply
        self._overheard = meant.way is Way.OVERHEARD

    @asynccontextmanager
    async def working(self) -> AsyncIterator[ShowPlace | None]:
        if self._overheard:
            yield None
            return
        noted = partial(waiting_reply, self._message)
        async with PlaceInLine(self._bot.job_messages, self._reply.say_place, noted) as place:
            yield place

    def typing(self) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self._overheard else typing_in(self._message.channel)

    def wants(self, outcome: Outcome) -> bool:
        """Somebody who addressed the bot gets an answer or the reason why there is none; to a question that it only
        overheard the bot says something only where it is sure enough, never a doubtful answer, nor where people ask each
        other for a source ("are you sure?")."""
        if self._revision.outdated or not self._overheard:
            return not self._revision.outdated
        threshold = self._preferences.threshold(*place_of(self._message.channel))
        answered = isinstance(outcome, Answer) and not outcome.doubtful and outcome.about is None
        return answered and outcome.confidence >= threshold

    async def show(self, outcome: Outcome, answer_id: int) -> int:
        self._reply.answer_id = answer_id
        face = Face.DISCORD if self._message.guild else Face.DIRECT
        embed = outcome_embed(outcome, face=face)
        view = answer_view(outcome, answer_id, self._message.channel)
        return await self._bot.retrier.retry(
            lambda: self._reply.say(embed=embed, view=view), superseded=self._revision.superseded
        )

    async def say(
        self, content: str | None = None, *, embed: discord.Embed | None = None, aloud: bool = True
    ) -> None:
        if aloud and not self._overheard:
            await self._reply.say(content, embed=embed)

    async def nothing_shown(self) -> None:
        if self._revision.outdated:
            self._revision.leave(self._reply.shown)
        else:
            await self._reply.take_back()


class EditPresenter(ReplyPresenter):
    """Shows another outcome in the reply that stands there already, also where the bot is less sure of it."""

    def typing(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    def wants(self, outcome: Outcome) -> bool:
        return not self._revision.outdated


class MessageHandler:
    """Handles what happens to messages. `bot.asking.cog` listens to the events, `resuming` reads the claims of a process
    that died."""

    def __init__(self, bot: BotContext) -> None:
        self._bot = bot
        self._revisions = Revisions()

    async def created(self, message: discord.Message) -> None:
        await self._handle(message, self._created)

    async def edited(self, message: discord.Message) -> None:
        await self._handle(message, self._edited)

    async def deleted(self, message_ids: Iterable[int], channel_id: int) -> None:
        """Takes the replies back, also those that are just being made."""
        for message_id in message_ids:
            async with self._revisions.newest(message_id) as revision:
                if await self._withdraw(message_id, channel_id):
                    continue
                # what may stand in reply to a question that was not answered to the end
                left = UNSURE if await self._give_up_claim(message_id) else revision.take_over()
                if left != NOTHING:
                    await self._bot.retrier.retry(partial(self._clear, message_id, channel_id, left))

    async def resume(self, message: discord.Message, claim: UnfinishedAnswer) -> None:
        """Answers a question over which a process died, as it stands now; whether that process had posted something is
        looked up. Does nothing where an edit or a deletion has seen to the claim, or is about to."""
        preferences = await self._begin(message)
        if message.id in self._revisions:
            return
        async with self._revisions.newest(message.id) as revision:
            if claim not in await self._bot.library.answers.unfinished():
                return
            meant = addressed(message, self._me, preferences)
            if meant is None or meant.way is Way.ELSEWHERE or meant.talk is not None:
                await self._bot.library.answers.abandon(claim.id)
                return
            reply = Reply(self._bot, message, before=UNSURE)
            await self._answer(message, meant, preferences, revision, reply, claim.id)

    def at_work_on(self, message_id: int) -> bool:
        return message_id in self._revisions

    async def _handle(
        self,
        message: discord.Message,
        work: Callable[[discord.Message, Preferences, Reply], Awaitable[None]],
    ) -> None:
        """Does the work as one task of the bot. An error is shown as the reply, but only to somebody who addressed the
        bot."""
        if message.author.bot or self._bot.closing or self._bot.user is None:
            return
        self._bot.tasks.adopt()
        reply = Reply(self._bot, message)

        async def apologise(text: str) -> object:
            mentioned = any(user.id == self._me.id for user in message.mentions)
            return await reply.say(text) if not message.guild or mentioned or reply.asked else None

        async with error_boundary(apologise, message=message.id):
            await work(message, await self._begin(message), reply)

    async def _begin(self, message: discord.Message) -> Preferences:
        """The server's preferences; sets the locale to that of the place."""
        set_locale(of_guild(message.guild))
        preferences = await self._bot.servers.of(message.guild.id if message.guild else None)
        set_locale(of_place(message.guild, message.channel, preferences))
        return preferences

    async def _created(self, message: discord.Message, preferences: Preferences, reply: Reply) -> None:
        meant = addressed(message, self._me, preferences)
        if meant is None or not self._revisions.is_new(message.id):
            return
        if meant.way is not Way.ELSEWHERE:
            async with self._revisions.newest(message.id) as revision:
                await self._answer(message, meant, preferences, revision, reply)
        elif channel_permissions(message.channel).write and self._bot.limits.should_hint(_requester(message)):
            with suppress(CannotWrite):
                await reply.say(elsewhere_line(preferences))

    async def _edited(self, message: discord.Message, preferences: Preferences, reply: Reply) -> None:
        """Answers the question anew where its words changed, and takes the answer back where the message asks the bot
        nothing any more. Answers a message that only now addresses the bot, or over which a process died."""
        async with self._revisions.newest(message.id) as revision:
            meant = addressed(message, self._me, preferences)
            if meant is not None and meant.way is Way.ELSEWHERE:
                meant = None
            stored = await self._bot.library.answers.asked(message_key(message.id))
            if revision.outdated:
                return
            if stored is None:
                await self._edited_unanswered(message, meant, preferences, revision, reply)
            elif meant is None or meant.talk is not None:
                await self._withdraw(message.id, message.channel.id)
            elif " ".join(meant.question.split()) != stored.question:
                await self._answer_again(message, meant, preferences, revision, stored)

    async def _edited_unanswered(
        self,
        message: discord.Message,
        meant: Addressed | None,
        preferences: Preferences,
        revision: Revision,
        reply: Reply,
    ) -> None:
        dead = await self._give_up_claim(message.id)
        begun = dead or revision.begun_before
        reply.take_over(UNSURE if dead else revision.take_over())
        fresh = discord.utils.utcnow() - message.created_at < FRESH
        if meant is None or meant.talk is not None or (meant.way is Way.OVERHEARD and not begun):
            await self._bot.retrier.retry(reply.take_back)
        elif fresh or begun:
            if reply.shown == NOTHING:  # perhaps it was told something else, such as an error
                reply.take_over(UNSURE)
            await self._answer(message, meant, preferences, revision, reply)

    async def _answer(
        self,
        message: discord.Message,
        meant: Addressed,
        preferences: Preferences,
        revision: Revision,
        reply: Reply,
        claim: int | None = None,
    ) -> None:
        reply.unasked = overheard = meant.way is Way.OVERHEARD
        reply.asked = not overheard
        presenter = ReplyPresenter(self._bot, message, meant, preferences, revision, reply)
        with suppress(CannotWrite):  # the server was told, and nothing can be said here
            if await self._bot.delivery.may_write(message.channel, None if overheard else message.author):
                await answer(
                    self._bot,
                    _requester(message),
                    _question(message, meant, preferences),
                    presenter,
                    talk=meant.talk,
                    anywhere=overheard,
                    claim=claim,
                )
            elif claim is not None:
                await self._bot.library.answers.abandon(claim)

    async def _answer_again(
        self,
        message: discord.Message,
        meant: Addressed,
        preferences: Preferences,
        revision: Revision,
        stored: StoredAnswer,
    ) -> None:
        """Edits the reply that stands; where somebody deleted it, it stays away."""
        requester = _requester(message)
        if not_permitted(self._bot, requester, anywhere=meant.way is Way.OVERHEARD) is not None:
            await self._withdraw(message.id, message.channel.id)  # it is no answer to the new question
            return
        while wait := self._bot.limits.take(requester, preferences):
            await asyncio.sleep(min(wait.seconds, LONGEST_WAIT))
            if revision.outdated:
                return
        shown = self._shown_of(message.channel.id, stored)
        if shown is None:
            return
        reply = Reply(self._bot, message, before=Shown(shown))
        presenter = EditPresenter(self._bot, message, meant, preferences, revision, reply)
        question = _question(message, meant, preferences)
        try:
            await answer_again(self._bot, requester, question, stored, presenter)
        except discord.NotFound:
            await self._bot.library.answers.withdraw(question.key)

    async def _withdraw(self, message_id: int, channel_id: int) -> bool:
        """Deletes the answer to the message, in the library and in the channel; while Discord is away it waits. False
        where there was no answer."""
        stored = await self._bot.library.answers.withdraw(message_key(message_id))
        shown = self._shown_of(channel_id, stored) if stored else None
        if shown is not None:
            await self._bot.retrier.retry(lambda: self._bot.delivery.withdraw(shown))
        return stored is not None

    async def _give_up_claim(self, message_id: int) -> bool:
        """Whether a process, or its work, died over this question. The claim belongs to nobody else, because whoever
        works on a message holds its newest revision, as the caller does. What stands in the channel may be looked at
        when this returns."""
        dead = await self._bot.library.answers.abandon_claim(message_key(message_id))
        if dead:
            await self._bot.messages_recovered.wait()
        return dead

    async def _clear(self, message_id: int, channel_id: int, left: Shown) -> None:
        shown = left.message
        channel = self._bot.get_channel(channel_id) or self._bot.get_partial_messageable(channel_id)
        if shown is None and isinstance(channel, discord.abc.Messageable):
            shown = await self._bot.delivery.find(channel, message_id, self._me.id)
        if shown is not None:
            await self._bot.delivery.withdraw(shown)

    def _shown_of(self, channel_id: int, stored: StoredAnswer) -> discord.PartialMessage | None:
        """The message that shows the answer."""
        posted = message_of(stored.posted_key)
        if posted is None:
            return None
        return self._bot.get_partial_messageable(channel_id).get_partial_message(posted)

    @property
    def _me(self) -> discord.ClientUser:
        assert self._bot.user is not None  # noqa: S101  # messages arrive after the login
        return self._bot.user


def _requester(message: discord.Message) -> Requester:
    return requester_of(message.author, message.channel, message.guild.id if message.guild else None)


def _question(message: discord.Message, meant: Addressed, preferences: Preferences) -> DiscordQuestion:
    guild_id = message.guild.id if message.guild else None
    return DiscordQuestion.asked_in(
        message.channel,
        preferences,
        person_id=message.author.id,
        direct=guild_id is None,
        key=message_key(message.id),
        text=meant.question,
        scopes=visible_scopes(guild_id),
        home=own_scope(guild_id) if guild_id else None,
        replied_to=meant.replied_to,
    )
