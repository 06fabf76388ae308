"""An export taken back by ingest: the same articles in the same servers, with their versions and dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval import Filters, Library, Result
from retrieval.errors import IngestError, InvalidMetadata
from retrieval.news import FeedPosting, PostsPaused
from retrieval.upkeep.export import Exported
from tests.consistency import torn
from tests.core_fakes import add, dated, open_small, prose

GUILD = "guild:7"
EVERYWHERE = Filters(("shared", GUILD))
POSTING = FeedPosting(
    0, "channel:1", True, False, "12", ("storm",), (), ("The Wire", "日本"), PostsPaused.OWN
)


async def furnished(library: Library) -> None:
    await add(library, "a.md", dated("Harbour treaty", prose(1), "The Wire", "2024-03-01"), "shared")
    await add(
        library, "b.md", dated("Bridge opens", prose(2), "Daily Post", "2024-03-02T10:00:00+01:00"), GUILD
    )
    again = dated("Bridge opens", f"{prose(2)}\n\nIt was opened.", "Daily Post", "2024-03-02T10:00:00+01:00")
    await add(library, "b.md", again, GUILD)
    removed = await add(library, "c.txt", prose(3), GUILD)
    await library.articles.remove(removed, scopes=(GUILD,))
    await library.audit_log.set_preference(GUILD, "limit", "3", by="user:1")
    await library.audit_log.set_preference(GUILD, "language", '"de"', by="user:1")
    feed_id = await library.feeds.store.add(
        GUILD, "https://a.example/feed", "A feed", "channel:1", 60, library.feeds.clock()
    )
    await library.feed_posts.put(replace(POSTING, feed_id=feed_id))


async def exported(tmp_path: Path) -> tuple[Path, Exported]:
    async with open_small(tmp_path / "data") as library:
        await furnished(library)
        found = await library.backups.export(tmp_path / "all.jsonl")
    return tmp_path / "all.jsonl", found


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


async def test_it_holds_articles_feeds_and_settings(tmp_path: Path) -> None:
    file, found = await exported(tmp_path)
    assert (found.articles, found.damaged, found.feeds, found.settings) == (2, 0, 1, 2)
    head, *rows = lines(file)
    assert (head["dateline"], head["format"]) == ("export", 1)
    assert [row["kind"] for row in rows] == ["article", "article", "feed", "setting", "setting"]
    assert rows[1]["scope"] == GUILD
    assert rows[1]["date"] == "2024-03-02T10:00:00+01:00"
    assert [version["version"] for version in rows[1]["versions"]] == [1]
    assert "user:1" not in file.read_text()


async def test_ingest_takes_it_back(tmp_path: Path) -> None:
    file, _ = await exported(tmp_path)
    async with open_small(tmp_path / "new") as library:
        summary = await library.ingest([file])
        assert [item.result for item in summary.items] == [Result.ADDED, Result.ADDED]
        assert torn(tmp_path / "new") == []
        (article,) = (await library.articles.page(scopes=(GUILD,))).items
        assert (article.publisher, article.published_at, article.version) == (
            *("Daily Post", "2024-03-02T10:00:00+01:00"), 2,
        )  # fmt: skip
        history = await library.articles.history(article.id, scopes=(GUILD,))
        assert [version.number for version in history] == [1, 2]
        assert [change.text for change in history[1].changes if change.added] == ["It was opened."]
        assert await library.audit_log.preferences(GUILD) == {"limit": "3", "language": '"de"'}
        (feed,) = await library.feeds.all(scopes=(GUILD,))
        assert (feed.url, feed.title, feed.interval_minutes, feed.notify) == (
            *("https://a.example/feed", "A feed"), 60, "channel:1",
        )  # fmt: skip
        assert await library.feed_posts.of_scope(GUILD) == (replace(POSTING, feed_id=feed.id),)
        assert all(part.ok for part in await library.diagnose())
        hits = await library.search("harbour bridge", filters=EVERYWHERE)
        assert {hit.article.scope for hit in hits} == {"shared", GUILD}
        again = await library.ingest([file])
        assert [item.result for item in again.items] == [Result.UNCHANGED, Result.UNCHANGED]
        await library.backups.export(tmp_path / "second.jsonl")
    assert [without_order(row) for row in lines(file)[1:]] == [
        without_order(row) for row in lines(tmp_path / "second.jsonl")[1:]
    ]


def without_order(row: dict[str, Any]) -> dict[str, Any]:
    """When a feed was added is the day on which it was taken back."""
    return {name: value for name, value in row.items() if name != "added_at"}


async def test_what_is_there_stays(tmp_path: Path) -> None:
    file, _ = await exported(tmp_path)
    async with open_small(tmp_path / "new") as library:
        await library.audit_log.set_preference(GUILD, "limit", "9", by="user:2")
        now = library.feeds.clock()
        await library.feeds.store.add(GUILD, "https://a.example/feed", "Mine", "channel:2", 90, now)
        summary = await library.ingest([file])
        (told,) = (item for item in summary.items if item.result is Result.SKIPPED)
        assert "limit" in told.warnings[0]
        assert (await library.audit_log.preferences(GUILD))["limit"] == "9"
        (feed,) = await library.feeds.all(scopes=(GUILD,))
        assert (feed.title, feed.notify, feed.interval_minutes) == ("Mine", "channel:2", 90)


async def test_only_a_file_that_is_named_says_where_its_articles_go(tmp_path: Path) -> None:
    """In a folder it may have come from anywhere, and an upload is somebody's in one server."""
    file, _ = await exported(tmp_path)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "all.jsonl").write_bytes(file.read_bytes())
    async with open_small(tmp_path / "new") as library:
        (item,) = (await library.ingest([folder])).items
        assert item.result is Result.FAILED
        assert isinstance(item.error, IngestError)
        assert "it is an export" in item.error.problem
        await library.ingest_upload("all.jsonl", file.read_bytes(), scope="guild:666")
        assert (await library.articles.page(scopes=("shared", GUILD))).total == 0
        assert await library.audit_log.preferences(GUILD) == {}
        assert await library.feeds.all(scopes=(GUILD,)) == ()


