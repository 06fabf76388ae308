"""A database of the second schema, with answers in it, as the Dateline before this one left it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from retrieval import PersonalDataSummary, Reason, Refusal, Tally
from retrieval.store.schema import MIGRATIONS, SIZE_OF_ARTICLES
from tests.core_fakes import add, open_small, prose

ASKED = "2026-01-02T03:04:05+00:00"
REFUSED = {"question": "who?", "reason": "nothing_found"}
ROWS = [
    (1, "discord:message:1", "discord:message:2", '["shared"]', "who?", json.dumps(REFUSED), ASKED),
    (2, "discord:message:3", None, '["shared", "guild:1"]', "under way?", None, ASKED),
]


def as_of_version_2(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statements in MIGRATIONS[:2]:
            for statement in statements:
                connection.execute(statement)
        connection.executemany(
            """INSERT INTO answers(id, asked_key, posted_key, scopes, question, outcome, asked_at)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            ROWS,
        )
        connection.execute("INSERT INTO scopes(id, name) VALUES (1, 'guild:1')")
        connection.execute(
            "INSERT INTO feeds(scope_id, url, interval_minutes, added_at) VALUES (1, 'https://a.b/feed', 60, ?)",
            (ASKED,),
        )
        connection.execute("PRAGMA user_version=2")
        connection.commit()


async def test_what_was_answered_before_stays_and_goes_on(tmp_path: Path) -> None:
    as_of_version_2(tmp_path / "dateline.db")
    async with open_small(tmp_path) as library:
        stored = await library.answers.get(1)
        assert stored == await library.answers.asked("discord:message:1")
        assert stored.outcome == Refusal("who?", Reason.NOTHING_FOUND)
        assert stored.asked_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert (stored.asked_by, stored.place, stored.home, stored.follows) == (None, None, None, None)
        assert not stored.private
        assert await library.answers.posted("discord:message:2") == stored
        assert await library.answers.conversation(1) == (stored,)
        assert await library.votes.cast(1, "user:1", -1) == Tally(0, 1)
        assert await library.answers.homes() == (None,)
        assert (await library.feeds.all(scopes=("guild:1",)))[0].url == "https://a.b/feed"
        follow_up = await library.answers.begin(
            "m", question="and when?", scopes=(), follows=1, home="guild:1"
        )
        assert follow_up == 3, "ids go on"
        await library.answers.finish(2, Refusal("under way?", Reason.NOT_ANSWERED))
        assert await library.unanswered.find("guild:1") == (), "nobody knows whose they were"
        await add(library, "a.txt", prose(1))
        assert all(each.ok for each in await library.diagnose())


async def test_old_answers_are_forgotten_by_their_day(tmp_path: Path) -> None:
    as_of_version_2(tmp_path / "dateline.db")
    async with open_small(tmp_path) as library:
        await library.votes.cast(1, "user:1", 1)
        asked_at = datetime.fromisoformat(ASKED)
        assert await library.retention.forget_before(None, asked_at.replace(second=4)) == 0
        assert await library.retention.forget_before(None, asked_at.replace(second=6)) == 2
        assert await library.people.summary("user:1") == PersonalDataSummary(0, 0, None)


async def test_what_a_server_holds_is_counted_for_a_database_of_before(tmp_path: Path) -> None:
    one = f"# A title\n\n{prose(2)}"
    other = f"{one} It goes on, and is longer."
    async with open_small(tmp_path) as library:
        await add(library, "a.md", one, "guild:1")
        await add(library, "a.md", other, "guild:1")
        await add(library, "b.md", prose(1), "guild:1")
    path = tmp_path / "dateline.db"
    at = MIGRATIONS.index(SIZE_OF_ARTICLES)
    with closing(sqlite3.connect(path)) as connection:
        counted = connection.execute("SELECT size FROM articles ORDER BY id").fetchall()
        connection.execute("DROP INDEX articles_size")
        connection.execute("ALTER TABLE articles DROP COLUMN size")
        connection.execute(f"PRAGMA user_version={at}")
        connection.commit()
        for statement in SIZE_OF_ARTICLES:
            connection.execute(statement)
        assert connection.execute("SELECT size FROM articles ORDER BY id").fetchall() == counted
    first, second = counted
    assert len(one) + len(other) <= first[0] <= 2 * (len(one) + len(other))
    assert second[0] >= len(prose(1).strip())
