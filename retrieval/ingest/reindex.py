"""Rebuilds what derives from stored articles: cleaned text, passages, keywords, vectors, index.

It goes article by article, each in its own transaction, while the index goes on answering. Stopping half-way leaves a
consistent library, and doing it again does only what is left. A dry run asks the same pure function (`rewrite_of`) as a
real one. What a run did can be taken back (`rollback`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from ..errors import IngestError, NotFound, ReindexRunning
from ..index.sync import IndexSync
from ..models.base import Vectors
from ..reports import (
    Change,
    DamagedArticle,
    OnProgress,
    Progress,
    ReindexItem,
    ReindexKind,
    ReindexPlan,
    ReindexRun,
    ReindexSummary,
    unwatched,
)
from ..store.articles import Articles, Hashes, Source, draft_hash
from ..store.changes import ChangeFeed, Stored, by_passage, sound
from ..store.database import Database
from ..store.passages import Passages
from ..store.reindexes import Reindexes
from ..types import Article, Draft, Span
from ..version_history import changes
from ..workers.threads import Worker
from .near_duplicates import signature
from .parsing import Parsing
from .passages import PassageEmbedder, split
from .pipeline import one_counter
from .rollback import Rewriting, Rollback
from .writer import ArticleWriter, PreparedArticle

MOST_CHANGES = 6
"""Sentences that a plan shows of one article: enough to see what a new rule does, few enough for a thousand articles."""
_FIELDS = (
    "title",
    "url",
    "byline",
    "publisher",
    "published_at",
    "updated_at",
    "language",
    "pages",
)
"""What `draft_hash` covers besides the text."""


@dataclass(frozen=True, slots=True)
class StoredState:
    """An article as it is stored: its passages, and those of them that have a vector of today's model."""

    article: Article
    spans: tuple[Span, ...]
    embedded: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is to be made of an article. `reusable` are texts of passages whose stored vectors stay right."""

    kind: ReindexKind
    title: str
    text: str
    spans: tuple[Span, ...]
    reusable: frozenset[str]

    @property
    def to_embed(self) -> int:
        """Texts that need a vector; a text that occurs twice needs one."""
        if self.kind is ReindexKind.UNCHANGED:
            return 0
        return len({self.text[span.start : span.end] for span in self.spans} - self.reusable)


def rewrite_of(stored: StoredState, draft: Draft | None, words: int, full: bool) -> Rewrite:
    """`draft` is today's reading of the article; None where that leaves nothing, so that the old text stays. `full`
    keeps no vector. A vector covers its article's title, too: under another title none can stay."""
    article = stored.article
    reread = draft is not None and draft_hash(draft) != article.content_hash
    new = draft if draft is not None and reread else article
    spans = tuple(split(new.text, words, new.language))
    kept: Collection[Span] = () if full or new.title != article.title else stored.embedded
    reusable = frozenset(article.text[span.start : span.end] for span in kept)
    if reread:
        kind = ReindexKind.REREAD
    elif spans != stored.spans:
        kind = ReindexKind.RESPLIT
    elif any(new.text[span.start : span.end] not in reusable for span in spans):
        kind = ReindexKind.REEMBED
    else:
        kind = ReindexKind.UNCHANGED
    return Rewrite(kind, new.title, new.text, spans, reusable)


