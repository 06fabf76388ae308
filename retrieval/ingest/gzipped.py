"""Files that are gzip under another name, unpacked within a limit. Pure."""

from __future__ import annotations

import zlib

from ..errors import DamagedFile, FileTooLarge

MAX_UNPACKED = 50 * 2**20
"""Bytes after unzipping: what the sitemap protocol allows."""
_GZIP = b"\x1f\x8b"


def unpacked(name: str, data: bytes) -> bytes:
    """`data`, unzipped if it is gzip, whatever it is called; a stream that breaks off gives what came. Raises
    FileTooLarge, DamagedFile."""
    if not data.startswith(_GZIP):
        return data
    found = head_of(name, data, MAX_UNPACKED + 1)
    if len(found) > MAX_UNPACKED:
        raise FileTooLarge(name, len(found), MAX_UNPACKED)
    return found


def head_of(name: str, data: bytes, length: int) -> bytes:
    """The first bytes of what `unpacked` gives. Raises DamagedFile."""
    if not data.startswith(_GZIP):
        return data[:length]
    try:
        return zlib.decompressobj(wbits=31).decompress(data, length)
    except zlib.error as error:
        raise DamagedFile(name, f"its gzip is broken ({error})") from error
