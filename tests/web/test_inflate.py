"""Decompression in pieces gives what decompression at once gives, and nothing else but zlib.error."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.fetch.response import PIECE, Inflater
from tests.web.hostile import compressed


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "deflate": zlib.compress,
    "raw": raw_deflate,
    "": bytes,
}


def inflate(encoding: str, data: bytes, step: int) -> bytes:
    inflater = Inflater(encoding)
    out = b""
    for start in range(0, len(data), step):
        out += b"".join(inflater.feed(data[start : start + step]))
    inflater.finish()
    return out


@given(
    st.binary(max_size=400),
    st.sampled_from(sorted(WAYS)),
    st.integers(1, 50),
    st.sampled_from([b"", b"\0" * 9, b"x"]),
)
def test_any_data_in_any_chunks(data: bytes, way: str, step: int, padding: bytes) -> None:
    wire = WAYS[way](data) + (padding if way else b"")
    assert inflate("deflate" if way == "raw" else way, wire, step) == data


@given(st.lists(st.binary(max_size=40), max_size=5), st.integers(1, 30))
def test_members_of_a_gzip_stream_follow_each_other(parts: list[bytes], step: int) -> None:
    assert inflate("gzip", b"".join(map(gzip.compress, parts)), step) == b"".join(parts)


@given(st.binary(min_size=2, max_size=200), st.sampled_from(["gzip", "deflate"]), st.data())
def test_what_is_cut_off_is_noticed(data: bytes, way: str, draw: st.DataObject) -> None:
    wire = WAYS[way](data)
    cut = draw.draw(st.integers(1, len(wire) - 1))
    with pytest.raises(zlib.error):
        inflate(way, wire[:cut], 7)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_are_data_or_a_zlib_error(wire: bytes, way: str) -> None:
    with contextlib.suppress(zlib.error):
        inflate(way, wire, 16)


@pytest.mark.parametrize("way", ["gzip", "deflate", "raw"])
def test_pieces_are_small_however_much_they_come_from(way: str) -> None:
    inflater = Inflater("deflate" if way == "raw" else way)
    sizes = [len(piece) for piece in inflater.feed(compressed(way, 3 * PIECE + 5))]
    inflater.finish()
    assert sum(sizes) == 3 * PIECE + 5
    assert max(sizes) <= PIECE


def test_a_thousand_members_are_enough() -> None:
    with pytest.raises(zlib.error, match="members"):
        inflate("gzip", gzip.compress(b"") * 1001, 65536)


def test_an_unknown_encoding_is_not_taken() -> None:
    with pytest.raises(ValueError, match="br"):
        Inflater("br")
