"""What is wrong in the database, as far as the database alone can tell. Reads only, so that a bot may go on beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import aiosqlite

from ...errors import StoreError
from ...reports import DamagedArticle
from ..database import INTACT, Repository, store_error
from ..passages import FIND, VOCABULARY, term_rows
from ..schema import KEYWORDS
from ..scopes import size_of

_AT_ONCE = 50
"""Articles that are read in one query, with their passages."""
_SIZES_AT_ONCE = 10_000
SET_ASIDE = "trash:damaged:"
"""The scope of an article that was set aside begins so, and ends in its id."""


class BrokenReference(NamedTuple):
    """Rows of a table that name a row of another one which is not there. `columns` are pairs: own name, theirs."""

    table: str
    columns: tuple[tuple[str, str], ...]
    parent: str
    set_null: bool
    """Whether such a row may go on without."""
    rows: int

    @property
    def condition(self) -> str:
        """The SQL that is true for such a row of the table `c`."""
        given = " AND ".join(f"c.{own} IS NOT NULL" for own, _ in self.columns)
        same = " AND ".join(f"p.{theirs} = c.{own}" for own, theirs in self.columns)
        return f"{given} AND NOT EXISTS (SELECT 1 FROM {self.parent} p WHERE {same})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with its passages as rows: ordinal, start, end, passage id, vector, dimension of its model (None: it
    has no model)."""

    id: int
    title: str
    url: str | None
    text: str
    language: str
    intact: bool
    passages: Sequence[sqlite3.Row]


@dataclass(frozen=True, slots=True)
class KeywordFaults:
    """Passages that the keyword index lacks, rows of it that no passage has, and rows or words that differ."""

    missing: int = 0
    extra: int = 0
    differing: int = 0
    unreadable: str = ""

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.differing or self.unreadable)


