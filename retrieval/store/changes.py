"""The change feed and the stored vectors: all that the vector index is made from.

The feed holds the ids of passages in the order in which they changed. What a passage is now is looked up when its change
is replayed, so that replaying twice, or in another order, ends in the same index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Sequence

import numpy as np

from .database import Connection, Repository, first
from .library_state import read_state, write_state
from .passages import Ids, Vectors

Stored = Sequence[sqlite3.Row]
"""Vectors as they are stored. They are many: what is made of them is made on a worker."""

FOLLOWED = "watch_cursor"
"""The last change that the watches have seen, as long as there are any."""
KEPT_FOR_WATCHES = 200_000
"""Changes that stay for the watches at most, some 4 MB, where no bot runs that follows them. If more are gone, all
watches are asked again."""
PRUNED = "changes_pruned_to"
_MARK = "snapshot_mark"


class ChangeFeed(Repository):
    """Reads anywhere; `model_id` takes the connection of a transaction."""

    async def snapshot_mark(self) -> str | None:
        """The mark of the last snapshot that was saved whole; None before the first."""
        return await read_state(self._database, _MARK)

    async def last_change(self) -> int:
        """The newest row of the feed, 0 before the first."""
        row = await self._database.one(
            "SELECT coalesce((SELECT max(seq) FROM changes), (SELECT value FROM facts WHERE name = ?), 0)",
            (PRUNED,),
        )
        return int(row[0]) if row else 0

    async def changes_after(self, seq: int) -> list[int] | None:
        """Ids of passages changed after `seq`; None when that part of the feed has been pruned."""
        rows = await self._database.all("SELECT DISTINCT passage_id FROM changes WHERE seq > ?", (seq,))
        if seq < await self._pruned_to():  # looked at last: another process may prune while we read
            return None
        return [row[0] for row in rows]

    async def prune(self, seq: int, mark: str) -> None:
        """Forget changes up to `seq`, which the saved snapshot `mark` contains; but not those that the watches have still
        to follow."""
        async with self._database.transaction() as connection:
            seq = max(min(seq, await _followed(connection, seq)), seq - KEPT_FOR_WATCHES)
            await connection.execute("DELETE FROM changes WHERE seq <= ?", (seq,))
            for name, value in ((PRUNED, str(max(seq, await self._pruned_to()))), (_MARK, mark)):
                await write_state(connection, name, value)

    async def _pruned_to(self) -> int:
        return int(await read_state(self._database, PRUNED) or 0)

    async def model_id(self, connection: Connection, fingerprint: str, name: str, dimension: int) -> int:
        """The model's number, made if new."""
        await connection.execute(
            "INSERT INTO models(fingerprint, name, dimension) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (fingerprint, name, dimension),
        )
        row = await first(connection, "SELECT id FROM models WHERE fingerprint = ?", (fingerprint,))
        assert row is not None  # noqa: S101  # inserted just above, in the same transaction
        return int(row[0])

    async def dimension(self, fingerprint: str) -> int | None:
        """The model's dimension once it has made a stored vector, None before."""
        row = await self._database.one("SELECT dimension FROM models WHERE fingerprint = ?", (fingerprint,))
        return int(row[0]) if row else None

    async def size(self, fingerprint: str) -> int:
        """How many passages have a vector of this model."""
        row = await self._database.one(
            "SELECT count(*) FROM passages p JOIN models m ON m.id = p.model_id WHERE m.fingerprint = ?",
            (fingerprint,),
        )
        return int(row[0]) if row else 0

    async def vectors_of(self, ids: Sequence[int], fingerprint: str) -> Stored:
        """Those of `ids` that exist with a vector of this model."""
        marks = ",".join("?" * len(ids))
        return await self._database.all(
            f"""SELECT p.id, p.vector, m.dimension FROM passages p JOIN models m ON m.id = p.model_id
                WHERE m.fingerprint = ? AND p.id IN ({marks})""",  # noqa: S608
            (fingerprint, *ids),
        )

    async def article_vectors(self, article_id: int, fingerprint: str) -> Stored:
        """Stored vectors of an article's passages with their offsets, for reuse."""
        return await self._database.all(
            """SELECT p.start, p."end", p.vector, m.dimension FROM passages p JOIN models m ON m.id = p.model_id
               WHERE m.fingerprint = ? AND p.article_id = ?""",
            (fingerprint, article_id),
        )

    async def all_vectors(self, fingerprint: str, batch: int = 1024) -> AsyncIterator[Stored]:
        """Every vector of a model in batches, by ascending passage id."""
        last = 0
        while rows := await self._database.all(
            """SELECT p.id, p.vector, m.dimension FROM passages p JOIN models m ON m.id = p.model_id
               WHERE m.fingerprint = ? AND p.id > ? ORDER BY p.id LIMIT ?""",
            (fingerprint, last, batch),
        ):
            last = rows[-1][0]
            yield rows


async def _followed(connection: Connection, last: int) -> int:
    """The last change that no watch needs any more; `last` where there are no watches. A watch that has still to be asked
    needs those since it was touched (0: it does not know which)."""
    row = await first(
        connection,
        """SELECT min(CAST(value AS INTEGER), coalesce(
               (SELECT min(touched) FROM watches WHERE touched > 0), CAST(value AS INTEGER)))
           FROM facts WHERE name = ?""",
        (FOLLOWED,),
    )
    return int(row[0]) if row else last


def sound(stored: Stored) -> Stored:
    """The rows of `article_vectors` whose vector is one. Runs on a worker."""
    return [row for row in stored if _vector(row[2], row[3]) is not None]


def by_passage(text: str, stored: Stored) -> dict[str, Vectors]:
    """What `article_vectors` gave, by the words of the passages of `text`, without damaged ones. Runs on a worker."""
    read = {text[start:end]: _vector(vector, dimension) for start, end, vector, dimension in stored}
    return {words: vector for words, vector in read.items() if vector is not None}


def stacked(rows: Stored) -> tuple[Ids, Vectors] | None:
    """What `vectors_of` or `all_vectors` gave, as the index takes it, without damaged ones; None where nothing is left.
    Runs on a worker."""
    read = [(row[0], vector) for row in rows if (vector := _vector(row[1], row[2])) is not None]
    if not read:
        return None
    return np.fromiter((id for id, _ in read), np.int64, len(read)), np.stack([vector for _, vector in read])


def _vector(stored: bytes, dimension: int) -> Vectors | None:
    """None for bytes that are no vector of the model: they would make every search fail, or none of it true."""
    if not isinstance(stored, bytes) or len(stored) != dimension * np.dtype(np.float16).itemsize:
        return None
    vector = np.frombuffer(stored, np.float16).astype(np.float32)
    return vector if np.isfinite(vector).all() else None
