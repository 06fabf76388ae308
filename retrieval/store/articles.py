"""Articles and their versions. The newest version stands in the table `articles`, former ones in `article_versions`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import structlog

from ..errors import NotFound
from ..reports import ArticleInfo, DamagedArticle, Page
from ..text import content_hash
from ..types import VARIANT, Article, Draft, Filters, Hints
from . import scopes
from .database import INTACT, UNKNOWN, Connection, Database, Repository, dated, first, moment
from .passages import conditions
from .scopes import size_of

_log = structlog.get_logger(__name__)

_COLUMNS = """a.id, s.name AS scope, a.key, a.version, a.title, a.text, a.content_hash, a.fetched_at, a.url,
    a.byline, a.publisher, a.published_at, a.date_origin, a.updated_at, a.language, a.pages, a.correction, a.gone_at,
    a.story"""

_AT_ONCE = 100
"""Articles looked at in one query."""
STATED = (
    "source_hash, content_hash, title, url, byline, publisher, published_at, date_origin, updated_at, language, "
    "fetched_at, pages, correction, hints"
).split(", ")
"""What another reading of an article may change besides its text; `article_versions` has only what is shown of it."""

_NEWEST = "a.published_at IS NULL, a.published_at DESC, a.fetched_at DESC, a.id DESC"
"""By the day of publication; what states none follows, what was taken in last first."""
_SHOWN = """WITH shown AS (
        SELECT a.id, count(*) OVER () AS total FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE {where}
        ORDER BY {newest} LIMIT ? OFFSET ?
    )
    SELECT a.id, s.name AS scope, a.title, a.publisher, a.published_at, a.url, a.fetched_at, a.version, a.gone_at,
        words_in(CAST(a.text AS BLOB)) AS words,
        (SELECT count(*) FROM passages p WHERE p.article_id = a.id) AS passages, shown.total
    FROM shown JOIN articles a ON a.id = shown.id JOIN scopes s ON s.id = a.scope_id
    ORDER BY {newest}"""
"""Chosen first, without their texts: only those that are shown are read whole."""


_SIZE = size_of(":original", ":text")
"""Of one version. `articles.size` is that of all versions of an article together."""


@dataclass(frozen=True, slots=True)
class Hashes:
    """Of the bytes that an article was read from, and of its content (`draft_hash`)."""

    source: str
    content: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What planning needs to know of a stored article."""

    article_id: int
    key: str
    version: int
    source_hash: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class KeyMatch:
    """A stored article with the key of another one, and what tells whether the two are one."""

    identity: Identity
    name: str
    """The file or page that it was read from; "" for one that came as a text."""
    title: str
    text: str
    published_at: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """What an article was read from."""

    name: str
    key: str
    original: str
    source_hash: str
    content_hash: str
    hints: Hints | None


