"""The facade: everything a face (terminal, Discord) may ask of the core."""

# longer than 250 lines because it is the whole of what a face may ask; each method only hands on

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .answer import compose
from .answer.candidates import Candidate, Days, choose, days
from .answer.compose import Join
from .answer.features import Calibration
from .answer.question import Question, parse, timeless
from .claims import check as checking
from .claims.statements import Claimed, Statement, claimed
from .config import Settings
from .conversation.rewrite import LOOKED_BACK, Resolve, Resolved, unresolved
from .errors import InvalidQuestion, ModelError, NotFound, StoreError
from .history import history
from .index.sync import IndexSync
from .ingest.passages import PassageEmbedder
from .ingest.pipeline import IngestJob, one_counter
from .keeping import Keeping, Records
from .models.base import Read, Readable, Vectors
from .search.hybrid import HybridSearch, merged
from .search.time_filter import is_only_a_time, narrowed, nearer_undated, only_undated, outside_time
from .store.articles import Articles, Versions
from .store.database import Database, moment
from .store.facts import Ages
from .store.passages import Passages
from .store.scopes import is_trash, trash_of
from .store.stories import Stories
from .telemetry import Stage, Telemetry, timing
from .text import normalise
from .types import (
    SHARED_SCOPE,
    Answer,
    Article,
    ArticleInfo,
    Citation,
    Copy,
    Diagnosis,
    Draft,
    FeedInfo,
    Filters,
    Finding,
    Hit,
    IngestSummary,
    OnProgress,
    Outcome,
    Page,
    PollResult,
    Progress,
    QuoteContext,
    Reason,
    Refusal,
    ReindexPlan,
    ReindexRun,
    ReindexSummary,
    Stance,
    Status,
    Turn,
    Verdict,
    Version,
    Window,
)
from .workers.threads import MicroBatcher, Worker

if TYPE_CHECKING:  # what reads documents and talks to the web takes a second to import
    from .ingest.feeds.polling import Polling
    from .ingest.pipeline import Ingest
    from .ingest.reindex import Reindex
    from .ingest.writer import ArticleWriter

EVERYTHING_SHARED = Filters()
MOST_NAMED = 20
"""Damaged articles that a diagnosis names; the log names all of them."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question made ready: `said` are its own words, `text` what is searched with, `articles` what the conversation
    cited, `narrow` the filters with the asked time in them."""

    said: str
    question: Question
    text: str
    articles: tuple[int, ...]
    asked: Window | None
    days: Days
    narrow: Filters


When = Callable[[str, date], Awaitable[Window | None]]
"""The time that a question names, asked on a day; off the event loop."""


def _check_window(filters: Filters) -> None:
    if filters.since and filters.until and filters.since > filters.until:
        raise InvalidQuestion(f"since {filters.since} is after until {filters.until}")


def _one_line(question: str) -> str:
    return " ".join(normalise(question).split())


def _resolved_in(question: str, conversation: Sequence[Turn], resolve: Resolve) -> Resolved:
    """The question as it stands, on one line, inside its conversation."""
    said = _one_line(question)
    if not conversation:
        return unresolved(said)
    before = [replace(turn, question=normalise(turn.question)) for turn in conversation[-LOOKED_BACK:]]
    return replace(resolve(said, before), said=said)


def _made_ready(
    resolved: Resolved, parsed: Question, asked: Window | None, filters: Filters, today: date
) -> Sought | None:
    """None when nothing is asked."""
    said = resolved.said
    if not parsed.focus or (asked and not resolved.leans and is_only_a_time(said, asked)):
        return None
    return Sought(
        said,
        timeless(parsed, asked),
        resolved.search,
        resolved.articles,
        asked,
        days(asked, today),
        narrowed(filters, asked, today),
    )


def _stated(text: str) -> tuple[str, Claimed]:
    """The message as it is stored, and what can be checked in it."""
    message = normalise(text)
    return message, claimed(message)


def _silent(progress: Progress) -> None:
    """For callers that do not watch."""


