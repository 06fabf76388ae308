"""How the articles of scopes spread over days and publishers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from ..records import Shelf
from .database import Database
from .moments import dated


async def shelf(database: Database, scopes: Sequence[str]) -> Shelf:
    where = (
        "FROM articles a JOIN scopes s ON s.id = a.scope_id WHERE s.name IN (SELECT value FROM json_each(?))"
    )
    names = (json.dumps(list(scopes)),)
    days = await database.all(
        f"""SELECT iif(length(published_at) >= 10, substr(published_at, 1, 10), NULL) AS day, count(*) AS number
            {where} GROUP BY day ORDER BY day""",
        names,
    )
    publishers = await database.all(
        f"""SELECT min(publisher) AS name, count(*) AS number {where}
            GROUP BY folded(CAST(publisher AS BLOB)) ORDER BY number DESC, name""",
        names,
    )
    by_day = [(date.fromisoformat(row["day"]), row["number"]) for row in days if dated(row["day"])]
    undated = sum(row["number"] for row in days if not dated(row["day"]))
    return Shelf(tuple(by_day), undated, tuple((row["name"], row["number"]) for row in publishers))