FEED = {"scope": GUILD, "url": "https://b.example/feed", "interval_minutes": 60}


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(scope="trash:guild:7"),
        lambda row: row.update(scope=""),
        lambda row: row.update(scope=7),
        lambda row: row.update(text=None),
        lambda row: row.update(title=["a"]),
        lambda row: row.update(key=""),
        lambda row: row.update(fetched_at="soon"),
        lambda row: row.update(gone_at="soon"),
        lambda row: row.update(versions=["x"]),
        lambda row: row.update(versions=[{"version": 1}]),
        lambda row: row.update(versions=7),
        lambda row: row.update(kind="planet"),
        lambda row: row.update(date="2024-99-99"),
    ],
)
async def test_a_line_that_is_not_as_it_was_written_is_refused_alone(
    tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    file, _ = await exported(tmp_path)
    head, first, second, *others = lines(file)
    change(first)
    rows = [
        head,
        first,
        second,
        {"kind": "feed", "scope": GUILD, "url": "ftp://x"},
        {"kind": "feed", **FEED, "posting": ["channel:1"]},
        {"kind": "feed", **FEED, "posting": {"place": "channel:1", "must": "storm"}},
        {"kind": "feed", **FEED, "posting": {"place": "channel:1", "role": "@everyone"}},
        {"kind": "feed", **FEED, "posting": {"place": "channel:1", "paused": "maybe"}},
        {"kind": "setting"},
        *others,
    ]
    file.write_text("\n".join(map(json.dumps, rows)) + "\nno json\n")
    async with open_small(tmp_path / "new") as library:
        summary = await library.ingest([file])
        assert [item.result for item in summary.items] == [
            *(Result.FAILED, Result.ADDED, *[Result.FAILED] * 7)
        ]
        assert all(isinstance(item.error, IngestError) for item in summary.items if item.error)
        assert torn(tmp_path / "new") == []


async def test_pages_that_no_longer_fit_and_hints_that_are_none_are_left_out(tmp_path: Path) -> None:
    file, _ = await exported(tmp_path)
    head, first, *_ = lines(file)
    first |= {"text": first["text"] + "\r\n\r\n\r\nMore of it.", "pages": "[0, 20]", "hints": "[1]"}
    file.write_text(f"{json.dumps(head)}\n{json.dumps(first)}\n")
    async with open_small(tmp_path / "new") as library:
        (item,) = (await library.ingest([file])).items
        assert item.article_id is not None
        article = await library.articles.get(item.article_id)
        assert article.pages == ()
        assert article.text.endswith("More of it.")


async def test_an_export_of_a_newer_dateline_is_refused(tmp_path: Path) -> None:
    file, _ = await exported(tmp_path)
    head, *rows = lines(file)
    file.write_text("\n".join(map(json.dumps, [{**head, "format": 2}, *rows])))
    async with open_small(tmp_path / "new") as library:
        (item,) = (await library.ingest([file])).items
    assert isinstance(item.error, IngestError)
    assert not isinstance(item.error, InvalidMetadata)
    assert "upgrade" in item.error.problem
