"""Putting right what can be derived, and setting aside what cannot. Each method is a part of its caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from ...types import Draft, Span
from ..database import Connection, first, stamp
from ..passages import FIND, Ids, Vectors, packed, term_rows
from ..schema import KEYWORDS
from ..scopes import TRASH, ensure
from .checks import SET_ASIDE, TRUE_SIZE, BrokenReference

_STATED = ("text", "title", "url", "byline", "publisher", "published_at", "updated_at", "language")
"""What the hash of an article covers, besides the pages."""


async def rebuild_indexes(connection: Connection) -> None:
    """SQLite's own indexes, from their tables."""
    await connection.execute("REINDEX")


async def mend_reference(connection: Connection, broken: BrokenReference) -> None:
    """A row that may go on without what it names does; an article gets a scope in which nobody asks; any other row goes,
    because it says something about what is not there."""
    where = f"rowid IN (SELECT c.rowid FROM {broken.table} c WHERE {broken.condition})"  # noqa: S608
    if broken.table == "articles":
        await connection.execute(
            f"INSERT INTO scopes(id, name) SELECT DISTINCT c.scope_id, '{TRASH}lost:' || c.scope_id "  # noqa: S608
            f"FROM articles c WHERE {broken.condition}"
        )
    elif broken.parent == "models":
        await connection.execute(
            f"UPDATE {broken.table} AS c SET model_id = NULL, vector = NULL WHERE {broken.condition}"  # noqa: S608
        )
    elif broken.set_null:
        names = ", ".join(f"{own} = NULL" for own, _ in broken.columns)
        await connection.execute(f"UPDATE {broken.table} AS c SET {names} WHERE {broken.condition}")  # noqa: S608
    else:
        if broken.table == "passages":
            await connection.execute(f"INSERT INTO changes(passage_id) SELECT id FROM passages WHERE {where}")  # noqa: S608
        await connection.execute(f"DELETE FROM {broken.table} AS c WHERE {broken.condition}")  # noqa: S608


async def mend_sizes(connection: Connection) -> None:
    await connection.execute(f"UPDATE articles AS a SET size = {TRUE_SIZE} WHERE a.size != {TRUE_SIZE}")  # noqa: S608


async def write_again(connection: Connection, article_id: int, draft: Draft, content_hash: str) -> None:
    """The article as it was read from its original, under its hash."""
    changes = ", ".join(f"{name} = ?" for name in _STATED)
    await connection.execute(
        f"UPDATE articles SET {changes}, pages = ?, content_hash = ? WHERE id = ?",  # noqa: S608
        (*(getattr(draft, name) for name in _STATED), json.dumps(draft.pages), content_hash, article_id),
    )


async def set_aside(connection: Connection, article_id: int, now: datetime) -> None:
    """The article goes into a scope of its own in which nobody asks, without passages, until what was removed at this
    time is deleted. A feed that announces it again, or its address, brings it back as a new article."""
    scope_id = await ensure(connection, f"{SET_ASIDE}{article_id}")
    await drop_passages(connection, article_id)
    await connection.execute("DELETE FROM addresses WHERE article_id = ?", (article_id,))
    await connection.execute("DELETE FROM feed_entries WHERE article_id = ?", (article_id,))
    await connection.execute("DELETE FROM story_bands WHERE article_id = ?", (article_id,))
    await connection.execute(
        """UPDATE articles SET story = (SELECT min(o.id) FROM articles o WHERE o.story = ?1 AND o.id != ?1)
           WHERE story = ?1 AND id != ?1""",
        (article_id,),
    )
    await connection.execute(
        "UPDATE articles SET scope_id = ?, story = NULL, removed_at = ? WHERE id = ?",
        (scope_id, stamp(now), article_id),
    )


async def drop_passages(connection: Connection, article_id: int) -> None:
    """Without a look at the keyword index, which has to be rebuilt afterwards: what it holds of them is not known."""
    await connection.execute(
        "INSERT INTO changes(passage_id) SELECT id FROM passages WHERE article_id = ?", (article_id,)
    )
    await connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))


async def cut_again(
    connection: Connection, article_id: int, spans: Sequence[Span], vectors: Vectors, model_id: int
) -> None:
    """Other passages for the same text; the keyword index has to be rebuilt afterwards."""
    await drop_passages(connection, article_id)
    await connection.executemany(
        'INSERT INTO passages(article_id, ordinal, start, "end", model_id, vector) VALUES (?, ?, ?, ?, ?, ?)',
        (
            (article_id, ordinal, span.start, span.end, model_id, packed(vector))
            for ordinal, (span, vector) in enumerate(zip(spans, vectors, strict=True))
        ),
    )
    await connection.execute(
        "INSERT INTO changes(passage_id) SELECT id FROM passages WHERE article_id = ? ORDER BY ordinal",
        (article_id,),
    )


async def embed_again(
    connection: Connection, ids: Ids | Sequence[int], vectors: Vectors, model_id: int
) -> None:
    """Other vectors for the same passages."""
    rows = [(model_id, packed(vector), int(id)) for id, vector in zip(ids, vectors, strict=True)]
    await connection.executemany("UPDATE passages SET model_id = ?, vector = ? WHERE id = ?", rows)
    await connection.executemany("INSERT INTO changes(passage_id) VALUES (?)", ((id,) for *_, id in rows))


async def rebuild_keywords(connection: Connection) -> None:
    """From titles and passages. The old table is dropped: a damaged one may not be able to forget its rows."""
    await connection.execute("DROP TABLE IF EXISTS passage_terms")
    await connection.execute(KEYWORDS)
    for (article_id,) in await connection.execute_fetchall("SELECT id FROM articles ORDER BY id"):
        await connection.executemany(FIND, await _terms(connection, article_id))


async def _terms(connection: Connection, article_id: int) -> Iterable[tuple[int, str, str, str]]:
    article = await first(
        connection, "SELECT scope_id, title, text FROM articles WHERE id = ?", (article_id,)
    )
    assert article is not None  # noqa: S101  # it was listed in this transaction
    rows = await connection.execute_fetchall(
        'SELECT id, start, "end" FROM passages WHERE article_id = ? ORDER BY ordinal', (article_id,)
    )
    return term_rows(article, rows)