class Integrity(Repository):
    """Each method but `file` raises StoreError where the file cannot be read."""

    async def file(self) -> list[str]:
        """What SQLite finds wrong with its own structures."""
        try:
            rows = await self._database.all("PRAGMA integrity_check(20)")
        except StoreError as error:
            return [error.problem]
        return [str(row[0]) for row in rows if row[0] != "ok"]

    async def references(self) -> list[BrokenReference]:
        tables = await self._database.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'passage_terms*' ORDER BY name"
        )
        found = []
        for (table,) in tables:
            keys: dict[int, list[sqlite3.Row]] = {}
            for row in await self._database.all(f"PRAGMA foreign_key_list({table})"):
                keys.setdefault(row["id"], []).append(row)
            for rows in keys.values():
                columns = tuple((row["from"], row["to"]) for row in rows)
                nullable = rows[0]["on_delete"] == "SET NULL"
                broken = BrokenReference(table, columns, rows[0]["table"], nullable, 0)
                (count,) = await self._database.all(
                    f"SELECT count(*) FROM {table} c WHERE {broken.condition}"  # noqa: S608
                )
                if count[0]:
                    found.append(broken._replace(rows=count[0]))
        return found

    async def uncounted(self) -> int:
        """By how many rows the keyword index differs in number from the passages. Quick: reads no text."""
        row = await self._database.one(
            "SELECT abs((SELECT count(*) FROM passages) - (SELECT count(*) FROM passage_terms_docsize))"
        )
        return int(row[0]) if row else 0

    async def wrong_sizes(self) -> int:
        """Articles whose noted size is not that of their texts."""
        row = await self._database.one(f"SELECT count(*) FROM articles a WHERE a.size != {TRUE_SIZE}")  # noqa: S608
        return int(row[0]) if row else 0

    async def set_aside(self) -> list[DamagedArticle]:
        """The articles that a repair has set aside."""
        rows = await self._database.all(
            """SELECT a.id, a.title, a.url FROM articles a JOIN scopes s ON s.id = a.scope_id
               WHERE s.name GLOB ? ORDER BY a.id""",
            (f"{SET_ASIDE}*",),
        )
        return [DamagedArticle(*row) for row in rows]

    async def articles(self) -> AsyncIterator[list[StoredArticle]]:
        """All that were not set aside, a few at a time, by id."""
        last = 0
        while rows := await self._database.all(
            f"""SELECT a.id, a.title, a.url, a.text, a.language, {INTACT} AS intact FROM articles a
                LEFT JOIN scopes s ON s.id = a.scope_id
                WHERE a.id > ? AND coalesce(s.name, '') NOT GLOB ? ORDER BY a.id LIMIT ?""",  # noqa: S608
            (last, f"{SET_ASIDE}*", _AT_ONCE),
        ):
            first, last = rows[0]["id"], rows[-1]["id"]
            passages = await self._database.all(
                """SELECT p.article_id, p.ordinal, p.start, p."end", p.id, p.vector, m.dimension FROM passages p
                   LEFT JOIN models m ON m.id = p.model_id WHERE p.article_id BETWEEN ? AND ?
                   ORDER BY p.article_id, p.ordinal""",
                (first, last),
            )
            own: dict[int, list[sqlite3.Row]] = {}
            for each in passages:
                own.setdefault(each["article_id"], []).append(each)
            yield [
                StoredArticle(**{**dict(row), "intact": bool(row["intact"])}, passages=own.get(row["id"], ()))
                for row in rows
            ]

    async def texts(self, ids: Sequence[int]) -> list[sqlite3.Row]:
        """(id, article_id, title, text, vector) of these passages, by id."""
        return await self._database.all(
            f"""SELECT p.id, p.article_id, a.title, substr(a.text, p.start + 1, p."end" - p.start) AS text, p.vector
                FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.id IN ({",".join("?" * len(ids))})
                ORDER BY p.id""",  # noqa: S608
            ids,
        )

    async def stored(self, ids: Sequence[int]) -> list[sqlite3.Row]:
        """(id, vector, dimension) of these passages, those that have a vector."""
        return await self._database.all(
            f"""SELECT p.id, p.vector, m.dimension FROM passages p JOIN models m ON m.id = p.model_id
                WHERE p.id IN ({",".join("?" * len(ids))}) ORDER BY p.id""",  # noqa: S608
            ids,
        )

    async def embedded(self, fingerprint: str) -> list[int]:
        """Ids of passages with a vector of this model."""
        rows = await self._database.all(
            """SELECT p.id FROM passages p JOIN models m ON m.id = p.model_id WHERE m.fingerprint = ?
               ORDER BY p.id""",
            (fingerprint,),
        )
        return [row[0] for row in rows]

    async def keywords(self) -> KeywordFaults:
        """The keyword index beside one that is made anew, in a file that goes when it is closed: row by row in length,
        and word by word in how often it stands there."""
        scratch = await aiosqlite.connect("", isolation_level=None)
        try:
            await scratch.execute("PRAGMA journal_mode=OFF")
            await scratch.execute(KEYWORDS)
            await scratch.execute("BEGIN")
            await self._fill(scratch)
            await scratch.execute("COMMIT")
            return await self._compare(scratch)
        except sqlite3.Error as error:
            raise store_error(self._database.path, error) from error
        finally:
            await scratch.close()

    async def _fill(self, scratch: aiosqlite.Connection) -> None:
        last = 0
        while rows := await self._database.all(
            "SELECT id, scope_id, title, text FROM articles WHERE id > ? ORDER BY id LIMIT ?",
            (last, _AT_ONCE),
        ):
            first, last = rows[0]["id"], rows[-1]["id"]
            spans = await self._database.all(
                'SELECT id, start, "end", article_id FROM passages WHERE article_id BETWEEN ? AND ?',
                (first, last),
            )
            own: dict[int, list[tuple[int, int, int]]] = {}
            for id, start, end, article_id in spans:
                own.setdefault(article_id, []).append((id, start, end))
            made = (term_rows(row, own.get(row["id"], ())) for row in rows)
            await scratch.executemany(FIND, chain.from_iterable(made))

    async def _compare(self, scratch: aiosqlite.Connection) -> KeywordFaults:
        lengths = "SELECT id, hex(sz) FROM passage_terms_docsize WHERE id > ? ORDER BY id LIMIT ?"
        wanted: dict[int, str] = {row[0]: row[1] for row in await scratch.execute_fetchall(lengths, (0, -1))}
        held: dict[int, str] = {}
        last = 0
        while rows := await self._database.all(lengths, (last, _SIZES_AT_ONCE)):
            held.update((row[0], row[1]) for row in rows)
            last = rows[-1][0]
        differing = sum(held.get(id, size) != size for id, size in wanted.items())
        missing, extra = len(wanted.keys() - held.keys()), len(held.keys() - wanted.keys())
        words = "SELECT term, doc, cnt FROM temp.passage_vocabulary"
        await scratch.execute(VOCABULARY)
        expected = {tuple(row) for row in await scratch.execute_fetchall(words)}
        await self._database.all(VOCABULARY)
        found = {tuple(row) for row in await self._database.all(words)}
        if not (missing or extra):
            differing += len({word for word, *_ in expected ^ found})
        return KeywordFaults(missing, extra, differing)


TRUE_SIZE = f"""({size_of("a.original", "a.text")} + coalesce((SELECT sum({size_of("v.original", "v.text")})
    FROM article_versions v WHERE v.article_id = a.id), 0))"""  # noqa: S608
