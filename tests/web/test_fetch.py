"""What an honest server gets and gives: headers, validators, redirects, turns."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from retrieval import FetchFailed, FileTooLarge
from retrieval.errors import GoneFromSource
from retrieval.ingest.fetch.fetch import Fetcher, user_agent
from retrieval.ingest.fetch.response import Turns
from tests.web.network import PUBLIC, PUBLIC_V6, Names, loopback, world
from tests.web.server import RSS, Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as opened:
        yield opened


@pytest.fixture
async def fetcher(site: Site) -> AsyncIterator[Fetcher]:
    async with Fetcher(loopback(site.port, max_bytes=100_000)) as opened:
        yield opened


async def test_a_page(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "<p>Grüße</p>", etag=True, last_modified="Wed, 01 May 2024 12:00:00 GMT")
    page = await fetcher.get(url + "#part")
    assert (page.url, page.moved_to, page.status) == (url, None, 200)
    assert (page.media_type, page.charset) == ("text/html", "utf-8")
    assert page.data.decode() == "<p>Grüße</p>"
    assert page.etag is not None
    assert page.last_modified == "Wed, 01 May 2024 12:00:00 GMT"


async def test_what_the_server_sees(site: Site, fetcher: Fetcher) -> None:
    await fetcher.get(site.page("/a?q=1", "a"))
    (seen,) = site.requests
    assert (seen.method, seen.path) == ("GET", "/a?q=1")
    assert set(seen.headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert seen.headers["user-agent"] == user_agent()
    assert seen.headers["accept-encoding"] == "gzip, deflate"


def test_the_user_agent_is_truthful(monkeypatch: pytest.MonkeyPatch) -> None:
    from email.message import Message
    from importlib import metadata

    assert user_agent().startswith("Dateline/")
    about = Message()
    about["Version"], about["Project-URL"] = "2.0", "Home, https://dateline.example"
    monkeypatch.setattr(metadata, "metadata", lambda name: about)
    assert user_agent() == "Dateline/2.0 (+https://dateline.example)"


async def test_validators_bring_304_without_a_body(site: Site, fetcher: Fetcher) -> None:
    url = site.feed("/feed", "<rss/>")
    first = await fetcher.get(url)
    assert (first.media_type, first.data) == (RSS, b"<rss/>")
    second = await fetcher.get(url, etag=first.etag)
    assert (second.status, second.data, second.etag) == (304, b"", first.etag)
    site.feed("/feed", "<rss>new</rss>")
    third = await fetcher.get(url, etag=first.etag)
    assert (third.status, third.data) == (200, b"<rss>new</rss>")
    assert third.etag != first.etag


async def test_a_304_without_validators_keeps_those_sent(site: Site, fetcher: Fetcher) -> None:
    async def unchanged(request: web.BaseRequest) -> web.Response:
        return web.Response(status=304)

    when = "Wed, 01 May 2024 12:00:00 GMT"
    same = await fetcher.get(site.handle("/a", unchanged), etag='"x"', last_modified=when)
    assert (same.status, same.etag, same.last_modified) == (304, '"x"', when)
    with pytest.raises(FetchFailed, match="304"):
        await fetcher.get(site.url("/a"))


async def test_a_validator_cannot_smuggle_a_header(site: Site, fetcher: Fetcher) -> None:
    await fetcher.get(site.page("/a", "a"), etag='"x"\r\nX-Smuggled: 1', last_modified="é")
    assert not site.requests[0].conditional
    assert "x-smuggled" not in site.requests[0].headers


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"text", mtime=0)),
        ("X-GZIP", gzip.compress(b"text", mtime=0)),
        ("deflate", zlib.compress(b"text")),
        ("", b"text"),
        ("identity", b"text"),
    ],
)
async def test_compressed_pages(site: Site, fetcher: Fetcher, encoding: str, body: bytes) -> None:
    page = await fetcher.get(site.page("/a", body, headers={"Content-Encoding": encoding}))
    assert page.data == b"text"


@pytest.mark.parametrize("body", [b"", b"\xff\0\xfe"])
@pytest.mark.parametrize("media_type", [None, "", "text/html; charset=", "nonsense"])
async def test_odd_bodies_and_types_come_through(
    site: Site, fetcher: Fetcher, body: bytes, media_type: str | None
) -> None:
    page = await fetcher.get(site.page("/a", body, media_type=media_type))
    assert page.data == body
    assert page.charset is None


async def test_the_limit_is_the_last_size_that_passes(site: Site, fetcher: Fetcher) -> None:
    assert len((await fetcher.get(site.page("/a", b"x" * 100_000))).data) == 100_000
    with pytest.raises(FileTooLarge) as caught:
        await fetcher.get(site.page("/b", b"x" * 100_001))
    assert (caught.value.source, caught.value.size, caught.value.limit) == (site.url("/b"), 100_001, 100_000)


@pytest.mark.parametrize("status", [404, 410])
async def test_gone(site: Site, fetcher: Fetcher, status: int) -> None:
    site.remove("/a", status)
    with pytest.raises(GoneFromSource) as caught:
        await fetcher.get(site.url("/a"))
    assert caught.value.status == status


@pytest.mark.parametrize("status", [401, 403, 429, 451, 500, 503])
async def test_refusals_carry_their_wait(site: Site, fetcher: Fetcher, status: int) -> None:
    url = site.page("/a", "secret of the server", status=status, headers={"Retry-After": "120"})
    with pytest.raises(FetchFailed) as caught:
        await fetcher.get(url)
    assert caught.value.retry_after == 120
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("statuses", "remembered"),
    [
        ([301], True),
        ([308, 301], True),
        ([302], False),
        ([301, 302], False),
        ([307, 301], False),
        ([303], False),
    ],
)
async def test_permanent_redirects_are_to_be_remembered(
    site: Site, fetcher: Fetcher, statuses: list[int], remembered: bool
) -> None:
    for number, status in enumerate(statuses):
        site.redirect(f"/{number}", f"/{number + 1}", status)
    site.page(f"/{len(statuses)}", "here")
    page = await fetcher.get(site.url("/0"))
    assert page.url == site.url(f"/{len(statuses)}")
    assert page.moved_to == (page.url if remembered else None)


async def test_redirects_carry_neither_cookies_nor_referers(site: Site) -> None:
    cookie = {"Location": "/b", "Set-Cookie": "id=1; Path=/"}
    site.page("/a", "", status=302, headers=cookie)
    site.page("/b", "here")
    async with world(Names({"news.example": [PUBLIC]}), site.port) as (fetcher, _):
        await fetcher.get("http://news.example/a")
        await fetcher.get("http://news.example/b")
    assert site.paths == ["/a", "/b", "/b"]
    assert all(not {"cookie", "referer", "authorization"} & set(seen.headers) for seen in site.requests)


async def test_a_name_is_resolved_once_a_hop_and_its_checked_address_connected_to(site: Site) -> None:
    names = Names({"news.example": [PUBLIC, PUBLIC_V6], "www.news.example": [PUBLIC_V6]})
    site.redirect("/a", "http://www.news.example/b", 301)
    site.page("/b", "here")
    async with world(names, site.port) as (fetcher, connected):
        page = await fetcher.get("http://News.Example./a")
    assert page.moved_to == "http://www.news.example/b"
    assert names.asked == ["news.example", "www.news.example"]
    assert connected == [PUBLIC, PUBLIC_V6, PUBLIC_V6]
    assert [seen.headers["host"] for seen in site.requests] == ["news.example", "www.news.example"]


async def test_one_request_at_a_time_to_a_host_and_hosts_side_by_side(site: Site) -> None:
    names = Names({f"{letter}.example": [PUBLIC] for letter in "ab"})
    under_way: list[str] = []
    most: list[int] = []
    both = asyncio.Event()

    async def watch(request: web.BaseRequest) -> web.Response:
        under_way.append(request.host)
        assert len(under_way) == len(set(under_way))
        most.append(len(under_way))
        if len(under_way) == 2:
            both.set()
        await both.wait()
        under_way.remove(request.host)
        return web.Response(text="here")

    site.handle("/", watch)
    async with world(names, site.port) as (fetcher, _):
        await asyncio.gather(*(fetcher.get(f"http://{letter}.example/") for letter in "aaabbb"))
    assert max(most) == 2
    assert len(site.requests) == 6


async def test_two_hosts_that_redirect_to_each_other_do_not_wait_in_a_ring(site: Site) -> None:
    names = Names({"a.example": [PUBLIC], "b.example": [PUBLIC]})
    site.redirect("/a", "http://b.example/end")
    site.redirect("/b", "http://a.example/end")
    site.page("/end", "here")
    async with world(names, site.port) as (fetcher, _):
        pages = await asyncio.gather(
            *(fetcher.get(f"http://{letter}.example/{letter}") for letter in "ab" * 5)
        )
    assert all(page.data == b"here" for page in pages)


async def test_a_host_that_nobody_waits_for_is_forgotten() -> None:
    turns = Turns(at_once=2)
    async with turns.of("a"), turns.of("b"):
        waiting = asyncio.create_task(_wait(turns, "a"))
        await asyncio.sleep(0)
        assert len(turns) == 2
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert len(turns) == 2
    assert len(turns) == 0


async def _wait(turns: Turns, host: str) -> None:
    async with turns.of(host):
        pass
