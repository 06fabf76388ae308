"""Plain text: any encoding that can be known, the title from the first line."""

from __future__ import annotations

import re
from pathlib import PurePath

import charset_normalizer

from ...errors import UnreadableFile
from ...text import normalise, word_count
from ...types import Draft, Raw
from ..clean import is_residue
from .drafting import drafted

_TITLE_CHARACTERS = 300
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜŒ‘’“”„–—…•€£©®°§«»¿¡ºª\u00a0")
_FEW_ACCENTS = 0.15
"""Share of accented characters that Western text stays below; Cyrillic or Greek read as Western is nearly all accents."""


def decode(raw: Raw) -> str:
    """Text from bytes: a byte order mark or UTF-8 where they fit, else the stated or the detected encoding.
    Raises UnreadableFile."""
    name, data = raw.name, raw.data
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFile(
                    name, f"its byte order mark says {encoding}, its bytes are not"
                ) from error
    stated = _stated(raw)
    if stated is not None and b"\0" in data[:4096] and "\0" not in stated[:4096]:
        return stated  # UTF-16 without its mark
    if b"\0" in data[:4096]:
        raise UnreadableFile(name, "it holds binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guessed = None if stated is not None else guess(data)
    if stated is not None:
        return stated
    if guessed is None:
        raise UnreadableFile(name, "its encoding cannot be told")
    try:
        return data.decode(guessed)
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, f"not UTF-8, and not all of it is {guessed}") from error


def _stated(raw: Raw) -> str | None:
    """The text in the encoding that the server states, if there is such an encoding and the bytes are in it."""
    try:
        return raw.data.decode(raw.charset) if raw.charset else None
    except (LookupError, ValueError):
        return None


def guess(data: bytes) -> str | None:
    """Western European where that reads naturally: detectors take a short text with a few accents for anything."""
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    foreign = [char for char in western if char > "\x7f"]
    if foreign and set(foreign) <= _WESTERN and len(foreign) < _FEW_ACCENTS * len(western):
        return "cp1252"
    best = charset_normalizer.from_bytes(data[:200_000]).best()
    return best.encoding if best else None


def read(name: str, key: str | None, text: str) -> Draft:
    """The first line is the title if it looks like one, else the file's name is. Raises EmptyArticle."""
    title = first_line_title(text) or title_from_name(name)
    return drafted(name, key, text, title, text)


def first_line_title(text: str) -> str | None:
    """The first line that is not residue, if it is short, does not end like a sentence and more text follows."""
    lines = [line for line in normalise(text).split("\n") if line and not is_residue(line)]
    if len(lines) < 2:
        return None
    line = lines[0].lstrip("# ").strip()
    if not line or len(line) > _TITLE_CHARACTERS or word_count(line) > 40 or re.search(r"[.。;,:]$", line):
        return None
    return line


def title_from_name(name: str) -> str:
    """ "the-big_story.txt" -> "the big story"."""
    return re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip() or name
