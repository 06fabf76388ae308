"""Watches: "tell me when this changes". Which questions have to be asked again after a change, and what is to be told.

A face calls, again and again, in this order: `follow` (the change feed, which marks the watches that a change can touch),
`ask` for each of `touched`, and for each of `with_news` `begin_telling`, its own message, and `was_told`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import structlog

from ..answer.pipeline import AnswerPipeline
from ..answer.question import parse
from ..models.base import Vectors
from ..outcomes import Answer, Outcome, Turn
from ..reports import Page
from ..store.articles import Articles
from ..store.changes import ChangeFeed
from ..store.news.watches import (
    ANY,
    News,
    NewWatch,
    Paused,
    Watch,
    WatchStore,
    quotes_of,
    watched_of,
)
from ..types import Filters
from ..workers.threads import MicroBatcher, Worker
from .likeness import Likeness, Standing, answered, likeness, news_kind, of_quotes
from .touching import TouchFilter, packed

_log = structlog.get_logger(__name__)
_EMBEDDED_AT_ONCE = 16
"""Questions embedded in one step, so that whoever asks meanwhile waits for one step at most."""
_PASSAGES_AT_ONCE = 64
"""Compared in one step, likewise: some 30 ms with 10,000 watches."""


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """How many watches there may be."""

    per_person: int
    per_server: int


@dataclass(kw_only=True, eq=False, repr=False)
class Watches:
    """All but `follow` and `ask` are one short look into the database. Only one process may follow and tell."""

    store: WatchStore
    change_feed: ChangeFeed
    articles: Articles
    answering: AnswerPipeline
    embed: MicroBatcher[Sequence[str], Vectors]
    worker: Worker
    fingerprint: str
    """Of the model and the recipe with which passages were embedded."""
    limits: WatchLimits
    clock: Callable[[], datetime]
    _filter: tuple[tuple[int, ...], TouchFilter] | None = field(default=None, init=False)

    async def add(
        self,
        outcome: Outcome,
        *,
        person: str,
        place: str,
        home: str | None,
        scopes: Sequence[str],
        said: Sequence[Turn] = (),
        language: str = "en",
        most_of_home: int | None = None,
    ) -> tuple[Watch, bool]:
        """Watches the question of an outcome, in the conversation `said`; returns the watch, and whether it is new: the
        same question of a person in a place is one watch, which goes on from this outcome. `most_of_home` is how many a
        server lets its members have together, below the configured limit. Raises WatchLimit."""
        words = await self.answering.searched(outcome.question, Filters(tuple(scopes)), said)
        most = self.limits.per_server if most_of_home is None else min(most_of_home, self.limits.per_server)
        new = NewWatch(
            person=person,
            place=place,
            home=home,
            scopes=tuple(scopes),
            question=outcome.question,
            said=tuple(said),
            words="\n".join(" ".join(each.split()) for each in words),
            language=language,
            outcome=outcome,
        )
        watch_id, is_new = await self.store.add(new, per_person=self.limits.per_person, per_home=most)
        return await self.store.get(watch_id), is_new

    async def get(self, watch_id: int) -> Watch:
        """Raises NotFound."""
        return await self.store.get(watch_id)

    async def of_person(self, person: str) -> tuple[Watch, ...]:
        return await self.store.of_person(person)

    async def of_home(self, home: str, *, offset: int = 0, limit: int = 10) -> Page[Watch]:
        return await self.store.of_home(home, offset, limit)

    async def mention(self, watch_id: int, wanted: bool) -> None:
        await self.store.mention(watch_id, wanted)

    async def pause(self, watch_id: int, reason: Paused = Paused.OWN) -> None:
        await self.store.pause(watch_id, reason)

    async def resume(self, watch_id: int) -> None:
        await self.store.resume(watch_id)

    async def end(self, watch_id: int) -> bool:
        return await self.store.end(watch_id)

    async def unsaid(self) -> frozenset[str]:
        """The people who do not know yet that a watch of theirs was paused."""
        return await self.store.unsaid()

    async def said(self, person: str) -> None:
        await self.store.said(person)

    async def follow(self) -> int:
        """Looks at what changed since the last call, and marks the watches that it can touch; how many. After a restart
        it goes on where it was. Raises StoreError, ModelError."""
        cursor = await self.store.cursor()
        if not await self.store.active():
            if cursor is not None:
                await self.store.follow_no_more()
            return 0
        last = await self.change_feed.last_change()  # read first: what comes meanwhile is looked at next time
        if cursor is None:
            await self.store.mark([], since=last, cursor=last)
        await self._embed_new()
        if cursor is None or cursor == last:
            return 0
        changed = await self.change_feed.changes_after(cursor)
        touched = None if changed is None else await self._touched_by(changed)
        await self.store.mark(None if touched is None else sorted(touched), since=cursor, cursor=last)
        _log.info("followed", changes=last - cursor, touched="all" if touched is None else len(touched))
        return len(touched) if touched is not None else len(await self.store.touched())

    async def touched(self) -> list[int]:
        """The watches that have to be asked again, those that wait longest first."""
        return await self.store.touched()

    async def ask(self, watch: Watch, filters: Filters) -> bool:
        """Asks the question again, inside `filters`; true if there is something to tell. Raises what asking raises."""
        outcome = await self.answering.ask(watch.question, filters, watch.said)
        news = await self._news(watch, outcome, filters)
        passages = await self.store.quoted_passages(quotes_of(outcome))
        await self.store.asked(watch, passages, news)
        return news is not None

    async def with_news(self) -> list[int]:
        """The watches with something to tell, what was found first coming first."""
        return await self.store.with_news()

    async def begin_telling(self, watch_id: int) -> bool:
        """To be called before anything is posted. False: there is nothing to tell any more."""
        return await self.store.begin_telling(watch_id)

    async def was_told(self, watch_id: int) -> None:
        """The message is posted. Its answer is from now on the one that the person knows."""
        await self.store.was_told(watch_id)

    async def not_told(self, watch_id: int) -> None:
        """Nothing was posted, for sure: it is told anew."""
        await self.store.not_told(watch_id)

    async def _embed_new(self) -> None:
        """Embeds the questions of new watches, and all of them after the model was changed."""
        while rows := await self.store.unembedded(self.fingerprint, _EMBEDDED_AT_ONCE):
            lines = [(watch_id, line) for watch_id, words in rows for line in words.split("\n")]
            vectors = await self.embed.run([line for _, line in lines])
            own: dict[int, list[int]] = {}
            for at, (watch_id, _) in enumerate(lines):
                own.setdefault(watch_id, []).append(at)
            await self.store.embedded(
                [(watch_id, packed(vectors[places])) for watch_id, places in own.items()], self.fingerprint
            )

    async def _touched_by(self, changed: Sequence[int]) -> set[int]:
        """The watches that these passages can touch: by what they say now, or because an answer quotes them."""
        touched = await self.store.quoting(changed)
        signature = await self.store.signature(self.fingerprint)
        if self._filter is None or self._filter[0] != signature:
            rows = await self.store.watched(self.fingerprint)
            made = await self.worker.run_in_background(lambda: TouchFilter(watched_of(rows)))
            self._filter = signature, made
        for at in range(0, len(changed), _PASSAGES_AT_ONCE):
            some = await self.store.changed(changed[at : at + _PASSAGES_AT_ONCE], self.fingerprint)
            touched |= await self.worker.run_in_background(self._filter[1].touched_by, some)
        return touched

    async def _news(self, watch: Watch, outcome: Outcome, filters: Filters) -> News | None:
        standing = await self._standing(watch, outcome, filters)
        kind = news_kind(watch.outcome, outcome, standing, await self._likeness(watch.outcome, outcome))
        if kind is None:
            return None
        old = watch.outcome.citations[0].correction if isinstance(watch.outcome, Answer) else None
        notice = standing.correction if standing.correction != old else None
        return News(kind, outcome, self.clock(), notice)

    async def _standing(self, watch: Watch, outcome: Outcome, filters: Filters) -> Standing:
        kept, correction = False, None
        if isinstance(watch.outcome, Answer):
            quote = watch.outcome.citations[0].quote
            article = await self.articles.get(quote.article_id)
            if article is not None and article.scope in filters.scopes:
                kept, correction = quote.text in article.text, article.correction
        fresh = watch.touched in (None, ANY)
        if isinstance(outcome, Answer) and not fresh:
            article_id = outcome.citations[0].quote.article_id
            fresh = await self.store.changed_since(article_id, watch.touched or ANY)
        return Standing(kept, correction, fresh)

    async def _likeness(self, old: Outcome, new: Outcome) -> Likeness:
        """VAGUE where one of them is no answer."""
        if not (isinstance(old, Answer) and isinstance(new, Answer) and answered(old) and answered(new)):
            return Likeness.VAGUE
        found = await self.worker.run(lambda: likeness(parse(old.question), old, new))
        if found is not Likeness.VAGUE:
            return found
        one, other = old.citations[0], new.citations[0]
        vectors = await self.embed.run([one.quote.text, other.quote.text])
        return await self.worker.run(of_quotes, one, other, float(np.dot(vectors[0], vectors[1])))
