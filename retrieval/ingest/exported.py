"""Takes back what `dateline export` wrote: articles with their versions and dates into the scopes that they had, feeds,
and settings of servers. What is there already stays.

A line can put an article into any server. So only a file that is named itself is read so, never one that lies in a
folder, in an archive, or that somebody sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import IngestError, InvalidMetadata, UnreadableFile
from ..reports import IngestItem, OnProgress, Result
from ..store.articles import Hashes, draft_hash, pages_of
from ..store.audit_log import AuditLog
from ..store.backup.rows import Rows
from ..store.feeds import Subscriptions
from ..store.news.feed_posts import FeedPosting, FeedPostStore, PostsPaused
from ..store.scopes import is_trash
from ..text import content_hash, normalise, storable
from ..types import Draft, Hints
from ..workers.threads import Worker
from .article import ArticleIngest, accepted
from .formats.drafting import web_address
from .formats.json import record
from .near_duplicates import signature
from .passages import split
from .writer import PreparedArticle

FORMAT = 1
_LONGEST_LINE = 500_000_000
"""Bytes: an article with all of its versions."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Line:
    """Where one line of an export stands, counted from 1, and its bytes."""

    number: int
    start: int
    length: int


def lines_of(path: Path) -> list[Line]:
    """Every line of an export with something on it. Blocks. Raises UnreadableFile; IngestError for an export of a newer
    Dateline."""
    try:
        with path.open("rb") as stream:
            found, start = [], 0
            for number, line in enumerate(stream, 1):
                if line.strip():
                    found.append(Line(number, start, len(line)))
                start += len(line)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error
    head = record(str(path), _text_of(path, found[0]))
    if head.get("format") != FORMAT:
        problem = (
            f"it is an export of format {head.get('format')}, and this Dateline reads {FORMAT}; upgrade it"
        )
        raise IngestError(str(path), problem)
    return found[1:]


def _text_of(path: Path, line: Line) -> str:
    """Blocks. Raises UnreadableFile."""
    if line.length > _LONGEST_LINE:
        raise UnreadableFile(str(path), f"line {line.number} is longer than {_LONGEST_LINE:,} bytes")
    try:
        with path.open("rb") as stream:
            stream.seek(line.start)
            return stream.read(line.length).decode(errors="replace")
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class _Saved:
    """An article of an export; `former` are rows of its versions before, `number` is that of the present one."""

    draft: Draft
    scope: str
    source_hash: str | None
    fetched_at: datetime
    number: int
    gone_at: str | None
    former: Sequence[dict[str, Any]]


