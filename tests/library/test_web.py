"""Articles from the web, through the library: once each, dated by their source, followed as they change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path

import pytest

from retrieval import Answer, IngestSummary, Library, Result
from retrieval.errors import EmptyArticle, GoneFromSource, UnsafeAddress, UnsupportedFormat
from tests.core_fakes import HashingEmbedder, open_small, results
from tests.web.server import Site

FACT = "The harbour bridge was opened by the mayor on 4 May 2021."
BODY = """Thousands of people came to see it, and ships sounded their horns for several minutes in the morning.
The work had taken nine years and cost twice as much as the council had planned at the beginning of it.
Traffic on the old bridge will end in the autumn, when its last part is closed to cars and lorries alike."""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as site:
        yield site


def page(
    title: str = "Harbour bridge opened",
    fact: str = FACT,
    published: str | None = "2021-05-05T09:30:00+02:00",
    extra: str = "",
    head: str = "",
) -> str:
    stated = f'<meta property="article:published_time" content="{published}">' if published else ""
    paragraphs = "".join(f"<p>{each}</p>" for each in [fact, *BODY.split("\n"), extra] if each)
    return f"""<!doctype html><html lang="en"><head><title>{title}</title>{stated}
        <meta property="og:title" content="{title}"><meta property="og:site_name" content="The Wire">{head}</head>
        <body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>{title}</h1>{paragraphs}</article>
        <footer>Copyright 2019 The Wire. All rights reserved.</footer></body></html>"""


def opened(
    tmp_path: Path, site: Site, embedder: HashingEmbedder | None = None
) -> AbstractAsyncContextManager[Library]:
    fetch = {"allow_private_networks": True, "allowed_ports": [site.port]}
    return open_small(tmp_path / "data", embedder, fetch=fetch, answer={"threshold": 0.0, "max_quotes": 1})


async def take(library: Library, *sources: str | Path) -> IngestSummary:
    return await library.ingest(sources)


async def test_a_page_becomes_an_article_with_its_own_date(tmp_path: Path, site: Site) -> None:
    url = site.page("/bridge?utm_source=feed", page())
    async with opened(tmp_path, site) as library:
        (item,) = (await take(library, url)).items
        assert item.result is Result.ADDED, item.error
        assert item.article_id is not None
        article = await library.articles.get(item.article_id)
        assert article.title == "Harbour bridge opened"
        assert article.publisher == "The Wire"
        assert article.published_at == "2021-05-05T09:30:00+02:00"
        assert article.date_origin == "meta tag"
        assert article.url == site.url("/bridge")
        assert "Copyright" not in article.text
        assert "World" not in article.text
        outcome = await library.ask("when was the harbour bridge opened?")
        assert isinstance(outcome, Answer)
        assert outcome.citations[0].quote.text == FACT
        assert outcome.citations[0].url == site.url("/bridge")
        assert outcome.as_of == date(2021, 5, 5)


async def test_the_same_page_again_costs_one_conditional_request(tmp_path: Path, site: Site) -> None:
    url = site.page("/bridge", page(), etag=True)
    embedder = HashingEmbedder()
    async with opened(tmp_path, site, embedder) as library:
        await take(library, url)
        calls = embedder.calls
        assert results(await take(library, url)) == ["unchanged"]
        assert site.requests[-1].conditional
        assert embedder.calls == calls


async def test_a_page_by_two_addresses_is_one_article(tmp_path: Path, site: Site) -> None:
    canonical = f'<link rel="canonical" href="{site.url("/bridge")}">'
    site.page("/bridge", page(head=canonical))
    amp = site.page("/bridge/amp", page(head=canonical))
    moved = site.redirect("/old", "/bridge", 301)
    async with opened(tmp_path, site) as library:
        summary = await take(library, site.url("/bridge"), amp, moved, site.url("/bridge?utm_campaign=x#top"))
        assert results(summary) == ["added", "unchanged", "unchanged", "unchanged"]
        assert (await library.articles.page()).total == 1


async def test_a_changed_page_is_a_new_version_and_a_correction_is_shown(tmp_path: Path, site: Site) -> None:
    url = site.page("/bridge", page())
    notice = "Correction: An earlier version of this article gave the wrong day of the opening."
    async with opened(tmp_path, site) as library:
        (item,) = (await take(library, url)).items
        site.page("/bridge", page(fact=FACT.replace("4 May", "6 May"), extra=notice))
        assert results(await take(library, url)) == ["updated"]
        assert item.article_id is not None
        _, second = await library.articles.history(item.article_id)
        assert second.correction == notice
        assert [change.added for change in second.changes] == [False, True, True]
        outcome = await library.ask("when was the harbour bridge opened?")
        assert isinstance(outcome, Answer)
        assert outcome.citations[0].correction == notice


async def test_a_page_that_is_gone_is_kept_and_marked(tmp_path: Path, site: Site) -> None:
    url = site.page("/bridge", page())
    async with opened(tmp_path, site) as library:
        (item,) = (await take(library, url)).items
        site.remove("/bridge", 410)
        (gone,) = (await take(library, url)).items
        assert isinstance(gone.error, GoneFromSource)
        assert item.article_id is not None
        assert (await library.articles.get(item.article_id)).gone_at is not None
        outcome = await library.ask("when was the harbour bridge opened?")
        assert isinstance(outcome, Answer)
        assert outcome.citations[0].gone
        site.page("/bridge", page())
        await take(library, url)
        assert (await library.articles.get(item.article_id)).gone_at is None


async def test_bad_addresses_are_items_and_the_rest_goes_on(tmp_path: Path, site: Site) -> None:
    good = site.page("/bridge", page())
    empty = site.page("/empty", "<html><body><nav>Home</nav></body></html>")
    image = site.page("/cat.png", b"\x89PNG\r\n\x1a\n", media_type="image/png")
    async with opened(tmp_path, site) as library:
        summary = await take(
            library,
            "ftp://example.com/a",
            "http://user:secret@example.com/",
            f"http://127.0.0.1:{site.port + 1}/other-port",
            empty,
            image,
            str(tmp_path / "none.txt"),
            good,
        )
    errors = [type(item.error) for item in summary.items]
    assert errors[:3] == [UnsafeAddress] * 3
    assert errors[3:5] == [EmptyArticle, UnsupportedFormat]
    assert results(summary) == ["failed"] * 6 + ["added"]


async def test_by_default_nothing_on_this_machine_is_fetched(tmp_path: Path, site: Site) -> None:
    url = site.page("/bridge", page())
    async with open_small(tmp_path / "data", fetch={"allowed_ports": [site.port]}) as library:
        (item,) = (await take(library, url)).items
    assert isinstance(item.error, UnsafeAddress)
    assert site.requests == []


def feed(*entries: tuple[str, str, str]) -> str:
    """An RSS feed of (guid, link, title)."""
    items = "".join(
        f"""<item><guid isPermaLink="false">{guid}</guid><link>{link}</link><title>{title}</title>
        <pubDate>Wed, 05 May 2021 08:00:00 GMT</pubDate><description>{BODY}</description></item>"""
        for guid, link, title in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{items}</channel></rss>'


async def test_a_feed_is_subscribed_and_its_articles_are_fetched_in_full(tmp_path: Path, site: Site) -> None:
    link = site.page("/bridge", page())
    undated = site.page("/market", page("Market hall closes", "The market hall closes on 9 June.", None))
    url = site.feed(
        "/rss", feed(("1", link, "Bridge"), ("2", undated, "Market"), ("3", site.url("/none"), "Lost"))
    )
    async with opened(tmp_path, site) as library:
        summary = await library.ingest([url], notify="channel:1")
        assert sorted(results(summary)) == ["added", "added", "added"]
        lost = next(item for item in summary.items if item.title == "Lost")
        assert "feed's own text" in lost.warnings[0]
        (subscribed,) = await library.feeds.all()
        assert [followed.url for followed in summary.feeds] == [url]
        assert (subscribed.url, subscribed.title, subscribed.articles) == (url, "The Wire", 3)
        assert subscribed.notify == "channel:1"
        origins = {
            each.title: (await library.articles.get(each.id)).date_origin
            for each in await library.articles.titles("")
        }
        assert origins == {"Harbour bridge opened": "meta tag", "Market hall closes": "feed", "Lost": "feed"}
        assert await library.feeds.poll() == (), "it is not due yet"
        again = await library.ingest([url])
        assert set(results(again)) <= {"unchanged"}
        assert (await library.articles.page()).total == 3
        await library.feeds.remove(subscribed.id)
        assert await library.feeds.all() == ()
        assert (await library.articles.page()).total == 3


async def test_a_sitemap_since_a_day_and_a_list_of_feeds(tmp_path: Path, site: Site) -> None:
    old, new = site.page("/old", page("Old")), site.page("/new", page("New", FACT.replace("4", "7")))
    pages = ((old, "2020-01-01"), (new, "2024-01-01"))
    urls = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in pages)
    inner = site.page(
        "/s1.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )
    index = f"<sitemap><loc>{inner}</loc><lastmod>2024-01-02</lastmod></sitemap>"
    sitemap = site.page(
        "/sitemap.xml",
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>',
    )
    rss = site.feed("/rss", feed(("1", old, "Old")))
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body><outline type="rss" xmlUrl="{rss}"/></body></opml>')
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest([sitemap], since=date(2023, 1, 1))) == ["added"]
        assert results(await library.ingest([sitemap], since=date(2025, 1, 1))) == ["failed"]
        assert results(await library.ingest([opml])) == ["added"]
        assert len(await library.feeds.all()) == 1
        assert {each.title for each in await library.articles.titles("")} == {"Old", "New"}


@pytest.mark.parametrize("half", ["http://[::1", "https://[", "http://[::1]]/"])
async def test_half_an_address_is_an_item_with_its_error_and_the_others_go_on(
    tmp_path: Path, site: Site, half: str
) -> None:
    async with opened(tmp_path, site) as library:
        summary = await take(library, half, site.page("/bridge", page()))
    assert results(summary) == ["failed", "added"]
    assert isinstance(summary.items[0].error, UnsafeAddress)
