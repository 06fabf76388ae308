"""One bounded, careful HTTP GET: nothing a server does takes more than the rules allow or leads to an inner network.

- A host's name is resolved once, every address of it is checked, and only those are connected to.
- Redirects are followed by hand, and each hop is checked like the first. A redirect from https to http is followed, as
  articles carry no secrets, but never remembered (`Fetched.moved_to`); nor is a <meta> refresh, which is one more hop.
- Validators (ETag, date of change) go to every hop.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from types import TracebackType

import aiohttp
from aiohttp import BaseConnector, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.http_exceptions import HttpProcessingError

from ...errors import FetchFailed, FileTooLarge, UnsafeAddress
from .guard import REDIRECTS, FetchRules, Route, admit
from .refresh import refresh_target
from .response import ENCODINGS, Fetched, Inflater, Turns, charset, media_type, refusal, validator

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port -> its addresses as text. Raises OSError when it has none."""

Connect = Callable[[AbstractResolver], BaseConnector]
"""Makes the connector, which must take every address of a name from this resolver and keep none."""


async def system_resolve(host: str, port: int) -> list[str]:
    """As the operating system resolves it."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def tcp(resolver: AbstractResolver) -> BaseConnector:
    """Connections that serve one request each, so that each request resolves and checks anew."""
    return TCPConnector(resolver=resolver, use_dns_cache=False, force_close=True, limit=0)


class GuardedResolver(AbstractResolver):
    """Hands out only addresses that may be fetched. What it hands out is connected to without another look-up.

    aiohttp does not ask a resolver about a host in figures: `guard.parse` judges those.
    """

    def __init__(self, resolve: Resolve, rules: FetchRules) -> None:
        self._resolve = resolve
        self._rules = rules

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises UnsafeAddress if one of the addresses is not public, OSError if there are none."""
        try:
            found = await self._resolve(host, port)
        except UnicodeError as error:
            raise OSError(f"{host} is not a name") from error
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in admit(host, found, self._rules)
        ]

    async def close(self) -> None:
        """There is nothing to close."""


DISTRIBUTION = "dateline-bot"

_AT_ONCE = 8
"""Requests in all, each holding at most twice `max_bytes`."""

_HEADER_BYTES = 32_768
"""Of one header: policies and preload lists of real sites pass aiohttp's 8 KB."""

_FOUND = 302
"""What a <meta> refresh counts as: a redirect that is followed and not remembered."""

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "its host cannot be found"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid"),
    (aiohttp.ClientSSLError, "a secure connection cannot be made"),
    (aiohttp.ClientConnectorError, "the server cannot be reached"),
    (aiohttp.ClientResponseError, "the server's answer is not valid HTTP"),
    (HttpProcessingError, "the server's answer is not valid HTTP"),
    (aiohttp.ClientPayloadError, "the connection ended before the page did"),
    (zlib.error, "its compression is damaged"),
    (aiohttp.ClientError, "the connection broke off"),
    (OSError, "the connection broke off"),
)
"""Our own words: those of the libraries name the addresses that a host was resolved to. The first that fits counts."""


