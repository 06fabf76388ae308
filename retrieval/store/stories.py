"""Stories: which articles of a scope are copies of one another. Equal `articles.story` means the same story."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Copy, Filters
from .database import Connection, Repository, dated, first
from .passages import conditions


class Stories(Repository):
    """Reads anywhere; writes take the connection of a transaction."""

    async def likely(
        self, connection: Connection, article_id: int, bands: Sequence[int]
    ) -> list[tuple[int, bytes]]:
        """(article id, signature) of the articles in the same scope that share a band."""
        marks = ",".join("?" * len(bands))
        rows = await connection.execute_fetchall(
            f"""SELECT DISTINCT a.id, a.signature FROM story_bands b JOIN articles a ON a.id = b.article_id
                WHERE b.band IN ({marks}) AND a.id != ? AND a.signature IS NOT NULL
                AND a.scope_id = (SELECT scope_id FROM articles WHERE id = ?) ORDER BY a.id""",  # noqa: S608
            (*bands, article_id, article_id),
        )
        return [(row[0], row[1]) for row in rows]

    async def signature(self, connection: Connection, article_id: int) -> bytes | None:
        row = await first(connection, "SELECT signature FROM articles WHERE id = ?", (article_id,))
        return row[0] if row else None

    async def put(
        self,
        connection: Connection,
        article_id: int,
        signature: bytes,
        bands: Sequence[int],
        like: int | None,
    ) -> None:
        """Store what stands for the article, and put it into the story of the article `like`, or one of its own."""
        await self.leave(connection, article_id)
        await connection.execute("DELETE FROM story_bands WHERE article_id = ?", (article_id,))
        await connection.executemany(
            "INSERT INTO story_bands(band, article_id) VALUES (?, ?)", [(band, article_id) for band in bands]
        )
        await connection.execute(
            """UPDATE articles SET signature = ?, story = coalesce((SELECT story FROM articles WHERE id = ?), id)
               WHERE id = ?""",
            (signature, like, article_id),
        )

    async def leave(self, connection: Connection, article_id: int) -> None:
        """Out of its story, which those that stay name after the oldest of them."""
        await connection.execute(
            """UPDATE articles SET story = (SELECT min(o.id) FROM articles o WHERE o.story = ?1 AND o.id != ?1)
               WHERE story = ?1 AND id != ?1""",
            (article_id,),
        )
        await connection.execute("UPDATE articles SET story = NULL WHERE id = ?", (article_id,))

    async def copies(self, article_ids: Sequence[int], filters: Filters) -> dict[int, tuple[Copy, ...]]:
        """The other articles of the same story inside the filters, oldest first, for those that have any."""
        marks, scope_marks = ",".join("?" * len(article_ids)), ",".join("?" * len(filters.scopes))
        where, parameters = conditions(filters)
        rows = await self._database.all(
            f"""SELECT me.id AS of, a.id, a.title, a.publisher, a.published_at, a.url
                FROM articles me JOIN articles a ON a.story = me.story AND a.id != me.id
                JOIN scopes s ON s.id = a.scope_id
                WHERE me.id IN ({marks}) AND s.name IN ({scope_marks}) {where}
                ORDER BY a.published_at IS NULL, a.published_at, a.id""",  # noqa: S608
            (*article_ids, *filters.scopes, *parameters),
        )
        found: dict[int, list[Copy]] = {}
        for row in rows:
            copy = Copy(row["id"], row["title"], row["publisher"], dated(row["published_at"]), row["url"])
            found.setdefault(row["of"], []).append(copy)
        return {article_id: tuple(copies) for article_id, copies in found.items()}

    async def largest(self, scope_names: Sequence[str], limit: int) -> list[tuple[int, ...]]:
        """The articles of each story that has several, the largest story first."""
        marks = ",".join("?" * len(scope_names))
        rows = await self._database.all(
            f"""SELECT group_concat(a.id) AS ids FROM articles a JOIN scopes s ON s.id = a.scope_id
                WHERE s.name IN ({marks}) AND story IS NOT NULL GROUP BY story HAVING count(*) > 1
                ORDER BY count(*) DESC, story LIMIT ?""",  # noqa: S608
            (*scope_names, limit),
        )
        return [tuple(sorted(map(int, row["ids"].split(",")))) for row in rows]
