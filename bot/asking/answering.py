"""Everything that happens to a question, whether a message, a command or a menu asked it: `answer` admits it, claims it,
waits for its slot, asks the library, shows the outcome and logs it.

A question is answered at most once, although Discord delivers events twice, people edit and delete messages, and the
process may be killed at any moment: the claim is stored before anything is done, and given up where nothing is shown.
"""

from __future__ import annotations

import asyncio
import secrets
from abc import ABC, abstractmethod
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

import discord
import structlog

from retrieval import DatelineError, Filters, Library, Outcome, OutcomeKind, StoredAnswer

from ..context import BotContext
from ..monitoring.metrics import Part
from ..places import (
    home_of,
    interaction_key,
    message_key,
    message_of,
    person_key,
    place_key,
    place_of,
    scopes_of,
    server_of,
)
from ..preferences import Preferences
from ..text.errors import for_log, incident
from ..text.locale import t
from ..text.small_talk import Talk
from ..ui.embeds import help_page
from ..ui.retry import Superseded
from .admission import ShowPlace, not_admitted, slot
from .limits import Requester
from .queue import QueueClosed

HOLD_SECONDS = 10.0
"""A person's next question waits for so long until Discord has taken the answer to the one before."""
THREAD_MEMORY = timedelta(days=7)
"""As long as Discord keeps a thread open; what is asked in it continues what was asked in it."""
DIRECT_MEMORY = timedelta(hours=2)
"""Who writes directly after a longer time has begun something new."""
TURNS = 5
"""How many turns of a conversation a question is understood by; people have forgotten what was said before."""


@dataclass(frozen=True, slots=True)
class DiscordQuestion:
    """A question from Discord. `key` names the message or the command that asked it, `scopes` is what may be seen, and
    `home` is the server's own scope.

    It continues the answer that the message `replied_to` shows; else, where `memory` says for how long, the newest
    answer in its place; else the answer that the message `opened_by` shows, from which a thread was begun. With `until`
    it is asked as of that day: what was published later is not looked at, and what was changed later is read as it was.
    """

    key: str
    text: str
    scopes: tuple[str, ...]
    asked_by: str
    place: str
    home: str | None = None
    replied_to: int | None = None
    memory: timedelta | None = None
    opened_by: int | None = None
    trusted: tuple[str, ...] = ()
    """The publishers that may answer; empty is all."""
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    article_id: int | None = None
    private: bool = False

    @classmethod
    def asked_in(
        cls, channel: object, preferences: Preferences, *, person_id: int, direct: bool, **facts: Any
    ) -> Self:
        """Adds what the place brings: threads and direct messages remember, and a server trusts publishers. `facts` are
        the other fields."""
        here, parent = place_of(channel)
        thread = isinstance(channel, discord.Thread)
        return cls(
            asked_by=person_key(person_id),
            place=place_key(here),
            memory=THREAD_MEMORY if thread else DIRECT_MEMORY if direct else None,
            opened_by=here if thread else None,
            trusted=preferences.trusted(here, parent),
            **facts,
        )

    @property
    def filters(self) -> Filters:
        """What is looked at. A publisher that is not trusted here leaves nothing."""
        articles: tuple[int, ...] | None = None if self.article_id is None else (self.article_id,)
        publishers = self.trusted
        if self.publisher is not None:
            trusted = {name.casefold() for name in self.trusted}
            articles = () if trusted and self.publisher.casefold() not in trusted else articles
            publishers = (self.publisher,)
        filters = Filters(self.scopes, publishers, self.since, article_ids=articles)
        return filters.known_by(self.until) if self.until else filters

    @property
    def narrowed(self) -> bool:
        """Whether the person asked for a part only of what may be seen."""
        return any(each is not None for each in (self.since, self.until, self.publisher, self.article_id))

    def may_see(self, stored: StoredAnswer) -> bool:
        """Whether the asker may see an earlier answer: a private one is its asker's own, and nobody is told of articles
        that they could not have found themselves."""
        own = not stored.private or stored.asked_by == self.asked_by
        return own and set(stored.scopes) <= set(self.scopes)


async def question_from(interaction: discord.Interaction[Any], text: str) -> DiscordQuestion:
    """The question as one that this person asks here."""
    return DiscordQuestion.asked_in(
        interaction.channel,
        await interaction.client.servers.of(server_of(interaction)),
        person_id=interaction.user.id,
        direct=interaction.guild_id is None,
        key=interaction_key(interaction.id),
        text=text,
        scopes=scopes_of(interaction),
        home=home_of(interaction),
    )


