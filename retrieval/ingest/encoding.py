"""Bytes as text: one rule for pages, feeds, lists, plain text, JSON and uploads. Pure.

Of what a file, its server and its bytes say of the encoding, the bytes come first where they leave no doubt: what is
valid UTF-8 but for a few bytes is UTF-8, whatever was stated, and an encoding that turns words into nonsense is not the
one. Text that was encoded twice before it was sent ("Ã¼") stays as its readers see it.

Files that are gzip under another name are unpacked within a limit, and the text of a listing becomes XML that any parser
takes: without a DTD, and so without entities of its own.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
import zlib
from collections.abc import Iterator

import charset_normalizer
from lxml import etree

from ..errors import DamagedFile, FileTooLarge, InvalidListing, UnreadableFile
from ..types import Raw

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "cp950": "big5hkscs", "utf-16": "utf-16-le",
}  # fmt: skip
"""What is stated -> what is meant, as the WHATWG Encoding Standard has it: the encodings that grew out of them."""
_ALIASES = {
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "windows-874": "cp874",
    "hz-gb-2312": "hz",
}
_SEVEN_BITS = re.compile(r"iso2022_(?:jp|kr)\w*|hz")
"""Codecs whose bytes are ASCII, and so UTF-8, whatever they mean."""
_SHIFTS = (b"\x1b", b"~{")
"""What no text holds but one in such a codec."""
_KNOWN = re.compile(
    r"utf-8|cp(?:125[0-8]|874|866|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_jp"
    rf"|{_SEVEN_BITS.pattern}|utf-16-[lb]e"
)
_LATIN = re.compile(r"cp125[0247]|iso8859-(?:2|3|4|10|13|14|15|16)|mac-roman")
_OTHER_ALPHABET = re.compile(r"cp125[1356]|cp874|cp866|iso8859-[5678]|koi8-[ru]|mac-cyrillic")
_TWO_BYTES = re.compile(r"gb18030|big5hkscs|euc_jp|cp932|cp949")
_NEVER_SENT = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]
"""Of large computers; a detector takes a short text for any of them."""
_META = re.compile(
    rb"""<meta\s[^<>]{0,500}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""^\s{0,99}<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""")
_HEAD = 16_384
"""Bytes in which a page states its encoding."""
_SAMPLE = 400_000
_TAG = re.compile(r"<[^<>]{0,5000}>")
_TAG_BYTES = re.compile(rb"<(?:script|style)\b[^<>]{0,2000}>[^<]{0,100000}|<[^<>]{0,5000}>", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
"""One character as two halves of three bytes each, as some databases write UTF-8."""
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜŒ‘’“”„–—…•€£©®°§«»¿¡ºª\u00a0")
_FEW_ACCENTS = 0.15
"""Share of accented characters that Western text stays below; Cyrillic or Greek read as Western is nearly all accents."""
_MOSTLY = 0.5
"""Share of letters with accents that no Latin script reaches: Vietnamese, the richest, stays near 0.3."""
_MIXED = 0.3
"""Share of words in another alphabet that may hold a Latin letter too."""
_FEW_BROKEN = 0.05
"""Share of characters beyond ASCII that may be broken in a page which was cut or pasted together."""
_SURELY = 4
"""Text in an encoding of two bytes is valid UTF-8 by accident in a tenth of its characters. In one of single bytes it
hardly ever is, so that as many valid characters as broken ones are enough."""
_FEW_FOREIGN = 0.01
"""Share of bytes beyond ASCII, tags not counted, below which a text in an unknown encoding can be read all the same."""
_FEW_CONTROLS = 0.01
_FEW_NULS = 0.1


def decoded(name: str, data: bytes, stated: str | None = None) -> str:
    """`stated` is what the server said. NULs and a byte order mark are left out. Raises UnreadableFile for what is no
    text."""
    text = _text(data, stated)
    if text is None:
        raise UnreadableFile(name, "its encoding cannot be told")
    bare = text.replace("\0", "").removeprefix("\ufeff")
    controls = sum(bare.count(chr(code)) for code in (*range(1, 9), *range(14, 27)))
    nuls = text.count("\0") > _FEW_NULS * len(text)
    if data.startswith(b"%PDF") or nuls or controls > _FEW_CONTROLS * len(bare):
        raise UnreadableFile(name, "it holds binary data, not text")
    return bare


def _text(data: bytes, stated: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _wide_text(data, encoding)
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    bare = data.removeprefix(codecs.BOM_UTF8)
    named = list(dict.fromkeys(filter(None, map(_codec, _labels(bare, stated)))))
    if any(shift in bare for shift in _SHIFTS) and bare.isascii():
        for encoding in filter(_SEVEN_BITS.fullmatch, [*named, "iso2022_jp"]):
            if (text := _strictly(bare, encoding)) is not None:
                return text
    named = [each for each in named if not _SEVEN_BITS.fullmatch(each)]
    if (text := _utf8(bare, named)) is not None:
        return text
    for encoding in named:
        text = _strictly(bare, encoding)
        if text is not None and _is_plausible(text, encoding):
            return text
    best = min(("utf-8", *named), key=lambda encoding: _broken(bare, encoding))
    if _broken(bare, best) <= _FEW_BROKEN:
        return bare.decode(best, errors="replace")
    return _guessed(bare)


def _wide_text(data: bytes, encoding: str) -> str | None:
    """By its mark, unless the rest of the bytes speaks against it."""
    text = data.decode(encoding, errors="replace")
    return text if text.count("\ufffd") <= _FEW_BROKEN * len(text) else None


def _wide(data: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark, where most of what is written is ASCII: its other bytes are NUL."""
    head = data[:200]
    zeros = [_share(head[at::4].count(0), len(head[at::4])) for at in range(4)]
    full = [share > 0.5 for share in zeros]
    empty = [share < 0.1 for share in zeros]
    for at, encoding in ((0, "utf-32-le"), (3, "utf-32-be")):
        if len(data) % 4 == 0 and empty[at] and all(full[:at] + full[at + 1 :]):
            return encoding
    if full[1] and full[3] and empty[0] and empty[2]:
        return "utf-16-le"
    return "utf-16-be" if full[0] and full[2] and empty[1] and empty[3] else None


