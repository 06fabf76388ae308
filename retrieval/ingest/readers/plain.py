"""Plain text: any encoding that can be known, the title from the first line."""

from __future__ import annotations

import re
from pathlib import PurePath

from ...text import normalise, word_count
from ...types import Draft, Raw
from ..clean.clean import is_residue
from ..encoding import decoded, unpacked
from .drafting import drafted

_TITLE_CHARACTERS = 300


def decode(raw: Raw) -> str:
    """Text from bytes, as `charset.decoded` has it. Raises UnreadableFile, FileTooLarge, DamagedFile."""
    return decoded(raw.name, unpacked(raw.name, raw.data), raw.charset)


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
