"""All that an export takes along, row by row, and articles as an export brings them back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..database import INTACT, Connection, Repository
from ..scopes import TRASH, size_of

_FORMER = (
    "version content_hash title url publisher published_at fetched_at original text byline updated_at pages correction"
).split()
"""Columns of `article_versions` besides the article's number."""
_WHOLE = [*_FORMER, *"key name source_hash date_origin language gone_at hints".split()]
_OBJECT = ", ".join(f"'{column}', v.{column}" for column in _FORMER)
_ARTICLE = f"""SELECT s.name AS scope, {", ".join(f"a.{column}" for column in _WHOLE)},
    (SELECT json_group_array(json_object({_OBJECT})) FROM (
        SELECT * FROM article_versions WHERE article_id = a.id ORDER BY version) v) AS versions
    FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE a.id = ?"""  # noqa: S608

_POSTING = ", ".join(
    [f"'{column}', p.{column}" for column in ("place", "thread", "publish", "role", "paused")]
    + [f"'{column}', json(p.{column})" for column in ("must", "must_not", "publishers")]
)


class Rows(Repository):
    """Reads anywhere; the write takes the connection of a transaction."""

    async def article_ids(self) -> tuple[list[int], int]:
        """Those that can be exported, and how many cannot because they are not as they were stored. What lies in a trash
        is left out."""
        rows = await self._database.all(
            f"""SELECT a.id, {INTACT} FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE substr(s.name, 1, ?) != ? ORDER BY a.id""",  # noqa: S608
            (len(TRASH), TRASH),
        )
        sound = [row[0] for row in rows if row[1]]
        return sound, len(rows) - len(sound)

    async def article(self, article_id: int) -> dict[str, Any] | None:
        """With its former versions, oldest first, as they are at one moment; None when it is gone meanwhile."""
        row = await self._database.one(_ARTICLE, (article_id,))
        return {**dict(row), "versions": json.loads(row["versions"])} if row else None

    async def feeds(self) -> list[dict[str, Any]]:
        """Oldest first; `posting` says how the new articles of one are posted, None where they are not."""
        rows = await self._database.all(
            f"""SELECT s.name AS scope, f.url, f.title, f.notify, f.interval_minutes, f.added_at,
                   iif(p.feed_id IS NULL, NULL, json_object({_POSTING})) AS posting
               FROM feeds f JOIN scopes s ON s.id = f.scope_id LEFT JOIN feed_posts p ON p.feed_id = f.id
               ORDER BY f.id"""  # noqa: S608
        )
        return [{**dict(row), "posting": json.loads(row["posting"] or "null")} for row in rows]

    async def preferences(self) -> list[dict[str, Any]]:
        """What people chose, in every place; values are JSON text."""
        rows = await self._database.all(
            """SELECT place, name, after AS value FROM ledger WHERE id IN
               (SELECT max(id) FROM ledger WHERE is_preference GROUP BY place, name)
               AND after IS NOT NULL ORDER BY place, name"""
        )
        return [dict(row) for row in rows]

    async def put_former(
        self,
        connection: Connection,
        article_id: int,
        versions: Sequence[dict[str, Any]],
        number: int,
        gone_at: str | None,
    ) -> None:
        """Former versions of an article that has just been inserted, which becomes the version of this number."""
        marks = ", ".join(f":{column}" for column in _FORMER)
        await connection.executemany(
            f"INSERT INTO article_versions(article_id, {', '.join(_FORMER)}) VALUES (:id, {marks})",  # noqa: S608
            [{**version, "id": article_id} for version in versions],
        )
        await connection.execute(
            f"""UPDATE articles SET version = ?2, gone_at = ?3, size = size + (
                SELECT coalesce(sum({size_of("v.original", "v.text")}), 0)
                FROM article_versions v WHERE v.article_id = ?1) WHERE id = ?1""",  # noqa: S608
            (article_id, number, gone_at),
        )
