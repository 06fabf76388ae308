"""The way of one article into the library: which stored article it is, what has to be computed, what is written.

`accepted` checks an article that a program hands over. `ArticleIngest` does what `identity` decides.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..dates.pages import plausible
from ..errors import DatelineError, EmptyArticle, FileTooLarge, InvalidMetadata, StoreBusy
from ..models.base import Vectors
from ..reports import IngestItem, OnProgress, Result
from ..store.articles import Articles, Hashes, Identity, draft_hash
from ..store.changes import ChangeFeed, by_passage
from ..store.scopes import trash_of
from ..text import bytes_hash, has_words, normalise, one_line, storable
from ..types import SHARED_SCOPE, VARIANT, Draft, Raw, Span
from ..workers.telemetry import IngestStage, Timer
from ..workers.threads import Worker
from .addresses import is_fetched
from .language import settled
from .near_duplicates import ArticleDecision, plan, plan_same_bytes, same_article, signature, variant
from .parsing import Parsing
from .passages import PassageEmbedder, split
from .quota import DiskSpace, Quota
from .writer import ArticleWriter, PreparedArticle


def accepted(draft: Draft, max_bytes: int) -> Draft:
    """The draft as it is stored: its text normalised, nothing in it taken for markup or page residue.

    It has no file, so no reader reads it again. Raises EmptyArticle, FileTooLarge, InvalidMetadata.
    """
    original = storable(draft.original)
    if (size := len(original.encode())) > max_bytes:
        raise FileTooLarge(draft.name, size, max_bytes)
    text, title = normalise(draft.text), one_line(draft.title)
    if not has_words(text):
        raise EmptyArticle(draft.name, "there is no article text in it")
    if not title:
        raise InvalidMetadata(draft.name, "it has no title")
    return replace(
        draft,
        name="",
        key=storable(draft.key),
        title=title,
        original=original,
        text=text,
        url=one_line(draft.url),
        byline=one_line(draft.byline),
        publisher=one_line(draft.publisher),
        published_at=_moment(draft.name, draft.published_at),
        updated_at=_moment(draft.name, draft.updated_at),
        language=settled(draft.language, text),
    )


def _moment(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise InvalidMetadata(name, "one of its dates is no date in ISO 8601") from error
    return plausible(value, datetime.now(UTC).date())


Fits = Callable[[str, str], None]
"""Takes an article's title and text. Raises IngestError where that is not the article that was meant. Pure."""
_BOTH_KEPT = {
    True: "another article has the same title, so both are kept; remove the one that is out of date",
    False: "it gives an address that is another article's, so both are kept",
}
"""By whether they are known by their titles."""


TOGETHER = 32
TOGETHER_BYTES = 64_000
"""So many small files are written in one transaction: a transaction waits for the disk, and a kill loses one at most. A
megabyte of text at once would keep others waiting for the lock."""


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of one article, and what the person called them."""

    raw: Raw
    source: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """What will be done with a draft, which has the key under which it will be stored."""

    decision: ArticleDecision
    draft: Draft
    hashes: Hashes


@dataclass(frozen=True, slots=True)
class _New:
    """An article that is not stored yet and has room, with its passages."""

    plan: _Plan
    spans: Sequence[Span]
    source: str
    names: frozenset[str]
    """Keys and hashes. Of two articles that share one, the second is decided when the first is stored."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A draft under the key by which it will be stored, and the stored article that it is; None for a new one."""

    draft: Draft
    known: Identity | None