class Articles(Repository):
    """Reads anywhere; writes take the connection of a transaction."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._named: set[int] = set()
        """Damaged articles that the log names already."""

    async def by_key(self, scope: str, key: str) -> Identity | None:
        return await self._identity("a.key = ?", scope, key, key)

    async def by_source(self, scope: str, source_hash: str, key: str | None) -> Identity | None:
        """The article read from these bytes; the one with `key` if several were."""
        return await self._identity("a.source_hash = ?", scope, source_hash, key)

    async def by_content(self, scope: str, content_hash: str, key: str | None) -> Identity | None:
        """The article with this content; the one with `key` if several have it."""
        return await self._identity("a.content_hash = ?", scope, content_hash, key)

    async def key_matches(self, scope: str, key: str) -> list[KeyMatch]:
        """Every article that would have this key if it were alone, the oldest first."""
        start = f"{key}{VARIANT}"
        rows = await self._database.all(
            """SELECT a.id, a.key, a.version, a.source_hash, a.content_hash, a.name, a.title, a.text, a.published_at,
                   a.publisher FROM articles a JOIN scopes s ON s.id = a.scope_id
               WHERE s.name = ? AND (a.key = ? OR (a.key > ? AND a.key < ?)) ORDER BY a.id""",
            (scope, key, start, f"{start}g"),
        )
        return [KeyMatch(Identity(*row[:5]), *row[5:]) for row in rows]

    async def get(self, article_id: int) -> Article | None:
        row = await self._database.one(
            f"SELECT {_COLUMNS} FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE a.id = ?",  # noqa: S608
            (article_id,),
        )
        return _article(row) if row else None

    async def many(self, article_ids: Sequence[int]) -> dict[int, Article]:
        """Those that are still as they were stored: what is damaged is named in the log, once, and left out."""
        marks = ",".join("?" * len(article_ids))
        rows = await self._database.all(
            f"""SELECT {_COLUMNS} FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE a.id IN ({marks}) AND {INTACT}""",  # noqa: S608
            article_ids,
        )
        found = {row["id"]: _article(row) for row in rows}
        await self.damaged([article_id for article_id in article_ids if article_id not in found])
        return found

    async def damaged(self, article_ids: Sequence[int]) -> list[DamagedArticle]:
        """Those of them that are not as they were stored; each is named in the log, once. Reads a few at a time."""
        damaged: list[DamagedArticle] = []
        for start in range(0, len(article_ids), _AT_ONCE):
            some = article_ids[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = await self._database.all(
                f"SELECT a.id, a.title, a.url FROM articles a WHERE a.id IN ({marks}) AND NOT {INTACT}",  # noqa: S608
                some,
            )
            damaged += [DamagedArticle(*row) for row in rows]
        for each in damaged:
            if each.id not in self._named:
                self._named.add(each.id)
                _log.warning("damaged_article", article=each.id, title=each.title, url=each.url)
        return damaged

    async def version_text(self, article_id: int, version: int) -> str | None:
        """The cleaned text of one version, whether it is still the newest or not; None also where the newest is not
        what was stored."""
        row = await self._database.one(
            f"""SELECT a.text FROM articles a WHERE a.id = ? AND a.version = ? AND {INTACT}
                UNION ALL SELECT text FROM article_versions WHERE article_id = ? AND version = ?""",  # noqa: S608
            (article_id, version) * 2,
        )
        return str(row[0]) if row else None

    async def source(self, article_id: int) -> Source | None:
        """What the newest version was read from, for reading it again."""
        row = await self._database.one(
            "SELECT name, key, original, source_hash, content_hash, hints FROM articles WHERE id = ?",
            (article_id,),
        )
        return Source(**{**dict(row), "hints": _hints(row["hints"])}) if row else None

    async def ids(self, scope_names: Sequence[str] | None) -> list[int]:
        """None is every scope, what was removed and can be restored included."""
        if scope_names is None:
            return [row[0] for row in await self._database.all("SELECT id FROM articles ORDER BY id")]
        marks = ",".join("?" * len(scope_names))
        rows = await self._database.all(
            f"""SELECT a.id FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE s.name IN ({marks}) ORDER BY a.id""",  # noqa: S608
            scope_names,
        )
        return [row[0] for row in rows]

    async def titled(self, words: str, scope_names: Sequence[str], limit: int) -> tuple[ArticleInfo, ...]:
        """Those whose title or publisher holds `words`, case-blind, newest first."""
        marks = ",".join("?" * len(scope_names))
        where = f"s.name IN ({marks}) AND instr(folded(CAST(a.title || ' ' || coalesce(a.publisher, '') AS BLOB)), ?)"
        rows = await self._database.all(
            _SHOWN.format(where=where, newest=_NEWEST), (*scope_names, words.casefold(), limit, 0)
        )
        return tuple(map(_info, rows))

    async def publishers(self, words: str, scope_names: Sequence[str], limit: int) -> tuple[str, ...]:
        """Names that hold `words`, case-blind, those with most articles first."""
        marks = ",".join("?" * len(scope_names))
        rows = await self._database.all(
            f"""SELECT min(a.publisher) AS name FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE s.name IN ({marks}) AND instr(folded(CAST(a.publisher AS BLOB)), ?)
                GROUP BY folded(CAST(a.publisher AS BLOB)) ORDER BY count(*) DESC, name LIMIT ?""",  # noqa: S608
            (*scope_names, words.casefold(), limit),
        )
        return tuple(row[0] for row in rows)

    async def page(self, scope_names: Sequence[str], offset: int, limit: int) -> Page[ArticleInfo]:
        """Newest first; undated ones last."""
        where = f"s.name IN ({','.join('?' * len(scope_names))})"
        rows = await self._database.all(
            _SHOWN.format(where=where, newest=_NEWEST), (*scope_names, limit, offset)
        )
        total = rows[0]["total"] if rows else len(await self.ids(scope_names))
        return Page(tuple(map(_info, rows)), total, offset)

    async def any(self, filters: Filters) -> bool:
        """Whether there is an article inside the filters."""
        where, parameters = conditions(filters)
        row = await self._database.one(
            f"""SELECT 1 FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE s.name IN ({",".join("?" * len(filters.scopes))}) {where} LIMIT 1""",  # noqa: S608
            (*filters.scopes, *parameters),
        )
        return row is not None

    async def first_day(self, filters: Filters) -> date | None:
        """The day of the oldest article inside the filters; None where none states its day."""
        where, parameters = conditions(filters)
        row = await self._database.one(
            f"""SELECT min(a.published_at) FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE s.name IN ({",".join("?" * len(filters.scopes))}) {where}""",  # noqa: S608
            (*filters.scopes, *parameters),
        )
        first_day = dated(row[0]) if row else None
        return date.fromisoformat(first_day[:10]) if first_day else None

    async def insert(
        self, connection: Connection, scope: str, draft: Draft, hashes: Hashes, now: datetime
    ) -> int:
        """Store a new article as version 1; returns its id."""
        scope_id = await scopes.ensure(connection, scope)
        values = {**_values(draft, hashes, now), "scope_id": scope_id, "version": 1}
        names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        cursor = await connection.execute(
            f"INSERT INTO articles({names}, size) VALUES ({marks}, {_SIZE})",  # noqa: S608
            values,
        )
        assert cursor.lastrowid is not None  # noqa: S101  # an insert that did not raise has a row
        return cursor.lastrowid

    async def revise(
        self, connection: Connection, article_id: int, draft: Draft, hashes: Hashes, now: datetime
    ) -> None:
        """Keep the present version in `article_versions` and store the new one in its place."""
        await _supersede(connection, article_id)
        values = {**_values(draft, hashes, now), "gone_at": None}
        changes = ", ".join(f"{name} = :{name}" for name in values)
        await connection.execute(
            f"UPDATE articles SET {changes}, version = version + 1, size = size + {_SIZE} WHERE id = :id",  # noqa: S608
            {**values, "id": article_id},
        )

    async def bring_back(
        self, connection: Connection, article_id: int, version: int, stated: Mapping[str, str | None]
    ) -> None:
        """The text of a former version as a new one, with what the article stated then (all of `STATED`)."""
        await _supersede(connection, article_id)
        changes = ", ".join(f"{name} = :{name}" for name in STATED)
        former = "FROM article_versions v WHERE v.article_id = :id AND v.version = :version"
        await connection.execute(
            f"""UPDATE articles SET {changes}, text = (SELECT v.text {former}),
                original = (SELECT v.original {former}), version = version + 1, size = size + (
                    SELECT {size_of("v.original", "v.text")} {former}) WHERE id = :id""",  # noqa: S608
            {**stated, "id": article_id, "version": version},
        )

    async def present(self, connection: Connection, article_id: int) -> tuple[int, str]:
        """Its newest version and the hash of that one's content. Raises NotFound."""
        row = await first(
            connection, "SELECT version, content_hash FROM articles WHERE id = ?", (article_id,)
        )
        if row is None:
            raise NotFound("article", article_id)
        return int(row[0]), str(row[1])

    async def touch(self, connection: Connection, article_id: int, source_hash: str) -> None:
        """Remember other bytes that clean to the same content, so that they cost nothing next time."""
        await connection.execute(
            "UPDATE articles SET source_hash = ?, gone_at = NULL WHERE id = ?", (source_hash, article_id)
        )

    async def mark_gone(self, connection: Connection, article_id: int, when: datetime | None) -> None:
        """Its page answers no more since `when`; None: it does again."""
        await connection.execute(
            "UPDATE articles SET gone_at = CASE WHEN ? THEN coalesce(gone_at, ?) END WHERE id = ?",
            (when is not None, when and when.isoformat(), article_id),
        )

    async def mark_removed(self, connection: Connection, article_id: int, when: datetime | None) -> None:
        """In the trash since `when`; None: back from it."""
        await connection.execute(
            "UPDATE articles SET removed_at = ? WHERE id = ?", (when and when.isoformat(), article_id)
        )

    async def has_removed(self, before: datetime) -> bool:
        """Whether anything was removed before then and is still here."""
        sql = "SELECT 1 FROM articles WHERE removed_at < ? LIMIT 1"
        return await self._database.one(sql, (before.isoformat(),)) is not None

    async def removed_before(self, connection: Connection, when: datetime) -> list[int]:
        rows = await connection.execute_fetchall(
            "SELECT id FROM articles WHERE removed_at < ? ORDER BY id", (when.isoformat(),)
        )
        return [row[0] for row in rows]

    async def at_key(self, connection: Connection, scope: str, key: str) -> int | None:
        """As `by_key`, inside a transaction; the id alone."""
        sql = "SELECT a.id FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name = ? AND a.key = ?"
        row = await first(connection, sql, (scope, key))
        return int(row[0]) if row else None

    async def key(self, connection: Connection, article_id: int) -> str:
        """Raises NotFound."""
        row = await first(connection, "SELECT key FROM articles WHERE id = ?", (article_id,))
        if row is None:
            raise NotFound("article", article_id)
        return str(row[0])

    async def delete(self, connection: Connection, article_id: int) -> None:
        """The article and its versions; its passages must be gone already."""
        await connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    async def _identity(self, condition: str, scope: str, value: str, key: str | None) -> Identity | None:
        row = await self._database.one(
            f"""SELECT a.id, a.key, a.version, a.source_hash, a.content_hash FROM articles a
                JOIN scopes s ON s.id = a.scope_id WHERE s.name = ? AND {condition}
                ORDER BY a.key = ? DESC, a.id LIMIT 1""",  # noqa: S608
            (scope, value, key),
        )
        return Identity(*row) if row else None