class Presenter(ABC):
    """Shows in Discord what becomes of one question. There is one for messages and one for interactions."""

    @abstractmethod
    def working(self) -> AbstractAsyncContextManager[ShowPlace | None]:
        """Surrounds all that follows the admission. Inside it, what shows a place in the line."""

    @abstractmethod
    async def say(
        self, content: str | None = None, *, embed: discord.Embed | None = None, aloud: bool = True
    ) -> None:
        """Says something else than an outcome: why there is none, or small talk."""

    @abstractmethod
    async def show(self, outcome: Outcome, answer_id: int) -> int:
        """Shows the outcome and returns the id of the message that shows it. Raises Superseded where that is not wanted
        any more."""

    @abstractmethod
    async def nothing_shown(self) -> None:
        """Called where the question was answered before, or the outcome is not wanted."""

    def typing(self) -> AbstractAsyncContextManager[None]:
        """Surrounds the time from the slot to the outcome."""
        return nullcontext()

    def wants(self, outcome: Outcome) -> bool:
        """Whether the outcome is to be shown. It is asked when the library has answered."""
        return True


async def answer(
    bot: BotContext,
    requester: Requester,
    question: DiscordQuestion,
    presenter: Presenter,
    *,
    talk: Talk | None = None,
    anywhere: bool = False,
    claim: int | None = None,
) -> None:
    """Answers the question, or says why not; small talk gets a kind word instead, which is kept nowhere. `claim` is one
    that a process before has left, and `anywhere` is as for `not_admitted`."""
    no = not_admitted(bot, requester, anywhere=anywhere)
    if no is None and talk is None:
        await answer_once(bot, requester, question, presenter, claim=claim)
        return
    if claim is not None:
        await bot.library.answers.abandon(claim)
    if no is not None:
        await presenter.say(no.line, aloud=no.aloud)
    elif talk is Talk.HELLO:
        await presenter.say(embed=help_page(bot.user.name if bot.user else ""))
    else:
        await presenter.say(t("talk-welcome" if talk is Talk.THANKS else "talk-fine"))


async def answer_once(
    bot: BotContext,
    requester: Requester,
    question: DiscordQuestion,
    presenter: Presenter,
    *,
    claim: int | None = None,
) -> Outcome | None:
    """Claims an admitted question, waits for its slot, asks, shows and logs. None where nothing is shown: the question
    was answered before (Discord delivers events twice), the outcome is not wanted, or the bot is being stopped.

    What the presenter raises comes out again, and the claim is given up. But when the process ends, a message keeps its
    claim, and is answered after the next start.
    """
    _name_question()
    answers, log = bot.library.answers, structlog.get_logger("dateline.ask").bind(key=question.key)
    async with presenter.working() as show_place:
        answer_id = claim if claim is not None else await _claim(bot.library, question)
        if answer_id is None:
            log.info("replayed")
            await presenter.nothing_shown()
            return None
        try:
            outcome = await _ask_and_show(
                bot, requester, question, presenter, answer_id, show_place=show_place
            )
            if outcome is not None:
                return outcome
        except Superseded:
            log.info("not shown any more")
        except QueueClosed:
            await answers.abandon(answer_id)
            await presenter.say(t("restarting"))
            return None
        except asyncio.CancelledError:
            if message_of(question.key) is None:  # the interaction ends with this process
                await answers.abandon(answer_id)
            raise
        except BaseException:
            await answers.abandon(answer_id)
            raise
        await answers.abandon(answer_id)
        await presenter.nothing_shown()
        return None


async def answer_again(
    bot: BotContext,
    requester: Requester,
    question: DiscordQuestion,
    stored: StoredAnswer,
    presenter: Presenter,
) -> None:
    """The question of `stored` was edited: asks the new one where the old one stood in its conversation, and shows the
    outcome in place of the old one. Where that is not wanted any more, or the bot is being stopped, the old one stays."""
    _name_question()
    with suppress(Superseded, QueueClosed):
        await _ask_and_show(bot, requester, question, presenter, stored.id, reworded=stored)


def _name_question() -> None:
    """Every line of the log that this task writes from here on, and each task that it begins, has the same id."""
    structlog.contextvars.bind_contextvars(question=secrets.token_hex(4))


