"""What a server's answer says, read leniently; decompression in small pieces, so that a few bytes that stand for
gigabytes are noticed before they are unpacked; and turns, so that each host gets one request at a time.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from ...errors import FetchFailed, GoneFromSource, IngestError

LONGEST_WAIT = 86_400
"""Seconds. A server that asks for a longer pause is asked again after a day."""

_LONGEST_VALIDATOR = 1024
"""Characters of an ETag that are kept; a longer one is not used."""

_MEDIA_TYPE = re.compile(r"^\s*+([\w.+!#$&^-]+/[\w.+!#$&^-]+)\s*+(?:[;,]|$)", re.ASCII)
_CHARSET = re.compile(
    r"""charset\s*+=\s*+(?:["']\s*+)?([\w.:+-]{1,40})(?![\w.:+-])""", re.ASCII | re.IGNORECASE
)

_PROBLEMS = {
    401: "the page is for those who log in",
    402: "the page is for those who pay",
    403: "the server refuses access",
    429: "the server asks for fewer requests",
    451: "the page is blocked for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer that can be used."""

    url: str
    """After redirects."""
    moved_to: str | None
    """The address to remember when every redirect was permanent and none led from https to http, else None."""
    status: int
    """200, or 304: not changed since the validators that were sent."""
    media_type: str
    """ "text/html": lower case, "" if not stated."""
    charset: str | None
    """As stated."""
    data: bytes
    """Decompressed; empty for 304."""
    etag: str | None
    last_modified: str | None
    """Validators for the next request, as opaque as they came; for 304 those sent if the server names no new ones."""


class Getter(Protocol):
    """What fetches: `fetch.Fetcher`, or a stand-in for it."""

    async def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Raises FetchFailed, UnsafeAddress, GoneFromSource, FileTooLarge."""


def media_type(content_type: str) -> str:
    """ "Text/HTML; charset=x" -> "text/html"; "" for what is no media type."""
    match = _MEDIA_TYPE.match(content_type)
    return match[1].lower() if match else ""


def charset(content_type: str) -> str | None:
    """The charset of a Content-Type as stated, lower case. Whether it is an encoding of the web `encoding` decides."""
    match = _CHARSET.search(content_type)
    return match[1].lower() if match else None


def validator(value: str | None) -> str | None:
    """An ETag or a date of change if it can be sent back in a header as it is, else None."""
    usable = (
        value is not None and value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    )
    return value.strip() or None if value is not None and usable else None


def retry_after(value: str | None, now: datetime) -> int | None:
    """Seconds to wait, from 0 to a day, by a Retry-After in seconds or as a date; None if it says neither."""
    text = (value or "").strip()
    if re.fullmatch(r"\d+(?:\.\d*)?", text, re.ASCII):
        return int(min(float(text), LONGEST_WAIT))
    try:
        date = parsedate_to_datetime(text)
        seconds = ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return round(min(max(seconds, 0), LONGEST_WAIT))


def refusal(source: str, status: int, headers: Mapping[str, str], now: datetime) -> IngestError:
    """The error that a status other than 200, 304 and redirects stands for."""
    if status in (404, 410):
        return GoneFromSource(source, status)
    fault = "the server has a fault of its own" if status >= 500 else "the server gives no page"
    problem = f"{_PROBLEMS.get(status, fault)} (status {status})"
    return FetchFailed(source, problem, retry_after(headers.get("Retry-After"), now))


ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
"""Values of Content-Encoding that `Inflater` takes, lower case."""

PIECE = 256 * 1024
"""Bytes unpacked in one step, about a millisecond; also the most that is unpacked beyond a caller's limit."""

_MOST_MEMBERS = 1000
"""A gzip stream may consist of several. Without a limit, many tiny ones would cost much time and few bytes."""

_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Inflater:
    """Undoes one Content-Encoding. "deflate" is zlib's format or, as some servers send it, the bare stream."""

    def __init__(self, encoding: str) -> None:
        """Raises ValueError for an encoding that is not in `ENCODINGS`."""
        if encoding not in ENCODINGS:
            raise ValueError(encoding)
        self._plain = encoding in ("", "identity")
        self._gzip = encoding in ("gzip", "x-gzip")
        self._stream: zlib._Decompress | None = None
        self._pending = b""
        self._members = 0
        self._ended = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What the next bytes from the wire stand for, in pieces of at most `PIECE` bytes. Raises zlib.error."""
        if self._plain:
            yield chunk
            return
        rest, piece = self._pending + chunk, b""
        self._pending = b""
        while (rest or len(piece) == PIECE) and not self._ended:
            if self._stream is None or self._stream.eof:
                if len(rest) < 2:  # it takes two bytes to tell what begins here
                    self._pending = rest
                    return
                self._begin(rest)
                continue
            piece = self._stream.decompress(rest, PIECE)
            rest = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> None:
        """Call after the last byte. Raises zlib.error when the stream is not at its end."""
        begun = self._stream is not None or bool(self._pending)
        if begun and (self._stream is None or not self._stream.eof):
            raise zlib.error("incomplete")

    def _begin(self, head: bytes) -> None:
        """The first stream, or another member of a gzip stream; what else follows a stream is padding."""
        first = self._stream is None
        if not first and not (self._gzip and head.startswith(b"\x1f\x8b")):
            self._ended = True
            return
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise zlib.error("too many members")
        if self._gzip:
            self._stream = zlib.decompressobj(_GZIP)
        else:
            wrapped = head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0  # RFC 1950, section 2.2
            self._stream = zlib.decompressobj(_ZLIB if wrapped else _RAW)


class Turns:
    """Who may ask which host now. A host that nobody waits for is forgotten."""

    def __init__(self, at_once: int) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._hosts: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    def __len__(self) -> int:
        """Hosts that are being asked or waited for."""
        return len(self._hosts)

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """Waits until it is this caller's turn. Do not take a second one inside: two could wait for each other."""
        lock = self._hosts.setdefault(host, asyncio.Lock())
        self._users[host] = self._users.get(host, 0) + 1
        try:
            async with lock, self._all:
                yield
        finally:
            self._users[host] -= 1
            if not self._users[host]:
                del self._users[host], self._hosts[host]
