"""A database as an earlier version left it."""

from __future__ import annotations

import re
import sqlite3

from retrieval.store.schema import MIGRATIONS


def bring_back(connection: sqlite3.Connection, version: int) -> None:
    """Takes away what the migrations after `version` have made; for those that only make tables, indexes and columns."""
    later = " ".join(statement for migration in MIGRATIONS[version:] for statement in migration)
    for kind, name in re.findall(r"CREATE (TABLE|INDEX) (\w+)", later):
        connection.execute(f"DROP {kind} IF EXISTS {name}")
    for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", later):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute(f"PRAGMA user_version={version}")
    connection.commit()
