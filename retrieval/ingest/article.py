"""The way of one article into the library: which stored article it is, what has to be computed, what is written.

The rules stand first and are pure: `accepted` checks an article that a program hands over, `plan` and `plan_same_bytes`
decide between added, updated, unchanged and duplicate, `same_article` tells whether two articles with one key are one.
`ArticleIngest` carries them out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..dates.pages import plausible
from ..errors import EmptyArticle, FileTooLarge, InvalidMetadata
from ..models.base import Vectors
from ..reports import IngestItem, OnProgress, Result
from ..store.articles import Articles, Hashes, Identity, KeyMatch, draft_hash
from ..store.changes import ChangeFeed, by_passage
from ..store.scopes import trash_of
from ..text import bytes_hash, has_words, normalise, one_line, storable
from ..types import VARIANT, Draft, Raw
from ..workers.threads import Worker
from .addresses import is_fetched
from .language import settled
from .near_duplicates import HALF, MOST, SOME, phrase_overlap, same_figures, same_title, signature
from .parsing import Parsing
from .passages import PassageEmbedder, split
from .quota import DiskSpace, Quota
from .writer import ArticleWriter, PreparedArticle


@dataclass(frozen=True, slots=True)
class ArticleDecision:
    """`article_id` is the stored article this is about; None for a new one."""

    result: Result
    article_id: int | None = None
    touch: bool = False
    """The bytes are new, the content is not: remember the bytes so that they cost nothing next time."""


def plan(key: str, by_key: Identity | None, by_content: Identity | None) -> ArticleDecision:
    """Decide from the stored article with the same key and the one with the same content, within one scope."""
    if by_content is not None and by_content.key == key:
        return ArticleDecision(Result.UNCHANGED, by_content.article_id, touch=True)
    if by_key is not None:
        return ArticleDecision(Result.UPDATED, by_key.article_id)
    if by_content is not None:
        return ArticleDecision(Result.DUPLICATE, by_content.article_id)
    return ArticleDecision(Result.ADDED)


def plan_same_bytes(
    key: str | None, by_key: Identity | None, by_bytes: Identity | None
) -> ArticleDecision | None:
    """Decide for bytes that were read before, so that nothing has to be parsed; None when they must be.

    A file that now holds another file's bytes is a changed file. A URL that the bytes state outranks the file's key.
    """
    if by_bytes is None or (by_key is not None and by_key.article_id != by_bytes.article_id):
        return None
    same = key is None or by_bytes.key == key or not by_bytes.key.startswith("file:")
    return ArticleDecision(Result.UNCHANGED if same else Result.DUPLICATE, by_bytes.article_id)


def same_article(
    draft: Draft, matches: Sequence[KeyMatch], *, elsewhere: bool, uploaded: bool = False
) -> Identity | None:
    """The stored article that `draft` is, among those that its key may mean; None where none agrees with it enough.

    Address, title and text have to agree; a doubtful pair stays two. `elsewhere` is true for a page that was fetched
    from another address than the one it claims, `uploaded` for a file that may claim any.
    """
    wanted = draft_hash(draft)
    equal = next((each.identity for each in matches if each.identity.content_hash == wanted), None)
    if equal is not None:
        return equal
    scored = [
        (share, each.identity)
        for each in matches
        if (share := _agreement(draft, each, elsewhere, uploaded)) is not None
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def variant(draft: Draft) -> str:
    """A key of its own for an article whose key another one has."""
    return f"{draft.key}{VARIANT}{draft_hash(draft)[:12]}"


def _agreement(draft: Draft, other: KeyMatch, elsewhere: bool, uploaded: bool) -> float | None:
    """How much of the text is the same, where that and the rest are enough for one article."""
    share, titled = phrase_overlap(draft.text, other.text), same_title(draft.title, other.title)
    another_day = _differ(_day(draft.published_at), _day(other.published_at))
    unedited = share >= MOST and same_figures(draft.text, other.text)
    if draft.key.startswith("title:"):  # an upload: the name of its file is all the address it has
        same_file = draft.name == other.name and not _differ(draft.publisher, other.publisher)
        agrees = same_file and not another_day and share >= HALF
    elif elsewhere:
        agrees = titled and unedited and not another_day
    elif draft.key.startswith(
        ("entry:", "file:")
    ):  # an id of a feed, or a headline within a file of many articles
        agrees = share >= (SOME if titled else MOST) and (unedited or not another_day)
    else:
        agrees = share >= SOME or (titled and not another_day and not uploaded)
    return share if agrees else None


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() != other.casefold()


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

    async def ingest_bytes(
        self, raw: Raw, source: str, scope: str, on_progress: OnProgress, fits: Fits | None = None
    ) -> IngestItem:
        """Takes in what a file or a page holds. `source` is what the person called it. Raises DatelineError, and what
        `fits` raises."""
        if len(raw.data) > self.max_bytes:
            raise FileTooLarge(source, len(raw.data), self.max_bytes)
        source_hash = await self.worker.run(bytes_hash, raw.data)
        same_bytes = await self.articles.by_source(scope, source_hash, raw.key)
        same_key = await self.articles.by_key(scope, raw.key) if raw.key else None
        decision = plan_same_bytes(raw.key, same_key, same_bytes)
        if decision is not None:
            if fits is not None and decision.article_id is not None:
                await self.check_stored(decision.article_id, fits)
            return IngestItem(source, decision.result, decision.article_id)
        await self.worker.run(self.disk.check, len(raw.data))
        draft = await self.parsing.read(raw)
        if fits is not None:
            await self.worker.run(fits, draft.title, draft.text)
        return await self._take_in(draft, source_hash, source, scope, on_progress, own_key=raw.key)

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
            exact = exact or (draft.key == own_key and _is_path(draft))
            if exact:
                match = _Match(draft, await self.articles.by_key(scope, draft.key))
            else:
                match = await self._match(draft, own_key, scope)
            draft = match.draft
            content_hash = await self.worker.run(draft_hash, draft)
            hashes = Hashes(source_hash or content_hash, content_hash)
            known_content = await self.articles.by_content(scope, content_hash, draft.key)
            decision = plan(draft.key, match.known, known_content)
            decision = replace(decision, touch=decision.touch and source_hash is not None)
            item = await self._carry_out(decision, draft, hashes, source, scope, on_progress)
        return replace(item, source=source, title=draft.title, warnings=draft.warnings)

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
        self,
        decision: ArticleDecision,
        draft: Draft,
        hashes: Hashes,
        source: str,
        scope: str,
        on_progress: OnProgress,
    ) -> IngestItem:
        if decision.result in (Result.UNCHANGED, Result.DUPLICATE):
            if decision.touch and decision.article_id is not None:
                await self.writer.touch(decision.article_id, hashes.source)
            return IngestItem("", decision.result, decision.article_id)
        size = await self.worker.run(_bytes_of, draft)
        check = self.quota.check_room if decision.article_id is None else self.quota.check_growth
        await check(source, scope, size)
        spans = await self.worker.run(split, draft.text, self.words, draft.language)
        self.quota.check_passages(source, spans)
        known = await self._known(decision.article_id, draft.title)
        vectors, embedded = await self.embedder.passages(draft.title, draft.text, spans, on_progress, known)
        signed = await self.worker.run(signature, draft.text)
        prepared = PreparedArticle(draft, hashes, spans, vectors, signed)
        article_id = decision.article_id
        if article_id is None:
            article_id = await self.writer.add(scope, prepared)
        else:
            await self.writer.revise(article_id, prepared)
        return IngestItem("", decision.result, article_id, passages=len(spans), embedded=embedded)

    async def _known(self, article_id: int | None, title: str) -> Mapping[str, Vectors]:
        """The vectors of the present version by passage text; a vector is of the passage under its title."""
        article = await self.articles.get(article_id) if article_id is not None else None
        if article is None or article.title != title:
            return {}
        stored = await self.change_feed.article_vectors(article.id, self.embedder.fingerprint)
        return await self.worker.run(by_passage, article.text, stored)


def _bytes_of(draft: Draft) -> int:
    return len(draft.original.encode()) + len(draft.text.encode())


def _is_path(draft: Draft) -> bool:
    """A file's path is certain; a headline within a file of many articles is not."""
    return draft.key.startswith("file:") and not draft.key.endswith(f"!/{draft.title}")


def _warned(draft: Draft, doubtful: bool) -> tuple[str, ...]:
    by_title = not is_fetched(draft.key)
    return (*draft.warnings, _BOTH_KEPT[by_title]) if doubtful else draft.warnings