def preview(stored: StoredState, draft: Draft | None, words: int, full: bool) -> ReindexItem:
    """The same as a person reads it, with the first sentences that would come or go."""
    article, what = stored.article, rewrite_of(stored, draft, words, full)
    sentences: tuple[Change, ...] = ()
    fields: tuple[str, ...] = ()
    if draft is not None and what.kind is ReindexKind.REREAD:
        sentences = changes(article.text, draft.text, article.language)
        fields = tuple(name for name in _FIELDS if getattr(draft, name) != getattr(article, name))
    return ReindexItem(
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        kind=what.kind,
        passages=len(what.spans),
        to_embed=what.to_embed,
        fields=fields,
        changes=sentences[:MOST_CHANGES],
        more_changes=max(0, len(sentences) - MOST_CHANGES),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """An article as it is stored, with its vectors of today's model, and today's reading of it."""

    stored: StoredState
    source_hash: str
    draft: Draft | None
    vectors: dict[str, Vectors]
    """By the text of the passage."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one article."""

    passages: int = 0
    embedded: int = 0
    changed: bool = False


@dataclass(kw_only=True, eq=False, repr=False)
class Reindex:
    """One at a time; `running` says whether there is one, or one being taken back."""

    database: Database
    articles: Articles
    passages: Passages
    change_feed: ChangeFeed
    reindexes: Reindexes
    rollback: Rollback
    writer: ArticleWriter
    embedder: PassageEmbedder
    index: IndexSync
    parsing: Parsing
    parser: Worker
    words: int
    lock: asyncio.Lock
    clock: Callable[[], datetime]
    running: bool = field(default=False, init=False)

    async def plan(
        self, *, scopes: Sequence[str] | None = None, full: bool = False, on_progress: OnProgress = unwatched
    ) -> ReindexPlan:
        """What `run` would do now, article by article. Reads only, embeds nothing; cancelling the task stops it.
        Raises StoreError."""
        started = time.monotonic()
        ids, _ = await self._sound(scopes)
        items: list[ReindexItem] = []
        for number, article_id in enumerate(ids):
            on_progress(Progress("comparing", number, len(ids)))
            with suppress(NotFound):  # removed since the list was made
                async with self.lock:
                    case = await self._case(article_id)
                items.append(await self.parser.run(preview, case.stored, case.draft, self.words, full))
        on_progress(Progress("comparing", len(ids), len(ids)))
        return ReindexPlan(tuple(items), time.monotonic() - started)

    async def run(
        self, *, scopes: Sequence[str] | None = None, full: bool = False, on_progress: OnProgress = unwatched
    ) -> ReindexSummary:
        """Rebuilds passages, vectors and index while the old index answers. Cancelling the task stops it cleanly.
        `scopes` None is all of them; `full` embeds everything again. Raises ReindexRunning, ModelError, StoreError."""
        on_progress = one_counter(on_progress)
        with self._alone():
            started = time.monotonic()
            ids, damaged = await self._sound(scopes)
            outcomes = await self._rewrite(ids, scopes, full, on_progress)
            await self.index.rebuild()
        passages = sum(outcome.passages for outcome in outcomes)
        embedded = sum(outcome.embedded for outcome in outcomes)
        return ReindexSummary(
            articles=len(outcomes),
            passages=passages,
            changed=sum(outcome.changed for outcome in outcomes),
            embedded=embedded,
            reused=passages - embedded,
            seconds=time.monotonic() - started,
            damaged=damaged,
        )

    async def _sound(self, scopes: Sequence[str] | None) -> tuple[list[int], tuple[DamagedArticle, ...]]:
        """The articles to go through, and those that are set aside because they are not what was stored any more."""
        ids = await self.articles.ids(scopes)
        damaged = await self.articles.damaged(ids)
        aside = {each.id for each in damaged}
        return [article_id for article_id in ids if article_id not in aside], tuple(damaged)

    async def recent(self, *, scopes: Sequence[str] | None = None, limit: int = 5) -> tuple[ReindexRun, ...]:
        """Newest first: of each set of scopes the last reindex that wrote something. Only those that went through no
        scope besides `scopes`; None sees all of them."""
        return await self.reindexes.runs(scopes, limit)

    async def roll_back(
        self, run_id: int, *, scopes: Sequence[str] | None = None, on_progress: OnProgress = unwatched
    ) -> ReindexSummary:
        """Puts the articles back as that reindex found them, their vectors included, without embedding. A former text
        comes back as a new version, so that quotes from every version stay readable. What was changed again since is
        left alone and counted; doing it twice does nothing. Stopped half-way, it can be done again to its end.
        Raises NotFound (also where `scopes` may not see the run), ReindexRunning, StoreError."""
        with self._alone():
            return await self.rollback.run(run_id, scopes, on_progress)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self.running:
            raise ReindexRunning
        self.running = True
        try:
            yield
        finally:
            self.running = False

    async def _rewrite(
        self, ids: Sequence[int], scopes: Sequence[str] | None, full: bool, on_progress: OnProgress
    ) -> list[_Outcome]:
        rewriting = Rewriting(
            database=self.database,
            articles=self.articles,
            reindexes=self.reindexes,
            writer=self.writer,
            clock=self.clock,
            scopes=scopes,
            total=len(ids),
        )
        outcomes: list[_Outcome] = []
        try:
            for number, article_id in enumerate(ids):
                on_progress(Progress("reindexing", number, len(ids)))
                async with self.lock:
                    with suppress(NotFound):  # removed since the list was made
                        outcomes.append(await self._one(article_id, full, rewriting, on_progress))
            on_progress(Progress("reindexing", len(ids), len(ids)))
        except asyncio.CancelledError:
            await rewriting.cancelled()
            raise
        await rewriting.end(cancelled=False)
        return outcomes

    async def _one(
        self, article_id: int, full: bool, rewriting: Rewriting, on_progress: OnProgress
    ) -> _Outcome:
        case = await self._case(article_id)
        article = case.stored.article
        if article.story is None:  # stored by a Dateline that knew no stories
            await self.writer.sign(article_id, await self.parser.run(signature, article.text))
        what = await self.parser.run(rewrite_of, case.stored, case.draft, self.words, full)
        if what.kind is ReindexKind.UNCHANGED:
            return _Outcome(len(what.spans))
        known = await self.parser.run(_reusable, case.vectors, what)
        vectors, embedded = await self.embedder.passages(
            what.title, what.text, what.spans, on_progress, known
        )
        if not await self._write(case, what, vectors, rewriting):
            raise NotFound("article", article_id)
        return _Outcome(len(what.spans), embedded, what.kind is not ReindexKind.REEMBED)

    async def _write(self, case: _Case, what: Rewrite, vectors: Vectors, rewriting: Rewriting) -> bool:
        """False if another process changed the article since it was read: what it wrote stays."""
        if what.kind is ReindexKind.REREAD and case.draft is not None:
            signed = await self.parser.run(signature, what.text)
            content_hash = await self.parser.run(draft_hash, case.draft)
            prepared = PreparedArticle(
                case.draft, Hashes(case.source_hash, content_hash), what.spans, vectors, signed
            )
            return await rewriting.revise(case.stored.article, prepared)
        return await rewriting.replace_passages(case.stored.article, what.spans, vectors)

    async def _case(self, article_id: int) -> _Case:
        """Raises NotFound."""
        article = await self.articles.get(article_id)
        source = await self.articles.source(article_id)
        if article is None or source is None:
            raise NotFound("article", article_id)
        draft = await self._read_again(source)
        passages = await self.passages.of_article(article_id)
        stored = await self.change_feed.article_vectors(article_id, self.embedder.fingerprint)
        state = await self.parser.run(_stored_state, article, passages, stored)
        vectors = await self.parser.run(by_passage, article.text, stored)
        return _Case(state, source.source_hash, draft, vectors)

    async def _read_again(self, source: Source) -> Draft | None:
        """Today's reading of a stored original; None where today's rules leave nothing, so that the old text stays."""
        try:
            return await self.parsing.reread(source.name, source.key, source.original, source.hints)
        except IngestError:
            return None


def _stored_state(article: Article, passages: Stored, stored: Stored) -> StoredState:
    """From the rows of its passages, and of those of them that have a vector."""
    spans = tuple(Span(start, end) for start, end in passages)
    return StoredState(article, spans, frozenset(Span(start, end) for start, end, _, _ in sound(stored)))


def _reusable(vectors: Mapping[str, Vectors], what: Rewrite) -> dict[str, Vectors]:
    return {text: vector for text, vector in vectors.items() if text in what.reusable}
