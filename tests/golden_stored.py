"""What a data folder holds: names and values that a bot updated in place goes on with."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from bot.asking.buttons import Complaint, VoteReason
from bot.audit import CHANNEL, HINT, UNDO_NEEDS, AuditAction
from bot.data_folder import APPLICATION, LOCK
from bot.places import (
    channel_key,
    interaction_key,
    message_key,
    own_scope,
    person_key,
    place_key,
    visible_scopes,
)
from bot.preferences import ChannelPreferences, Preferences, as_json, channel_preference
from bot.startup import FINGERPRINT_FILE
from bot.ui.job_messages import JobKind, JobMessage
from retrieval import (
    SHARED_SCOPE,
    FeedState,
    Outcome,
    Reason,
    ReindexKind,
    Result,
    Settings,
    Stance,
)
from retrieval.config import setting_names
from retrieval.models.embedder import SentenceEmbedder
from tests.conftest import ROOT
from tests.golden_sources import NOW, opened

LONG = ("text", "original", "signature")
"""Columns that are long: their digest is kept."""
PER_MACHINE = ("vector",)
"""Columns that other processors fill a little differently: their length is kept."""
TABLES = (
    "answers",
    "articles",
    "departures",
    "ledger",
    "models",
    "passages",
    "scopes",
    "unfinished",
    "votes",
)
"""Those that the scene below fills, without what can be made again."""


async def live_a_little(folder: Path, embedder: SentenceEmbedder, outcomes: tuple[Outcome, Outcome]) -> None:
    """In a folder with the seeds: an answer and a refusal are logged, a vote is cast, things are set, done and noted."""
    async with opened(folder, embedder) as library:
        await library.owner.claim(f"{APPLICATION}1")
        here: dict[str, Any] = {"asked_by": person_key(7), "place": place_key(3), "home": own_scope(1)}
        answered, refused = outcomes
        first = await library.answers.begin(
            message_key(5), question=answered.question, scopes=visible_scopes(1), **here
        )
        assert first is not None
        await library.answers.finish(first, answered, posted_key=message_key(6))
        second = await library.answers.begin(
            interaction_key(8), question=refused.question, scopes=visible_scopes(None), private=True, **here
        )
        assert second is not None
        await library.answers.finish(second, refused, follows=first)
        await library.answers.begin(message_key(9), question="and then?", scopes=visible_scopes(1))
        await library.votes.cast(
            first, person_key(7), -1, reason=Complaint(VoteReason.OUTDATED, "It was moved.").as_json()
        )
        for name, value in preference_values().items():
            await library.audit_log.set_preference(own_scope(1), name, value, by=person_key(7))
        await library.audit_log.record(
            own_scope(1), AuditAction.REMOVED.value, json.dumps({"article": 4}), by=person_key(7)
        )
        job_message = JobMessage(JobKind.ADDING, 3, 5, "de", guild=1, person=7, token="t", expires=1.5, run=2)
        await library.messages.note(job_message.key, json.dumps(asdict(job_message)))
        await library.scopes.mark_left(own_scope(2))
        await library.retention.forget_before(own_scope(2), NOW)


def preference_values() -> dict[str, str]:
    """Every preference with its default, and one of a channel, as they are kept."""
    plain = Preferences()
    own = ChannelPreferences(
        listen=True, auto=False, threshold=0.9, language="ja", publishers=("Bay News",), per_minute=5
    )
    assert all(getattr(own, each.name) is not None for each in fields(own))
    values = {each.name: getattr(plain, each.name) for each in fields(plain) if each.name != "overrides"}
    kept = {name: as_json(value) for name, value in values.items() if value is not None}
    return kept | {"language": as_json("de"), channel_preference(12): as_json(own)}


def schema(file: Path) -> str:
    """After all migrations; without what SQLite makes by itself, which differs between its versions."""
    with closing(sqlite3.connect(file)) as database:
        ((version,),) = database.execute("PRAGMA user_version")
        rows = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name"
        ).fetchall()
        own = [sql for name, sql in rows if not name.startswith(("sqlite_", "passage_terms_"))]
    return "\n\n".join([f"PRAGMA user_version={version}", *own]) + "\n"


def rows(file: Path) -> dict[str, Any]:
    """What stands in the tables, and in what form."""
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        facts = [name for (name,) in database.execute("SELECT name FROM facts ORDER BY name")]
        return {"names in facts": facts} | {
            table: [_row(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]  # noqa: S608
            for table in TABLES
        }


def _row(row: sqlite3.Row) -> dict[str, Any]:
    return {name: _value(name, row[name]) for name in row.keys() if row[name] is not None}  # noqa: SIM118


def _value(name: str, value: Any) -> Any:
    if name in PER_MACHINE:
        return f"{len(value)} bytes"
    if name in LONG:
        data = value if isinstance(value, bytes) else str(value).encode()
        return f"sha256 {hashlib.sha256(data).hexdigest()[:16]}"
    if isinstance(value, str) and value[:1] in ("{", "["):
        return {"json": json.loads(value)}
    return value.replace(str(ROOT), "ROOT") if isinstance(value, str) else value


def files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def names() -> dict[str, Any]:
    """Names and values that are stored, whatever the classes are called that hold them."""
    return {
        "articles of all": SHARED_SCOPE,
        "articles of a server": own_scope(1),
        "whose library it is": f"{APPLICATION}1",
        "a message": message_key(1),
        "the use of a command": interaction_key(1),
        "a person": person_key(1),
        "a conversation's place": place_key(1),
        "whom a feed tells": channel_key(1),
        "preferences of a channel": channel_preference(1),
        "files of a running bot": [LOCK, FINGERPRINT_FILE],
        "actions in the audit log": [each.value for each in AuditAction],
        "hints in the audit log": f"{HINT} embed_links",
        "what may be undone": {
            name: None if needed is None else int(needed) for name, needed in UNDO_NEEDS.items()
        },
        "overrides in the audit log": CHANNEL,
        "preferences": {each.name: _plain(getattr(Preferences(), each.name)) for each in fields(Preferences)},
        "preferences of one channel": [each.name for each in fields(ChannelPreferences)],
        "reasons of a vote": [each.value for each in VoteReason],
        "messages under way": [each.value for each in JobKind],
        "reasons of a refusal": [each.value for each in Reason],
        "results of an ingest": [each.value for each in Result],
        "what a reindex does": [each.value for each in ReindexKind],
        "stances": [each.value for each in Stance],
        "states of a feed": [each.value for each in FeedState],
    }


def defaults() -> dict[str, Any]:
    """Every setting with its default."""
    return {name: _plain(_at(Settings(), name)) for name in setting_names()}


def _at(settings: Any, dotted: str) -> Any:
    for part in dotted.split("."):
        settings = getattr(settings, part)
    return settings.get_secret_value() if hasattr(settings, "get_secret_value") else settings


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | Mapping):
        return json.loads(json.dumps(value))
    return str(value) if isinstance(value, Path) else value
