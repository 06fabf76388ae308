"""One question, answered at most once, wherever it was asked; answered again when it is edited.

How long a question keeps its turn: until its answer is shown, unless Discord is away.

What is said to a greeting, to thanks, to “lol”: short, kind, and neither a refusal nor kept anywhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import discord
import structlog

from retrieval import DatelineError, Filters, Library, Outcome, Refusal, StoredAnswer

from ..guilds import message_key, message_of, person_key, place_key, place_of
from ..preferences import Preferences
from ..text.errors import for_log, incident
from ..text.locale import t
from ..text.small_talk import Talk
from ..ui.embeds import help_page
from ..ui.outages import Moot

Turn = Callable[[], AbstractAsyncContextManager[object]]
"""Waits until the question may be worked on; inside, it may. Raises QueueClosed."""
HOLD_SECONDS = 10.0
"""An answer that waits longer for Discord lets others have its turn."""


class Showing:
    """An answer on its way to Discord."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None

    @property
    def begun(self) -> bool:
        return self.task is not None

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        self.task = asyncio.create_task(work, name="answer")


@asynccontextmanager
async def held(turn: Turn) -> AsyncIterator[Showing]:
    """A turn that lasts until the answer is shown and logged, because the next question may go on from it; but while
    Discord takes nothing, for `HOLD_SECONDS` only. Leaves when the answer is shown, or never will be."""
    showing = Showing()
    try:
        async with turn():
            yield showing
            if showing.task is not None:
                await asyncio.wait({showing.task}, timeout=HOLD_SECONDS)
        if showing.task is not None:
            await showing.task
    finally:
        if showing.task is not None and not showing.task.done():
            showing.task.cancel()
            await asyncio.wait({showing.task})


Post = Callable[[Outcome, int], Awaitable[int]]
"""Shows the outcome with this answer id and returns the id of the message that shows it."""
Wanted = Callable[[Outcome], bool]
"""Whether the outcome is to be shown; asked after the work, before the post."""
THREAD_MEMORY = timedelta(days=7)
"""As long as Discord keeps a thread open; what is asked in it continues what was asked in it."""
DIRECT_MEMORY = timedelta(hours=2)
"""Who writes directly after a longer time has begun something new."""
TURNS = 5
"""So much of a conversation is looked back on; what was said before that, people have forgotten themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from Discord. `key` names what asked it, `scopes` what may be seen, `home` the server's own scope.

    It continues the answer that the message `replied_to` shows; else, where `memory` says how long, the newest answer
    in its place; else the answer that the message `opened_by` shows, from which a thread was begun. With `until` it is
    asked as of that day: of what was published later nothing is known.
    """

    key: str
    question: str
    scopes: tuple[str, ...]
    asked_by: str
    place: str
    home: str | None = None
    replied_to: int | None = None
    memory: timedelta | None = None
    opened_by: int | None = None
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    trusted: tuple[str, ...] = ()
    """Publishers that may answer; empty is all."""
    article_id: int | None = None
    private: bool = False

    @property
    def narrowed(self) -> bool:
        """Whoever asked keeps to a part of what the place may see."""
        return any(each is not None for each in (self.since, self.until, self.publisher, self.article_id))


def asked_in(
    channel: object,
    preferences: Preferences,
    *,
    key: str,
    question: str,
    scopes: tuple[str, ...],
    person_id: int,
    home: str | None,
    direct: bool,
    replied_to: int | None = None,
) -> Asked:
    """The question with what its place brings: threads and direct talks remember, a server trusts publishers."""
    here, parent = place_of(channel)
    thread = isinstance(channel, discord.Thread)
    return Asked(
        key=key,
        question=question,
        scopes=scopes,
        asked_by=person_key(person_id),
        place=place_key(here),
        home=home,
        replied_to=replied_to,
        memory=THREAD_MEMORY if thread else DIRECT_MEMORY if direct else None,
        opened_by=here if thread else None,
        trusted=preferences.trusted(here, parent),
    )


def _always(_: Outcome) -> bool:
    return True


async def answer_once(
    library: Library,
    asked: Asked,
    post: Post,
    *,
    turn: Turn,
    wanted: Wanted = _always,
    claim: int | None = None,
) -> bool:
    """Claim, wait for a turn, ask, show, log. False, and nothing is shown or kept, when `asked.key` was answered before
    (Discord replays), or the outcome is not wanted. `claim` is one that a process before has left.

    What `turn` and `post` raise comes out again, and the claim is given up; but a message that the bot leaves over keeps
    it, and is answered after the next start.
    """
    log = structlog.get_logger("dateline.ask").bind(key=asked.key)
    answer_id = claim if claim is not None else await _claimed(library, asked)
    if answer_id is None:
        log.info("replayed")
        return False
    try:
        async with held(turn) as showing:
            follows = await _followed(library, asked)
            outcome = await _outcome(library, asked, follows)
            if wanted(outcome):
                showing.begin(_show(library, asked, answer_id, outcome, post, follows))
        if showing.begun:
            return True
        log.info("not shown", outcome=type(outcome).__name__.lower())
    except Moot:
        log.info("not shown any more")
    except asyncio.CancelledError:
        if message_of(asked.key) is None:  # the interaction ends with this process
            await library.abandon_answer(answer_id)
        raise
    except BaseException:
        await library.abandon_answer(answer_id)
        raise
    await library.abandon_answer(answer_id)
    return False


