"""A web server on 127.0.0.1 that serves what a test puts there, answers conditional requests and keeps a log."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType

from aiohttp import web

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

HTML, RSS, ATOM = "text/html; charset=utf-8", "application/rss+xml", "application/atom+xml"
JSON_FEED, XML, PDF = "application/feed+json", "application/xml", "application/pdf"


@dataclass(frozen=True)
class Seen:
    """One request as it arrived; header names are lower case."""

    method: str
    path: str
    headers: Mapping[str, str]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass
class Page:
    """What one path answers. With `etag` or `last_modified` it answers 304 to a request that carries it."""

    body: bytes
    media_type: str | None = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None


class Site:
    """`async with Site() as site`: put pages there, read `site.requests`. Paths that nobody set are 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Seen] = []
        self._answers: dict[str, Page | Handler] = {}
        self._tls = tls
        self._runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.1)
        self._port = 0

    async def __aenter__(self) -> Site:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._tls)
        await site.start()
        self._port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        return self._port

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [seen.path for seen in self.requests]

    def page(
        self,
        path: str,
        body: str | bytes,
        *,
        media_type: str | None = HTML,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        etag: bool | str = False,
        last_modified: str | None = None,
    ) -> str:
        """Put a page there, or replace it; its address. `etag=True` makes one from the body."""
        data = body.encode() if isinstance(body, str) else body
        tag = f'"{hashlib.blake2s(data).hexdigest()[:16]}"' if etag is True else etag or None
        self._answers[path] = Page(data, media_type, status, dict(headers or {}), tag, last_modified)
        return self.url(path)

    def feed(self, path: str, body: str | bytes, *, media_type: str = RSS, etag: bool | str = True) -> str:
        return self.page(path, body, media_type=media_type, etag=etag)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, b"", status=status, headers={"Location": to})

    def handle(self, path: str, handler: Handler) -> str:
        """Answer a path with a function of aiohttp's request."""
        self._answers[path] = handler
        return self.url(path)

    def remove(self, path: str, status: int = 404) -> None:
        self.page(path, b"gone", status=status)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append(Seen(request.method, request.path_qs, headers))
        answer = self._answers.get(request.path_qs) or self._answers.get(request.path)
        if isinstance(answer, Page):
            return _response(answer, headers)
        if answer is None:
            return web.Response(status=404, text="not found")
        return await answer(request)


def _response(page: Page, sent: Mapping[str, str]) -> web.Response:
    headers = dict(page.headers)
    if page.etag:
        headers["ETag"] = page.etag
    if page.last_modified:
        headers["Last-Modified"] = page.last_modified
    same_tag = page.etag is not None and page.etag in sent.get("if-none-match", "")
    same_date = page.last_modified is not None and sent.get("if-modified-since") == page.last_modified
    if same_tag or (same_date and "if-none-match" not in sent):
        return web.Response(status=304, headers=headers)
    if page.media_type is not None:
        headers["Content-Type"] = page.media_type
    return web.Response(body=page.body, status=page.status, headers=headers)
