"""Bytes of a listing to text that any XML parser takes: unpacked, decoded, without DTD. Pure."""

from __future__ import annotations

import re

from lxml import etree

from ...errors import FileTooLarge, InvalidListing, UnreadableFile
from ...types import Raw
from ..encoding import decoded
from ..gzipped import MAX_UNPACKED, head_of, unpacked

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
