"""Decompression in small pieces, so that a few bytes that stand for gigabytes are noticed before they are unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

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
