"""Headers, read leniently."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import FetchFailed
from retrieval.errors import GoneFromSource
from retrieval.ingest.fetch.response import charset, media_type, refusal, retry_after, validator

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "kind", "label"),
    [
        ("text/html; charset=utf-8", "text/html", "utf-8"),
        ("Text/HTML;charset=UTF-8", "text/html", "utf-8"),
        (' text/html ; Charset = "ISO-8859-1" ; x=y', "text/html", "iso-8859-1"),
        ("text/html; charset='windows-1252'", "text/html", "windows-1252"),
        ("text/html, text/plain; charset=koi8-r", "text/html", "koi8-r"),
        ("application/rss+xml", "application/rss+xml", None),
        ("text/html; charset=klingon", "text/html", "klingon"),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=\udcff", "text/html", None),
        ("text/html; charset=base64", "text/html", "base64"),
        ("text/html; charset=unicode_escape", "text/html", "unicode_escape"),
        ("text/html; charset=utf-7", "text/html", "utf-7"),
        ("text/html; charset=" + "a" * 5000, "text/html", None),
        ("charset=utf-8", "", "utf-8"),
        ("html", "", None),
        ("text / html", "", None),
        ("", "", None),
    ],
)
def test_content_types(header: str, kind: str, label: str | None) -> None:
    assert (media_type(header), charset(header)) == (kind, label)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("1.5", 1),
        ("9" * 5000, 86_400),
        ("90000", 86_400),
        ("Wed, 01 May 2024 12:02:00 GMT", 120),
        ("Wed, 01 May 2024 12:02:00", 120),
        ("Wed, 01 May 2024 14:02:00 +0200", 120),
        ("Wednesday, 01-May-24 12:02:00 GMT", 120),
        ("Wed, 01 May 2024 11:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: int | None) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text(max_size=40))
def test_any_header_is_read(text: str) -> None:
    assert media_type(text) == media_type(text).lower()
    charset(f"text/html; charset={text}")
    seconds = retry_after(text, NOW)
    assert seconds is None or 0 <= seconds <= 86_400
    kept = validator(text)
    assert kept is None or kept.isascii()


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "\0", "é", "\udcff", "a" * 1025, "", " ", None])
def test_what_cannot_be_sent_back_is_no_validator(value: str | None) -> None:
    assert validator(value) is None


def test_validators_are_opaque() -> None:
    assert validator('W/"a b"') == 'W/"a b"'


@pytest.mark.parametrize(
    ("status", "part"),
    [
        (401, "log in"),
        (402, "pay"),
        (403, "refuses"),
        (418, "no page"),
        (429, "fewer"),
        (451, "legal"),
        (500, "fault"),
        (503, "fault"),
        (204, "no page"),
        (304, "no page"),
        (300, "no page"),
    ],
)
def test_each_refusal_has_its_words(status: int, part: str) -> None:
    error = refusal("https://a.org/", status, {"Retry-After": "7"}, NOW)
    assert isinstance(error, FetchFailed)
    assert (error.source, error.retry_after) == ("https://a.org/", 7)
    assert part in error.problem
    assert str(status) in error.problem


@pytest.mark.parametrize("status", [404, 410])
def test_gone_is_told_apart(status: int) -> None:
    error = refusal("https://a.org/", status, {}, NOW)
    assert isinstance(error, GoneFromSource)
    assert error.status == status
