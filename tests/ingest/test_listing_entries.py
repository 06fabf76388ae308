"""What an entry is known by, where it leads, when it was published; and bytes in any encoding."""

from __future__ import annotations

import gzip

import pytest

from retrieval import FileTooLarge
from retrieval.errors import InvalidListing
from retrieval.ingest.feeds import ListingKind, read_listing
from retrieval.types import Raw
from tests.ingest import feed_samples as samples
from tests.ingest.feed_samples import listing, only, rss


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/a/b</link>", "https://paper.example/a/b"),
        ("<link>\n https://x.example/a \n</link>", "https://x.example/a"),
        ("<link><![CDATA[https://x.example/?a=1&b=2]]></link>", "https://x.example/?a=1&b=2"),
        ("<guid>https://x.example/g</guid>", "https://x.example/g"),
        ('<guid isPermaLink="false">https://x.example/g</guid>', None),
        ("<guid>12345</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>https://user:secret@x.example/</link>", None),
        ("<link>http://[broken</link>", None),
        ("<link/>", None),
        (
            "<link>https://feeds.example/r</link><feedburner:origLink>https://x.example/o</feedburner:origLink>",
            "https://x.example/o",
        ),
        (
            '<atom:link rel="replies" href="https://x.example/c"/><link>https://x.example/a</link>',
            "https://x.example/a",
        ),
    ],
)
def test_the_address_of_an_entry(item: str, url: str | None) -> None:
    assert only(rss(f"{item}<description>Words.</description>")).url == url


def test_an_entry_without_an_id_keeps_its_identity() -> None:
    item = "<title>T</title><description>Words.</description>"
    first, again, other = (only(rss(text)).id for text in (item, item, item.replace("T", "U")))
    assert first == again != other


@pytest.mark.parametrize(
    ("item", "published_at", "updated_at"),
    [
        ("<pubDate>Fri, 01 Mar 2024 10:00:00 EST</pubDate>", "2024-03-01T10:00:00-05:00", None),
        ("<dc:date>2024-03-01T10:00:00+09:00</dc:date>", "2024-03-01T10:00:00+09:00", None),
        (
            "<pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate><dc:date>2024-03-05</dc:date>",
            "2024-03-01T10:00:00+00:00",
            None,
        ),
        (
            "<pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate><atom:updated>2024-03-05T10:00:00Z</atom:updated>",
            "2024-03-01T10:00:00+00:00",
            "2024-03-05T10:00:00+00:00",
        ),
        ("<atom:updated>2024-03-05T10:00:00Z</atom:updated>", None, "2024-03-05T10:00:00+00:00"),
        ("<pubDate>2024-03</pubDate>", None, None),
        ("<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>", None, None),
        ("<pubDate>2004년 05월 28일 오후 01:31:15</pubDate>", "2004-05-28", None),
        ("<pubDate/>", None, None),
    ],
)
def test_the_dates_of_an_rss_entry(item: str, published_at: str | None, updated_at: str | None) -> None:
    hints = only(rss(f"<link>https://x.example/a</link>{item}")).hints
    assert (hints.published_at, hints.updated_at) == (published_at, updated_at)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AT&amp;T &lt; Bell", "AT&T < Bell"),
        ("Tom &amp;amp; Jerry&amp;#8217;s", "Tom & Jerry’s"),
        ("<![CDATA[A <em>bold</em> move]]>", "A bold move"),
        ("  Two\n lines ", "Two lines"),
        ("\u202eevil\u200b \u2066text", "evil text"),
        ("", None),
    ],
)
def test_the_title_is_one_plain_line(title: str, expected: str | None) -> None:
    assert only(rss(f"<title>{title}</title><link>https://x.example/a</link>")).hints.title == expected


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<author>ann@x.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>ann@x.example</author>", None),
        ("<author>Ann Lee &lt;ann@x.example&gt;</author>", "Ann Lee"),
        ("<author>ann@x.org (Ann Lee (Paris))</author>", "Ann Lee (Paris)"),
        ("<author>Ann Lee (Paris)</author>", "Ann Lee (Paris)"),
        ("<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator>", "Ann, Bo"),
    ],
)
def test_the_byline(author: str, byline: str | None) -> None:
    assert only(rss(f"<link>https://x.example/a</link>{author}")).hints.byline == byline