async def _supersede(connection: Connection, article_id: int) -> None:
    """The present version is a former one from now on."""
    await connection.execute(
        """INSERT INTO article_versions(article_id, version, content_hash, title, url, publisher, published_at,
               fetched_at, original, text, byline, updated_at, pages, correction)
           SELECT id, version, content_hash, title, url, publisher, published_at, fetched_at, original, text,
               byline, updated_at, pages, correction FROM articles WHERE id = ?""",
        (article_id,),
    )


def draft_hash(draft: Draft) -> str:
    """The hash of everything in a draft that an answer could show: equal means nothing to do."""
    stated = (draft.title, draft.url, draft.byline, draft.publisher, draft.published_at, draft.updated_at)
    paged = (json.dumps(draft.pages),) if draft.pages else ()
    return content_hash(draft.text, *stated, draft.language, *paged)


_COPIED = (
    "name key title original text url byline publisher published_at date_origin updated_at language correction"
).split()
"""Columns that hold a field of the draft as it is."""


def _values(draft: Draft, hashes: Hashes, now: datetime) -> dict[str, str | int | None]:
    return {
        **{column: getattr(draft, column) for column in _COPIED},
        "source_hash": hashes.source,
        "content_hash": hashes.content,
        "fetched_at": now.isoformat(),
        "pages": json.dumps(draft.pages),
        "hints": json.dumps(asdict(draft.hints)) if draft.hints else None,
    }


def _article(row: sqlite3.Row) -> Article:
    return Article(**{**facts_of(row), "pages": pages_of(row["pages"])})


def _info(row: sqlite3.Row) -> ArticleInfo:
    values = facts_of(row)
    del values["total"]
    return ArticleInfo(**values)


def facts_of(row: sqlite3.Row) -> dict[str, Any]:
    """The row's values, those with a time in them as the types of the core have it."""
    values = dict(row)
    values["fetched_at"] = moment(row["fetched_at"]) or UNKNOWN
    for name, read in (("gone_at", moment), ("published_at", dated), ("updated_at", dated)):
        if name in values:
            values[name] = read(values[name])
    return values


def pages_of(stored: str) -> tuple[int, ...]:
    """Where pages begin; none where that cannot be read."""
    try:
        return tuple(map(int, json.loads(stored)))
    except (ValueError, TypeError):
        return ()


def _hints(stored: str | None) -> Hints | None:
    try:
        return Hints(**json.loads(stored)) if stored else None
    except (ValueError, TypeError):
        return None