class Library(Keeping):
    """An open library. No method blocks the event loop; all of them may run at the same time.

    Made by `open_library`, which hands over the wired parts.
    """

    def __init__(  # longer than 45 lines because it names every part once and keeps it
        self,
        *,
        settings: Settings,
        database: Database,
        articles: Articles,
        passages: Passages,
        records: Records,
        ages: Ages,
        ingest: Ingest,
        polling: Polling,
        reindex: Reindex,
        writer: ArticleWriter,
        versions: Versions,
        stories: Stories,
        parser: Worker,
        rules: Worker,
        search: HybridSearch,
        index: IndexSync,
        embedder: PassageEmbedder,
        texts: MicroBatcher[Sequence[str], Vectors],
        read: Read | None,
        when: When,
        calibration: Calibration,
        join: Join,
        resolve: Resolve,
        clock: Callable[[], datetime],
        telemetry: Telemetry | None = None,
    ) -> None:
        self.settings = settings
        self._database = database
        self._articles = articles
        self._passages = passages
        self._records = records
        self._ages = ages
        self._ingest = ingest
        self._polling = polling
        self._reindex = reindex
        self._writer = writer
        self._versions = versions
        self._stories = stories
        self._parser = parser
        self._rules = rules
        self._search = search
        self._index = index
        self._embedder = embedder
        self._texts = texts
        self._read = read
        self._when = when
        self._calibration = calibration
        self._join = join
        self._resolve = resolve
        self._clock = clock
        self._telemetry = telemetry

    # Articles

    async def ingest(
        self,
        sources: Sequence[str | Path],
        *,
        scope: str = SHARED_SCOPE,
        since: date | None = None,
        notify: str | None = None,
        on_progress: OnProgress = _silent,
    ) -> IngestSummary:
        """Take in what `sources` name: files, folders, archives and addresses of pages, PDFs, feeds (from then on
        polled by `poll_feeds`), sitemaps (entries from `since` on) and lists of feeds. `notify` is kept with feeds: an
        opaque name of who is told when one fails for long. A bad source is an item with its error; the others go on."""
        order = IngestJob(scope, one_counter(on_progress), since, notify)
        summary = await self._ingest.sources(sources, order)
        await self._index.refresh()
        return summary

    async def ingest_upload(
        self,
        filename: str,
        data: bytes,
        *,
        scope: str,
        notify: str | None = None,
        on_progress: OnProgress = _silent,
    ) -> IngestSummary:
        """Take in one attachment, an archive of them, or a list of addresses. `notify` as for `ingest`."""
        summary = await self._ingest.upload(
            filename, data, IngestJob(scope, one_counter(on_progress), notify=notify)
        )
        await self._index.refresh()
        return summary

    async def add(
        self, drafts: Sequence[Draft], *, scope: str = SHARED_SCOPE, on_progress: OnProgress = _silent
    ) -> IngestSummary:
        """Take in articles that a program holds as text. The text is normalised, and nothing in it is markup.
        A bad one is an item with its error; the same again does nothing."""
        summary = await self._ingest.drafts(drafts, IngestJob(scope, one_counter(on_progress)))
        await self._index.refresh()
        return summary

    async def articles(
        self, *, scopes: Sequence[str] = (SHARED_SCOPE,), offset: int = 0, limit: int = 10
    ) -> Page[ArticleInfo]:
        """Newest first by the day of publication; undated ones last, of those the one taken in last first."""
        return await self._articles.page(scopes, offset, limit)

    async def article(self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Article:
        """Raises NotFound, also when the article is in another scope."""
        article = await self._articles.get(article_id)
        if article is None or article.scope not in scopes:
            raise NotFound("article", article_id)
        return article

    async def remove(self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Article:
        """Take an article away with its versions; returns what it was. `restore` brings it back for
        `settings.ingest.trash_days`. Raises NotFound."""
        article = await self.article(article_id, scopes=scopes)
        await self._writer.remove(article)
        return article

    async def restore(self, article_id: int, *, scope: str = SHARED_SCOPE) -> Article:
        """Bring back what was removed from the scope. Raises NotFound, CannotRestore (added anew meanwhile)."""
        article = await self._articles.get(article_id)
        if article is None or article.scope != trash_of(scope):
            raise NotFound("removed article", article_id)
        await self._writer.restore(article_id, scope)
        return await self.article(article_id, scopes=(scope,))

    async def history(
        self, article_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)
    ) -> tuple[Version, ...]:
        """Every version with what changed in it, oldest first. Raises NotFound."""
        article = await self.article(article_id, scopes=scopes)
        return await self._parser.run(history, await self._versions.of_article(article_id), article.language)

    async def copies(self, article_id: int, *, filters: Filters = EVERYTHING_SHARED) -> tuple[Copy, ...]:
        """The other articles that tell the same story in the same words, oldest first."""
        return (await self._stories.copies([article_id], filters)).get(article_id, ())

    async def stories(
        self, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 20
    ) -> tuple[tuple[Article, ...], ...]:
        """The stories that several articles tell, those with most articles first; each oldest first."""
        groups = await self._stories.largest(scopes, limit)
        articles = await self._articles.many([article_id for group in groups for article_id in group])
        return tuple(
            tuple(
                sorted((articles[id] for id in group), key=lambda each: (each.published_at or "9", each.id))
            )
            for group in groups
        )

    async def titles(
        self, words: str, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 25
    ) -> tuple[ArticleInfo, ...]:
        """Articles whose title or publisher holds the words as they are typed, newest first."""
        return await self._articles.titled(normalise(words), scopes, limit)

    async def publishers(
        self, words: str, *, scopes: Sequence[str] = (SHARED_SCOPE,), limit: int = 25
    ) -> tuple[str, ...]:
        """Publishers whose name holds the words as they are typed, those with most articles first."""
        return await self._articles.publishers(normalise(words), scopes, limit)

    # Feeds

    async def feeds(self, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> tuple[FeedInfo, ...]:
        """The feeds whose articles go into these scopes."""
        return await self._polling.feeds(scopes)

    async def remove_feed(self, feed_id: int, *, scopes: Sequence[str] = (SHARED_SCOPE,)) -> FeedInfo:
        """Poll it no more; its articles stay. Returns what it was. Raises NotFound."""
        return await self._polling.unsubscribe(feed_id, scopes)

    async def spread_feeds(self) -> None:
        """At the start of a bot that was away: the feeds that were missed come one by one over the next minutes."""
        await self._polling.catch_up()

    async def poll_feeds(self) -> tuple[PollResult, ...]:
        """Poll the feeds that are due, each in its turn; what they brought, and whom to tell of a lasting failure."""
        results = await self._polling.poll_due()
        if any(result.items for result in results):
            await self._index.refresh()
        return tuple(results)

    # Questions

    async def search(
        self,
        question: str,
        *,
        filters: Filters = EVERYTHING_SHARED,
        conversation: Sequence[Turn] = (),
        k: int = 8,
    ) -> tuple[Hit, ...]:
        """The `k` best passages, best first. `conversation` as for `ask`."""
        resolved = await self._resolved(question, conversation)
        return await self._found(resolved.search, resolved.articles, filters, k)

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
        sought = await self._sought(question, filters, conversation, today)
        if sought is None:
            return Refusal(normalise(question), Reason.NOT_A_QUESTION)
        outcome = await self._answered(sought, sought.narrow)
        if isinstance(outcome, Answer) or outcome.reason not in _ELSEWHERE:
            return outcome
        if sought.asked and sought.narrow != filters:
            anywhere = await self._answered(sought, filters)
            outcome = outside_time(outcome, anywhere, sought.asked, sought.narrow)
        if filters.since or filters.until:
            return nearer_undated(outcome, await self._answered(sought, only_undated(filters)), filters)
        return outcome

    async def check(
        self, text: str, *, filters: Filters = EVERYTHING_SHARED, today: date | None = None
    ) -> Verdict:
        """What the articles say to each statement of a message, at most five, and how many are left out; questions,
        opinions and greetings are left alone. `today` is the day on which it was written, by default the clock's.
        "Supported" and "contradicted" are meant to be rarely wrong: all else is "not found". Raises InvalidQuestion
        (a window that ends before it starts), ModelError."""
        _check_window(filters)
        today = today or self._clock().date()
        message, claims = await self._rules.run(_stated, text)
        findings = [await self._checked(each, filters, today) for each in claims.statements]
        return Verdict(message, tuple(findings), claims.left_out, claims.unread)

    async def _checked(self, statement: Statement, filters: Filters, today: date) -> Finding:
        sought = f"{statement.context} {statement.text}".strip()
        hits = await self._search.search(sought, filters, self.settings.reader.passages)
        checked = await checking.check(
            statement, hits, self._texts.run, self._read, today, self._rules, self._telemetry
        )
        found = await self._rules.run(checking.finding, statement, checked, self.settings.answer.max_quotes)
        with timing(self._telemetry, Stage.VERIFYING):
            kept = await self._verified_citations(found.citations, filters)
            nearest = await self._verified_citations([found.nearest] if found.nearest else [], filters)
        if found.citations[:1] and (not kept or kept[0].quote != found.citations[0].quote):
            return Finding(found.claim, found.span, Stance.NOT_FOUND)  # what it rests on has just changed
        return replace(found, citations=kept, nearest=next(iter(nearest), None))

    async def weigh(
        self, question: str, *, filters: Filters = EVERYTHING_SHARED, today: date | None = None
    ) -> tuple[Question, Sequence[Candidate]]:
        """What `ask` takes its quotes from, best first, and the question as it was read: for fitting the weights."""
        sought = await self._sought(question, filters, (), today)
        return (sought.question, await self._candidates(sought, sought.narrow)) if sought else (parse(""), ())

    async def _sought(
        self, question: str, filters: Filters, conversation: Sequence[Turn], today: date | None
    ) -> Sought | None:
        """The question as it is searched with; None when nothing is asked. Raises InvalidQuestion."""
        _check_window(filters)
        resolved = await self._resolved(question, conversation)
        parsed = await self._rules.run(lambda: resolved.question)
        today = today or self._clock().date()
        with timing(self._telemetry, Stage.WINDOW):
            asked = await self._when(parsed.text, today)
        return await self._rules.run(_made_ready, resolved, parsed, asked, filters, today)

    async def _resolved(self, question: str, conversation: Sequence[Turn]) -> Resolved:
        """The question on its own; where several readings are possible, the one that replaces what is most alike."""
        resolved = await self._rules.run(_resolved_in, question, conversation, self._resolve)
        if resolved.thing is None or len(resolved.readings) < 2:
            return resolved
        new, *old = await self._texts.run([resolved.thing, *(each.replaced for each in resolved.readings)])
        best = max(range(len(old)), key=lambda row: float(old[row] @ new))
        return resolved.read_as(resolved.readings[best])

    async def _answered(self, sought: Sought, filters: Filters) -> Outcome:
        """The outcome inside the filters."""
        candidates = await self._candidates(sought, filters)
        if not candidates:
            return await self._nothing(sought.said, filters)
        with timing(self._telemetry, Stage.CHOOSING):
            outcome = await self._rules.run(
                compose.compose,
                sought.question,
                candidates,
                threshold=self.settings.answer.threshold,
                max_quotes=self.settings.answer.max_quotes,
                join=self._join,
            )
        with timing(self._telemetry, Stage.VERIFYING):
            return await self._verified(replace(outcome, question=sought.said), filters)

    async def _candidates(self, sought: Sought, filters: Filters) -> Sequence[Candidate]:
        hits = await self._found(sought.text, sought.articles, filters, self.settings.reader.passages)
        return await choose(
            sought.question,
            hits,
            self._texts.run,
            self._read,
            sought.days,
            self._calibration,
            self._rules,
            self._telemetry,
        )

    async def _found(self, text: str, cited: Sequence[int], filters: Filters, k: int) -> tuple[Hit, ...]:
        """The `k` best passages; those of the cited articles count a second time."""
        hits = await self._search.search(text, filters, k)
        if not cited or filters.article_ids is not None:
            return hits
        inside = await self._search.search(text, replace(filters, article_ids=tuple(cited)), k)
        return merged([hits, inside])[:k]

    async def _nothing(self, question: str, filters: Filters) -> Refusal:
        if not (await self.articles(scopes=filters.scopes, limit=1)).total:
            return Refusal(question, Reason.EMPTY_LIBRARY)
        if filters.publishers and not await self._articles.any(
            replace(filters, since=None, until=None, undated=True)
        ):
            return Refusal(question, Reason.NO_PUBLISHER)
        if filters.since or filters.until:
            return Refusal(question, Reason.OUTSIDE_TIME, since=filters.since, until=filters.until)
        return Refusal(question, Reason.NOTHING_FOUND)

    async def _verified(self, outcome: Outcome, filters: Filters) -> Outcome:
        """The outcome without quotes that the store does not hold; without any quote left, a refusal."""
        if isinstance(outcome, Refusal):
            return outcome
        kept = await self._verified_citations(outcome.citations, filters)
        if not kept:
            return Refusal(outcome.question, Reason.NOTHING_FOUND)
        return Answer(outcome.question, kept, outcome.confidence)

    async def _verified_citations(self, given: Sequence[Citation], filters: Filters) -> tuple[Citation, ...]:
        """Those that the store holds, numbered, with the copies of their articles."""
        kept = [citation for citation in given if await self._holds(citation)]
        copies = await self._stories.copies([each.quote.article_id for each in kept], filters)
        return tuple(
            replace(each, number=number, copies=copies.get(each.quote.article_id, ()))
            for number, each in enumerate(kept, start=1)
        )

    async def _holds(self, citation: Citation) -> bool:
        text = await self._articles.version_text(citation.quote.article_id, citation.quote.version)
        return text is not None and compose.holds(citation.quote, text)

    async def context(self, citation: Citation) -> QuoteContext:
        """The citation in its paragraph, checked against the store now. Raises NotFound when the article is gone."""
        quote = citation.quote
        text = await self._articles.version_text(quote.article_id, quote.version)
        newest = await self._articles.get(quote.article_id)
        if newest is None or is_trash(newest.scope):
            raise NotFound("article", quote.article_id)
        if text is None:
            if newest.version != quote.version:
                raise NotFound("article", quote.article_id)
            text = ""  # it is damaged
        verified = compose.holds(quote, text)
        around = await self._parser.run(compose.surroundings, citation, text) if verified else ("", "")
        current = newest.version == quote.version
        return QuoteContext(citation, *around, verified, current, quote.text in newest.text)

    # Upkeep

    async def warm(self) -> None:
        """Load the models and the index now, so that the first question does not wait. Raises ModelError."""
        await self._texts.run(["warm"])
        if self._read is not None:
            await self._read("warm", [Readable("warm")])
        await self._when("on 1 January 2000", self._clock().date())
        await self._index.refresh()

    async def reindex(
        self, *, scopes: Sequence[str] | None = None, full: bool = False, on_progress: OnProgress = _silent
    ) -> ReindexSummary:
        """Rebuild passages, vectors and index while the old index answers. Cancelling the task stops it cleanly.
        `scopes` None is all of them; `full` embeds everything again. Raises ReindexRunning, ModelError."""
        return await self._reindex.run(scopes, full, one_counter(on_progress))

    async def purge_left(self, before: datetime) -> tuple[str, ...]:
        """Delete all that is kept of scopes which left before then, and what has lain in the trash for its time; which
        scopes. Stopped half-way, the next call goes on. Nothing while the clock is doubted (`store.ages`)."""
        if not await self._ages.known():
            return ()
        await self._writer.purge(self._clock() - timedelta(days=self.settings.ingest.trash_days))
        departures = self._records.departures
        gone = []
        for scope in [each.scope for each in await self.left()]:
            since = await departures.since(scope)  # who came back while others were deleted is spared
            if since is None or since >= before:
                continue
            await departures.forget_records(scope)
            for article_id in await departures.articles(scope):
                await self._writer.delete(article_id)
            if await departures.settled(scope):
                gone.append(scope)
        if gone:
            await self._index.refresh()
        return tuple(gone)

    async def plan_reindex(
        self, *, scopes: Sequence[str] | None = None, full: bool = False, on_progress: OnProgress = _silent
    ) -> ReindexPlan:
        """What `reindex` would do now, article by article. Reads only, embeds nothing; cancelling the task stops it."""
        return await self._reindex.plan(scopes, full, on_progress)

    async def reindexes(
        self, *, scopes: Sequence[str] | None = None, limit: int = 5
    ) -> tuple[ReindexRun, ...]:
        """Newest first: of each set of scopes the last reindex that wrote something. Only those that went through no
        scope besides `scopes`; None sees all of them."""
        return await self._reindex.runs(scopes, limit)

    async def rollback_reindex(
        self, run_id: int, *, scopes: Sequence[str] | None = None, on_progress: OnProgress = _silent
    ) -> ReindexSummary:
        """Put the articles back as that reindex found them, their vectors included, without embedding. A former text
        comes back as a new version, so that quotes from every version stay readable. What was changed again since is
        left alone and counted; doing it twice does nothing. Stopped half-way, it can be done again to its end.
        Raises NotFound (also where `scopes` may not see the run), ReindexRunning."""
        return await self._reindex.roll_back(run_id, scopes, on_progress)

    async def diagnose(self) -> tuple[Diagnosis, ...]:
        """Database, articles, index and model, each tried for real."""
        return (
            await self._database_health(),
            await self._contents_health(),
            await self._model_health(),
            await self._index_health(),
        )

    async def _database_health(self) -> Diagnosis:
        problems = await self._database.problems()
        return Diagnosis("database", not problems, "; ".join(problems) or str(self._database.path))

    async def _contents_health(self) -> Diagnosis:
        """Every article is read and compared with the hash that was stored with it."""
        try:
            ids = await self._articles.ids(None)
            damaged = await self._articles.damaged(ids)
        except StoreError as error:
            return Diagnosis("contents", False, error.problem)
        named = [f"article {each.id} “{each.title}”" + f" ({each.url})" * bool(each.url) for each in damaged]
        more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
        if named:
            return Diagnosis("contents", False, f"damaged: {', '.join(named[:MOST_NAMED] + more)}")
        return Diagnosis("contents", True, f"{len(ids)} articles are as they were stored")

    async def _model_health(self) -> Diagnosis:
        try:
            (vector,) = await self._texts.run(["Is the model there?"])
        except ModelError as error:
            return Diagnosis("model", False, f"{error.model}: {error.problem}")
        return Diagnosis("model", True, f"{self._embedder.name}, {len(vector)} dimensions")

    async def _index_health(self) -> Diagnosis:
        missing = await self._index.missing()
        stale = (await self._passages.counts(None, self._embedder.fingerprint)).stale
        if missing:
            return Diagnosis("index", False, f"{missing} vectors are missing")
        if stale:
            return Diagnosis(
                "index", False, f"{stale} passages have no vector of the model {self._embedder.name}"
            )
        return Diagnosis("index", True, f"{await self._index.size()} passages")

    async def status(self, *, scopes: Sequence[str] | None = (SHARED_SCOPE,)) -> Status:
        """Counts as these scopes see them; None is all of them."""
        counts = await self._passages.counts(scopes, self._embedder.fingerprint)
        return Status(
            articles=counts.articles,
            passages=counts.passages,
            model=self._embedder.name,
            stale_passages=counts.stale,
            indexed=counts.passages - counts.stale,
            last_ingest=moment(counts.last_ingest),
            reindexing=self._reindex.running,
        )


_ELSEWHERE = (Reason.NOTHING_FOUND, Reason.NOT_ANSWERED, Reason.OUTSIDE_TIME)
"""Refusals after which it is worth looking outside the asked time."""
