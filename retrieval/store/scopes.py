"""Scopes: opaque names to small numbers, and the keyword-index token that stands for one."""

from __future__ import annotations

from collections.abc import Sequence

from .database import Connection, Database

TRASH = "trash:"
"""Nobody asks in a scope whose name begins so: what lies there is kept, and never found."""


def term(scope_id: int) -> str:
    """The word in `passage_terms.scope` that every passage of the scope carries."""
    return f"s{scope_id}"


def trash_of(name: str) -> str:
    """The scope that holds what was removed from `name`, until it is restored or its time is over."""
    return f"{TRASH}{name}"


def is_trash(name: str) -> bool:
    return name.startswith(TRASH)


async def ensure(connection: Connection, name: str) -> int:
    """The scope's number, made if new."""
    await connection.execute("INSERT INTO scopes(name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
    async with connection.execute("SELECT id FROM scopes WHERE name = ?", (name,)) as cursor:
        row = await cursor.fetchone()
    assert row is not None  # noqa: S101  # inserted two lines above, in the same transaction
    return int(row[0])


async def numbers(database: Database, names: Sequence[str]) -> list[int]:
    """The numbers of the scopes that exist."""
    marks = ",".join("?" * len(names))
    return [row[0] for row in await database.all(f"SELECT id FROM scopes WHERE name IN ({marks})", names)]  # noqa: S608