def test_an_article_announced_again_and_again_is_one_entry() -> None:
    items = [
        f"<guid>n{number}</guid><link>https://x.example/a?utm_source=s{number}</link>" for number in range(30)
    ]
    items += [
        "<guid>same</guid><link>https://x.example/b</link>",
        "<guid>same</guid><link>https://x.example/c</link>",
    ]
    found = listing(rss(*items))
    assert [entry.url for entry in found.entries] == [
        "https://x.example/a?utm_source=s0",
        "https://x.example/b",
        "https://x.example/c",
    ]
    assert found.repeated == 29
    assert len({entry.id for entry in found.entries}) == 3, "each is remembered by an id of its own"


def test_what_tells_entries_of_one_page_or_one_id_apart() -> None:
    page, other = "<link>https://x.example/log{}</link>", "<link>https://x.example/</link>"
    items = [
        *(f"<guid>1</guid>{page.format('#' + part)}<title>Note {part}</title>" for part in "ab"),
        *(f"<guid>{number}</guid>{page.format('')}<title>Note {number}</title>" for number in (2, 3)),
        *(
            f"<guid>n</guid><title>Note {number}</title><description>Words.</description>"
            for number in (4, 5)
        ),
        *(
            f"<guid>m</guid><title>Note</title><description>Words {number}.</description>"
            for number in (6, 7)
        ),
        f"<guid>8</guid>{other}<title>Front</title>",
        "<guid>9</guid><link>https://x.example/own</link><title>Own page</title>",
    ]
    found = listing(rss(*items)).entries
    assert len({entry.id for entry in found}) == len(items)
    assert [entry.shares_page for entry in found] == [*[True] * 4, *[False] * 4, True, False]
    again = listing(rss(*reversed(items))).entries
    assert {entry.id for entry in again} == {entry.id for entry in found}, (
        "the order in the feed does not count"
    )


def test_an_entry_that_names_nothing_is_kept_apart() -> None:
    found = listing(
        rss("<guid>1</guid><title>Only a title</title>", "<title>t</title><link>https://x.example/a</link>")
    )
    assert [entry.hints.title for entry in found.empty] == ["Only a title"]
    assert len(found.entries) == 1


def test_a_bare_number_in_the_query_tells_pages_apart() -> None:
    items = [f"<link>https://x.example/story.php?{number}</link>" for number in range(3)]
    assert len(listing(rss(*items)).entries) == 3


def test_the_newest_are_kept() -> None:
    items = [
        f"<guid>g{day}</guid><description>x</description><pubDate>{day} Mar 2024</pubDate>"
        for day in range(1, 21)
    ]
    found = listing(rss(*items, "<guid>undated</guid><description>x</description>"), limit=3)
    assert ([entry.id for entry in found.entries], found.truncated) == (["g20", "undated", "g19"], True)


# Encodings


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # both wrong
        ("utf-8-sig", "utf-8", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", None),  # wrong
        ("cp1252", None, "windows-1252"),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-16", None),
        ("utf-8", "utf-16", None),  # wrong
        ("utf-8", "no-such-thing", "hex"),
        ("utf-8", None, "idna"),
    ],
)
def test_the_encoding_is_found(encoding: str, declared: str | None, charset: str | None) -> None:
    stated = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    text = rss("<title>Übergröße – “naïve”</title><link>https://x.example/a</link>")
    source = stated + text[text.index("<rss") :]
    assert only(source.encode(encoding), charset=charset).hints.title == "Übergröße – “naïve”"


@pytest.mark.parametrize(
    ("encoding", "words"), [("iso-2022-jp", "日本語の見出し"), ("shift_jis", "日本語"), ("koi8-r", "Привет")]
)
def test_the_declared_encoding_counts_where_it_must(encoding: str, words: str) -> None:
    text = rss(f"<title>{words}</title><link>https://x.example/a</link>").replace('"UTF-8"', f'"{encoding}"')
    assert only(text.encode(encoding)).hints.title == words


def test_one_bad_byte_spoils_one_character() -> None:
    data = rss(
        "<title>Größe</title><link>https://x.example/a</link><description>Ende: X</description>"
    ).encode()
    entry = only(data.replace(b"X", b"\xff"))
    assert (entry.hints.title, entry.text) == ("Größe", "Ende: \ufffd")


def test_a_zipped_sitemap_is_unpacked_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    zipped = gzip.compress(samples.SITEMAP.encode())
    assert listing(zipped) == listing(samples.SITEMAP)
    assert listing(gzip.compress(samples.RSS_10.encode())).kind is ListingKind.RSS
    monkeypatch.setattr("retrieval.ingest.encoding.MAX_UNPACKED", 500_000)
    bomb = gzip.compress(b"<urlset>" + b" " * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(FileTooLarge):
        listing(bomb)
    with pytest.raises(InvalidListing, match="gzip"):
        read_listing(Raw("x", b"\x1f\x8b" + b"junk" * 9))
