"""Entries of feeds: each becomes an article of its own, or a line that says why not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from retrieval import Library, Result
from tests.consistency import torn
from tests.core_fakes import open_small, results
from tests.ingest.feed_samples import rss
from tests.ingest.field_cases import serve, text
from tests.web.server import RSS, Site

FEW_FIRST = 3
WORDS = "Words of the note. " * 10


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as site:
        yield site


def opened(tmp_path: Path, site: Site, **feeds: int) -> AbstractAsyncContextManager[Library]:
    fetch = {"allow_private_networks": True, "allowed_ports": [site.port]}
    return open_small(tmp_path / "data", fetch=fetch, feeds=feeds)


async def articles(library: Library) -> dict[str, tuple[str | None, str | None, str]]:
    """Title -> (day, address, text)."""
    found = {}
    for info in (await library.articles.page(limit=100)).items:
        article = await library.articles.get(info.id)
        found[info.title] = ((article.published_at or "")[:10] or None, article.url, article.text)
    return found


async def test_entries_with_one_guid_are_all_taken(tmp_path: Path, site: Site) -> None:
    serve(site, "duplicate-guid-articles-lost")
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest([site.url("/feed.xml")])) == ["added"] * 3
        assert set(await articles(library)) == {f"Tide table {number}" for number in (1, 2, 3)}
        again = await library.ingest([site.url("/feed.xml")])
        assert set(results(again)) <= {"unchanged"}
        assert (await library.articles.page()).total == 3


@pytest.mark.parametrize("feed", ["feed.xml", "feed-home.xml"])
async def test_entries_on_one_page_keep_their_own_words_and_days(
    tmp_path: Path, site: Site, feed: str
) -> None:
    serve(site, "feed-items-on-one-page-lost")
    async with opened(tmp_path, site) as library:
        summary = await library.ingest([site.url(f"/{feed}")])
        assert results(summary) == ["added"] * 3
        found = await articles(library)
        assert {title: day for title, (day, *_) in found.items()} == {
            "Notice a": "2024-04-01",
            "Notice b": "2024-04-02",
            "Notice c": "2024-04-08",
        }
        assert "close for 8 weeks" in found["Notice c"][2]
        assert all(item.warnings for item in summary.items), "that it is the feed's own text is said"
        if feed == "feed.xml":
            assert found["Notice c"][1] == site.url("/log.html#c")
        assert (await library.reindexes.run()).changed == 0
    assert torn(tmp_path / "data") == []


async def test_an_edited_text_without_a_page_is_a_new_version(tmp_path: Path, site: Site) -> None:
    serve(site, "edited-text-only-feed-item-stays-old")
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest([site.url("/feed.xml")])) == ["added"]
        site.page("/feed.xml", text("edited-text-only-feed-item-stays-old/feed-later.xml"), media_type=RSS)
        assert results(await library.ingest([site.url("/feed.xml")])) == ["updated"]
        (info,) = (await library.articles.page()).items
        assert info.version == 2
        assert "8 ship models" in (await library.articles.get(info.id)).text


@pytest.mark.parametrize("folder", ["cjk-feed-text-called-a-teaser", "unspaced-feed-texts"])
async def test_a_text_in_a_script_without_spaces_is_no_teaser(
    tmp_path: Path, site: Site, folder: str
) -> None:
    serve(site, folder)
    async with opened(tmp_path, site) as library:
        summary = await library.ingest([site.url("/feed.xml")])
        assert set(results(summary)) == {"added"}
        assert len(await articles(library)) == text(f"{folder}/feed.xml").count("<item>")
        assert all(info.words >= 25 for info in (await library.articles.page()).items), (
            "counted by script, too"
        )


async def test_a_teaser_in_such_a_script_is_one_still(tmp_path: Path, site: Site) -> None:
    url = site.feed(
        "/rss", rss("<title>港の橋</title><guid>x</guid><description>港の橋が再開した。</description>")
    )
    async with opened(tmp_path, site) as library:
        (item,) = (await library.ingest([url])).items
        assert item.result is Result.FAILED
        assert "teaser" in str(item.error)


async def test_texts_under_one_guid_without_links_are_kept_apart(tmp_path: Path, site: Site) -> None:
    serve(site, "one-guid-no-link")
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest([site.url("/feed.xml")])) == ["added"] * 3
        assert set(await articles(library)) == {"Bus line 3", "Water works", "Market day"}


async def test_entries_without_a_title_get_one_from_their_text(tmp_path: Path, site: Site) -> None:
    serve(site, "items-without-title")
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest([site.url("/feed.xml")])) == ["added"] * 2
        found = await articles(library)
        assert any(title.startswith("Two fishing boats collided") for title in found)
        for title, (_, _, words) in found.items():
            assert words.startswith(title.removesuffix("…").strip()), "the title is the text's own beginning"
            assert len(title) <= 120


async def test_two_feeds_may_use_one_guid(tmp_path: Path, site: Site) -> None:
    serve(site, "two-feeds-one-guid")
    async with opened(tmp_path, site) as library:
        await library.ingest([site.url("/a.xml"), site.url("/b.xml")])
        assert set(await articles(library)) == {"School roof", "Harvest feast"}


async def test_a_guid_that_never_changes_loses_nothing(tmp_path: Path, site: Site) -> None:
    """Also not when a person removed the article that it first stood for."""
    serve(site, "guid-never-changes")
    feed = [text(f"guid-never-changes/feed-{number}.xml") for number in (1, 2)]
    at = [each.replace("http://127.0.0.1:8099", site.url("")) for each in feed]
    site.page("/rss", at[0], media_type=RSS)
    async with opened(tmp_path, site) as library:
        (first,) = (await library.ingest([site.url("/rss")])).items
        assert first.article_id is not None
        await library.articles.remove(first.article_id)
        site.page("/rss", at[1], media_type=RSS)
        assert results(await library.ingest([site.url("/rss")])) == ["added"]
        assert set(await articles(library)) == {"Rail strike"}


async def test_what_was_announced_and_not_taken_is_said(tmp_path: Path, site: Site) -> None:
    serve(site, "announced-but-empty")
    async with opened(tmp_path, site) as library:
        summary = await library.ingest([site.url("/feed.xml")])
        assert sorted(results(summary)) == ["added", "skipped"]
        skipped = next(item for item in summary.items if item.result is Result.SKIPPED)
        assert skipped.title == "Title and nothing else"
        assert "neither" in skipped.warnings[0]


async def test_older_entries_of_a_new_feed_are_counted_in_the_summary(tmp_path: Path, site: Site) -> None:
    items = [
        f"<title>Note {number}</title><guid>n{number}</guid><description>{WORDS}{number}.</description>"
        for number in range(8)
    ]
    url = site.feed("/rss", rss(*items))
    async with opened(tmp_path, site, first_entries=FEW_FIRST) as library:
        summary = await library.ingest([url])
        left = [item for item in summary.items if item.result is Result.SKIPPED]
        assert [item.entries for item in left] == [5]
        assert summary.count(Result.SKIPPED) == 5
        assert summary.count(Result.ADDED) == FEW_FIRST
        again = await library.ingest([url])
        assert again.items == (), "said once"


async def test_new_entries_on_a_page_whose_old_ones_were_left_alone_are_taken(
    tmp_path: Path, site: Site
) -> None:
    page = site.page("/notices", "<html><body><p>Notices of the town.</p></body></html>")

    def item(number: int) -> str:
        words = (
            f"Notice number {number} of the town says that street {number} is closed for works on its pipes. "
            * 2
        )
        day = f"<pubDate>{number + 1:02} Mar 2024 10:00:00 GMT</pubDate>"
        named = f"<title>Notice {number}</title><guid isPermaLink='false'>{number}</guid><link>{page}</link>"
        return f"{named}{day}<description>{words}</description>"

    url = site.feed("/rss", rss(item(1)))
    async with opened(tmp_path, site, first_entries=1) as library:
        site.feed("/rss", rss(item(2), item(1)))
        await library.ingest([url])
        site.feed("/rss", rss(item(3)))
        assert results(await library.ingest([url])) == ["added"]
        assert set(await articles(library)) == {"Notice 2", "Notice 3"}


async def test_one_article_announced_twice_is_fetched_and_stored_once(tmp_path: Path, site: Site) -> None:
    page = site.page("/quarry", text("canonical-names-section/quarry.html"))
    items = [
        f"<title>Quarry reopens</title><guid>g{number}</guid><link>{page}?utm_source={number}</link>"
        for number in range(5)
    ]
    async with opened(tmp_path, site) as library:
        await library.ingest([site.feed("/rss", rss(*items))])
        assert (await library.articles.page()).total == 1
        assert [path for path in site.paths if path.startswith("/quarry")] == ["/quarry?utm_source=0"]
