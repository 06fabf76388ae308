"""Why an answer came out as it did: what is stored of it, what has become of its quotes, and the question once more.

Of an answer the outcome is stored, not the way to it. The way is gone again with what was looked at then, and with the
articles and settings of now; what has changed meanwhile is said, so that nobody takes the one for the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from ..answer.candidates import Candidate
from ..answer.pipeline import AnswerPipeline, Explained, Told
from ..errors import NotFound
from ..outcomes import Answer, Outcome
from ..reports import AskedWith, LibraryChanges, StoredAnswer
from ..store.answers import Answers
from ..store.reindexes import Reindexes
from ..store.scopes import UsageStore
from ..types import Citation, Filters, QuoteContext

__all__ = ["AskedWith", "Candidate", "QuoteNow", "QuoteState", "Replay", "Replays", "Told"]
TURNS = 5
"""Of the conversation before, as many as the faces hand over."""
_REINDEXES = 100


class QuoteState(StrEnum):
    """What has become of a quote."""

    STANDS = "stands"
    """In the version that was quoted, which is the newest."""
    KEPT = "kept"
    """There is a newer version, and it has the same words."""
    CHANGED = "changed"
    """There is a newer version without these words; the quoted one is kept and has them."""
    DAMAGED = "damaged"
    """The stored text does not have the words at their place."""
    GONE = "gone"
    """The article was removed."""


@dataclass(frozen=True, slots=True)
class QuoteNow:
    """A quote of a stored answer, as it was cited."""

    citation: Citation
    state: QuoteState


@dataclass(frozen=True, slots=True)
class Replay:
    """A stored answer, and its question asked again as of its day. `parts` is the way of each question in it."""

    stored: StoredAnswer
    quotes: tuple[QuoteNow, ...]
    changes: LibraryChanges
    """Since it was asked, in the scopes that it was asked in."""
    reindexed: int
    """How many reindexes that changed something began since."""
    outcome: Outcome
    parts: tuple[Explained, ...]
    now: AskedWith
    """What it was asked with this time."""

    @property
    def library_changed(self) -> bool:
        return any(self.changes) or self.reindexed > 0

    @property
    def same(self) -> bool:
        """Whether it comes to the same: an outcome of the same kind with the same first quote, or the same refusal."""
        return _gist(self.stored.outcome) == _gist(self.outcome)


def _gist(outcome: Outcome) -> tuple[object, ...]:
    if isinstance(outcome, Answer):
        first = outcome.citations[0].quote
        return outcome.kind, first.article_id, first.text, first.marks
    return outcome.kind, outcome.reason


@dataclass(kw_only=True, eq=False, repr=False)
class Replays:
    """Reads only, and logs nothing as asked. `asked_with` are the settings of now."""

    asked_with: AskedWith
    answers: Answers
    usage: UsageStore
    reindexes: Reindexes
    pipeline: AnswerPipeline
    context: Callable[[Citation], Awaitable[QuoteContext]]

    async def of(self, answer_id: int) -> Replay:
        """Raises NotFound, ModelError, StoreError."""
        stored = await self.answers.get(answer_id)
        before = await self.answers.conversation(stored.follows, limit=TURNS) if stored.follows else ()
        asked = stored.asked_with
        filters = asked.filters if asked else Filters(stored.scopes)
        today = (asked.today if asked else None) or stored.asked_at.date()
        turns = tuple(each.turn for each in before)
        cited = stored.outcome.sources if isinstance(stored.outcome, Answer) else ()
        runs = await self.reindexes.runs(None, _REINDEXES)
        return Replay(
            stored,
            tuple([QuoteNow(each, await self._state(each)) for each in cited]),
            await self.usage.changes_since(stored.scopes, stored.asked_at),
            sum(run.started_at > stored.asked_at for run in runs),
            await self.pipeline.ask(stored.question, filters, turns, today),
            await self.pipeline.explain(stored.question, filters, turns, today),
            replace(self.asked_with, filters=filters, today=today),
        )

    async def _state(self, citation: Citation) -> QuoteState:
        try:
            found = await self.context(citation)
        except NotFound:
            return QuoteState.GONE
        if not found.verified:
            return QuoteState.DAMAGED
        if found.current:
            return QuoteState.STANDS
        return QuoteState.KEPT if found.kept else QuoteState.CHANGED
