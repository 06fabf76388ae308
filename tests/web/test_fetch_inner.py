"""Inner networks are never connected to: not directly, not by a redirect, not by a name that changes its mind."""

from __future__ import annotations

import pytest

from retrieval.errors import UnsafeAddress
from retrieval.ingest.fetch.fetch import Fetcher
from retrieval.ingest.fetch.guard import FetchRules
from tests.web.network import PUBLIC, Names, Unreachable, world
from tests.web.server import Site


@pytest.mark.parametrize(
    "location",
    """http://127.0.0.1/ http://[::1]/ http://[::ffff:10.0.0.1]/ http://169.254.169.254/latest/meta-data/ file:///etc/passwd
    javascript:alert(1) http://localhost/ http://2130706433/ //10.0.0.1/ http://inner.example/ http://mixed.example/
    http://news.example:22/ http://user:secret@news.example/ ftp://news.example/ gopher://news.example/
    http://0/ http://metadata.google.internal/""".split(),
)
async def test_a_redirect_to_an_inner_address_is_not_followed(location: str) -> None:
    table = {"news.example": [PUBLIC], "inner.example": ["10.0.0.1"], "mixed.example": [PUBLIC, "10.0.0.1"]}
    async with Site() as site:
        site.redirect("/a", location)
        async with world(Names(table), site.port) as (fetcher, connected):
            with pytest.raises(UnsafeAddress, match="it redirects to") as caught:
                await fetcher.get("http://news.example/a")
        assert site.paths == ["/a"]
    assert connected == [PUBLIC]
    assert caught.value.source == "http://news.example/a"
    assert "secret" not in str(caught.value)
    assert not {"10.0.0.1", "127.0.0.1"} & set(caught.value.problem.split())


@pytest.mark.parametrize(
    "url",
    """http://inner.example/ http://mixed.example/ http://[::ffff:10.0.0.1]/ http://127.0.0.1/ http://2130706433/
    http://0x7f.1/ https://inner.example/ http://rebound.example/""".split(),
)
async def test_what_is_refused_is_never_connected_to(url: str) -> None:
    table = {
        "inner.example": ["10.0.0.1"],
        "mixed.example": [PUBLIC, "::1"],
        "rebound.example": ["127.0.0.1"],
    }
    async with Fetcher(FetchRules(), resolve=Names(table), connect=Unreachable) as fetcher:
        with pytest.raises(UnsafeAddress) as caught:
            await fetcher.get(url)
    assert caught.value.source == url


async def test_the_connector_of_these_tests_would_tell() -> None:
    async with Fetcher(
        FetchRules(), resolve=Names({"news.example": [PUBLIC]}), connect=Unreachable
    ) as fetcher:
        with pytest.raises(AssertionError, match=PUBLIC):
            await fetcher.get("http://news.example/")
        with pytest.raises(AssertionError, match=PUBLIC):
            await fetcher.get(f"http://{PUBLIC}/")


async def test_dns_that_changes_its_mind_changes_nothing() -> None:
    names = Names({"news.example": [[PUBLIC], ["127.0.0.1"]]})
    async with Site() as site:
        site.page("/a", "here")
        site.redirect("/b", "/a")
        async with world(names, site.port) as (fetcher, connected):
            assert (await fetcher.get("http://news.example/a")).data == b"here"
            assert (names.asked, connected) == (["news.example"], [PUBLIC])
            with pytest.raises(UnsafeAddress):
                await fetcher.get("http://news.example/a")
        names = Names({"news.example": [[PUBLIC], ["127.0.0.1"]]})
        async with world(names, site.port) as (fetcher, connected):
            with pytest.raises(UnsafeAddress, match="it redirects to"):
                await fetcher.get("http://news.example/b")
            assert connected == [PUBLIC]
        assert site.paths == ["/a", "/b"]
