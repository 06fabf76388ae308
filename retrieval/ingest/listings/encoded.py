"""Bytes of a feed to text that any XML parser takes: unpacked, decoded, without DTD. Pure."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator

from lxml import etree

from ...errors import FileTooLarge, InvalidListing

_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_SEVEN_BITS = ("iso2022", "hz")
"""Codecs whose bytes are ASCII, and so UTF-8, whatever they mean."""
_NOT_CHARSETS = ("idna", "punycode", "unicode", "raw", "undefined", "utf-7", "utf-16", "utf-32")
"""Python calls them text encodings; no server means them, or not where bytes are ASCII; some take quadratic time."""
_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
"""What is declared -> its superset that is really sent."""
_FEW_WRONG = 0.01
"""Share of characters that may be wrong in text that is UTF-8 all the same: one bad byte, or cut off in the middle."""
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8})|x?[0-9a-f]+);", re.IGNORECASE)

_DTD_TOKEN = re.compile(r"""<!--.*?(?:-->|\Z)|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[\[\]>]""", re.DOTALL)


def unpacked(name: str, data: bytes, limit: int) -> bytes:
    """`data`, unzipped if it is gzip; a stream that breaks off gives what came. Raises FileTooLarge, InvalidListing."""
    if len(data) > limit:
        raise FileTooLarge(name, len(data), limit)
    if not data.startswith(_GZIP):
        return data
    found = _unzipped(name, data, limit + 1)
    if len(found) > limit:
        raise FileTooLarge(name, len(found), limit)
    return found


def head_of(name: str, data: bytes, length: int) -> bytes:
    """The first bytes of what `unpacked` gives. Raises InvalidListing."""
    return _unzipped(name, data, length) if data.startswith(_GZIP) else data[:length]


def _unzipped(name: str, data: bytes, length: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, length)
    except zlib.error as error:
        raise InvalidListing(name, f"its gzip is broken ({error})") from error


def text_of(data: bytes, charset: str | None) -> str:
    """The bytes as text; `charset` is the server's word. UTF-8 where it fits, because it never fits by accident."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for start, encoding in _WIDE:
        if data.startswith(start):
            return data.decode(encoding, "replace")
    declared = list(_declared(data, charset))
    first = [each for each in declared if each.startswith(_SEVEN_BITS)]
    for encoding in (*first, "utf-8", *declared):
        try:
            return data.decode(encoding)
        except (UnicodeError, ValueError):
            continue
    repaired = data.decode("utf-8", "replace")
    wrong = repaired.count("\ufffd")
    if declared in ([], ["utf-8"]) and wrong > _FEW_WRONG * len(repaired):
        return data.decode("cp1252", "replace")
    return repaired if not declared else data.decode(declared[0], "replace")


def _declared(data: bytes, charset: str | None) -> Iterator[str]:
    """The codecs that the server and the XML declaration name, as far as they exist."""
    match = _DECLARED.match(data[:1000])
    for name in (charset, match[1].decode("ascii") if match else None):
        if not name:
            continue
        try:
            b"a".decode(name)
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):  # unknown, or no encoding of text
            continue
        if not codec.startswith(_NOT_CHARSETS):
            yield _AS_BROWSERS.get(codec, codec)


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