@dataclass(kw_only=True, eq=False, repr=False)
class ExportIngest:
    """Takes in the lines of an export, one by one. Each raises IngestError where it is not as an export writes it."""

    ingest: ArticleIngest
    rows: Rows
    subscriptions: Subscriptions
    feed_posts: FeedPostStore
    audit_log: AuditLog
    worker: Worker
    clock: Callable[[], datetime]

    async def lines(self, path: Path) -> list[Line]:
        return await self.worker.run(lines_of, path)

    async def take_in(self, path: Path, line: Line, on_progress: OnProgress) -> IngestItem | None:
        """None for a line of which there is nothing to say: a feed or a setting that is as it was."""
        name = f"{path.name} line {line.number}"
        text = await self.worker.run(_text_of, path, line)
        fields = await self.worker.run(record, name, text)
        kind = fields.get("kind")
        if kind == "article":
            return await self._article(name, fields, on_progress)
        if kind == "feed":
            await self._feed(name, fields)
            return None
        if kind == "setting":
            return await self._setting(name, fields)
        raise InvalidMetadata(name, "it is no article, no feed and no setting")

    async def _feed(self, name: str, fields: Mapping[str, Any]) -> None:
        """It is due at once. One that is followed already stays as it is."""
        scope, url = _scope(name, fields, "scope"), web_address(fields.get("url"), [])
        minutes = fields.get("interval_minutes")
        if url is None or not isinstance(minutes, int) or not 5 <= minutes <= 10_080:
            raise InvalidMetadata(name, "it is no feed as an export writes it")
        followed = await self.subscriptions.addresses(scope)
        if url in followed:
            return
        self.ingest.quota.check_feeds(url, scope, len(followed))
        title, notify = _text(name, fields, "title"), _text(name, fields, "notify")
        posting = _posting(name, fields["posting"]) if fields.get("posting") is not None else None
        feed_id = await self.subscriptions.add(scope, url, title, notify, minutes, self.clock())
        if posting is not None:
            await self.feed_posts.put(replace(posting, feed_id=feed_id))

    async def _setting(self, name: str, fields: Mapping[str, Any]) -> IngestItem | None:
        """What a server has set already stays."""
        place, setting = _scope(name, fields, "place"), _text(name, fields, "name")
        value = _text(name, fields, "value")
        if setting is None or value is None or not _is_json(value):
            raise InvalidMetadata(name, "it is no setting as an export writes it")
        present = (await self.audit_log.preferences(place)).get(setting)
        if present is None:
            await self.audit_log.set_preference(place, setting, value, by=None)
        elif present != value:
            warning = f"{place} has set {setting} otherwise, and that stays"
            return IngestItem(name, Result.SKIPPED, title=f"{setting} of {place}", warnings=(warning,))
        return None

    async def _article(self, name: str, fields: Mapping[str, Any], on_progress: OnProgress) -> IngestItem:
        ingest = self.ingest
        saved = await self.worker.run(_saved, name, fields, ingest.max_bytes)
        draft, scope = saved.draft, saved.scope
        ingest.quota.check_text(name, draft)
        async with ingest.lock:
            content = await self.worker.run(draft_hash, draft)
            known = await ingest.articles.by_key(scope, draft.key)
            same = known or await ingest.articles.by_content(scope, content, draft.key)
            if same is not None and same.content_hash == content:
                result = Result.UNCHANGED if known else Result.DUPLICATE
                return IngestItem(name, result, same.article_id, title=draft.title)
            size = len(draft.original.encode()) + len(draft.text.encode())
            await (ingest.quota.check_growth if known else ingest.quota.check_room)(name, scope, size)
            spans = await self.worker.run(split, draft.text, ingest.words, draft.language)
            ingest.quota.check_passages(name, spans)
            vectors, embedded = await ingest.embedder.passages(
                draft.title, draft.text, spans, on_progress, {}
            )
            signed = await self.worker.run(signature, draft.text)
            hashes = Hashes(saved.source_hash or content, content)
            prepared = PreparedArticle(draft, hashes, spans, vectors, signed)
            if known:
                await ingest.writer.revise(known.article_id, prepared)
                article_id = known.article_id
            else:
                article_id = await self._add(saved, prepared)
        result = Result.UPDATED if known else Result.ADDED
        return IngestItem(name, result, article_id, title=draft.title, passages=len(spans), embedded=embedded)

    async def _add(self, saved: _Saved, prepared: PreparedArticle) -> int:
        """With its former versions and the time at which it was taken in first, in one transaction."""
        writer = self.ingest.writer
        async with writer.database.transaction() as connection:
            article_id = await writer.insert(connection, saved.scope, prepared, saved.fetched_at)
            await self.rows.put_former(connection, article_id, saved.former, saved.number, saved.gone_at)
        return article_id


