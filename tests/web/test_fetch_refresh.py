"""Pages that send their reader on with a <meta> refresh: a redirect like any other, counted and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import FetchFailed, UnsafeAddress
from retrieval.ingest.fetch.fetch import Fetcher
from retrieval.ingest.fetch.guard import FetchRules
from retrieval.ingest.fetch.refresh import refresh_target
from tests.ingest.field_cases import serve
from tests.web.server import Site


def rules(site: Site, **more: int) -> FetchRules:
    return FetchRules(allow_private_networks=True, allowed_ports=(site.port,), **more)


def sending(content: str, words: str = "Redirecting to the story.") -> str:
    return f'<html><head><meta http-equiv="Refresh" content="{content}"></head><body>{words}</body></html>'


async def test_the_page_behind_it_is_fetched() -> None:
    async with Site() as site:
        serve(site, "challenge-soft404-paywall-stored")
        async with Fetcher(rules(site)) as fetcher:
            fetched = await fetcher.get(site.url("/redirecting.html"))
        assert fetched.url == site.url("/real.html")
        assert fetched.moved_to is None, "not remembered as a permanent move"
        assert b"pier cinema" in fetched.data


async def test_it_counts_as_a_redirect_and_goes_in_no_circle() -> None:
    async with Site() as site:
        for number in range(9):
            site.page(f"/{number}", sending(f"0; URL=/{number + 1}"))
        site.page("/a", sending("0;url=/b"))
        site.page("/b", sending("1;url='/a'"))
        async with Fetcher(rules(site, max_redirects=3)) as fetcher:
            with pytest.raises(FetchFailed, match="more than 3 times"):
                await fetcher.get(site.url("/0"))
            with pytest.raises(FetchFailed, match="circle"):
                await fetcher.get(site.url("/a"))


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "http://u:p@example.org/",
    ],
)
async def test_it_leads_nowhere_that_a_redirect_may_not(target: str) -> None:
    async with Site() as site:
        url = site.page("/go", sending(f"0;url={target}"))
        async with Fetcher(rules(site)) as fetcher:
            with pytest.raises(UnsafeAddress):
                await fetcher.get(url)
        assert site.paths == ["/go"]


PARAGRAPH = " ".join(f"word{number}" for number in range(100))


@pytest.mark.parametrize(
    ("content", "words", "target"),
    [
        ("0; url=/x", "Go on.", "/x"),
        ("0;URL='https://b.example/y?a=1&amp;b=2'", "Go on.", "https://b.example/y?a=1&b=2"),
        ("3, url = /x", "Go on.", "/x"),
        ("0; /x", "Go on.", "/x"),
        ("300; url=/x", "Go on.", None),  # reloads, when the reader has read
        ("0", "Go on.", None),
        ("5;url=", "Go on.", None),
        ("0;url=/x", PARAGRAPH, None),  # an article with a way out
        ("soon;url=/x", "Go on.", None),
    ],
)
def test_what_sends_on(content: str, words: str, target: str | None) -> None:
    assert refresh_target(sending(content, words).encode(), "text/html") == target


def test_only_pages_send_on() -> None:
    assert refresh_target(sending("0;url=/x").encode(), "application/rss+xml") is None
    assert refresh_target(b"", "text/html") is None
    assert refresh_target(b"<meta http-equiv=refresh content='0;url=/x'" * 50_000, "text/html") is None


def test_the_own_address_is_no_redirect(tmp_path: Path) -> None:
    assert refresh_target(sending("0;url=#top").encode(), "text/html") is None