def _labels(data: bytes, stated: str | None) -> Iterator[str]:
    if stated:
        yield stated
    head = data[:_HEAD]
    for match in [_XML.search(head), *_META.finditer(head)]:
        if match:
            yield match[1].decode("ascii", errors="replace")


def _codec(label: str) -> str | None:
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = _BROWSERS_READ.get(name, name)
    return name if _KNOWN.fullmatch(name) else None


def _utf8(data: bytes, named: list[str]) -> str | None:
    """The text if it is UTF-8 but for so few bytes that it can be nothing else; None otherwise."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if broken == 0:
        return text
    if _SURROGATES.search(data):
        return _utf8(_SURROGATES.sub(_whole, data), named)
    valid = len(text) - len(text.encode("ascii", errors="ignore")) - broken
    needed = _SURELY if any(map(_TWO_BYTES.fullmatch, named)) else 1
    return text if valid >= needed * broken else None


def _whole(match: re.Match[bytes]) -> bytes:
    halves = match[0].decode("utf-8", errors="surrogatepass")
    return halves.encode("utf-16", errors="surrogatepass").decode("utf-16").encode()


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _broken(data: bytes, encoding: str) -> float:
    """Share of the characters beyond ASCII that the encoding cannot read; 1 where it reads nonsense."""
    text = data.decode(encoding, errors="replace")
    if not _is_plausible(text, encoding):
        return 1.0
    foreign = sum(char > "\x7f" for char in text)
    return text.count("\ufffd") / foreign if foreign else 0.0


def _is_plausible(text: str, encoding: str) -> bool:
    """False where an encoding that can read anything reads another one's letters."""
    if any("\x80" <= char <= "\x9f" for char in text[:_SAMPLE]) and encoding.startswith("iso8859"):
        return False
    if encoding.startswith("utf-16"):
        return all(unicodedata.category(char) not in ("Cn", "Co", "Cs") for char in text[:_HEAD])
    words: list[str] = _WORD.findall(_TAG.sub(" ", text[:_SAMPLE]))
    foreign = [word for word in words if not word.isascii()]
    if _LATIN.fullmatch(encoding):
        accented = sum(char > "\x7f" for word in foreign for char in word)
        return accented <= _MOSTLY * sum(map(len, words))
    if _OTHER_ALPHABET.fullmatch(encoding):
        mixed = sum(any("a" <= char <= "z" for char in word.lower()) for word in foreign)
        return mixed <= _MIXED * len(foreign)
    return True


