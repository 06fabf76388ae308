"""Listings of every kind, in the shapes that publishers send."""

from __future__ import annotations

import pytest

from retrieval.ingest.feeds import Entry, Listing, ListingKind, announced_feed
from retrieval.types import Hints
from tests.ingest import feed_samples as samples
from tests.ingest.feed_samples import BASE, listing, only


def test_wordpress() -> None:
    assert listing(samples.WORDPRESS) == Listing(
        ListingKind.RSS,
        "The Paper",
        (
            Entry(
                "https://paper.example/?p=123",
                "https://paper.example/2024/03/budget/?utm_source=rss&utm_medium=rss",
                Hints(
                    title="Budget passes – at last",
                    byline="Jane Doe",
                    published_at="2024-03-01T10:00:00+00:00",
                ),
                "Parliament passed the budget on Friday.\n\nIt takes effect in April.",
                ("Politics", "Money"),
            ),
        ),
    )


def test_a_headline_and_a_sentence() -> None:
    entry = only(samples.BBC)
    assert (entry.hints.title, entry.text) == ("Storm hits coast", "Thousands lose power.")
    assert entry.url == "https://www.bbc.co.uk/news/uk-123?at_medium=RSS&at_campaign=KARANGA"
    assert entry.id == "https://www.bbc.co.uk/news/uk-123#0"


def test_an_aggregator_names_the_publisher() -> None:
    entry = only(samples.GOOGLE_NEWS)
    assert entry.hints == Hints("Chip plant to open", None, "Reuters", "2024-03-01T08:00:00+00:00")
    assert entry.text == "Chip plant to open Reuters"


def test_a_podcast_has_no_page() -> None:
    assert only(samples.PODCAST) == Entry(
        "ep-7",
        None,
        Hints("Episode 7", "The Hosts", None, "2024-03-01T07:00:00-05:00"),
        "We talk about ports.",
    )


def test_reddit() -> None:
    entry = only(samples.REDDIT)
    assert entry.hints == Hints(
        "A post", "/u/someone", None, "2024-03-01T09:00:00+00:00", "2024-03-01T10:00:00+00:00"
    )
    assert (entry.id, entry.categories) == ("t3_abc", ("r/news",))
    assert (entry.text or "").startswith("A post.\n\nsubmitted by")


def test_youtube() -> None:
    entry = only(samples.YOUTUBE)
    assert (entry.id, entry.url) == ("yt:video:abc", "https://www.youtube.com/watch?v=abc")
    assert (entry.hints.title, entry.text) == ("A video", "What it shows.\n\nAnd more.")


def test_atom_with_several_links_and_a_relative_base() -> None:
    assert listing(samples.ATOM_LINKS) == Listing(
        ListingKind.ATOM,
        "A Blog",
        (
            Entry(
                "tag:blog.example,2024:1",
                "https://paper.example/blog/post",
                Hints("Cats & dogs", "Ann Lee", updated_at="2024-03-01T10:00:00+09:00"),
                "One & two.\n\nThree.",
            ),
        ),
    )


def test_rss_1_0_dates_by_dublin_core() -> None:
    assert only(samples.RSS_10) == Entry(
        "https://paper.example/a",
        "https://paper.example/a",
        Hints("第一報", None, "Nikkan Press", "2024-03-01T10:00:00+09:00"),
        None,
    )


def test_rss_0_91_with_a_dtd_and_its_entities() -> None:
    found = listing(samples.RSS_091.encode("latin-1"))
    assert found.title == "Café"
    assert (found.entries[0].hints.title, found.entries[0].text) == ("Déjà vu", "An éclair.")


def test_json_feed() -> None:
    found = listing(samples.JSON_FEED)
    assert (found.kind, found.title) == (ListingKind.JSON_FEED, "A JSON Blog")
    post, note, link = found.entries
    assert post == Entry(
        "7",
        "https://paper.example/post",
        Hints("Post", "Ann Lee", None, "2024-03-01T10:00:00-05:00", "2024-03-02T10:00:00-05:00"),
        "One.\n\nTwo.",
        ("a", "b"),
    )
    assert (note.url, note.text, note.hints.byline) == (
        "https://blog.example/note",
        "First line.\n\nSecond.",
        "Bo",
    )
    assert (link.url, link.text) == ("https://other.example/x", "A link.")


def test_a_sitemap_states_changes_newest_first() -> None:
    found = listing(samples.SITEMAP)
    assert found.kind is ListingKind.SITEMAP
    assert [(entry.url, entry.hints) for entry in found.entries] == [
        ("https://paper.example/b", Hints(updated_at="2024-03-02T10:00:00+09:00")),
        ("https://paper.example/a?x=1&y=2", Hints(updated_at="2024-03-01")),
    ]


def test_a_news_sitemap_states_publications() -> None:
    entry = only(samples.NEWS_SITEMAP)
    assert entry.hints == Hints("Ports & planes", None, "The Paper", "2024-03-01T10:00:00-05:00")
    assert entry.categories == ("ports", "planes")


def test_a_sitemap_index_lists_sitemaps() -> None:
    found = listing(samples.SITEMAP_INDEX)
    assert found.kind is ListingKind.SITEMAP_INDEX
    assert [entry.url for entry in found.entries] == [
        "https://paper.example/s2.xml.gz",
        "https://paper.example/s1.xml.gz",
    ]


def test_opml_lists_feeds_in_their_folders() -> None:
    found = listing(samples.OPML)
    assert (found.kind, found.title) == (ListingKind.OPML, "My feeds")
    assert [(entry.url, entry.hints.title, entry.categories) for entry in found.entries] == [
        ("https://nikkan.example/rss", "Nikkan", ("World", "Asia")),
        ("https://bbc.example/rss", "BBC News", ("World",)),
        ("https://paper.example/feeds/feed.xml", "Loose", ()),
    ]


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', "https://paper.example/feed"),
        (
            '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
            '<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom.xml">',
            "https://paper.example/feeds/atom.xml",
        ),
        (
            '<base href="https://x.example/b/"><link rel="alternate" type="application/feed+json" href="f.json">',
            "https://x.example/b/f.json",
        ),
        ('<link rel="alternate" hreflang="de" href="/de">', None),
        ('<link rel="stylesheet" type="application/rss+xml" href="/x">', None),
        ("", None),
    ],
)
def test_the_feed_that_a_page_announces(head: str, feed: str | None) -> None:
    assert announced_feed(f"<html><head>{head}</head><body>x</body></html>", BASE) == feed


def test_no_page_announces_nothing() -> None:
    assert announced_feed("", BASE) is None
    assert announced_feed("\ud800", None) is None
