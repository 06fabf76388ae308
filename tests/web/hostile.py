"""Servers that break the rules, byte by byte: each function writes what an honest server never would."""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from collections.abc import Awaitable, Callable
from types import TracebackType

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What to write when a request has come; the connection is closed when it returns."""

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class Hostile:
    """`async with Hostile(script) as server`: a listener on 127.0.0.1 that runs the script for every request."""

    def __init__(self, script: Script) -> None:
        self.requests: list[bytes] = []
        self.asked = asyncio.Event()
        """A request has come."""
        self.hung_up = asyncio.Event()
        """The client closed a connection before the script was through."""
        self._script = script
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Hostile:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer), name="hostile")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.requests.append(await reader.readuntil(b"\r\n\r\n"))
            self.asked.set()
            await self._script(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.hung_up.set()
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


def raw(data: bytes) -> Script:
    """Exactly these bytes."""

    async def script(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return script


def dripping(head: bytes, drop: bytes, pause: float = 0.01) -> Script:
    """A slow loris: `head`, then one `drop` after another for ever, `pause` seconds apart."""

    async def script(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(pause)

    return script


def slow_headers() -> Script:
    return dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x")


def slow_body() -> Script:
    return dripping(OK + b"Content-Length: 100000\r\n\r\n", b"x")


def silent() -> Script:
    """Accepts and says nothing."""
    return dripping(b"", b"")


def endless_body(head: bytes = OK + b"\r\n") -> Script:
    return dripping(head, b"<p>More of it.</p>" * 4096, 0)


def endless_nothing() -> Script:
    """Empty blocks of a gzip stream: bytes on the wire for ever, and none after decompression."""
    stream = zlib.compressobj(9, zlib.DEFLATED, 31)
    begun = stream.compress(b"") + stream.flush(zlib.Z_SYNC_FLUSH)
    return dripping(OK + b"Content-Encoding: gzip\r\n\r\n" + begun, b"\x00\x00\x00\xff\xff" * 4096, 0)


def endless_headers() -> Script:
    return dripping(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n", 0)


def endless_interim() -> Script:
    """One "103 Early Hints" after another."""
    return dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.001)


def bomb(encoding: str, size: int) -> Script:
    """`size` zero bytes in about a thousandth of that."""
    body = compressed(encoding, size)
    return raw(OK + f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


def compressed(encoding: str, size: int) -> bytes:
    """Zeros, as "gzip", "deflate" (zlib's format) or "raw" (deflate without it). Takes no memory for the zeros."""
    bits = {"gzip": 31, "deflate": 15, "raw": -15}[encoding]
    stream = zlib.compressobj(9, zlib.DEFLATED, bits)
    step = bytes(1_000_000)
    parts = [stream.compress(step) for _ in range(size // len(step))]
    return b"".join([*parts, stream.compress(bytes(size % len(step))), stream.flush()])


def wrong_length(says: int, sends: bytes) -> Script:
    return raw(OK + f"Content-Length: {says}\r\n\r\n".encode() + sends)


def half_way_chunked() -> Script:
    """A chunk of 100 bytes of which 5 come."""
    return raw(OK + b"Transfer-Encoding: chunked\r\n\r\n64\r\nhello")


def huge_header(size: int) -> Script:
    return raw(b"HTTP/1.1 200 OK\r\nX-Huge: " + b"x" * size + b"\r\nContent-Length: 0\r\n\r\n")