async def answer_again(
    library: Library, asked: Asked, stored: StoredAnswer, post: Post, *, turn: Turn, wanted: Wanted = _always
) -> bool:
    """The question of `stored` was reworded: ask it anew where it stood in its conversation, and show that instead.
    False when that is not wanted any more; the answer from before then stands."""
    try:
        async with held(turn) as showing:
            follows = await _stored(library, stored.follows)
            outcome = await _outcome(library, asked, follows)
            if wanted(outcome):
                showing.begin(_show(library, asked, stored.id, outcome, post, follows))
    except Moot:
        return False
    return showing.begun


async def _claimed(library: Library, asked: Asked) -> int | None:
    return await library.begin_answer(
        asked.key,
        question=asked.question,
        scopes=asked.scopes,
        asked_by=asked.asked_by,
        place=asked.place,
        home=asked.home,
        private=asked.private,
    )


async def _show(
    library: Library,
    asked: Asked,
    answer_id: int,
    outcome: Outcome,
    post: Post,
    follows: StoredAnswer | None,
) -> None:
    posted = await post(outcome, answer_id)
    await _finish(library, asked, answer_id, outcome, posted, follows.id if follows else None)


async def _finish(
    library: Library, asked: Asked, answer_id: int, outcome: Outcome, posted: int, follows: int | None
) -> None:
    log = structlog.get_logger("dateline.ask").bind(answer=answer_id)
    try:
        key, narrowed = message_key(posted), asked.narrowed and isinstance(outcome, Refusal)
        await library.finish_answer(answer_id, outcome, posted_key=key, follows=follows, narrowed=narrowed)
    except DatelineError as error:  # the answer is on screen: an apology after it would only confuse
        log.error("not logged", error=for_log(error), incident=incident(error))
    else:
        log.info("answered", outcome=type(outcome).__name__.lower())


async def _outcome(library: Library, asked: Asked, follows: StoredAnswer | None) -> Outcome:
    before = await library.conversation(follows.id, limit=TURNS) if follows else ()
    return await library.ask(
        asked.question,
        filters=filters_of(asked),
        conversation=tuple(stored.turn for stored in before if _may_see(asked, stored)),
        today=asked.until,
    )


def filters_of(asked: Asked) -> Filters:
    """What a question may look at. Asked for a publisher that is not trusted here, nothing is left."""
    articles: tuple[int, ...] | None = None if asked.article_id is None else (asked.article_id,)
    publishers = asked.trusted
    if asked.publisher is not None:
        trusted = {name.casefold() for name in asked.trusted}
        articles = () if trusted and asked.publisher.casefold() not in trusted else articles
        publishers = (asked.publisher,)
    return Filters(asked.scopes, publishers, asked.since, asked.until, articles)


async def _followed(library: Library, asked: Asked) -> StoredAnswer | None:
    """The answer that the question continues, where the asker may see all that it saw."""
    for look in (_replied_to, _said_here, _opened_by):
        stored = await look(library, asked)
        if stored is not None and _may_see(asked, stored):
            return stored
    return None


async def _replied_to(library: Library, asked: Asked) -> StoredAnswer | None:
    return None if asked.replied_to is None else await library.posted_answer(message_key(asked.replied_to))


async def _said_here(library: Library, asked: Asked) -> StoredAnswer | None:
    if asked.memory is None:
        return None
    since = discord.utils.utcnow() - asked.memory
    return await library.latest_answer(asked.place, since=since, asked_by=asked.asked_by)


async def _opened_by(library: Library, asked: Asked) -> StoredAnswer | None:
    return None if asked.opened_by is None else await library.posted_answer(message_key(asked.opened_by))


async def _stored(library: Library, answer_id: int | None) -> StoredAnswer | None:
    """None where it has been forgotten since."""
    before = await library.conversation(answer_id, limit=1) if answer_id is not None else ()
    return before[-1] if before else None


def _may_see(asked: Asked, stored: StoredAnswer) -> bool:
    """A private answer is its asker's own, and nobody is told of what they could not have found themselves."""
    own = not stored.private or stored.asked_by == asked.asked_by
    return own and set(stored.scopes) <= set(asked.scopes)


def kind_words(talk: Talk, name: str) -> dict[str, Any]:
    """What a message or an answer to a command holds: `content`, or the short help as `embed`."""
    if talk is Talk.HELLO:
        return {"embed": help_page(name)}
    return {"content": t("talk-welcome" if talk is Talk.THANKS else "talk-fine")}
