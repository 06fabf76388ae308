"""Listings that are broken, that are none, and that are made to do harm."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.errors import InvalidListing
from retrieval.ingest.feeds import looks_like_listing, read_listing
from retrieval.types import Raw
from tests.ingest.feed_samples import BASE, atom, only, rss
from tests.strategies import anything


@pytest.mark.parametrize(
    "source",
    [
        rss("<title>A & B</title><link>https://x.example/a</link>"),
        rss("<title>A &amp; B</title><link>https://x.example/a</link>").removesuffix(
            "</item></channel></rss>"
        ),
        rss(
            "<title>A &amp; B</title><link>https://x.example/a</link><description>\0\x0b&#0;&#xFFFF;</description>"
        ),
        "\n\n" + rss("<title>A &amp; B</title><link>https://x.example/a</link>"),
        "<br />\n<b>Warning</b>: in feed.php\n"
        + rss("<title>A &amp; B</title><link>https://x.example/a</link>"),
        rss("<title>A &amp; B</title><link>https://x.example/a</link><undeclared:tag>x</undeclared:tag>"),
        rss(
            "<title>A &amp; B</title><link>https://x.example/a</link><description><p>unclosed<br></description>"
        ),
        "<!-- made by <html> hand -->" + rss("<title>A &amp; B</title><link>https://x.example/a</link>"),
    ],
)
def test_broken_xml_gives_what_can_be_had(source: str) -> None:
    entry = only(source)
    assert (entry.hints.title, entry.url) == ("A & B", "https://x.example/a")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   ",
        "words",
        "<!DOCTYPE html><html><head><title>rss</title></head><body>rss</body></html>",
        "<html><body><rss version='2.0'><channel/></rss></body></html>",
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml"><feed/></html>',
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "How to write RSS: <rss version='2.0'><channel>",
        "[1, 2]",
        "%PDF-1.7",
    ],
)
def test_what_is_no_listing_is_refused(source: str) -> None:
    raw = Raw("a.rss", source.encode())
    assert not looks_like_listing(raw)
    with pytest.raises(InvalidListing):
        read_listing(raw)


@pytest.mark.parametrize(
    "source",
    [
        '{"version": "https://jsonfeed.org/version/1"',
        '{"a": 1}',
        "{" * 100_000,
        '{"version": ' + "9" * 9999 + "}",
    ],
)
def test_broken_json_is_refused(source: str) -> None:
    with pytest.raises(InvalidListing, match="JSON"):
        read_listing(Raw("a.json", source.encode()))


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY a11 SYSTEM '{}'><!ENTITY % p SYSTEM '{}'> %p;"


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "opml"])
@pytest.mark.parametrize("trick", ["laughs", "quadratic", "file", "loopback", "comment"])
def test_entities_do_nothing(kind: str, trick: str, tmp_path: Path) -> None:
    """Nothing grows, no file is read, nobody is called: the port is one that nobody listens on, and would be refused."""
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    file = (tmp_path / "secret.txt").as_uri()
    doctype = {
        "laughs": LAUGHS + "]>",
        "quadratic": f"<!DOCTYPE x [<!ENTITY a11 '{'A' * 10_000}'>]>",
        "file": OUTSIDE.format(file, file) + "]>",
        "loopback": OUTSIDE.format(*["http://127.0.0.1:9/x"] * 2) + "]>",
        "comment": "<!DOCTYPE x [<!-- don't ]> \" --><!ENTITY a11 SYSTEM '" + file + "'>]>",
    }[trick]
    body = {
        "rss": rss(f"<title>T {'&a11;' * 1000}</title><link>https://x.example/a</link>"),
        "atom": atom(f"<title>T {'&a11;' * 1000}</title><link href='https://x.example/a'/>"),
        "sitemap": f"<urlset><url><loc>https://x.example/a</loc><lastmod>{'&a11;' * 1000}</lastmod></url></urlset>",
        "opml": f"<opml><body><outline text='T' xmlUrl='https://x.example/a'/>{'&a11;' * 1000}</body></opml>",
    }[kind]
    started = time.process_time()
    entry = only(doctype + body[body.index("<", 2) if body.startswith("<?") else 0 :])
    assert time.process_time() - started < 2
    assert entry.url == "https://x.example/a"
    assert len(str(entry)) < 2_000  # a title that was not understood is cut
    assert "SECRET" not in str(entry)
    assert "AAAA" not in str(entry)


@pytest.mark.parametrize(
    ("head", "piece", "tail"),
    [
        ("<rss><channel>", "<item>", ""),
        ("<urlset>", "<url>", ""),
        ("<opml><body>", "<outline text='x'>", ""),
        ("<rss ", "a='", ""),
        ("<rss><channel><item><title>", "<![CDATA[", ""),
        ("<feed>", "&#99999999999;", ""),
        ("<rss>", "<!--", ""),
        ("<!DOCTYPE ", "<!--", "<rss>"),
        ("<rss><channel><item><description>", "&lt;div&gt;", ""),
        ("<rss><channel><item><title>", "<", ""),
    ],
)
def test_what_is_made_to_be_slow_grows_with_its_length_only(head: str, piece: str, tail: str) -> None:
    """Four times the text costs far less than the sixteen times of a reader that starts over at each piece."""

    def cost(pieces: int) -> float:
        started = time.thread_time()
        with suppress(InvalidListing):
            read_listing(Raw("x", f"{head}{piece * pieces}{tail}".encode(), url=BASE))
        return time.thread_time() - started

    assert cost(50_000) < 8 * cost(12_500) + 0.5


@given(st.one_of(anything.map(lambda text: text.encode(errors="replace")), st.binary(max_size=300)))
@example(b"<rss")
@example(b"\x1f\x8b")
@example(b"{}")
@example(b"<feed><entry><updated>&#xD800;</updated><link href='http://[::1'/></entry></feed>")
def test_any_bytes_are_a_listing_or_refused(data: bytes) -> None:
    for given_bytes in (
        data,
        b"<rss><channel><item><link>" + data,
        b"<urlset><url><loc>" + data,
        b"<feed><entry>" + data,
    ):
        raw = Raw("x", given_bytes, url=BASE)
        looks_like_listing(raw)
        try:
            found = read_listing(raw)
        except InvalidListing:
            continue
        json.dumps([entry.text for entry in found.entries])
        for entry in found.entries:
            assert entry.id
            assert entry.url or entry.text
            entry.id.encode()
