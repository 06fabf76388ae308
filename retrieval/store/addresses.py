"""Web addresses that led to an article: asked for, redirected to, stated by the page itself."""

from __future__ import annotations

from dataclasses import dataclass

from . import scopes
from .database import Connection, Database


@dataclass(frozen=True, slots=True)
class Known:
    """An article by its address, and what its server gave for asking whether it has changed."""

    article_id: int
    etag: str | None = None
    last_modified: str | None = None


class Addresses:
    """Reads anywhere; writes take the connection of a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, scope: str, url: str) -> Known | None:
        row = await self._database.one(
            """SELECT d.article_id, d.etag, d.last_modified FROM addresses d JOIN scopes s ON s.id = d.scope_id
               WHERE s.name = ? AND d.url = ?""",
            (scope, url),
        )
        return Known(*row) if row else None

    async def put(self, connection: Connection, scope: str, url: str, known: Known) -> None:
        """Remember where `url` leads now."""
        await connection.execute(
            """INSERT INTO addresses(scope_id, url, article_id, etag, last_modified) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET article_id = excluded.article_id, etag = excluded.etag,
               last_modified = excluded.last_modified""",
            (await scopes.ensure(connection, scope), url, known.article_id, known.etag, known.last_modified),
        )

    async def forget(self, connection: Connection, article_id: int) -> None:
        """No address leads to the article any more."""
        await connection.execute("DELETE FROM addresses WHERE article_id = ?", (article_id,))
