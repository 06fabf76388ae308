"""The versions of an article, superseded ones and the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .articles import pages_of
from .database import Database
from .moments import UNKNOWN, dated, moment


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version as it was shown."""

    number: int
    title: str
    text: str
    fetched_at: datetime
    published_at: str | None
    updated_at: str | None
    correction: str | None
    pages: tuple[int, ...]


class Versions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_article(self, article_id: int) -> list[StoredVersion]:
        """Oldest first; empty when there is no such article."""
        columns = "version, title, text, fetched_at, published_at, updated_at, correction, pages"
        rows = await self._database.all(
            f"""SELECT {columns} FROM article_versions WHERE article_id = ?
                UNION ALL SELECT {columns} FROM articles WHERE id = ? ORDER BY version""",  # noqa: S608
            (article_id, article_id),
        )
        return [
            StoredVersion(
                row["version"],
                row["title"],
                row["text"],
                moment(row["fetched_at"]) or UNKNOWN,
                dated(row["published_at"]),
                dated(row["updated_at"]),
                row["correction"],
                pages_of(row["pages"]),
            )
            for row in rows
        ]
