"""The library as the faces (terminal, Discord) see it: what is asked of the whole stands here, the rest at its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .answer.pipeline import AnswerPipeline, When
from .answer.unanswered import UnansweredQuestions
from .answer.verify import Verifier
from .articles import EVERYTHING_SHARED, ArticleCollection
from .claims.pipeline import ClaimPipeline
from .config import Settings
from .index.sync import IndexSync
from .models.base import Read, Readable, Vectors
from .news.briefing import Briefings
from .news.errata import Errata
from .news.feed_posts import FeedPosts
from .news.watches import Watches
from .outcomes import Outcome, Turn, Verdict
from .reports import Diagnosis, IngestSummary, OnProgress, Status, unwatched
from .store.answers import Answers, Votes
from .store.audit_log import AuditLog
from .store.library_state import Owner, UnfinishedMessages
from .store.scopes import People, Scopes
from .types import SHARED_SCOPE, Citation, Draft, Filters, Hit, QuoteContext
from .upkeep.health import Health
from .upkeep.retention import Retention
from .workers.threads import MicroBatcher

if TYPE_CHECKING:  # what reads documents and talks to the web takes a second to import
    from .ingest.feeds.polling import FeedPoller
    from .ingest.pipeline import Ingest
    from .ingest.reindex import Reindex
    from .news.timeline import Timeline, Timelines
    from .upkeep.backup import Backups
    from .upkeep.deep_check import DeepCheck
    from .upkeep.repair import Repair
    from .upkeep.replay import Replays


class Library:
    """An open library, made by `open_library`. No method blocks the event loop; all of them may run at the same time."""

    def __init__(  # longer than 45 lines because it keeps every part once
        self,
        *,
        settings: Settings,
        answering: AnswerPipeline,
        claims: ClaimPipeline,
        verifier: Verifier,
        ingest: Ingest,
        articles: ArticleCollection,
        feeds: FeedPoller,
        reindexes: Reindex,
        answers: Answers,
        votes: Votes,
        unanswered: UnansweredQuestions,
        audit_log: AuditLog,
        people: People,
        scopes: Scopes,
        retention: Retention,
        backups: Backups,
        owner: Owner,
        messages: UnfinishedMessages,
        watches: Watches,
        errata: Errata,
        briefings: Briefings,
        feed_posts: FeedPosts,
        timelines: Callable[[], Timelines],
        health: Health,
        replays: Callable[[], Replays],
        deep_check: Callable[[], DeepCheck],
        repair: Callable[[DeepCheck], Repair],
        index: IndexSync,
        embed: MicroBatcher[Sequence[str], Vectors],
        read: Read | None,
        when: When,
        clock: Callable[[], datetime],
    ) -> None:
        self.settings = settings
        self.answering = answering
        self.articles = articles
        self.feeds = feeds
        self.reindexes = reindexes
        self.answers = answers
        self.votes = votes
        self.unanswered = unanswered
        self.audit_log = audit_log
        self.people = people
        self.scopes = scopes
        self.retention = retention
        self.backups = backups
        self.owner = owner
        self.messages = messages
        self.watches = watches
        self.errata = errata
        self.briefings = briefings
        self.feed_posts = feed_posts
        self._claims = claims
        self._verifier = verifier
        self._timelines = timelines
        self._ingest = ingest
        self._health = health
        self._replays = replays
        self._deep_check = deep_check
        self._repair = repair
        self._index = index
        self._embed = embed
        self._read = read
        self._when = when
        self._clock = clock

    @cached_property
    def replays(self) -> Replays:
        """Why answers came out as they did."""
        return self._replays()

    @cached_property
    def deep_check(self) -> DeepCheck:
        """Whether all that is stored fits together."""
        return self._deep_check()

    @cached_property
    def repair(self) -> Repair:
        """Puts right what the deep check finds."""
        return self._repair(self.deep_check)

    async def ask(
        self,
        question: str,
        *,
        filters: Filters = EVERYTHING_SHARED,
        conversation: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Outcome:
        """Quotes that answer, or why there are none. `conversation` is what was said before, oldest first; `today` is
        the day on which it is asked ("last week" is the week before), by default the clock's. Articles of later days
        are looked at unless `filters.until` keeps them out. A time relative to today is searched first and held to.
        Raises InvalidQuestion (a window that ends before it starts), ModelError."""
        return await self.answering.ask(question, filters, conversation, today)

    async def timeline(
        self,
        question: str,
        *,
        filters: Filters = EVERYTHING_SHARED,
        conversation: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Timeline | Outcome:
        """How the answer moved, as for `ask`: each value with the day and the article that gave it first. A refusal or a
        doubtful answer where there is no answer to follow. Raises InvalidQuestion, ModelError."""
        return await self._timelines().of(question, filters, conversation, today)

    async def search(
        self,
        question: str,
        *,
        filters: Filters = EVERYTHING_SHARED,
        conversation: Sequence[Turn] = (),
        k: int = 8,
    ) -> tuple[Hit, ...]:
        """The `k` best passages, best first. `conversation` as for `ask`."""
        return await self.answering.search(question, filters, conversation, k)

    async def check(
        self, text: str, *, filters: Filters = EVERYTHING_SHARED, today: date | None = None
    ) -> Verdict:
        """What the articles say to each statement of a message, at most five, and how many are left out; questions,
        opinions and greetings are left alone. `today` is the day on which it was written, by default the clock's.
        "Supported" and "contradicted" are meant to be rarely wrong: all else is "not found". Raises InvalidQuestion
        (a window that ends before it starts), ModelError."""
        return await self._claims.check(text, filters, today)

    async def context(self, citation: Citation) -> QuoteContext:
        """The citation in its paragraph, checked against the store now. Raises NotFound when the article is gone."""
        return await self._verifier.context(citation)

    async def ingest(
        self,
        sources: Sequence[str | Path],
        *,
        scope: str = SHARED_SCOPE,
        since: date | None = None,
        notify: str | None = None,
        on_progress: OnProgress = unwatched,
    ) -> IngestSummary:
        """Takes in what `sources` name: files, folders, archives and addresses of pages, PDFs, feeds (from then on
        polled by `feeds.poll`), sitemaps (entries from `since` on) and lists of feeds. `notify` is kept with feeds: an
        opaque name of who is told when one fails for long. A bad source is an item with its error; the others go on."""
        return await self._ingest.sources(
            sources, scope=scope, since=since, notify=notify, on_progress=on_progress
        )

    async def ingest_upload(
        self,
        filename: str,
        data: bytes,
        *,
        scope: str,
        notify: str | None = None,
        on_progress: OnProgress = unwatched,
    ) -> IngestSummary:
        """Takes in one attachment, an archive of them, or a list of addresses. `notify` as for `ingest`."""
        return await self._ingest.upload(filename, data, scope=scope, notify=notify, on_progress=on_progress)

    async def add(
        self, drafts: Sequence[Draft], *, scope: str = SHARED_SCOPE, on_progress: OnProgress = unwatched
    ) -> IngestSummary:
        """Takes in articles that a program holds as text. The text is normalised, and nothing in it is markup.
        A bad one is an item with its error; the same again does nothing."""
        return await self._ingest.drafts(drafts, scope=scope, on_progress=on_progress)

    async def warm(self) -> None:
        """Loads the models and the index now, so that the first question does not wait. Raises ModelError."""
        await self._embed.run(["warm"])
        if self._read is not None:
            await self._read("warm", [Readable("warm")])
        await self._when("on 1 January 2000", self._clock().date())
        await self._index.refresh()

    async def status(self, *, scopes: Sequence[str] | None = (SHARED_SCOPE,)) -> Status:
        """Counts as these scopes see them; None is all of them."""
        return await self._health.status(scopes)

    async def diagnose(self) -> tuple[Diagnosis, ...]:
        """Database, contents, model and index, each tried for real."""
        return await self._health.diagnose()
