"""Servers that break the rules cost little and raise nothing but our own errors."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import FetchFailed, FileTooLarge, IngestError
from retrieval.ingest.fetch.fetch import Fetcher
from retrieval.ingest.fetch.response import Fetched
from tests.web import hostile
from tests.web.hostile import OK, Hostile, Script
from tests.web.network import Names, loopback, world
from tests.web.server import Site

LIMIT = 100_000
BOMB = 80_000_000
"""Bytes that are fewer than LIMIT on the wire."""


async def fetch(script: Script, **changed: float) -> Fetched:
    """From a server with this script, with little patience."""
    async with (
        Hostile(script) as server,
        Fetcher(loopback(server.port, **{"max_bytes": LIMIT, **changed})) as fetcher,
    ):
        return await fetcher.get(server.url())


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (hostile.slow_headers(), "did not answer"),
        (hostile.silent(), "did not answer"),
        (hostile.endless_interim(), "did not answer"),
        (hostile.slow_body(), "not complete"),
        (hostile.dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "not complete"),
        (hostile.dripping(OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")[:10]), "damaged"),
    ],
)
async def test_slow_servers_are_left(script: Script, problem: str) -> None:
    patience = {"first_byte_seconds": 0.2, "timeout_seconds": 0.4}
    with pytest.raises(FetchFailed, match=problem):
        await fetch(script, **patience)


async def test_all_redirects_share_the_time() -> None:
    async def late(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        writer.write(f"HTTP/1.1 302 Found\r\nLocation: /{len(server.requests)}\r\n\r\n".encode())

    async with Hostile(late) as server:
        rules = loopback(server.port, timeout_seconds=0.4, first_byte_seconds=0.3, max_redirects=20)
        async with Fetcher(rules) as fetcher:
            with pytest.raises(FetchFailed, match="not complete"):
                await fetcher.get(server.url())
        assert len(server.requests) <= 3


@pytest.mark.parametrize(
    "script",
    [
        hostile.endless_body(),
        hostile.endless_body(OK + b"Content-Length: 99999999999\r\n\r\n"),
        hostile.endless_nothing(),
        hostile.bomb("gzip", BOMB),
        hostile.bomb("deflate", BOMB),
        hostile.raw(OK + b"Content-Encoding: deflate\r\n\r\n" + hostile.compressed("raw", BOMB)),
        hostile.wrong_length(LIMIT + 1, b"x"),
    ],
    ids=[
        "endless",
        "endless, and says so",
        "endless nothing",
        "gzip bomb",
        "deflate bomb",
        "raw deflate bomb",
        "says it is large",
    ],
)
async def test_bodies_without_end_are_stopped_with_little_memory(script: Script) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(FileTooLarge) as caught:
            await fetch(script)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.limit == LIMIT < caught.value.size
    assert peak < 5_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_the_bombs_are_small_on_the_wire(encoding: str) -> None:
    assert len(hostile.compressed(encoding, BOMB)) < LIMIT


async def test_a_bomb_of_many_members_is_stopped() -> None:
    body = gzip.compress(b"") * 4000
    with pytest.raises(FetchFailed, match="damaged"):
        await fetch(hostile.raw(OK + b"Content-Encoding: gzip\r\n\r\n" + body))


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (hostile.wrong_length(100, b"hello"), "ended before"),
        (hostile.wrong_length(5, b"hello, and more"), "not valid HTTP"),
        (hostile.half_way_chunked(), "ended before"),
        (hostile.raw(OK + b"Content-Length: -5\r\n\r\n"), "not valid HTTP"),
        (hostile.raw(OK + b"Content-Length: five\r\n\r\nhello"), "not valid HTTP"),
        (hostile.raw(OK + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"), "ended before|not valid HTTP"),
        (hostile.huge_header(100_000), "not valid HTTP"),
        (hostile.endless_headers(), "not valid HTTP"),
        (hostile.raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "not valid HTTP"),
        (hostile.raw(b"220 mail.example ESMTP\r\n"), "not valid HTTP"),
        (hostile.raw(b""), "broke off"),
        (hostile.raw(b"HTTP/1.1 200 OK\r\nContent-"), "broke off"),
        (hostile.raw(OK + b"Content-Encoding: br\r\n\r\nx"), "not asked for"),
        (hostile.raw(OK + b"Content-Encoding: gzip, gzip\r\n\r\nx"), "not asked for"),
        (hostile.raw(OK + b"Content-Encoding: gzip\r\n\r\nnot gzip"), "damaged"),
        (hostile.raw(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"text")[:-3]), "damaged"),
        (hostile.raw(b"HTTP/1.1 302 Found\r\n\r\n"), "without saying where"),
        (hostile.raw(b"HTTP/1.1 302 Found\r\nLocation: \r\n\r\n"), "without saying where"),
        (hostile.raw(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"), "in a circle"),
        (hostile.raw(b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx"), "206"),
    ],
)
async def test_answers_that_are_not_as_they_must_be(script: Script, problem: str) -> None:
    with pytest.raises(FetchFailed, match=problem):
        await fetch(script, first_byte_seconds=5.0, timeout_seconds=5.0)


@pytest.mark.parametrize(
    "script",
    [hostile.huge_header(20_000), hostile.raw(OK + b"\r\nhello")],
)
async def test_small_faults_are_forgiven(script: Script) -> None:
    assert (await fetch(script)).data in (b"hello", b"")


async def test_the_server_is_hung_up_on() -> None:
    async with Hostile(hostile.endless_body()) as server:
        async with Fetcher(loopback(server.port, max_bytes=LIMIT)) as fetcher:
            with pytest.raises(FileTooLarge):
                await fetcher.get(server.url())
        await server.hung_up.wait()


async def test_redirects_without_end() -> None:
    async with Site() as site:
        for number in range(9):
            site.redirect(f"/{number}", f"/{number + 1}")
        site.page("/9", "here")
        async with Fetcher(loopback(site.port, max_redirects=3)) as fetcher:
            with pytest.raises(FetchFailed, match="more than 3 times"):
                await fetcher.get(site.url("/0"))
            assert len(site.requests) == 4
            assert (await fetcher.get(site.url("/6"))).data == b"here"


async def test_nobody_there() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        async with Fetcher(loopback(port)) as fetcher:
            with pytest.raises(FetchFailed, match="cannot be reached"):
                await fetcher.get(f"http://127.0.0.1:{port}/")


async def test_no_such_name() -> None:
    async with Site() as site, world(Names(), site.port) as (fetcher, connected):
        with pytest.raises(FetchFailed, match="cannot be found"):
            await fetcher.get("http://no-such.example/")
    assert connected == []


async def test_a_cancelled_fetch_leaves_nothing_behind() -> None:
    async with Hostile(hostile.silent()) as server, Fetcher(loopback(server.port)) as fetcher:
        task = asyncio.create_task(fetcher.get(server.url()))
        await server.asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(fetcher._turns) == 0


lines = st.sampled_from(
    """HTTP/1.1|HTTP/1.0|HTTP/9.9| 200 | 302 | 304 | 999 |OK|\r\n|\r\n\r\n|\n|:|Location|Content-Length: |5|-1|
    Transfer-Encoding: chunked\r\n|Content-Encoding: gzip\r\n|Content-Encoding: deflate\r\n|Content-Type: text/html|
    charset=|Location: |http://|[::1|//|\x00|\xff|0\r\n\r\n|5\r\nhello\r\n|Retry-After: |Set-Cookie: a=b""".split(
        "|"
    )
)


@given(st.lists(st.one_of(lines, st.text(max_size=5)), max_size=12), st.booleans())
def test_any_bytes_are_a_page_or_one_of_our_errors(parts: list[str], well_begun: bool) -> None:
    head = b"HTTP/1.1 200 OK\r\n" if well_begun else b""
    script = hostile.raw(head + "".join(parts).encode("utf-8", "surrogateescape"))
    try:
        asyncio.run(fetch(script, first_byte_seconds=0.3, timeout_seconds=0.5))
    except IngestError as error:
        problem = error.problem
    else:
        return
    assert "127.0.0.1" not in problem
