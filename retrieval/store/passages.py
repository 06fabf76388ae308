"""Passages and their keywords: every change of them is written to the change feed too, and they are searched inside
filters.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import NotFound
from ..text import depth, search_terms
from ..types import Article, Filters, Passage, Span
from . import scopes
from .database import Connection, Repository, first


def conditions(filters: Filters) -> tuple[str, list[str | int]]:
    """The SQL behind `AND ...` for everything but the scope, on the alias `a`."""
    clauses: list[str] = []
    parameters: list[str | int] = []
    if filters.publishers:
        clauses.append(
            f"AND folded(CAST(a.publisher AS BLOB)) IN ({','.join('?' * len(filters.publishers))})"
        )
        parameters += [publisher.casefold() for publisher in filters.publishers]
    undated = " OR a.published_at IS NULL" if filters.undated else ""
    if filters.since:
        clauses.append(f"AND (substr(a.published_at, 1, 10) >= ?{undated})")
        parameters.append(filters.since.isoformat())
    if filters.until:
        clauses.append(f"AND (substr(a.published_at, 1, 10) <= ?{undated})")
        parameters.append(filters.until.isoformat())
    if filters.article_ids is not None:
        clauses.append(f"AND a.id IN ({','.join('?' * len(filters.article_ids))})")
        parameters.extend(filters.article_ids)
    if filters.without:
        clauses.append("AND a.id NOT IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(filters.without))
    return " ".join(clauses), parameters


Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: `depth` says how far from the beginning of its article; 0 where that has no day."""

    article_id: int
    depth: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Passages in some scopes: all of them, and those without a vector of the asked model."""

    articles: int
    passages: int
    stale: int
    last_ingest: str | None


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its vector as it is stored (float16 bytes); None where it has none."""

    span: Span
    model_id: int | None
    vector: bytes | None


FIND = "INSERT INTO passage_terms(rowid, scope, title, body) VALUES (?, ?, ?, ?)"
_LOSE = "INSERT INTO passage_terms(passage_terms, rowid, scope, title, body) VALUES ('delete', ?, ?, ?, ?)"

_WORDS = "{title body}:"
"""Before an FTS5 expression: words of a title or passage, not the name of its scope."""

