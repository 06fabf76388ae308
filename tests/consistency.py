"""What a data folder must look like after anything: looked at with sqlite3 alone, past Dateline's own reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.ingest.passages import split
from retrieval.models.base import Vectors
from retrieval.store.schema import MIGRATIONS
from retrieval.text import normalise, search_terms

_VOCABULARY = "CREATE VIRTUAL TABLE temp.words USING fts5vocab({schema}, passage_terms, instance)"


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A row of `passages` with what it belongs to."""

    id: int
    article_id: int
    scope_id: int
    title: str
    text: str
    start: int
    end: int
    model: str
    vector: Vectors


def stored_passages(data_dir: Path, *, removed: bool = True) -> list[StoredPassage]:
    """Every passage in order, with its vector; those of removed articles that can be restored if `removed`."""
    connection = sqlite3.connect(data_dir / "dateline.db")
    rows = connection.execute(
        """SELECT p.id, a.id, a.scope_id, a.title, a.text, p.start, p."end", m.fingerprint, p.vector
           FROM passages p JOIN articles a ON a.id = p.article_id JOIN models m ON m.id = p.model_id
           WHERE ? OR a.removed_at IS NULL ORDER BY a.id, p.ordinal""",
        (removed,),
    ).fetchall()
    connection.close()
    return [_passage(*row) for row in rows]


def _passage(
    id: int,
    article_id: int,
    scope_id: int,
    title: str,
    text: str,
    start: int,
    end: int,
    model: str,
    data: bytes,
) -> StoredPassage:
    vector = np.frombuffer(data, np.float16).astype(np.float32)
    return StoredPassage(id, article_id, scope_id, title, text, start, end, model, vector)


def torn(data_dir: Path, words: Collection[int] = (100,)) -> list[str]:
    """Articles that are only half there; empty is whole. `words` are the passage sizes an article may have."""
    connection = sqlite3.connect(data_dir / "dateline.db")
    problems = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [f"broken reference {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    (passages,) = connection.execute("SELECT count(*) FROM passages").fetchone()
    articles = connection.execute("SELECT id, text, language FROM articles").fetchall()
    connection.close()
    stored = stored_passages(data_dir)
    if passages != len(stored):
        problems.append(f"{passages - len(stored)} passages without a vector")
    for article_id, text, language in articles:
        own = [each for each in stored if each.article_id == article_id]
        spans = [(each.start, each.end) for each in own]
        whole = [[(span.start, span.end) for span in split(text, size, language)] for size in words]
        if spans not in whole or not spans:
            problems.append(f"article {article_id} has the passages {spans}")
        if len({each.model for each in own}) != 1 or len({len(each.vector) for each in own}) != 1:
            problems.append(f"article {article_id} mixes models")
        if any(abs(float(np.linalg.norm(each.vector)) - 1) > 1e-2 for each in own):
            problems.append(f"article {article_id} has a vector that is not of length 1")
        if normalise(text) != text:
            problems.append(f"article {article_id} is not normalised")
    if keywords(data_dir) != expected_keywords(stored):
        problems.append("the keyword index is not that of the passages")
    return problems


def keywords(data_dir: Path) -> set[tuple[str, int, str, int]]:
    """Every (word, passage, column, place) in the keyword index."""
    connection = sqlite3.connect(data_dir / "dateline.db")
    connection.execute(_VOCABULARY.format(schema="main"))
    found = set(connection.execute("SELECT term, doc, col, offset FROM temp.words"))
    documents = {row[0] for row in connection.execute("SELECT rowid FROM passage_terms")}
    connection.close()
    assert documents >= {row[1] for row in found}
    return found


def expected_keywords(passages: list[StoredPassage]) -> set[tuple[str, int, str, int]]:
    """The same of a keyword index made anew."""
    connection = sqlite3.connect(":memory:")
    for statement in MIGRATIONS[0]:
        if "passage_terms" in statement:
            connection.execute(statement)
    for each in passages:
        body = search_terms(each.text[each.start : each.end])
        row = (each.id, f"s{each.scope_id}", search_terms(each.title), body)
        connection.execute("INSERT INTO passage_terms(rowid, scope, title, body) VALUES (?, ?, ?, ?)", row)
    connection.execute(_VOCABULARY.format(schema="main"))
    found = set(connection.execute("SELECT term, doc, col, offset FROM temp.words"))
    connection.close()
    return found