def _guessed(data: bytes) -> str | None:
    """Western European where that reads naturally: detectors take a short text with a few accents for anything."""
    sample = data[:_SAMPLE]
    words = _TAG_BYTES.sub(b" ", sample)
    sample = sample if words.isascii() else words  # the words of an OPML list stand inside of its tags
    western = sample.decode("cp1252", errors="replace")
    foreign = [char for char in western if char > "\x7f"]
    if foreign and set(foreign) <= _WESTERN and len(foreign) < _FEW_ACCENTS * len(western):
        return data.decode("cp1252", errors="replace")
    if _share(len(foreign), len(western)) < _FEW_FOREIGN and len(western) > 1 / _FEW_FOREIGN:
        return data.decode("utf-8", errors="replace")
    best = charset_normalizer.from_bytes(sample[:200_000], cp_exclusion=_NEVER_SENT).best()
    if best is None or not best.encoding:
        return None
    text = data.decode(best.encoding, errors="replace")
    return text if text.count("\ufffd") <= _FEW_BROKEN * len(text) else None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


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


_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8})|x?[0-9a-f]+);", re.IGNORECASE)

_DTD_TOKEN = re.compile(r"""<!--.*?(?:-->|\Z)|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[\[\]>]""", re.DOTALL)


def text_of(raw: Raw, length: int | None = None) -> str:
    """The whole text, or that of its first `length` bytes. Gzip is unpacked. Raises InvalidListing, FileTooLarge."""
    if length is None and len(raw.data) > MAX_UNPACKED:
        raise FileTooLarge(raw.name, len(raw.data), MAX_UNPACKED)
    try:
        data = unpacked(raw.name, raw.data) if length is None else head_of(raw.name, raw.data, length)
        return decoded(raw.name, data, raw.charset)
    except UnreadableFile as error:
        raise InvalidListing(raw.name, error.problem) from error


def xml_of(text: str) -> bytes:
    """XML as UTF-8 without declaration and DTD, so that no entity is defined, and without what XML forbids."""
    text = _REFERENCE.sub(_legal, _ILLEGAL.sub("", text)).lstrip("\ufeff \t\r\n")
    text = re.sub(r"^<\?xml\b[^>]*\?>", "", text)
    return _without_doctype(text).encode()


def tree_of(name: str, text: str) -> etree._Element:
    """The root of an XML document, repaired where it is broken. No entity, no network, no file. Raises InvalidListing."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml_of(text), parser)
    except etree.XMLSyntaxError as error:
        raise InvalidListing(name, f"its XML is broken ({error.msg})") from error
    if root is None:
        raise InvalidListing(name, "its XML is broken")
    return root


def local(element: etree._Element) -> str:
    """The tag without its namespace, lower case; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _legal(match: re.Match[str]) -> str:
    """A reference to a character that XML allows; nothing otherwise."""
    hexadecimal, decimal = match[1], match[2]
    if not hexadecimal and not decimal:
        return ""
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    allowed = (
        code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )
    return match[0] if allowed else ""


def _without_doctype(text: str) -> str:
    """`text` without a document type declaration before its first element, internal subset included."""
    root = re.search(r"<[A-Za-z_]", text)
    head = text[: root.start()] if root else text
    start = head.upper().find("<!DOCTYPE")
    if start < 0:
        return text
    depth = 0
    for token in _DTD_TOKEN.finditer(text, start):
        if token[0] in "[]":
            depth += 1 if token[0] == "[" else -1
        elif token[0] == ">" and depth <= 0:
            return text[:start] + text[token.end() :]
    return text[:start] + (text[root.start() :] if root else "")
