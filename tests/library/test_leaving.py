"""A server that left: after a while all of it is deleted for good, whatever happens on the way."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from retrieval import Library, Reason, Refusal
from retrieval.store.scopes import trash_of
from tests.conftest import ROOT
from tests.consistency import torn
from tests.core_fakes import Clock, add, dated, open_small, prose

GONE, STAYS = "guild:1", "guild:2"
LATER = Clock().now + timedelta(days=60)


async def furnish(library: Library, scope: str, articles: int = 3) -> None:
    """Articles (one revised, one removed, two that tell one story), an answer with a vote, a preference."""
    ids = [await add(library, f"{n}.txt", f"{scope} {prose(n)}", scope) for n in range(articles)]
    await add(library, "0.txt", f"{scope} {prose(0)} It was revised.", scope)
    await library.articles.remove(ids[1], scopes=(scope,))
    for paper in ("The Wire", "Daily Post"):
        await add(library, f"{paper}.md", dated(f"Harbour of {scope}", prose(70, 16), paper), scope)
    claim = await library.answers.begin(f"asked in {scope}", question="who?", scopes=(scope,), home=scope)
    assert claim is not None
    await library.answers.finish(claim, Refusal("who?", Reason.NOTHING_FOUND))
    await library.votes.cast(claim, "user:1", 1)
    await library.audit_log.set_preference(scope, "limit", "3", by="user:1")


def subscribe(data_dir: Path, scope: str) -> None:
    """A feed, as polling would have stored it."""
    with closing(sqlite3.connect(data_dir / "dateline.db")) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(
            """INSERT INTO feeds(scope_id, url, interval_minutes, added_at)
               SELECT id, 'https://a.b/feed', 60, '2026' FROM scopes WHERE name = ?""",
            (scope,),
        )
        connection.execute(
            """INSERT INTO feed_entries(feed_id, entry_id, stamp, article_id, seen_at)
               SELECT max(f.id), 'e', '', max(a.id), '2026' FROM feeds f JOIN articles a USING (scope_id)
               JOIN scopes s ON s.id = f.scope_id WHERE s.name = ?""",
            (scope,),
        )
        connection.commit()


def rows_of(data_dir: Path, scope: str) -> dict[str, int]:
    """How much there is of the scope, table by table."""
    own = f"(SELECT id FROM scopes WHERE name IN ('{scope}', '{trash_of(scope)}'))"  # noqa: S608
    articles = f"(SELECT id FROM articles WHERE scope_id IN {own})"  # noqa: S608
    queries = {
        "articles": f"articles WHERE id IN {articles}",
        "versions": f"article_versions WHERE article_id IN {articles}",
        "passages": f"passages WHERE article_id IN {articles}",
        "feeds": f"feeds WHERE scope_id IN {own}",
        "addresses": f"addresses WHERE scope_id IN {own}",
        "answers": f"answers WHERE home = '{scope}'",
        "votes": f"votes v JOIN answers a ON a.id = v.answer_id WHERE a.home = '{scope}'",
        "ledger": f"ledger WHERE place = '{scope}'",
        "departures": f"departures WHERE scope = '{scope}'",
    }
    with closing(sqlite3.connect(data_dir / "dateline.db")) as connection:
        counted = {
            name: connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0]  # noqa: S608
            for name, query in queries.items()
        }
        orphans = connection.execute(
            """SELECT (SELECT count(*) FROM article_versions WHERE article_id NOT IN (SELECT id FROM articles))
               + (SELECT count(*) FROM story_bands WHERE article_id NOT IN (SELECT id FROM articles))
               + (SELECT count(*) FROM votes WHERE answer_id NOT IN (SELECT id FROM answers))
               + (SELECT count(*) FROM reindex_passages WHERE article_id NOT IN (SELECT id FROM articles))"""
        ).fetchone()[0]
    return {name: number for name, number in {**counted, "orphans": orphans}.items() if number}


async def test_nothing_is_left_of_it_and_the_others_keep_all(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for scope in (GONE, STAYS):
            await furnish(library, scope)
            subscribe(tmp_path, scope)
        kept = rows_of(tmp_path, STAYS)
        assert kept.keys() == {"articles", "versions", "passages", "feeds", "answers", "votes", "ledger"}
        assert kept == rows_of(tmp_path, GONE)
        await library.scopes.mark_left(GONE)
        await library.reindexes.run(full=True)
        found = {hit.article.id for hit in await library.search("harbour", k=50)}
        assert await library.retention.purge_left(LATER) == (GONE,)
        assert rows_of(tmp_path, GONE) == {}
        assert rows_of(tmp_path, STAYS) == kept
        assert found == {hit.article.id for hit in await library.search("harbour", k=50)}
        assert all(each.ok for each in await library.diagnose()), "the index followed"
        assert len(await library.articles.stories(scopes=(STAYS,))) == 1
        assert await library.retention.purge_left(LATER) == ()
        await furnish(library, GONE)
        assert (await library.articles.page(scopes=(GONE,))).total == 4, "whoever comes back begins anew"
    assert torn(tmp_path) == []


async def test_who_comes_back_while_others_are_deleted_is_spared(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library, open_small(tmp_path) as other:
        for scope in (GONE, STAYS):
            await furnish(library, scope)
            await library.scopes.mark_left(scope)
        kept = rows_of(tmp_path, STAYS)
        del kept["departures"]
        delete = library.retention.writer.delete

        async def delete_while_they_return(article_id: int) -> None:
            await other.scopes.mark_returned(STAYS)
            await delete(article_id)

        library.retention.writer.delete = delete_while_they_return  # type: ignore[method-assign]  # the moment in between
        assert await library.retention.purge_left(LATER) == (GONE,)
        assert rows_of(tmp_path, STAYS) == kept


async def test_an_article_that_comes_while_it_is_deleted_is_deleted_by_the_next_call(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library, open_small(tmp_path) as other:
        await furnish(library, GONE)
        await library.scopes.mark_left(GONE)
        delete = library.retention.writer.delete
        coming: list[Callable[[], Awaitable[int]]] = [lambda: add(other, "late.txt", prose(9), GONE)]

        async def delete_while_one_comes(article_id: int) -> None:
            while coming:
                await coming.pop()()
            await delete(article_id)

        library.retention.writer.delete = delete_while_one_comes  # type: ignore[method-assign]  # the moment in between
        assert await library.retention.purge_left(LATER) == ()
        assert rows_of(tmp_path, GONE).keys() == {"articles", "passages", "departures"}
        assert await library.retention.purge_left(LATER) == (GONE,)
        assert rows_of(tmp_path, GONE) == {}


async def test_stopped_half_way_the_next_call_goes_on(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await furnish(library, GONE, articles=6)
        await library.scopes.mark_left(GONE)
        delete = library.retention.writer.delete
        deleted: list[int] = []

        async def delete_two(article_id: int) -> None:
            if len(deleted) == 2:
                raise asyncio.CancelledError
            deleted.append(article_id)
            await delete(article_id)

        library.retention.writer.delete = delete_two  # type: ignore[method-assign]  # where it is stopped
        with pytest.raises(asyncio.CancelledError):
            await library.retention.purge_left(LATER)
    assert rows_of(tmp_path, GONE).keys() >= {"articles", "passages", "departures"}
    assert torn(tmp_path) == []
    async with open_small(tmp_path) as library:
        assert await library.retention.purge_left(LATER) == (GONE,)
        assert all(each.ok for each in await library.diagnose())
    assert rows_of(tmp_path, GONE) == {}


@pytest.mark.parametrize("share", [0.2, 0.6])
def test_killed_half_way_the_next_start_goes_on(tmp_path: Path, share: float) -> None:
    """kill -9 while it deletes, seen from outside: so many of its articles are gone already."""
    data_dir = tmp_path / "data"

    async def prepare() -> None:
        async with open_small(data_dir) as library:
            await furnish(library, GONE, articles=40)
            await library.scopes.mark_left(GONE)

    asyncio.run(prepare())
    articles = rows_of(data_dir, GONE)["articles"]
    folder, said = tmp_path / "in", tmp_path / "said"
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crash_driver", "purge", str(data_dir), str(folder), str(said)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while process.poll() is None and rows_of(data_dir, GONE).get("articles", 0) > articles * (1 - share):
        assert time.monotonic() < deadline, "no progress"
    process.send_signal(signal.SIGKILL)
    output, _ = process.communicate(timeout=30)
    assert process.returncode in (-signal.SIGKILL, 0), output.decode()
    left = rows_of(data_dir, GONE)
    assert "orphans" not in left
    assert torn(data_dir) == []
    assert left == {} or "departures" in left, "what is not all gone is still on the list"

    async def start_again() -> None:
        async with open_small(data_dir) as library:
            assert await library.retention.purge_left(LATER) == ((GONE,) if left else ())
            assert all(each.ok for each in await library.diagnose())

    asyncio.run(start_again())
    assert rows_of(data_dir, GONE) == {}