VOCABULARY = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_vocabulary USING fts5vocab(main, passage_terms, row)"""
)
"""A view of the keyword index, of this connection only: nothing is stored for it."""


class Passages(Repository):
    """Reads anywhere; writes take the connection of a transaction. Vectors are stored as float16, unit length."""

    async def of_article(self, article_id: int) -> Sequence[sqlite3.Row]:
        """The offsets of an article's passages, in order. They are many: spans are made of them on a worker."""
        return await self._database.all(
            'SELECT start, "end" FROM passages WHERE article_id = ? ORDER BY ordinal', (article_id,)
        )

    async def insert(
        self,
        connection: Connection,
        article_id: int,
        spans: Sequence[Span],
        vectors: Vectors,
        model_id: int,
    ) -> None:
        """Store the passages of an article whose text is stored already. `vectors` is (len(spans), dimension)."""
        rows = zip(spans, vectors, strict=True)
        await self.put(connection, article_id, (StoredPassage(span, model_id, packed(v)) for span, v in rows))

    async def put(self, connection: Connection, article_id: int, passages: Iterable[StoredPassage]) -> None:
        """As `insert`, with vectors as they are stored."""
        await connection.executemany(
            """INSERT INTO passages(article_id, ordinal, start, "end", model_id, vector)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (
                (article_id, ordinal, each.span.start, each.span.end, each.model_id, each.vector)
                for ordinal, each in enumerate(passages)
            ),
        )
        await _note(connection, article_id, FIND)

    async def clear(self, connection: Connection, article_id: int) -> None:
        """Remove an article's passages. Call it before the title or text changes: the keyword index needs the old."""
        await _note(connection, article_id, _LOSE)
        await connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))

    async def move(self, connection: Connection, article_id: int, scope: str) -> None:
        """Take the article with its passages into another scope; their vectors stay as they are."""
        scope_id = await scopes.ensure(connection, scope)
        await _note(connection, article_id, _LOSE)
        await connection.execute("UPDATE articles SET scope_id = ? WHERE id = ?", (scope_id, article_id))
        await _note(connection, article_id, FIND)

    async def fetch(self, ids: Sequence[int], articles: dict[int, Article]) -> list[Passage]:
        """The passages that (still) exist and whose article is given, in the order of `ids`."""
        marks = ",".join("?" * len(ids))
        rows = await self._database.all(
            f'SELECT id, article_id, ordinal, start, "end" FROM passages WHERE id IN ({marks})',  # noqa: S608
            ids,
        )
        found = {
            row["id"]: Passage(**dict(row), text=articles[row["article_id"]].text[row["start"] : row["end"]])
            for row in rows
            if row["article_id"] in articles
        }
        return [found[id] for id in ids if id in found]

    async def places(self, ids: Sequence[int]) -> dict[int, Place]:
        """Where each of these passages stands that (still) exists."""
        marks = ",".join("?" * len(ids))
        rows = await self._database.all(
            f"""SELECT p.id, p.article_id, p.start, a.published_at IS NOT NULL
                FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.id IN ({marks})""",  # noqa: S608
            ids,
        )
        return {
            id: Place(article_id, depth(start) if dated else 0.0) for id, article_id, start, dated in rows
        }

    async def lexical(
        self, match: str, filters: Filters, limit: int, title_weight: float
    ) -> list[tuple[int, float]]:
        """(passage id, BM25, larger is better) for an FTS5 expression, inside the filters."""
        inside = await self._inside(filters)
        if inside is None:
            return []
        where, parameters = conditions(filters)
        rows = await self._database.all(
            f"""SELECT passage_terms.rowid, -bm25(passage_terms, 0.0, ?, 1.0) AS score FROM passage_terms
                {"JOIN passages p ON p.id = passage_terms.rowid JOIN articles a ON a.id = p.article_id" if where else ""}
                WHERE passage_terms MATCH ? {where} ORDER BY score DESC, passage_terms.rowid LIMIT ?""",  # noqa: S608
            (title_weight, f"{inside}({match})", *parameters, limit),
        )
        return [(row[0], row[1]) for row in rows]

    async def lexical_of_best(
        self, match: str, filters: Filters, best: int, limit: int, title_weight: float
    ) -> list[tuple[int, float]]:
        """As `lexical`, of those among the `best` passages of all scopes that lie inside the filters. It is quicker where
        most passages do, and finds too few where most do not."""
        numbers = await scopes.numbers(self._database, filters.scopes)
        marks = ",".join("?" * len(numbers))
        where, parameters = conditions(filters)
        rows = await self._database.all(
            f"""SELECT best.id, best.score FROM (
                    SELECT rowid AS id, -bm25(passage_terms, 0.0, ?, 1.0) AS score FROM passage_terms
                    WHERE passage_terms MATCH ? ORDER BY score DESC, rowid LIMIT ?
                ) best JOIN passages p ON p.id = best.id JOIN articles a ON a.id = p.article_id
                WHERE a.scope_id IN ({marks}) {where} ORDER BY best.score DESC, best.id LIMIT ?""",  # noqa: S608
            (title_weight, f"{_WORDS}({match})", best, *numbers, *parameters, limit),
        )
        return [(row[0], row[1]) for row in rows]

    async def frequencies(self, terms: Sequence[str]) -> list[int]:
        """For each FTS5 expression (one at least), in how many passages of all scopes it occurs. A count reads every
        posting: about 0.04 microseconds each."""
        counts = "(SELECT count(*) FROM passage_terms WHERE passage_terms MATCH ?)"
        row = await self._database.one(
            f"SELECT {', '.join([counts] * len(terms))}",
            [f"{_WORDS}({term})" for term in terms],
        )
        return list(row) if row else []

    async def total(self) -> int:
        """How many passages there are, in all scopes."""
        row = await self._database.one("SELECT count(*) FROM passages")
        return int(row[0]) if row else 0

    async def _inside(self, filters: Filters) -> str | None:
        """What stands before an FTS5 expression so that it looks at words of the filters' scopes only. None where there
        are no such scopes."""
        numbers = await scopes.numbers(self._database, filters.scopes)
        terms = " OR ".join(scopes.term(number) for number in numbers)
        return f"scope:({terms}) AND {_WORDS}" if numbers else None

    async def held(self, words: Mapping[str, str], filters: Filters) -> frozenset[str]:
        """Those of the words that a passage or title inside the filters has, in any form that the index knows as one.
        `words` are given with their FTS5 expressions."""
        inside = await self._inside(filters)
        if inside is None or not words:
            return frozenset()
        where, parameters = conditions(filters)
        joins = "JOIN passages p ON p.id = passage_terms.rowid JOIN articles a ON a.id = p.article_id"
        each = f"""SELECT ? WHERE EXISTS (SELECT 1 FROM passage_terms {joins if where else ""}
                   WHERE passage_terms MATCH ? {where})"""  # noqa: S608
        rows = await self._database.all(
            " UNION ALL ".join([each] * len(words)),
            [value for word, match in words.items() for value in (word, f"{inside}({match})", *parameters)],
        )
        return frozenset(row[0] for row in rows)

    async def terms(self, first_letter: str) -> list[tuple[str, int]]:
        """(term, passages) of the whole keyword index, of all scopes, for terms that begin so. A term is a word without
        its ending, as the index cuts it. Whoever shows one checks that the asker may see it: `texts_with`."""
        await self._database.all(VOCABULARY)
        rows = await self._database.all(
            "SELECT term, doc FROM temp.passage_vocabulary WHERE term >= ? AND term < ?",
            (first_letter, chr(ord(first_letter) + 1)),
        )
        return [(row[0], row[1]) for row in rows]

    async def texts_with(self, term: str, filters: Filters, limit: int) -> list[str]:
        """Passages inside the filters that have the term, each with its title; some may have a like one instead."""
        inside = await self._inside(filters)
        if inside is None:
            return []
        where, parameters = conditions(filters)
        # the index cuts what it is asked for, too: "eclips" to "eclip", and "eclipse" to "eclips"
        rows = await self._database.all(
            f"""SELECT a.title, substr(a.text, p.start + 1, p."end" - p.start) FROM passage_terms
                JOIN passages p ON p.id = passage_terms.rowid JOIN articles a ON a.id = p.article_id
                WHERE passage_terms MATCH ? {where} LIMIT ?""",  # noqa: S608
            (f'{inside}("{term}" OR "{term}e")', *parameters, limit),
        )
        return [f"{row[0]}\n{row[1]}" for row in rows]

    async def allowed(self, filters: Filters, among: Sequence[int] | None = None) -> Sequence[sqlite3.Row]:
        """The ids of every passage inside the filters, or of `among` alone, ascending. They are many: see `ids_of`."""
        numbers = await scopes.numbers(self._database, filters.scopes)
        marks = ",".join("?" * len(numbers))
        where, parameters = conditions(filters)
        return await self._database.all(
            f"""SELECT p.id FROM passages p JOIN articles a ON a.id = p.article_id
                WHERE a.scope_id IN ({marks}) {where}
                {"" if among is None else "AND p.id IN (SELECT value FROM json_each(?))"} ORDER BY p.id""",  # noqa: S608
            (*numbers, *parameters, *([] if among is None else [json.dumps(list(among))])),
        )

    async def counts(self, scope_names: Sequence[str] | None, fingerprint: str) -> Counts:
        """`scope_names` None is all of them; stale are passages without a vector of the model `fingerprint`."""
        inside = (
            f"s.name NOT LIKE '{scopes.TRASH}%'"
            if scope_names is None
            else f"s.name IN ({','.join('?' * len(scope_names))})"
        )
        row = await self._database.one(
            f"""SELECT count(DISTINCT a.id), count(p.id),
                    count(p.id) FILTER (WHERE m.fingerprint IS NOT ?), max(a.fetched_at)
                FROM articles a JOIN scopes s ON s.id = a.scope_id LEFT JOIN passages p ON p.article_id = a.id
                LEFT JOIN models m ON m.id = p.model_id WHERE {inside}""",  # noqa: S608
            (fingerprint, *(scope_names or ())),
        )
        return Counts(*row) if row else Counts(0, 0, 0, None)


