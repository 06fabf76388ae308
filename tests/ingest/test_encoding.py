"""One rule for the encodings of pages, plain text, JSON, feeds, sitemaps and OPML: the bytes count, then what is stated."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest

from retrieval.errors import FileTooLarge, UnreadableFile
from retrieval.ingest import formats
from retrieval.ingest.encoding import decoded
from retrieval.ingest.feeds import looks_like_listing, read_listing
from retrieval.ingest.formats import html
from retrieval.types import Raw

from .pages import BODY, page

STRAY = "“Yes,” he said. a § b"
"""In place of § stands one byte of another encoding."""
CHINESE = "四国部长周一就北海鲱鱼未来十年的分配达成协议，谈判持续了两个晚上，差点破裂。"
TAIWANESE = "四國部長週一就北海鯡魚未來十年的分配達成協議，談判持續了兩個晚上，差點破裂。"
JAPANESE = "四か国の閣僚は月曜日、北の海のニシンを十年間にわたって分け合う条約に合意したと発表した。"
KOREAN = "네 나라의 장관들이 월요일에 북해 청어를 십 년 동안 나누는 조약에 합의했다고 밝혔다. "
RUSSIAN = "Министры четырёх стран договорились в понедельник о разделе сельди северного моря. "
GERMAN = "Die Minister einigten sich über Nacht auf größere Fangmengen – „endlich“, sagte Jürgen. "


def strayed(text: str, byte: bytes = b"\x96") -> bytes:
    return text.replace("§", "\0").encode().replace(b"\0", byte)


FEED = (
    "<rss version='2.0'><channel><title>F</title><item><title>T</title><link>https://x.example/a</link>"
    "<description>{}</description></item></channel></rss>"
)


def of_page(data: bytes, stated: str | None) -> str:
    return html.decode(
        Raw("a.html", b"<html><body><p>" + data + b"</p></body></html>", charset=stated)
    ).split("<p>")[1].split("</p>")[0]  # fmt: skip


def of_text(data: bytes, stated: str | None) -> str:
    return formats.plain.decode(Raw("a.txt", data, charset=stated))


def of_json(data: bytes, stated: str | None) -> str:
    raw = Raw("a.json", b'{"title": "T", "text": "' + data + b'"}', charset=stated)
    text = json.loads(formats.json.decode(raw))["text"]
    assert isinstance(text, str)
    return text


def of_feed(data: bytes, stated: str | None) -> str:
    source = FEED.encode().replace(b"{}", data)
    text = read_listing(Raw("a.xml", source, charset=stated)).entries[0].text
    assert text is not None
    return text


def of_json_feed(data: bytes, stated: str | None) -> str:
    source = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "%s"}]}'
    text = read_listing(Raw("a.json", source % data, charset=stated)).entries[0].text
    assert text is not None
    return text


def of_opml(data: bytes, stated: str | None) -> str:
    source = b"<opml version='2.0'><body><outline text='%s' xmlUrl='https://x.example/f'/></body></opml>"
    title = read_listing(Raw("a.opml", source % data, charset=stated)).entries[0].hints.title
    assert title is not None
    return title


def of_sitemap(data: bytes, stated: str | None) -> str:
    source = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        b"<url><loc>https://x.example/a</loc><n:news><n:title>%s</n:title></n:news></url></urlset>"
    )
    title = read_listing(Raw("a.xml", source % data, charset=stated)).entries[0].hints.title
    assert title is not None
    return title


WAYS = [of_page, of_text, of_json, of_feed, of_json_feed, of_opml, of_sitemap]
Way = Callable[[bytes, str | None], str]
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__[3:])


@each_way
@pytest.mark.parametrize("stated", [None, "utf-8", "iso-8859-1", "windows-1251"])
@pytest.mark.parametrize("byte", [b"\x96", b"\xff", b"\xe2\x80", b"\xc3"])
def test_a_stray_byte_spoils_one_character(way: Way, stated: str | None, byte: bytes) -> None:
    assert way(strayed(STRAY, byte), stated).replace("\ufffd", "§") == STRAY


@each_way
@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Вчера министры § договорились.", "utf-8"),
        ("Вчера министры § договорились о многом.", "koi8-r"),
        (CHINESE + "§" + CHINESE, "utf-8"),
        (CHINESE + "§" + CHINESE, "gbk"),
        (JAPANESE + "§" + JAPANESE, "shift_jis"),
        (KOREAN + "§" + KOREAN, "euc-kr"),
        ("Größe, Übung und § Äpfel für süße Gäste", None),
    ],
)
def test_one_byte_among_other_alphabets(way: Way, text: str, stated: str | None) -> None:
    assert way(strayed(text, b"\xff"), stated).replace("\ufffd", "§").strip() == text.strip()


@each_way
@pytest.mark.parametrize("stated", [True, False], ids=["stated", "not stated"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gbk"),
        (TAIWANESE, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        (GERMAN, "cp1252"),
    ],
)
def test_other_encodings(way: Way, text: str, encoding: str, stated: bool) -> None:
    if encoding in ("big5", "shift_jis") and way in (of_json, of_json_feed):
        pytest.skip("a second byte may be a backslash, and that is no JSON")
    data = (text * 2).encode(encoding)
    assert way(data, encoding.replace("_", "-") if stated else None).strip() == (text * 2).strip()


@each_way
@pytest.mark.parametrize("stated", ["utf-8", "shift_jis", "utf-16", "no-such-charset"])
def test_a_stated_encoding_that_the_bytes_contradict_loses(way: Way, stated: str) -> None:
    assert way((RUSSIAN * 3).encode("cp1251"), stated).strip() == (RUSSIAN * 3).strip()


@each_way
def test_what_is_called_latin_1_is_windows_1252(way: Way) -> None:
    assert way("“Oui” – 30 €, l’été".encode("cp1252"), "iso-8859-1") == "“Oui” – 30 €, l’été"


@each_way
def test_text_that_was_encoded_twice_stays(way: Way) -> None:
    assert way("GrÃ¶ÃŸe und SÃ¼ÃŸe".encode(), None) == "GrÃ¶ÃŸe und SÃ¼ÃŸe"


@each_way
def test_nuls_and_halves_of_characters(way: Way) -> None:
    assert (
        way(b"the pier \0 is \xed\xa0\xbd\xed\xb8\x80 open", None).replace("  ", " ") == "the pier is 😀 open"
    )


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32-le", "utf-32-be", "utf-32"]
)
@pytest.mark.parametrize("stated", [None, "utf-8", "utf-16"])
def test_wide_texts_with_and_without_their_mark(encoding: str, stated: str | None) -> None:
    text = f"The harbour of Norvik opens on Monday, “at last”. {JAPANESE}"
    assert decoded("a.txt", text.encode(encoding), stated) == text


def test_a_mark_that_the_bytes_contradict_loses() -> None:
    assert decoded("a.txt", b"\xef\xbb\xbf" + GERMAN.encode("cp1252")) == GERMAN
    with pytest.raises(UnreadableFile):
        decoded("a.txt", b"\xff\xfea")


def test_gzip_under_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(page(BODY).encode())
    assert formats.read(Raw("a.html", packed)).text == formats.read(Raw("a.html", page(BODY).encode())).text
    assert (
        formats.read(Raw("a.txt", gzip.compress(b"The pier opens in May."))).text == "The pier opens in May."
    )
    monkeypatch.setattr("retrieval.ingest.encoding.MAX_UNPACKED", 1000)
    for name in ("a.html", "a.txt", "a.md", "a.json"):
        with pytest.raises(FileTooLarge):
            formats.read(Raw(name, gzip.compress(b" " * 5000)))
        with pytest.raises(UnreadableFile, match="gzip"):
            formats.read(Raw(name, b"\x1f\x8b" + b"junk" * 9))


@pytest.mark.parametrize("escaped", [r"\ud83d", r"\ude00 x", r"x \ud83d\ud83d y", r"\u0000", r"\udc96"])
def test_lone_surrogates_in_json_can_be_stored(escaped: str) -> None:
    source = f'{{"title": "The {escaped} pier", "text": "The pier {escaped} opens in May.", "author": "A {escaped} B"}}'
    draft = formats.read(Raw("a.json", source.encode()))
    for each in (draft.title, draft.text, draft.byline or "", draft.key, draft.original):
        assert each.encode()
        assert "\0" not in each
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{escaped}", "items": [{{"id": "{escaped}1", "title": "T {escaped}", "content_html": "<p>The pier {escaped}</p>"}}]}}'
    (entry,) = read_listing(Raw("a.json", feed.encode())).entries
    for text in (entry.id, entry.text or "", entry.hints.title or ""):
        assert text.encode()
        assert "\0" not in text
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ministers {escaped}", "author": {{"name": "A {escaped} B"}}}}</script>'
    drafted = formats.read(Raw("a.html", page(BODY, head=head).encode()))
    assert f"{drafted.title}{drafted.byline}".encode()


def test_a_feed_s_first_bytes_may_end_inside_a_character() -> None:
    feed = (FEED.replace("{}", "“" * 30_000)).encode()
    for length in range(3):
        assert looks_like_listing(Raw("a", b" " * length + feed))
