"""One question, answered at most once, wherever it was asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

import structlog

from retrieval import DatelineError, Filters, Library, Outcome, StoredAnswer

from .errors import for_log, incident
from .scopes import message_key, visible_scopes

Post = Callable[[Outcome, int], Awaitable[int]]
"""Shows the outcome with this answer id and returns the id of the message that shows it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from Discord. `key` names what asked it; `replied_to` is the message it continues. With `until` it is
    asked as of that day: of what was published later nothing is known."""

    key: str
    question: str
    guild_id: int | None
    replied_to: int | None = None
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    article_id: int | None = None


async def answer_once(library: Library, asked: Asked, post: Post) -> bool:
    """Ask, show, log. False, and nothing is shown, when `asked.key` was answered before (Discord replays)."""
    log = structlog.get_logger("dateline.ask").bind(key=asked.key)
    scopes = visible_scopes(asked.guild_id)
    answer_id = await library.begin_answer(asked.key, question=asked.question, scopes=scopes)
    if answer_id is None:
        log.info("replayed")
        return False
    try:
        follows = await _continued(library, asked, scopes)
        articles = None if asked.article_id is None else (asked.article_id,)
        filters = Filters(
            scopes, (asked.publisher,) if asked.publisher else (), asked.since, asked.until, articles
        )
        outcome = await library.ask(asked.question, filters=filters, follows=follows, today=asked.until)
        posted = await post(outcome, answer_id)
    except (
        BaseException
    ):  # cancelled at shutdown as well: nobody has seen an answer, so it may be asked again
        await library.abandon_answer(answer_id)
        raise
    try:
        await library.finish_answer(answer_id, outcome, posted_key=message_key(posted))
    except DatelineError as error:  # the answer is on screen: an apology after it would only confuse
        log.error("not logged", error=for_log(error), incident=incident(error))
    else:
        log.info("answered", outcome=type(outcome).__name__.lower(), answer=answer_id)
    return True


async def _continued(library: Library, asked: Asked, scopes: tuple[str, ...]) -> StoredAnswer | None:
    """The answer that the question replies to, where the asker may see all that it saw."""
    if asked.replied_to is None:
        return None
    stored = await library.posted_answer(message_key(asked.replied_to))
    return stored if stored and set(stored.scopes) <= set(scopes) else None
