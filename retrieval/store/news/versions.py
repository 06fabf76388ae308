"""The versions of articles, since when each counts, and how well the words of an older one fit a question."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from ...text import search_terms
from ...types import Filters
from ..articles import facts_of, pages_of
from ..database import Repository
from ..passages import conditions, inverse_frequency
from ..schema import TOKENIZER

_DATES = "version AS number, published_at, updated_at, fetched_at"
_SHOWN = f"{_DATES}, title, text, correction, pages"
_AT_ONCE = 100
"""Texts that are read in one query."""


@dataclass(frozen=True, slots=True)
class VersionDates:
    """What tells since when a version counts."""

    number: int
    published_at: str | None
    updated_at: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class StoredVersion(VersionDates):
    """One version as it was shown."""

    title: str
    text: str
    correction: str | None
    pages: tuple[int, ...]


def counts_from(versions: Sequence[VersionDates]) -> list[str]:
    """Since when each of an article's versions counts, given oldest first, in ISO 8601. The first one counts from its
    publication ("" if that is not known), a later one from the change that it states, else from the day on which it was
    taken in. A version that states the same change as the one before states none of its own; what was taken in at the
    same moment is the same article, read again, and counts as the one before."""
    found: list[str] = []
    before: VersionDates | None = None
    for each in versions:
        if before is None:
            found.append(each.published_at or "")
        elif each.updated_at is not None and each.updated_at != before.updated_at:
            found.append(each.updated_at)
        elif each.fetched_at == before.fetched_at:
            found.append(found[-1])
        else:
            found.append(each.fetched_at.date().isoformat())
        before = each
    return found


class Versions(Repository):
    """Reads the versions of articles, superseded ones and the newest."""

    async def of_article(self, article_id: int) -> list[StoredVersion]:
        """Oldest first; empty when there is no such article."""
        rows = await self._database.all(
            f"""SELECT {_SHOWN} FROM article_versions WHERE article_id = ?
                UNION ALL SELECT {_SHOWN} FROM articles WHERE id = ? ORDER BY number""",  # noqa: S608
            (article_id, article_id),
        )
        return [_shown(row) for row in rows]

    async def changed_after(self, day: date, filters: Filters) -> dict[int, list[VersionDates]]:
        """The versions, oldest first, of the articles inside the filters of which the newest may count from a later day
        than `day`. The window of the filters is not looked at: a later version may state another publication."""
        where, parameters = conditions(filters)
        rows = await self._database.all(
            f"""WITH changed AS (
                    SELECT a.id FROM articles a JOIN scopes s ON s.id = a.scope_id
                    WHERE s.name IN ({",".join("?" * len(filters.scopes))}) AND a.version > 1
                    AND (substr(a.fetched_at, 1, 10) > ? OR substr(a.updated_at, 1, 10) > ?) {where})
                SELECT article_id, {_DATES} FROM article_versions WHERE article_id IN (SELECT id FROM changed)
                UNION ALL SELECT id, {_DATES} FROM articles WHERE id IN (SELECT id FROM changed)
                ORDER BY article_id, number""",  # noqa: S608
            (*filters.scopes, day.isoformat(), day.isoformat(), *parameters),
        )
        found: dict[int, list[VersionDates]] = defaultdict(list)
        for row in rows:
            values = facts_of(row)
            found[values.pop("article_id")].append(VersionDates(**values))
        return found

    async def many(self, numbers: Mapping[int, int]) -> dict[int, StoredVersion]:
        """One former version of each article; `numbers` says which."""
        wanted, found = list(numbers.items()), {}
        for start in range(0, len(wanted), _AT_ONCE):
            rows = await self._database.all(
                f"""SELECT article_id, {_SHOWN} FROM article_versions WHERE (article_id, version) IN (
                    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))""",  # noqa: S608
                (json.dumps(wanted[start : start + _AT_ONCE]),),
            )
            found.update({row["article_id"]: _shown(row) for row in rows})
        return found


def _shown(row: sqlite3.Row) -> StoredVersion:
    values = facts_of(row)
    values.pop("article_id", None)
    return StoredVersion(**{**values, "pages": pages_of(row["pages"])})


def keyword_scores(
    passages: Mapping[int, tuple[str, str]], weights: Mapping[str, float], title_weight: float
) -> dict[str, dict[int, float]]:
    """For each FTS5 expression, the numbers of the passages (title and text) that have it, with the BM25 (larger is
    better) that the keyword index would give them. `weights` has the inverse document frequency of each expression in the
    whole library. Blocks, for some 0.1 ms a passage."""
    scores: dict[str, dict[int, float]] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f'CREATE VIRTUAL TABLE former USING fts5(title, body, tokenize="{TOKENIZER}")')
        connection.executemany(
            "INSERT INTO former(rowid, title, body) VALUES (?, ?, ?)",
            ((id, search_terms(title), search_terms(text)) for id, (title, text) in passages.items()),
        )
        for term, weight in weights.items():
            rows = connection.execute(
                "SELECT rowid, -bm25(former, ?, 1.0) FROM former WHERE former MATCH ?", (title_weight, term)
            ).fetchall()
            own = inverse_frequency(len(rows), len(passages))
            scores[term] = {id: score / own * weight for id, score in rows}
    return scores
