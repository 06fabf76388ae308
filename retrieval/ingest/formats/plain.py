"""Plain text: any encoding that can be known, the title from the first line."""

from __future__ import annotations

import re

from ...types import Draft, Raw
from ..encoding import decoded, unpacked
from .drafting import drafted, first_line_title, stated, title_from_name


def decode(raw: Raw) -> str:
    """The file's text, unzipped where it is gzip. Raises UnreadableFile, FileTooLarge, DamagedFile."""
    return decoded(raw.name, unpacked(raw.name, raw.data), raw.charset)


def read(name: str, key: str | None, text: str) -> Draft:
    """Lines at the top such as "Title: ..." and "Date: ..." name the article; else the first line is the title if it
    looks like one, else the file's name is. Raises EmptyArticle."""
    fields, body = _head(text)
    said = stated(fields)
    title = said.title or first_line_title(body) or title_from_name(name)
    return drafted(name, key, text, title, body, said, origin="text")


_FIELD = re.compile(
    r"(?P<name>title|headline|publisher|source|date|published|updated|author|byline|url|link|language)"
    r"[ \t]{0,9}:[ \t]{1,9}(?P<value>\S.*)",
    re.IGNORECASE,
)
_FEWEST_FIELDS = 2


def _head(text: str) -> tuple[dict[str, str], str]:
    """The fields of the first paragraph, if it is nothing else, and the text after it."""
    start = text.lstrip("\ufeff \t\r\n")
    head, gap, body = start.replace("\r\n", "\n").partition("\n\n")
    found = [_FIELD.fullmatch(line.strip()) for line in head.split("\n")]
    if not gap or len(found) < _FEWEST_FIELDS or not all(found):
        return {}, text
    fields = {each["name"].lower(): each["value"] for each in found if each}
    return {"title" if name == "headline" else name: value for name, value in fields.items()}, body
