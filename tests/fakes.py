"""Small scriptable stand-ins. They share no code with what they stand in for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from retrieval import (
    SHARED_SCOPE,
    ArticleInfo,
    Citation,
    Filters,
    IngestItem,
    IngestSummary,
    NotFound,
    Outcome,
    Page,
    Progress,
    QuoteContext,
    Reason,
    Refusal,
    ReindexPlan,
    ReindexRun,
    ReindexRunning,
    ReindexSummary,
    Result,
    Status,
    Turn,
    Verdict,
)
from retrieval.news import Timeline

from .fake_briefings import FakeBriefings
from .fake_feed_posts import FakeFeedPosts
from .fake_log import FakeLog
from .fake_watches import FakeWatches

Watcher = Callable[[Progress], None]


def _unwatched(progress: Progress) -> None:
    """For callers that do not look."""


PARTS = {
    "articles": {
        "page": "articles_page",
        "get": "article",
        "remove": "remove",
        "restore": "restore",
        "history": "history",
        "copies": "copies",
        "titles": "titles",
        "publishers": "publishers",
        "statistics": "library_statistics",
    },
    "feeds": {
        "all": "feeds_all",
        "remove": "remove_feed",
        "spread": "spread_feeds",
        "poll": "poll_feeds",
    },
    "reindexes": {
        "run": "reindex",
        "plan": "plan_reindex",
        "recent": "recent_reindexes",
        "roll_back": "rollback_reindex",
    },
    "answers": {
        "begin": "begin_answer",
        "finish": "finish_answer",
        "abandon": "abandon_answer",
        "abandon_claim": "abandon_claim",
        "unfinished": "unfinished_answers",
        "publish": "publish_answer",
        "withdraw": "withdraw_answer",
        "get": "stored_answer",
        "asked": "answer_to",
        "posted": "posted_answer",
        "latest": "latest_answer",
        "conversation": "conversation",
        "homes": "homes",
    },
    "votes": {
        "cast": "vote",
        "of": "votes_of",
        "feedback": "feedback",
        "totals": "feedback_totals",
    },
    "unanswered": {
        "find": "find_unanswered",
        "dismiss": "dismiss_unanswered",
    },
    "audit_log": {
        "preferences": "preferences",
        "set_preference": "set_preference",
        "record": "record",
        "page": "ledger",
        "change": "change",
        "undo": "undo",
    },
    "people": {
        "summary": "stored_of",
        "forget": "forget_person",
        "read_errata": "read_errata",
    },
    "retention": {
        "forget_before": "forget_before",
        "purge_left": "purge_left",
    },
    "backups": {
        "make_due": "make_due_backup",
    },
    "scopes": {
        "known": "known_scopes",
        "mark_left": "mark_left",
        "mark_returned": "mark_returned",
        "left": "left",
        "usage": "usage",
    },
    "owner": {
        "claim": "claim",
    },
    "messages": {
        "note": "note_unfinished",
        "forget": "forget_unfinished",
        "unfinished": "unfinished",
    },
}
"""Part of a library -> name of its method -> the method of `FakeLibrary` that stands in for it."""


class Part:
    """A part of the stand-in: its methods under the names that the library gives them, looked up at each call."""

    def __init__(self, library: FakeLibrary, names: Mapping[str, str]) -> None:
        self._library, self._names = library, names

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(name)
        return getattr(self._library, self._names[name])


class FakeLibrary(FakeLog):
    """A library that says what it was told to: set the attributes, read the lists."""

    articles: Part
    feeds: Part
    reindexes: Part
    answers: Part
    votes: Part
    unanswered: Part
    audit_log: Part
    people: Part
    retention: Part
    backups: Part
    scopes: Part
    owner: Part
    messages: Part

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: dict[str, Outcome | Exception] = {}
        self.contexts: dict[str, QuoteContext | Exception] = {}
        self.verdicts: dict[str, Verdict | Exception] = {}
        self.checked: list[tuple[str, tuple[str, ...], date | None]] = []
        """Text, scopes and today of each check."""
        self.timelines: dict[str, Timeline] = {}
        """By question; what has none is asked."""
        self.stale = 0
        self.asked: list[tuple[str, tuple[str, ...], str | None]] = []
        """Question, scopes, and the question that it follows."""
        self.conversations: list[tuple[Turn, ...]] = []
        """What was said before each question."""
        self.times: list[tuple[date | None, date | None, date | None]] = []
        """Since, until and today of each question."""
        self.narrowed: list[tuple[tuple[str, ...], tuple[int, ...] | None]] = []
        """Publishers and articles that each question keeps to."""
        self.uploads: list[tuple[str, bytes, str]] = []
        self.addresses: list[tuple[tuple[str, ...], str, str | None]] = []
        """Sources, scope and whom to notify of each ingest."""
        self.reindexed: list[tuple[str, ...] | None] = []
        self.plan = ReindexPlan((), seconds=0.1)
        """What a dry run of a reindex finds."""
        self.planned: list[tuple[tuple[str, ...] | None, bool]] = []
        """Scopes of each dry run, and whether everything was to be embedded again."""
        self.runs: list[ReindexRun] = []
        """Reindexes that can be taken back, newest first."""
        self.rolled_back: list[tuple[int, tuple[str, ...] | None]] = []
        """Run and scopes of each rollback."""
        self.backups_due = 0
        """How often a backup was to be made if it was due."""
        self.left_alone = 0
        """Articles that a rollback does not touch."""
        self.steps: list[Progress] = []
        """What a reindex, its dry run, its rollback or an ingest reports, `step_seconds` apart."""
        self.step_seconds = 0.0
        self.gate: Callable[[], Awaitable[Any]] | None = None
        """What reports steps waits for this after them, a question before its outcome."""
        self._reindexing = False
        self.watches = FakeWatches()
        self.briefings = FakeBriefings()
        self.feed_posts = FakeFeedPosts()
        for name, methods in PARTS.items():
            setattr(self, name, Part(self, methods))

    async def _work(self, on_progress: Watcher) -> None:
        for step in self.steps:
            on_progress(step)
            await asyncio.sleep(self.step_seconds)
        if self.gate is not None:
            await self.gate()

    # Questions

    async def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        conversation: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Outcome:
        scopes = filters.scopes if filters else (SHARED_SCOPE,)
        self.asked.append((question, scopes, conversation[-1].question if conversation else None))
        self.conversations.append(tuple(conversation))
        self.times.append((filters.since if filters else None, filters.until if filters else None, today))
        self.narrowed.append((filters.publishers, filters.article_ids) if filters else ((), None))
        if self.gate is not None:
            await self.gate()
        outcome = self.outcomes.get(question, Refusal(question, Reason.NOTHING_FOUND))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def timeline(self, question: str, **how: Any) -> Timeline | Outcome:
        outcome = await self.ask(question, **how)
        return self.timelines.get(question, outcome)

    async def check(self, text: str, *, filters: Filters | None = None, today: date | None = None) -> Verdict:
        self.checked.append((text, filters.scopes if filters else (SHARED_SCOPE,), today))
        if self.gate is not None:
            await self.gate()
        verdict = self.verdicts.get(text, Verdict(text))
        if isinstance(verdict, Exception):
            raise verdict
        return verdict

    async def context(self, citation: Citation) -> QuoteContext:
        context = self.contexts.get(citation.quote.text)
        if isinstance(context, Exception):
            raise context
        return context or QuoteContext(citation, "Before it. ", " After it.", verified=True, current=True)

    async def read_errata(self, person: str, wanted: bool) -> None:
        self._fail("read_errata")
        self.readers = self.readers - {person} | ({person} if wanted else set())

    # Articles and upkeep

    async def make_due_backup(self) -> None:
        self.backups_due += 1
        self._fail("make_due_backup")

    async def warm(self) -> None:
        self._fail("warm")

    async def articles_page(
        self, *, scopes: Sequence[str] = (SHARED_SCOPE,), offset: int = 0, limit: int = 10
    ) -> Page[ArticleInfo]:
        seen = [info for info in self.infos if info.scope in scopes]
        return Page(tuple(seen[offset : offset + limit]), len(seen), offset)

    async def ingest_upload(
        self,
        filename: str,
        data: bytes,
        *,
        scope: str,
        notify: str | None = None,
        on_progress: Watcher = _unwatched,
    ) -> IngestSummary:
        self.uploads.append((filename, data, scope))
        await self._work(on_progress)
        error = self.failures.get("ingest_upload")
        result, passages = (Result.FAILED, 0) if error else (Result.ADDED, 3)
        item = IngestItem(filename, result, title=filename, error=error, passages=passages)
        return IngestSummary((item,), seconds=0.2)

    async def ingest(
        self,
        sources: Sequence[str],
        *,
        scope: str,
        since: date | None = None,
        notify: str | None = None,
        on_progress: Watcher = _unwatched,
    ) -> IngestSummary:
        self.addresses.append((tuple(sources), scope, notify))
        await self._work(on_progress)
        self._fail("ingest")
        items = tuple(
            IngestItem(source, Result.ADDED, title=f"Page of {source}", passages=3) for source in sources
        )
        return IngestSummary(items, seconds=0.2)

    async def reindex(
        self, *, scopes: Sequence[str] | None = None, full: bool = False, on_progress: Watcher = _unwatched
    ) -> ReindexSummary:
        if self._reindexing:
            raise ReindexRunning
        self._reindexing = True
        self.reindexed.append(None if scopes is None else tuple(scopes))
        try:
            await self._work(on_progress)
            self._fail("reindex")
            self.stale = 0
            return ReindexSummary(articles=2, passages=9, changed=1, embedded=3, reused=6, seconds=1.5)
        finally:
            self._reindexing = False

    async def plan_reindex(
        self, *, scopes: Sequence[str] | None = None, full: bool = False, on_progress: Watcher = _unwatched
    ) -> ReindexPlan:
        self.planned.append((None if scopes is None else tuple(scopes), full))
        await self._work(on_progress)
        self._fail("plan_reindex")
        return self.plan

    async def recent_reindexes(
        self, *, scopes: Sequence[str] | None = None, limit: int = 5
    ) -> tuple[ReindexRun, ...]:
        self._fail("reindexes")
        return tuple(run for run in self.runs if _may_see(run, scopes))[:limit]

    async def rollback_reindex(
        self, run_id: int, *, scopes: Sequence[str] | None = None, on_progress: Watcher = _unwatched
    ) -> ReindexSummary:
        if self._reindexing:
            raise ReindexRunning
        found = [run for run in self.runs if run.id == run_id and _may_see(run, scopes)]
        if not found:
            raise NotFound("reindex", run_id)
        self._reindexing = True
        self.rolled_back.append((run_id, None if scopes is None else tuple(scopes)))
        try:
            await self._work(on_progress)
            self._fail("rollback_reindex")
        finally:
            self._reindexing = False
        articles = 0 if found[0].rolled_back else found[0].changed
        put_back = max(0, articles - self.left_alone)
        self.runs = [replace(run, rolled_back=True) if run.id == run_id else run for run in self.runs]
        return ReindexSummary(
            articles=articles,
            passages=put_back * 5,
            changed=put_back,
            embedded=0,
            reused=put_back * 5,
            seconds=0.4,
            left_alone=articles - put_back,
        )

    async def status(self, *, scopes: Sequence[str] | None = (SHARED_SCOPE,)) -> Status:
        self._fail("status")
        seen = sum(scopes is None or info.scope in scopes for info in self.infos)
        return Status(
            articles=seen,
            passages=seen * 5,
            model="all-MiniLM-L6-v2",
            stale_passages=self.stale,
            indexed=seen * 5 - self.stale,
            last_ingest=datetime(2026, 1, 2, 3, 4, tzinfo=UTC) if seen else None,
            reindexing=self._reindexing,
        )


def _may_see(run: ReindexRun, scopes: Sequence[str] | None) -> bool:
    return scopes is None or (run.scopes is not None and set(run.scopes) <= set(scopes))