def ids_of(rows: Sequence[sqlite3.Row]) -> Ids:
    """What `allowed` gave, as the index takes it. Runs on a worker."""
    return np.fromiter((row[0] for row in rows), np.int64, len(rows))


def with_changes(ids: Ids, changed: Sequence[int], rows: Sequence[sqlite3.Row]) -> Ids:
    """Ascending ids without those of the changed passages, and with `rows`, which `allowed` gave for these. Runs on a
    worker."""
    gone = np.unique(np.asarray(changed, np.int64))
    at = np.searchsorted(ids, gone)
    held = at < len(ids)
    held[held] = ids[at[held]] == gone[held]
    kept, come = np.delete(ids, at[held]), ids_of(rows)
    return np.insert(kept, np.searchsorted(kept, come), come)


async def _note(connection: Connection, article_id: int, statement: str) -> None:
    """Tell the keyword index and the change feed of every passage of the article. The rows are made as they are
    written, on the thread of the database. Raises NotFound."""
    article = await _article(connection, article_id)
    rows = await connection.execute_fetchall(
        'SELECT id, start, "end" FROM passages WHERE article_id = ? ORDER BY ordinal', (article_id,)
    )
    await connection.executemany(statement, term_rows(article, rows))
    await connection.execute(
        "INSERT INTO changes(passage_id) SELECT id FROM passages WHERE article_id = ? ORDER BY ordinal",
        (article_id,),
    )


def term_rows(article: sqlite3.Row, rows: Iterable[Iterable[int]]) -> Iterator[tuple[int, str, str, str]]:
    """Rows of `passage_terms`: its rowid, scope, title and body. Removal needs exactly what was inserted."""
    scope, title, text = scopes.term(article["scope_id"]), search_terms(article["title"]), article["text"]
    for id, start, end in rows:
        yield id, scope, title, search_terms(text[start:end])


def inverse_frequency(frequency: int, passages: int) -> float:
    """Of a word, as FTS5 computes it for BM25."""
    return max(1e-6, math.log((passages - frequency + 0.5) / (frequency + 0.5)))


def packed(vector: Vectors) -> bytes:
    return vector.astype(np.float16).tobytes()


async def _article(connection: Connection, article_id: int) -> sqlite3.Row:
    """Raises NotFound when another process removed it meanwhile."""
    row = await first(connection, "SELECT scope_id, title, text FROM articles WHERE id = ?", (article_id,))
    if row is None:
        raise NotFound("article", article_id)
    return row
