"""Encodings of web pages: stated rightly, wrongly or not at all."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableFile
from retrieval.ingest.encoding import decoded
from retrieval.ingest.formats import html
from retrieval.types import Raw

GERMAN = "Die Minister einigten sich über Nacht auf größere Fangmengen für Heringe. „Schön“, sagte Jürgen Müller – endlich. "
FRENCH = "Les ministres se sont réunis à l'été pour un cœur de débat à 30 €, où les négociations dureront jusqu'à l'aube. "
RUSSIAN = "Министры четырёх стран договорились в понедельник о разделе сельди северного моря на десять лет. "
JAPANESE = "四か国の閣僚は月曜日、北の海のニシンを十年間にわたって分け合う条約に合意したと発表した。"
CHINESE = "四国部长周一就北海鲱鱼未来十年的分配达成协议，谈判持续了两个晚上，差点破裂。"
KOREAN = "네 나라의 장관들이 월요일에 북해 청어를 십 년 동안 나누는 조약에 합의했다고 밝혔다. "
ARABIC = "اتفق وزراء أربع دول يوم الاثنين على معاهدة لتقسيم الرنجة في بحر الشمال لمدة عشر سنوات. "
GREEK = "Οι υπουργοί τεσσάρων χωρών συμφώνησαν τη Δευτέρα για τη διανομή της ρέγγας της βόρειας θάλασσας. "
POLISH = (
    "Ministrowie czterech państw uzgodnili w poniedziałek podział śledzi północnego morza na dziesięć lat. "
)


def source(text: str, stated: str | None) -> str:
    tag = f"<meta charset='{stated}'>" if stated else ""
    return f"<html><head>{tag}<title>T</title></head><body><p>{text * 4}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding", "http", "in_page"),
    [
        (JAPANESE, "shift_jis", None, "Shift_JIS"),
        (JAPANESE, "shift_jis", "Shift_JIS", None),
        (JAPANESE, "shift_jis", None, "x-sjis"),
        (JAPANESE, "euc_jp", None, "EUC-JP"),
        (JAPANESE, "iso2022_jp", None, "ISO-2022-JP"),
        (JAPANESE, "shift_jis", None, None),
        (JAPANESE, "shift_jis", "utf-8", None),
        (CHINESE, "gb18030", None, "gb2312"),
        (CHINESE, "gbk", "GBK", "utf-8"),
        (KOREAN, "cp949", None, "euc-kr"),
        (RUSSIAN, "cp1251", None, "windows-1251"),
        (RUSSIAN, "cp1251", "iso-8859-1", None),
        (RUSSIAN, "cp1251", "iso-8859-1", "windows-1251"),
        (RUSSIAN, "cp1251", None, None),
        (RUSSIAN, "koi8_r", "KOI8-R", None),
        (RUSSIAN, "utf-8", "windows-1251", "windows-1251"),
        (GERMAN, "cp1252", None, "iso-8859-1"),
        (GERMAN, "cp1252", None, None),
        (GERMAN, "cp1252", "utf-8", "utf-8"),
        (GERMAN, "cp1252", "windows-1251", None),
        (GERMAN, "utf-8", "iso-8859-1", "iso-8859-1"),
        (FRENCH, "iso8859-15", None, "iso-8859-15"),
        (FRENCH, "utf-8", None, "iso-8859-15"),
        (POLISH, "iso8859-2", None, "iso-8859-2"),
        (POLISH, "cp1250", "windows-1250", None),
        (ARABIC, "cp1256", None, "windows-1256"),
        (GREEK, "iso8859-7", None, "iso-8859-7"),
        (CHINESE, "utf-8-sig", "gbk", "gbk"),
        (GERMAN, "utf-16", None, "utf-8"),
        (GERMAN, "utf-16-le", None, None),
        (RUSSIAN, "utf-8", "no-such-charset", "also-none"),
        (GERMAN, "utf-8", "zlib", "utf-7"),
        (GERMAN, "utf-8", "unicode_escape", "klingon"),
        (GERMAN, "utf-8", "base64", "idna"),
    ],
)
def test_no_mojibake(text: str, encoding: str, http: str | None, in_page: str | None) -> None:
    written = source(text, in_page)
    assert decoded("a.html", written.encode(encoding), http).lstrip("\ufeff") == written


@pytest.mark.parametrize("in_page", ["utf-8", "windows-1251"])
def test_a_broken_byte_spoils_nothing_else(in_page: str) -> None:
    encoding = "utf-8" if in_page == "utf-8" else "cp1251"
    data = source(RUSSIAN, in_page).encode(encoding).replace(b"</p>", b"\x98\xff</p>")
    assert RUSSIAN.strip() in decoded("a.html", data, None)


def test_nuls_go_and_binary_data_is_refused() -> None:
    assert decoded(
        "a.html", b"<p>a\0b</p>" + b"\0" * 3 + b"<p>words that go on and on</p>" * 9, None
    ).startswith("<p>ab")
    for data in (b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 50):
        with pytest.raises(UnreadableFile):
            decoded("a.html", data, None)


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "iso-8859-1", "shift_jis", "utf-16", "x", ""])
)
def test_any_bytes_are_text_or_an_error(data: bytes, stated: str | None) -> None:
    try:
        text = html.decode(Raw("a.html", data, charset=stated))
    except UnreadableFile:
        return
    assert "\0" not in text
