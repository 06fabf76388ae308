"""Plain text: any encoding that can be known, the title from the first line."""

from __future__ import annotations

from ...types import Draft, Raw
from ..encoding import decoded, unpacked
from .drafting import drafted, first_line_title, title_from_name


def decode(raw: Raw) -> str:
    """The file's text, unzipped where it is gzip. Raises UnreadableFile, FileTooLarge, DamagedFile."""
    return decoded(raw.name, unpacked(raw.name, raw.data), raw.charset)


def read(name: str, key: str | None, text: str) -> Draft:
    """The first line is the title if it looks like one, else the file's name is. Raises EmptyArticle."""
    title = first_line_title(text) or title_from_name(name)
    return drafted(name, key, text, title, text)