@dataclass(kw_only=True, eq=False, repr=False)
class ArticleIngest:
    """Takes in articles, one after the other; the next one is read while one is written."""

    articles: Articles
    change_feed: ChangeFeed
    writer: ArticleWriter
    embedder: PassageEmbedder
    parsing: Parsing
    worker: Worker
    words: int
    max_bytes: int
    quota: Quota
    disk: DiskSpace
    lock: asyncio.Lock
    timer: Timer = nullcontext

    async def ingest_bytes(
        self, raw: Raw, source: str, scope: str, on_progress: OnProgress, fits: Fits | None = None
    ) -> IngestItem:
        """Takes in what a file or a page holds. `source` is what the person called it. Raises DatelineError, and what
        `fits` raises."""
        if len(raw.data) > self.max_bytes:
            raise FileTooLarge(source, len(raw.data), self.max_bytes)
        source_hash, decision = await self._same_bytes(raw, scope)
        if decision is not None:
            if fits is not None and decision.article_id is not None:
                await self.check_stored(decision.article_id, fits)
            return IngestItem(source, decision.result, decision.article_id)
        draft = await self._read(raw)
        if fits is not None:
            await self.worker.run(fits, draft.title, draft.text)
        return await self._take_in(draft, source_hash, source, scope, on_progress, own_key=raw.key)

    async def ingest_group(
        self, given: Sequence[Given], scope: str, on_progress: OnProgress
    ) -> list[IngestItem]:
        """As `ingest_bytes` for each, in their order: those that are new are embedded together and written in one
        transaction. A failure is an item too."""
        if len(given) == 1 or scope != SHARED_SCOPE:  # the room of other scopes is counted article by article
            return [await self._alone(each, None, scope, on_progress) for each in given]
        ahead = [await self._read_ahead(each, scope) for each in given]
        items = list[IngestItem]()
        for each in ahead:
            if isinstance(each, Draft):
                break
            items.append(each)
        together = True
        while (at := len(items)) < len(given):
            if together:
                try:
                    items += await self._first(given[at:], ahead[at:], scope)
                except DatelineError:  # nothing was written; each is told its own reason
                    together = False
            if (at := len(items)) < len(given):
                items.append(await self._alone(given[at], ahead[at], scope, on_progress))
        return items

    async def _first(
        self, given: Sequence[Given], ahead: Sequence[Draft | IngestItem], scope: str
    ) -> list[IngestItem]:
        """Takes in as many from the front as can be together, perhaps none. Raises DatelineError."""
        async with self.lock:
            return await self._written(await self._leading(given, ahead, scope), scope)

    async def _alone(
        self, given: Given, draft: Draft | IngestItem | None, scope: str, on_progress: OnProgress
    ) -> IngestItem:
        raw, source = given.raw, given.source
        try:
            if not isinstance(draft, Draft):
                return await self.ingest_bytes(raw, source, scope, on_progress)
            source_hash, same = await self._same_bytes(raw, scope)
            if same is not None:
                return IngestItem(source, same.result, same.article_id)
            return await self._take_in(draft, source_hash, source, scope, on_progress, own_key=raw.key)
        except DatelineError as error:
            return IngestItem(source, Result.FAILED, error=error)

    async def _read_ahead(self, given: Given, scope: str) -> Draft | IngestItem:
        """The draft, or an item for bytes that are known or cannot be read."""
        try:
            if len(given.raw.data) > self.max_bytes:
                raise FileTooLarge(given.source, len(given.raw.data), self.max_bytes)
            _, same = await self._same_bytes(given.raw, scope)
            if same is not None:
                return IngestItem(given.source, same.result, same.article_id)
            return await self._read(given.raw)
        except DatelineError as error:
            return IngestItem(given.source, Result.FAILED, error=error)

    async def _leading(
        self, given: Sequence[Given], ahead: Sequence[Draft | IngestItem], scope: str
    ) -> list[_New | IngestItem]:
        """From the front, as long as an article is unchanged or cannot be read, or is new with nothing in common with
        those before it."""
        found: list[_New | IngestItem] = []
        before: set[str] = set()
        for each, draft in zip(given, ahead, strict=True):
            if isinstance(draft, IngestItem) and draft.result is Result.FAILED:
                found.append(draft)
                continue
            source_hash, same = await self._same_bytes(each.raw, scope)
            if {source_hash, each.raw.key} & before:
                break
            if same is not None:
                found.append(IngestItem(each.source, same.result, same.article_id))
                continue
            new = await self._new(each, draft, source_hash, scope) if isinstance(draft, Draft) else None
            if new is None or new.names & before:
                break
            before |= new.names
            found.append(new)
        return found

    async def _new(self, given: Given, draft: Draft, source_hash: str, scope: str) -> _New | None:
        """None for an article that is not new, or has no room."""
        try:
            self.quota.check_text(given.source, draft)
            plan = await self._planned(draft, source_hash, scope, given.raw.key)
            if plan.decision.result is not Result.ADDED:
                return None
            spans = await self._spans(plan, given.source, scope)
        except DatelineError:
            return None
        keys = (given.raw.key, draft.key.partition(VARIANT)[0], plan.draft.key)
        names = frozenset(filter(None, (*keys, source_hash, plan.hashes.content)))
        return _New(plan, spans, given.source, names)

    async def _written(self, found: Sequence[_New | IngestItem], scope: str) -> list[IngestItem]:
        """One transaction for the new ones. Raises DatelineError."""
        new = [each for each in found if isinstance(each, _New)]
        texts = [(each.plan.draft.title, each.plan.draft.text, each.spans) for each in new]
        with self.timer(IngestStage.EMBEDDING):
            embedded = await self.embedder.of_articles(texts)
        prepared = [
            PreparedArticle(
                each.plan.draft,
                each.plan.hashes,
                each.spans,
                vectors,
                await self.worker.run(signature, each.plan.draft.text),
            )
            for each, (vectors, _) in zip(new, embedded, strict=True)
        ]
        with self.timer(IngestStage.WRITING):
            ids = iter(await self.writer.add_all(scope, prepared) if prepared else [])
        counts = iter(count for _, count in embedded)
        return [
            each if isinstance(each, IngestItem) else _added(each, next(ids), next(counts)) for each in found
        ]

    async def _same_bytes(self, raw: Raw, scope: str) -> tuple[str, ArticleDecision | None]:
        """The hash of the bytes, and what is known about them without reading."""
        source_hash = await self.worker.run(bytes_hash, raw.data)
        same_bytes = await self.articles.by_source(scope, source_hash, raw.key)
        same_key = await self.articles.by_key(scope, raw.key) if raw.key else None
        return source_hash, plan_same_bytes(raw.key, same_key, same_bytes)

    async def _read(self, raw: Raw) -> Draft:
        await self.worker.run(self.disk.check, len(raw.data))
        return await self.parsing.read(raw)

    async def ingest_draft(
        self, given: Draft, source: str, scope: str, on_progress: OnProgress, *, exact: bool = True
    ) -> IngestItem:
        """Takes in an article without bytes of its own, which is known by its content alone. `exact` says that its key is
        certain: whatever has it is an earlier version. Raises DatelineError."""
        await self.worker.run(self.disk.check, len(given.text))
        draft = await self.worker.run(accepted, given, self.max_bytes)
        own_key = draft.key if exact else None
        return await self._take_in(draft, None, source, scope, on_progress, own_key=own_key, exact=exact)

    async def check_stored(self, article_id: int, fits: Fits) -> None:
        """Checks that a stored article is the one that was meant. Raises what `fits` raises."""
        if (article := await self.articles.get(article_id)) is not None:
            await self.worker.run(fits, article.title, article.text)

    async def page_at(self, key: str, scope: str) -> int | None:
        """The id of the article with this key, if it was read from a file or a page."""
        matches = await self.articles.key_matches(scope, key)
        return next((each.identity.article_id for each in matches if each.name), None)

    async def _take_in(
        self,
        draft: Draft,
        source_hash: str | None,
        source: str,
        scope: str,
        on_progress: OnProgress,
        *,
        own_key: str | None,
        exact: bool = False,
    ) -> IngestItem:
        """Plans and writes under the lock. `source_hash` is None for an article without bytes of its own. `own_key` is
        where it was found, whatever it states; None for an upload."""
        self.quota.check_text(source, draft)
        async with self.lock:
            plan = await self._planned(draft, source_hash, scope, own_key, exact=exact)
            try:
                item = await self._carry_out(plan, source, scope, on_progress)
            except (
                StoreBusy
            ):  # the lock is this process's; another one may just have stored the same, which is known now
                plan = await self._planned(draft, source_hash, scope, own_key, exact=exact)
                item = await self._carry_out(plan, source, scope, on_progress)
        return replace(item, source=source, title=plan.draft.title, warnings=plan.draft.warnings)

    async def _planned(
        self, draft: Draft, source_hash: str | None, scope: str, own_key: str | None, *, exact: bool = False
    ) -> _Plan:
        exact = exact or (draft.key == own_key and _is_path(draft))
        with self.timer(IngestStage.PLANNING):
            if exact:
                match = _Match(draft, await self.articles.by_key(scope, draft.key))
            else:
                match = await self._match(draft, own_key, scope)
            draft = match.draft
            content_hash = await self.worker.run(draft_hash, draft)
            known_content = await self.articles.by_content(scope, content_hash, draft.key)
        decision = plan(draft.key, match.known, known_content)
        decision = replace(decision, touch=decision.touch and source_hash is not None)
        return _Plan(decision, draft, Hashes(source_hash or content_hash, content_hash))

    async def _match(self, draft: Draft, own_key: str | None, scope: str) -> _Match:
        """Finds the stored article with the key that the draft states. Where that key is another article's, the draft
        gets the key under which it was found, or one of its own."""
        elsewhere = is_fetched(own_key) and own_key != draft.key
        matches = await self.articles.key_matches(scope, draft.key)
        known = await self.worker.run(
            same_article, draft, matches, elsewhere=elsewhere, uploaded=own_key is None
        )
        if known is not None:
            return _Match(replace(draft, key=known.key), known)
        if own_key is not None and own_key != draft.key:
            url = own_key if is_fetched(own_key) else draft.url
            own = await self._match(replace(draft, key=own_key, url=url), own_key, scope)
            if matches or own.known is not None:
                return _Match(replace(own.draft, warnings=_warned(draft, bool(matches))), own.known)
        removed = await self.articles.key_matches(trash_of(scope), draft.key)
        if matches or (
            removed and await self.worker.run(same_article, draft, removed, elsewhere=elsewhere) is None
        ):
            key = variant(draft)
            return _Match(replace(draft, key=key, warnings=_warned(draft, bool(matches))), None)
        return _Match(draft, None)

    async def _carry_out(
        self, planned: _Plan, source: str, scope: str, on_progress: OnProgress
    ) -> IngestItem:
        decision, draft = planned.decision, planned.draft
        if decision.result in (Result.UNCHANGED, Result.DUPLICATE):
            if decision.touch and decision.article_id is not None:
                await self.writer.touch(decision.article_id, planned.hashes.source)
            return IngestItem("", decision.result, decision.article_id)
        spans = await self._spans(planned, source, scope)
        known = await self._known(decision.article_id, draft.title)
        with self.timer(IngestStage.EMBEDDING):
            vectors, embedded = await self.embedder.passages(
                draft.title, draft.text, spans, on_progress, known
            )
        signed = await self.worker.run(signature, draft.text)
        prepared = PreparedArticle(draft, planned.hashes, spans, vectors, signed)
        article_id = decision.article_id
        with self.timer(IngestStage.WRITING):
            if article_id is None:
                article_id = await self.writer.add(scope, prepared)
            else:
                await self.writer.revise(article_id, prepared)
        return IngestItem("", decision.result, article_id, passages=len(spans), embedded=embedded)

    async def _spans(self, planned: _Plan, source: str, scope: str) -> list[Span]:
        """The passages of an article that has room. Raises ScopeFull, ArticleTooLong."""
        draft = planned.draft
        size = await self.worker.run(_bytes_of, draft)
        check = self.quota.check_room if planned.decision.article_id is None else self.quota.check_growth
        await check(source, scope, size)
        spans = await self.worker.run(split, draft.text, self.words, draft.language)
        self.quota.check_passages(source, spans)
        return spans

    async def _known(self, article_id: int | None, title: str) -> Mapping[str, Vectors]:
        """The vectors of the present version by passage text; a vector is of the passage under its title."""
        article = await self.articles.get(article_id) if article_id is not None else None
        if article is None or article.title != title:
            return {}
        stored = await self.change_feed.article_vectors(article.id, self.embedder.fingerprint)
        return await self.worker.run(by_passage, article.text, stored)


def _added(new: _New, article_id: int, embedded: int) -> IngestItem:
    draft = new.plan.draft
    return IngestItem(
        new.source,
        Result.ADDED,
        article_id,
        title=draft.title,
        passages=len(new.spans),
        embedded=embedded,
        warnings=draft.warnings,
    )


def _bytes_of(draft: Draft) -> int:
    return len(draft.original.encode()) + len(draft.text.encode())


def _is_path(draft: Draft) -> bool:
    """A file's path is certain; a headline within a file of many articles is not."""
    return draft.key.startswith("file:") and not draft.key.endswith(f"!/{draft.title}")


def _warned(draft: Draft, doubtful: bool) -> tuple[str, ...]:
    by_title = not is_fetched(draft.key)
    return (*draft.warnings, _BOTH_KEPT[by_title]) if doubtful else draft.warnings