def _saved(name: str, fields: Mapping[str, Any], max_bytes: int) -> _Saved:
    """Raises InvalidMetadata, EmptyArticle, FileTooLarge."""
    key, text, title = (_text(name, fields, field) for field in ("key", "text", "title"))
    if not key or text is None or title is None:
        raise InvalidMetadata(name, "it is no article as an export writes it")
    given = Draft(
        name=name,
        key=key,
        title=title,
        original=_text(name, fields, "original") or text,
        text=text,
        url=_text(name, fields, "url"),
        byline=_text(name, fields, "author"),
        publisher=_text(name, fields, "publisher"),
        published_at=_text(name, fields, "date"),
        date_origin=_text(name, fields, "date_origin"),
        updated_at=_text(name, fields, "updated"),
        language=(_text(name, fields, "language") or "")[:8],
        pages=pages_of(_text(name, fields, "pages") or "[]"),
    )
    draft = replace(
        accepted(given, max_bytes),
        name=(_text(name, fields, "name") or "")[:_LONGEST_NAME],
        hints=_hints(name, fields),
    )
    correction = _text(name, fields, "correction")
    if correction and correction in draft.text:
        draft = replace(draft, correction=correction)
    if draft.text != text:  # somebody has changed it: its pages begin elsewhere
        draft = replace(draft, pages=())
    versions = fields.get("versions") or []
    if not isinstance(versions, list):
        raise InvalidMetadata(name, "its versions are no list")
    former = [_former(name, each) for each in versions]
    number = max((each["version"] for each in former), default=0) + 1
    gone_at = _text(name, fields, "gone_at")
    return _Saved(
        draft,
        _scope(name, fields, "scope"),
        _text(name, fields, "source_hash"),
        _moment(name, _text(name, fields, "fetched_at")),
        number,
        _moment(name, gone_at).isoformat() if gone_at else None,
        former,
    )


def _former(name: str, stated: object) -> dict[str, Any]:
    """One version as a row. Raises InvalidMetadata."""
    if not isinstance(stated, dict) or not isinstance(stated.get("version"), int) or stated["version"] < 1:
        raise InvalidMetadata(name, "one of its former versions is not as an export writes it")
    optional = "url publisher published_at byline updated_at correction".split()
    row: dict[str, Any] = {field: _text(name, stated, field) for field in optional}
    text, title = _text(name, stated, "text"), _text(name, stated, "title")
    if not text or not title:
        raise InvalidMetadata(name, "one of its former versions has no text or no title")
    row |= {"version": stated["version"], "title": title, "text": text}
    row["original"] = _text(name, stated, "original") or text
    row["content_hash"] = _text(name, stated, "content_hash") or content_hash(normalise(text))
    row["pages"] = json.dumps(pages_of(_text(name, stated, "pages") or "[]"))
    row["fetched_at"] = _moment(name, _text(name, stated, "fetched_at")).isoformat()
    return row


def _posting(name: str, stated: object) -> FeedPosting:
    """How the articles of a feed are posted; its number is still to be given. Raises InvalidMetadata."""
    refused = InvalidMetadata(name, "how its articles are posted is not as an export writes it")
    if not isinstance(stated, dict):
        raise refused
    place, role = _text(name, stated, "place"), _text(name, stated, "role")
    if not place or not (role is None or (role.isascii() and role.isdecimal())):
        raise refused
    words = {}
    for field in ("must", "must_not", "publishers"):
        given = stated.get(field, [])
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            raise refused
        words[field] = tuple(map(storable, given))
    try:
        paused = PostsPaused(stated["paused"]) if stated.get("paused") is not None else None
    except ValueError as error:
        raise refused from error
    return FeedPosting(
        0, place, bool(stated.get("thread")), bool(stated.get("publish")), role, **words, paused=paused
    )


def _text(name: str, fields: Mapping[str, Any], field: str) -> str | None:
    """Raises InvalidMetadata for anything but a text or nothing."""
    value = fields.get(field)
    if value is not None and not isinstance(value, str):
        raise InvalidMetadata(name, f"its {field} is no text")
    return storable(value) if value is not None else None


def _scope(name: str, fields: Mapping[str, Any], field: str) -> str:
    """Raises InvalidMetadata."""
    scope = _text(name, fields, field)
    if not scope or len(scope) > _LONGEST_NAME or is_trash(scope):
        raise InvalidMetadata(name, f"its {field} is not one that an export writes")
    return scope


def _moment(name: str, value: str | None) -> datetime:
    """Raises InvalidMetadata."""
    try:
        moment = datetime.fromisoformat(value or "")
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError as error:
        raise InvalidMetadata(name, "a time in it cannot be read") from error


def _hints(name: str, fields: Mapping[str, Any]) -> Hints | None:
    try:
        stated = json.loads(_text(name, fields, "hints") or "null")
        if not isinstance(stated, dict):
            return None
        return Hints(**{field: _text(name, stated, field) for field in stated})
    except (ValueError, TypeError, RecursionError):
        return None


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True
