"""The bytes of a web page as text. Pure.

Of what a page, its server and its bytes say of the encoding, the bytes come first where they leave no doubt: what is
valid UTF-8 is UTF-8, whatever was stated, and an encoding that turns words into nonsense is not the one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ...errors import UnreadableFile
from .plain import guess

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "cp950": "big5hkscs",
}  # fmt: skip
"""What is stated -> what is meant, as the WHATWG Encoding Standard has it: the encodings that grew out of them."""
_ALIASES = {
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "windows-874": "cp874",
}
_KNOWN = re.compile(
    r"utf-8|cp(?:125[0-8]|874|866|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
_SEVEN_BITS = "iso2022_jp"
_LATIN = re.compile(r"cp125[0247]|iso8859-(?:2|3|4|10|13|14|15|16)|mac-roman")
_OTHER_ALPHABET = re.compile(r"cp125[1356]|cp874|cp866|iso8859-[5678]|koi8-[ru]|mac-cyrillic")
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
_MOSTLY = 0.5
"""Share of letters with accents that no Latin script reaches: Vietnamese, the richest, stays near 0.3."""
_MIXED = 0.3
"""Share of words in another alphabet that may hold a Latin letter too."""
_FEW_BROKEN = 0.05
"""Share of characters beyond ASCII that may be broken in a page which was cut or pasted together."""
_FEW_CONTROLS = 0.01


def decode_page(name: str, data: bytes, stated: str | None) -> str:
    """`stated` is what the server said. NULs are left out. Raises UnreadableFile for what is no text."""
    text = _decoded(name, data, stated).replace("\0", "")
    controls = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 27)))
    if data.startswith(b"%PDF") or controls > _FEW_CONTROLS * len(text):
        raise UnreadableFile(name, "it holds binary data, not a web page")
    return text


def _decoded(name: str, data: bytes, stated: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    named = list(dict.fromkeys(filter(None, map(_codec, _labels(data, stated)))))
    if _SEVEN_BITS in named and b"\x1b" in data:
        return data.decode(_SEVEN_BITS, errors="replace")
    for encoding in ("utf-8", *named):
        text = _strictly(data, encoding)
        if text is not None and _is_plausible(text, encoding):
            return text
    best = min(("utf-8", *named), key=lambda encoding: _broken(data, encoding))
    if _broken(data, best) <= _FEW_BROKEN:
        return data.decode(best, errors="replace")
    guessed = guess(_TAG_BYTES.sub(b" ", data[:_SAMPLE]))
    if guessed is None:
        raise UnreadableFile(name, "its encoding cannot be told")
    return data.decode(guessed, errors="replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the markup is NUL."""
    start = data[:200]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 4 else None


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
    """False where a single-byte encoding, which can read anything, reads another one's letters."""
    if any("\x80" <= char <= "\x9f" for char in text[:_SAMPLE]) and encoding.startswith("iso8859"):
        return False
    words: list[str] = _WORD.findall(_TAG.sub(" ", text[:_SAMPLE]))
    foreign = [word for word in words if not word.isascii()]
    if _LATIN.fullmatch(encoding):
        accented = sum(char > "\x7f" for word in foreign for char in word)
        return accented <= _MOSTLY * sum(map(len, words))
    if _OTHER_ALPHABET.fullmatch(encoding):
        mixed = sum(any("a" <= char <= "z" for char in word.lower()) for word in foreign)
        return mixed <= _MIXED * len(foreign)
    return True
