"""Articles that were deleted for good are noted here; and a database that was brought back loses again what had been
deleted since it was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from ..articles import Articles
from ..database import Connection, Database, first
from ..passages import Passages
from ..scopes import TRASH
from ..stories import Stories
from .deletions import Deleted, Deletion, add, article_name, digest, note

Known = Mapping[tuple[Deleted, str], str]
"""Kind and digest of a deletion -> its time."""

_OF_PERSON = (
    "DELETE FROM votes WHERE voter = ? AND voted_at <= ?",
    "DELETE FROM answers WHERE asked_by = ? AND asked_at <= ?",
    "DELETE FROM watches WHERE person = ? AND set_at <= ?",
    "DELETE FROM errata_readers WHERE person = ? AND since <= ?",
    "DELETE FROM briefings WHERE person = ? AND made_at <= ?",
    "DELETE FROM briefed WHERE person = ? AND at <= ?",
    'UPDATE ledger SET "by" = NULL WHERE "by" = ? AND at <= ?',
)
_OF_SCOPE = (
    "DELETE FROM answers WHERE home = ? AND asked_at <= ?",
    "DELETE FROM watches WHERE home = ? AND set_at <= ?",
    "DELETE FROM briefings WHERE home = ? AND made_at <= ?",
    "DELETE FROM briefed WHERE home = ? AND at <= ?",
    "DELETE FROM digests WHERE home = ? AND until <= ?",
    "DELETE FROM ledger WHERE place = ? AND at <= ?",
    "DELETE FROM feeds WHERE scope_id = (SELECT id FROM scopes WHERE name = ?) AND added_at <= ?",
    """DELETE FROM reindex_runs WHERE EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = ?)
       AND started_at <= ?""",
    "DELETE FROM departures WHERE scope = ? AND since <= ?",
)
_PEOPLE = """SELECT asked_by FROM answers UNION SELECT voter FROM votes UNION SELECT "by" FROM ledger
    UNION SELECT person FROM watches UNION SELECT person FROM errata_readers UNION SELECT person FROM briefings
    UNION SELECT person FROM briefed"""
_SCOPES = """SELECT name FROM scopes UNION SELECT home FROM answers UNION SELECT place FROM ledger
    UNION SELECT scope FROM departures UNION SELECT home FROM watches UNION SELECT home FROM briefings
    UNION SELECT home FROM briefed UNION SELECT home FROM digests"""


async def note_article(connection: Connection, article_id: int, now: datetime) -> None:
    """As `deletions.note`, for an article that is still there."""
    row = await first(
        connection,
        "SELECT s.name, a.key, a.fetched_at FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE a.id = ?",
        (article_id,),
    )
    if row is not None:
        name = article_name(row[0].removeprefix(TRASH), row[1])
        await note(connection, Deleted.ARTICLE, name, now, [row[2]])


async def delete_again(database: Database, deletions: Iterable[Deletion]) -> int:
    """In one transaction; how many questions and articles went. The deletions are kept, for the next time."""
    deletions = tuple(deletions)
    known = {(each.kind, each.name): each.before for each in deletions}
    async with database.transaction() as connection:
        before = await _count(connection)
        await _for_each(connection, known, Deleted.PERSON, _PEOPLE, _OF_PERSON)
        await _questions(connection, known)
        await _articles(database, connection, known)
        await _for_each(connection, known, Deleted.SCOPE, _SCOPES, _OF_SCOPE)
        await add(connection, deletions)
        return before - await _count(connection)


async def _for_each(
    connection: Connection, known: Known, kind: Deleted, names: str, statements: tuple[str, ...]
) -> None:
    """The statements for each name that was deleted; None is no person and no scope."""
    for (name,) in await connection.execute_fetchall(names):
        when = known.get((kind, digest(kind, name))) if name is not None else None
        for statement in statements if when else ():
            await connection.execute(statement, (name, when))


async def _questions(connection: Connection, known: Known) -> None:
    """Those of a home by their age, with the watches that were paused so long and its briefings, and single ones."""
    homes = """SELECT home FROM answers UNION SELECT home FROM watches WHERE paused IS NOT NULL
        UNION SELECT home FROM briefings UNION SELECT nullif(home, '') FROM briefed"""
    for (home,) in await connection.execute_fetchall(homes):
        if when := known.get((Deleted.HOME, digest(Deleted.HOME, home))):
            await connection.execute("DELETE FROM answers WHERE home IS ? AND asked_at < ?", (home, when))
            await connection.execute("DELETE FROM watches WHERE home IS ? AND paused_at < ?", (home, when))
            await connection.execute("DELETE FROM briefings WHERE home IS ? AND made_at < ?", (home, when))
            await connection.execute("DELETE FROM briefed WHERE home = ? AND at < ?", (home or "", when))
    rows = await connection.execute_fetchall("SELECT id, asked_key, asked_at FROM answers")
    gone = [
        (answer_id,)
        for answer_id, key, asked_at in rows
        if asked_at <= known.get((Deleted.QUESTION, digest(Deleted.QUESTION, key)), "")
    ]
    await connection.executemany("DELETE FROM answers WHERE id = ?", gone)


async def _articles(database: Database, connection: Connection, known: Known) -> None:
    """Those of a scope that was deleted, and single ones; also where the backup has them in the trash."""
    articles, passages, stories = Articles(database), Passages(database), Stories(database)
    rows = await connection.execute_fetchall(
        "SELECT a.id, s.name, a.key, a.fetched_at FROM articles a JOIN scopes s ON s.id = a.scope_id"
    )
    for article_id, name, key, fetched_at in rows:
        scope = name.removeprefix(TRASH)
        of_scope = known.get((Deleted.SCOPE, digest(Deleted.SCOPE, scope)), "")
        alone = known.get((Deleted.ARTICLE, digest(Deleted.ARTICLE, article_name(scope, key))), "")
        if fetched_at <= max(of_scope, alone):
            await stories.leave(connection, article_id)
            await passages.clear(connection, article_id)
            await articles.delete(connection, article_id)


async def _count(connection: Connection) -> int:
    rows = await connection.execute_fetchall(
        "SELECT (SELECT count(*) FROM answers) + (SELECT count(*) FROM articles)"
    )
    return int(next(iter(rows))[0])