async def _claim(library: Library, question: DiscordQuestion) -> int | None:
    return await library.answers.begin(
        question.key,
        question=question.text,
        scopes=question.scopes,
        asked_by=question.asked_by,
        place=question.place,
        home=question.home,
        private=question.private,
    )


async def _ask_and_show(
    bot: BotContext,
    requester: Requester,
    question: DiscordQuestion,
    presenter: Presenter,
    answer_id: int,
    *,
    show_place: ShowPlace | None = None,
    reworded: StoredAnswer | None = None,
) -> Outcome | None:
    """None where the outcome is not wanted. The slot is given back as soon as the outcome is known: Discord may be slow
    to take it. The person's own next question, which may continue this one, waits until it is shown and logged."""
    library, shown = bot.library, None
    waited = bot.metrics.stopwatch(Part.WAITING)
    try:
        async with slot(bot, requester, show_place) as give_back:
            waited()
            async with presenter.typing():
                if reworded is None:
                    follows = await _followed(library, question)
                else:
                    follows = await _stored(library, reworded.follows)
                outcome = await _ask(bot, question, follows)
                give_back()
            if not presenter.wants(outcome):
                log = structlog.get_logger("dateline.ask").bind(key=question.key)
                log.info("not shown", outcome=outcome.kind.value)
                return None
            showing = _show_and_log(bot, question, answer_id, outcome, presenter, follows)
            shown = asyncio.create_task(showing, name="answer")
            await asyncio.wait({shown}, timeout=HOLD_SECONDS)
        await shown
        return outcome
    finally:
        if shown is not None and not shown.done():
            shown.cancel()
            await asyncio.wait({shown})


async def _followed(library: Library, question: DiscordQuestion) -> StoredAnswer | None:
    """The answer that the question continues, where the asker may see it."""
    for look in (_replied_to, _said_here, _opened_by):
        stored = await look(library, question)
        if stored is not None and question.may_see(stored):
            return stored
    return None


async def _replied_to(library: Library, question: DiscordQuestion) -> StoredAnswer | None:
    return await library.answers.posted(message_key(question.replied_to)) if question.replied_to else None


async def _said_here(library: Library, question: DiscordQuestion) -> StoredAnswer | None:
    if question.memory is None:
        return None
    since = discord.utils.utcnow() - question.memory
    return await library.answers.latest(question.place, since=since, asked_by=question.asked_by)


async def _opened_by(library: Library, question: DiscordQuestion) -> StoredAnswer | None:
    return await library.answers.posted(message_key(question.opened_by)) if question.opened_by else None


async def _stored(library: Library, answer_id: int | None) -> StoredAnswer | None:
    """None where it has been deleted since."""
    before = await library.answers.conversation(answer_id, limit=1) if answer_id is not None else ()
    return before[-1] if before else None


async def _ask(bot: BotContext, question: DiscordQuestion, follows: StoredAnswer | None) -> Outcome:
    before = await bot.library.answers.conversation(follows.id, limit=TURNS) if follows else ()
    answered = bot.metrics.stopwatch(Part.ANSWERING)
    outcome = await bot.library.ask(
        question.text,
        filters=question.filters,
        conversation=tuple(stored.turn for stored in before if question.may_see(stored)),
        today=question.until,
    )
    answered()
    bot.metrics.asked(outcome)
    return outcome


async def _show_and_log(
    bot: BotContext,
    question: DiscordQuestion,
    answer_id: int,
    outcome: Outcome,
    presenter: Presenter,
    follows: StoredAnswer | None,
) -> None:
    showed = bot.metrics.stopwatch(Part.SHOWING)
    posted = await presenter.show(outcome, answer_id)
    showed()
    log = structlog.get_logger("dateline.ask").bind(answer=answer_id)
    try:
        await bot.library.answers.finish(
            answer_id,
            outcome,
            posted_key=message_key(posted),
            follows=follows.id if follows else None,
            narrowed=question.narrowed and outcome.kind is not OutcomeKind.ANSWER,
            filters=question.filters,
            today=question.until,
        )
    except DatelineError as error:  # the answer is on screen: an apology after it would only confuse
        log.error("not logged", error=for_log(error), incident=incident(error))
    else:
        log.info("answered", outcome=outcome.kind.value)