@dataclass(frozen=True, slots=True)
class _Redirect:
    status: int
    location: str


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """GETs for one library. Owns the HTTP session: `async with Fetcher(rules) as fetcher`."""

    def __init__(
        self,
        rules: FetchRules,
        *,
        resolve: Resolve = system_resolve,
        connect: Connect = tcp,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._rules = rules
        self._resolver = GuardedResolver(resolve, rules)
        self._connect = connect
        self._now = now
        self._turns = Turns(_AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Fetcher:
        self._session = aiohttp.ClientSession(
            connector=self._connect(self._resolver),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": user_agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=None),  # `_exchange` keeps the time
            auto_decompress=False,
            trust_env=False,
            max_field_size=_HEADER_BYTES,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The page, or status 304 when the validators still hold. Waiting for the host's turn takes none of its time.

        Raises UnsafeAddress, FetchFailed, GoneFromSource, FileTooLarge; each names `url`, not what it redirects to.
        """
        route = Route(url, self._rules)
        given = {"If-None-Match": validator(etag), "If-Modified-Since": validator(last_modified)}
        headers = {name: value for name, value in given.items() if value}
        clock = asyncio.get_running_loop().time
        left = self._rules.timeout_seconds
        while True:
            async with self._turns.of(route.here.raw_host or ""):
                began = clock()
                answer = await self._exchange(route, headers, left)
                left -= clock() - began
            if isinstance(answer, Fetched):
                return answer
            route.follow(answer.status, answer.location)

    async def _exchange(
        self, route: Route, headers: Mapping[str, str], seconds: float
    ) -> Fetched | _Redirect:
        """One request, at most `seconds` long, with the errors of the libraries made ours."""
        try:
            async with asyncio.timeout(seconds):
                with closing(await self._begin(route, headers)) as response:
                    return await self._take(route, response, headers)
        except TimeoutError as error:
            problem = f"it was not complete after {self._rules.timeout_seconds:g} s"
            raise FetchFailed(route.source, problem) from error
        except UnsafeAddress as refused:
            raise route.refused(refused) from refused
        except tuple(kind for kind, _ in _FAULTS) as error:
            problem = next(problem for kind, problem in _FAULTS if isinstance(error, kind))
            raise FetchFailed(route.source, problem) from error

    async def _begin(self, route: Route, headers: Mapping[str, str]) -> aiohttp.ClientResponse:
        """Up to the answer's headers."""
        if self._session is None:
            raise RuntimeError("the fetcher is not open")
        seconds = self._rules.first_byte_seconds
        try:
            async with asyncio.timeout(seconds) as limit:
                return await self._session.get(route.here, headers=headers, allow_redirects=False)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise FetchFailed(route.source, f"the server did not answer within {seconds:g} s") from error

    async def _take(
        self, route: Route, response: aiohttp.ClientResponse, sent: Mapping[str, str]
    ) -> Fetched | _Redirect:
        status, headers = response.status, response.headers
        if status in REDIRECTS:
            return _Redirect(status, headers.get("Location", ""))
        unchanged = status == 304 and bool(sent)
        if not unchanged and status not in (200, 203):  # 203: as 200, by way of a proxy
            raise refusal(route.source, status, headers, self._now())
        data = b"" if unchanged else await self._body(route.source, response)
        content_type = headers.get("Content-Type", "")
        if target := refresh_target(data, media_type(content_type)):
            return _Redirect(_FOUND, target)
        etag, modified = validator(headers.get("ETag")), validator(headers.get("Last-Modified"))
        return Fetched(
            url=str(route.here),
            moved_to=route.moved_to,
            status=304 if unchanged else 200,
            media_type=media_type(content_type),
            charset=charset(content_type),
            data=data,
            etag=etag or (sent.get("If-None-Match") if unchanged else None),
            last_modified=modified or (sent.get("If-Modified-Since") if unchanged else None),
        )

    async def _body(self, source: str, response: aiohttp.ClientResponse) -> bytes:
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ENCODINGS:
            raise FetchFailed(source, "it is compressed in a way that was not asked for")
        limit, wire, data = self._rules.max_bytes, 0, bytearray()
        if (response.content_length or 0) > limit:
            raise FileTooLarge(source, response.content_length or 0, limit)
        inflater = Inflater(encoding)
        async for chunk in response.content.iter_any():
            wire += len(chunk)
            if wire > limit:
                raise FileTooLarge(source, wire, limit)
            for piece in inflater.feed(chunk):
                data += piece
                if len(data) > limit:
                    raise FileTooLarge(source, len(data), limit)
                await asyncio.sleep(0)  # much may come out of one chunk
        inflater.finish()
        return bytes(data)


def user_agent() -> str:
    """What we are: name, version and, if the project has one, its page."""
    try:
        about = metadata.metadata(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "Dateline"
    pages = [page.partition(",")[2].strip() for page in about.get_all("Project-URL") or []]
    return f"Dateline/{about['Version']}" + (f" (+{pages[0]})" if pages else "")
