"""A library as JSON Lines: articles with their versions, feeds, and what servers have set, for another program to read or
for `dateline ingest` to take back (`retrieval/ingest/exported.py`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..ingest.exported import FORMAT
from ..store.backup.rows import Rows
from ..workers.threads import Worker
from . import backup_file

_AT_ONCE = 50
"""Articles written in one go."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds; `damaged` articles are not as they were stored, and were left out."""

    path: Path
    articles: int
    damaged: int
    feeds: int
    settings: int


async def export(rows: Rows, partial: Path, worker: Worker, version: str, now: datetime) -> Exported:
    """Writes everything into a new file, to the disk. Raises BackupTarget, BackupError, StoreFull, StoreError."""
    ids, damaged = await rows.article_ids()
    feeds, settings = await rows.feeds(), await rows.preferences()
    head = {
        "dateline": "export",
        "format": FORMAT,
        "version": version,
        "made_at": now.astimezone(UTC).isoformat(),
    }
    await worker.run(_append, partial, [head])
    articles = 0
    for start in range(0, len(ids), _AT_ONCE):
        found = [await rows.article(article_id) for article_id in ids[start : start + _AT_ONCE]]
        lines = [_article(row) for row in found if row is not None]
        await worker.run(_append, partial, lines)
        articles += len(lines)
    await worker.run(_append, partial, [{"kind": "feed", **feed} for feed in feeds])
    await worker.run(_append, partial, [{"kind": "setting", **each} for each in settings])
    await worker.run(_sync, partial)
    return Exported(partial, articles, damaged, len(feeds), len(settings))


def _article(row: Mapping[str, Any]) -> dict[str, Any]:
    """Title, text and what else a line of JSON says of an article have the names by which every ingest knows them."""
    known = {
        "author": row["byline"],
        "date": row["published_at"],
        "updated": row["updated_at"],
        "id": row["key"],
    }
    return {"kind": "article", **row, **known}


def _append(file: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """Blocks."""
    with backup_file.failing(file.parent):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _sync(file: Path) -> None:
    """Blocks."""
    with backup_file.failing(file.parent), file.open("rb") as stream:
        os.fsync(stream.fileno())
